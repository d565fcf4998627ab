"""A promise together with its due time: a time that cannot count yet is asked about."""

from dataclasses import dataclass, replace

from aware_tui.domain.coaching.promise import PromisePart, PromiseReading, PromiseVerdict
from aware_tui.domain.coaching.rules import Finding, Severity
from aware_tui.domain.due import Due, DueDoubt, DueReading
from aware_tui.domain.due_words import find_phrases
from aware_tui.language import _

SAY_WHICH = _("Say the day and the hour.")


@dataclass(frozen=True, slots=True)
class PromiseChecked:
    """What a promise is worth and its due time as understood; `ambiguous` is that there are several."""

    reading: PromiseReading
    due: Due | None
    ambiguous: bool
    sum: str = ""
    """How a wait in working time was reckoned."""


def checked(text: str, reading: PromiseReading, due: DueReading) -> PromiseChecked:
    """Return a reading with what its due time adds: a time that has passed or does not exist is none."""
    lost = due.due is None and not due.choices and PromisePart.WHEN not in reading.missing
    if reading.verdict is PromiseVerdict.NONE or (due.doubt is None and not lost):
        return PromiseChecked(reading, due.due, ambiguous=False, sum=due.sum)
    ambiguous = due.doubt in (DueDoubt.AMBIGUOUS, DueDoubt.FOLD) or len(due.choices) > 1
    ambiguous = ambiguous and due.doubt is not DueDoubt.GAP
    asked = replace(reading, findings=(*reading.findings, *_asked(text, due, ambiguous=ambiguous)))
    return PromiseChecked(asked if ambiguous else _without_time(asked), None, ambiguous)


def _asked(text: str, due: DueReading, *, ambiguous: bool) -> tuple[Finding, ...]:
    """Return a finding for the first due time in a text, with the question about it."""
    severity = Severity.TIP if ambiguous else Severity.WARN
    return tuple(
        Finding(f"time_{due.doubt or 'unknown'}", severity, phrase.start, phrase.end, due.say, SAY_WHICH)
        for phrase in find_phrases(text)[:1]
    )


def _without_time(reading: PromiseReading) -> PromiseReading:
    missing = tuple(part for part in PromisePart if part in {*reading.missing, PromisePart.WHEN})
    worst = PromiseVerdict.VAGUE if reading.verdict is PromiseVerdict.VAGUE else PromiseVerdict.INCOMPLETE
    return replace(reading, verdict=worst, missing=missing)
