"""Who may see and change what in a team's database, as a script for whoever cares for it."""

from collections.abc import Sequence

from aware_tui.store.server.routines import hits

AGENT, LEAD, KEEPER = "aware_agent", "aware_lead", "aware_keeper"
"""The three parts people play: on calls, over a team, and over the data."""

_OF_A_SESSION = (
    "step_visit", "tick", "note", "answer", "apology", "option", "promise", "follow_up", "profile_entry",
    "quality_record", "delivery", "cause_link",
)  # fmt: skip
_OF_THE_TEAM = (
    "choke_point", "occurrence", "daily_count", "count_mark", "playbook_copy", "scenario", "customer",
)  # fmt: skip
_OF_LEADS = ("goal", "import_batch", "customer_merge")
_OF_KEEPERS = ("erasure", "alembic_version")

_ALL, _NONE = "true", "false"
_MINE = "agent = current_user"
_AUTHOR = "author = current_user"
_TRAINEE = "trainee = current_user"
_CALL = "EXISTS (SELECT 1 FROM session s WHERE s.id = {})"
_ATTEMPT = "EXISTS (SELECT 1 FROM attempt a WHERE a.id = {})"
_THING = "EXISTS (SELECT 1 FROM {} t WHERE t.id = session_id)"


def script(place: object, agents: Sequence[str], leads: Sequence[str], *, all_calls: bool = False) -> str:
    """Return SQL that gives each login what its part needs and refuses the rest; it may be run again.

    `agents` and `leads` are logins, made where they are missing, without a password. With `all_calls` an
    agent may read the calls of others too, and still changes only their own.
    """
    head = _HEAD.format(place=place, agent=AGENT, lead=LEAD, keeper=KEEPER)
    logins = [*((name, AGENT) for name in agents), *((name, LEAD) for name in leads)]
    people = "".join(
        _LOGIN.format(name=_quoted(name), word=_literal(name), part=part) for name, part in logins
    )
    return (
        f"{head}{_PARTS}{_RIGHTS}{''.join(_policies(all_calls))}{_search(all_calls)}{people}COMMIT;\n{_END}"
    )


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _literal(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))


_HEAD = """\
-- Rights in {place}.
SET client_min_messages = warning;
-- Run it as the owner of the tables (or a superuser) with:  psql -v ON_ERROR_STOP=1 -f THIS_FILE DATABASE
-- {agent}: calls, practice and feedback of their own. {lead}: those of the whole team.
-- {keeper}: erasing, purging and bringing the tables up to date; no check-in of anybody.
BEGIN;
"""

_PARTS = "".join(
    f"DO $$ BEGIN CREATE ROLE {part} NOLOGIN NOSUPERUSER NOBYPASSRLS;"
    " EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n"
    for part in (AGENT, LEAD, KEEPER)
)

_LOGIN = """\
DO $$ BEGIN CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT {part} TO {name};
"""

_END = "-- Give each new login a password of its own: in psql, \\password NAME\n"

_RIGHTS = f"""\
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {AGENT}, {LEAD};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {AGENT}, {LEAD}, {KEEPER};
GRANT SELECT ON ALL TABLES IN SCHEMA public TO {AGENT}, {LEAD}, {KEEPER};
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {AGENT}, {LEAD}, {KEEPER};
REVOKE UPDATE, DELETE ON event FROM {AGENT}, {LEAD}, {KEEPER};
REVOKE INSERT, UPDATE, DELETE ON alembic_version, erasure, goal, import_batch, customer_merge FROM {AGENT};
REVOKE INSERT, UPDATE, DELETE ON alembic_version, erasure FROM {LEAD};
REVOKE UPDATE, DELETE ON playbook_copy, scenario FROM {AGENT}, {LEAD};
REVOKE DELETE ON session, customer, feedback, quality_record, profile_entry FROM {AGENT};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {AGENT}, {LEAD}, {KEEPER};
DO $$ BEGIN EXECUTE format('GRANT {KEEPER} TO %I',
    (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'session')); END $$;
"""


