"""Input, output and errors that were closed by whoever started the program."""

import os
import sys


def hold_streams() -> None:
    """Put something in place of each closed stream, so that no file of ours takes its number.

    Nothing comes from such an input, an output that cannot be written is told, and errors go nowhere.
    """
    if sys.stdin is None:
        sys.stdin = open(_held(0, os.O_RDONLY), encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        # Open for reading only: writing then fails with the system's own words.
        sys.stdout = open(_held(1, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(_held(2, os.O_WRONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def _held(number: int, how: int) -> int:
    """Open nothing under this number, whatever number it comes with at first."""
    made = os.open(os.devnull, how)
    if made != number:
        os.dup2(made, number)
        os.close(made)
    return number
