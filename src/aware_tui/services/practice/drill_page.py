"""What a trainee is told in a drill: after an answer, after giving up, and at the end."""

from collections.abc import Iterator

from aware_tui.domain.practice.drill_judging import Judged
from aware_tui.domain.practice.drill_run import DrillRun, skill_scores
from aware_tui.domain.practice.drills import Drill, Exercise, HalfSorry, Slip, Upset
from aware_tui.domain.practice.skills import SKILL_WORDS
from aware_tui.language import _
from aware_tui.services.practice.drill_questions import quoted
from aware_tui.services.reading_room.passages import Passage, Said, Voice

GOOD, HALFWAY, NOT_YET = _("Right"), _("That is the line"), _("Not yet")
NO_COST, GIVEN = _("This did not count"), _("One that works")
FIRST = _("at the first try")
ALL = _("Every one at the first try. Take the next drill, or a whole call.")
BELIEVED = _("They can believe this one.")
AGAIN = _("The one to look at again")
TRAINED = _("What it trained")


def told(exercise: Exercise, judged: Judged, words: str, *, first: bool) -> tuple[Passage, ...]:
    """Return what there is to say of an answer; what is asked back says itself.

    `words` are what was answered: a line that was chosen is not told again.
    """
    if not judged.says and not judged.good:
        return ()
    if judged.good:
        lesson = (each for each in _lesson(exercise) if each.text != quoted(words))
        lines = [*(Said(each) for each in judged.says), *lesson]
        if isinstance(exercise, HalfSorry):
            lines.insert(0, Said(BELIEVED))
        return (Passage(GOOD, tuple(lines), FIRST if first else ""),)
    title = HALFWAY if judged.halfway else NOT_YET if judged.certain else NO_COST
    return (Passage(title, tuple(Said(each) for each in judged.says)),)


def given(exercise: Exercise) -> tuple[Passage, ...]:
    """Return the answer that was asked for."""
    return (Passage(GIVEN, tuple(_lesson(exercise))),)


def _lesson(exercise: Exercise) -> Iterator[Said]:
    """Yield a line that does it well, and why."""
    if isinstance(exercise, Slip):
        words = exercise.lines[exercise.mistake - 1].words
        yield Said(quoted(words), Voice.QUIET, f"{exercise.mistake}  ")
        yield Said(next(each.say for each in exercise.reasons if each.right))
        yield Said(exercise.effect)
        yield Said(quoted(exercise.better), lead=_("Better: "))
        return
    yield Said(quoted(exercise.good), lead=_("For example: "))
    if isinstance(exercise, Upset):
        yield Said(exercise.why, Voice.QUIET)


def debrief(drill: Drill, run: DrillRun) -> tuple[Passage, ...]:
    """Return what a run comes to: how many at the first try, the one to look at again, what it trained."""
    count = _("{firsts} of {count} {first}.").format(firsts=run.firsts, count=len(run.order), first=FIRST)
    lines = [Said(count, Voice.STRONG)]
    again = drill.find(run.again) if run.again is not None else None
    if again is None:
        lines.append(Said(ALL))
    trained = (
        Said(f"{SKILL_WORDS[skill]}", lead=f"{round(score):>4}  ")
        for skill, score in skill_scores(drill, run).items()
    )
    last = Passage(TRAINED, (*trained, Said(_("It comes back when it is due."), Voice.QUIET)))
    looked = () if again is None else (Passage(AGAIN, tuple(_again(again, run)), again.who),)
    return Passage(drill.title, tuple(lines)), *looked, last


def _again(exercise: Exercise, run: DrillRun) -> Iterator[Said]:
    if isinstance(exercise, Upset):
        yield Said(quoted(exercise.says))
    tries = run.tries_at(exercise.id)
    if tries and not isinstance(exercise, Slip):
        yield Said(quoted(tries[0].text), Voice.QUIET, _("Your first try: "))
    yield from _lesson(exercise)
