"""The counts behind the findings are what counting everything anew gives, whatever is saved."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_head,
    a_note,
    a_quality_record,
    adding,
    an_id,
    editing,
    removing,
)

from aware_tui.domain.rows import Customer, CustomerMerge, QualityRecord, Row, Session
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, Status
from aware_tui.store.aside import Asides
from aware_tui.store.batch import Waiting, save_batch
from aware_tui.store.carrying import carry_over
from aware_tui.store.errors import Conflict
from aware_tui.store.insights import mark
from aware_tui.store.library import sqlite3
from aware_tui.store.miscounted import miscounted
from aware_tui.store.occurrences import rebuild
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply

DAY = timedelta(days=1)
TABLES = ("quality_record", "customer_merge", "session", "customer", "occurrence", "daily_count", "event")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        yield connection


def put(db: sqlite3.Connection, change: Change) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, Versions(), None)


def kept(db: sqlite3.Connection) -> list[list[tuple[Any, ...]]]:
    """Return all counts of the file."""
    return [sorted(db.execute(f"SELECT * FROM {table}")) for table in ("occurrence", "daily_count")]


def anew(db: sqlite3.Connection) -> list[list[tuple[Any, ...]]]:
    """Return what counting everything anew gives, without keeping it."""
    db.execute("BEGIN IMMEDIATE")
    rebuild(db)
    found = kept(db)
    db.execute("ROLLBACK")
    return found


class Drawer:
    """Sessions, records, customers and merges as they should be in the file, and random deeds on them."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.rows: dict[str, Row] = {}

    def deeds(self) -> Change:
        """Return a change that does up to four things, and do them here."""
        change = self.deed()
        for _ in range(self.chance.randrange(4)):
            change += self.deed()
        return change

    def deed(self) -> Change:
        """Return a change that makes, edits or takes away one row, with what hangs on it."""
        make = self.chance.choice((self._session, self._session, self._record, self._customer, self._merge))
        chosen = self.chance.random()
        if chosen < 0.5 or not self.rows:
            return self._made(make())
        row = self.chance.choice(list(self.rows.values()))
        return self._removed(row) if chosen < 0.65 else self._edited(row)

    def _of(self, kind: type[Row]) -> list[Any]:
        return [row for row in self.rows.values() if isinstance(row, kind)]

    def _made(self, row: Row | None) -> Change:
        if row is None:
            return adding()
        self.rows[row.id] = row
        return adding(row)

    def _session(self) -> Session:
        return self._other(a_head())

    def _record(self) -> QualityRecord | None:
        heads = self._of(Session)
        if not heads:
            return None
        return a_quality_record(self.chance.choice(heads).id, category=self._category())

    def _customer(self) -> Customer:
        return a_customer()

    def _merge(self) -> CustomerMerge | None:
        merged = {row.customer_id for row in self._of(CustomerMerge)}
        free = [row.id for row in self._of(Customer) if row.id not in merged]
        if len(free) < 2:
            return None
        customer, into = self.chance.sample(free, 2)
        return CustomerMerge(an_id(), customer, into, NOW, "kim")

    def _edited(self, row: Row) -> Change:
        if isinstance(row, Session):
            after: Row = self._other(row)
        elif isinstance(row, QualityRecord):
            after = replace(row, category=self._category())
        else:
            return adding()
        self.rows[row.id] = after
        return editing(row, after)

    def _removed(self, row: Row) -> Change:
        """Take a row away; a customer only where nobody needs it."""
        if isinstance(row, Customer):
            needed = {each.customer_id for each in self._of(Session)}
            needed |= {part for each in self._of(CustomerMerge) for part in (each.customer_id, each.into_id)}
            gone: list[Row] = [] if row.id in needed else [row]
        else:
            gone = [row, *(each for each in self._of(QualityRecord) if each.session_id == row.id)]
        for each in gone:
            self.rows.pop(each.id)
        return removing(*gone)

    def _category(self) -> str | None:
        return self.chance.choice((None, "", " ", "late", "late", "lines", "broken"))

    def _other(self, head: Session) -> Session:
        """Return a session with some of what is counted changed."""
        pick = self.chance.choice
        parts: dict[str, Any] = {
            "status": pick((Status.OPEN, Status.FINISHED, Status.FINISHED, Status.DISCARDED)),
            "kind": pick((Kind.LIVE, Kind.LIVE, Kind.LIVE, Kind.PRACTICE)),
            "zone": pick(("Europe/Berlin", "Pacific/Kiritimati", "Etc/GMT+12", "Mars/Base", "")),
            "started_at": NOW + self.chance.choice((7, 30, 400)) * self.chance.random() * DAY,
            "day_only": self.chance.random() < 0.2,
            "category": self._category(),
            "location": pick((None, "", "Leeds", " Leeds ", "York")),
            "channel": pick((None, "phone", "mail")),
            "customer_id": pick([None, *(row.id for row in self._of(Customer))]),
        }
        some = self.chance.sample(sorted(parts), self.chance.randint(1, len(parts)))
        return replace(head, **{name: parts[name] for name in some})


