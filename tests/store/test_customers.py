"""Customers are found while they are typed, tell apart by what is known of them, and two can be one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hostile import HOSTILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_stamp,
    adding,
    an_id,
    removing,
)

from aware_tui.domain.customers import CustomerLine, CustomerRecord, Family
from aware_tui.domain.rows import Customer, CustomerMerge, Row, Session
from aware_tui.domain.states import Kind, PromiseState, Status
from aware_tui.domain.text import one_line
from aware_tui.store.customer_records import (
    MergeRefused,
    NoSuchCustomer,
    agents,
    customer_of,
    history_of,
    in_use,
    merge_now,
    merge_row,
    record,
)
from aware_tui.store.customers import find, namesakes, newest
from aware_tui.store.families import family
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

DAY = timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    with transaction(db):
        apply(db, adding(*rows), Versions(), None)


def known(db: sqlite3.Connection, name: str, days_ago: int = 1, words: str = "", **parts: Any) -> Customer:
    """Put a customer who called once, so many days ago, and return it."""
    customer = a_customer(name=name, **parts)
    put(db, customer)
    call(db, customer, days_ago, words)
    return customer


def call(
    db: sqlite3.Connection, customer: Customer, days_ago: float = 1, words: str = "", **head: Any
) -> Session:
    made = a_head(**{"customer_id": customer.id, "started_at": NOW - days_ago * DAY} | head)
    put(db, made, *([a_note(made.id, words)] if words else []))
    return made


def merge(db: sqlite3.Connection, one: Customer, into: Customer) -> CustomerMerge:
    (edit,) = merge_now(db, one.id, into.id, a_stamp(), None).edits
    assert isinstance(edit.after, CustomerMerge)
    return edit.after


def names(db: sqlite3.Connection, words: str, limit: int = 20) -> list[str]:
    return [line.customer.name for line in find(db, words, limit)]


PEOPLE = (
    ("Dana Reyes", "K-77", "0441 632960"),
    ("José Ibáñez", "K-78", "jose@example.org"),
    ("Straße Groß", "DE 123 456", "+49 (30) 901820-3"),
    ("O'Neil, Máire", "", "0351/5550199"),
    ("李小龍", "", ""),
)
FOUND = [
    ("da", 0),
    ("dan", 0),
    ("DANA", 0),
    ("reyes", 0),
    ("rey da", 0),
    ("k-77", 0),
    ("K77", None),
    ("0441", 0),
    ("0441632960", 0),
    ("0441 63", 0),
    ("632960", 0),
    ("04416", 0),
    ("jose", 1),
    ("josé ibán", 1),
    ("IBANEZ", 1),
    ("example", 1),
    ("jose@example.org", 1),
    ("straß", 2),
    ("123456", 2),
    ("49309018203", 2),
    ("030901820", None),
    ("+49 30 9018203", 2),
    ("o'neil", 3),
    ("maire o", 3),
    ("03515550199", 3),
    ("李小", 4),
    ("nobody", None),
    ("dana nobody", None),
    ("", None),
    (" ' \" * ", None),
    ("da\x00\ud800", 0),
]


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A file with PEOPLE in it."""
    with closing(open_file(tmp_path_factory.mktemp("five") / "aware.db")) as connection:
        for name, reference, contact in PEOPLE:
            known(connection, name, reference=reference, contact=contact)
        yield connection


@pytest.mark.parametrize(("words", "who"), FOUND)
def test_a_customer_is_found_by_the_beginnings_of_name_reference_and_contact(
    five: sqlite3.Connection, words: str, who: int | None
) -> None:
    assert names(five, words) == ([] if who is None else [PEOPLE[who][0]])


def test_a_number_written_in_one_is_found_however_it_is_typed(db: sqlite3.Connection) -> None:
    known(db, "Dana Reyes", contact="0441632960")
    for words in ("0441 632960", "0441-632", "0441/632 960", "4416"):
        assert names(db, words) == ["Dana Reyes"] if words != "4416" else not names(db, words), words


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.sampled_from(HOSTILE))
def test_any_text_may_be_looked_for(db: sqlite3.Connection, words: str) -> None:
    assert isinstance(find(db, words, 4), tuple)


def test_every_name_that_can_be_kept_is_found_again_as_it_is(db: sqlite3.Connection) -> None:
    wanted = {
        name for text in HOSTILE if any(map(str.isalnum, name := one_line(text))) and name.isprintable()
    }
    put(db, *(a_customer(name=name) for name in wanted))
    for name in wanted:
        assert name in names(db, name)


