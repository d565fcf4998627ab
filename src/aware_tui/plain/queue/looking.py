"""Looking through the queue: all of it or less, one line in full, its call read or opened."""

from collections.abc import Callable
from dataclasses import replace

from aware_tui.domain.queue import Span
from aware_tui.domain.states import Status
from aware_tui.language import _
from aware_tui.plain.at_once import Said, help_, quit_
from aware_tui.plain.command import Command, NotDone, Takes
from aware_tui.plain.queue.hand import QueueInHand
from aware_tui.plain.queue.sentences import owner, sentence
from aware_tui.plain.told import call_read

MOST = 50
"""Lines told at once."""


def list_(hand: QueueInHand, _rest: str) -> Said:
    """Read the queue anew and tell it by number."""
    hand.read()
    return told(hand)


def told(hand: QueueInHand) -> Said:
    """Tell the lines in hand by number."""
    if not hand.lines:
        return (_("Nothing here. `all` tells everything that is open."),)
    now, settings = hand.desk.now(), hand.desk.settings
    lines = [f"{n} {sentence(each, '', now, settings)}" for n, each in enumerate(hand.lines[:MOST], 1)]
    if len(hand.lines) > MOST:
        lines.append(_("These are the first {shown}. `search WORDS` finds others.").format(shown=MOST))
    return lines


def _spanning(span: Span) -> Callable[[QueueInHand, str], Said]:
    def look(hand: QueueInHand, _rest: str) -> Said:
        hand.wanted = replace(hand.wanted, span=span)
        return list_(hand, "")

    return look


def everything(hand: QueueInHand, _rest: str) -> Said:
    """Tell everything that is open, everybody's."""
    hand.wanted = type(hand.wanted)()
    return list_(hand, "")


def mine(hand: QueueInHand, _rest: str) -> Said:
    """Tell only what is the agent's to see to."""
    hand.wanted = replace(hand.wanted, owner=hand.desk.settings.agent)
    return list_(hand, "")


def search(hand: QueueInHand, rest: str) -> Said:
    """Tell what has all these words: a customer, a promise, whose it is."""
    hand.wanted = replace(hand.wanted, words=hand.text(rest))
    return list_(hand, "")


def show(hand: QueueInHand, rest: str) -> Said:
    """Tell all there is to say of one line."""
    line, settings, now = hand.line_of(rest), hand.desk.settings, hand.desk.now()
    stands = {Status.OPEN: _("open"), Status.PARKED: _("parked")}.get(line.status, _("finished"))
    facts = (
        _("Said as “{words}”.").format(words=line.due_words) if line.due_words else "",
        _("Reach them at {contact}.").format(contact=line.contact) if line.contact else "",
        _("By {name}; the call is {stands}.").format(name=owner(line, settings), stands=stands),
    )
    return (sentence(line, line.id, now, settings), *(fact for fact in facts if fact))


def read(hand: QueueInHand, rest: str) -> Said:
    """Read the call of a line whole."""
    return call_read(hand.desk, hand.line_of(rest).session_id)


def open_(hand: QueueInHand, rest: str) -> Said:
    """Go on with the call of a line, or with the one that a check opened again."""
    if not rest and not hand.reopened:
        raise NotDone(_("Say which: `open 1`."))
    line = hand.line_of(rest) if rest else None
    if line is not None and line.status not in (Status.OPEN, Status.PARKED):
        raise NotDone(_("That call is finished. `read {name}` reads it.").format(name=rest))
    hand.session = line.session_id if line is not None else hand.reopened
    hand.over = True
    return (_("Opening the call."),)


COMMANDS = (
    Command(("list", "l"), Takes.NOTHING, "", _("what is due, by number"), list_, True),
    Command(("all",), Takes.NOTHING, "", _("everything that is open, everybody's"), everything, True),
    Command(("overdue",), Takes.NOTHING, "", _("only what is overdue"), _spanning(Span.OVERDUE), True),
    Command(("today",), Takes.NOTHING, "", _("what is due by tonight"), _spanning(Span.TODAY), True),
    Command(("week",), Takes.NOTHING, "", _("what is due within seven days"), _spanning(Span.WEEK), True),
    Command(("mine",), Takes.NOTHING, "", _("only what is yours"), mine, True),
    Command(("search",), Takes.WORDS, _("WORDS"), _("a name, what was promised, whose it is"), search, True),
    Command(("show", "s"), Takes.WORDS, "N", _("all about line N"), show, True),
    Command(("read", "r"), Takes.WORDS, "N", _("the call of line N, whole"), read, True),
    Command(("open", "o"), Takes.WORDS, "N", _("go on with the call of line N"), open_, True),
    Command(("help", "h", "?"), Takes.WORDS, _("COMMAND"), _("what can be typed"), help_, True),
    Command(("quit", "q"), Takes.NOTHING, "", _("leave; everything is saved"), quit_, True),
)
"""What can be typed to look."""
