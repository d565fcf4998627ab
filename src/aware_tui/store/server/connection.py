"""A connection to PostgreSQL with the manners of the store's: statements, values, rows, transactions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.pq import TransactionStatus

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.server.dialect import translated
from aware_tui.store.server.errors import without_values

T = TypeVar("T")

Values = Sequence[Any] | Mapping[str, Any]

WRITING = 6_017_412_290_743_205_186
"""The number of the lock that whoever writes holds to the end of the transaction; any number does."""

AT_ONCE = 1_000
"""Rows that are sent in one go."""

TURN = f"SELECT pg_advisory_xact_lock({WRITING})"


class ServerConnection:
    """What the store asks of a connection, answered by a server.

    One thread at a time. Outside of a transaction each statement is one; `BEGIN IMMEDIATE` waits for the only
    turn to write. Raises the errors of `store.library`, without the values that were sent.
    """

    def __init__(self, raw: "psycopg.Connection[Any]", url: ServerUrl) -> None:
        self.raw = raw
        self.url = url
        self._outer = ""
        adapters = raw.adapters
        for name in ("timestamp", "timestamptz"):
            adapters.register_loader(name, _Time)
        adapters.register_loader("date", _Text)
        adapters.register_loader("numeric", _Number)
        adapters.register_loader("bool", _Flag)
        adapters.register_dumper(str, _Words)

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is under way, a failed one included."""
        return self.raw.info.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)

    def execute(self, statement: str, values: Values = ()) -> "psycopg.ClientCursor[Any]":
        """Run one statement; return its rows."""
        if statement == "BEGIN IMMEDIATE":
            return self._begin_writing()
        return self._run(self._managed(statement), values)

    def executemany(self, statement: str, many: Iterable[Values]) -> None:
        """Run one statement for each of `many`, which may ask this connection something as it goes on."""
        cursor, rest = psycopg.ClientCursor(self.raw), iter(many)
        while some := list(islice(rest, AT_ONCE)):
            _plainly(partial(cursor.executemany, translated(statement).encode(), some))

    def script(self, statements: str) -> None:
        """Run several statements that take no values, as they stand."""
        _plainly(lambda: self.raw.execute(statements.encode()))

    def stream(self, statement: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they come, without keeping them; nothing else can be asked meanwhile."""
        cursor = psycopg.ClientCursor(self.raw)
        rows = cursor.stream(translated(statement).encode(), values or None)
        while (row := _plainly(lambda: next(rows, None))) is not None:
            yield row

    def close(self) -> None:
        """End the connection; what was not committed is undone."""
        self.raw.close()

    def _run(self, statement: str, values: Values) -> "psycopg.ClientCursor[Any]":
        cursor = psycopg.ClientCursor(self.raw)
        return _plainly(lambda: cursor.execute(translated(statement).encode(), values))

    def _begin_writing(self) -> "psycopg.ClientCursor[Any]":
        self._run("BEGIN", ())
        try:
            return self._run(TURN, ())
        except BaseException:
            self._run("ROLLBACK", ())
            raise

    def _managed(self, statement: str) -> str:
        """Return what stands for a statement about transactions, of which the two engines have their own.

        A savepoint outside of a transaction begins one, which ends with it.
        """
        verb, _, name = statement.partition(" ")
        if statement == "BEGIN" or (verb == "SAVEPOINT" and not self.in_transaction):
            self._outer = name
            return "BEGIN ISOLATION LEVEL REPEATABLE READ"
        if self._outer and statement == f"RELEASE {self._outer}":
            statement = "COMMIT"
        if statement in ("COMMIT", "ROLLBACK"):
            self._outer = ""
        return statement


def _plainly(deed: Callable[[], T]) -> T:
    """Do a deed; raise the store's error instead of the driver's, which is not even kept as its context."""
    try:
        return deed()
    except psycopg.Error as error:
        kind = next(name for name in _KINDS if isinstance(error, getattr(psycopg, name)))
        problem = without_values(kind, error.sqlstate, error.diag.constraint_name)
    raise problem


_KINDS = ("IntegrityError", "DataError", "Error")


class _Time(Loader):
    """A time as the store writes it: UTC, always with six digits of a second."""

    def load(self, data: Buffer) -> str:
        text = bytes(data).decode().removesuffix("+00")
        return f"{text}.000000" if len(text) == 19 else text.ljust(26, "0")


class _Text(Loader):
    def load(self, data: Buffer) -> str:
        return bytes(data).decode()


class _Number(Loader):
    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return int(text) if text.lstrip("-").isdigit() else float(text)


class _Flag(Loader):
    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Words(Dumper):
    """Text without a type of its own, as the column has it; the one sign no server takes is replaced."""

    def dump(self, obj: str) -> bytes:
        return obj.replace("\0", "\ufffd").encode("utf-8", "replace")
