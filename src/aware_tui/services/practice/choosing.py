"""What to practise: what a trainee has done so far, the order to play scenarios in, and the help to take."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.attempts import counts, is_drill
from aware_tui.domain.practice.picking import Offer, pick
from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.language import _, spoken
from aware_tui.services.desk import Desk
from aware_tui.services.practice.kept_copies import scenario_of_copy

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario, Shelf
    from aware_tui.domain.practice.scenario import Scenario
    from aware_tui.store.database import Database

MOST = 1_000
"""Finished attempts that are looked at, the newest."""

PAUSED = 5
"""Paused attempts that are offered, the newest."""

WELL = 70.0
"""From this total on, whoever chose goes on to typing."""

BADLY = 40.0
"""Under this total, whoever typed chooses once more."""

ALWAYS = frozenset(
    {
        *(Skill.NAME_IT, Skill.REAL_APOLOGY, Skill.THEIR_SIDE, Skill.OPEN_QUESTION),
        *(Skill.INVITE, Skill.READ_BACK, Skill.WHAT_AND_WHEN),
    }
)
"""What every call exercises."""


@dataclass(frozen=True, slots=True)
class Paused:
    """An attempt that can be gone on with, and with whom."""

    attempt: Attempt
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Practised:
    """What a trainee has done so far."""

    finished: tuple[Attempt, ...] = ()
    """Newest first."""
    paused: tuple[Paused, ...] = ()
    cards: tuple[SkillCard, ...] = ()

    @property
    def nothing(self) -> bool:
        """Say whether this is the first time."""
        return not (self.finished or self.paused)


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario to choose, with what the trainee made of it."""

    loaded: "LoadedScenario"
    reason: str
    """Why it stands where it does."""
    due: tuple[Skill, ...]
    """What it exercises that is due now, most urgent first."""
    best: float | None
    """The best total of a whole call with nothing given."""
    last_at: datetime | None
    times: int

    @property
    def scenario(self) -> "Scenario":
        """Return the scenario."""
        return self.loaded.scenario


@dataclass(frozen=True, slots=True)
class Suggested:
    """How much help to take, and why in a sentence."""

    mode: AttemptMode
    why: str


def practised(desk: Desk) -> "Future[Practised]":
    """Read what whoever sits here has practised."""

    def read(db: "Database") -> Practised:
        from aware_tui.store import practice

        agent = desk.settings.agent
        return Practised(
            practice.finished_attempts(db, agent, limit=MOST),
            waiting(db, agent),
            practice.cards(db, agent),
        )

    return desk.ask(read)


def waiting(db: "Database", trainee: str, most: int = PAUSED) -> tuple[Paused, ...]:
    """Return the calls that a trainee paused, the newest first."""
    from aware_tui.store.practice import open_attempts

    calls = [each for each in open_attempts(db, trainee) if not is_drill(each)]
    return tuple(_paused(db, each) for each in calls[:most])


def _paused(db: "Database", attempt: Attempt) -> Paused:
    """Return an attempt with the customer of the version it began with, as far as that can be read."""
    from aware_tui.store.practice import scenario_copy

    scenario = scenario_of_copy(scenario_copy(db, attempt.scenario_hash))
    if scenario is None:
        return Paused(attempt, "", attempt.scenario_id)
    return Paused(attempt, scenario.persona.name, scenario.title or scenario.id)


def in_order(
    shelf: "Shelf", known: Practised, due: Sequence[DueSkill], now: datetime
) -> tuple[ScenarioLine, ...]:
    """Return the scenarios in the order to play them, those in the language of the screens first."""
    offers = [
        Offer(each.scenario.id, each.scenario.level, exercised(each.scenario)) for each in shelf.scenarios
    ]
    loaded = {each.scenario.id: each for each in shelf.scenarios}
    done = _by_scenario(known.finished)
    picks = pick(offers, due, known.finished, now)
    return tuple(
        _line(loaded[each.scenario_id], each.reason, each.skills, done.get(each.scenario_id, ()))
        for each in sorted(picks, key=lambda pick: loaded[pick.scenario_id].scenario.language != spoken())
    )


def _by_scenario(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        found.setdefault(attempt.scenario_id, []).append(attempt)
    return found


def _line(
    loaded: "LoadedScenario", reason: str, due: tuple[Skill, ...], own: Sequence[Attempt]
) -> ScenarioLine:
    totals = [attempt.total for attempt in own if counts(attempt) and attempt.total is not None]
    last = max((attempt.started_at for attempt in own), default=None)
    return ScenarioLine(loaded, reason, due, max(totals, default=None), last, len(own))


def exercised(scenario: "Scenario") -> frozenset[Skill]:
    """Return the skills that a scenario asks for: what every call does, and what this one turns on."""
    found = set(ALWAYS)
    asked = {
        Skill.LET_FINISH: any(fact.beat and fact.beat > 1 for fact in scenario.facts.values()),
        Skill.ENOUGH_SORRY: scenario.persona.quiet or scenario.persona.temper > 1,
        Skill.NEEDED_FACTS: bool(scenario.need),
        Skill.NO_CONTRADICTION: scenario.mistaken is not None,
        Skill.SAFETY_TRUTH: scenario.safety,
        Skill.POSSIBLE_OFFER: any(option.cannot for option in scenario.options.values()),
        Skill.FOLLOW_THROUGH: _turns_on(scenario, Deed.CHECK_DELEGATE, Deed.CHECK_CUSTOMER),
        Skill.TWO_RECORDS: _turns_on(scenario, Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD),
        Skill.ROOT_CAUSE: _turns_on(scenario, Deed.ROOT_CAUSE),
    }
    return frozenset(found | {skill for skill, asks in asked.items() if asks})


def _turns_on(scenario: "Scenario", *deeds: Deed) -> bool:
    """Say whether there is more than one way to do any of these after the call."""
    return any(len(scenario.later.ways.get(deed, ())) > 1 for deed in deeds)


def suggested(attempts: Iterable[Attempt]) -> Suggested:
    """Return how much help to take next, by what was finished so far: it fades from seeing it to typing."""
    own = [each for each in attempts if each.state is AttemptState.FINISHED and not is_drill(each)]
    own.sort(key=lambda each: (each.started_at, each.id))
    done = {each.mode for each in own}
    if not own:
        return Suggested(AttemptMode.WATCH, _("See one done well first."))
    if done == {AttemptMode.WATCH}:
        return Suggested(AttemptMode.COMPLETE, _("You have seen one: now help to make it."))
    whole = [each for each in own if counts(each)]
    if not whole:
        return Suggested(AttemptMode.CHOOSE, _("You have helped to make one: now the whole call is yours."))
    return _after_a_whole_call(whole[-1])


def _after_a_whole_call(last: Attempt) -> Suggested:
    total = last.total or 0.0
    if last.mode is AttemptMode.TYPE:
        if total < BADLY:
            return Suggested(
                AttemptMode.CHOOSE, _("The last typed call was hard: choose once more, then type.")
            )
        return Suggested(AttemptMode.TYPE, _("You type already: your own words are what the job needs."))
    if total >= WELL:
        return Suggested(AttemptMode.TYPE, _("The last one went well: now in your own words."))
    return Suggested(AttemptMode.CHOOSE, _("Choose until a call reaches 70; then type."))
