"""A person erased: every word gone from every byte, the rows and the counts still there."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from delivering import a_delivery, a_story
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    adding,
    an_id,
    editing,
)
from privacy.people import MARK, a_link, a_marked_person, a_marked_session, files_with, keep
from watching import PATIENCE, Told, rows

from aware_tui.config import Settings
from aware_tui.domain.rows import Customer, CustomerMerge, Note, QualityRecord, Session
from aware_tui.domain.session import Change, Edit
from aware_tui.domain.states import DeliveryState, Status
from aware_tui.services.privacy import NotErased, Person, erase, find_people, finish, is_unfinished, look_at
from aware_tui.store import leases
from aware_tui.store.checking import check
from aware_tui.store.customers import find
from aware_tui.store.erased import Erased
from aware_tui.store.errors import LeaseLost
from aware_tui.store.opening import connect, open_database
from aware_tui.store.searching import search
from aware_tui.store.writer import Writer

LATER = NOW + timedelta(days=3)


def erase_all_of(settings: Settings, customer: Customer) -> None:
    person = look_at(settings, customer.id)
    done = erase(settings, person, person.to_type, LATER)
    assert done.unfinished == ""


@contextmanager
def a_window(path: Path, told: Told | None = None) -> Iterator[Writer]:
    """Have a window with the data open."""
    writer = Writer(path, lambda: NOW, told or Told())
    writer.start()
    writer.opened.result(PATIENCE)
    try:
        yield writer
    finally:
        writer.close(PATIENCE)


def everything(path: Path) -> str:
    """Return every row of every table as text."""
    with closing(connect(path, 5)) as db:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index_%'"
        names = [row[0] for row in db.execute(tables)]
        return "\n".join(str(row) for name in names for row in db.execute(f'SELECT * FROM "{name}"'))


def test_no_byte_of_a_person_is_left_in_the_data_folder(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    assert files_with(folder) == ["aware.db"]
    erase_all_of(settings, customer)
    assert files_with(folder, but=()) == []
    assert MARK not in everything(folder / "aware.db")
    assert check(folder / "aware.db").problems == ()


def test_no_byte_is_left_while_other_windows_have_the_data_open(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    path = folder / "aware.db"
    with a_window(path) as one, a_window(path) as other:
        one.submit(adding(*theirs))
        assert one.ask(lambda db: len(search(db, MARK, 10))).result(PATIENCE) == 2
        assert other.ask(lambda db: len(search(db, MARK, 10))).result(PATIENCE) == 2
        erase_all_of(settings, customer)
        assert files_with(folder, but=()) == []
        assert other.ask(lambda db: search(db, MARK, 10)).result(PATIENCE) == ()
        one.submit(adding(a_head()))
        count = "SELECT count(*) FROM session"
        assert one.ask(lambda db: db.execute(count).fetchone()).result(PATIENCE) == (3,)
    assert files_with(folder, but=()) == []


def test_words_that_were_deleted_long_before_go_from_the_free_pages_too(
    settings: Settings, folder: Path
) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    with closing(open_database(folder / "aware.db")) as db:
        db.execute("PRAGMA secure_delete=OFF")
        db.execute("UPDATE note SET text = 'other words'")
    assert files_with(folder) == ["aware.db"]
    erase_all_of(settings, customer)
    assert files_with(folder, but=()) == []


def counted(path: Path) -> list[tuple[object, ...]]:
    """Return how many rows there are of three kinds, and how the sessions are counted."""
    tables = " UNION ALL ".join(f"SELECT count(*) FROM {name}" for name in ("session", "note", "tick"))
    daily = "SELECT day, category, value, sessions, votes FROM daily_count WHERE dimension <> 'location'"
    each = "SELECT id, person, again, third, votes FROM occurrence ORDER BY id"
    return [*rows(path, tables), *rows(path, daily), *rows(path, each)]


def test_the_rows_stay_as_tombstones_and_the_counts_with_them(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    of_kinds: Any = {Session: {"category": "late", "channel": "phone"}, QualityRecord: {"category": "late"}}
    keep(folder, *(replace(row, **of_kinds.get(type(row), {})) for row in theirs))
    path = folder / "aware.db"
    before = counted(path)
    erase_all_of(settings, customer)
    assert counted(path) == before
    assert rows(path, "SELECT DISTINCT text, row_version FROM note") == [("", 2)]
    assert rows(path, "SELECT name, reference, contact FROM customer") == [("", "", "")]
    assert rows(path, "SELECT count(*), min(score) FROM check_in") == [(2, 4)]
    kept = rows(path, "SELECT DISTINCT category, channel, location FROM session")
    assert kept == [("late", "phone", None)]


def test_the_ledger_holds_ids_and_times_alone(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person(calls=1)
    keep(folder, *theirs)
    (session_id,) = (row.id for row in theirs if isinstance(row, Session))
    erase_all_of(settings, customer)
    kept = rows(folder / "aware.db", "SELECT erased_at, actor, kind, row_id FROM erasure ORDER BY id")
    at = "2026-03-07 10:30:00.000000"
    assert kept == [(at, "Kim", "customer", customer.id), (at, "Kim", "session", session_id)]
    assert (folder / "erased.jsonl").stat().st_mode & 0o777 == 0o600
    assert len((folder / "erased.jsonl").read_text().splitlines()) == 2


def test_what_was_open_ends_without_counting_as_kept_or_broken(settings: Settings, folder: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id, clock_since=NOW)
    delivery = replace(a_delivery(a_story()), session_id=head.id, state=DeliveryState.HELD)
    entry = a_profile_entry(head.id, recorded_at=NOW)
    link = a_link(head.id)
    keep(folder, customer, head, a_promise(head.id), a_follow_up(head.id), delivery, entry, *link)
    path = folder / "aware.db"
    assert rows(path, "SELECT count(*) FROM half_documented") == [(1,)]
    erase_all_of(settings, customer)
    assert rows(path, "SELECT status, ended_at IS NOT NULL, clock_since FROM session") == [
        ("finished", 1, None)
    ]
    assert rows(path, "SELECT state, settled_at IS NOT NULL, what FROM promise") == [("changed", 1, "")]
    assert rows(path, "SELECT state, outcome, who FROM follow_up") == [("done", "", "")]
    assert rows(path, "SELECT state, payload FROM delivery") == [("withdrawn", "")]
    assert rows(path, "SELECT count(*) FROM half_documented") == [(0,)]
    assert rows(path, "SELECT count(*) FROM cause_link WHERE told_at IS NULL") == [(0,)]
    assert check(path).problems == ()


def test_colleagues_keep_their_names(settings: Settings, folder: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id)
    promises = [a_promise(head.id, who=who) for who in ("kim", "Priya", "Dana Reyes")]
    keep(folder, customer, head, a_head(agent="Priya"), *promises)
    erase_all_of(settings, customer)
    assert rows(folder / "aware.db", "SELECT who FROM promise ORDER BY id") == [("kim",), ("Priya",), ("",)]


@pytest.mark.parametrize(("others", "stays"), [(5, True), (4, False)])
def test_a_place_stays_only_where_enough_others_name_it_too(
    settings: Settings, folder: Path, others: int, stays: bool
) -> None:
    people = [a_customer(name=f"Person {number}") for number in range(others)]
    place = "Northfield depot"
    customer = a_customer()
    sessions = [
        a_head(customer_id=each.id, location=place, category="long waits there")
        for each in (*people, customer)
    ]
    keep(folder, *people, customer, *sessions, a_head(customer_id=customer.id, location=place))
    erase_all_of(settings, customer)
    of_them = f"SELECT DISTINCT location FROM session WHERE customer_id = '{customer.id}'"
    assert rows(folder / "aware.db", of_them) == [(place if stays else None,)]
    category = f"SELECT count(category) FROM session WHERE customer_id = '{customer.id}'"
    assert rows(folder / "aware.db", category) == [(int(stays),)]
    assert check(folder / "aware.db").problems == ()


def test_merged_customers_are_one_person(settings: Settings, folder: Path) -> None:
    one, theirs = a_marked_person()
    other, more = a_marked_person()
    third, rest = a_marked_person()
    merges = [CustomerMerge(an_id(), a.id, b.id, NOW, "kim") for a, b in ((one, other), (other, third))]
    keep(folder, *theirs, *more, *rest, *merges)
    erase_all_of(settings, one)
    assert files_with(folder, but=()) == []


def test_other_people_keep_every_word(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    _, others = a_marked_person("staysmark")
    keep(folder, *theirs, *others)
    path = folder / "aware.db"

    def words() -> list[str]:
        return sorted(
            line for line in everything(path).splitlines() if "staysmark" in line and "kim" not in line
        )

    before = words()
    erase_all_of(settings, customer)
    assert words() == before
    assert len(before) > 20
    with closing(open_database(path)) as db:
        assert len(search(db, "staysmark", 10)) == 2


def test_an_erased_customer_is_not_found_again_but_by_id(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    erase_all_of(settings, customer)
    with pytest.raises(NotErased, match="There is no customer"):
        find_people(settings, MARK)
    with closing(open_database(folder / "aware.db")) as db:
        assert find(db, MARK, 5) == ()
    assert look_at(settings, customer.id).erased


@pytest.mark.parametrize("typed", ["", "something else", MARK])
def test_a_wrong_reference_erases_nothing(settings: Settings, folder: Path, typed: str) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    before = everything(folder / "aware.db")
    with pytest.raises(NotErased, match="nothing was erased"):
        erase(settings, look_at(settings, customer.id), typed, LATER)
    assert everything(folder / "aware.db") == before
    assert not is_unfinished(settings)
    assert not (folder / "erased.jsonl").exists()


def test_a_call_in_another_windows_hand_is_not_erased(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person(status=Status.OPEN)
    keep(folder, *theirs)
    session = next(row for row in theirs if isinstance(row, Session))
    before = everything(folder / "aware.db")
    person = look_at(settings, customer.id)
    with closing(open_database(folder / "aware.db")) as db:
        leases.take(db, session.id, "window 2", "other-desk", 4711, LATER)
        with pytest.raises(
            LeaseLost, match=r"other-desk \(process 4711.*Nothing was erased.*close that window"
        ):
            erase(settings, person, person.to_type, LATER)
        leases.release(db, session.id, "window 2")
    assert everything(folder / "aware.db") == before
    assert not is_unfinished(settings)


def test_the_lease_of_a_window_that_is_gone_stands_in_nobodys_way(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person(status=Status.OPEN)
    keep(folder, *theirs)
    session = next(row for row in theirs if isinstance(row, Session))
    with closing(open_database(folder / "aware.db")) as db:
        leases.take(db, session.id, "window 2", "other-desk", 4711, LATER - timedelta(minutes=5))
    erase_all_of(settings, customer)
    assert files_with(folder, but=()) == []


def test_a_document_on_its_way_holds_the_erasure_up(settings: Settings, folder: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id, status=Status.FINISHED)
    claimed = replace(a_delivery(a_story()), session_id=head.id, claimed_until=LATER + timedelta(minutes=1))
    keep(folder, customer, head, claimed)
    person = look_at(settings, customer.id)
    with pytest.raises(LeaseLost, match="being delivered at this moment"):
        erase(settings, person, person.to_type, LATER)
    assert rows(folder / "aware.db", "SELECT count(*) FROM erasure") == [(0,)]


def test_somebody_who_reads_for_long_is_told_of_and_finish_wipes_the_rest(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.store.residue.wipe.__defaults__", (0.2,))
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    person = look_at(settings, customer.id)
    with closing(open_database(folder / "aware.db")) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM note").fetchone()
        done = erase(settings, person, person.to_type, LATER)
        assert "Close the other windows, then run `aware data erase-customer --finish`" in done.unfinished
        assert is_unfinished(settings)
        reading.execute("ROLLBACK")
    assert finish(settings) == ""
    assert not is_unfinished(settings)
    assert files_with(folder, but=()) == []


def changes_late(theirs: tuple[object, ...]) -> list[Change]:
    """Return what a window may still hand over that had a call on screen: old words, new words, new rows."""
    note = next(row for row in theirs if isinstance(row, Note))
    head = next(row for row in theirs if isinstance(row, Session))
    customer = next(row for row in theirs if isinstance(row, Customer))
    return [
        editing(note, replace(note, text=f"{MARK} typed on")),
        adding(a_note(head.id, f"{MARK} elsewhere", field="remedy")),
        editing(head, replace(head, end_words=f"{MARK} at the end")),
        editing(customer, replace(customer, contact=f"{MARK}@example.org")),
        adding(a_promise(head.id, what=f"{MARK} promised")),
        Change((Edit(None, a_quality_record(head.id, text=MARK)), Edit(note, None)), ()),
    ]


def test_a_late_save_of_another_window_brings_no_word_back(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    told = Told()
    with a_window(folder / "aware.db", told) as writer:
        writer.submit(adding(*theirs))
        told.wait(lambda state: state.saved == 1)
        erase_all_of(settings, customer)
        late = changes_late(theirs)
        for change in late:
            writer.submit(change)
        told.wait(lambda state: state.saved == 1 + len(late))
    refused = [each for state in told.states for each in state.refused]
    assert [(type(each.problem), each.kept_aside, each.erased) for each in refused] == [
        (Erased, False, True)
    ] * len(late)
    assert all("Nothing was saved" in str(each.problem) for each in refused)
    assert files_with(folder, but=()) == []


def test_a_new_call_of_the_same_person_is_saved_as_ever(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    erase_all_of(settings, customer)
    again = a_customer(name="Dana Reyes")
    head = a_head(customer_id=again.id)
    keep(folder, again, head, a_note(head.id, "It rang again."))
    with closing(open_database(folder / "aware.db")) as db:
        assert [line.id for line in search(db, "rang again", 5)] == [head.id]


def test_a_merged_call_that_arrives_between_look_and_deed_goes_too(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    person = look_at(settings, customer.id)
    keep(folder, *a_marked_session(customer.id))
    done = erase(settings, person, person.to_type, LATER)
    assert (done.customers, done.sessions, done.unfinished) == (1, 3, "")
    assert files_with(folder, but=()) == []


def test_erasing_twice_at_once_does_it_once(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    person: Person = look_at(settings, customer.id)
    found: list[int] = []

    def do() -> None:
        found.append(erase(settings, person, person.to_type, LATER).customers)

    threads = [threading.Thread(target=do) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(found) == [0, 1]
    assert len((folder / "erased.jsonl").read_text().splitlines()) == 3
    assert files_with(folder, but=()) == []


def test_columns_that_this_release_cannot_read_are_erased_all_the_same(
    settings: Settings, folder: Path
) -> None:
    customer, theirs = a_marked_person()
    keep(folder, *theirs)
    with closing(open_database(folder / "aware.db")) as db:
        db.execute("UPDATE session SET started_at = 'some day'")
        db.execute("UPDATE promise SET due_at = 'never'")
    erase_all_of(settings, customer)
    assert files_with(folder, but=()) == []
