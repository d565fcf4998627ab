"""A file is moved onto a server: every row of it, counted and compared, or none."""

from contextlib import closing
from pathlib import Path

import pytest
from making import a_head, a_note, adding, an_event
from server.full import full_call
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store import dumping
from aware_tui.store.errors import CannotWrite, NotOurs, StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import search
from aware_tui.store.server import moving
from aware_tui.store.server.moving import Differs, move
from aware_tui.store.transaction import transaction


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Return a file with a row in nearly every table."""
    path = tmp_path / "aware.db"
    with closing(open_database(path)) as db, transaction(db):
        apply(db, full_call("Kim", "Wisteria"), Versions(), None)
    return path


def everything(place: Path | ServerUrl) -> dict[str, list[dict[str, object]]]:
    with closing(open_database(place)) as db:
        return {
            table.name: [
                dict(sorted(zip(table.columns, row, strict=True)))
                for row in dumping.rows_of(db, table, "Kim")
            ]
            for table in dumping.tables_of(db)
        }


def test_every_row_arrives_as_it_was(full: Path, empty: ServerUrl) -> None:
    moved = move(full, empty)
    assert everything(empty) == everything(full)
    assert moved.rows["note"] == 1
    assert moved.rows["session"] == 1


def test_a_database_that_was_started_but_not_used_is_empty_too(full: Path, place: ServerUrl) -> None:
    with closing(open_database(place)) as db:
        db.execute(
            "INSERT INTO playbook_copy VALUES ('h', 'aware', '1', '{}', 2, '2026-03-04 10:30:00.000000')"
        )
    move(full, place)
    assert everything(place) == everything(full)


def test_life_goes_on_there(full: Path, place: ServerUrl) -> None:
    move(full, place)
    with closing(open_database(place)) as db:
        head = a_head(agent="Kim")
        change = adding(head, a_note(head.id, "Lavender was late"))
        with transaction(db):
            apply(db, change, Versions(), None)
            apply(db, type(change)((), (an_event(head.id), an_event(head.id))), Versions(), None)
        assert [line.id for line in search(db, "lavend", 5)] == [head.id]
        assert len(search(db, "wisteria", 5)) == 1
        numbers = [row[0] for row in db.execute("SELECT seq FROM event ORDER BY seq")]
        assert numbers == [1, 2, 3]


def test_agents_may_have_another_name_there(full: Path, empty: ServerUrl) -> None:
    move(full, empty, {"Kim": "kim"})
    with closing(open_database(empty)) as db:
        for table, column in (("session", "agent"), ("event", "actor"), ("check_in", "author")):
            assert db.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall() == [("kim",)]


def test_the_file_stays_as_it_was(full: Path, empty: ServerUrl) -> None:
    before = everything(full)
    move(full, empty)
    assert everything(full) == before


def test_what_is_there_is_never_overwritten(full: Path, empty: ServerUrl) -> None:
    move(full, empty)
    with pytest.raises(CannotWrite, match="holds data already, and two databases cannot be made one"):
        move(full, empty)
    assert everything(empty) == everything(full)


def test_another_programs_database_is_left_alone(cluster: Cluster, full: Path, empty: ServerUrl) -> None:
    cluster.run("CREATE TABLE parcels (id text)", database=empty.database)
    with pytest.raises(NotOurs, match="holds tables of another program"):
        move(full, empty)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, empty: ServerUrl) -> None:
    with pytest.raises(CannotWrite, match="There is no data at"):
        move(tmp_path / "aware.db", empty)


def nothing_made(cluster: Cluster, url: ServerUrl) -> bool:
    there = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    return cluster.run(there, database=url.database) == [(0,)]


def test_a_time_that_nobody_can_read_is_told_and_nothing_is_kept(
    cluster: Cluster, full: Path, empty: ServerUrl
) -> None:
    with closing(sqlite3.connect(full)) as db:
        db.execute("UPDATE session SET ended_at = 'after lunch'")
        db.commit()
    with pytest.raises(StoreProblem, match="A time in session cannot be read, so nothing was copied"):
        move(full, empty)
    assert nothing_made(cluster, empty)


def test_times_and_words_of_other_programs_are_brought_into_our_form(full: Path, empty: ServerUrl) -> None:
    with closing(sqlite3.connect(full)) as db:
        db.execute("UPDATE session SET ended_at = '2026-03-04T10:30:00+02:00'")
        db.execute("UPDATE note SET text = 'cut' || char(0) || 'off'")
        db.commit()
    move(full, empty)
    with closing(open_database(empty)) as db:
        assert db.execute("SELECT ended_at FROM session").fetchone() == ("2026-03-04 08:30:00.000000",)
        assert db.execute("SELECT text FROM note").fetchone() == ("cut\ufffdoff",)


def test_what_arrives_otherwise_is_not_kept(
    cluster: Cluster, full: Path, empty: ServerUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_derive", lambda db: db.script("UPDATE note SET text = 'Wisteri'"))
    with pytest.raises(Differs, match=r"did not arrive as it is in the file"):
        move(full, empty)
    assert nothing_made(cluster, empty)
