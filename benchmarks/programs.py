"""The two programs that are measured, and how a person gets to typing in each."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from terminal.keys import key_bytes

from benchmarks import ROOT
from benchmarks.watcher import Watcher

AWARE: Final = Path(sys.executable).with_name("aware")


@dataclass(frozen=True, slots=True)
class Program:
    """A program to start: what tells that it is ready, and a key with the words that it brings."""

    name: str
    argv: tuple[str | Path, ...]
    ready: str
    probe: bytes
    brings: tuple[str, ...]
    """Words of which one shows that the key was taken."""
    at_last: str = ""
    """Words that stand there when all is done that the key asked for."""
    wipe: bytes = b""
    """The key that empties a line which shows only its end, so that a letter is seen to come."""
    next_box: bytes = b""
    """The key to a second place to type in, where there is one to compare."""

    def open(self, folder: Path) -> Watcher:
        """Start it with its data in the folder."""
        settings: Mapping[str, str] = {"AWARE_DATA_DIR": str(folder)}
        return Watcher(self.argv, settings, ROOT)


FLOOR: Final = Program(
    name="floor",
    argv=(sys.executable, Path(__file__).with_name("floor.py")),
    ready="Floor",
    probe=b"x",
    brings=("x",),
    wipe=key_bytes("ctrl+u"),
    next_box=key_bytes("tab"),
)
OPENING: Final = "The call opens now"
OPEN: Final = "Their words"
TODAY: Final = Program("aware", (AWARE,), "one step at a time", b"n", (OPENING, OPEN), at_last=OPEN)
CALL: Final = Program("aware live", (AWARE, "live"), OPEN, b"x", ("x",))
