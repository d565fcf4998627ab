"""How long the apology coach reads, warm, in one process: `python -m benchmarks.coaching`; exits 1 over budget.

Texts are labelled lines strung together; no two share a line, and each is read once. The rules are warmed
up on the same lines in other sentences, so that no sentence is remembered.
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


def main() -> int:
    """Print the table; 1 if a budget is broken."""
    shelf = paths.shipped_playbooks()
    readers = Readers(open_coaching(shelf / "aware", (shelf,), None).coaching)
    rows = (line for name in FILES for line in (LINES / name).read_text("utf-8").splitlines())
    lines = [json.loads(row)["text"] for row in rows]
    for line in lines:
        readers.apology.read(f"Well now, {line}")
    over = False
    for length, budget in BUDGETS.items():
        times = measured(readers, list(texts(lines, length)))
        p95 = statistics.quantiles(times, n=20)[-1]
        over = over or p95 > budget
        print(
            f"{length:>6} characters: p50 {statistics.median(times):.2f} ms, p95 {p95:.2f} ms of {budget:g} ms"
        )
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
