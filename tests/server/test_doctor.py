"""What the check-up, `data where` and the start of the app say of a team's server."""

import builtins
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cli.said import Aware, Said
from making import a_head, adding
from serving import Cluster

from aware_tui.cli.main import run
from aware_tui.config import Settings
from aware_tui.domain.server_url import ServerUrl, read_url
from aware_tui.services.checkup import check_up
from aware_tui.services.desk import Desk
from aware_tui.services.health import Health, HealthLine
from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions
from aware_tui.store.server.errors import NoEntry
from aware_tui.store.server.rules import script

pytestmark = pytest.mark.head(10)

Found = dict[str, HealthLine]


@pytest.fixture
def aware(capsys: pytest.CaptureFixture[str]) -> Aware:
    """Call the command line in this process."""

    def call(*words: str) -> Said:
        capsys.readouterr()
        return Said(run(words), *capsys.readouterr())

    return call


@pytest.fixture
def filled(place: ServerUrl) -> ServerUrl:
    with closing(open_database(place)) as db:
        save_now(db, adding(a_head(agent="kim"), a_head(agent="lee")), Versions(), None)
    return place


@pytest.fixture
def ruled(cluster: Cluster, filled: ServerUrl) -> ServerUrl:
    """Return a database with rules: kim owns it, lee is on calls, dana leads."""
    for login in ("lee", "dana"):
        cluster.new_login(login)
    cluster.run(script(filled, ["kim", "lee"], ["dana"]), database=filled.database)
    return filled


def looked_at(url: ServerUrl, tmp_path: Path, agent: str = "") -> Found:
    """Return what a check-up says of the database, by the name of the line."""
    environment = {"AWARE_DATABASE_URL": url.secret, "AWARE_AGENT": agent, "AWARE_ZONE": "UTC"}
    lines = check_up(tmp_path, None, environment)
    assert url.secret not in repr(lines)
    return {line.name: line for line in lines if line.area == "database"}


def test_a_database_without_rules_is_noted(filled: ServerUrl, tmp_path: Path) -> None:
    found = looked_at(filled, tmp_path, "Kim R.")
    assert {name for name, line in found.items() if line.state is Health.NOTE} == {"rules", "way there"}
    assert found["server"].found.startswith(f"{filled}, PostgreSQL 1")
    assert found["version"].found.endswith("the newest")
    assert found["login"].found == "“kim” sees and changes all 2 calls, as every login does"
    assert "aware data grant-script" in found["rules"].advice
    assert "~/.pgpass" in found["way there"].advice


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("kim", "keeps the data; sees all 2 calls"),
        ("dana", "leads the team; sees all 2 calls"),
        ("lee", "sees 1 call, its own or those it may read"),
    ],
)
def test_each_login_is_told_what_it_sees(
    cluster: Cluster, ruled: ServerUrl, tmp_path: Path, login: str, seen: str
) -> None:
    found = looked_at(cluster.url(ruled.database, login), tmp_path)
    assert found["login"].found.startswith(f"“{login}” {seen}")
    assert found["rules"].state is Health.OK
    assert "name" not in found


def test_a_name_that_is_not_the_login_is_a_problem_where_rules_hold(
    cluster: Cluster, ruled: ServerUrl, tmp_path: Path
) -> None:
    line = looked_at(cluster.url(ruled.database, "lee"), tmp_path, "Lee S.")["name"]
    assert line.state is Health.PROBLEM
    assert line.found == "“Lee S.”, and the login is “lee”"
    assert "nothing could be saved there. Set AWARE_AGENT=lee" in line.advice


def out_of_reach(_: Cluster, place: ServerUrl) -> ServerUrl:
    return read_url(f"postgresql://kim:t0ps3cret@127.0.0.1:1/{place.database}")


def wrong_password(cluster: Cluster, place: ServerUrl) -> ServerUrl:
    return read_url(cluster.address(place.database, "kim", "t0ps3cret"))


def almighty(cluster: Cluster, place: ServerUrl) -> ServerUrl:
    return cluster.url(place.database, "keeper")


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (out_of_reach, "cannot be reached now"),
        (wrong_password, "does not let “kim” in"),
        (almighty, "“keeper” is a superuser"),
    ],
)
def test_a_server_that_cannot_be_used_is_a_problem(
    cluster: Cluster,
    place: ServerUrl,
    tmp_path: Path,
    way: Callable[[Cluster, ServerUrl], ServerUrl],
    told: str,
) -> None:
    line = looked_at(way(cluster, place), tmp_path)["server"]
    assert line.state is Health.PROBLEM
    assert told in line.advice
    assert "t0ps3cret" not in f"{line}"


