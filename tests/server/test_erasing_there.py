"""On a server a person is erased as they are in a file; what the server keeps beside its tables is told."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli.said import Aware, Said
from making import adding
from privacy.people import MARK, a_marked_person
from serving import Cluster

from aware_tui.cli.main import run
from aware_tui.domain.rows import Customer
from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.batch import save_now
from aware_tui.store.errors import Busy
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions
from aware_tui.store.schema import TABLES
from aware_tui.store.server.errors import NoEntry
from aware_tui.store.server.residue import INDEXED, wipe_there
from aware_tui.store.server.residue import TABLES as WIPED
from aware_tui.store.server.rules import script

pytestmark = pytest.mark.head(4)

LONG_AGO = datetime.now(UTC) - timedelta(days=900)


@pytest.fixture
def aware(capsys: pytest.CaptureFixture[str]) -> Aware:
    """Call the command line in this process."""

    def call(*words: str) -> Said:
        capsys.readouterr()
        return Said(run(words), *capsys.readouterr())

    return call


@pytest.fixture
def person(place: ServerUrl, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Return somebody with a word of their own in every place, in a database that is in force."""
    monkeypatch.setenv("AWARE_DATABASE_URL", place.secret)
    monkeypatch.setenv("AWARE_AGENT", "kim")
    customer, rows = a_marked_person(at=LONG_AGO, agent="kim")
    with closing(open_database(place)) as db:
        save_now(db, adding(*rows), Versions(), None)
    return customer


def found_in(cluster: Cluster, place: ServerUrl) -> list[str]:
    """Return the tables with the word in any row, whatever its column."""
    names = (table.name for table in TABLES.sorted_tables)
    sought = "SELECT 1 FROM \"{}\" t WHERE t::text ILIKE '%{}%' LIMIT 1"
    return [name for name in names if cluster.run(sought.format(name, MARK), database=place.database)]


def files_of(cluster: Cluster, place: ServerUrl) -> Iterator[str]:
    """Yield the tables and indexes whose file has the bytes of the word, once all is on the disk."""
    cluster.run("CHECKPOINT")
    every = "SELECT relname, pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
    for name, path in cluster.run(every, database=place.database):
        if MARK.encode() in (cluster.folder / "data" / path).read_bytes().lower():
            yield name


def test_a_person_is_erased_from_every_table(
    cluster: Cluster, place: ServerUrl, person: Customer, aware: Aware
) -> None:
    assert len(found_in(cluster, place)) > 10
    said = aware("data", "erase-customer", person.id, "--confirm", person.reference)
    assert (said.status, said.err) == (0, "")
    assert found_in(cluster, place) == []
    assert "The server has given up what it held of them" in said.out
    assert "Erased: 1 entry of a customer and the words of 2 calls." in said.out


def test_no_index_holds_a_word_of_them_any_more(
    cluster: Cluster, place: ServerUrl, person: Customer, aware: Aware
) -> None:
    assert {"ix_search_entry_words", "ix_customer_name"} <= set(files_of(cluster, place))
    aware("data", "erase-customer", person.id, "--confirm", person.reference)
    tables = {table.name for table in TABLES.sorted_tables}
    assert {name for name in files_of(cluster, place) if not name.startswith("pg_")} <= tables
    broken = "SELECT 1 FROM pg_index WHERE NOT indisvalid"
    assert cluster.run(broken, database=place.database) == []


def test_whoever_reads_what_was_is_waited_for_and_told(
    place: ServerUrl, person: Customer, aware: Aware
) -> None:
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        with closing(open_database(place)) as db:
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM note").fetchall()
            reading.set()
            done.wait(20)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(20)
    with closing(open_database(place)) as db:
        db.execute("UPDATE customer SET name = 'x'")
    with pytest.raises(Busy, match="somebody reads the data as it was before"):
        wipe_there(place, patience=0.3)
    done.set()
    reader.join()
    wipe_there(place)


def test_what_a_broken_off_wiping_left_is_cleared_away(cluster: Cluster, place: ServerUrl) -> None:
    cluster.run(
        "CREATE INDEX ix_customer_name_ccnew ON customer (name)",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_customer_name_ccnew'::regclass",
        database=place.database,
    )
    wipe_there(place)
    left = "SELECT 1 FROM pg_class WHERE relname LIKE '%\\_ccnew%'"
    assert cluster.run(left, database=place.database) == []


def test_all_that_is_wiped_is_there(cluster: Cluster, place: ServerUrl) -> None:
    for name in (*WIPED, *INDEXED):
        assert cluster.run(f"SELECT to_regclass('{name}')", database=place.database) == [(name,)]


@pytest.fixture
def ruled(cluster: Cluster, place: ServerUrl, person: Customer) -> ServerUrl:
    """Return the database with rules: kim owns it and keeps the data, dana leads."""
    cluster.new_login("dana")
    cluster.run(script(place, ["kim"], ["dana"]), database=place.database)
    return place


def test_who_owns_the_tables_erases_under_the_rules_too(
    cluster: Cluster, ruled: ServerUrl, person: Customer, aware: Aware
) -> None:
    said = aware("data", "erase-customer", person.id, "--confirm", person.reference)
    assert (said.status, said.err) == (0, "")
    assert found_in(cluster, ruled) == []


def test_nobody_else_erases_and_nothing_is_half_erased(
    cluster: Cluster, ruled: ServerUrl, person: Customer, aware: Aware, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found_in(cluster, ruled)
    monkeypatch.setenv("AWARE_DATABASE_URL", cluster.url(ruled.database, "dana").secret)
    monkeypatch.setenv("AWARE_AGENT", "dana")
    erasing = ("data", "erase-customer", person.id, "--confirm", person.reference)
    for words in (erasing, ("data", "purge", "--older-than", "2y", "--yes")):
        said = aware(*words)
        assert (said.status, said.out) == (1, "")
        assert "“dana” does not keep the data" in said.err
    monkeypatch.setattr("aware_tui.store.server.standing.refuse_others", lambda _: None)
    said = aware(*erasing)
    assert said.status == 1
    assert "“dana” may not do this" in said.err
    assert found_in(cluster, ruled) == before
    with pytest.raises(NoEntry, match="only who owns the tables"):
        wipe_there(cluster.url(ruled.database, "dana"))


def test_the_file_that_was_moved_to_the_server_is_named(
    person: Customer, aware: Aware, tmp_path: Path
) -> None:
    open_database(tmp_path / "data" / "aware.db").close()
    said = aware("data", "erase-customer", person.id, "--confirm", person.reference)
    assert f"delete these by hand:\n  {tmp_path / 'data' / 'aware.db'}\n" in said.out


def test_what_is_old_loses_its_words(cluster: Cluster, ruled: ServerUrl, aware: Aware) -> None:
    nothing_to_do = (
        "promise SET state = 'kept'",
        "follow_up SET state = 'done'",
        "delivery SET state = 'delivered'",
    )
    cluster.run(*(f"UPDATE {each}" for each in nothing_to_do), database=ruled.database)
    said = aware("data", "purge", "--older-than", "2y", "--yes")
    assert (said.status, said.err) == (0, "")
    assert found_in(cluster, ruled) == []


def test_all_about_one_person_is_written_out(
    ruled: ServerUrl, person: Customer, aware: Aware, tmp_path: Path
) -> None:
    said = aware("data", "access-export", person.id, "-o", str(tmp_path / "out"))
    assert (said.status, said.err) == (0, "")
    for name in ("person.json", "person.md"):
        assert MARK in (tmp_path / "out" / name).read_text()
