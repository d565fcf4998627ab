"""The ledger of what was erased, kept a second time beside the data: it outlives the loss of the database.

One JSON object a line, with ids and times alone. A copy from before an erasure is made to forget by it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from aware_tui.domain.erasing import ErasedKind, Erasure
from aware_tui.domain.ids import time_ordered_id
from aware_tui.domain.session import Stamp
from aware_tui.store.database import Database
from aware_tui.store.erased import ledger_of
from aware_tui.store.erasing import reapply
from aware_tui.store.errors import StoreProblem, os_problem, problem_of
from aware_tui.store.gates import reader
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.records import read_time_or_none
from aware_tui.store.residue import wipe
from aware_tui.store.transaction import transaction

NAME = "erased.jsonl"
"""The name of the file in the data folder."""


def read_ledger(data_dir: Path) -> tuple[Erasure, ...]:
    """Return what the file says, the oldest first; a line that cannot be read is left out.

    Raises CannotWrite if the file is there and cannot be opened.
    """
    path = data_dir / NAME
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise os_problem(error, path) from error
    return tuple(found for line in text.splitlines() if (found := _line_of(line)) is not None)


def _line_of(line: str) -> Erasure | None:
    try:
        told = json.loads(line)
        at = read_time_or_none(told["erased_at"])
        names = (told["id"], told["actor"], told["row_id"])
        kind = ErasedKind(told["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if at is None or not all(isinstance(name, str) for name in names):
        return None
    return Erasure(names[0], at, names[1], kind, names[2])


def keep_ledger(db: Database, data_dir: Path) -> int:
    """Add to the file what the data has and the file has not; return how many lines that were.

    They are on the disk afterwards. The turn to write is held meanwhile, so that two who do this at once do
    not both add them. Raises CannotWrite, DiskFull and Busy.
    """
    with transaction(db):
        known = {line.row_id for line in read_ledger(data_dir)}
        new = [line for line in ledger_of(db) if line.row_id not in known]
        if new:
            try:
                _append(data_dir / NAME, new)
            except OSError as error:
                raise os_problem(error, data_dir / NAME) from error
    return len(new)


def _append(path: Path, lines: Iterable[Erasure]) -> None:
    told = "".join(f"{json.dumps(_told(line))}\n" for line in lines)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    with os.fdopen(descriptor, "rb+") as file:
        if _is_torn(file):
            told = f"\n{told}"
        file.write(told.encode())
        file.flush()
        os.fsync(descriptor)


def _is_torn(file: BinaryIO) -> bool:
    """Say whether the last line was cut off, by a full disk or a power cut."""
    end = file.seek(0, os.SEEK_END)
    if not end:
        return False
    file.seek(end - 1)
    return file.read(1) != b"\n"


def _told(line: Erasure) -> dict[str, str]:
    return {
        "id": line.id,
        "erased_at": line.erased_at.astimezone(UTC).isoformat(),
        "actor": line.actor,
        "kind": line.kind.value,
        "row_id": line.row_id,
    }


def reapply_all(path: Path, data_dir: Path) -> int:
    """Erase in the database at `path`, a copy, what was erased in the data of `data_dir` since it was made.

    To be done before the copy takes the place of the data; it is brought up to date by that, and its residue
    is wiped. What was erased is told by the file of the ledger and by the data itself, if it can still be
    read. Returns how many rows that were; 0 if it is done again. Raises StoreProblems.
    """
    lines = {line.row_id: line for line in (*_of_data(data_dir / "aware.db"), *read_ledger(data_dir))}
    if not lines:
        return 0
    last = max(lines.values(), key=lambda line: line.id)
    stamp = Stamp(last.erased_at, last.actor, lambda: time_ordered_id(last.erased_at, os.urandom(10)))
    ordered = sorted(_told_apart(lines.values(), stamp), key=lambda line: line.id)
    with closing(open_database(path, create=False)) as db:
        try:
            with transaction(db):
                count = reapply(db, ordered, stamp)
        except sqlite3.Error as error:
            raise problem_of(error, path) from error
    if count:
        wipe(path)
    return count


def _told_apart(lines: Iterable[Erasure], stamp: Stamp) -> Iterator[Erasure]:
    """Yield each line, with an id of its own where somebody's editing gave several the same."""
    seen = set[str]()
    for line in lines:
        yield replace(line, id=stamp.new_id()) if line.id in seen else line
        seen.add(line.id)


def _of_data(path: Path) -> Iterator[Erasure]:
    """Yield the ledger in the data, as far as the data can be read."""
    with suppress(sqlite3.Error, OSError, StoreProblem), closing(reader(path, 1.0)) as db:
        yield from ledger_of(db)
