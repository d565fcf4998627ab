"""The single values behind a goal's figure; never more rows are walked than a moment allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aware_tui.domain.feedback import least
from aware_tui.domain.goals.aim import BEST_SCORE, WORST_SCORE, Scope
from aware_tui.domain.goals.measuring import MOST, Observed
from aware_tui.domain.insight_states import Metric, Sentiment
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import local_time
from aware_tui.store.library import sqlite3
from aware_tui.store.occurrence_spots import Spot, plain_conditions, spot_of
from aware_tui.store.records import read_day, read_time, read_time_or_none, stored_time

WALKED = 20_000
"""Rows of a period that are looked through at most for those a goal is about, the newest first."""

_RECENT = f"""
FROM (SELECT * FROM occurrence o WHERE {{}} ORDER BY o.day DESC LIMIT {WALKED}) o
"""
_BEYOND = f"SELECT 1 FROM occurrence o WHERE {{}} LIMIT 1 OFFSET {WALKED}"
_NEWEST = f"ORDER BY o.day DESC LIMIT {MOST + 1}"
_SESSION = """
SELECT o.day, coalesce(s.received_at, s.started_at), s.received_at, s.first_response_at, s.ended_at,
    s.status, s.import_id
"""
_PROMISES = f"""
SELECT p.due_at FROM (
    SELECT session_id, due_at FROM promise WHERE state = :state AND due_at >= :since AND due_at < :until
    ORDER BY due_at DESC LIMIT {WALKED}) p
JOIN occurrence o ON o.id = p.session_id WHERE true{{}} ORDER BY p.due_at DESC LIMIT {MOST + 1}
"""
_FEEDBACK = f"""
SELECT f.received_at, f.score, f.scale, f.sentiment FROM (
    SELECT * FROM feedback WHERE received_at >= :since AND received_at < :until
    ORDER BY received_at DESC, id DESC LIMIT {WALKED}) f
