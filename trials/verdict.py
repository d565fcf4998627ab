"""What a trial came to, beside what it was to come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_EXAMPLES: Final = 5
"""So many failures of a kind are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a trial: what was found, the goal, and whether it was met."""

    measure: str
    found: str
    goal: str
    met: bool
    failures: tuple[str, ...] = ()
    """What went wrong, for whoever has to mend it."""


def none(measure: str, failures: Sequence[str], of: str) -> Figure:
    """Return the figure of something that may never happen; `of` says how often it might have."""
    return Figure(measure, f"{len(failures):,} in {of}", "0", not failures, tuple(failures))


def at_most(measure: str, seconds: float, goal: float) -> Figure:
    """Return the figure of the longest time that something took, in seconds."""
    return Figure(measure, f"{seconds:.2f} s", f"at most {goal:g} s", seconds <= goal)


def table(rows: Sequence[tuple[str, Figure]]) -> str:
    """Return the figures as a table in Markdown; each row begins with the name of its trial."""
    lines = ["| trial | measure | found | goal | |", "|---|---|---|---|---|"]
    for name, figure in rows:
        verdict = "met" if figure.met else "**missed**"
        lines.append(f"| `{name}` | {figure.measure} | {figure.found} | {figure.goal} | {verdict} |")
    return "\n".join(lines)


def missed(figures: Sequence[Figure]) -> list[str]:
    """Return what was missed, with the first failures of each; empty if every goal was met."""
    return [
        "\n".join([f"{figure.measure}: {figure.found}, goal {figure.goal}", *_told(figure.failures)])
        for figure in figures
        if not figure.met
    ]


def _told(failures: Sequence[str]) -> list[str]:
    told = [f"  {failure}" for failure in failures[:MOST_EXAMPLES]]
    more = len(failures) - MOST_EXAMPLES
    return [*told, f"  ... and {more:,} more"] if more > 0 else told
