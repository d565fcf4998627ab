"""The single values behind a goal's figure; never more rows are walked than a moment allows."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import Any

from aware_tui.domain.feedback import least
from aware_tui.domain.goals.aim import BEST_SCORE, WORST_SCORE, Scope
from aware_tui.domain.goals.measuring import MOST, Observed
from aware_tui.domain.insight_states import Metric, Sentiment
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import clock_of, local_time
from aware_tui.store.database import Database
from aware_tui.store.occurrence_spots import Spot, plain_conditions, spot_of
from aware_tui.store.records import read_day, read_time, read_time_or_none, stored_time

WALKED = 20_000
"""Rows of a period that are looked through for those a goal is about, the newest first; of complaints also
all others of the last day that is reached."""

_REACH = "SELECT o.day FROM occurrence o WHERE {} ORDER BY o.day DESC LIMIT 1 OFFSET :walked"
_COMPLAINTS = "SELECT {} WHERE {} ORDER BY o.day DESC LIMIT :most"
_REPEATS = "o.day, o.again FROM occurrence o"

# CROSS JOIN keeps the complaints outermost: they come in the order of their index, and nothing is sorted.
_SESSIONS = """
o.day, coalesce(s.received_at, s.started_at), s.received_at, s.first_response_at, s.ended_at,
    s.status, s.import_id FROM occurrence o CROSS JOIN session s ON s.id = o.id
