"""Takes the words of people out of every table; the rows stay as tombstones, and the counts with them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aware_tui.domain.erasing import OTHERS, ErasedKind, Erasure, Fate, ended, without_words
from aware_tui.domain.rows import Event
from aware_tui.domain.session import Stamp
from aware_tui.store.database import Database
from aware_tui.store.erased import erased_among, note_erased
from aware_tui.store.errors import LeaseLost
from aware_tui.store.occurrences import settle
from aware_tui.store.records import COLUMN_LIST, COLUMNS, TABLES, read_time, stored_time
from aware_tui.store.saving import tell
from aware_tui.store.slices import places, slices

OF_A_SESSION = (
    "note",
    "answer",
    "apology",
    "option",
    "promise",
    "follow_up",
    "profile_entry",
    "quality_record",
    "delivery",
    "feedback",
    "cause_link",
)
"""The tables whose rows belong to a session and change with it."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """The ids of what is to be erased."""

    customers: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    attempts: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    """Feedback without a session; what belongs to a session or customer here goes along anyway."""

    @property
    def rows(self) -> Mapping[ErasedKind, tuple[str, ...]]:
        """Return the ids by kind."""
        return {
            ErasedKind.CUSTOMER: self.customers,
            ErasedKind.SESSION: self.sessions,
            ErasedKind.ATTEMPT: self.attempts,
            ErasedKind.FEEDBACK: self.feedback,
        }


def sessions_of(db: Database, customers: Collection[str]) -> tuple[str, ...]:
    """Return the ids of all sessions of these customers, the oldest first."""
    found = [
        row
        for some in slices(sorted(customers))
        for row in db.execute(
            f"SELECT id FROM session WHERE customer_id IN ({places(some)}) ORDER BY id", some
        )
    ]
    return tuple(sorted(row[0] for row in found))


def refuse_in_hand(db: Database, sessions: Collection[str]) -> None:
    """Raise LeaseLost if a window has one of these sessions in hand, saying which window."""
    for some in slices(sorted(sessions)):
        statement = f"SELECT id, host, pid, since FROM lease WHERE id IN ({places(some)}) ORDER BY id LIMIT 1"
        held = db.execute(statement, some).fetchone()
        if held is not None:
            session_id, host, pid, since = held
            raise LeaseLost(
                f"The call {session_id} is open in a window on {host} (process {pid}, since "
                f"{read_time(since):%Y-%m-%d %H:%M} UTC). Nothing was erased. Leave the call there, or close "
                "that window, then try again."
            )


def refuse_on_its_way(db: Database, sessions: Collection[str], now: str) -> None:
    """Raise LeaseLost if a document of these sessions is being delivered; `now` is as it is stored."""
    for some in slices(sorted(sessions)):
        statement = (
            f"SELECT 1 FROM delivery WHERE session_id IN ({places(some)})"
            " AND state = 'waiting' AND claimed_until > ? LIMIT 1"
        )
        if db.execute(statement, (*some, now)).fetchone() is not None:
            raise LeaseLost(
                "A document about them is being delivered at this moment. Nothing was erased. "
                "Wait a minute, then try again."
            )


def erase(db: Database, doomed: Doomed, stamp: Stamp) -> tuple[Erasure, ...]:
    """Take out all words of what is doomed, inside the caller's transaction; return the new ledger lines.

    What was erased before stays as it is. Rows whose words go grow their `row_version`, so that another
    window's late save of them is refused.
    """
    lines = tuple(_lines(db, doomed, stamp))
    note_erased(db, lines)
    _take_words(db, doomed, stored_time(stamp.at))
    for line in lines:
        if line.kind is not ErasedKind.FEEDBACK:
            tell(db, Event(stamp.new_id(), line.row_id, stamp.at, stamp.actor, "erased", line.kind))
    return lines


def _lines(db: Database, doomed: Doomed, stamp: Stamp) -> Iterator[Erasure]:
    for kind, ids in doomed.rows.items():
        known = erased_among(db, ids)
        for row_id in ids:
            if row_id not in known:
                yield Erasure(stamp.new_id(), stamp.at, stamp.actor, kind, row_id)


def _take_words(db: Database, doomed: Doomed, at: str) -> None:
    taking = _Taking(db, at, _Others(db, doomed.customers))
    taking.out_of("feedback", "customer_id", doomed.customers)
    for table in OF_A_SESSION:
        taking.out_of(table, "session_id", doomed.sessions)
    for table, ids in doomed.rows.items():
        taking.out_of(table.value, "id", ids)
    _end_halves(db, doomed.sessions)
    for some in slices(sorted(doomed.sessions)):
        db.execute(f"DELETE FROM lease WHERE id IN ({places(some)})", some)
    settle(db, doomed.sessions)


_KINDS = {table: kind for kind, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class _Taking:
    """Takes words out of the rows of one table after another."""

    db: Database
    at: str
    others: "_Others"

    def out_of(self, table: str, column: str, ids: Collection[str]) -> None:
        """Take the words out of the rows of `table` whose `column` is one of `ids`, and end what is open."""
        for some in slices(sorted(ids)):
            kind = _KINDS[table]
            statement = f'SELECT {COLUMN_LIST[kind]} FROM "{table}" WHERE {column} IN ({places(some)})'
            for values in self.db.execute(statement, some).fetchall():
                self._out_of_row(table, dict(zip(COLUMNS[kind], values, strict=True)))

    def _out_of_row(self, table: str, row: dict[str, Any]) -> None:
        known = partial(self.others.say, agent=str(row.get("agent", "")))
        changed = without_words(table, row, known) | ended(table, row, self.at)
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            statement = f'UPDATE "{table}" SET {sets}, row_version = row_version + 1 WHERE id = ?'
            self.db.execute(statement, (*changed.values(), row["id"]))


@dataclass(frozen=True, slots=True)
class _Others:
    """Knows what other people say too, and who works here; each is looked up once."""

    db: Database
    customers: tuple[str, ...]
    found: dict[tuple[str, str], bool] = field(default_factory=dict)

    def say(self, fate: Fate, column: str, value: str, agent: str) -> bool:
        """Say whether this value of a column tells of nobody; `agent` is the one of the same row."""
        if fate is Fate.COLLEAGUE and value == agent:
            return True
        key = ("agent" if fate is Fate.COLLEAGUE else column, value)
        if key not in self.found:
            self.found[key] = self._works_here(value) if fate is Fate.COLLEAGUE else self._is_shared(*key)
        return self.found[key]

    def _works_here(self, name: str) -> bool:
        return (
            self.db.execute("SELECT 1 FROM session WHERE agent = ? LIMIT 1", (name,)).fetchone() is not None
        )

    def _is_shared(self, column: str, value: str) -> bool:
        """Say whether enough other people have this value; `occurrence` counts those not named as one."""
        statement = f"SELECT DISTINCT person FROM occurrence WHERE {column} = ? LIMIT ?"
        most = OTHERS + len(self.customers)
        persons = {row[0] for row in self.db.execute(statement, (value.strip(), most))}
        return len(persons.difference(self.customers)) >= OTHERS


_HALF = """
UPDATE {0} SET recorded_at = NULL, row_version = row_version + 1
WHERE session_id IN ({2}) AND recorded_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {1} other WHERE other.session_id = {0}.session_id AND other.recorded_at IS NOT NULL
)
"""


def _end_halves(db: Database, sessions: Collection[str]) -> None:
    """Let no erased session wait for its other document: nobody can write that any more."""
    pairs = (("profile_entry", "quality_record"), ("quality_record", "profile_entry"))
    for some in slices(sorted(sessions)):
        for one, other in pairs:
            db.execute(_HALF.format(one, other, places(some)), some)


def reapply(db: Database, lines: Iterable[Erasure], stamp: Stamp) -> int:
    """Erase again, inside the caller's transaction, what an older copy still holds; return how many rows.

    Sessions that the copy has for an erased customer go too, if they began before the erasure. What the
    copy knows to be erased, or does not hold, is left alone; so it may be done twice.
    """
    wanted = {line.row_id: line for line in lines}
    known = erased_among(db, wanted)
    missing = [line for row_id, line in wanted.items() if row_id not in known]
    by_kind: dict[ErasedKind, list[str]] = {kind: [] for kind in ErasedKind}
    for line in missing:
        by_kind[line.kind].append(line.row_id)
        if line.kind is ErasedKind.CUSTOMER:
            by_kind[ErasedKind.SESSION] += _begun_before(db, line)
    doomed = Doomed(*(tuple(_there(db, kind, ids)) for kind, ids in by_kind.items()))
    note_erased(db, missing)
    _take_words(db, doomed, stored_time(stamp.at))
    note_erased(db, _lines(db, doomed, stamp))
    return sum(map(len, doomed.rows.values()))


def _begun_before(db: Database, line: Erasure) -> list[str]:
    statement = "SELECT id FROM session WHERE customer_id = ? AND started_at <= ?"
    return [row[0] for row in db.execute(statement, (line.row_id, stored_time(line.erased_at)))]


def _there(db: Database, kind: ErasedKind, ids: Iterable[str]) -> Iterator[str]:
    for some in slices(sorted(set(ids))):
        for row in db.execute(f'SELECT id FROM "{kind.value}" WHERE id IN ({places(some)})', some):
            yield row[0]
