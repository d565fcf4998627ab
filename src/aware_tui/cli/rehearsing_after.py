"""What can be done once a practice call was scored: retry from a turn, again, the good run, progress."""

from collections.abc import Callable, Iterator

from aware_tui.cli import rehearsal_words as words
from aware_tui.cli.output import flush, say
from aware_tui.domain.practice.skills import SKILL_WORDS
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import practised
from aware_tui.services.practice.model_run import next_move
from aware_tui.services.practice.progress import SkillRow, picture
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.words import number

AGAIN = _(
    "`retry N` goes on from turn N, `again` plays it anew, `type` or `choose` says how, `good run` shows it "
    "done well, `progress` tells how you come on. An empty line leaves."
)
"""Told after a call."""

NOT_THERE = _("There are the turns 1 to {last}: `retry {last}`.")


def another(rehearsal: Rehearsal, desk: Desk, line: Callable[[], str]) -> Rehearsal | None:
    """Return the call that a line asks for; None once they leave. What is only told is told here."""
    say(AGAIN)
    while (asked := _heard(line).lower()) not in ("", "quit", "q"):
        if asked == "good run":
            _watch(rehearsal)
        elif asked == "progress":
            say(*progress(desk))
        else:
            found = _begun(rehearsal, asked)
            if found is not None:
                return found
    return None


def _heard(line: Callable[[], str]) -> str:
    """Return the next line, once everything told before it has gone out."""
    flush()
    return line()


def _begun(rehearsal: Rehearsal, asked: str) -> Rehearsal | None:
    """Begin the call that is asked for; None where it cannot be, which is told."""
    modes = {"again": None, "choose": AttemptMode.CHOOSE, "type": AttemptMode.TYPE}
    if asked in modes:
        return rehearsal.again(modes[asked]).result()
    first, _blank, number = asked.partition(" ")
    last = max(1, len([turn for turn in rehearsal.call.turns if turn.deed is None]))
    if first != "retry":
        say(AGAIN)
        return None
    turn = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    if not 1 <= turn <= last:
        say(NOT_THERE.format(last=last))
        return None
    return rehearsal.retry_from(turn).result()


def _watch(rehearsal: Rehearsal) -> None:
    """Play the good run through and tell it; it is kept as watched, and counts for nothing."""
    shown = rehearsal.again(AttemptMode.WATCH).result()
    name = shown.scenario.persona.name
    say(*words.said_in(shown.told(), name, notes=True))
    while (move := next_move(shown.scenario, shown.call)) is not None:
        shown.do(move).result()
        say(*words.said_in(shown.last_said(), name, notes=True))
    shown.finish().result()


def progress(desk: Desk) -> Iterator[str]:
    """Yield how the trainee comes on: what is passed or missing, then each skill's last score."""
    shown = picture(practised(desk).result(), desk.now(), desk.settings.zone)
    yield shown.standing
    for row in shown.skills:
        yield _told(row)


def _told(row: SkillRow) -> str:
    """Return how a skill comes on: the last score that a call or a drill showed, and when it comes back."""
    skill = SKILL_WORDS[row.skill]
    scores = [score for score in row.scores if score is not None]
    if not scores:
        return _("{skill}: not shown yet.").format(skill=skill)
    said = _("{skill}: last {score} of 100; comes back: {due}.")
    mastered = _("{skill}: last {score} of 100, mastered; comes back: {due}.")
    told = mastered if row.mastered else said
    return told.format(skill=skill, score=number(scores[-1]), due=row.due)
