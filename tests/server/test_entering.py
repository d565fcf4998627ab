"""The way in to a server: whatever stands in it is told in a plain sentence with the next step."""

import builtins
from pathlib import Path
from typing import Any

import pytest
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl, read_url
from aware_tui.store.errors import NewerFile, NotOurs, StoreProblem
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database
from aware_tui.store.server import entering
from aware_tui.store.server.errors import NoEntry, ServerGone


def test_an_empty_database_gets_its_tables(empty: ServerUrl) -> None:
    open_database(empty).close()
    db = open_database(empty, create=False)
    assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (SCHEMA_VERSION,)
    db.close()


def test_two_who_make_the_tables_at_once_make_them_once(empty: ServerUrl) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        for db in pool.map(open_database, [empty] * 4):
            assert db.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
            db.close()


def test_nothing_is_made_for_one_who_only_reads(empty: ServerUrl) -> None:
    with pytest.raises(StoreProblem, match=r"There is no data in PostgreSQL at .* yet. Start `aware` once"):
        open_database(empty, create=False)


def test_a_wrong_password_is_told_and_not_repeated(cluster: Cluster, place: ServerUrl) -> None:
    url = read_url(cluster.address(place.database, "kim", "t0ps3cret"))
    with pytest.raises(NoEntry, match=r"does not let “kim” in. Check the name and the password") as problem:
        open_database(url)
    assert "t0ps3cret" not in f"{problem.value} {problem.value.__cause__!r} {problem.value.__context__!r}"


def test_a_login_that_is_not_there_is_told(cluster: Cluster, place: ServerUrl) -> None:
    with pytest.raises(NoEntry, match=r"does not let “nobody” in"):
        open_database(cluster.url(place.database, "nobody"))


def test_a_database_that_is_not_there_is_told(cluster: Cluster) -> None:
    with pytest.raises(NoEntry, match=r"There is no such database"):
        open_database(cluster.url("nowhere"))


def test_a_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(ServerGone, match=r"cannot be reached now. If that lasts, check the network"):
        open_database(read_url("postgresql://kim@127.0.0.1:1/team"))


def test_a_host_that_nobody_knows_is_told() -> None:
    with pytest.raises(ServerGone, match=r"cannot be reached now"):
        open_database(read_url("postgresql://kim@nowhere.invalid/team"))


def test_a_server_without_a_certificate_is_not_spoken_to(cluster: Cluster, place: ServerUrl) -> None:
    safe = place.secret + "?sslmode=verify-full&sslrootcert=system"
    with pytest.raises(NoEntry, match=r"cannot prove who it is"):
        open_database(ServerUrl("db.example.com", None, place.database, "kim", safe))


def test_a_database_of_another_program_is_left_alone(cluster: Cluster, empty: ServerUrl) -> None:
    cluster.run("CREATE TABLE parcels (id text)", database=empty.database)
    with pytest.raises(NotOurs, match=r"holds tables of another program. Nothing was changed"):
        open_database(empty)
    there = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert cluster.run(there, database=empty.database) == [(1,)]


def test_a_newer_database_is_left_alone(cluster: Cluster, place: ServerUrl) -> None:
    cluster.run("UPDATE alembic_version SET version_num = '9999'", database=place.database)
    with pytest.raises(NewerFile, match=r"data version 9999.*Please update the program"):
        open_database(place)


def test_an_old_server_is_told(place: ServerUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "OLDEST", 99)
    with pytest.raises(NotOurs, match=r"This program needs 99 or later"):
        open_database(place)


def test_a_database_that_does_not_keep_every_letter_is_told(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' OWNER kim")
    with pytest.raises(NotOurs, match=r"does not keep text as UTF-8"):
        open_database(cluster.url("latin"))


def test_who_may_not_make_tables_is_told(cluster: Cluster) -> None:
    cluster.new_login("lee")
    with pytest.raises(NoEntry, match=r"“lee” may not make tables in .*aware data grant-script"):
        open_database(cluster.url(cluster.new_database(owner="owner"), "lee"))


def test_a_missing_driver_is_told_with_what_to_run(place: ServerUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("psycopg"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(entering.NoDriver, match=r"-m pip install 'psycopg\[binary\]'"):
        open_database(place)


def test_no_file_is_made_where_the_data_is_on_a_server(place: ServerUrl, tmp_path: Path) -> None:
    open_database(place).close()
    assert not list(tmp_path.rglob("*.db"))


REMOTE = {"sslmode": "verify-full", "sslrootcert": "system"}


@pytest.mark.parametrize(
    ("text", "environment", "told"),
    [
        ("postgresql:///team", {}, {}),
        ("postgresql:///team", {"PGHOST": "/var/run/postgresql"}, {}),
        ("postgresql:///team", {"PGHOST": "db.example.com"}, REMOTE),
        ("postgresql://localhost/team", {"PGHOST": "db.example.com"}, {}),
        ("postgresql://localhost/team", {"PGHOSTADDR": "203.0.113.5"}, REMOTE),
        ("postgresql://localhost/team?hostaddr=203.0.113.5", {}, REMOTE),
        ("postgresql:///team", {"PGHOST": "localhost,db.example.com"}, REMOTE),
        (
            "postgresql:///team",
            {"PGHOST": "a.example", "PGSSLROOTCERT": "/ca"},
            REMOTE | {"sslrootcert": "/ca"},
        ),
        ("postgresql://h.example/team?sslrootcert=/ours", {}, REMOTE | {"sslrootcert": "/ours"}),
    ],
)
def test_wherever_the_way_leads_the_server_has_to_prove_who_it_is(
    text: str, environment: dict[str, str], told: dict[str, str]
) -> None:
    assert entering._safe_way(read_url(text), environment) == told


def test_a_service_that_hides_the_host_is_refused() -> None:
    for text, environment in (
        ("postgresql:///?service=team", {}),
        ("postgresql:///team", {"PGSERVICE": "t"}),
    ):
        with pytest.raises(NoEntry, match="Write its host into the address"):
            entering._safe_way(read_url(text), environment)


def test_a_weak_way_to_a_host_of_the_environment_is_refused() -> None:
    with pytest.raises(NoEntry, match="Write sslmode=verify-full"):
        entering._safe_way(read_url("postgresql:///team?sslmode=require"), {"PGHOST": "db.example.com"})
