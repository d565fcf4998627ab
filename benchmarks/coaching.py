"""How long the apology coach reads, warm: `python -m benchmarks.coaching`; exits 1 over budget.

Texts are labelled lines strung together; no two share a line, and each is read once. The rules are warmed
up on the same lines in other sentences, so that patterns are compiled and no sentence is remembered.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.readers import Readers

LINES: Final = Path(__file__).parents[1] / "tests" / "coaching" / "lines"
FILES: Final = ("apology-development.jsonl", "apology-development-more.jsonl")
"""Lines nearly all of which apologise: strung together they are the worst there can be."""
BETWEEN: Final = ("promise-development.jsonl", "contradiction-development.jsonl")
"""Lines that stand between them in a letter, three to one."""
BUDGETS: Final = {600: 5.0, 20_000: 50.0}
"""Milliseconds at the 95th percentile, by characters of a text."""


def texts(lines: Sequence[str], length: int) -> Iterator[str]:
    """Yield texts of this length that share no line."""
    parts, size = list[str](), 0
    for line in lines:
        parts.append(line)
        size += len(line) + 1
        if size > length:
            yield " ".join(parts)[:length]
            parts, size = [], 0


def measured(readers: Readers, every: Sequence[str]) -> list[float]:
    """Return the milliseconds of each reading."""
    times = []
    for text in every:
        start = time.perf_counter()
        readers.apology.read(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def lines_of(files: Sequence[str]) -> list[str]:
    """Return the texts of labelled lines."""
    rows = (row for name in files for row in (LINES / name).read_text("utf-8").splitlines())
    return [json.loads(row)["text"] for row in rows]


def letters(lines: Sequence[str], between: Sequence[str]) -> Iterator[str]:
    """Yield an apology, then three lines of other matter, and so on."""
    for number, line in enumerate(lines[: len(between) // 3]):
        yield line
        yield from between[3 * number : 3 * number + 3]


def main() -> int:
    """Print the table; 1 if a budget is broken."""
    shelf = paths.shipped_playbooks()
    readers = Readers(open_coaching(shelf / "aware", (shelf,), None).coaching)
    dense, between = lines_of(FILES), lines_of(BETWEEN)
    for line in (*dense, *between):
        for said in (line, line.replace(". ", ", and then ")):
            readers.apology.read(f"Well now, {said}")
    over = False
    for kind, lines in (("a letter", list(letters(dense, between))), ("all apologies", dense)):
        for length, budget in BUDGETS.items():
            times = measured(readers, list(texts(lines, length)))
            p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
            over = over or p95 > budget
            median = statistics.median(times)
            print(f"{kind}, {length} characters: p50 {median:.2f} ms, p95 {p95:.2f} ms of {budget:g} ms")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
