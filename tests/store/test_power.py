"""The power fails: whatever part of the last writes reached the disk, all that was told as saved is there."""

import random
import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from making import NOW, a_head, a_note, a_promise, a_tick, adding, an_event, editing
from watching import PATIENCE

from aware_tui.domain.session import Change
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.writer import SaveState, Writer

SECTOR = 512
"""Bytes that reach a disk together or not at all."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What lay on the disk when `saved` was told."""

    saved: int
    file: bytes
    log: bytes


def worked(path: Path, changes: int, chance: random.Random, folded_after: int) -> list[Moment]:
    """Type, tick and promise; return what lay on the disk at every commit.

    Each change ticks an item with the number of its ticket, and its note begins with it. The log is folded
    into the file after `folded_after` pages.
    """
    moments: list[Moment] = []

    def note_down(state: SaveState) -> None:
        log = path.with_name(f"{path.name}-wal")
        moments.append(Moment(state.saved, path.read_bytes(), log.read_bytes()))

    writer = Writer(path, lambda: NOW, note_down)
    writer.start()
    pragma = f"PRAGMA wal_autocheckpoint={folded_after}"
    writer.ask(lambda db: db.execute(pragma).fetchall()).result(PATIENCE)
    head = a_head()
    note = a_note(head.id, "1 ")
    writer.submit(adding(head, note, a_tick(head.id, "1")))
    for number in range(2, changes + 1):
        longer = replace(note, text=f"{number} {'words ' * chance.randrange(600)}")
        change = editing(note, longer) + adding(a_tick(head.id, str(number)), a_promise(head.id))
        writer.submit(Change(change.edits, (an_event(head.id),)))
        note = longer
        if chance.random() < 0.7:
            writer.ask(lambda db: None).result(PATIENCE)
    assert writer.close(PATIENCE)
    return moments


def saved_in(folder: Path, file: bytes, log: bytes) -> int:
    """Return the last ticket in a file and its log as a power cut left them; all must be sound."""
    folder.mkdir()
    path = folder / "aware.db"
    path.write_bytes(file)
    path.with_name("aware.db-wal").write_bytes(log)
    with closing(open_database(path, create=False)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
        last = _last(db)
    shutil.rmtree(folder)
    return last


def _last(db: sqlite3.Connection) -> int:
    count, last = db.execute(
        "SELECT count(*), coalesce(max(CAST(item_id AS INTEGER)), 0) FROM tick"
    ).fetchone()
    notes = [text.split()[0] for (text,) in db.execute("SELECT text FROM note")]
    assert count == last
    assert notes == ([str(last)] if last else [])
    return int(last)


def cuts(tmp_path: Path, count: int) -> None:
    """Cut the log anywhere: every commit that ends before the cut is there, and nothing of a later one."""
    chance = random.Random(count)
    moments = worked(tmp_path / "aware.db", 40, chance, folded_after=0)
    whole = moments[-1]
    for number in range(count):
        cut = chance.randrange(len(whole.log) + 1)
        told = max((moment.saved for moment in moments if len(moment.log) <= cut), default=0)
        assert saved_in(tmp_path / str(number), whole.file, whole.log[:cut]) == told, cut


def torn(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """Return a file of which any of the changed sectors were written, in any order."""
    end = len(before) + chance.randrange(max(0, len(after) - len(before)) + 1)
    found = bytearray(before.ljust(end, b"\0"))
    likely = chance.random()
    for at in range(0, end, SECTOR):
        if chance.random() < likely:
            found[at : at + SECTOR] = after[at : min(at + SECTOR, end)]
    return bytes(found)


def tears(tmp_path: Path, count: int) -> None:
    """Cut the power during a commit, or while the log is folded into the file."""
    chance = random.Random(count)
    moments = worked(tmp_path / "aware.db", 60, chance, folded_after=30)
    steps = list(pairwise(moments))
    folds = [step for step in steps if step[0].file != step[1].file]
    assert len(folds) >= 3
    assert any(before.log[:32] != after.log[:32] for before, after in steps), "the log never began anew"
    for number in range(count):
        folder = tmp_path / str(number)
        if number % 2:
            before, after = chance.choice(steps)
            log = torn(before.log, after.log, chance)
            assert saved_in(folder, before.file, log) >= before.saved, number
        else:
            before, after = chance.choice(folds)
            file = torn(before.file, after.file, chance)
            assert saved_in(folder, file, after.log) == after.saved, number


def test_a_log_that_is_cut_anywhere_has_each_commit_before_the_cut_and_no_part_of_another(
    tmp_path: Path,
) -> None:
    cuts(tmp_path, 100)


def test_a_power_cut_in_the_middle_of_writing_loses_nothing_that_was_told_as_saved(tmp_path: Path) -> None:
    tears(tmp_path, 100)


@pytest.mark.long
def test_two_thousand_cuts_lose_nothing(tmp_path: Path) -> None:
    cuts(tmp_path, 1000)
    tears(tmp_path / "torn", 1000)
