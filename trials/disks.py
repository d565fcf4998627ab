"""A small disk of our own, which can be filled to the last byte or made read-only."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SIZE: Final = 4_000_000
"""Bytes of the disk: room for a new database and a few calls."""


class NoDiskError(Exception):
    """No small disk can be mounted here: that takes Linux, and the rights of root."""


@contextmanager
def small_disk(place: Path, size: int = SIZE) -> Iterator[Path]:
    """Mount a disk at a new folder for as long as the block lasts; NoDiskError where that cannot be."""
    place.mkdir(parents=True)
    if sys.platform != "linux" or not _mounted("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)):
        raise NoDiskError("no small disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def allow_writing(place: Path, allowed: bool) -> None:
    """Make the disk read-only, or writable again; NoDiskError if it will not."""
    if not _mounted("-o", f"remount,{'rw' if allowed else 'ro'}", str(place)):
        raise NoDiskError("the small disk could not be mounted anew")


def fill(disk: Path) -> Path:
    """Take all the room there is; return the file to delete so that there is some again."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def _mounted(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
