"""Who sees and changes what on a shared server: every reach into a colleague's call is refused."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from making import NOW, a_head, a_note, adding, an_event
from server.full import full_call
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl
from aware_tui.domain.session import Change
from aware_tui.store.database import Database
from aware_tui.store.errors import StoreProblem, problem_of
from aware_tui.store.library import sqlite3
from aware_tui.store.loading import load_session
from aware_tui.store.opening import open_database
from aware_tui.store.records import stored_time
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import search
from aware_tui.store.server.rules import script
from aware_tui.store.transaction import transaction

SECRET = "Wisteria"

OF_A_CALL = (
    "session", "step_visit", "tick", "note", "answer", "apology", "option", "promise", "follow_up",
    "profile_entry", "quality_record", "check_in", "delivery", "cause_link", "feedback",
    "attempt", "event", "search_entry",
)  # fmt: skip
"""The tables with something of one call in it."""

STAMP = stored_time(NOW)
INTO_ITS_TABLES = {
    "step_visit": f"(id, session_id, step, phase, entered_at) VALUES ('x', :call, 's', 'p', '{STAMP}')",
    "tick": "(id, session_id, step, item_id, wording, ticked_at)"
    f" VALUES ('x', :call, 's', 'i', 'w', '{STAMP}')",
    "note": "(id, session_id, step, field, text) VALUES ('x', :call, 's', 'f', 't')",
    "answer": "(id, session_id, step, question, value) VALUES ('x', :call, 's', 'q', 'v')",
    "apology": "(id, session_id, size, text) VALUES ('x', :call, 'light', 't')",
    "option": "(id, session_id, text, proposed_by, chosen) VALUES ('x', :call, 't', 'agent', 0)",
    "promise": "(id, session_id, what, who, made_at, due_words, state, reason)"
    f" VALUES ('x', :call, 'w', 'w', '{STAMP}', '', 'open', '')",
    "follow_up": "(id, session_id, kind, who, made_at, due_words, state, outcome)"
    f" VALUES ('x', :call, 'customer', 'w', '{STAMP}', '', 'open', '')",
    "profile_entry": "(id, session_id, text, outside_reference) VALUES ('x', :call, 't', '')",
    "check_in": f"(id, session_id, author, score, at) VALUES ('x', :call, 'lee', 3, '{STAMP}')",
    "lease": f"(id, holder, host, pid, since, renewed_at) VALUES (:call, 'x', 'h', 1, '{STAMP}', '{STAMP}')",
    "event": "(id, seq, session_id, at, actor, what, before, after)"
    f" VALUES ('x', 1, :call, '{STAMP}', 'kim', 'w', '', '')",
}
"""A row that would belong to somebody else's call."""


class Team:
    """A shared database, the address of each login, and the call that Kim has on it."""

    def __init__(self, cluster: Cluster, *, all_calls: bool = False) -> None:
        self.cluster = cluster
        self.name = cluster.new_database(owner="owner", template="template1")
        open_database(self.at("owner")).close()
        text = script(self.at("owner"), ["kim", "lee"], ["dana"], all_calls=all_calls)
        for _ in range(2):  # it may be run again
            cluster.run(text, database=self.name)
        for login in ("kim", "lee", "dana"):
            cluster.run(f"ALTER ROLE {login} PASSWORD '{cluster.password}'")
        self.change = full_call("kim", SECRET)
        self.call = self.change.events[0].session_id
        with self.seen_by("kim") as db:
            save(db, self.change)

    def at(self, login: str) -> ServerUrl:
        return self.cluster.url(self.name, login)

    def seen_by(self, login: str) -> "closing[Database]":
        return closing(open_database(self.at(login), create=False))


def save(db: Database, change: Change, holder: str | None = None) -> None:
    with transaction(db):
        apply(db, change, Versions(), holder)


@pytest.fixture(scope="module")
def team(cluster: Cluster) -> Team:
    return Team(cluster)


