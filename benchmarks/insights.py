"""What the look at half a year reads, through the counts and by SQL by hand on the sessions themselves."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Incident
from aware_tui.services.insights.looking import look
from aware_tui.services.insights.question import Question
from aware_tui.store import insights
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from benchmarks.asking import Ask, Both, asked
from benchmarks.history import LINE, filled
from benchmarks.screens import reads
from benchmarks.seed import NEWEST
from benchmarks.verdict import Pairs

PAGE: Final = 200
PERIOD: Final = lately(NEWEST.date())
YESTERDAY: Final = NEWEST.date() - timedelta(days=1)
SMALL: Final = Pattern("parking", Dimension.WEEKDAY, "Friday")
BIG: Final = Pattern("delivery", Dimension.CHANNEL, "phone")
ASKED: Final = Question(PERIOD, NEWEST, NEWEST.date(), Names({}, {}), "acknowledge")

_SOURCE: Final = """
FROM session s WHERE s.started_at >= :since AND s.started_at < :until
AND s.status <> 'discarded' AND s.kind <> 'practice'
"""
_CATEGORY: Final = """coalesce((SELECT q.category FROM quality_record q WHERE q.session_id = s.id
    AND q.category <> '' ORDER BY q.id DESC LIMIT 1), s.category)"""
_DAY: Final = "date(s.started_at)"
_HOURS: Final = "strftime('%H', s.started_at) / 4"
_WEEKDAY: Final = "strftime('%w', s.started_at)"
_COUNTS: Final = tuple(
    f"SELECT {_DAY}, {_CATEGORY}, {value}, count(*) {_SOURCE} GROUP BY 1, 2, 3"
    for value in ("s.location", _HOURS, "s.channel")
)
_SUMS: Final = tuple(
    f"SELECT {value}, count(*) {_SOURCE} GROUP BY 1"
    for value in (_CATEGORY, _WEEKDAY, _HOURS, "s.channel", "s.location", "strftime('%Y %W', s.started_at)")
)
_VISITS: Final = f"""
SELECT s.customer_id, s.started_at AS at,
    lag(s.started_at) OVER (PARTITION BY s.customer_id, {_CATEGORY} ORDER BY s.started_at) AS same,
    lag(s.started_at, 2) OVER (PARTITION BY s.customer_id ORDER BY s.started_at) AS third
{_SOURCE} AND s.customer_id IS NOT NULL
"""
_BACK: Final = f"""
SELECT count(DISTINCT CASE WHEN julianday(at) - julianday(same) < 28 THEN customer_id END),
    count(DISTINCT CASE WHEN julianday(at) - julianday(third) < 90 THEN customer_id END),
    count(DISTINCT customer_id)
FROM ({_VISITS})
"""
_WHO: Final = f"SELECT count(DISTINCT s.customer_id) {_SOURCE} AND {_CATEGORY} = :category"
_BEHIND: Final = f"""{LINE} FROM session s LEFT JOIN customer c ON c.id = s.customer_id
WHERE s.started_at >= :since AND s.started_at < :until AND {_CATEGORY} = :category {{0}}
ORDER BY s.started_at DESC LIMIT {PAGE}"""


def questions(folder: Path, sessions: int) -> tuple[Pairs, Pairs, Pairs]:
    """Ask a database of so many sessions both ways; seeds it unless it is there.

    Returns the whole look, the reads it is made of, and what the screens read.
    """
    db = open_database(filled(folder, sessions))
    try:
        return (
            asked([("the whole look", (_rows(db, *_COUNTS, *_SUMS, _BACK), lambda: look(db, ASKED)))]),
            asked(_reads(db)),
            asked((*_behind(db), *reads(db, PERIOD))),
        )
    finally:
        db.close()


def _rows(db: sqlite3.Connection, *statements: str, category: str = "", period: Period = PERIOD) -> Ask:
    values = {"since": period.since.isoformat(), "until": period.until.isoformat(), "category": category}
    return lambda: [db.execute(statement, values).fetchall() for statement in statements]


_FRIDAY, _PHONE = f"AND {_WEEKDAY} = '5'", "AND s.channel = 'phone'"


def _reads(db: sqlite3.Connection) -> Iterator[tuple[str, Both]]:
    """Yield what a look reads, by hand and through the store."""

    def whose(condition: str, spot: Pattern) -> Both:
        by_hand = _rows(db, f"{_WHO} {condition}", category=spot.category or "")
        return by_hand, lambda: insights.persons(db, PERIOD, spot)

    yield "counts", (_rows(db, *_COUNTS), lambda: insights.counts(db, PERIOD))
    yield "sums", (_rows(db, *_SUMS), lambda: insights.totals(db, PERIOD, NEWEST))
    yield "repeats", (_rows(db, _BACK), lambda: insights.repeats(db, PERIOD))
    yield "customers, small spot", whose(_FRIDAY, SMALL)
    yield "customers, big spot", whose(_PHONE, BIG)


def _behind(db: sqlite3.Connection) -> Iterator[tuple[str, Both]]:
    """Yield the lists behind what is found, by hand and through the store."""
    day = Period(YESTERDAY, NEWEST.date())
    flood = Incident(YESTERDAY, "delivery", None, 0, 0, "")

    def by_hand(condition: str, category: str, period: Period = PERIOD) -> Ask:
        return _rows(db, _BEHIND.format(condition), category=category, period=period)

    yield (
        "behind a small spot",
        (by_hand(_FRIDAY, "parking"), lambda: insights.behind(db, SMALL, PERIOD, PAGE)),
    )
    yield (
        "behind a big spot",
        (by_hand(_PHONE, "delivery"), lambda: insights.behind(db, BIG, PERIOD, PAGE)),
    )
    yield (
        "behind a day",
        (by_hand("", "delivery", day), lambda: insights.behind_incident(db, flood, PAGE)),
    )
    yield (
        "behind a category",
        (by_hand("", "delivery"), lambda: insights.behind_category(db, "delivery", PERIOD, PAGE)),
    )