def test_two_of_one_name_both_stand_there_with_what_tells_them_apart(db: sqlite3.Connection) -> None:
    known(db, "Dana Reyes", 3, "The parcel is lost.", reference="K-77")
    known(db, "Dana Reyes", 1, "Charged twice.", contact="0441 632960")
    late, early = find(db, "dana reyes", 4)
    assert (late.customer.contact, late.last_words, late.sessions) == ("0441 632960", "Charged twice.", 1)
    assert (early.customer.reference, early.last_words) == ("K-77", "The parcel is lost.")
    assert early.last_at == NOW - 3 * DAY


def test_who_is_called_so_stands_before_who_only_begins_so_and_the_latest_first(
    db: sqlite3.Connection,
) -> None:
    known(db, "Reyes", 30)
    known(db, "Dana Reyes", 1)
    known(db, "Reyesmann", 9)
    known(db, "Reyes Ltd", 2)
    assert names(db, "reyes") == ["Reyes", "Reyes Ltd", "Reyesmann", "Dana Reyes"]
    assert names(db, "reyes", 2) == ["Reyes", "Reyes Ltd"]
    assert names(db, "reyes", 0) == []


def test_calls_of_practice_and_discarded_ones_do_not_count(db: sqlite3.Connection) -> None:
    dana = known(db, "Dana Reyes")
    call(db, dana, kind=Kind.PRACTICE)
    call(db, dana, status=Status.DISCARDED)
    (line,) = find(db, "dana", 4)
    assert line.sessions == 1
    trainee, wrong, nobody = (a_customer(name=f"Dan {n}") for n in ("Practice", "Discarded", "Nothing yet"))
    put(db, trainee, wrong, nobody)
    call(db, trainee, kind=Kind.PRACTICE)
    call(db, wrong, status=Status.DISCARDED)
    assert names(db, "dan") == ["Dana Reyes", "Dan Nothing yet"]
    told = record(db, dana.id, NOW)
    assert told is not None
    assert told.complaints_in_60_days == 1


def test_many_notes_with_the_word_do_not_hide_the_customer(db: sqlite3.Connection) -> None:
    known(db, "Xaver Dana", reference="A-1")
    head = a_head()
    put(db, head, *(a_note(head.id, f"Dana {n} again", field=f"f{n}") for n in range(1_100)))
    assert names(db, "dana") == names(db, "xaver") == names(db, "a-1") == ["Xaver Dana"]
    known(db, "Dana Reyes")
    assert names(db, "DANA") == ["Dana Reyes", "Xaver Dana"]


def test_the_newest_customers_stand_there_without_words(db: sqlite3.Connection) -> None:
    ada, bob = known(db, "Ada", 3), known(db, "Bob", 2)
    call(db, ada, 1)
    known(db, "Cy", 5)
    assert [line.customer.name for line in newest(db, 2)] == ["Ada", "Bob"]
    merge(db, bob, ada)
    assert [(line.customer.name, line.sessions) for line in newest(db, 9)] == [("Ada", 3), ("Cy", 1)]


class Called(NamedTuple):
    """What the list has to say of a customer, the latest first."""

    days_ago: int
    name: str
    sessions: int = 0
    imported: int = 0
    words: str = ""
    also: str = ""


Calls = list[tuple[int, int, Kind, Status]]
"""Whose, how many days ago, and what each is."""


@pytest.mark.parametrize("seed", range(20))
def test_lists_of_customers_are_what_their_sessions_say(db: sqlite3.Connection, seed: int) -> None:
    chance = Random(seed)
    people = [a_customer(name=f"Dana {letter}") for letter in "ABCDEFGH"]
    put(db, *people)
    states = [(kind, status) for kind in Kind for status in Status]
    days = chance.sample(range(400), chance.randrange(30))
    calls = [(chance.randrange(8), each, *chance.choice(states)) for each in days]
    for who, days_ago, kind, status in calls:
        call(db, people[who], days_ago, f"Words {days_ago}", kind=kind, status=status)
    for _ in range(4):
        with suppress(MergeRefused):
            merge(db, *chance.sample(people, 2))
    expected = told_by_hand(db, people, calls)
    recent = [each for each in expected if each.sessions]
    for limit in range(9):
        assert [told(line) for line in newest(db, limit)] == [each[1:] for each in recent[:limit]]
    assert {told(line)[:4] for line in find(db, "dana", 20)} == {each[1:5] for each in expected}


def told_by_hand(db: sqlite3.Connection, people: list[Customer], calls: Calls) -> list[Called]:
    """Leave out who has calls, none of which counts."""
    shown: dict[str, Called] = {}
    for person in people:
        own = family(db, person.id)
        assert own is not None
        name = next(each.name for each in people if each.id == own.shown)
        theirs = [each for each in calls if people[each[0]].id in own.ids]
        counting = [each for each in theirs if each[2] is not Kind.PRACTICE and each[3] != Status.DISCARDED]
        if counting:
            imported = sum(each[2] is Kind.IMPORTED for each in counting)
            who, last, *_ = min(counting, key=lambda each: each[1])
            also = "" if people[who].name == name else people[who].name
            shown[name] = Called(last, name, len(counting), imported, f"Words {last}", also)
        elif not theirs:
            shown[name] = Called(1_000, name)
    return sorted(shown.values())


