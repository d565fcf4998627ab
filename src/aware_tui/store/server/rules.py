"""Who may see and change what in a team's database, as a script for whoever cares for it."""

from collections.abc import Sequence

from aware_tui.domain.server_url import ServerUrl

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

_MINE = "agent = current_user"
_OVER = f"(pg_has_role(current_user, '{LEAD}', 'member') OR pg_has_role(current_user, '{KEEPER}', 'member'))"
_KEEPING = f"pg_has_role(current_user, '{KEEPER}', 'member')"
_CALL = "EXISTS (SELECT 1 FROM session s WHERE s.id = {})"
_ATTEMPT = "EXISTS (SELECT 1 FROM attempt a WHERE a.id = {})"
_THING = "EXISTS (SELECT 1 FROM {} t WHERE t.id = session_id)"


def script(url: ServerUrl, agents: Sequence[str], leads: Sequence[str], *, all_calls: bool = False) -> str:
    """Return SQL that gives each login what its part needs and refuses the rest; it may be run again.

    `agents` and `leads` are logins, made where they are missing, without a password. With `all_calls` an
    agent may read the calls of others too, and still changes only their own.
    """
    head = _HEAD.format(place=url, agent=AGENT, lead=LEAD, keeper=KEEPER)
    logins = [*((name, AGENT) for name in agents), *((name, LEAD) for name in leads)]
    people = "".join(
        _LOGIN.format(name=_quoted(name), word=_literal(name), part=part) for name, part in logins
    )
    return f"{head}{_PARTS}{_RIGHTS}{''.join(_policies(all_calls))}{people}COMMIT;\n{_END}"


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _literal(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))


_HEAD = """\
-- Rights in {place}.
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
    reading = "true" if all_calls else f"{_MINE} OR {_OVER}"
    mine = f" AND (s.{_MINE} OR {_OVER})" if all_calls else ""

    def call(row_id: str) -> str:
        return _CALL.format(row_id)

    def own(row_id: str) -> str:
        return _CALL.format(f"{row_id}{mine}")

    return [
        _policy("session", f"{_MINE} OR {_OVER}", reading),
        *(_policy(table, own("session_id"), call("session_id")) for table in _OF_A_SESSION),
        _policy("half_documented", own("half_documented.id"), call("half_documented.id")),
        _policy("lease", f"{own('lease.id')} OR {_ATTEMPT.format('lease.id')}"),
        _policy("check_in", f"author = current_user AND {own('session_id')}"),
        _story(),
        _policy(
            "search_entry", *(f"customer_id IS NOT NULL OR {rule('session_id')}" for rule in (own, call))
        ),
        _policy("feedback", *(f"{_MINE} OR {_OVER} OR {rule('session_id')}" for rule in (own, call))),
        *(
            _policy(table, f"trainee = current_user OR {_KEEPING}", f"trainee = current_user OR {_OVER}")
            for table in ("attempt", "skill_card")
        ),
        *(_policy(table, "true") for table in _OF_THE_TEAM),
        *(_policy(table, _OVER, "true") for table in _OF_LEADS),
        *(_policy(table, _KEEPING, "true") for table in ("erasure", "alembic_version")),
    ]


def _policy(table: str, changing: str, reading: str | None = None) -> str:
    """Return the rules of one table; who may change a row may read it."""
    name, read = f'"{table}"', reading or changing
    return (
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;\nALTER TABLE {name} FORCE ROW LEVEL SECURITY;\n"
        f"DROP POLICY IF EXISTS aware_reading ON {name};\nDROP POLICY IF EXISTS aware_changing ON {name};\n"
        f"CREATE POLICY aware_reading ON {name} FOR SELECT USING ({read});\n"
        f"CREATE POLICY aware_changing ON {name} FOR ALL USING ({changing}) WITH CHECK ({changing});\n"
    )


def _story() -> str:
    """Return the rules of the story: it is added to under one's own name, and never changed.

    That somebody said how a call was for them is for nobody else to read, not even that they did.
    """
    things = " OR ".join(_THING.format(table) for table in ("choke_point", "goal", "import_batch"))
    seen = f"{_CALL.format('session_id')} OR {_ATTEMPT.format('session_id')} OR {things} OR {_OVER}"
    private = "'check-in' IN (what, \"before\")"
    return (
        "ALTER TABLE event ENABLE ROW LEVEL SECURITY;\nALTER TABLE event FORCE ROW LEVEL SECURITY;\n"
        "DROP POLICY IF EXISTS aware_reading ON event;\nDROP POLICY IF EXISTS aware_telling ON event;\n"
        "CREATE POLICY aware_reading ON event FOR SELECT"
        f" USING (actor = current_user OR NOT ({private}) AND ({seen}));\n"
        f"CREATE POLICY aware_telling ON event FOR INSERT WITH CHECK (actor = current_user OR {_KEEPING});\n"
    )
