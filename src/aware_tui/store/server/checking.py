"""The full check of a team's database: what is missing, what is out of step, and making that anew."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from aware_tui.domain.server_url import ServerUrl
from aware_tui.domain.text import counted
from aware_tui.store.checking import CheckReport, Derived
from aware_tui.store.errors import CannotWrite, StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.migrations.second_search import WORDS
from aware_tui.store.miscounted import miscounted
from aware_tui.store.misread import strange_zones
from aware_tui.store.occurrences import rebuild
from aware_tui.store.repairing import REPAIRED, RepairReport
from aware_tui.store.schema import TABLES
from aware_tui.store.server.entering import enter, refuse_almighty
from aware_tui.store.server.errors import NoEntry, told
from aware_tui.store.server.making import SCHEMA
from aware_tui.store.server.routines import filled
from aware_tui.store.server.standing import Standing, standing_of
from aware_tui.store.server.tables import columns_there

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0"


def check_there(url: ServerUrl) -> CheckReport:
    """Check the whole database at `url`, as it is at one moment; nobody has to wait for that.

    It raises nothing about the data, the report says it.
    """
    try:
        with closing(_entered(url)) as db:
            db.script(ONE_MOMENT)
            return _examined(db)
    except StoreProblem as problem:
        return CheckReport(url, (str(problem),), ())
    except sqlite3.Error as error:
        return CheckReport(url, (str(told(error, url, url.user) or error),), ())


def repair_there(url: ServerUrl) -> RepairReport:
    """Check the database, make anew what is only derived and wrong, all or nothing, and check again.

    No word of anybody is changed, and no copy is made: the server's own tools do that. Raises StoreProblems.
    """
    found = check_there(url)
    if not found.derived:
        return RepairReport((), None, found)
    wrong = [derived for derived in Derived if derived in found.derived]
    try:
        with closing(_entered(url)) as db:
            _refuse_others(standing_of(db))
            _mend(db, wrong)
    except sqlite3.Error as error:
        raise told(error, url, url.user) or error from error
    return RepairReport(tuple(REPAIRED[derived] for derived in wrong), None, check_there(url))


def _entered(url: ServerUrl) -> "ServerConnection":
    db = enter(url)
    try:
        refuse_almighty(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_others(standing: Standing) -> None:
    if not standing.keeps:
        raise NoEntry(
            f"“{standing.login}” does not keep the data in {standing.place}, so nothing was made anew. "
            "Let whoever owns the tables run `aware data check --repair`."
        )


def _examined(db: "ServerConnection") -> CheckReport:
    standing = standing_of(db)
    if standing.version is None:
        raise CannotWrite(f"There is no data in {db.url} yet. The first start of `aware` makes it.")
    facts = tuple(_facts(standing))
    if standing.version != SCHEMA_VERSION:
        return CheckReport(db.url, (), facts)
    if not standing.sees_all:
        raise NoEntry(
            f"“{standing.login}” sees only calls of their own in {db.url}, so the whole cannot be checked. "
            "Let a lead, or whoever owns the tables, run `aware data check`."
        )
    problems = (*_missing(db), *_faults(db))
    if problems:
        return CheckReport(db.url, problems, facts)
    derived = {
        Derived.SEARCH: tuple(_unindexed(db)),
        Derived.HALVES: tuple(_unlisted(db)),
        Derived.COUNTS: miscounted(db),
    }
    lines = (*(line for lines in derived.values() for line in lines), *strange_zones(db))
    return CheckReport(db.url, lines, facts, frozenset(kind for kind, lines in derived.items() if lines))


def _facts(standing: Standing) -> Iterator[str]:
    there = f"PostgreSQL {standing.release}, {standing.size:,} bytes"
    yield f"{standing.place}: {there}, data version {standing.version}."
    if standing.version != SCHEMA_VERSION:
        yield "It is from an older release and is brought up to date when its owner next starts the program."
    if not standing.rules:
        yield "Each login sees and changes all of it. `aware data grant-script` prints rules for a team."


_MADE = re.compile(r"^CREATE (INDEX|VIEW|FUNCTION|TRIGGER|SEQUENCE) (\w+)", re.MULTILINE)

_THERE = """
SELECT CASE relkind WHEN 'i' THEN 'INDEX' WHEN 'v' THEN 'VIEW' ELSE 'SEQUENCE' END, relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('i', 'v', 'S')
UNION ALL SELECT 'FUNCTION', proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
UNION ALL SELECT 'TRIGGER', tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace AND tgenabled IN ('O', 'A')
"""


def _missing(db: "ServerConnection") -> Iterator[str]:
    """Yield a line for each thing that this release makes and that is not there, or is switched off."""
    there = columns_there(db)
    for table in TABLES.sorted_tables:
        names = {name for name, _ in there.get(table.name, ())}
        for column in table.columns:
            if column.name not in names:
                yield f"The column {table.name}.{column.name} is missing."
    known = {(kind, name) for kind, name in db.execute(_THERE)}
    for kind, name in _MADE.findall(SCHEMA.read_text(encoding="utf-8")):
        if (kind, name) not in known:
            yield f"The {kind.lower()} {name} is missing or switched off."


_TORN = "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
_BROKEN = """
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid ORDER BY c.relname
"""


def _faults(db: "ServerConnection") -> Iterator[str]:
    """Yield what the server itself has noticed."""
    (torn,) = db.execute(_TORN).fetchone() or (0,)
    if torn:
        pages = counted(torn, "page")
        yield f"The disk gave {pages} back otherwise than they were written. Tell whoever runs the server."
    for (name,) in db.execute(_BROKEN):
        yield f"The index {name} is not whole. Whoever owns the tables runs: REINDEX INDEX {name}"


def _body(columns: tuple[str, ...]) -> str:
    """Return the SQL of the words of a row `r`, as the triggers put them together."""
    return "(" + " || chr(10) || ".join(f"coalesce(r.{column}, '')" for column in columns) + ")"


def _unindexed(db: "ServerConnection") -> Iterator[str]:
    """Yield which rows the search does not know as they are, and how many entries belong to no row."""
    rows = 0
    for table, columns in WORDS.items():
        wrong, seen = db.execute(
            f"SELECT count(*) FILTER (WHERE e.body IS DISTINCT FROM {_body(columns)}), count(e.n) "
            f"FROM {table} r LEFT JOIN search_entry e ON e.source = '{table}:' || r.id"
        ).fetchone() or (0, 0)
        rows += seen
        if wrong:
            yield f"The search does not know {wrong} rows of {table} as they are."
    (entries,) = db.execute("SELECT count(*) FROM search_entry").fetchone() or (0,)
    if entries != rows:
        yield f"The search still holds {entries - rows} entries of rows that are gone."


_LISTED = "SELECT id, started_at, missing FROM half_documented"
_WRONG = f"""
SELECT count(DISTINCT id) FROM (
    ({_LISTED} EXCEPT {_LISTED}_rule) UNION ALL ({_LISTED}_rule EXCEPT {_LISTED})
) AS wrong
"""


def _unlisted(db: "ServerConnection") -> Iterator[str]:
    (wrong,) = db.execute(_WRONG).fetchone() or (0,)
    if wrong:
        yield f"The list of half-documented sessions has {wrong} wrong."


def _mend(db: "ServerConnection", wrong: list[Derived]) -> None:
    """Make the derived rows anew, with the only turn to write."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.script("SET LOCAL statement_timeout = 0")
        for derived in wrong:
            if derived is Derived.COUNTS:
                rebuild(db)
            else:
                db.script(_ANEW[derived])
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


_ANEW = {
    Derived.SEARCH: ";".join(
        ("DELETE FROM search_entry", *(filled(table, columns) for table, columns in WORDS.items()))
    ),
    Derived.HALVES: "DELETE FROM half_documented; INSERT INTO half_documented (id, started_at, missing)"
    " SELECT id, started_at, missing FROM half_documented_rule",
}
"""The statements that make each anew."""
