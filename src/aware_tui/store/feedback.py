"""What customers said, read: figures of a period, the list, and the feedback of one customer or session."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, product

from aware_tui.domain.feedback import waits, when
from aware_tui.domain.feedback_counts import Cell, figures_of
from aware_tui.domain.feedback_lines import FeedbackLine
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import FeedbackFigures
from aware_tui.domain.zones import clock_of
from aware_tui.store.database import Database
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import COLUMN_LIST, COLUMNS, from_stored, stored_time
from aware_tui.store.saving import Versions

Bounds = Callable[[str], tuple[str, str]]
"""Gives, for a zone, the stored times from which on and before which is counted."""

MANY = 200
"""From so many channels on they are not counted one by one."""

_SENTIMENTS = (None, *Sentiment)

_NEXT_ZONE = "SELECT zone FROM feedback WHERE zone > ? ORDER BY zone LIMIT 1"
_NEXT_CHANNEL = """
SELECT channel FROM feedback WHERE zone = ? AND source = ? AND channel > ? ORDER BY channel LIMIT 1
"""
_NEXT_PREFERRED = """
SELECT preferred_channel FROM customer WHERE preferred_channel > ? ORDER BY preferred_channel LIMIT 1
"""
_ANSWERS = """
SELECT count(*) FROM feedback WHERE zone = ? AND source = ? AND {} AND {}
    AND received_at >= ? AND received_at < ?
"""
_ALL_ANSWERS = """
SELECT channel, sentiment, count(*) FROM feedback WHERE zone = ? AND source = ?
    AND received_at >= ? AND received_at < ? GROUP BY channel, sentiment
