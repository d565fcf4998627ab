"""Measure `aware` beside the floor and print what its budgets allow; exits 1 when one is over."""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Final

from aware_tui.domain.server_url import read_url
from benchmarks import duties, insights
from benchmarks.history import questions
from benchmarks.races import IN_A_CALL, PARTS, Race
from benchmarks.verdict import AT_MOST_MS, LOOK_MS, READ_MS, Row, as_json, judge, table

ROUNDS: Final = 10


def main() -> int:
    """Run the parts that were asked for; the status is 1 if anything is over its budget."""
    wanted = _arguments()
    with tempfile.TemporaryDirectory(prefix="aware-bench-") as folder:
        rows = _rows(wanted, Path(folder))
    print(table(rows))
    if wanted.json:
        wanted.json.write_text(json.dumps({"machine": _machine(), "rows": as_json(rows)}, indent=1) + "\n")
    return int(any(row.over for row in rows))


def _rows(wanted: argparse.Namespace, folder: Path) -> list[Row]:
    """Measure, in the order of the table."""
    race = Race(wanted.rounds, wanted.keys)
    rows: list[Row] = []
    if "start" in wanted.only:
        rows += judge(race.starts(folder))
    if in_a_call := [part for part in wanted.only if part in IN_A_CALL]:
        rows += judge(race.calls(folder, in_a_call))
    if "history" in wanted.only:
        place = wanted.database_url or wanted.keep or folder / "history"
        rows += judge(questions(place, wanted.sessions), AT_MOST_MS)
    if "history" in wanted.only and wanted.database_url is None:
        rows += judge(duties.questions(wanted.keep or folder / "history"), AT_MOST_MS)
    if "insights" in wanted.only:
        parts = insights.questions(wanted.keep or folder / "history", wanted.sessions)
        for pairs, limit in zip(parts, (LOOK_MS, READ_MS, AT_MOST_MS), strict=True):
            rows += judge(pairs, limit)
    return rows


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="interleaved rounds (default 10)")
    parser.add_argument("--keys", type=int, default=120, help="letters typed a round (default 120)")
    parser.add_argument("--sessions", type=int, default=10_000, help="sessions for history (default 10,000)")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep filled databases here and use them again"
    )
    parser.add_argument(
        "--database-url", type=read_url, metavar="URL", help="ask a server that holds this many sessions"
    )
    parser.add_argument("--only", type=_parts, default=list(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser.parse_args()


def _parts(text: str) -> list[str]:
    asked = text.split(",")
    if unknown := set(asked) - set(PARTS):
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}")
    return asked


def _machine() -> dict[str, object]:
    return {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()}


if __name__ == "__main__":
    sys.exit(main())
