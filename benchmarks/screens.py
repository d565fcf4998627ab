"""What the screens read of a full database, through the store and by the same SQL written by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from aware_tui.domain.figures import Figures
from aware_tui.domain.goals.aim import METERS
from aware_tui.domain.insight_states import Metric
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.services import goals as goal_lines
from aware_tui.services import questions
from aware_tui.services.shown import Day
from aware_tui.store import customers, feedback, goals, tiles
from aware_tui.store.library import sqlite3
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import stored_time
from benchmarks.asking import Ask, Both
from benchmarks.history import LINE
from benchmarks.seed import NEWEST

AGENT: Final = "kim"
LISTED: Final = 500
FOUND: Final = 200
VALUES: Final = 10_000
SPAN: Final = timedelta(days=30)
QUARTER: Final = timedelta(days=91)
DAY: Final = timedelta(days=1)
BEGIN: Final = NEWEST.date() - QUARTER
NOBODY: Final = Names({}, {})

_RECENT: Final = f"""
WITH recent AS (SELECT * FROM session s WHERE s.started_at >= :month AND {COUNTS_IN} AND s.kind <> 'imported'
    ORDER BY s.started_at DESC LIMIT 1000)
"""
_OF_RECENT: Final = (
    "SELECT state, count(*) FROM recent JOIN promise p ON p.session_id = recent.id GROUP BY 1",
    "SELECT f.state, f.kind, count(*) FROM recent JOIN follow_up f ON f.session_id = recent.id GROUP BY 1, 2",
    "SELECT a.verdict, count(*) FROM recent JOIN apology a ON a.session_id = recent.id GROUP BY 1",
    "SELECT c.author, count(*) FROM recent JOIN check_in c ON c.session_id = recent.id GROUP BY 1",
    "SELECT count(*), sum(status = 'finished'), sum(mood_end > mood_start) FROM recent",
    """SELECT count(*) FROM recent WHERE status = 'finished'
        AND id IN (SELECT session_id FROM profile_entry) AND id IN (SELECT session_id FROM quality_record)""",
    """SELECT julianday(first_response_at) - julianday(received_at),
        julianday(ended_at) - julianday(received_at) FROM recent ORDER BY 1""",
)
_POINTS: Final = (
    "SELECT state, count(*), sum(due_at < :now) FROM choke_point GROUP BY 1",
    "SELECT count(*) FROM cause_link WHERE told_at IS NULL",
)
_SAID: Final = """
SELECT source, channel, sentiment, count(*) FROM feedback
WHERE received_at >= :since AND received_at < :until GROUP BY 1, 2, 3
"""
_ASKED: Final = """
SELECT count(*) FROM feedback WHERE received_at IS NULL AND asked_at >= :since AND asked_at < :until
"""
_PREFERRED: Final = "SELECT preferred_channel, count(*) FROM customer GROUP BY 1"
_TILES: Final = (*(_RECENT + each for each in _OF_RECENT), *_POINTS, _SAID, _ASKED)
_ANSWERS: Final = f"""
SELECT f.*, c.name FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id
WHERE f.received_at IS NOT NULL ORDER BY f.received_at DESC, f.id DESC LIMIT {LISTED}
"""
_QUESTIONS: Final = f"""
SELECT f.*, c.name FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id
WHERE f.received_at IS NULL ORDER BY f.id DESC LIMIT {LISTED}
"""
_UNFINISHED: Final = f"""{LINE} FROM session s LEFT JOIN customer c ON c.id = s.customer_id
WHERE s.status = '{{}}' ORDER BY s.started_at DESC LIMIT 50"""
_DUE: Final = f"""
SELECT d.*, c.name FROM {{table}} d JOIN session s ON s.id = d.session_id
LEFT JOIN customer c ON c.id = s.customer_id
WHERE d.state = 'open' AND d.due_at {{side}} :now AND {COUNTS_IN} ORDER BY d.due_at LIMIT 50
"""
_WAITING: Final = f"""
SELECT count(*) FROM {{table}} d JOIN session s ON s.id = d.session_id
WHERE d.state = 'open' AND d.due_at {{side}} :now AND {COUNTS_IN}
"""
_DUTIES: Final = [(table, side) for table in ("promise", "follow_up") for side in ("<", ">=")]
_LISTS: Final = (
    *(_UNFINISHED.format(status) for status in ("open", "parked")),
    *(each.format(table=table, side=side) for each in (_DUE, _WAITING) for table, side in _DUTIES),
    "SELECT count(*) FROM session WHERE status IN ('open', 'parked')",
    "SELECT count(*) FROM half_documented",
    "SELECT * FROM half_documented ORDER BY started_at DESC LIMIT 20",
)
_SESSIONS: Final = f"""
SELECT o.day, (julianday(s.first_response_at) - julianday(s.received_at)) * 1440,
    julianday(s.ended_at) - julianday(s.received_at), s.status FROM occurrence o
