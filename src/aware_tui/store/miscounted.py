"""Counts behind the findings that are out of step with the sessions they are made from."""

from aware_tui.domain.text import counted
from aware_tui.store.counted import all_occurrences
from aware_tui.store.database import Database
from aware_tui.store.occurrences import ALL_COUNTS, DIMENSIONS, kept_as

_COLUMNS = "dimension, day, category, value, sessions, votes"
_KEPT = f"SELECT {_COLUMNS} FROM daily_count WHERE dimension = '{{0}}'"
_WRONG = """
SELECT count(*) FROM (
    SELECT day, category, value FROM (SELECT * FROM ({0}) AS a EXCEPT SELECT * FROM ({1}) AS b) AS more
    UNION
    SELECT day, category, value FROM (SELECT * FROM ({1}) AS b EXCEPT SELECT * FROM ({0}) AS a) AS less
) AS wrong
"""


def miscounted(db: Database) -> tuple[str, ...]:
    """Say how many sessions are counted otherwise than they are, and how many sums are wrong."""
    wrong, known = 0, 0
    for each in all_occurrences(db):
        kept = kept_as(db, each.id)
        known += kept is not None
        wrong += kept != each
    (there,) = db.execute("SELECT count(*) FROM occurrence").fetchone()
    told = (
        (wrong, "session", "is", "are", "counted wrongly, or not at all"),
        (there - known, "session", "is", "are", "counted that should not be"),
        (_wrong_sums(db), "daily count", "does", "do", "not add up"),
    )
    return tuple(
        f"{counted(number, what)} {one if number == 1 else many} {how}."
        for number, what, one, many, how in told
        if number
    )


def _wrong_sums(db: Database) -> int:
    statements = (
        _WRONG.format(_KEPT.format(dimension), ALL_COUNTS.format(dimension)) for dimension in DIMENSIONS
    )
    return sum(int(db.execute(statement).fetchone()[0]) for statement in statements)
