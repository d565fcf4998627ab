"""What the promise coach says of a line, on one row."""

from datetime import datetime

from aware_tui.domain.coaching.promise import PromisePart, PromiseVerdict
from aware_tui.domain.coaching.promise_due import PromiseChecked
from aware_tui.domain.due import describe
from aware_tui.domain.text import excerpt
from aware_tui.language import _

ASKED = {
    PromisePart.WHAT: _("What exactly will be done?"),
    PromisePart.WHO: _("Who does it?"),
    PromisePart.WHEN: _("By when?"),
}
"""What to ask for each part of a promise that is missing."""

QUOTED = 24
"""Columns of the words at fault that are shown; they are marked where they stand."""


def promise_words(text: str, checked: PromiseChecked, now: datetime, *, why: bool = False) -> str:
    """Return one sentence about a promise: what empties it, what is missing, or when it will be due.

    `why` adds the reason, where there is room for it.
    """
    reading = checked.reading
    for finding in reading.findings[:1]:
        words = excerpt(text[finding.start : finding.end], QUOTED)
        reason = f"{finding.reason} " if why or not finding.suggestion else ""
        return f"“{words}” · {reason}{finding.suggestion}"
    due = _("Due {when}").format(when=describe(checked.due, now)) if checked.due is not None else ""
    if reading.verdict is PromiseVerdict.NONE:
        return " · ".join(part for part in (due, checked.sum) if part)
    asked = " ".join(ASKED[part] for part in reading.missing)
    return " · ".join(part for part in (due, checked.sum, asked) if part)