"""
_UNANSWERED = """
SELECT count(*) FROM feedback WHERE received_at IS NULL AND zone = ? AND asked_at >= ? AND asked_at < ?
"""
_PREFER = "SELECT count(*) FROM customer WHERE preferred_channel = ?"
_MERGED = """
SELECT count(*) FROM customer_merge m CROSS JOIN customer c ON c.id = m.customer_id
WHERE c.preferred_channel = ?
"""


def figures(db: Database, period: Period, now: datetime) -> FeedbackFigures:
    """Return the figures of the days of a period, each day as its row's zone has it; none after `now`.

    Answers count on the day they came, questions without one on the day they were asked.
    """
    end = stored_time(now + _INSTANT) if now < _LATEST else _END

    def bounds(zone: str) -> tuple[str, str]:
        return _midnight(period.since, zone), min(_midnight(period.until, zone), end)

    return _figures(db, bounds, preferred(db))


def since(db: Database, at: datetime) -> FeedbackFigures:
    """Return the figures from an aware time on, without the channels that customers prefer."""
    return _figures(db, lambda _: (stored_time(at), _END), ())


_END = "9999-12-31 23:59:59"

_INSTANT = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC) - _INSTANT


def _midnight(day: date, zone: str) -> str:
    try:
        return stored_time(datetime.combine(day, time(), clock_of(zone)))
    except OverflowError:
        return day.isoformat()


def _figures(db: Database, bounds: Bounds, preferring: tuple[tuple[str, int], ...]) -> FeedbackFigures:
    zones = tuple(_distinct(db, _NEXT_ZONE))
    unanswered = sum(_count(db, _UNANSWERED, zone, *bounds(zone)) for zone in zones)
    cells = [cell for zone in zones for cell in _cells(db, zone, bounds(zone))]
    return figures_of(cells, unanswered, preferring)


def _cells(db: Database, zone: str, within: tuple[str, str]) -> Iterator[Cell]:
    """Count the answers of a zone kind by kind: each count walks along one stretch of an index."""
    for source in Source:
        channels = tuple(islice(_distinct(db, _NEXT_CHANNEL, zone, source), MANY))
        if len(channels) == MANY:
            yield from _cells_of_many(db, zone, source, within)
            continue
        for channel, sentiment in product((None, "", *channels), _SENTIMENTS):
            kind = {"channel": channel, "sentiment": sentiment}
            known = [value for value in kind.values() if value is not None]
            number = _count(db, _ANSWERS.format(*_rules(kind)), zone, source, *known, *within)
            if number:
                yield source, channel or "", sentiment, number


def _rules(kind: Mapping[str, str | None]) -> Iterator[str]:
    """Yield what each column has to be; no index of a server is walked for what may or may not be there."""
    for column, value in kind.items():
        yield f"{column} IS NULL" if value is None else f"{column} = ?"


def _cells_of_many(db: Database, zone: str, source: Source, within: tuple[str, str]) -> Iterator[Cell]:
    """Count in one walk along the index where a file had something else in each row for the channel."""
    for channel, sentiment, number in db.execute(_ALL_ANSWERS, (zone, source, *within)):
        yield source, channel or "", Sentiment(sentiment) if sentiment else None, number


def _distinct(db: Database, statement: str, *values: str) -> Iterator[str]:
    """Yield the values of a column one after the other, from one to the next along an index."""
    last = ""
    while found := db.execute(statement, (*values, last)).fetchone():
        last = found[0]
        yield last


def _count(db: Database, statement: str, *values: str | None) -> int:
    return int(db.execute(statement, values).fetchone()[0])


def preferred(db: Database) -> tuple[tuple[str, int], ...]:
    """Return the channels that customers prefer, and how many do; who was merged counts once."""
    return tuple(
        (channel, _count(db, _PREFER, channel) - _count(db, _MERGED, channel))
        for channel in islice(_distinct(db, _NEXT_PREFERRED), MANY)
    )


_LINE = ", ".join(f'f."{name}"' for name in COLUMNS[Feedback])
_LINES = f"SELECT {_LINE}, coalesce(c.name, '') FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id"
_OPEN = f"{_LINES} WHERE f.received_at IS NULL ORDER BY f.id DESC LIMIT ?"
_ANSWERED = f"{_LINES} WHERE f.received_at IS NOT NULL ORDER BY f.received_at DESC, f.id DESC LIMIT ?"


def lines(db: Database, limit: int) -> tuple[FeedbackLine, ...]:
    """Return the questions that wait for an answer, then all else, both the newest first.

    At most `limit` that were answered, and `limit` that were not, are read.
    """
    found = [_line(row) for statement in (_OPEN, _ANSWERED) for row in db.execute(statement, (limit,))]
    return tuple(sorted(found, key=_place, reverse=True))


def _place(line: FeedbackLine) -> tuple[bool, datetime, str]:
    said = line.feedback
    return waits(said), when(said) or _NEVER, said.id


_NEVER = datetime.min.replace(tzinfo=UTC)


def line(db: Database, row_id: str) -> FeedbackLine | None:
    """Return one of them, if it is there."""
    row = db.execute(f"{_LINES} WHERE f.id = ?", (row_id,)).fetchone()
    return None if row is None else _line(row)


def _line(row: tuple[str, ...]) -> FeedbackLine:
    return FeedbackLine(from_stored(Feedback, row[:-1]), row[-1])


def feedback(db: Database, row_id: str, versions: Versions | None = None) -> Feedback | None:
    """Return feedback, if it is there, and put its row version into `versions`."""
    statement = f"SELECT row_version, {COLUMN_LIST[Feedback]} FROM feedback WHERE id = ?"
    row = db.execute(statement, (row_id,)).fetchone()
    if row is None:
        return None
    if versions is not None:
        versions.saw("feedback", row_id, row[0])
    return from_stored(Feedback, row[1:])


_OF_SESSIONS = f"""
SELECT {_LINE} FROM session s CROSS JOIN feedback f ON f.session_id = s.id
WHERE s.customer_id = ? AND {COUNTS_IN}
"""
_OF_THEM = f"SELECT {_LINE} FROM feedback f WHERE f.customer_id = ? AND f.session_id IS NULL"


def of_customer(db: Database, customer_id: str) -> tuple[Feedback, ...]:
    """Return what a customer said or was asked, merged ones apart; in sessions that count and outside."""
    rows = (row for each in (_OF_SESSIONS, _OF_THEM) for row in db.execute(each, (customer_id,)))
    return tuple(from_stored(Feedback, row) for row in rows)
