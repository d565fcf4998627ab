"""The ways to put it right, and what to tell a mistaken customer where safety is at stake."""

from typing import Any

from aware_tui.domain import commitments, deeds
from aware_tui.domain.rows import Option
from aware_tui.domain.states import ProposedBy
from aware_tui.domain.text import folded
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.services.spots import Spot, Table

CORRECTION = "put_straight"
"""The field of the step in which the words of a correction are kept."""

ANSWERS = {"yes": True, "y": True, "no": False, "n": False, "open": None, "?": None}
"""What can be said of whether an option works or is possible."""


def options(hand: CallInHand, _rest: str) -> Said:
    """Tell the options by number."""
    found = hand.call.session.options
    if not found:
        raise NotDone(_("No options yet. `option WORDS` adds one."))
    return tuple(f"{number} {_told(option)}" for number, option in enumerate(found, 1))


def _told(option: Option) -> str:
    whose = _("theirs") if option.proposed_by is ProposedBy.CUSTOMER else _("ours")
    parts = [option.text.rstrip("."), whose]
    if option.works_for_them is not None:
        parts.append(_("works for them") if option.works_for_them else _("does not work for them"))
    if option.possible is not None:
        parts.append(_("possible") if option.possible else _("not possible"))
    if option.chosen:
        parts.append(_("they picked it"))
    return f"{', '.join(parts)}."


def propose(hand: CallInHand, rest: str) -> Said:
    """Add an option, theirs until said otherwise; without words, tell those there are."""
    if not rest:
        return options(hand, "")
    call, words = hand.call, hand.line(rest)
    call.undoable(call.do(commitments.propose, words, ProposedBy.CUSTOMER, stamp=call.stamp()))
    said = _("Option {number} added, as theirs.")
    return (said.format(number=len(call.session.options)),)


def _option(hand: CallInHand, rest: str) -> tuple[Option, str]:
    number, words = number_and_words(rest)
    return numbered(hand.call.session.options, number, _("the options")), folded(words)


def _weigh(hand: CallInHand, option: Option, **values: Any) -> Said:
    call = hand.call
    change = call.undoable(call.do(commitments.weigh, option, stamp=call.stamp(), **values))
    now = next(each for each in call.session.options if each.id == option.id)
    return ((_told(now)) if not change.empty else _("As before: {option}").format(option=_told(now)),)


def works(hand: CallInHand, rest: str) -> Said:
    """Say whether an option works for them."""
    option, words = _option(hand, rest)
    return _weigh(hand, option, works_for_them=_yes_or_no(words))


def possible(hand: CallInHand, rest: str) -> Said:
    """Say whether an option is possible for us."""
    option, words = _option(hand, rest)
    return _weigh(hand, option, possible=_yes_or_no(words))


def _yes_or_no(words: str) -> bool | None:
    if words and words not in ANSWERS:
        raise NotDone(_("Say yes, no or open."))
    return ANSWERS[words] if words else True


def ours(hand: CallInHand, rest: str) -> Said:
    """Say that an option was proposed by us."""
    return _weigh(hand, _option(hand, rest)[0], proposed_by=ProposedBy.AGENT)


def theirs(hand: CallInHand, rest: str) -> Said:
    """Say that an option was proposed by the customer."""
    return _weigh(hand, _option(hand, rest)[0], proposed_by=ProposedBy.CUSTOMER)


def pick(hand: CallInHand, rest: str) -> Said:
    """Keep which option the customer picked; picking it again takes it back."""
    option, _words = _option(hand, rest)
    call = hand.call
    call.undoable(call.do(commitments.choose, option, stamp=call.stamp()))
    said = _("Picked no more: {option}.") if option.chosen else _("Picked: {option}.")
    return (said.format(option=option.text),)


def withdraw(hand: CallInHand, rest: str) -> Said:
    """Take an option out."""
    option, _words = _option(hand, rest)
    call = hand.call
    call.undoable(call.do(commitments.withdraw, option, stamp=call.stamp()))
    return (_("Taken out: {option}.").format(option=option.text),)


def safety(hand: CallInHand, rest: str) -> Said:
    """Switch it on with a reason, or off; without words, say how it stands."""
    call, reason = hand.call, hand.call.session.head.safety_reason
    if not rest:
        if reason is None:
            raise NotDone(_("Safety is off. `safety WORDS` switches it on: who could be hurt?"))
        return (_("Safety is on: {reason}. `safety off` switches it off.").format(reason=reason),)
    if folded(rest) == "off":
        if reason is None:
            raise NotDone(_("Safety is off already."))
        call.set_head("safety off", safety_reason=None)
        return (_("Safety is off."),)
    call.set_head("safety on", safety_reason=hand.line(rest))
    return (_("Safety is on. Tell them now, kindly and plainly."), *straight_words(hand))


def straight_words(hand: CallInHand) -> Said:
    """Return what can be said to put it straight."""
    blocks = (b for step in hand.call.playbook.steps for p in step.phases for b in p.coach)
    return tuple(line for block in blocks if block.only == "safety" for line in block.lines)


def correction(hand: CallInHand, rest: str) -> Said:
    """Keep the words that put it straight, and have them read for plainness."""
    step = hand.call.place.step
    if not rest:
        kept = hand.call.words_in(Spot(Table.NOTE, step, CORRECTION))
        return (kept or _("Nothing yet. `correction WORDS` keeps what you tell them."),)
    call, words = hand.call, hand.line(rest)
    call.undoable(call.do(deeds.write, step, CORRECTION, words, stamp=call.stamp()))
    return (_("Kept."), plainness(hand, words))


def plainness(hand: CallInHand, words: str) -> str:
    """Return one sentence about how plain a correction is."""
    from aware_tui.domain.coaching.contradiction import DANGER, STOP

    read = answer(hand.desk.consult(lambda coach: coach.correction(words)))
    for finding in read.findings[:1]:
        return f"“{words[finding.start : finding.end]}”: {finding.reason} {finding.suggestion}".strip()
    if STOP not in read.says:
        return _("Not plain yet: say what must stop or change now.")
    if DANGER not in read.says:
        return _("Say why, in a word: what could happen?")
    return _("Plain: what must stop, and why.")


_N_YES = _("N yes, no or open")
COMMANDS = (
    Command(("option", "o"), Takes.WORDS, _("WORDS"), _("add a way to put it right"), propose),
    Command(("options",), Takes.NOTHING, "", _("the options so far"), options, reads=True),
    Command(("works",), Takes.NUMBER_AND_WORDS, _N_YES, _("does option N work for them?"), works),
    Command(("possible",), Takes.NUMBER_AND_WORDS, _N_YES, _("is option N possible for us?"), possible),
    Command(("ours",), Takes.NUMBER, "N", _("option N was our idea"), ours),
    Command(("theirs",), Takes.NUMBER, "N", _("option N was their idea"), theirs),
    Command(("pick",), Takes.NUMBER, "N", _("they picked option N"), pick),
    Command(("withdraw",), Takes.NUMBER, "N", _("take option N out"), withdraw),
    Command(("safety",), Takes.WORDS, _("WORDS, or off"), _("safety is at stake, and why"), safety),
    Command(("correction",), Takes.WORDS, _("WORDS"), _("what you tell them to put it straight"), correction),
)
"""What can be typed about options and safety."""
