"""What the promise coach says of a promise, one sentence at most."""

from collections.abc import Iterator

from aware_tui.domain.coaching.spoken import spoken_promise
from aware_tui.language import _
from aware_tui.plain.live.hand import CallInHand, answer


def coached(hand: CallInHand, words: str) -> Iterator[str]:
    """Yield what empties a promise, or what is missing in it besides the time, which is asked for already."""
    from aware_tui.domain.coaching.promise import PromisePart, PromiseReading, PromiseVerdict

    now, zone = hand.desk.now(), hand.call.session.head.zone

    def read(said: str) -> PromiseReading:
        return answer(hand.desk.consult(lambda coach: coach.promise(said, now, zone))).reading

    reading = read(words)
    if reading.verdict is PromiseVerdict.NONE:
        # As the command is named, “ring back by 5” is a promise of the one who typed it.
        words = spoken_promise(words, "", "").text
        reading = read(words)
    for finding in reading.findings[:1]:
        said = f"“{words[finding.start : finding.end]}”: {finding.suggestion or finding.reason}"
        yield said.strip()
        return
    asked = {
        PromisePart.WHAT: _("What exactly will be done?"),
        PromisePart.WHO: _("Who does it?"),
    }
    missing = [asked[part] for part in reading.missing if part in asked]
    if hand.doubt is None and missing:
        yield " ".join(missing)
