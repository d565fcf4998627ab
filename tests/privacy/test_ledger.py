"""The ledger beside the data, and old copies that are made to forget by it."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from making import NOW, a_customer, a_head, a_note, a_stamp, an_id
from privacy.people import MARK, a_marked_person, files_with, keep
from watching import rows

from aware_tui.config import Settings
from aware_tui.domain.erasing import ErasedKind, Erasure
from aware_tui.domain.rows import Customer, Row, Session
from aware_tui.services.privacy import erase, finish, look_at
from aware_tui.store.care import backup
from aware_tui.store.checking import check
from aware_tui.store.erased import ledger_of, note_erased
from aware_tui.store.erased_file import NAME, keep_ledger, read_ledger, reapply_all
from aware_tui.store.erasing import reapply
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.transaction import transaction

LATER = NOW + timedelta(days=3)


def a_line(kind: ErasedKind = ErasedKind.CUSTOMER, row_id: str = "") -> Erasure:
    return Erasure(an_id(), LATER, "kim", kind, row_id or an_id())


def erase_all_of(settings: Settings, customer: Customer) -> None:
    person = look_at(settings, customer.id)
    assert erase(settings, person, person.to_type, LATER).unfinished == ""


@pytest.fixture
def person(folder: Path) -> tuple[Customer, tuple[Row, ...]]:
    customer, theirs = a_marked_person()
    _, others = a_marked_person("staysmark")
    keep(folder, *theirs, *others)
    return customer, theirs


@pytest.fixture
def copy(folder: Path, person: object) -> Path:
    """Return a copy of the data from before anybody was erased."""
    return backup(folder / "aware.db", folder / "backups", NOW)


def test_a_copy_from_before_forgets_what_was_erased_since(
    settings: Settings, folder: Path, copy: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    erase_all_of(settings, person[0])
    assert MARK.encode() in copy.read_bytes()
    assert reapply_all(copy, folder) == 3
    assert MARK.encode() not in copy.read_bytes()
    assert b"staysmark" in copy.read_bytes()
    assert check(copy).problems == ()
    assert rows(copy, "SELECT kind FROM erasure ORDER BY kind") == [("customer",), ("session",), ("session",)]


def test_done_again_it_changes_nothing(
    settings: Settings, folder: Path, copy: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    erase_all_of(settings, person[0])
    reapply_all(copy, folder)
    before = rows(copy, "SELECT id, row_version FROM note"), rows(copy, "SELECT * FROM erasure")
    assert reapply_all(copy, folder) == 0
    assert (rows(copy, "SELECT id, row_version FROM note"), rows(copy, "SELECT * FROM erasure")) == before


@pytest.mark.parametrize("lost", ["the file", "the data"])
def test_either_ledger_is_enough(
    settings: Settings, folder: Path, copy: Path, person: tuple[Customer, tuple[Row, ...]], lost: str
) -> None:
    erase_all_of(settings, person[0])
    (folder / (NAME if lost == "the file" else "aware.db")).write_bytes(b"")
    assert reapply_all(copy, folder) == 3
    assert MARK.encode() not in copy.read_bytes()


def test_without_a_ledger_a_copy_stays_as_it_is(tmp_path: Path, copy: Path) -> None:
    before = copy.read_bytes()
    assert reapply_all(copy, tmp_path / "elsewhere") == 0
    assert copy.read_bytes() == before


def test_a_call_that_only_the_copy_has_for_them_goes_too_but_none_from_after(
    settings: Settings, folder: Path, copy: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    erase_all_of(settings, person[0])
    early = a_head(customer_id=person[0].id, started_at=LATER - timedelta(hours=1))
    late = a_head(customer_id=person[0].id, started_at=LATER + timedelta(hours=1))
    before = {row.id for row in person[1] if isinstance(row, Session)}
    with closing(open_database(copy)) as db:
        for head in (early, late):
            db.execute(
                "INSERT INTO session (id, kind, status, playbook_id, playbook_version, playbook_hash, agent,"
                " zone, current_step, current_phase, started_at, clock_seconds, customer_id)"
                " VALUES (?, 'live', 'finished', '', '', '', 'kim', 'UTC', '', '', ?, 0, ?)",
                (head.id, f"{head.started_at:%Y-%m-%d %H:%M:%S}.000000", person[0].id),
            )
    assert reapply_all(copy, folder) == 4
    erased = {row[0] for row in rows(copy, "SELECT row_id FROM erasure WHERE kind = 'session'")}
    assert erased == {*before, early.id}


def test_what_is_in_neither_is_no_reason_to_stop(folder: Path, person: object) -> None:
    with closing(open_database(folder / "aware.db")) as db, transaction(db):
        assert reapply(db, [a_line(kind) for kind in ErasedKind], a_stamp()) == 0
        assert len(tuple(ledger_of(db))) == 4


def test_every_kind_of_line_is_applied(folder: Path) -> None:
    _, theirs = a_marked_person(calls=1)
    keep(folder, *theirs)
    feedback = rows(folder / "aware.db", "SELECT id FROM feedback WHERE session_id IS NULL")[0][0]
    with closing(open_database(folder / "aware.db")) as db, transaction(db):
        assert reapply(db, [a_line(ErasedKind.FEEDBACK, feedback)], a_stamp()) == 1
    texts = rows(folder / "aware.db", "SELECT session_id IS NULL, text FROM feedback ORDER BY 1")
    assert [(alone, bool(text)) for alone, text in texts] == [(0, True), (1, False)]


def test_lines_that_nobody_can_read_are_left_out(tmp_path: Path) -> None:
    good = a_line()
    told = {"id": good.id, "erased_at": LATER.isoformat(), "actor": "kim", "kind": "customer"}
    lines = (
        json.dumps({**told, "row_id": good.row_id}),
        "",
        "no json",
        "[]",
        "3",
        json.dumps(told),
        json.dumps({**told, "row_id": 7}),
        json.dumps({**told, "row_id": "x", "kind": "planet"}),
        json.dumps({**told, "row_id": "x", "erased_at": "some day"}),
        '{"id": "cut o',
    )
    (tmp_path / NAME).write_bytes("\n".join(lines).encode() + b"\xff\xfe")
    assert read_ledger(tmp_path) == (good,)


def test_a_torn_last_line_does_not_swallow_the_next(folder: Path, person: object) -> None:
    (folder / NAME).write_text('{"id": "cut o')
    with closing(open_database(folder / "aware.db")) as db:
        with transaction(db):
            note_erased(db, [a_line(row_id="one"), a_line(row_id="two")])
        assert keep_ledger(db, folder) == 2
        assert keep_ledger(db, folder) == 0
    assert [line.row_id for line in read_ledger(folder)] == ["one", "two"]


def test_a_file_that_was_lost_is_written_anew(
    settings: Settings, folder: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    erase_all_of(settings, person[0])
    known = read_ledger(folder)
    (folder / NAME).unlink()
    assert finish(settings) == ""
    assert read_ledger(folder) == known


def test_the_ledger_is_not_written_through_a_link(
    settings: Settings, folder: Path, tmp_path: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine\n")
    (folder / NAME).symlink_to(elsewhere)
    found = look_at(settings, person[0].id)
    done = erase(settings, found, found.to_type, LATER)
    assert "erased.jsonl cannot be made or written" in done.unfinished
    assert elsewhere.read_text() == "mine\n"
    (folder / NAME).unlink()
    assert finish(settings) == ""
    assert len(read_ledger(folder)) == 3


def test_an_older_copy_is_brought_up_to_date_first(settings: Settings, folder: Path, tmp_path: Path) -> None:
    released = Path(__file__).parents[1] / "store" / "released" / "schema_0003.sql"
    old = tmp_path / "old" / "copy.db"
    old.parent.mkdir()
    customer = a_customer(name=MARK)
    head = a_head(customer_id=customer.id)
    with closing(sqlite3.connect(old)) as db, db:
        db.executescript(released.read_text(encoding="utf-8"))
        put = "INSERT INTO customer (id, name, reference, contact) VALUES (?, ?, '', '')"
        db.execute(put, (customer.id, MARK))
    keep(folder, customer, head, a_note(head.id, MARK))
    erase_all_of(settings, customer)
    assert reapply_all(old, folder) == 1
    assert MARK.encode() not in old.read_bytes()
    assert files_with(folder, but=()) == []


def test_lines_with_one_id_are_all_applied(
    folder: Path, copy: Path, person: tuple[Customer, tuple[Row, ...]]
) -> None:
    row_ids = [row.id for row in person[1] if isinstance(row, Customer | Session)]
    told = {"id": an_id(), "erased_at": LATER.isoformat(), "actor": "kim", "kind": "customer"}
    lines = [json.dumps(told | {"row_id": row_id}) for row_id in row_ids]
    (folder / NAME).write_text("\n".join(lines) + "\n")
    assert reapply_all(copy, folder) >= len(row_ids)
    assert MARK.encode() not in copy.read_bytes()
