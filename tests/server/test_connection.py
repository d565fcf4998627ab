"""A connection to a server behaves as the store is used to: transactions, savepoints, values, errors."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.library import sqlite3
from aware_tui.store.server.connection import ServerConnection
from aware_tui.store.server.entering import enter


@pytest.fixture
def db(place: ServerUrl) -> Iterator[ServerConnection]:
    with closing(enter(place)) as found:
        yield found


def put(db: ServerConnection, row_id: str, document: str = "{}") -> None:
    values = (row_id, "aware", "1", document, 2, "2026-03-04 10:30:00.500000")
    db.execute("INSERT INTO playbook_copy VALUES (?, ?, ?, ?, ?, ?)", values)


def under_way(db: ServerConnection) -> bool:
    return db.in_transaction


def there(db: ServerConnection) -> list[str]:
    return [row[0] for row in db.execute("SELECT id FROM playbook_copy ORDER BY id")]


def test_a_statement_by_itself_is_saved_at_once(db: ServerConnection) -> None:
    put(db, "a")
    assert not under_way(db)
    assert there(db) == ["a"]


@pytest.mark.parametrize(("end", "kept"), [("COMMIT", ["a"]), ("ROLLBACK", [])])
def test_a_transaction_is_kept_whole_or_not_at_all(db: ServerConnection, end: str, kept: list[str]) -> None:
    db.execute("BEGIN IMMEDIATE")
    put(db, "a")
    assert under_way(db)
    db.execute(end)
    assert not under_way(db)
    assert there(db) == kept


def test_a_savepoint_by_itself_is_a_transaction(db: ServerConnection) -> None:
    db.execute("SAVEPOINT reading")
    assert under_way(db)
    db.execute("RELEASE reading")
    assert not under_way(db)


def test_a_savepoint_in_a_transaction_does_not_end_it(db: ServerConnection) -> None:
    for _ in range(2):
        db.execute("SAVEPOINT reading")
        db.execute("ROLLBACK")
        db.execute("BEGIN IMMEDIATE")
        db.execute("SAVEPOINT reading")
        db.execute("RELEASE reading")
        assert under_way(db), "the savepoint that was rolled back is forgotten"
        db.execute("ROLLBACK")


def test_after_a_refused_row_the_transaction_goes_on_from_the_savepoint(db: ServerConnection) -> None:
    db.execute("BEGIN IMMEDIATE")
    put(db, "a")
    db.execute("SAVEPOINT one")
    with pytest.raises(sqlite3.IntegrityError, match=r"^UNIQUE"):
        put(db, "a")
    db.execute("ROLLBACK TO one")
    db.execute("RELEASE one")
    put(db, "b")
    db.execute("COMMIT")
    assert there(db) == ["a", "b"]


def test_who_waits_too_long_for_the_turn_is_told_and_holds_nothing(
    db: ServerConnection, place: ServerUrl
) -> None:
    with closing(enter(place)) as other:
        other.execute("SET lock_timeout = '50ms'")
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as busy:
            other.execute("BEGIN IMMEDIATE")
        assert getattr(busy.value, "sqlstate", "") == "55P03"
        assert not other.in_transaction
        db.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")
        other.execute("COMMIT")


def test_times_flags_and_numbers_come_as_a_file_gives_them(db: ServerConnection) -> None:
    put(db, "a")
    assert db.execute("SELECT kept_at FROM playbook_copy").fetchone() == ("2026-03-04 10:30:00.500000",)
    asked = (
        "SELECT count(*) > 0, sum(documents), avg(documents), CAST('2026-03-04' AS date) FROM playbook_copy"
    )
    assert db.execute(asked).fetchone() == (1, 2, 2.0, "2026-03-04")


@pytest.mark.parametrize(
    "text", ["%s", "%(a)s", "it's", "\\", "'; DROP TABLE note; --", "?", ":a", "😀", "\r\n"]
)
def test_words_are_words(db: ServerConnection, text: str) -> None:
    put(db, "a", text)
    assert db.execute("SELECT document FROM playbook_copy WHERE document = :it", {"it": text}).fetchone() == (
        text,
    )


def test_the_one_sign_that_no_server_takes_is_replaced(db: ServerConnection) -> None:
    put(db, "a", "cut\0off")
    assert db.execute("SELECT document FROM playbook_copy").fetchone() == ("cut\ufffdoff",)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("INSERT INTO note VALUES ('x', 'y', 's', 'f', :it)", sqlite3.IntegrityError),
        ("UPDATE session SET ended_at = :it", sqlite3.DataError),
        ("SELECT CAST(:it AS timestamp)", sqlite3.DataError),
        ("SELECT nothing FROM note WHERE text = :it", sqlite3.OperationalError),
        ("INSERT INTO goal (id) VALUES (:it)", sqlite3.IntegrityError),
    ],
)
def test_an_error_says_nothing_that_anybody_typed(
    db: ServerConnection, statement: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as refused:
        db.execute(statement, {"it": "Wisteria"})
    assert "Wisteria" not in repr(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_rows_can_be_read_as_they_come(db: ServerConnection) -> None:
    for name in "abc":
        put(db, name)
    assert list(db.stream("SELECT id FROM playbook_copy WHERE id > ? ORDER BY id", ("a",))) == [
        ("b",),
        ("c",),
    ]
