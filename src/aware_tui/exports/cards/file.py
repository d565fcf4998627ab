"""Write a card where it is wanted: what is there stays, unless it is to go."""

import os
import tempfile
from pathlib import Path

from aware_tui.exports.files import NotWritten
from aware_tui.language import _

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_card(path: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """Write a private file (0600) and return where it is; raises NotWritten.

    What is there already is left as it is, unless `overwrite`: then it is replaced in one go.
    """
    target = path
    try:
        target = path.expanduser().absolute()
        if target.is_dir():
            raise NotWritten(_("{path} is a folder. Name a file in it.").format(path=target))
        if not target.parent.is_dir():
            told = _("There is no folder {folder}. Make it first, or choose another place.")
            raise NotWritten(told.format(folder=target.parent))
        if overwrite:
            _replace(target, content)
        else:
            _fill(os.open(target, _NEW, 0o600), target, content)
    except FileExistsError:
        told = _("{path} is there already, and was left as it is. Choose another name, or add --overwrite.")
        raise NotWritten(told.format(path=target)) from None
    except (OSError, RuntimeError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or _("no file can have that name")
        told = _("{path} was not written ({why}). Check the folder, or choose another place.")
        raise NotWritten(told.format(path=target, why=why)) from error
    return target


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name in the folder that nothing has yet, with a number where it needs one."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _replace(target: Path, content: bytes) -> None:
    real = Path(os.path.realpath(target))
    if real.exists() and not real.is_file():  # a device or a pipe is written into: replaced, it would be gone
        real.write_bytes(content)
        return
    descriptor, name = tempfile.mkstemp(".part", ".aware-", real.parent)
    draft = Path(name)
    try:
        _fill(descriptor, draft, content)
        draft.replace(real)
    finally:
        draft.unlink(missing_ok=True)


def _fill(descriptor: int, path: Path, content: bytes) -> None:
    """Fill a new file; one that could not be filled goes again."""
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
