"""The team picture: how each person shows each skill, and which scenarios tell nobody apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from aware_tui.domain.practice.attempts import counts, shows_skills, skills_of
from aware_tui.domain.practice.mastery import LAST, STEP_ENOUGH, is_good, passed, standings
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import counted, folded
from aware_tui.language import _

ENOUGH_CALLS, ENOUGH_PEOPLE = 5, 3
"""From so many calls by so many people on, a scenario that all pass or all fail is told."""


class Flag(StrEnum):
    """What is wrong with a scenario that tells nobody apart."""

    EVERYONE_PASSES = "everyone_passes"
    EVERYONE_FAILS = "everyone_fails"


@dataclass(frozen=True, slots=True)
class Cell:
    """How a person shows a skill: the mean of the last calls and drills, three at most."""

    mean: float
    of: int
    """Scores in the mean."""
    attempts: int
    """All that showed the skill."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who practises."""

    name: str
    attempts: int
    """Finished calls and drills, whatever the help; what was only watched is no such call."""
    calls: int
    """Whole calls with nothing given."""
    mean: float | None
    """The mean total of the last of these, three at most."""
    passed: bool
    skills: Mapping[Skill, Cell]


@dataclass(frozen=True, slots=True)
class Tried:
    """How a scenario came out; only whole calls with nothing given are looked at."""

    scenario_id: str
    calls: int
    good: int
    """Calls that went well: 80 or more, no step under 60, nothing fatal."""
    people: int
    people_passed: int
    """People with such a call."""
    flag: Flag | None
    sentence: str
    """What there is to say of it; empty if nothing."""

    @property
    def people_failed(self) -> int:
        """Return how many people have no good call yet."""
        return self.people - self.people_passed


@dataclass(frozen=True, slots=True)
class TeamPicture:
    """People by name; scenarios by id, those that are flagged first."""

    people: tuple[Person, ...]
    scenarios: tuple[Tried, ...]
    advice: str
    """Which skill to train next, in a sentence; empty while nobody showed any."""

    @property
    def flagged(self) -> tuple[Tried, ...]:
        """Return the scenarios that everyone passes or fails."""
        return tuple(each for each in self.scenarios if each.flag is not None)


def team_picture(attempts: Iterable[Attempt], zone: str) -> TeamPicture:
    """Return the picture of a team; the same attempt twice counts once, and days are those of `zone`."""
    known = {each.id: each for each in attempts}
    people = tuple(_person(name, own, zone) for name, own in sorted(_by_name(known.values()), key=_place))
    scenarios = _by_scenario(known.values())
    tried = sorted((_tried(name, calls) for name, calls in scenarios.items()), key=_flagged_first)
    return TeamPicture(people, tuple(tried), _advice(people))


def _by_name(attempts: Iterable[Attempt]) -> Iterable[tuple[str, list[Attempt]]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if attempt.mode is not AttemptMode.WATCH:
            found.setdefault(attempt.trainee, []).append(attempt)
    return found.items()


def _place(person: tuple[str, list[Attempt]]) -> tuple[str, str]:
    return folded(person[0]), person[0]


def _person(name: str, own: Sequence[Attempt], zone: str) -> Person:
    whole = [each for each in own if counts(each)]
    whole.sort(key=lambda each: (each.ended_at or each.started_at, each.id))
    last = [each.total for each in whole[-LAST:] if each.total is not None]
    return Person(
        name, len(own), len(whole), _mean(last) if last else None, passed(own, zone) is not None, _cells(own)
    )


def _cells(own: Sequence[Attempt]) -> dict[Skill, Cell]:
    times: dict[str, int] = {}
    for attempt in own:
        for skill in skills_of(attempt) if shows_skills(attempt) else ():
            times[skill] = times.get(skill, 0) + 1
    return {
        skill: Cell(_mean(stands.scores), len(stands.scores), times[skill])
        for skill, stands in standings(own).items()
    }


def _mean(values: Sequence[float]) -> float:
    return round(fmean(values), 1)


def _by_scenario(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        if counts(attempt):
            found.setdefault(attempt.scenario_id, []).append(attempt)
    return found


def _tried(scenario_id: str, calls: Sequence[Attempt]) -> Tried:
    good = [each for each in calls if is_good(each)]
    people = {each.trainee for each in calls}
    flag = _flag(len(calls), len(good), len(people))
    passing = len({each.trainee for each in good})
    sentence = _sentence(flag, len(calls), len(good), len(people))
    return Tried(scenario_id, len(calls), len(good), len(people), passing, flag, sentence)


def _flag(calls: int, good: int, people: int) -> Flag | None:
    """Return what is to be told; too few calls tell nothing, nor do those that came out differently."""
    if calls < ENOUGH_CALLS or people < ENOUGH_PEOPLE or good not in (0, calls):
        return None
    return Flag.EVERYONE_PASSES if good else Flag.EVERYONE_FAILS


def _sentence(flag: Flag | None, calls: int, good: int, people: int) -> str:
    of = _("{calls} by {people}").format(
        calls=counted(calls, "call"), people=counted(people, "person", "people")
    )
    if flag is Flag.EVERYONE_PASSES:
        return _(
            "Everyone passes it ({of}), so it tells nobody apart: give a harder one, or "
            "make its traps more tempting."
        ).format(of=of)
    if flag is Flag.EVERYONE_FAILS:
        return _(
            "Everyone fails it ({of}): something in it may not be found, or nobody was "
            "shown how. Play its good run, then read a debrief."
        ).format(of=of)
    if good in (0, calls):
        return _("Too few to judge: {of}. It takes {enough_calls} by {enough_people}.").format(
            of=of, enough_calls=ENOUGH_CALLS, enough_people=ENOUGH_PEOPLE
        )
    return ""


def _flagged_first(tried: Tried) -> tuple[bool, str]:
    return tried.flag is None, tried.scenario_id


def _advice(people: Sequence[Person]) -> str:
    """Name the skill that most people lack, of equals the one with the lowest mean."""
    means = {skill: [each.skills[skill].mean for each in people if skill in each.skills] for skill in Skill}
    weak = {skill: sum(mean < STEP_ENOUGH for mean in shown) for skill, shown in means.items() if shown}
    if not weak:
        return ""
    worst = max(weak, key=lambda skill: (weak[skill], -fmean(means[skill])))
    shown = means[worst]
    if not weak[worst]:
        return _("No skill is weak: everybody who showed one has 60 or more in it.")
    words, who = (
        SKILL_WORDS[worst],
        _("{weak} of {people}").format(weak=weak[worst], people=counted(len(shown), "person", "people")),
    )
    return _("Train next: {words}. {who} had under 60 in it lately; the mean is {mean:g}.").format(
        words=words, who=who, mean=_mean(shown)
    )