QUIETLY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)


def empty(db: sqlite3.Connection) -> None:
    for table in TABLES:
        db.execute(f"DELETE FROM {table}")


@given(seed=st.integers(0, 2**32), deeds=st.integers(1, 30))
@QUIETLY
def test_after_any_deeds_the_counts_are_what_counting_anew_gives(
    db: sqlite3.Connection, seed: int, deeds: int
) -> None:
    empty(db)
    drawer = Drawer(seed)
    for _ in range(deeds):
        put(db, drawer.deeds())
        assert kept(db) == anew(db)
    assert miscounted(db) == ()


@given(seed=st.integers(0, 2**32))
@QUIETLY
def test_a_refused_change_leaves_the_counts_as_they_were(db: sqlite3.Connection, seed: int) -> None:
    empty(db)
    drawer = Drawer(seed)
    for _ in range(8):
        put(db, drawer.deeds())
    before, at = kept(db), mark(db)
    stranger = a_head()
    refused = adding(a_head(category="late")) + editing(stranger, replace(stranger, category="lost"))
    later = adding(a_head(category="lines", status=Status.OPEN, kind=Kind.LIVE))
    batch = [Waiting(1, refused, None), Waiting(2, later, None)]
    (told,) = save_batch(db, batch, Versions(), Asides(lambda: NOW))
    assert isinstance(told.problem, Conflict)
    assert mark(db) == at + 1
    assert len(kept(db)[0]) == len(before[0]) + 1
    assert kept(db) == anew(db)


