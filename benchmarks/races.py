"""Laps of both programs in turn, round by round, so that a busy moment of the machine hits both."""

import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.laps import Sample, call_lap, start_lap
from benchmarks.programs import CALL, FLOOR, TODAY, Program
from benchmarks.verdict import Pairs

PARTS: Final = ("start", "typing", "memory", "quit", "history", "insights")

IN_A_CALL: Final = {
    "typing": ("typing", "first second", "burst", "tick"),
    "memory": ("memory",),
    "quit": ("quit",),
}
"""Which measures of a call's lap belong to a part, by how they begin."""

Lap = Callable[[Program, Path], Sample]


@dataclass(frozen=True, slots=True)
class Race:
    """How often, and how many letters a lap of a call types."""

    rounds: int
    keys: int

    def starts(self, folder: Path) -> Pairs:
        """Time the start of Today and of a call against the floor's."""
        pairs: Pairs = defaultdict(list)
        for laps in self._rounds(start_lap, (FLOOR, TODAY, CALL), folder):
            for program in (TODAY, CALL):
                for measure, value in laps[program.name].items():
                    pairs[f"{program.name}: {measure}"].append((laps[FLOOR.name][measure], value))
        return pairs

    def calls(self, folder: Path, parts: list[str]) -> Pairs:
        """Time a call against the same typing in the floor's text area; only what the parts ask for."""
        pairs: Pairs = defaultdict(list)
        starts = tuple(name for part in parts for name in IN_A_CALL[part])

        def lap(program: Program, at: Path) -> Sample:
            return call_lap(program, at, self.keys)

        for laps in self._rounds(lap, (FLOOR, CALL), folder):
            for measure, value in laps[CALL.name].items():
                if measure.startswith(starts):
                    pairs[measure].append((laps[FLOOR.name][measure], value))
        return pairs

    def _rounds(self, lap: Lap, programs: tuple[Program, ...], folder: Path) -> list[dict[str, Sample]]:
        """Run one round to warm up and then those that count, each in the opposite order of the last."""
        rounds = []
        for number in range(self.rounds + 1):
            order = programs if number % 2 else programs[::-1]
            rounds.append({program.name: lap(program, folder / program.name) for program in order})
            print(f"round {number} of {self.rounds}", end="\r", file=sys.stderr, flush=True)
        return rounds[1:]