JOIN session s ON s.id = o.id WHERE o.day >= :begin AND o.day < :end ORDER BY o.day DESC LIMIT {VALUES}
"""
_SCORES: Final = f"""
SELECT date(received_at, '+1 hour'), 1 + 4 * (score - 1) / (scale - 1), sentiment FROM feedback
WHERE received_at >= :begin AND received_at < :end ORDER BY received_at DESC LIMIT {VALUES}
"""
_PROMISED: Final = f"""
SELECT date(p.due_at, '+1 hour'), p.state FROM promise p JOIN session s ON s.id = p.session_id
WHERE p.state = '{{}}' AND p.due_at >= :begin AND p.due_at < :end AND {COUNTS_IN}
ORDER BY p.due_at DESC LIMIT {VALUES // 2}
"""
_GOALS: Final[dict[Metric, tuple[str, ...]]] = {
    Metric.FIRST_RESPONSE: (_SESSIONS,),
    Metric.RESOLUTION: (_SESSIONS,),
    Metric.SATISFACTION: (_SCORES,),
    Metric.POSITIVE: (_SCORES,),
    Metric.PROMISES_KEPT: (_PROMISED.format("kept"), _PROMISED.format("broken")),
    Metric.REPEATS: (
        f"""SELECT day, again FROM occurrence WHERE day >= :begin AND day < :end AND person <> ''
        ORDER BY day DESC LIMIT {VALUES}""",
    ),
    Metric.COMPLAINTS: (
        """SELECT day, sum(sessions) FROM daily_count
        WHERE dimension = 'location' AND day >= :begin AND day < :end GROUP BY 1""",
    ),
}
TODAYS: Final = (Metric.FIRST_RESPONSE, Metric.SATISFACTION, Metric.REPEATS)
"""What the goals are about that Today tells, of those in the seed."""

_OF_CUSTOMER: Final = """
SELECT c.*, max(s.started_at) AS last, s.zone, count(*), sum(s.kind = 'imported'),
    (SELECT substr(n.text, 1, 240) FROM note n WHERE n.session_id = s.id AND n.text <> ''
        ORDER BY n.id LIMIT 1)
"""
_CALLERS: Final = f"""
{_OF_CUSTOMER} FROM (
    SELECT DISTINCT customer_id AS id FROM (SELECT customer_id FROM session
        WHERE customer_id IS NOT NULL ORDER BY started_at DESC LIMIT {2 * FOUND}) LIMIT {FOUND}) recent
JOIN customer c ON c.id = recent.id JOIN session s ON s.customer_id = c.id AND {COUNTS_IN}
GROUP BY c.id ORDER BY last DESC
"""
_NAMED: Final = f"""
{_OF_CUSTOMER} FROM (
    SELECT e.customer_id AS id FROM search_index i JOIN search_entry e ON e.n = i.rowid
    WHERE search_index MATCH '"priya" "pat"*' AND e.customer_id IS NOT NULL
    ORDER BY i.rowid DESC LIMIT {FOUND}) hit
JOIN customer c ON c.id = hit.id JOIN session s ON s.customer_id = c.id AND {COUNTS_IN}
GROUP BY c.id ORDER BY last DESC
"""


def reads(db: sqlite3.Connection, period: Period) -> Iterator[tuple[str, Both]]:
    """Yield what each screen reads, by hand and through the store; the look's figures are of a period."""
    half_a_year = {"since": _midnight(period.since), "until": _midnight(period.until)}

    def rows(*statements: str, **more: Any) -> Ask:
        values = {**half_a_year, "now": stored_time(NEWEST), "month": stored_time(NEWEST - SPAN), **more}
        return lambda: [db.execute(statement, values).fetchall() for statement in statements]

    month = {"since": stored_time(NEWEST - SPAN), "until": "9"}
    quarter = {"begin": BEGIN.isoformat(), "end": (NEWEST.date() + DAY).isoformat()}
    told = (statement for metric in TODAYS for statement in _GOALS[metric])
    nothing = Day((), (), (), figures=Figures())
    yield "Today", (rows(*_LISTS, *_TILES, **month), lambda: questions.day(db, NEWEST, AGENT))
    yield (
        "Today, its goals",
        (rows(*told, **quarter), lambda: questions.with_goals(db, nothing, NEWEST)),
    )
    yield "tiles", (rows(*_TILES, **month), lambda: tiles.figures(db, NEWEST, AGENT))
    yield (
        "feedback figures",
        (rows(_SAID, _ASKED, _PREFERRED), lambda: feedback.figures(db, period, NEWEST)),
    )
    yield "feedback list", (rows(_QUESTIONS, _ANSWERS), lambda: feedback.lines(db, LISTED))
    yield "customers, the last", (rows(_CALLERS), lambda: customers.newest(db, FOUND))
    yield "customers, a name", (rows(_NAMED), lambda: customers.find(db, "priya pat", FOUND))
    yield from _goals(db, lambda metric: rows(*_GOALS[metric], **quarter))


def _midnight(day: date) -> str:
    return stored_time(datetime.combine(day, time(), UTC))


def _goals(db: sqlite3.Connection, by_hand: Callable[[Metric], Ask]) -> Iterator[tuple[str, Both]]:
    """Yield the figure of each statistic there is, of everything since a quarter."""
    for goal in goals.open_goals(db, len(METERS)):
        by_store = partial(goal_lines.line_of, db, goal, NOBODY, NEWEST)
        yield f"goal: {goal.metric}, {goal.statistic}", (by_hand(goal.metric), by_store)
