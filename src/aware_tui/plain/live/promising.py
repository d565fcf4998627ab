"""Promises: made, corrected, kept, broken, changed; each told back with its time."""

from datetime import datetime

from aware_tui.domain import commitments
from aware_tui.domain.coaching.spoken import spoken_promise
from aware_tui.domain.due import Due, DueReading, describe
from aware_tui.domain.rows import Promise
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import PromiseState
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, capital, number_and_words
from aware_tui.plain.live.hand import CallInHand, Doubt, Said, answer, numbered
from aware_tui.plain.live.promise_words import coached
from aware_tui.plain.times import parted, read_time


def promises(hand: CallInHand, _rest: str) -> Said:
    """Tell the promises by number."""
    found = hand.call.session.promises
    if not found:
        raise NotDone(_("No promises yet. `promise I'll ring you back tomorrow by 5` makes one."))
    now, agent = hand.desk.now(), hand.call.session.head.agent
    return tuple(f"{number} {told(made, now, agent)}" for number, made in enumerate(found, 1))


def told(made: Promise, now: datetime, agent: str) -> str:
    """Return a promise as a sentence: state, what, who, by when, and the reason if it has one."""
    due = due_words(made.due_at, made.zone, now)
    late = made.state is PromiseState.OPEN and made.due_at is not None and made.due_at < now
    who = _("by me") if made.who == agent else _("by {name}").format(name=made.who)
    state = _("overdue") if late else state_words(made.state)
    parts = (made.what.rstrip("."), who, due, state, made.reason.rstrip("."))
    return f"{', '.join(part for part in parts if part)}."


def due_words(at: datetime | None, zone: str | None, now: datetime) -> str:
    """Return when something is due, in words."""
    return _("due {when}").format(when=describe(Due(at, zone or "UTC", ""), now)) if at else _("no time yet")


def promise(hand: CallInHand, rest: str) -> Said:
    """Make a promise at once as it was said; its time is understood and told back."""
    if not rest:
        return promises(hand, "")
    words = hand.line(rest)
    made = hand.call.promise(words)
    if made is None:
        raise NotDone(_("There are no words in this."))
    return (_understand(hand, made, words, ""), *coached(hand, words))


def _understand(hand: CallInHand, made: Promise, words: str, known: str) -> str:
    """Read the due time out of words and keep it; `known` is the what, where it is known already."""
    call = hand.call
    reading, found = answer(hand.desk.read_promise(words, hand.desk.now(), call.session.head.zone))
    who = "" if made.who == call.session.head.agent else made.who
    spoken = words if not known else spoken_promise(known, who, words).text
    now, zone = hand.desk.now(), call.session.head.zone
    checked = answer(hand.desk.consult(lambda coach: coach.promise(spoken, now, zone)))
    call.understood(made, known or found, reading.due, checked.reading)
    hand.doubt = None
    if reading.due is None and reading.choices:
        hand.doubt = Doubt(made.id, known or found, reading.choices)
    return _told_back(hand, made.id, reading)


def _told_back(hand: CallInHand, promise_id: str, reading: DueReading) -> str:
    number = [each.id for each in hand.call.session.promises].index(promise_id) + 1
    due = reading.due
    if due is not None:
        said = _("Promise {number}, due {when}.")
        return said.format(number=number, when=describe(due, hand.desk.now()))
    if hand.doubt is None:
        said = _("Promise {number}, kept without a time. {why}")
        return said.format(number=number, why=reading.say).strip()
    choices = hand.doubt.choices
    times = (f"{n} {describe(each, hand.desk.now(), '-')}" for n, each in enumerate(choices, 1))
    said = _("Promise {number}, but when? `due` and a number says: {times}.")
    return said.format(number=number, times=", ".join(times))


def due(hand: CallInHand, rest: str) -> Said:
    """Say which of several times a promise meant."""
    doubt = hand.doubt
    if doubt is None:
        raise NotDone(_("No time is in doubt. `when N TIME` changes that of promise N."))
    number, _words = number_and_words(rest)
    taken = numbered(doubt.choices, number, _("the times asked about"))
    made = next((p for p in hand.call.session.promises if p.id == doubt.promise_id), None)
    hand.doubt = None
    if made is None:
        raise NotDone(_("That promise was taken out."))
    hand.call.understood(made, doubt.what, taken)
    return (_("Due {when}.").format(when=describe(taken, hand.desk.now())),)


def _made(hand: CallInHand, rest: str) -> tuple[Promise, str]:
    number, words = number_and_words(rest)
    return numbered(hand.call.session.promises, number, _("the promises")), words


def _amend(hand: CallInHand, made: Promise, **values: object) -> Promise:
    """Correct a promise, undoable; return it as it is then."""
    call = hand.call
    call.undoable(call.do(commitments.amend, made, stamp=call.stamp(), **values))
    return next(each for each in call.session.promises if each.id == made.id)