"""
_PROMISES = """
SELECT p.due_at, {} FROM promise p CROSS JOIN occurrence o ON o.id = p.session_id
WHERE p.state = ? AND p.due_at >= ? AND p.due_at < ? ORDER BY p.due_at DESC
"""
_FEEDBACK = """
SELECT f.received_at, {}, f.score, f.scale, f.sentiment FROM feedback f
WHERE f.received_at >= ? AND f.received_at < ? ORDER BY f.received_at DESC
"""

KEPT = {"kept": 1.0, "broken": 0.0, "open": None}
"""What a promise counts, by its state."""

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

Span = tuple[datetime, datetime]
"""From an aware time up to but without another."""


@dataclass(frozen=True, slots=True)
class Found:
    """Values, the newest first; `more` says that not all were read."""

    values: list[Observed]
    more: bool


def repeat_values(db: Database, scope: Scope, period: Period) -> Found:
    """Return of each complaint of a known customer whether it came back: the same within 28 days."""
    known = " AND o.person <> '' AND o.category <> ''"
    rows, more = _complaints(db, _REPEATS, spot_of(scope, period), known)
    return Found([Observed(_day(day), float(again)) for day, again in rows], more)


def session_values(db: Database, metric: Metric, scope: Scope, period: Period, now: datetime) -> Found:
    """Return of each complaint the minutes to its first answer, or the days until it was resolved."""
    rows, more = _complaints(db, _SESSIONS, spot_of(scope, period))
    resolved = metric is Metric.RESOLUTION
    values = [_resolved(row, now) for row in rows] if resolved else _answers(rows, now)
    known = [each for each in values if each is not None and (each.value is None or each.value >= 0)]
    return Found(known, more)


def _complaints(db: Database, what: str, spot: Spot, known: str = "") -> tuple[list[Any], bool]:
    """Return the newest MOST complaints of a spot, and whether there may be more."""
    values: dict[str, Any] = {**spot.values, "walked": WALKED, "most": MOST + 1}
    reach = db.execute(_REACH.format(spot.indexed), values).fetchone()
    if reach is not None:
        values["since"] = reach[0]
    wanted = f"{spot.indexed}{spot.others}{known}"
    rows = db.execute(_COMPLAINTS.format(what, wanted), values).fetchall()
    return rows[:MOST], reach is not None or len(rows) > MOST


def _walked(rows: Iterator[Any]) -> tuple[list[Any], bool]:
    """Return the first MOST rows whose second column says that a goal is about them, of WALKED at most.

    And whether there may be more.
    """
    found: list[Any] = []
    for row in islice(rows, WALKED):
        if row[1]:
            found.append(row)
        if len(found) > MOST:
            return found[:MOST], True
    return found, next(rows, None) is not None


@lru_cache(maxsize=1_000)
def _day(text: str) -> date:
    return read_day(text)


def _answers(rows: list[Any], now: datetime) -> list[Observed | None]:
    """Return the minutes to each first answer; a file of which none has any did not keep them."""
    kept = {row[6] for row in rows if row[3] is not None} | {None}
    return [_answer(row, now) for row in rows if row[2] is not None and row[6] in kept]


def _answer(row: Any, now: datetime) -> Observed | None:
    received, answered = read_time(row[2]), read_time_or_none(row[3])
    if answered is None:
        return Observed(_day(row[0]), None, max(0.0, (now - received) / MINUTE))
    return Observed(_day(row[0]), (answered - received) / MINUTE)


def _resolved(row: Any, now: datetime) -> Observed | None:
    """Return the days until a complaint was resolved; None where an import does not say."""
    day, begun_at, _, _, ended_at, status, _ = row
    begun, ended = read_time(begun_at), read_time_or_none(ended_at)
    if status in ("open", "parked"):
        return Observed(_day(day), None, max(0.0, (now - begun) / DAY))
    return None if ended is None else Observed(_day(day), (ended - begun) / DAY)


def promise_values(db: Database, scope: Scope, span: Span, zone: str, now: datetime) -> Found:
    """Return of each promise due in a span whether it was kept; past due and still open is not known yet."""
    about, values = plain_conditions(scope, "o")

    def of_state(state: str) -> Iterator[tuple[str, bool, float | None]]:
        until = min(span[1], now) if KEPT[state] is None else span[1]
        times = (stored_time(span[0]), stored_time(until))
        for due_at, meant in db.execute(_PROMISES.format(about), (*values, state, *times)):
            yield due_at, meant, KEPT[state]

    rows, more = _walked(merge(*map(of_state, KEPT), key=lambda row: row[0], reverse=True))
    day_at = _days(span, zone)
    return Found([Observed(day_at(due_at), kept) for due_at, _, kept in rows], more)


def feedback_values(db: Database, metric: Metric, scope: Scope, span: Span, zone: str) -> Found:
    """Return the scores received in a span, told of 5, or of each answer whether it is positive."""
    about, values = plain_conditions(scope, "f")
    times = (stored_time(span[0]), stored_time(span[1]))
    rows, more = _walked(db.execute(_FEEDBACK.format(about), (*values, *times)))
    day_at = _days(span, zone)
    if metric is Metric.POSITIVE:
        said = (Observed(day_at(at), float(mood == Sentiment.POSITIVE)) for at, _, _, _, mood in rows)
    else:
        known = (row for row in rows if row[2] is not None)
        said = (Observed(day_at(at), _of_five(score, scale)) for at, _, score, scale, _ in known)
    return Found(list(said), more)


def _days(span: Span, zone: str) -> Callable[[str], date]:
    """Return what gives the day, on the clocks of a zone, of a time of the span as the tables hold it."""
    first, last = (local_time(end, zone).date() for end in span)
    days = [first + n * DAY for n in range((last - first).days + 1)]
    clock = clock_of(zone)
    begins = [stored_time(datetime.combine(day, time(), clock)) for day in days]
    return lambda at: days[max(0, bisect_right(begins, at) - 1)]


@lru_cache(maxsize=1_000)
def _of_five(score: float, scale: int) -> float:
    """Return a score as it would be from 1 to 5: as far up as it is on its own scale."""
    worst = least(scale)
    share = (score - worst) / (scale - worst) if scale > worst else 1.0
    return WORST_SCORE + (BEST_SCORE - WORST_SCORE) * min(1.0, max(0.0, share))