@pytest.fixture(scope="module")
def open_team(cluster: Cluster) -> Team:
    return Team(cluster, all_calls=True)


@pytest.fixture
def lee(team: Team) -> Iterator[Database]:
    with team.seen_by("lee") as db:
        yield db


def touched(db: Database, statement: str, values: object = ()) -> int:
    """Return how many rows a statement reaches; 0 also for one that is refused."""
    try:
        found = db.execute(statement, values)
        return len(found.fetchall()) if statement.startswith("SELECT") else found.rowcount
    except sqlite3.Error as error:
        if getattr(error, "sqlstate", "") != "42501":
            raise
        return 0


def test_one_sees_ones_own_call_whole(team: Team) -> None:
    with team.seen_by("kim") as db:
        for table in OF_A_CALL:
            assert touched(db, f"SELECT 1 FROM {table}") >= 1, table
        assert [line.id for line in search(db, SECRET, 5)] == [team.call]


@pytest.mark.parametrize("table", OF_A_CALL)
def test_nobody_reads_a_colleagues_call(lee: Database, table: str) -> None:
    others = "customer_id IS NULL" if table == "search_entry" else "true"
    assert touched(lee, f"SELECT 1 FROM {table} WHERE {others}") == 0


@pytest.mark.parametrize("table", OF_A_CALL)
def test_nobody_changes_a_colleagues_call(team: Team, lee: Database, table: str) -> None:
    with team.seen_by("kim") as db:
        before = touched(db, f"SELECT 1 FROM {table}")
    column = {"search_entry": "body", "event": "what"}.get(table, "row_version")
    others = "customer_id IS NULL" if table == "search_entry" else "true"
    assert touched(lee, f"UPDATE {table} SET {column} = {column} WHERE {others}") == 0
    assert touched(lee, f"DELETE FROM {table} WHERE {others}") == 0
    with team.seen_by("kim") as db:
        assert touched(db, f"SELECT 1 FROM {table}") == before


@pytest.mark.parametrize("table", INTO_ITS_TABLES)
def test_nobody_adds_to_a_colleagues_call(team: Team, lee: Database, table: str) -> None:
    with pytest.raises(sqlite3.Error) as refused:
        lee.execute(f"INSERT INTO {table} {INTO_ITS_TABLES[table]}", {"call": team.call})
    assert refused.value.sqlstate == "42501"  # type: ignore[attr-defined]


PROBES = [
    "SELECT * FROM session WHERE id = (SELECT id FROM session WHERE agent = 'kim')",
    "SELECT 1 FROM search_hits('\"wisteria\"*', 9) AS n JOIN search_entry e USING (n)"
    " WHERE e.customer_id IS NULL",
    "SELECT 1 FROM search_hits('\"rang\"', 9)",
    "SELECT 1 FROM half_documented_rule",
    "UPDATE session SET agent = 'lee' WHERE agent = 'kim'",
    "INSERT INTO session (id, kind, status, playbook_id, playbook_version, playbook_hash, agent, zone,"
    " current_step, current_phase, started_at, clock_seconds)"
    f" VALUES ('y', 'live', 'open', '', '', '', 'kim', '', '', '', '{STAMP}', 0)",
    "INSERT INTO event (id, seq, session_id, at, actor, what, before, after)"
    f" VALUES ('z', 1, 'y', '{STAMP}', 'kim', 'w', '', '')",
    "UPDATE alembic_version SET version_num = '9999'",
    "DELETE FROM alembic_version",
    "INSERT INTO erasure SELECT id, started_at, agent, 'session', id FROM session",
    "DELETE FROM customer",
    "DELETE FROM playbook_copy",
    "TRUNCATE note",
    "ALTER TABLE note DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE note DISABLE TRIGGER USER",
    "DROP POLICY aware_agent_reads ON note",
    "DROP TABLE note",
    "CREATE TABLE mine (id text)",
    "SET ROLE kim",
    "SET ROLE owner",
    "SET ROLE aware_keeper",
    "SET ROLE aware_lead",
    "SET SESSION AUTHORIZATION kim",
    "GRANT aware_lead TO lee",
    "COPY note TO '/tmp/notes'",
    "SELECT pg_read_file('/etc/passwd')",
]


