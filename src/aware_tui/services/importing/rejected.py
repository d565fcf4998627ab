"""Rows that could not be taken in: counted by reason, and kept in a file of their own to be mended."""

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from aware_tui.domain.importing.columns import REJECTED
from aware_tui.domain.masking import mask
from aware_tui.domain.spreadsheet import guarded
from aware_tui.exports.files import NotWritten, private_folder
from aware_tui.exports.spreadsheet import MARK

SHOWN_LINES = 5
"""Lines that are named of each reason."""

MOST_REASONS = 100
"""Reasons that are told apart."""


@dataclass(slots=True)
class Reason:
    """Why rows were rejected: how many, and in which lines the first ones begin."""

    rows: int = 0
    lines: list[int] = field(default_factory=list)


class Rejected:
    """The rejected rows of one file; without a `target` they are counted and no more."""

    def __init__(self, names: Sequence[str], target: Path | None) -> None:
        self.total = 0
        self.reasons: dict[str, Reason] = {}
        self.path: Path | None = None
        """Where they are, once there is one."""
        self._names = names
        self._target = target
        self._file: TextIO | None = None

    def add(self, line: int, why: str, cells: Sequence[str]) -> None:
        """Keep a row, card numbers masked; raises NotWritten."""
        self.total += 1
        if why in self.reasons or len(self.reasons) < MOST_REASONS:
            reason = self.reasons.setdefault(why, Reason())
            reason.rows += 1
            if len(reason.lines) < SHOWN_LINES:
                reason.lines.append(line)
        if self._target is not None:
            self._write([str(line), why, *cells])

    def _write(self, cells: Sequence[str]) -> None:
        try:
            file = self._file or self._begin()
            csv.writer(file, lineterminator="\r\n").writerow(
                [guarded(mask(_writable(cell)).text) for cell in cells]
            )
        except OSError as error:
            raise _not_written(self._target, error) from error

    def _begin(self) -> TextIO:
        """Make the file, under a name that nobody has, and write the names of the columns."""
        self.path = new_name(self._target) if self._target else None
        if self.path is None:
            raise ValueError("rows are kept where there is a place for them")
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", newline="")
        self._file.write(MARK)
        names = [*REJECTED, *map(guarded, self._names)]
        csv.writer(self._file, lineterminator="\r\n").writerow(names)
        return self._file

    def close(self, *, keep: bool) -> None:
        """Have everything on the disk, or take the file away again."""
        if self._file is None or self.path is None:
            return
        try:
            self._file.close()
        except OSError as error:
            raise _not_written(self.path, error) from error
        finally:
            self._file = None
        if not keep:
            self.path.unlink(missing_ok=True)
            self.path = None


def place_for(data_dir: Path, name: str, told: Path | None) -> Path:
    """Return where rejected rows go: the file that was told, which must not be there, or one of the data's.

    Raises NotWritten.
    """
    if told is None:
        folder = private_folder(data_dir / "imports")
        return folder / f"{Path(name).stem[:100] or 'import'}.rejected.csv"
    target = told.expanduser()
    if target.exists():
        raise NotWritten(f"{target} is there already and was left as it is. Name another file.")
    if not target.parent.is_dir():
        raise NotWritten(f"There is no folder {target.parent}. Make it first, or choose another place.")
    return target


def new_name(wanted: Path) -> Path:
    """Return a path, or the first of `NAME.2.csv`, `NAME.3.csv` ... that nothing is at."""
    free, number = wanted, 1
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.stem}.{number}{wanted.suffix}")
    return free


def _writable(cell: str) -> str:
    return cell.encode("utf-8", "replace").decode()


def _not_written(path: Path | None, error: OSError) -> NotWritten:
    why = error.strerror or "unknown reason"
    return NotWritten(
        f"The rejected rows cannot be kept in {path} ({why}). Say --rejected with another file."
    )
