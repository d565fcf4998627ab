"""What the store asks of a connection, whichever engine is behind it."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol


class Rows(Protocol):
    """The rows that a statement gave, to be read once."""

    @property
    def rowcount(self) -> int:
        """Return how many rows were changed."""
        ...

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...

    def __next__(self) -> Any: ...


class Database(Protocol):
    """A connection to a file or a server; used on one thread.

    Statements are SQL with `?` or `:name` for values; errors are those of `store.library`, as PEP 249 has
    them.
    """

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is under way."""
        ...

    def execute(self, statement: str, values: Any = ..., /) -> Rows:
        """Run one statement; return its rows."""
        ...

    def executemany(self, statement: str, many: Iterable[Any], /) -> Any:
        """Run one statement for each of `many`."""
        ...

    def close(self) -> None:
        """End the connection; what was not committed is undone."""
        ...
