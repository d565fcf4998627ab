"""A team's database is checked in full where it is, and what is only derived is made anew in one go."""

from contextlib import closing

import pytest
from making import NOW, a_customer, a_head, a_note, a_profile_entry, adding
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.batch import save_now
from aware_tui.store.checking import Derived
from aware_tui.store.opening import open_database
from aware_tui.store.repairing import REPAIRED
from aware_tui.store.saving import Versions
from aware_tui.store.searching import search
from aware_tui.store.server.checking import check_there, repair_there
from aware_tui.store.server.errors import NoEntry
from aware_tui.store.server.rules import script

pytestmark = pytest.mark.head(6)

WRONGS = [
    ("UPDATE search_entry SET body = 'else' WHERE source LIKE 'note:%'", Derived.SEARCH),
    ("DELETE FROM search_entry WHERE source LIKE 'customer:%'", Derived.SEARCH),
    ("INSERT INTO search_entry (source, body) VALUES ('note:gone', 'erased')", Derived.SEARCH),
    ("DELETE FROM half_documented", Derived.HALVES),
    ("INSERT INTO half_documented VALUES ('s', '2026-03-02 09:00:00', 'profile_entry')", Derived.HALVES),
    ("DELETE FROM occurrence", Derived.COUNTS),
    ("UPDATE occurrence SET votes = 1 - votes", Derived.COUNTS),
    ("UPDATE daily_count SET votes = votes + 1 WHERE dimension = 'hours'", Derived.COUNTS),
    ("INSERT INTO daily_count VALUES ('channel', '2026-03-01', 'late', '', 1, 1)", Derived.COUNTS),
]


@pytest.fixture
def filled(place: ServerUrl) -> ServerUrl:
    customer = a_customer(name="Dana Reyes")
    heads = [a_head(category="late", customer_id=customer.id, agent="kim") for _ in range(3)]
    words = a_note(heads[0].id, "The van never came."), a_profile_entry(heads[0].id, recorded_at=NOW)
    with closing(open_database(place)) as db:
        save_now(db, adding(customer, *heads, *words), Versions(), None)
    return place


def test_sound_data_is_found_in_order(filled: ServerUrl) -> None:
    report = check_there(filled)
    assert (report.problems, report.derived) == ((), frozenset())
    assert f"{filled}: PostgreSQL" in report.facts[0]
    assert "aware data grant-script" in report.facts[1]


@pytest.mark.sweep(3)
@pytest.mark.parametrize(("statement", "derived"), WRONGS)
def test_what_is_derived_is_told_and_made_anew(
    cluster: Cluster, filled: ServerUrl, statement: str, derived: Derived
) -> None:
    cluster.run(statement, database=filled.database)
    found = check_there(filled)
    assert found.derived == {derived}
    assert found.problems
    report = repair_there(filled)
    assert report.mended == (REPAIRED[derived],)
    assert report.after.ok
    with closing(open_database(filled)) as db:
        assert [line.customer for line in search(db, "van came", 5)] == ["Dana Reyes"]


def test_everything_wrong_at_once_is_mended_at_once(cluster: Cluster, filled: ServerUrl) -> None:
    cluster.run(*(statement for statement, _ in WRONGS), database=filled.database)
    report = repair_there(filled)
    assert report.mended == tuple(REPAIRED.values())
    assert report.after.ok


def test_nothing_is_done_where_nothing_is_wrong(filled: ServerUrl) -> None:
    assert repair_there(filled).mended == ()


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "ALTER TABLE note DISABLE TRIGGER note_searched",
            "The trigger note_searched is missing or switched off.",
        ),
        ("DROP INDEX ix_search_entry_words", "The index ix_search_entry_words is missing or switched off."),
        ("ALTER TABLE note DROP COLUMN field", "The column note.field is missing."),
        (
            "DROP VIEW half_documented_rule CASCADE",
            "The view half_documented_rule is missing or switched off.",
        ),
    ],
)
def test_what_was_taken_away_is_named(cluster: Cluster, filled: ServerUrl, statement: str, told: str) -> None:
    cluster.run(statement, database=filled.database)
    assert told in check_there(filled).problems


def test_an_index_that_is_not_whole_is_named(cluster: Cluster, filled: ServerUrl) -> None:
    broken = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_customer_name'::regclass"
    cluster.run(broken, database=filled.database)
    [told] = check_there(filled).problems
    assert told.startswith("The index ix_customer_name is not whole.")


def test_a_zone_that_nobody_knows_is_told(cluster: Cluster, filled: ServerUrl) -> None:
    cluster.run("UPDATE session SET zone = 'Mars/Olympus'", database=filled.database)
    assert any("3 rows of session with a zone" in line for line in check_there(filled).problems)


def test_an_empty_place_and_one_out_of_reach_are_told(empty: ServerUrl, cluster: Cluster) -> None:
    assert "There is no data in PostgreSQL" in check_there(empty).problems[0]
    assert "There is no such database" in check_there(cluster.url("nowhere")).problems[0]


def test_older_tables_are_not_judged(cluster: Cluster, filled: ServerUrl) -> None:
    cluster.run(
        "UPDATE alembic_version SET version_num = '0001'", "DELETE FROM occurrence", database=filled.database
    )
    report = check_there(filled)
    assert report.ok
    assert "from an older release" in report.facts[1]


@pytest.fixture
def ruled(cluster: Cluster, filled: ServerUrl) -> ServerUrl:
    """Return a database with rules: kim owns it, lee is on calls, dana leads."""
    for login in ("lee", "dana"):
        cluster.new_login(login)
    cluster.run(script(filled, ["kim", "lee"], ["dana"]), database=filled.database)
    return filled


def test_one_who_sees_a_part_does_not_judge_the_whole(cluster: Cluster, ruled: ServerUrl) -> None:
    report = check_there(cluster.url(ruled.database, "lee"))
    assert "“lee” sees only calls of their own" in report.problems[0]


def test_a_lead_checks_and_the_keeper_mends(cluster: Cluster, ruled: ServerUrl) -> None:
    lead = cluster.url(ruled.database, "dana")
    assert check_there(lead).ok
    cluster.run("DELETE FROM half_documented", database=ruled.database)
    assert check_there(lead).derived == {Derived.HALVES}
    with pytest.raises(NoEntry, match="“dana” does not keep the data"):
        repair_there(lead)
    assert repair_there(ruled).after.ok
