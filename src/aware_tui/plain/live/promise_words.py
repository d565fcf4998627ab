"""What the promise coach says of a promise, one sentence at most."""

from collections.abc import Iterator

from aware_tui.language import _
from aware_tui.plain.live.hand import CallInHand, answer


def coached(hand: CallInHand, words: str) -> Iterator[str]:
    """Yield what empties a promise, or what is missing in it; nothing where it is exact."""
    from aware_tui.domain.coaching.promise import PromisePart

    now, zone = hand.desk.now(), hand.call.session.head.zone
    reading = answer(hand.desk.consult(lambda coach: coach.promise(words, now, zone))).reading
    for finding in reading.findings[:1]:
        said = f"“{words[finding.start : finding.end]}”: {finding.suggestion or finding.reason}"
        yield said.strip()
        return
    asked = {
        PromisePart.WHAT: _("What exactly will be done?"),
        PromisePart.WHO: _("Who does it?"),
        PromisePart.WHEN: _("By when?"),
    }
    if hand.doubt is None and reading.missing:
        yield " ".join(asked[part] for part in reading.missing)
