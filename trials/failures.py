"""Whatever fails, nobody's words are told: not on the terminal, not in a report."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from privacy.failing import FAILURES, leaks
from privacy.people import MARK

from trials.verdict import Figure, none


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Make everything fail that can, so many times, in data that is full of a marker."""
    found: list[str] = []
    for number in range(times):
        for failure in FAILURES:
            place, printed = folder / f"{number} {failure.__name__}", io.StringIO()
            place.mkdir(parents=True)
            with redirect_stdout(printed), redirect_stderr(printed):
                found += leaks(failure, place / "data", place / "reports")
            found += [f"printed by {failure.__name__}"] if MARK in printed.getvalue() else []
    return [none("words told", found, f"{times * len(FAILURES):,} forced failures")]
