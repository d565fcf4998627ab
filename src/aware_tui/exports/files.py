"""Files and folders for others to read: private, there whole or not at all, nothing of theirs overwritten."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import TextIO

from aware_tui.paths import make_private


class NotWritten(Exception):  # noqa: N818
    """Nothing was written; the message says why and what to do."""


def write_whole(path: Path, text: str, is_ours: Callable[[str], bool]) -> Path:
    """Write a private file (0600) that appears under its name only once it is whole; return where it is.

    A file that is there is replaced only if it is empty or `is_ours` says so of its first letters.
    """
    target = path.expanduser()
    try:
        target = Path(os.path.realpath(target))
        _check_place(target, is_ours)
        descriptor, name = tempfile.mkstemp(".part", ".aware-", target.parent)
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                _sync(file)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_written(error, target) from error
    return target


def private_folder(folder: Path) -> Path:
    """Make a folder for this account only, unless it is there; raises NotWritten."""
    try:
        make_private(folder)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise NotWritten(f"{folder} cannot be made ({why}). Check the data folder.") from error
    return folder


def _check_place(target: Path, is_ours: Callable[[str], bool]) -> None:
    if target.is_dir():
        raise NotWritten(f"{target} is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise _no_parent(target)
    if not target.exists():
        return
    if not target.is_file():
        raise NotWritten(f"{target} is no plain file, so it was left as it is. Choose another name.")
    with target.open("rb") as file:
        start = file.read(512).decode("utf-8", "replace")
    if start and not is_ours(start):
        raise NotWritten(
            f"{target} exists and was not made by aware, so it was left as it is. Choose another name."
        )


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a private folder (0700) to fill, and put it at `target` at the end, unless filling it failed.

    What is at `target` may only be an empty folder.
    """
    try:
        folder = Path(os.path.realpath(target.expanduser()))
        _check_folder(folder)
        draft = Path(tempfile.mkdtemp(".part", f".{folder.name[:64]}.", folder.parent))
    except (OSError, RuntimeError, ValueError) as error:
        raise _not_written(error, target) from error
    try:
        yield draft
        _place(draft, folder)
    except OSError as error:
        raise _not_written(error, folder) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_folder(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise _no_parent(folder)
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotWritten(f"{folder} is a file. Name a folder that is not there yet.")
    if next(folder.iterdir(), None) is not None:
        raise NotWritten(f"{folder} has something in it, and nothing is overwritten. Name a new folder.")
    if folder.samefile(Path.cwd()):
        raise NotWritten(f"{folder} is where you are. Name a new folder in it, such as {folder / 'export'}.")


def _place(draft: Path, folder: Path) -> None:
    """Rename the filled folder; an empty one gives way, one that was filled meanwhile does not."""
    if sys.platform == "win32" and folder.is_dir():
        folder.rmdir()
    draft.rename(folder)


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Open a new private file (0600) to write in, line ends as given; after that it is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        yield file
        _sync(file)


def _sync(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _no_parent(path: Path) -> NotWritten:
    return NotWritten(f"There is no folder {path.parent}. Make it first, or choose another place.")


def _not_written(error: Exception, path: Path) -> NotWritten:
    """Return the plain sentence of an error of the system, or of a name no file can have."""
    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
        return NotWritten(f"The disk is full, so {path} was not written. Make some room, then try again.")
    reason = (error.strerror if isinstance(error, OSError) else None) or "it cannot be the name of a file"
    return NotWritten(f"{path} was not written ({reason}). Check the folder, or choose another place.")
