"""One run of a drill: which exercises it has, what was tried, and what that comes to.

A run is its lines, so that it can be stored and played again without reading anything anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.attempts import Result
from aware_tui.domain.practice.drills import Drill, Exercise
from aware_tui.domain.practice.moves import in_one_line
from aware_tui.domain.practice.skills import Skill

EXERCISES, TRIED, UNREAD, SHOWN = "exercises", "tried", "unread", "shown"
"""The first words of a run's lines."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A try that counts: what it missed, and what was said or chosen."""

    exercise: str
    missed: tuple[Skill, ...] = ()
    text: str = ""

    @property
    def good(self) -> bool:
        """Say whether it missed nothing."""
        return not self.missed


@dataclass(frozen=True, slots=True)
class DrillRun:
    """A run as it stands; what could not be read counts for nothing and is only kept in its lines."""

    order: tuple[str, ...]
    """The exercises, by their ids."""
    tries: tuple[Tried, ...] = ()
    shown: tuple[str, ...] = ()
    """Those whose answer was shown."""

    @property
    def here(self) -> str | None:
        """Return the exercise that is next; None at the end."""
        done = self.done
        return next((each for each in self.order if each not in done), None)

    @property
    def done(self) -> frozenset[str]:
        """Return the exercises that are behind."""
        return frozenset({*self.shown, *(each.exercise for each in self.tries if each.good)})

    def of(self, drill: Drill) -> tuple[Exercise, ...]:
        """Return its exercises."""
        found = map(drill.find, self.order)
        return tuple(each for each in found if each is not None)

    def tries_at(self, exercise: str) -> tuple[Tried, ...]:
        """Return the tries at an exercise, in order."""
        return tuple(each for each in self.tries if each.exercise == exercise)

    def first(self, exercise: str) -> bool | None:
        """Say whether an exercise was right at the first try; None if it is still to do."""
        tries = self.tries_at(exercise)
        if tries:
            return tries[0].good
        return False if exercise in self.shown else None

    @property
    def firsts(self) -> int:
        """Return how many were right at the first try."""
        return sum(self.first(each) is True for each in self.order)

    @property
    def again(self) -> str | None:
        """Return the exercise to look at again: one that was shown, else the one that took most tries."""
        hard = [each for each in self.order if self.first(each) is False]
        ranked = sorted(hard, key=lambda each: (each not in self.shown, -len(self.tries_at(each))))
        return ranked[0] if ranked else None


def played(lines: Iterable[str], drill: Drill) -> DrillRun:
    """Return the run that these lines are; a line that means nothing here is passed over."""
    run = DrillRun(())
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == EXERCISES:
            run = DrillRun(tuple(each for each in rest.split() if drill.find(each)))
        elif word == SHOWN and rest in run.order:
            run = DrillRun(run.order, run.tries, (*run.shown, rest))
        elif word == TRIED and (tried := _tried(rest)) is not None and tried.exercise in run.order:
            run = DrillRun(run.order, (*run.tries, tried), run.shown)
    return run


def _tried(rest: str) -> Tried | None:
    head, _, text = rest.partition(":")
    exercise, _, what = head.partition(" ")
    names = what.removeprefix("missed=").split(",")
    if what == "good":
        return Tried(exercise, (), text.strip())
    if not what.startswith("missed=") or any(name not in tuple(Skill) for name in names):
        return None
    return Tried(exercise, tuple(map(Skill, names)), text.strip())


def exercises_line(order: Iterable[str]) -> str:
    """Return the line that begins a run."""
    return f"{EXERCISES} {' '.join(order)}"


def tried_line(tried: Tried) -> str:
    """Return the line of a try that counts."""
    what = "good" if tried.good else f"missed={','.join(tried.missed)}"
    return f"{TRIED} {tried.exercise} {what}: {in_one_line(tried.text)}".rstrip()


def unread_line(exercise: str, text: str) -> str:
    """Return the line of a try that could not be read, and so costs nothing."""
    return f"{UNREAD} {exercise}: {in_one_line(text)}".rstrip()


def shown_line(exercise: str) -> str:
    """Return the line of an exercise whose answer was asked for."""
    return f"{SHOWN} {exercise}"


def result_of(drill: Drill, run: DrillRun) -> Result:
    """Return what a run comes to: the first try counts."""
    total = 100 * run.firsts / len(run.order) if run.order else 0.0
    turns = len(run.tries) + len(run.shown)
    return Result(Ending.RESOLVED, round(total, 1), {}, skill_scores(drill, run), turns=turns)


def skill_scores(drill: Drill, run: DrillRun) -> dict[Skill, float]:
    """Return each skill that was asked for, from 0 to 100: how often the first try showed it."""
    found: dict[Skill, list[bool]] = {}
    for exercise in run.of(drill):
        for skill in exercise.skills:
            if run.first(exercise.id) is not None:
                found.setdefault(skill, []).append(_showed(run, exercise, skill))
    return {skill: round(100 * sum(each) / len(each), 1) for skill, each in found.items()}


def _showed(run: DrillRun, exercise: Exercise, skill: Skill) -> bool:
    tries = run.tries_at(exercise.id)
    return bool(tries) and skill not in tries[0].missed


def chosen(
    drill: Drill, seed: str, due: Collection[Skill] = (), before: Sequence[DrillRun] = ()
) -> tuple[str, ...]:
    """Return the exercises of a new run: what went wrong last time, then due skills, then what is new.

    `before` are the trainee's earlier runs, the latest first. The same seed gives the same order.
    """
    known = _last_firsts(before)

    def place(exercise: Exercise) -> tuple[bool, bool, bool, bytes]:
        went = known.get(exercise.id)
        not_due = set(due).isdisjoint(exercise.skills)
        by_chance = sha256(f"{seed}/{exercise.id}".encode()).digest()
        return went is not False, not_due, went is not None, by_chance

    return tuple(each.id for each in sorted(drill.exercises, key=place)[: drill.run])


def _last_firsts(before: Iterable[DrillRun]) -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    for run in before:
        for exercise in run.order:
            went = run.first(exercise)
            if went is not None:
                found.setdefault(exercise, went)
    return found