@given(seed=st.integers(0, 2**32))
@settings(QUIETLY, max_examples=15)
def test_what_is_carried_over_is_counted_there(db: sqlite3.Connection, seed: int) -> None:
    empty(db)
    drawer = Drawer(seed)
    for _ in range(15):
        put(db, drawer.deeds())
    ids = [row_id for (row_id,) in db.execute("SELECT id FROM session")]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        db.backup(memory)
        memory.execute("UPDATE session SET category = 'carried'")
        memory.execute("UPDATE session SET started_at = datetime(started_at, '-20 days')")
        carry_over(memory, db, drawer.chance.sample(ids, len(ids) // 2))
    assert kept(db) == anew(db)


def test_a_customer_counts_once_in_a_block_for_a_category(db: sqlite3.Connection) -> None:
    customer = a_customer()
    early = crc32(customer.id.encode()) % 28
    first = (NOW.toordinal() + early) // 28 * 28 - early
    begin = datetime.combine(date.fromordinal(first), NOW.timetz())
    days = {0: "late", 3: "late", 5: "lines", 27: "late", 28: "late", 60: "late", 89: "late"}
    heads = [
        a_head(started_at=begin + day * DAY, category=category, customer_id=customer.id)
        for day, category in days.items()
    ]
    put(db, adding(customer, *heads))
    found = db.execute("SELECT votes, again, third FROM occurrence ORDER BY day").fetchall()
    told = ["".join(sign if flag else "-" for sign, flag in zip("var", row, strict=True)) for row in found]
    assert told == ["v--", "-a-", "v-r", "-ar", "var", "v-r", "v-r"]


def test_nobody_in_particular_counts_each_time(db: sqlite3.Connection) -> None:
    put(db, adding(*(a_head(category="late") for _ in range(4))))
    assert db.execute("SELECT sum(votes), sum(again), sum(third) FROM occurrence").fetchone() == (4, 0, 0)


PLACES = [
    ("Europe/Berlin", "2026-03-05", "00-04"),
    ("America/New_York", "2026-03-04", "16-20"),
    ("Pacific/Kiritimati", "2026-03-05", "12-16"),
    ("Mars/Base", "2026-03-04", "20-24"),
    ("", "2026-03-04", "20-24"),
]


@pytest.mark.parametrize(("zone", "day", "hours"), PLACES)
def test_days_and_hours_are_those_of_the_place(
    db: sqlite3.Connection, zone: str, day: str, hours: str
) -> None:
    head = a_head(zone=zone, started_at=datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
    put(db, adding(head, replace(head, id=an_id(), day_only=True)))
    assert db.execute("SELECT day, hours FROM occurrence ORDER BY hours").fetchall() == [
        (day, ""),
        (day, hours),
    ]


def test_a_session_whose_time_nobody_can_read_is_not_counted(db: sqlite3.Connection) -> None:
    heads = [a_head(), a_head()]
    put(db, adding(*heads))
    db.execute("UPDATE session SET started_at = 'after lunch' WHERE id = ?", (heads[0].id,))
    with db:
        db.execute("BEGIN IMMEDIATE")
        rebuild(db)
    assert db.execute("SELECT id FROM occurrence").fetchall() == [(heads[1].id,)]
    put(db, adding(a_quality_record(heads[0].id, category="late")))
    assert kept(db) == anew(db)


def test_words_that_utf_8_has_no_bytes_for_are_counted_as_they_are_kept(db: sqlite3.Connection) -> None:
    put(db, adding(a_head(category="late \ud83d", location="\udcffLeeds")))
    assert db.execute("SELECT category, location FROM occurrence").fetchone() == ("late �", "�Leeds")
    assert kept(db) == anew(db)


def test_typing_in_a_call_does_not_touch_the_counts(db: sqlite3.Connection) -> None:
    head = a_head(category="late")
    put(db, adding(head))
    at = mark(db)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    put(db, adding(a_note(head.id)))
    assert not [sql for sql in statements if "occurrence" in sql or "daily_count" in sql]
    put(db, editing(head, replace(head, current_step="agree")))
    db.set_trace_callback(None)
    assert not [sql for sql in statements if "INTO occurrence" in sql or "INTO daily_count" in sql]
    assert mark(db) == at


def test_a_call_of_somebody_who_calls_all_the_time_reads_only_the_days_around_it(
    db: sqlite3.Connection,
) -> None:
    customer = a_customer()
    heads = [a_head(started_at=NOW + day * DAY, customer_id=customer.id) for day in range(3000)]
    put(db, adding(customer, *heads))
    read = 0

    def count(_: object, row: tuple[Any, ...]) -> tuple[Any, ...]:
        nonlocal read
        read += 1
        return row

    db.row_factory = count
    put(db, editing(heads[1500], replace(heads[1500], category="late")))
    db.row_factory = None
    assert read < 250
    assert kept(db) == anew(db)


def test_a_session_another_program_takes_away_is_told_and_mended(db: sqlite3.Connection) -> None:
    heads = [a_head(), a_head(), a_head()]
    put(db, adding(*heads))
    db.execute("DELETE FROM session WHERE id = ?", (heads[0].id,))
    db.execute("UPDATE session SET category = 'late' WHERE id = ?", (heads[1].id,))
    db.execute("UPDATE daily_count SET votes = 7 WHERE dimension = 'hours'")
    assert miscounted(db) == (
        "1 session is counted wrongly, or not at all.",
        "1 session is counted that should not be.",
        "1 daily count does not add up.",
    )
    with db:
        db.execute("BEGIN IMMEDIATE")
        rebuild(db)
    assert miscounted(db) == ()