def _policies(all_calls: bool) -> list[str]:
    """Return the rules of every table.

    Each part has rules of its own: where one may see everything its rule is no rule for the planner, which
    then finds words and persons by their indexes.
    """
    mine = f" AND s.{_MINE}" if all_calls else ""

    def call(row_id: str) -> str:
        return _CALL.format(row_id)

    def own(row_id: str) -> str:
        return _CALL.format(f"{row_id}{mine}")

    searched = "customer_id IS NOT NULL OR "
    lease = f"{own('lease.id')} OR {_ATTEMPT.format('lease.id')}"
    return [
        _rules("session", _MINE, _ALL if all_calls else _MINE),
        *(_rules(table, own("session_id"), call("session_id")) for table in _OF_A_SESSION),
        _rules("half_documented", own("half_documented.id"), call("half_documented.id")),
        _rules("lease", lease, lease),
        _rules("search_entry", searched + own("session_id"), searched + call("session_id")),
        _rules("feedback", f"{_MINE} OR {own('session_id')}", f"{_MINE} OR {call('session_id')}"),
        *(_rules(table, _TRAINEE, _TRAINEE, lead=_TRAINEE) for table in ("attempt", "skill_card")),
        *(_rules(table, _ALL, _ALL) for table in _OF_THE_TEAM),
        *(_rules(table, _NONE, _ALL) for table in _OF_LEADS),
        *(_rules(table, _NONE, _ALL, lead=_NONE) for table in _OF_KEEPERS),
        _check_ins(own("session_id")),
        _story(),
    ]


def _rules(table: str, changing: str, reading: str, *, lead: str = _ALL) -> str:
    """Return the rules of a table: what agents and leads may change and read; its keeper may do all."""
    return _guarded(table) + "".join(
        (
            _rule(table, AGENT, changing, reading),
            _rule(table, LEAD, lead, _ALL),
            _rule(table, KEEPER, _ALL, _ALL),
        )
    )


_RULES = tuple(
    f"aware_{part}_{deed}" for part in ("agent", "lead", "keeper") for deed in ("reads", "changes")
)


def _guarded(table: str) -> str:
    """Let nobody past the rules of a table, its owner neither, and begin without any."""
    gone = "".join(f'DROP POLICY IF EXISTS {rule} ON "{table}";\n' for rule in _RULES)
    on = "".join(f'ALTER TABLE "{table}" {deed} ROW LEVEL SECURITY;\n' for deed in ("ENABLE", "FORCE"))
    return on + gone


def _rule(table: str, part: str, changing: str, reading: str) -> str:
    made = f'CREATE POLICY {part}_reads ON "{table}" FOR SELECT TO {part} USING ({reading});\n'
    if changing == _NONE:
        return made
    return (
        f'{made}CREATE POLICY {part}_changes ON "{table}" FOR ALL TO {part}'
        f" USING ({changing}) WITH CHECK ({changing});\n"
    )


def _check_ins(own: str) -> str:
    """Return the rules of check-ins, which are for their author alone."""
    rule = f"{_AUTHOR} AND {own}"
    return _guarded("check_in") + _rule("check_in", AGENT, rule, rule) + _rule("check_in", LEAD, rule, rule)


def _story() -> str:
    """Return the rules of the story: it is added to under one's own name, and never changed.

    That somebody said how a call was for them is for nobody else to read, not even that they did.
    """
    things = " OR ".join(_THING.format(table) for table in ("choke_point", "goal", "import_batch"))
    seen = f"{_CALL.format('session_id')} OR {_ATTEMPT.format('session_id')} OR {things}"
    public = "'check-in' NOT IN (what, \"before\")"
    told = (
        (AGENT, f"actor = current_user OR {public} AND ({seen})", "actor = current_user"),
        (LEAD, f"actor = current_user OR {public}", "actor = current_user"),
        (KEEPER, public, _ALL),
    )
    return _guarded("event") + "".join(
        f"CREATE POLICY {part}_reads ON event FOR SELECT TO {part} USING ({reading});\n"
        f"CREATE POLICY {part}_changes ON event FOR INSERT TO {part} WITH CHECK ({telling});\n"
        for part, reading, telling in told
    )


def _search(all_calls: bool) -> str:
    """Return the search that looks with the owner's eyes, and gives out what is the asker's to see."""
    over = " OR ".join(f"pg_has_role(session_user, '{part}', 'member')" for part in (LEAD, KEEPER))
    own = "true" if all_calls else f"e.customer_id IS NOT NULL OR s.agent = session_user OR {over}"
    return hits(own)
