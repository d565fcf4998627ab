"""Feedback on a real file: figures against the rows counted one by one, the lists, and plans."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from making import NOW, a_customer, a_head, adding, an_id

from aware_tui.domain.feedback_lines import stands
from aware_tui.domain.insight_rows import Feedback, ImportBatch
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.rows import CustomerMerge, Row
from aware_tui.domain.states import Status
from aware_tui.domain.zones import local_time
from aware_tui.store import feedback
from aware_tui.store.batch import save_now
from aware_tui.store.customer_records import history_of, in_use
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions

DAY = timedelta(days=1)
ZONES = ("Europe/Berlin", "UTC", "Pacific/Auckland", "America/Los_Angeles")
WEEK = Period(date(2026, 2, 25), date(2026, 3, 4))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    save_now(db, adding(*rows), Versions(), None)


def said(at: datetime | None = NOW, **parts: object) -> Feedback:
    """Return an answer of this time, or a question of now."""
    common: dict[str, object] = {"source": Source.SURVEY, "zone": "UTC", "asked_at": NOW, "received_at": at}
    return Feedback(**{"id": an_id()} | common | parts)  # type: ignore[arg-type]


def test_figures_are_those_of_the_rows_counted_one_by_one(db: sqlite3.Connection) -> None:
    chance, rows = Random(7), []
    for _ in range(600):
        at = NOW - timedelta(minutes=chance.randrange(60 * 24 * 10))
        rows.append(
            said(
                at if chance.random() < 0.8 else None,
                asked_at=at,
                source=chance.choice(list(Source)),
                zone=chance.choice(ZONES),
                channel=chance.choice((None, "phone", "chat")),
                sentiment=chance.choice((None, *Sentiment)),
            )
        )
    put(db, *rows)

    def inside(row: Feedback) -> bool:
        at = row.received_at or row.asked_at
        return at is not None and WEEK.holds(local_time(at, row.zone).date())

    here = [row for row in rows if inside(row)]
    answers = [row for row in here if row.received_at]
    found = feedback.figures(db, WEEK, NOW)
    kinds = Counter(row.sentiment for row in answers)
    assert (found.asked, found.answered) == (len(here), len(answers))
    assert (found.positive, found.neutral) == (kinds[Sentiment.POSITIVE], kinds[Sentiment.NEUTRAL])
    assert (found.negative, found.unsaid) == (kinds[Sentiment.NEGATIVE], kinds[None])
    assert dict(found.by_source) == Counter(str(row.source) for row in answers)
    assert dict(found.by_channel) == Counter(row.channel or "" for row in answers)
    assert 100 < len(answers) < len(rows) - 100


def test_the_day_is_that_of_the_zone_and_nothing_later_than_now_counts(db: sqlite3.Connection) -> None:
    midnight = datetime(2026, 3, 4, tzinfo=UTC)
    for zone in ("UTC", "Europe/Berlin"):
        put(db, said(midnight, zone=zone), said(midnight - timedelta(hours=1), zone=zone))
    put(db, said(NOW), said(NOW + timedelta(seconds=1)))
    assert feedback.figures(db, Period(date(2026, 3, 3), date(2026, 3, 4)), NOW).answered == 1
    assert feedback.figures(db, Period(date(2026, 3, 4), date(2026, 3, 5)), NOW).answered == 4
    assert feedback.since(db, midnight).answered == 4


def test_a_file_with_a_channel_in_every_row_is_counted_too(db: sqlite3.Connection) -> None:
    rows = [said(channel=f"line {n}") for n in range(feedback.MANY + 5)]
    put(db, *rows, said(), said(sentiment=Sentiment.POSITIVE, channel="line 1"))
    found = feedback.figures(db, lately(NOW.date()), NOW)
    assert (found.answered, found.positive, len(found.by_channel)) == (len(rows) + 2, 1, len(rows) + 1)
    assert found.by_channel[0] == ("line 1", 2)


def test_preferred_channels_are_those_of_customers_and_merged_ones_count_once(db: sqlite3.Connection) -> None:
    ann, ben, cat = (a_customer(preferred_channel=each) for each in ("phone", "email", "phone"))
    put(db, ann, ben, cat, a_customer(), CustomerMerge(an_id(), cat.id, ann.id, NOW, "kim"))
    assert dict(feedback.preferred(db)) == {"email": 1, "phone": 1}


def test_what_a_file_says_was_never_answered_stands_at_its_time_and_asks_for_nothing(
    db: sqlite3.Connection,
) -> None:
    batch = ImportBatch(an_id(), "a.csv", "UTC", "kim", NOW)
    rows = [said(NOW), said(None, asked_at=NOW - DAY, import_id=batch.id), said(NOW - 2 * DAY), said(None)]
    put(db, batch, *rows)
    found = feedback.lines(db, 10)
    assert [line.feedback.id for line in found] == [rows[n].id for n in (3, 0, 1, 2)]
    assert [stands(line.feedback) for line in found[:3:2]] == ["no answer yet", "no answer"]


def test_questions_come_first_then_answers_the_newest_first_with_who_it_was(db: sqlite3.Connection) -> None:
    customer = a_customer()
    put(db, customer)
    rows = [said(NOW - DAY), said(NOW, customer_id=customer.id), said(None), said(None)]
    put(db, *rows)
    found = feedback.lines(db, 10)
    assert [line.feedback.id for line in found] == [rows[n].id for n in (3, 2, 1, 0)]
    assert [line.customer for line in found] == ["", "", "Dana Reyes", ""]
    assert [line.feedback.id for line in feedback.lines(db, 1)] == [rows[3].id, rows[1].id]
    assert feedback.feedback(db, rows[0].id) == rows[0]
    assert feedback.feedback(db, "nobody") is None


def test_a_customer_has_what_was_said_in_their_calls_and_elsewhere(db: sqlite3.Connection) -> None:
    ann, ben = a_customer(), a_customer(name="Ben")
    call, dropped = (
        a_head(customer_id=ann.id, status=status) for status in (Status.FINISHED, Status.DISCARDED)
    )
    put(db, ann, ben, call, dropped, CustomerMerge(an_id(), ben.id, ann.id, NOW, "kim"))
    rows = [
        said(session_id=call.id),
        said(customer_id=ann.id),
        said(customer_id=ben.id, text="by the other name"),
        said(session_id=dropped.id),
        said(),
    ]
    put(db, *rows)
    story = history_of(db, ann.id, NOW)
    assert story is not None
    assert [each.id for each in story.feedback] == [rows[n].id for n in (2, 1, 0)]


def test_a_customer_with_feedback_alone_is_in_use(db: sqlite3.Connection) -> None:
    ann = a_customer()
    call = a_head(customer_id=ann.id)
    put(db, ann, call, said(session_id=call.id, customer_id=ann.id))
    assert not in_use(db, ann.id, but=call.id)
    put(db, said(customer_id=ann.id))
    assert in_use(db, ann.id, but=call.id)


READS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "figures": lambda db: feedback.figures(db, WEEK, NOW),
    "the last weeks": lambda db: feedback.since(db, NOW - 30 * DAY),
    "lines": lambda db: feedback.lines(db, 20),
    "one": lambda db: feedback.feedback(db, "f"),
    "a customer's": lambda db: feedback.of_customer(db, "c"),
}


@pytest.mark.parametrize("name", READS)
def test_no_read_walks_through_or_sorts_all_feedback(db: sqlite3.Connection, name: str) -> None:
    put(db, said(channel="phone"), said(None), a_customer(preferred_channel="phone"))
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    READS[name](db)
    db.set_trace_callback(None)
    for statement in statements:
        plan = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert "TEMP B-TREE" not in plan, f"{statement}\n{plan}"
        assert "SCAN feedback" not in plan, f"{statement}\n{plan}"
        assert "SCAN f\n" not in f"{plan}\n", f"{statement}\n{plan}"
