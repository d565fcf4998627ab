"""How the records of the domain become rows of the file, and how rows become records again."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from aware_tui.domain.insight_rows import Feedback, Goal, ImportBatch
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.rows import (
    Answer,
    Apology,
    CauseLink,
    CheckIn,
    ChokePoint,
    Customer,
    CustomerMerge,
    Delivery,
    Event,
    FollowUp,
    Note,
    Option,
    ProfileEntry,
    Promise,
    QualityRecord,
    Row,
    Session,
    StepVisit,
    Tick,
)

Stored = str | int | float | None
"""What a column holds."""

R = TypeVar("R", bound=Row | Event)

TABLES: dict[type[object], str] = {
    Customer: "customer",
    ImportBatch: "import_batch",
    Session: "session",
    Promise: "promise",
    FollowUp: "follow_up",
    StepVisit: "step_visit",
    Tick: "tick",
    Note: "note",
    Answer: "answer",
    Apology: "apology",
    Option: "option",
    ProfileEntry: "profile_entry",
    QualityRecord: "quality_record",
    CheckIn: "check_in",
    Delivery: "delivery",
    ChokePoint: "choke_point",
    CauseLink: "cause_link",
    CustomerMerge: "customer_merge",
    Attempt: "attempt",
    SkillCard: "skill_card",
    Feedback: "feedback",
    Goal: "goal",
    Event: "event",
}
"""The table of each kind of record, parents before children."""

RECORDS: tuple[Any, ...] = tuple(TABLES)
"""Every kind of record, parents before children."""

COLUMNS: dict[type[object], tuple[str, ...]] = {kind: tuple(f.name for f in fields(kind)) for kind in RECORDS}
"""The columns that hold the fields of each kind of record, in their order."""

COLUMN_LIST: dict[type[object], str] = {
    kind: ", ".join(f'"{name}"' for name in names) for kind, names in COLUMNS.items()
}
"""The same columns as SQL, each name quoted."""


def stored_time(at: datetime) -> str:
    """Return an aware time as its column holds it; ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a stored time needs its zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def read_time(text: str) -> datetime:
    """Return the aware UTC time that a column holds; the beginning of 1970 for what nobody can read."""
    return _any_time(text) or _UNREADABLE


def read_time_or_none(text: str | None) -> datetime | None:
    """Return the aware UTC time that a column holds, if it holds one that can be read."""
    return None if text is None else _any_time(text)


def read_day(text: str) -> date:
    """Return the day that a column holds; the first of 1970 for what nobody can read."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return _UNREADABLE.date()


_UNREADABLE = datetime(1970, 1, 1, tzinfo=UTC)


def _any_time(text: Stored) -> datetime | None:
    """Return the time as this program writes it, or in any other form of ISO 8601 that is a time in UTC."""
    try:
        at = datetime.fromisoformat(f"{text}+00:00")
    except ValueError:
        return _foreign_time(str(text).strip())  # SQLite makes a number of what looks like one
    return at if at.tzinfo is UTC else _foreign_time(str(text))


def _foreign_time(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def to_stored(row: Row | Event) -> dict[str, Stored]:
    """Return a record as the values of its columns."""
    kind = type(row)
    return dict(zip(COLUMNS[kind], map(_stored, _VALUES[kind](row)), strict=True))


_VALUES: dict[type[object], Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*names) for kind, names in COLUMNS.items()
}


def _stored(value: Any) -> Stored:
    if value is None or (type(value) is str and value.isascii()):  # most values of most records
        return value
    if isinstance(value, datetime):
        return stored_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return _writable(str(value))
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def _writable(text: str) -> str:
    """Return text without the lone surrogates that UTF-8 has no bytes for."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def from_stored(kind: type[R], values: Sequence[Stored]) -> R:
    """Return the record made of these column values, which stand in the order of COLUMNS."""
    make: Callable[..., R] = kind
    if kind not in _READERS:
        _READERS[kind] = _readers(kind)
    if not (readers := _READERS[kind]):
        return make(*values)
    read: list[object] = list(values)
    for place, reader in readers:
        if read[place] is not None:
            read[place] = reader(values[place])
    return make(*read)


Reader = Callable[[Stored], object]

_READERS: dict[type[object], tuple[tuple[int, Reader], ...]] = {}
"""What the columns that are not kept as they are become, by their place; most records have few."""


def _readers(kind: type[object]) -> tuple[tuple[int, Reader], ...]:
    hints = get_type_hints(kind)
    readers = ((place, _reader(hints[name])) for place, name in enumerate(COLUMNS[kind]))
    return tuple((place, reader) for place, reader in readers if reader is not None)


def _reader(hint: object) -> Reader | None:
    optional = isinstance(hint, UnionType)
    if optional:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if hint is datetime:
        return _any_time if optional else lambda value: _any_time(value) or _UNREADABLE
    if hint is date:
        return lambda value: read_day(str(value))
    if hint is bool:
        return bool
    return _Members(hint).__getitem__ if isinstance(hint, type) and issubclass(hint, StrEnum) else None


class _Members(dict[Stored, StrEnum]):
    """The members of an enumeration by what columns hold: five times as fast as asking it."""

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__({member.value: member for member in kind})
        self._kind = kind

    def __missing__(self, value: Stored) -> StrEnum:
        return self._kind(str(value))
