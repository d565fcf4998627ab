"""Try `aware` under fire: list the trials, run one, or run all at the counts of their goals."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from trials.board import TRIALS, Trial
from trials.verdict import Figure, missed, table

SEED: Final = 7


def main() -> int:
    """Run what was asked for; the status is 1 if a goal was missed."""
    wanted = _arguments()
    if not wanted.names and not wanted.long:
        print("\n".join(f"{trial.name:<10} {trial.about} ({trial.goal:,} {trial.unit})" for trial in TRIALS))
        return 0
    rows: list[tuple[str, Figure]] = []
    for trial in [each for each in TRIALS if each.name in (wanted.names or [each.name])]:
        rows += [(trial.name, figure) for figure in _run(trial, wanted)]
    print(table(rows))
    if wanted.table:
        wanted.table.write_text(f"{table(rows)}\n", encoding="utf-8")
    return int(any(not figure.met for _, figure in rows))


def _run(trial: Trial, wanted: argparse.Namespace) -> list[Figure]:
    """Run one trial in a folder that is gone afterwards; what was missed is told at once."""
    times = wanted.times or (trial.goal if wanted.long else trial.few)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="aware-trial-", ignore_cleanup_errors=True) as folder:
        figures = trial.run(Path(folder), times, wanted.seed)
    seconds = time.monotonic() - begun
    print(f"{trial.name}: {times:,} {trial.unit}, seed {wanted.seed}, {seconds:.0f} s", file=sys.stderr)
    print(*missed(figures), sep="\n", end="\n" if missed(figures) else "", file=sys.stderr)
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m trials", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", type=_name)
    parser.add_argument("--times", type=int, help="how often (default: a few)")
    parser.add_argument("--long", action="store_true", help="as often as the goal asks; all of them")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the dice (default {SEED})")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the figures here too, as Markdown")
    return parser.parse_args()


def _name(word: str) -> str:
    if word not in {trial.name for trial in TRIALS}:
        raise argparse.ArgumentTypeError(f"there is no trial {word}")
    return word


if __name__ == "__main__":
    sys.exit(main())