def told(line: CustomerLine) -> tuple[str, int, int, str, str]:
    return line.customer.name, line.sessions, line.imported, line.last_words, line.also


class Interrupted:
    """A connection on which something is done elsewhere just before a statement with these words."""

    def __init__(self, db: sqlite3.Connection, words: str, deed: Callable[[], object]) -> None:
        self._db, self._words, self._deed = db, words, deed

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        if self._words in statement:
            self._deed()
        return self._db.execute(statement, values)


@pytest.mark.parametrize("words", ["SELECT customer_id, into_id", "LEFT JOIN session l"])
def test_who_is_erased_while_the_list_is_read_is_left_out(db: sqlite3.Connection, words: str) -> None:
    ada, bob = known(db, "Ada", 2), known(db, "Bob", 1)

    def erase() -> None:
        db.execute("DELETE FROM session WHERE customer_id = ?", (bob.id,))
        db.execute("DELETE FROM customer WHERE id = ?", (bob.id,))

    interrupted: Any = Interrupted(db, words, erase)
    assert [line.customer for line in newest(interrupted, 5)] == [ada]


def test_the_same_name_or_reference_elsewhere_is_a_namesake(db: sqlite3.Connection) -> None:
    dana = known(db, "Dana Reyes", reference="K-77")
    other = known(db, "DANA REYES")
    by_number = known(db, "D. R.", reference="k-77")
    known(db, "Dana Reyes-Smith", reference="K-778")
    assert {line.customer.id for line in namesakes(db, dana)} == {other.id, by_number.id}
    merge(db, other, dana)
    assert [line.customer.id for line in namesakes(db, dana)] == [by_number.id]
    assert namesakes(db, a_customer(name="", reference="")) == ()


def test_a_merge_moves_nothing_and_taking_it_away_brings_both_back(db: sqlite3.Connection) -> None:
    dana, twin = known(db, "Dana Reyes", 2), known(db, "Dana Reyes-Smith", 1)
    before = db.execute("SELECT * FROM session ORDER BY id").fetchall()
    row = merge(db, twin, dana)
    assert family(db, twin.id) == family(db, dana.id) == Family(dana.id, (dana.id, twin.id))
    assert db.execute("SELECT * FROM session ORDER BY id").fetchall() == before
    (line,) = find(db, "smith", 4)
    assert (line.customer, line.sessions, line.also) == (dana, 2, "Dana Reyes-Smith")
    assert db.execute("SELECT session_id, what, after FROM event").fetchall() == [
        (twin.id, "customer merged", dana.id)
    ]
    assert merge_row(db, row.id) == row
    with transaction(db):
        apply(db, removing(row), Versions(), None)
    assert family(db, twin.id) == Family(twin.id, (twin.id,))
    assert merge_row(db, row.id) is None


def test_merged_ones_merge_again_and_never_into_themselves(db: sqlite3.Connection) -> None:
    a, b, c, d = (known(db, f"Dana {letter}") for letter in "ABCD")
    merge(db, a, b)
    merge(db, c, d)
    merge(db, a, d)  # what is shown as b goes under what d is shown as
    found = family(db, c.id)
    assert found is not None
    assert found.shown == d.id
    assert set(found.ids) == {a.id, b.id, c.id, d.id}
    for one in (a, b, c, d):
        for into in (a, b, c, d):
            with pytest.raises(MergeRefused, match="one customer already"):
                merge(db, one, into)
    assert db.execute("SELECT count(*) FROM customer_merge").fetchone() == (3,)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_no_order_of_merges_makes_a_ring(db: sqlite3.Connection, pairs: list[tuple[int, int]]) -> None:
    people = [a_customer(name=str(n)) for n in range(6)]
    put(db, *people)
    groups = {person.id: {person.id} for person in people}
    for one, into in ((people[i], people[j]) for i, j in pairs):
        try:
            merge(db, one, into)
        except MergeRefused:
            assert groups[one.id] is groups[into.id]
            continue
        together = groups[one.id] | groups[into.id]
        groups |= dict.fromkeys(together, together)
    for person in people:
        found = family(db, person.id)
        assert found is not None
        assert set(found.ids) == groups[person.id]
        assert found.ids[0] == found.shown
        assert {family(db, each) for each in found.ids} == {found}