@pytest.mark.parametrize("probe", PROBES)
def test_no_way_round_the_rules_leads_anywhere(lee: Database, probe: str) -> None:
    assert touched(lee, probe) <= 0


def test_ones_own_story_cannot_be_rewritten(team: Team) -> None:
    with team.seen_by("kim") as db:
        assert touched(db, "UPDATE event SET what = 'kept'") == 0
        assert touched(db, "DELETE FROM event") == 0


def test_a_lead_reads_the_calls_of_the_team_but_nobodys_check_in(team: Team) -> None:
    with team.seen_by("dana") as db:
        for table in OF_A_CALL:
            assert touched(db, f"SELECT 1 FROM {table}") == (
                0 if table == "check_in" else touched_by_kim(team, table)
            )
        found = load_session(db, team.call, reader="dana")
        assert found is not None
        assert found.notes[0].text.startswith(SECRET)


def touched_by_kim(team: Team, table: str) -> int:
    with team.seen_by("kim") as db:
        return touched(db, f"SELECT 1 FROM {table}")


def test_the_counts_are_those_of_the_whole_team(team: Team) -> None:
    with team.seen_by("lee") as db:
        head = a_head(agent="lee", category="delivery")
        save(db, Change(adding(head, a_note(head.id)).edits, (an_event(head.id, actor="lee"),)))
        assert touched(db, "SELECT 1 FROM session") == 1
        assert touched(db, "SELECT 1 FROM occurrence") == 2


def test_a_call_in_another_name_is_refused_in_a_plain_sentence(team: Team) -> None:
    with team.seen_by("lee") as db, pytest.raises(sqlite3.Error) as refused:
        save(db, adding(a_head(agent="kim")))
    assert "“lee” may not do this" in str(problem_of(refused.value, team.at("lee")))


def test_where_all_calls_may_be_read_only_ones_own_are_changed(open_team: Team) -> None:
    with open_team.seen_by("lee") as db:
        for table in OF_A_CALL:
            private = table in ("check_in", "attempt")
            assert (touched(db, f"SELECT 1 FROM {table}") > 0) is not private, table
            column = {"search_entry": "body", "event": "what"}.get(table, "row_version")
            others = "customer_id IS NULL" if table == "search_entry" else "true"
            assert touched(db, f"UPDATE {table} SET {column} = {column} WHERE {others}") == 0
        for table, row in INTO_ITS_TABLES.items():
            assert touched(db, f"INSERT INTO {table} {row}", {"call": open_team.call}) == 0


def test_a_superuser_is_not_let_in(cluster: Cluster, team: Team) -> None:
    with pytest.raises(StoreProblem, match="is a superuser on PostgreSQL"):
        open_database(cluster.url(team.name, "keeper"))


def test_a_login_past_the_rules_is_not_let_in(cluster: Cluster, team: Team) -> None:
    cluster.new_login("ghost")
    cluster.run("ALTER ROLE ghost BYPASSRLS")
    with pytest.raises(StoreProblem, match="BYPASSRLS"):
        open_database(cluster.url(team.name, "ghost"))


def test_a_login_without_a_part_is_told_what_it_lacks(cluster: Cluster, team: Team) -> None:
    cluster.new_login("stranger")
    with pytest.raises(StoreProblem, match="“stranger” may not do this"):
        open_database(cluster.url(team.name, "stranger"))


def test_names_of_logins_are_names_whatever_they_hold() -> None:
    url = ServerUrl("localhost", None, "team", "owner", "")
    text = script(url, ['o"; DROP TABLE note; --'], ["d'ana"])
    assert '"o""; DROP TABLE note; --"' in text
    assert '"d\'ana"' in text
