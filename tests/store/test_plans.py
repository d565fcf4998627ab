"""No list, search or id walks through a big table or sorts it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from attempting import a_call, a_card, an_attempt
from making import NOW, a_customer, a_follow_up, a_head, a_note, a_promise, adding, an_id

from aware_tui.domain.goals.aim import EVERYTHING, METERS, Scope
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Metric, Source, Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.period import lately
from aware_tui.domain.insights.report import Incident
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.rows import CauseLink, ChokePoint, Customer, FollowUp, Promise, Row
from aware_tui.domain.states import ChokePointState, Status
from aware_tui.store import feedback, goals, insight_notes, insights, practice
from aware_tui.store.causes import choke_point, choke_points, of_session, sessions_of, to_be_told
from aware_tui.store.customer_records import agents, history_of, in_use, record
from aware_tui.store.customers import find, namesakes, newest
from aware_tui.store.database import Database
from aware_tui.store.day import totals
from aware_tui.store.leases import want, wanted
from aware_tui.store.loading import load_session
from aware_tui.store.opening import open_file
from aware_tui.store.practice_gaps import recent_gaps
from aware_tui.store.queue import due_lines, fallen_due, origins
from aware_tui.store.reading import (
    events_of,
    half_documented,
    history,
    playbook_document,
    resolve_id,
    unfinished,
)
from aware_tui.store.records import TABLES
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import search
from aware_tui.store.similar import similar
from aware_tui.store.tiles import figures
from aware_tui.store.transaction import transaction

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ID = "019a0000-0000-7000-8000-00000000aaaa"
CUSTOMER = "019a0000-0000-7000-8000-00000000cccc"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: Database, *rows: Row) -> None:
    with transaction(db):
        apply(db, adding(*rows), Versions(), None)


TODAY = date(2026, 3, 4)
PERIOD = lately(TODAY)
SPOTS = {
    "a weekday": Pattern("late", Dimension.WEEKDAY, "Tuesday"),
    "some hours": Pattern("late", Dimension.HOURS, "08-12"),
    "a place": Pattern("late", Dimension.LOCATION, "Leeds"),
    "a channel": Pattern("late", Dimension.CHANNEL, "mail"),
    "a place on a weekday": Pattern(None, Dimension.WEEKDAY, "Sunday", "York"),
}


def observe(metric: Metric, statistic: Statistic, scope: Scope, db: Database) -> object:
    return goals.observed(db, metric, statistic, scope, PERIOD, "Europe/Berlin", NOW)


READS: dict[str, Callable[[Database], object]] = {
    "unfinished": lambda db: unfinished(db, 20),
    "due": lambda db: due_lines(db, 20),
    "due by a time": lambda db: due_lines(db, 20, before=NOW),
    "what was changed before": origins,
    "due since a time": lambda db: due_lines(db, 20, since=NOW),
    "fallen due": lambda db: fallen_due(db, NOW, NOW + HOUR),
    "tiles": lambda db: figures(db, NOW, "kim"),
    "half-documented": lambda db: half_documented(db, 20),
    "history": lambda db: history(db, None, 20),
    "older history": lambda db: history(db, (NOW + HOUR, "x"), 20),
    "events": lambda db: events_of(db, "s"),
    "totals": lambda db: totals(db, NOW),
    "one session": lambda db: load_session(db, ID),
    "an id": lambda db: resolve_id(db, "00aaaa"),
    "the id of a promise": lambda db: resolve_id(db, "00aaaa", Promise),
    "the id of a follow-up": lambda db: resolve_id(db, "00aaaa", FollowUp),
    "the id of a customer": lambda db: resolve_id(db, "00aaaa", Customer),
    "a playbook": lambda db: playbook_document(db, "hash"),
    "search": lambda db: search(db, "rang twa", 20),
    "customers found": lambda db: find(db, "twa 0441632", 20),
    "the newest customers": lambda db: newest(db, 20),
    "namesakes": lambda db: namesakes(db, a_customer(name="Twain", reference="4711")),
    "the record of a customer": lambda db: record(db, CUSTOMER, NOW),
    "the story of a customer": lambda db: history_of(db, CUSTOMER, NOW),
    "whether a customer is in use": lambda db: in_use(db, CUSTOMER, ID),
    "colleagues": agents,
    "choke points": lambda db: choke_points(db, 20),
    "a choke point": lambda db: choke_point(db, "p"),
    "the choke points of a session": lambda db: of_session(db, ID),
    "the sessions of a choke point": lambda db: sessions_of(db, "p"),
    "to be told": lambda db: to_be_told(db, 20),
    "similar sessions": lambda db: similar(db, ID, 20),
    "similar sessions by words": lambda db: similar(db, ID, 20, "rang twa"),
    "an attempt": lambda db: practice.attempt(db, "a"),
    "the id of an attempt": lambda db: resolve_id(db, "00aaaa", Attempt),
    "open attempts": lambda db: practice.open_attempts(db, "kim"),
    "finished attempts": lambda db: practice.finished_attempts(db, "kim"),
    "older finished attempts": lambda db: practice.finished_attempts(db, "kim", (NOW, "x")),
    "everybody's attempts": lambda db: practice.finished_attempts(db, None, (NOW, "x")),
    "attempts at a scenario": lambda db: practice.attempts_at(db, "gas-smell", (NOW, "x")),
    "attempts for an assignment": lambda db: practice.attempts_for(db, "week 1", (NOW, "x")),
    "skill cards": lambda db: practice.cards(db, "kim"),
    "a scenario": lambda db: practice.scenario_copy(db, "hash"),
    "gaps of live calls": lambda db: recent_gaps(db, "kim", NOW),
    "leases": lambda db: wanted(db, "me"),
    "asking for a lease": lambda db: want(db, "s", "me"),
    "saving": lambda db: put(db, a_head(), a_customer()),
    "the mark of the counts": insights.mark,
    "the mark of the words": insight_notes.mark,
    "what customers said": lambda db: insight_notes.heard(db, PERIOD, "acknowledge"),
    "the counts": lambda db: insights.counts(db, PERIOD),
    "the sums": lambda db: insights.totals(db, PERIOD, NOW),
    "who came back": lambda db: insights.repeats(db, PERIOD),
    "the sessions of a day": lambda db: insights.behind_incident(
        db, Incident(TODAY, None, None, 9, 1, ""), 200
    ),
    "the sessions of a category": lambda db: insights.behind_category(db, "late", PERIOD, 200),
} | {
    f"{what} {name}": partial(ask, spot)
    for what, ask in (
        ("the customers of", lambda spot, db: insights.persons(db, PERIOD, spot)),
        ("the sessions of", lambda spot, db: insights.behind(db, spot, PERIOD, 200)),
        ("whether it fell in", lambda spot, db: insights.fell(db, spot, TODAY - 30 * DAY, TODAY)),
    )
    for name, spot in SPOTS.items()
}
DISTINCT = "USE TEMP B-TREE FOR count(DISTINCT)"
"""Different customers are told apart as they are met, which sorts nothing."""

SCOPES = {
    "everything": EVERYTHING,
    "a category": Scope("late"),
    "a place": Scope(location="Leeds"),
    "a way": Scope(channel="mail"),
    "a category by a way": Scope("late", channel="mail"),
    "a weekday": Scope(pattern=SPOTS["a weekday"]),
    "some hours": Scope(pattern=SPOTS["some hours"]),
    "a place on a weekday": Scope(pattern=SPOTS["a place on a weekday"]),
}
READS |= {
    f"{metric} of {name}": partial(observe, metric, statistic, scope)
    for metric, statistic in METERS
    for name, scope in SCOPES.items()
} | {
    "a category that is counted": lambda db: goals.is_counted(db, "category", "late"),
    "the figures of feedback": lambda db: feedback.figures(db, PERIOD, NOW),
    "feedback and questions": lambda db: feedback.lines(db, 20),
}

BIG = "|".join([*TABLES.values(), "occurrence", "daily_count", "half_documented", "search_entry", "scenario"])
SCANS = re.compile(rf"SCAN (?:{BIG}|[a-z])(?! USING| VIRTUAL)\b")


@pytest.mark.sweep(60)
@pytest.mark.parametrize("name", READS)
def test_no_read_walks_through_or_sorts_a_big_table(db: sqlite3.Connection, name: str) -> None:
    customer = a_customer(id=CUSTOMER, name="Twain", contact="0441 632960")
    head = a_head(id=ID, customer_id=customer.id)
    put(db, Feedback(an_id(), Source.SURVEY, "UTC", channel="mail", received_at=NOW))
    put(db, customer, head, a_note(head.id), a_promise(head.id), a_follow_up(head.id))
    point = ChokePoint("p", "slot lost", NOW, state=ChokePointState.FIXED, fixed_at=NOW)
    put(db, point, CauseLink("l", ID, point.id, NOW), a_head())
    put(db, a_call(), an_attempt(), a_card(), a_head(status=Status.FINISHED))
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    READS[name](db)
    db.set_trace_callback(None)
    reads = [sql for sql in statements if re.match(r"\s*(SELECT|WITH|UPDATE|INSERT|DELETE)", sql)]
    assert reads
    for sql in reads:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}") if row[3] != DISTINCT]
        assert not [step for step in plan if SCANS.search(step)], (sql, plan)
        assert not [step for step in plan if "TEMP B-TREE" in step], (sql, plan)


def test_the_plan_test_would_see_a_scan_and_a_sort(db: sqlite3.Connection) -> None:
    (scan,) = (row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM note n WHERE text = 'x'"))
    assert SCANS.search(scan)
    sort = [row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM session ORDER BY channel")]
    assert any("TEMP B-TREE" in step for step in sort)
