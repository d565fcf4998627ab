"""What became of a promise or a check, said by its number; every answer comes after the commit."""

import re
from concurrent.futures import Future
from typing import TYPE_CHECKING

from aware_tui.domain.due import describe
from aware_tui.domain.summary import DueLine
from aware_tui.language import _
from aware_tui.plain.at_once import Said
from aware_tui.plain.command import Command, NotDone, Takes
from aware_tui.plain.queue.hand import QueueInHand
from aware_tui.plain.times import parted, read_time

if TYPE_CHECKING:
    from aware_tui.services.shown import Acted

QUOTED = re.compile(r'^["“]([^"”]*)["”]\s*(.*)$', re.DOTALL)
"""A new time in quotes, and the reason after it."""


def _parts(hand: QueueInHand, rest: str) -> tuple[DueLine, str]:
    """Return the line that a command names first, and the words after it."""
    name, _blank, words = rest.partition(" ")
    if not name:
        raise NotDone(_("Say which: its number, as `list` tells it."))
    return hand.line_of(name), hand.text(words)


def _done(hand: QueueInHand, line: DueLine, deed: "Future[Acted]", said: str) -> Said:
    acted = deed.result()
    hand.marked.append((line, acted.change))
    return (_("{said} Saved.").format(said=said),)


def kept(hand: QueueInHand, rest: str) -> Said:
    """Mark a promise kept, with what came of it."""
    line, words = _parts(hand, rest)
    return _done(hand, line, hand.duties.keep(line, words), _("Kept: {what}.").format(what=_what(line)))


def broken(hand: QueueInHand, rest: str) -> Said:
    """Mark a promise broken, with the reason."""
    line, words = _parts(hand, rest)
    return _done(hand, line, hand.duties.break_(line, words), _("Broken: {what}.").format(what=_what(line)))


def done(hand: QueueInHand, rest: str) -> Said:
    """Mark a check done, all well."""
    line, words = _parts(hand, rest)
    said = _("All well: {what}.").format(what=_what(line))
    return _done(hand, line, hand.duties.done(line, words), said)


def not_well(hand: QueueInHand, rest: str) -> Said:
    """Mark that a check found it not well; the call opens again at its beginning."""
    line, words = _parts(hand, rest)
    if not words:
        raise NotDone(_("Say what is not well, in their words, on the same line."))
    hand.duties.not_well(line, words).result()
    hand.marked.clear()
    hand.reopened = line.session_id
    return (_("Not well. Saved. The call is open again at its beginning: `open` goes there."),)


def changed(hand: QueueInHand, rest: str) -> Said:
    """Give a promise or a check a new time, with the reason."""
    line, words = _parts(hand, rest)
    time, reason = _time_and_reason(words)
    if not time or not reason:
        raise NotDone(_("Say when and why: `changed 1 Friday 17:00 because the part is late`."))
    due = read_time(hand.desk, time, line.zone or hand.desk.settings.zone)
    said = _("Changed: now due {when}.").format(when=describe(due, hand.desk.now(), hand.desk.settings.zone))
    return _done(hand, line, hand.duties.change(line, due, reason), said)


def _time_and_reason(words: str) -> tuple[str, str]:
    """Return a new time, in quotes or not, and the reason after it."""
    quoted = QUOTED.match(words)
    if quoted is None:
        return parted(words)
    time, reason = quoted.groups()
    return time.strip(), parted(reason)[1] or reason.strip()


def note(hand: QueueInHand, rest: str) -> Said:
    """Keep what there is to know about it."""
    line, words = _parts(hand, rest)
    if not words:
        return (line.note or _("No note yet."),)
    return _done(hand, line, hand.duties.note(line, words), _("Noted."))


def give(hand: QueueInHand, rest: str) -> Said:
    """Give it to somebody; `me` is the agent."""
    line, words = _parts(hand, rest)
    name = hand.desk.settings.agent if words.lower() == "me" else words
    return _done(hand, line, hand.duties.entrust(line, name), _("Given to {name}.").format(name=name))


def undo(hand: QueueInHand, _rest: str) -> Said:
    """Take the last mark back."""
    if not hand.marked:
        stays = _("Not well stays: the call is open again, and `open` goes there.")
        raise NotDone(stays if hand.reopened else _("Nothing to undo."))
    line, change = hand.marked[-1]
    hand.duties.undo(line, change).result()
    hand.marked.pop()
    return (_("Taken back: {what}. Saved.").format(what=_what(line)),)


def _what(line: DueLine) -> str:
    from aware_tui.plain.queue.sentences import what

    return what(line).rstrip(".")


COMMANDS = (
    Command(("kept", "k"), Takes.WORDS, _("N WORDS"), _("promise N was kept, and what came of it"), kept),
    Command(("broken",), Takes.WORDS, _("N WHY"), _("promise N was broken"), broken),
    Command(
        ("changed",), Takes.WORDS, _("N TIME because WHY"), _("a new time for promise or check N"), changed
    ),
    Command(("done", "well"), Takes.WORDS, _("N WORDS"), _("check N was made, all is well"), done),
    Command(("not well",), Takes.WORDS, _("N WORDS"), _("check N: not well, the call opens again"), not_well),
    Command(("note",), Takes.WORDS, _("N WORDS"), _("what there is to know about N"), note),
    Command(("give",), Takes.WORDS, _("N NAME"), _("give N to somebody; me is you"), give),
    Command(("undo",), Takes.NOTHING, "", _("take the last mark back"), undo),
)
"""What can be typed to mark."""
