"""Goals as JSON objects, keyed by their columns, each with its progress."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from aware_tui.domain.goals.letters import Letter
from aware_tui.domain.goals.progress import Progress
from aware_tui.domain.insight_rows import Goal


def goal_object(goal: Goal, progress: Progress, sentence: str) -> dict[str, Any]:
    """Return a goal with how it goes; days are ISO dates, numbers have at most four decimals."""
    columns = {field.name: _plain(getattr(goal, field.name)) for field in fields(goal)}
    measure = progress.measure
    return columns | {
        "progress": {
            "value": _rounded(measure.value),
            "n": measure.n,
            "low": _rounded(measure.low),
            "high": _rounded(measure.high),
            "waiting": measure.waiting,
            "newest_only": measure.cut,
            "days_left": progress.days_left,
            "state": progress.standing,
            "sentence": sentence,
        }
    }


def letter_object(check: Letter) -> dict[str, Any]:
    """Return one letter of SMART: whether it holds, and the sentence for it."""
    return {
        "letter": check.letter,
        "name": check.name,
        "holds": check.holds,
        "said": check.said,
        "warning": check.warning or None,
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return _rounded(value) if isinstance(value, float) else value


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
