"""Changes written to a real file: versions, conflicts, leases, order."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from making import (
    NOW,
    a_head,
    a_note,
    a_promise,
    a_session,
    a_tick,
    adding,
    an_event,
    an_option,
    editing,
    removing,
)

from aware_tui.domain.rows import Note
from aware_tui.domain.session import Change, Edit
from aware_tui.domain.states import PromiseState
from aware_tui.store.errors import Conflict, LeaseLost
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply, in_order


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(
    db: sqlite3.Connection, change: Change, versions: Versions | None = None, holder: str | None = None
) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, versions if versions is not None else Versions(), holder)


def texts(db: sqlite3.Connection) -> list[str]:
    return [text for (text,) in db.execute("SELECT text FROM note ORDER BY id")]


def test_a_change_and_its_event_are_written_together(db: sqlite3.Connection) -> None:
    head = a_head()
    note = a_note(head.id)
    put(db, adding(head, note) + Change((), (an_event(head.id, "began"), an_event(head.id, "typed"))))
    assert texts(db) == [note.text]
    assert db.execute("SELECT seq, what FROM event ORDER BY seq").fetchall() == [(1, "began"), (2, "typed")]


def test_each_save_of_a_row_raises_its_version_by_one(db: sqlite3.Connection) -> None:
    head = a_head()
    versions = Versions()
    put(db, adding(head), versions)
    for number in range(3):
        after = replace(head, clock_seconds=number + 1)
        put(db, editing(head, after), versions)
        head = after
    assert db.execute("SELECT row_version, clock_seconds FROM session").fetchall() == [(4, 3)]
    assert versions.known("session", head.id) == 4


def test_the_second_of_two_windows_is_refused(db: sqlite3.Connection) -> None:
    head, note = (begun := a_session()).head, a_note(begun.id, "first")
    ours, theirs = Versions(), Versions()
    put(db, adding(head, note), ours)
    theirs.saw("note", note.id, 1)
    put(db, editing(note, replace(note, text="theirs")), theirs)
    with pytest.raises(Conflict, match="changed in another window"):
        put(db, editing(note, replace(note, text="ours")), ours)
    assert texts(db) == ["theirs"]


@pytest.mark.parametrize("gone", [True, False])
def test_a_row_never_seen_must_be_in_the_file_as_the_change_had_it(
    db: sqlite3.Connection, gone: bool
) -> None:
    head = a_head()
    note = a_note(head.id, "as it was")
    put(db, adding(head, note))
    other = replace(note, text="as it is now")
    put(db, removing(note) if gone else editing(note, other))
    with pytest.raises(Conflict):
        put(db, editing(note, replace(note, text="ours")))
    assert texts(db) == ([] if gone else ["as it is now"])


def test_a_row_never_seen_but_unchanged_is_saved(db: sqlite3.Connection) -> None:
    head = a_head()
    note = a_note(head.id, "as it was")
    put(db, adding(head, note))
    put(db, editing(note, replace(note, text="ours")))
    assert texts(db) == ["ours"]


def test_a_second_note_for_the_same_place_is_a_conflict(db: sqlite3.Connection) -> None:
    head = a_head()
    put(db, adding(head, a_note(head.id, "first")))
    with pytest.raises(Conflict):
        put(db, adding(a_note(head.id, "second")))
    assert texts(db) == ["first"]


def test_a_row_taken_away_and_made_again_in_another_place_fits_into_one_change(
    db: sqlite3.Connection,
) -> None:
    head = a_head()
    old, new = a_note(head.id, "old"), a_note(head.id, "new")
    versions = Versions()
    put(db, adding(head, old), versions)
    put(db, adding(new) + removing(old), versions)
    assert texts(db) == ["new"]
    put(db, removing(new) + adding(new), versions)
    assert db.execute("SELECT text, row_version FROM note").fetchall() == [("new", 2)]


def test_a_row_made_and_taken_away_in_one_change_is_never_written() -> None:
    tick = a_tick("s")
    assert in_order((adding(tick) + removing(tick)).edits) == []


def test_a_failed_change_leaves_the_known_versions_alone(db: sqlite3.Connection) -> None:
    head, versions = a_head(), Versions()
    put(db, adding(head), versions)
    later = replace(head, location="Leeds")
    clash = a_tick(head.id)
    put(db, adding(clash), versions)
    with pytest.raises(Conflict):
        put(db, editing(head, later) + adding(a_tick(head.id)), versions)
    put(db, editing(head, later), versions)
    assert db.execute("SELECT location FROM session").fetchone() == ("Leeds",)


@pytest.mark.parametrize(("holder", "saved"), [("me", True), ("you", False), (None, False)])
def test_a_leased_session_is_written_by_its_holder_alone(
    db: sqlite3.Connection, holder: str | None, saved: bool
) -> None:
    head = a_head()
    put(db, adding(head))
    db.execute("INSERT INTO lease VALUES (?, 'me', 'host', 1, '', '', NULL)", (head.id,))
    change = adding(a_note(head.id))
    if saved:
        put(db, change, holder=holder)
    else:
        with pytest.raises(LeaseLost):
            put(db, change, holder=holder)
    assert len(texts(db)) == int(saved)


def test_an_event_alone_also_needs_the_lease(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO lease VALUES ('s', 'me', 'host', 1, '', '', NULL)")
    with pytest.raises(LeaseLost):
        put(db, Change((), (an_event("s"),)), holder="you")


def test_times_are_kept_as_text_in_utc_and_choices_as_words(db: sqlite3.Connection) -> None:
    head = a_head()
    promise = a_promise(head.id, state=PromiseState.KEPT, settled_at=NOW)
    option = an_option(head.id, works_for_them=True, possible=None)
    put(db, adding(head, promise, option))
    assert db.execute("SELECT settled_at, state FROM promise").fetchone() == (
        "2026-03-04 10:30:00.000000",
        "kept",
    )
    assert db.execute("SELECT works_for_them, possible, chosen FROM option").fetchone() == (1, None, 0)


def test_a_time_without_a_zone_is_not_written(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="zone"):
        put(db, adding(a_head(started_at=NOW.replace(tzinfo=None))))


def test_half_a_character_does_not_stop_a_save(db: sqlite3.Connection) -> None:
    head = a_head()
    put(db, adding(head, a_note(head.id, "caf\u00e9 \ud83d \U0001f600")))
    assert texts(db) == ["caf\u00e9 \ufffd \U0001f600"]


def test_an_edit_of_no_row_is_a_fault() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        in_order([Edit(None, None)])


def test_notes_of_two_steps_do_not_clash(db: sqlite3.Connection) -> None:
    head = a_head()
    here: Note = a_note(head.id, "a")
    put(db, adding(head, here, a_note(head.id, "b", step="widen")))
    assert texts(db) == ["a", "b"]
