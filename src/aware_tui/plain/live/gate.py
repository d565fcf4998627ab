"""The gate in words: finish, park, discard; what is open is named, a number says why."""

from aware_tui.domain import gate
from aware_tui.domain.due import Due, describe
from aware_tui.domain.gate import Ending, Gap, GapKind, GateRefusedError
from aware_tui.domain.text import folded
from aware_tui.language import _, counted_words
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words
from aware_tui.plain.live.hand import CallInHand, Said, numbered

GAPS = {
    GapKind.ITEM: _("Not ticked: {what}."),
    GapKind.UNDATED: _("Promised without a time: {what}."),
    GapKind.OPEN_PROMISE: _("Promised, still open: {what}."),
    GapKind.OPEN_CHECK: _("Still to check: {what}."),
    GapKind.HALF: _("Not recorded yet: {what}."),
}
"""How each kind of gap is said."""

SURE = "sure"
"""The word that confirms a discard."""


def finish(hand: CallInHand, rest: str) -> Said:
    """Finish, or say what is open and how to say why."""
    return _leave(hand, Ending.FINISH, rest)


def park(hand: CallInHand, rest: str) -> Said:
    """Park until the first due time, or for a reason."""
    return _leave(hand, Ending.PARK, rest)


def discard(hand: CallInHand, rest: str) -> Said:
    """Discard: a reason, then the word `sure`."""
    return _leave(hand, Ending.DISCARD, rest)


def _leave(hand: CallInHand, ending: Ending, rest: str) -> Said:
    call = hand.call
    if not rest and gate.needs_reason(call.session, call.playbook, ending):
        raise NotDone("\n".join(_asked(hand, ending)))
    reason, words = _reason(hand, ending, rest)
    if ending is Ending.DISCARD:
        first, _blank, words = words.partition(" ")
        if folded(first) != SURE:
            number, why = number_and_words(rest)
            again = f"discard {number} {SURE} {why}".rstrip()
            said = _("Discard it? It will not count; its words stay until purged. `{again}` does it.")
            raise NotDone(said.format(again=again))
    try:
        call.end(ending, reason, hand.line(words))
    except GateRefusedError as refusal:
        raise NotDone(str(refusal)) from refusal
    hand.over, hand.outcome = True, _ended(hand, ending)
    return (hand.outcome,)


def _reason(hand: CallInHand, ending: Ending, rest: str) -> tuple[str | None, str]:
    """Return the id of the reason that a number names, and the words after it."""
    if not rest:
        return None, ""
    reasons = gate.reasons(hand.call.playbook, ending)
    number, words = number_and_words(rest)
    listed = ", ".join(f"{n} {choice.label}" for n, choice in enumerate(reasons, 1))
    return numbered(reasons, number, listed).id, words


def _asked(hand: CallInHand, ending: Ending) -> list[str]:
    """Return what is open, and how to leave it so."""
    gaps, reasons = hand.call.gaps(ending), gate.reasons(hand.call.playbook, ending)
    opened = counted_words("{n} thing is open.", "{n} things are open.", len(gaps)).format(n=len(gaps))
    lines = [*([opened] if gaps else []), *map(gap_line, gaps)]
    if any(gap.refuses for gap in gaps):
        return [*lines, _("That must be ticked first. Or `park` it.")]
    if ending is Ending.FINISH and (parked := _parking(hand)):
        lines.append(parked)
    lines.append(_("Say why: `{ending}` and a number, then words if you like.").format(ending=ending.value))
    return [*lines, *(f"{number} {choice.label}" for number, choice in enumerate(reasons, 1))]


def gap_line(gap: Gap) -> str:
    """Return what is open as a sentence."""
    return GAPS[gap.kind].format(what=gap.what.rstrip("."))


def _parking(hand: CallInHand) -> str:
    due = gate.first_due(hand.call.session)
    if due is None:
        return ""
    when = describe(Due(due, hand.call.session.head.zone, ""), hand.desk.now())
    return _("`park` keeps it until {when}, without a reason.").format(when=when)


def _ended(hand: CallInHand, ending: Ending) -> str:
    if ending is Ending.DISCARD:
        return _("Discarded.")
    if ending is Ending.FINISH:
        return _("Finished.")
    due = gate.first_due(hand.call.session)
    if due is None:
        return _("Parked. It waits on Today.")
    when = describe(Due(due, hand.call.session.head.zone, ""), hand.desk.now())
    return _("Parked until {when}.").format(when=when)


_REASON = _("N WORDS")
COMMANDS = (
    Command(("finish",), Takes.NUMBER_AND_WORDS, _REASON, _("finish; N says why something is open"), finish),
    Command(("park",), Takes.NUMBER_AND_WORDS, _REASON, _("come back to it later"), park),
    Command(("discard",), Takes.NUMBER_AND_WORDS, _REASON, _("this should not count"), discard),
)
"""What can be typed at the gate."""