WHERE true{{}} ORDER BY f.received_at DESC LIMIT {MOST + 1}
"""
_BEYOND_PROMISES = f"""
SELECT due_at FROM promise WHERE state = :state AND due_at >= :since AND due_at < :until
ORDER BY due_at DESC LIMIT 1 OFFSET {WALKED}
"""
_BEYOND_FEEDBACK = f"""
SELECT 1 FROM feedback WHERE received_at >= :since AND received_at < :until LIMIT 1 OFFSET {WALKED}
"""

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

Span = tuple[datetime, datetime]
"""From an aware time up to but without another."""


@dataclass(frozen=True, slots=True)
class Found:
    """Values, the newest first; `more` says that not all were read."""

    values: list[Observed]
    more: bool


def repeat_values(db: sqlite3.Connection, scope: Scope, period: Period) -> Found:
    """Return of each complaint of a known customer whether it came back: the same within 28 days."""
    spot = spot_of(scope, period)
    known = "AND o.person <> '' AND o.category <> ''"
    rows = _occurrences(db, "SELECT o.day, o.again", "", spot, known)
    return _found(db, spot, [Observed(read_day(day), float(again)) for day, again in rows])


def session_values(
    db: sqlite3.Connection, metric: Metric, scope: Scope, period: Period, now: datetime
) -> Found:
    """Return of each complaint the minutes to its first answer, or the days until it was resolved."""
    spot = spot_of(scope, period)
    rows = list(_occurrences(db, _SESSION, "JOIN session s ON s.id = o.id", spot, ""))
    resolved = metric is Metric.RESOLUTION
    values = [_resolved(row, now) for row in rows] if resolved else _answers(rows, now)
    known = [each for each in values if each is not None and (each.value is None or each.value >= 0)]
    found = _found(db, spot, known)
    return Found(found.values, found.more or len(rows) > MOST)


def _occurrences(db: sqlite3.Connection, what: str, join: str, spot: Spot, known: str) -> Iterable[Any]:
    recent = _RECENT.format(spot.indexed)
    return db.execute(f"{what} {recent} {join} WHERE true{spot.others} {known} {_NEWEST}", spot.values)


def _found(db: sqlite3.Connection, spot: Spot, values: list[Observed]) -> Found:
    if len(values) > MOST:
        return Found(values[:MOST], more=True)
    beyond = db.execute(_BEYOND.format(spot.indexed), spot.values).fetchone()
    return Found(values, more=beyond is not None)


def _answers(rows: list[Any], now: datetime) -> list[Observed | None]:
    """Return the minutes to each first answer; a file of which none has any did not keep them."""
    kept = {row[6] for row in rows if row[3] is not None} | {None}
    return [_answer(row, now) for row in rows if row[2] is not None and row[6] in kept]


def _answer(row: Any, now: datetime) -> Observed | None:
    day, _, received_at, answered_at, *_ = row
    received = read_time(received_at)
    answered = read_time_or_none(answered_at)
    if answered is None:
        return Observed(read_day(day), None, max(0.0, (now - received) / MINUTE))
    return Observed(read_day(day), (answered - received) / MINUTE)


def _resolved(row: Any, now: datetime) -> Observed | None:
    """Return the days until a complaint was resolved; None where an import does not say."""
    day, begun_at, _, _, ended_at, status, _ = row
    begun, ended = read_time(begun_at), read_time_or_none(ended_at)
    if status in ("open", "parked"):
        return Observed(read_day(day), None, max(0.0, (now - begun) / DAY))
    return None if ended is None else Observed(read_day(day), (ended - begun) / DAY)


def promise_values(db: sqlite3.Connection, scope: Scope, span: Span, zone: str, now: datetime) -> Found:
    """Return of each promise due in a span whether it was kept; past due and still open is not known yet.

    Where one state has more rows than are walked, no state is told of further back than that one.
    """
    conditions, values = plain_conditions(scope, "o")
    found: list[tuple[str, float | None]] = []
    since = stored_time(span[0])
    horizon = ""
    for state, kept in (("kept", 1.0), ("broken", 0.0), ("open", None)):
        last = min(span[1], now) if kept is None else span[1]
        times = {"state": state, "since": since, "until": stored_time(last)}
        rows = db.execute(_PROMISES.format(conditions), values | times)
        found += [(due_at, kept) for (due_at,) in rows]
        beyond = db.execute(_BEYOND_PROMISES, times).fetchone()
        horizon = max(horizon, beyond[0]) if beyond else horizon
    found = sorted((each for each in found if each[0] > horizon), key=lambda each: each[0], reverse=True)
    dated = [Observed(local_time(read_time(at), zone).date(), kept) for at, kept in found[:MOST]]
    return Found(dated, len(found) > MOST or bool(horizon))


def feedback_values(db: sqlite3.Connection, metric: Metric, scope: Scope, span: Span, zone: str) -> Found:
    """Return the scores received in a span, told of 5, or of each answer whether it is positive."""
    conditions, values = plain_conditions(scope, "f")
    times = {"since": stored_time(span[0]), "until": stored_time(span[1])}
    rows = db.execute(_FEEDBACK.format(conditions), values | times).fetchall()
    found = [_said(metric, row, zone) for row in rows[:MOST]]
    more = len(rows) > MOST or db.execute(_BEYOND_FEEDBACK, times).fetchone() is not None
    return Found([each for each in found if each is not None], more)


def _said(metric: Metric, row: tuple[str, float | None, int, str | None], zone: str) -> Observed | None:
    received_at, score, scale, sentiment = row
    day = local_time(read_time(received_at), zone).date()
    if metric is Metric.POSITIVE:
        return Observed(day, float(sentiment == Sentiment.POSITIVE))
    return None if score is None else Observed(day, _of_five(score, scale))


def _of_five(score: float, scale: int) -> float:
    """Return a score as it would be from 1 to 5: as far up as it is on its own scale."""
    worst = least(scale)
    share = (score - worst) / (scale - worst) if scale > worst else 1.0
    return WORST_SCORE + (BEST_SCORE - WORST_SCORE) * min(1.0, max(0.0, share))