def test_a_ring_made_by_damage_ends_all_the_same(db: sqlite3.Connection) -> None:
    a, b = known(db, "A"), known(db, "B")
    put(db, *(CustomerMerge(an_id(), x.id, y.id, NOW, "kim") for x, y in ((a, b), (b, a))))
    found = family(db, a.id)
    assert found is not None
    assert set(found.ids) == {a.id, b.id}
    assert history_of(db, a.id, NOW) is not None


def test_the_record_counts_what_matters(db: sqlite3.Connection) -> None:
    dana = known(db, "Dana Reyes", 61)
    for days in (59, 2, 0):
        last = call(db, dana, days)
    twin = known(db, "Dana Reyes", 5)
    merge(db, twin, dana)
    due = {"due_at": NOW - 2 * DAY, "due_words": "Monday", "zone": "Europe/Berlin"}
    settled = (
        a_promise(last.id, state=PromiseState.KEPT, settled_at=NOW - 3 * DAY),
        a_promise(last.id, state=PromiseState.BROKEN, settled_at=NOW - 2 * DAY),
        a_promise(last.id, state=PromiseState.CHANGED, settled_at=NOW - DAY),
    )
    put(db, *settled, a_promise(last.id, **due), a_promise(last.id, due_at=None))
    for customer in (dana, twin):
        told = record(db, customer.id, NOW)
        assert told is not None
        assert told.overdue_since is not None
        assert (told.complaints_in_60_days, told.last_promise) == (4, PromiseState.BROKEN)
        assert (told.open_promises, told.overdue, told.overdue_since.words) == (2, 1, "Monday")
    assert record(db, dana.id, NOW, but=last.id) == CustomerRecord(NOW, 4)
    assert record(db, "gone", NOW) is None


def test_the_story_has_sessions_promises_and_entries_of_both(db: sqlite3.Connection) -> None:
    dana, twin = known(db, "Dana Reyes", 9, "first"), known(db, "Dana R", 8, "second")
    merge(db, twin, dana)
    session = call(db, twin, 1, "third")
    hidden = call(db, twin, 1, "practice", kind=Kind.PRACTICE)
    put(
        db,
        a_promise(session.id, what="kept", state=PromiseState.KEPT, made_at=NOW - DAY),
        a_promise(session.id, what="undated", due_at=None),
        a_promise(session.id, what="late", due_at=NOW - DAY),
        a_promise(session.id, what="soon"),
        a_promise(hidden.id, what="practice"),
        a_profile_entry(session.id),
        a_profile_entry(call(db, dana, 0).id, text=" "),
    )
    story = history_of(db, twin.id, NOW)
    assert story is not None
    assert story.customer == dana
    assert [line.excerpt for line in story.sessions] == ["", "third", "second", "first"]
    assert [made.what for made in story.promises] == ["late", "soon", "undated", "kept"]
    assert [entry.text for entry in story.entries] == ["Prefers Saturdays."]
    ((row, merged),) = story.merged
    assert (row.into_id, merged) == (dana.id, twin)
    assert history_of(db, "gone", NOW) is None


def test_a_row_is_in_use_while_another_session_or_a_merge_needs_it(db: sqlite3.Connection) -> None:
    dana, twin = a_customer(), a_customer()
    put(db, dana, twin)
    own = call(db, dana)
    assert not in_use(db, dana.id, but=own.id)
    assert in_use(db, dana.id)
    other = call(db, dana)
    assert in_use(db, dana.id, but=own.id)
    assert in_use(db, dana.id, but=other.id)
    assert not in_use(db, twin.id)
    merge(db, twin, dana)
    assert in_use(db, twin.id)


def test_who_was_erased_meanwhile_is_told_plainly(db: sqlite3.Connection) -> None:
    dana = known(db, "Dana Reyes")
    for pair in ((dana.id, "gone"), ("gone", dana.id)):
        with pytest.raises(NoSuchCustomer, match="erased"):
            merge_now(db, *pair, a_stamp(), None)
    assert customer_of(db, "gone") is None
    assert family(db, "gone") is None


def test_a_version_is_remembered_for_who_is_going_to_change_the_row(db: sqlite3.Connection) -> None:
    dana, versions = a_customer(), Versions()
    put(db, dana)
    db.execute("UPDATE customer SET row_version = 7")
    assert customer_of(db, dana.id, versions) == dana
    assert versions.known("customer", dana.id) == 7


def test_colleagues_are_those_of_the_newest_sessions(db: sqlite3.Connection) -> None:
    for days, agent in ((1, "kim"), (3, "lee"), (2, "ada"), (4, "kim"), (0, " ")):
        put(db, a_head(agent=agent, started_at=NOW - days * DAY))
    assert agents(db) == ("kim", "ada", "lee")
