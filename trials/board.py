"""All the trials there are, how often each has to be gone through, and what it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from trials.verdict import Figure

Run = Callable[[Path, int, int], list[Figure]]
"""Takes an empty folder, how often, and the seed of the dice."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of fire."""

    name: str
    """That of its module."""
    about: str
    few: int
    """How often, when nobody says."""
    goal: int
    """How often, for the figures that are quoted."""
    unit: str

    @property
    def run(self) -> Run:
        """Return what runs it; its module is loaded now."""
        return cast(Run, import_module(f"trials.{self.name}").trial)


TRIALS: Final = (
    Trial("kills", "kill -9 of the app while somebody types and ticks", 10, 500, "kills"),
    Trial("power", "the power fails: recorded writes, cut and torn", 200, 2_000, "cuts"),
    Trial("trouble", "full, read-only, locked, damaged, empty, newer files", 2, 20, "calls under trouble"),
    Trial("crowd", "four programs write at once", 50, 500, "transactions each"),
    Trial("hostile", "strings that harm screens, outputs and files", 500, 100_000, "strings"),
    Trial("cards", "card numbers however typed, and references that are none", 1, 8, "thousand cards"),
    Trial("failures", "whatever fails, nobody's words are told", 1, 1, "round of all failures"),
    Trial("playbooks", "bombs, slips and files that are no playbook", 60, 60, "bad playbooks at least"),
    Trial("endings", "signals, closed windows, broken bytes, 5,000 sizes, a paste of 1 MB", 1, 10, "rounds"),
    Trial("erase", "no byte of an erased customer is left", 3, 100, "customers"),
    Trial("server", "the server is ended while words are saved; four write on it", 3, 100, "ends"),
    Trial("clocks", "the clock is set back and forward", 8, 80, "moves"),
)
"""In the order of the goals."""
