"""What a typed answer in a drill is worth: read by the understanding or by a coach, away from the screen."""

from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.coaching.advice import advice_for
from aware_tui.domain.coaching.language import language_of
from aware_tui.domain.due import both_readings, describe
from aware_tui.domain.practice import drill_judging
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.drill_judging import Judged
from aware_tui.domain.practice.drills import Exercise, HalfSorry, SoftPromise, Upset, moment
from aware_tui.domain.states import ApologySize
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.futures import followed
from aware_tui.services.practice.rehearsal import Library

if TYPE_CHECKING:
    from aware_tui.domain.practice.understanding import Understanding
    from aware_tui.services.coach import Coach

MOST_ADVICE = 2
"""Things an apology is without that are told at once."""


def judged(desk: Desk, library: Library, exercise: Exercise, text: str) -> "Future[Judged]":
    """Return what a typed answer is worth."""
    if isinstance(exercise, HalfSorry):
        return desk.consult(lambda coach: repaired(coach, exercise, text))
    if isinstance(exercise, SoftPromise):
        zone = desk.settings.zone
        return desk.consult(lambda coach: made_exact(coach, exercise, text, zone))
    if not isinstance(exercise, Upset):
        raise ValueError("this exercise is answered by numbers")
    case = case_of(exercise)

    def ask(reader: "Understanding") -> "Future[Judged]":
        return desk.consult(lambda _: _heard(reader, text, case))

    return followed(library.understanding(), ask)


def confirmed(exercise: Exercise, text: str, judged: Judged, acts: Collection[Act]) -> Judged:
    """Return what a typed line is worth once it was said what it was meant to do."""
    if judged.read is None or not isinstance(exercise, Upset):
        return judged
    return drill_judging.heard(text, judged.read, case_of(exercise), acts)


def _heard(reader: "Understanding", text: str, case: Case) -> Judged:
    return drill_judging.heard(text, reader.read(text, case), case)


def case_of(exercise: Upset) -> Case:
    """Return what a line is read against: regret alone is enough where it names what it was like."""
    heard = f"{exercise.says} {exercise.good}"
    return Case(size=ApologySize.LIGHT, heard=heard, language=language_of(heard))


def repaired(coach: "Coach", exercise: HalfSorry, text: str) -> Judged:
    """Return what an apology is worth, and what it is still without."""
    reading = coach.apology(text, exercise.size)
    case = Case(size=exercise.size, heard=f"{exercise.who} {exercise.about}")
    found = drill_judging.repaired(text, reading, exercise.size, case)
    advice = [advice_for(coach.coaching, element) for element in found.elements[:MOST_ADVICE]]
    return replace(found, says=(*found.says, *filter(None, advice))) if found.missed else found


def made_exact(coach: "Coach", exercise: SoftPromise, text: str, zone: str) -> Judged:
    """Return what a promise is worth, and the time that was understood, on the clock of the exercise."""
    now, earliest = at_of(exercise.now, zone), at_of(exercise.earliest, zone)
    checked = coach.promise(text, now, zone)
    found = drill_judging.made_exact(text, checked, earliest)
    if checked.due is None:
        return found
    return replace(found, says=(_("Due {when}.").format(when=describe(checked.due, now)), *found.says))


def at_of(words: str, zone: str) -> datetime:
    """Return a time of an exercise as it is in a zone; ValueError if it is none."""
    at = moment(words)
    if at is None:
        raise ValueError(f"{words} is no time")
    return both_readings(at, zone)[0]