def reword(hand: CallInHand, rest: str) -> Said:
    """Correct what was promised."""
    made, words = _needed(hand, rest, _("reword 1 ring back with an answer"))
    _amend(hand, made, what=hand.line(words))
    return (_("Changed."),)


def owner(hand: CallInHand, rest: str) -> Said:
    """Say who keeps a promise; `me` is the agent."""
    made, words = _needed(hand, rest, _("who 1 Priya"))
    name = hand.line(words)
    _amend(hand, made, who=hand.call.session.head.agent if name.lower() == "me" else name)
    return (_("By {name} now.").format(name=name),)


def when(hand: CallInHand, rest: str) -> Said:
    """Correct the time of a promise while it is being made; `none` takes it away."""
    made, words = _needed(hand, rest, _("when 1 tomorrow at 5"))
    if words.lower() == "none":
        _amend(hand, made, due_at=None, zone=None, due_words="")
        return (_("No time now."),)
    return (_understand(hand, made, hand.line(words), made.what),)


def _needed(hand: CallInHand, rest: str, example: str) -> tuple[Promise, str]:
    made, words = _made(hand, rest)
    if not words:
        raise NotDone(_("Say it on the same line, such as: {example}").format(example=example))
    return made, words


def unsay(hand: CallInHand, rest: str) -> Said:
    """Take out a promise that was never made."""
    made, _words = _made(hand, rest)
    call = hand.call
    call.undoable(call.do(commitments.unsay, made, stamp=call.stamp()))
    return (_("Taken out: {promise}.").format(promise=made.what),)


def kept(hand: CallInHand, rest: str) -> Said:
    """Mark a promise kept, with what came of it."""
    made, words = _made(hand, rest)
    return _settled(hand, made, PromiseState.KEPT, words)


def broken(hand: CallInHand, rest: str) -> Said:
    """Mark a promise broken, with the reason."""
    made, words = _needed(hand, rest, _("broken 1 the part never came"))
    return _settled(hand, made, PromiseState.BROKEN, words)


def open_again(hand: CallInHand, rest: str) -> Said:
    """Say that a promise is open after all."""
    made, _words = _made(hand, rest)
    return _settled(hand, made, PromiseState.OPEN, "")


def _settled(hand: CallInHand, made: Promise, state: PromiseState, words: str) -> Said:
    if made.state is PromiseState.CHANGED:
        raise NotDone(_("This one was changed. Its successor stands in the list."))
    call, reason = hand.call, hand.line(words)
    call.undoable(call.do(commitments.settle, made, state, stamp=call.stamp(), reason=reason))
    return (_("{state}: {promise}.").format(state=capital(state_words(state)), promise=made.what),)


def changed(hand: CallInHand, rest: str) -> Said:
    """Close a promise as changed and open its successor, with the new time and the reason."""
    made, words = _needed(hand, rest, _("changed 1 tomorrow at 3 because the part is late"))
    time, reason = parted(words)
    if made.state is not PromiseState.OPEN:
        raise NotDone(_("It is {state} already.").format(state=state_words(made.state)))
    if not reason:
        raise NotDone(_("Say why, after “because”: `changed 1 tomorrow at 3 because the part is late`."))
    taken = read_time(hand.desk, time, hand.call.session.head.zone)
    call = hand.call
    call.undoable(call.do(commitments.change_promise, made, taken, hand.line(reason), stamp=call.stamp()))
    return (_("Changed. Now due {when}.").format(when=describe(taken, hand.desk.now())),)


COMMANDS = (
    Command(("promise", "p"), Takes.WORDS, _("WORDS"), _("promise it: what, and by when"), promise),
    Command(("promises",), Takes.NOTHING, "", _("the promises so far"), promises, reads=True),
    Command(("due",), Takes.NUMBER, "N", _("which of the times asked about is meant"), due),
    Command(("when",), Takes.NUMBER_AND_WORDS, _("N TIME"), _("the time of promise N"), when),
    Command(("who",), Takes.NUMBER_AND_WORDS, _("N NAME"), _("who keeps promise N"), owner),
    Command(("reword",), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("correct promise N"), reword),
    Command(("unsay",), Takes.NUMBER, "N", _("promise N was never made"), unsay),
    Command(("kept",), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("promise N was kept"), kept),
    Command(("broken",), Takes.NUMBER_AND_WORDS, _("N WHY"), _("promise N was broken"), broken),
    Command(
        ("changed",), Takes.NUMBER_AND_WORDS, _("N TIME because WHY"), _("promise N gets a new time"), changed
    ),
    Command(("open again",), Takes.NUMBER, "N", _("promise N is open after all"), open_again),
)
"""What can be typed about promises."""
