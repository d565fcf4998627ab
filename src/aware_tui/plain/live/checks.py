"""Checks after the call: with whoever was given the work, and with the customer."""

from datetime import datetime

from aware_tui.domain import commitments
from aware_tui.domain.due import describe
from aware_tui.domain.rows import FollowUp
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import FollowUpKind, FollowUpState
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, capital, number_and_words
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.plain.live.promising import due_words
from aware_tui.plain.live.walking import arrived

STATES = {
    FollowUpState.OPEN: state_words(FollowUpState.OPEN),
    FollowUpState.DONE: _("all well"),
    FollowUpState.NOT_WELL: state_words(FollowUpState.NOT_WELL),
}
"""How each state of a check is told."""


def checks(hand: CallInHand, _rest: str) -> Said:
    """Tell the checks by number."""
    found = hand.call.session.follow_ups
    if not found:
        raise NotDone(_("No checks yet. `check back Friday at 10` plans one with the customer."))
    now = hand.desk.now()
    return tuple(f"{number} {_told(check, now)}" for number, check in enumerate(found, 1))


def _told(check: FollowUp, now: datetime) -> str:
    late = check.state is FollowUpState.OPEN and check.due_at is not None and check.due_at < now
    state = _("overdue") if late else STATES[check.state]
    parts = (_what(check), due_words(check.due_at, check.zone, now), state, check.outcome.rstrip("."))
    return f"{', '.join(part for part in parts if part)}."


def _what(check: FollowUp) -> str:
    if check.kind is FollowUpKind.CUSTOMER:
        return _("check back with the customer")
    return _("check on {name}").format(name=check.who or _("them"))


def check_back(hand: CallInHand, rest: str) -> Said:
    """Plan a check with the customer."""
    return _planned(hand, FollowUpKind.CUSTOMER, "", rest)


def check_on(hand: CallInHand, rest: str) -> Said:
    """Plan a check on someone it was handed to: a name, a comma, a time."""
    name, comma, time = rest.partition(",")
    if not name.strip() or not comma:
        raise NotDone(_("Say whom and when, with a comma: `check on Priya, tomorrow at 10`."))
    return _planned(hand, FollowUpKind.DELEGATE, hand.line(name), time.strip())


def _planned(hand: CallInHand, kind: FollowUpKind, who: str, time: str) -> Said:
    call, now = hand.call, hand.desk.now()
    reading = answer(hand.desk.read_promise(time, now, call.session.head.zone))[0] if time else None
    due = reading.due if reading else None
    stamp = call.stamp()
    call.undoable(call.do(commitments.follow_up, kind, who, due, stamp=stamp, promise_id=None))
    number = len(call.session.follow_ups)
    if due is not None:
        said = _("Check {number} planned, due {when}.")
        return (said.format(number=number, when=describe(due, now)),)
    why = reading.say if reading else ""
    return (_("Check {number} planned, without a time. {why}").format(number=number, why=why).strip(),)


def _check(hand: CallInHand, rest: str) -> tuple[FollowUp, str]:
    number, words = number_and_words(rest)
    return numbered(hand.call.session.follow_ups, number, _("the checks")), words


def well(hand: CallInHand, rest: str) -> Said:
    """Say that a check found all well."""
    check, words = _check(hand, rest)
    return _closed(hand, check, FollowUpState.DONE, words)


def reopen(hand: CallInHand, rest: str) -> Said:
    """Say that a check is to be made after all."""
    check, _words = _check(hand, rest)
    return _closed(hand, check, FollowUpState.OPEN, "")


def _closed(hand: CallInHand, check: FollowUp, state: FollowUpState, words: str) -> Said:
    call, outcome = hand.call, hand.line(words)
    call.undoable(call.do(commitments.close_follow_up, check, state, stamp=call.stamp(), outcome=outcome))
    return (_("{state}: {check}.").format(state=capital(STATES[state]), check=_what(check)),)


def not_well(hand: CallInHand, rest: str) -> Said:
    """Say that a check found it not well: the call begins again at its first step, its story kept."""
    check, words = _check(hand, rest)
    if not words:
        raise NotDone(_("Say what is not well, in their words: `not well 1 it leaks again`."))
    hand.call.not_well(check, words)
    return (_("Not well. Back to the beginning; the story is kept."), *arrived(hand))


def drop(hand: CallInHand, rest: str) -> Said:
    """Take out a check that is not needed."""
    check, _words = _check(hand, rest)
    call = hand.call
    call.undoable(call.do(commitments.drop_follow_up, check, stamp=call.stamp()))
    return (_("Taken out: {check}.").format(check=_what(check)),)


COMMANDS = (
    Command(("check back",), Takes.WORDS, _("TIME"), _("plan to check back with the customer"), check_back),
    Command(("check on",), Takes.WORDS, _("NAME, TIME"), _("plan to check on who it went to"), check_on),
    Command(("checks",), Takes.NOTHING, "", _("the checks planned"), checks, reads=True),
    Command(("well", "done"), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("check N: all is well"), well),
    Command(("not well",), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("check N: begin again"), not_well),
    Command(("check again",), Takes.NUMBER, "N", _("check N is open after all"), reopen),
    Command(("no check",), Takes.NUMBER, "N", _("check N is not needed"), drop),
)
"""What can be typed about checks."""
