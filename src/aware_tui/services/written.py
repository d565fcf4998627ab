"""Which folders were written out, and when: so that an erasure can name those that are still there."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aware_tui.config import Settings

NAME = "exports.jsonl"
"""The name of the file in the data folder: one JSON object a line, with nothing of a person but paths."""


@dataclass(frozen=True, slots=True)
class Written:
    """A folder that was written out, and when (aware UTC)."""

    folder: Path
    at: datetime


def note_written(settings: Settings, folder: Path, now: datetime) -> None:
    """Remember that everything, or all about one person, was written into `folder`.

    What stands in the way is not told: the folder is there, and its name has been said.
    """
    line = json.dumps({"at": now.astimezone(UTC).isoformat(), "folder": str(folder)})
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    with suppress(OSError):
        descriptor = os.open(settings.data_dir / NAME, flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{line}\n".encode())


def still_there(settings: Settings) -> tuple[Written, ...]:
    """Return the folders that were written out and are still where they were, the newest first."""
    try:
        lines = (settings.data_dir / NAME).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    noted = (found for line in lines if (found := _read(line)) is not None)
    newest = {found.folder: found for found in noted}
    there = [found for found in newest.values() if os.path.isdir(found.folder)]  # noqa: PTH112
    return tuple(sorted(there, key=lambda found: found.at, reverse=True))


def _read(line: str) -> Written | None:
    try:
        told = json.loads(line)
        return Written(Path(told["folder"]), datetime.fromisoformat(told["at"]).astimezone(UTC))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
