"""What is said of a choke point: whose it is to fix, and by when."""

from datetime import datetime

from aware_tui.domain.due import Due, describe_day
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.text import excerpt
from aware_tui.language import _

LONGEST_NAME = 24
"""Cells of whose it is, in a sentence."""


def by_when(point: ChokePoint, now: datetime) -> str:
    """Return the day by which a choke point is to be fixed, or the words that hold none."""
    if point.due_at is None:
        return point.due_words
    return describe_day(Due(point.due_at, point.zone or "UTC", ""), now)


def in_register(point: ChokePoint, now: datetime) -> str:
    """Return whose an open choke point is and by when, as one sentence."""
    whose = excerpt(point.owner, LONGEST_NAME) or _("nobody's yet")
    when = by_when(point, now)
    late = point.due_at is not None and point.due_at < now
    if point.due_at is None:
        by = (
            _("“{when}” names no day").format(when=excerpt(when, LONGEST_NAME))
            if when
            else _("without a date")
        )
    else:
        by = _("overdue since {when}").format(when=when) if late else _("by {when}").format(when=when)
    return _("In the register: {whose}, {by}.").format(whose=whose, by=by)
