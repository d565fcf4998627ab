"""How a file is read: what was told, and what the look at all its rows has decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aware_tui.domain.importing.columns import Columns
from aware_tui.domain.importing.fields import Field
from aware_tui.domain.importing.moments import Order
from aware_tui.domain.text import folded


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a row is read by."""

    columns: Columns
    zone: str
    """IANA name of the zone of times that name none."""
    now: datetime
    """Aware; nothing can have happened later."""
    orders: Mapping[Field, Order] = field(default_factory=dict)
    """Of the columns that have dates in numbers."""
    midnights_are_days: frozenset[Field] = frozenset()
    """Columns whose times at exactly 00:00 are days without a time."""
    swapped: bool = False
    """Dates whose day is 12 or less have day and month exchanged, as they were told to have."""
    scale: int | None = None
    """Of scores that are bare numbers; None where there are none, or no scale is known for them."""
    known: "Known | None" = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the playbook calls its categories and channels: their ids by their folded names."""

    categories: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)


def by_name(labels: Mapping[str, str]) -> dict[str, str]:
    """Return ids by their folded labels and by themselves, from labels by id."""
    found = {folded(label): row_id for row_id, label in labels.items()}
    return found | {folded(row_id): row_id for row_id in labels}
