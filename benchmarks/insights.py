"""What the look at half a year reads, through the counts and by SQL by hand on the sessions themselves."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Incident
from aware_tui.store import insights
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from benchmarks.history import LINE, filled
from benchmarks.seed import NEWEST
from benchmarks.verdict import Pairs

TIMES: Final = 5
PAGE: Final = 200
PERIOD: Final = lately(NEWEST.date())
YESTERDAY: Final = NEWEST.date() - timedelta(days=1)
SMALL: Final = Pattern("parking", Dimension.WEEKDAY, "Friday")
BIG: Final = Pattern("delivery", Dimension.CHANNEL, "phone")
CANDIDATES: Final = [
    *(Pattern("long lines", Dimension.WEEKDAY, day) for day in WEEKDAYS),
    *(Pattern("delivery", Dimension.LOCATION, place) for place in ("Docks", "Hill", "Station")),
    *(Pattern("billing", Dimension.HOURS, hours) for hours in ("08-12", "12-16")),
    *(Pattern(None, Dimension.WEEKDAY, day, "Docks") for day in WEEKDAYS),
    BIG,
]
"""Twenty spots: more than a look at real complaints has to ask about."""

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

Ask = Callable[[], object]


def questions(folder: Path, sessions: int) -> Pairs:
    """Ask a database of so many sessions both ways; seeds it unless it is there."""
    db = open_database(filled(folder, sessions))
    try:
        return {measure: _asked(*ways) for measure, ways in _questions(db).items()}
    finally:
        db.close()


def _questions(db: sqlite3.Connection) -> dict[str, tuple[Ask, Ask]]:
    """Return each question by its measure: by hand, and through the store."""

    def rows(*statements: str, category: str = "", period: Period = PERIOD) -> Ask:
        values = {"since": period.since.isoformat(), "until": period.until.isoformat(), "category": category}
        return lambda: [db.execute(statement, values).fetchall() for statement in statements]

    def reads() -> None:
        insights.counts(db, PERIOD)
        insights.totals(db, PERIOD, NEWEST)
        insights.repeats(db, PERIOD)
        for candidate in CANDIDATES:
            insights.persons(db, PERIOD, candidate)

    friday, phone = f"AND {_WEEKDAY} = '5'", "AND s.channel = 'phone'"
    day = Period(YESTERDAY, NEWEST.date())
    flood = Incident(YESTERDAY, "delivery", None, 0, 0, "")
    return {
        "counts": (rows(*_COUNTS), lambda: insights.counts(db, PERIOD)),
        "sums": (rows(*_SUMS), lambda: insights.totals(db, PERIOD, NEWEST)),
        "repeats": (rows(_BACK), lambda: insights.repeats(db, PERIOD)),
        "customers, small spot": (
            rows(f"{_WHO} {friday}", category="parking"),
            lambda: insights.persons(db, PERIOD, SMALL),
        ),
        "customers, big spot": (
            rows(f"{_WHO} {phone}", category="delivery"),
            lambda: insights.persons(db, PERIOD, BIG),
        ),
        "reads of a look": (rows(*_COUNTS, *_SUMS, _BACK), reads),
        "behind a small spot": (
            rows(_BEHIND.format(friday), category="parking"),
            lambda: insights.behind(db, SMALL, PERIOD, PAGE),
        ),
        "behind a big spot": (
            rows(_BEHIND.format(phone), category="delivery"),
            lambda: insights.behind(db, BIG, PERIOD, PAGE),
        ),
        "behind a day": (
            rows(_BEHIND.format(""), category="delivery", period=day),
            lambda: insights.behind_incident(db, flood, PAGE),
        ),
    }


def _asked(by_hand: Ask, by_store: Ask) -> list[tuple[float, float]]:
    """Ask both ways in turn, once unmeasured first; returns milliseconds by hand and by the store."""
    pairs = [(_milliseconds(by_hand), _milliseconds(by_store)) for _ in range(TIMES + 1)]
    return pairs[1:]


def _milliseconds(ask: Ask) -> float:
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000