def test_a_missing_driver_is_a_problem(
    place: ServerUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("psycopg"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "-m pip install 'psycopg[binary]'" in looked_at(place, tmp_path)["server"].advice


def test_an_empty_place_is_no_problem(empty: ServerUrl, tmp_path: Path) -> None:
    found = looked_at(empty, tmp_path)
    assert found["version"].found.startswith("no tables yet")
    assert all(line.state is not Health.PROBLEM for line in found.values())


def test_older_tables_are_for_their_owner_to_bring_up_to_date(
    cluster: Cluster, ruled: ServerUrl, tmp_path: Path
) -> None:
    cluster.run("UPDATE alembic_version SET version_num = '0004'", database=ruled.database)
    assert looked_at(ruled, tmp_path)["version"].state is Health.NOTE
    lee = cluster.url(ruled.database, "lee")
    assert looked_at(lee, tmp_path)["version"].state is Health.PROBLEM
    with pytest.raises(NoEntry, match=r"“lee” may not bring it up to this one. Let whoever owns its tables"):
        open_database(lee)


def test_the_doctor_takes_an_address_and_shows_no_password(aware: Aware, filled: ServerUrl) -> None:
    said = aware("doctor", "--database-url", filled.secret)
    assert (said.status, said.err) == (0, "")
    shown = " ".join(said.out.split())
    assert f"{filled}, from the command line" in shown
    assert "SQLite" not in shown
    assert filled.secret.split(":")[2].split("@")[0] not in said.out


def test_where_counts_what_is_there_and_names_what_stays_here(aware: Aware, filled: ServerUrl) -> None:
    said = aware("data", "where", "--database-url", filled.secret)
    assert (said.status, said.err) == (0, "")
    assert f"database      {filled}\n" in said.out
    assert "           2  session\n" in said.out
    for name in ("settings.toml", "playbooks", "crashes", "exports.jsonl"):
        assert name in said.out
    assert "aware.db" not in said.out


def test_check_and_repair_work_there(aware: Aware, cluster: Cluster, filled: ServerUrl) -> None:
    assert aware("data", "check", "--database-url", filled.secret).out.endswith("Everything is in order.\n")
    cluster.run("DELETE FROM occurrence", database=filled.database)
    said = aware("data", "check", "--database-url", filled.secret)
    assert said.status == 1
    assert "2 sessions are counted wrongly, or not at all." in said.err
    assert "`aware data check --repair` makes this anew. No words are lost." in said.err
    said = aware("data", "check", "--repair", "--database-url", filled.secret)
    assert (said.status, said.err) == (0, "")
    assert "The counts behind the findings were made anew from the sessions." in said.out
    assert said.out.endswith("Everything is in order.\n")


@pytest.mark.parametrize("deed", ["backup", "restore"])
def test_copies_are_the_business_of_the_server(aware: Aware, filled: ServerUrl, deed: str) -> None:
    said = aware("data", deed, "--database-url", filled.secret)
    assert said.status == 1
    assert "pg_dump" in said.err


def desk_of(url: ServerUrl, agent: str, folder: Path) -> Desk:
    settings = Settings(folder, agent, "UTC", "aware", server=url)
    return Desk(settings, lambda: datetime.now(UTC), lambda _: None)


def test_a_wrong_name_is_told_at_the_start_and_not_at_the_first_save(
    cluster: Cluster, ruled: ServerUrl, tmp_path: Path
) -> None:
    desk = desk_of(cluster.url(ruled.database, "lee"), "Lee S.", tmp_path)
    with pytest.raises(NoEntry, match=r"yours is “lee”; but this program is set to the name “Lee S\.”"):
        desk.open().result(20)
    desk.close()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("login", ["lee", "kim", "dana"])
def test_the_right_name_opens(cluster: Cluster, ruled: ServerUrl, tmp_path: Path, login: str) -> None:
    desk = desk_of(cluster.url(ruled.database, login), login, tmp_path)
    desk.open().result(20)
    assert desk.close()


def test_any_name_opens_where_there_are_no_rules(filled: ServerUrl, tmp_path: Path) -> None:
    desk = desk_of(filled, "Kim R.", tmp_path)
    desk.open().result(20)
    assert desk.close()
