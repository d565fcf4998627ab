"""Leaving a call without ending it: hold, another one, hand over, take over, quit."""

from aware_tui.domain import customers
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, numbers_in
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.services.customers import colleague_name

LONGEST_NAME = 4
"""Words of a colleague's name; more of them are what a customer said."""


def quit_(hand: CallInHand, _rest: str) -> Said:
    """Leave; the call stays open where it stands."""
    go_away(hand)
    hand.over = True
    said = _("The call stays open: `aware live --plain --resume {id}` goes on.")
    return (said.format(id=hand.call.session.id),)


def go_away(hand: CallInHand) -> None:
    """Stand the clock and give the lease back, for a hold, a quit or a signal."""
    with hand.guard:
        if hand.call.session.head.clock_since is not None and hand.outcome == "":
            hand.call.turn_clock(run=False)
        hand.desk.leases.let_go(hand.call.session.id)


def new_call(hand: CallInHand, _rest: str) -> Said:
    """Put this call on hold and begin another."""
    go_away(hand)
    hand.over, hand.wanted = True, ""
    return (_("On hold."),)


def calls(hand: CallInHand, _rest: str) -> Said:
    """Tell the other calls that are not finished, by number."""
    day = answer(hand.desk.day())
    found = [line for line in day.unfinished if line.id != hand.call.session.id and line.kind is Kind.LIVE]
    hand.waiting = tuple(line.id for line in found)
    if not found:
        raise NotDone(_("No other call waits. `new call` begins one."))
    lines = (f"{number} {_told(line)}" for number, line in enumerate(found, 1))
    return (*lines, _("`switch` and a number goes there; this one waits."))


def _told(line: SessionLine) -> str:
    state = _("parked") if line.status is Status.PARKED else _("open")
    parts = (excerpt(line.customer, 60) or _("no name"), state, excerpt(line.excerpt, 80))
    return f"{', '.join(part for part in parts if part)}."


def switch(hand: CallInHand, rest: str) -> Said:
    """Put this call on hold and go on with another, by the number told last."""
    numbers = numbers_in(rest)
    if not hand.waiting:
        calls(hand, "")
    wanted = numbered(hand.waiting, numbers[0] if numbers else None, _("the calls that wait"))
    go_away(hand)
    hand.over, hand.wanted = True, wanted
    return (_("On hold."),)


def hand_over(hand: CallInHand, rest: str) -> Said:
    """Give the call to a colleague, with the promises that are the agent's and open."""
    call, name = hand.call, colleague_name(rest)
    if len(name.split()) > LONGEST_NAME:
        said = _("That is no name: the call stays with you. `note hand over {words}` keeps it as words.")
        raise NotDone(said.format(words=rest))
    if not name:
        names = answer(hand.customers.colleagues(call.session.head.agent))
        known = _("Colleagues: {names}.").format(names=", ".join(names)) if names else ""
        raise NotDone(f"{_('Say who takes it over: `hand over Priya`.')} {known}".strip())
    if call.undoable(call.do(customers.hand_over, name, stamp=call.stamp())).empty:
        raise NotDone(_("This call has that name already. Nothing was changed."))
    go_away(hand)
    hand.over = True
    return (_("Handed to {name}. It is open, and waits on Today for them.").format(name=name),)


def take_over(hand: CallInHand, _rest: str) -> Said:
    """Take a call over from the window that has it."""
    if not hand.call.read_only:
        raise NotDone(_("You have this call already."))
    session_id = hand.call.session.id
    answer(hand.desk.leases.ask_for(session_id))
    answer(hand.desk.leases.wait_for_turn(session_id))
    hand.call = answer(hand.desk.resume(session_id, take_over=True))
    return (_("Taken over. The other window can only read now."),)


COMMANDS = (
    Command(("new call",), Takes.NOTHING, "", _("put this one on hold, begin another"), new_call, True),
    Command(("calls",), Takes.NOTHING, "", _("the other calls that wait"), calls, True),
    Command(("switch",), Takes.NUMBER, "N", _("go on with call N, this one waits"), switch, True),
    Command(("hand over",), Takes.WORDS, _("NAME"), _("give it to a colleague"), hand_over),
    Command(("take over",), Takes.NOTHING, "", _("take it over from another window"), take_over, True),
    Command(("quit", "q", "hold"), Takes.NOTHING, "", _("save and leave, the call stays open"), quit_, True),
)
"""What can be typed to leave."""
