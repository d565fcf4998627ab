"""A CSV file: each document as a row at its end, once for each key."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from aware_tui.connectors.csv_rows import HEADER, MARK, encoded, ending, has_key, is_ours, row_of
from aware_tui.connectors.document import read_document
from aware_tui.connectors.files import safe_name, sync_folder, trouble_of, turn, turn_of, unusable
from aware_tui.connectors.options import Options
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.secrets import Secret
from aware_tui.connectors.trouble import Misconfigured, Refused

NAME = "csv"


class CsvConnector:
    """Appends rows, one writer at a time; a row that a kill tore off is mended by the next."""

    name, by_hand = NAME, False

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def where(self) -> str:
        """Return the file."""
        return str(self._path)

    def check(self) -> tuple[str, ...]:
        """Say whether the file is there and ours, or can be made."""
        path = self._path
        if wrong := unusable(path) or unusable(turn_of(path)):
            return (wrong,)
        if path.is_dir():
            return (f"{path} is a folder. Write the path of a file, like {path}/complaints.csv.",)
        if not path.parent.is_dir():
            return (f"There is no folder {path.parent} for {path.name}. Make it, or mend the path.",)
        if not os.access(path.parent, os.W_OK | os.X_OK):
            return (f"{path.parent} cannot be written. Change who may write there.",)
        return self._check_content() if os.path.lexists(path) else ()

    def _check_content(self) -> tuple[str, ...]:
        path = self._path
        if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
            return (f"{path} cannot be read and written. Change who may, or choose another path.",)
        with path.open("rb") as file:
            start = file.readline(1 << 16)
        return () if _may_add(start) else (_another(path),)

    def preview(self, parcel: Parcel) -> str:
        """Return the row."""
        row = encoded(row_of(read_document(parcel.document, parcel.payload))).decode("utf-8")
        return f"{self._path}\n\n{row}"

    def deliver(self, parcel: Parcel) -> Receipt:
        """Append the row, unless the file has one of this key."""
        if wrong := self.check():
            raise Misconfigured(wrong[0])
        safe_name(parcel.key)
        row = encoded(row_of(read_document(parcel.document, parcel.payload)))
        with turn(self._path):
            try:
                self._append(parcel.key, row)
            except OSError as error:
                raise trouble_of(error, self._path) from None
        return Receipt()

    def _append(self, key: str, row: bytes) -> None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            content = file.read()
            if not _may_add(content):
                raise Refused(_another(self._path))
            keep, start = ending(content)
            if has_key(content[:keep], key):
                return
            _write_from(file, keep, start + row)
        sync_folder(self._path.parent)


def _may_add(content: bytes) -> bool:
    """Say whether a file is empty, has our header, or what a kill left of it."""
    return (MARK + HEADER).startswith(content) or is_ours(content)


def _write_from(file: IO[bytes], place: int, content: bytes) -> None:
    """Put `content` at `place`, the file's new end, and on the disk; on an error the file ends there."""
    file.truncate(place)
    file.seek(place)
    try:
        file.write(content)
        file.flush()
    except OSError:
        file.truncate(place)
        raise
    os.fsync(file.fileno())


def _another(path: Path) -> str:
    return f"{path} holds something else: its first line is not ours. Choose another file."


def make(options: Mapping[str, object], secret: Secret | None) -> CsvConnector:  # noqa: ARG001
    """Make a CSV file of its options: `path`."""
    read = Options(NAME, options)
    path = read.path("path", "/srv/complaints.csv")
    read.finish()
    return CsvConnector(path)
