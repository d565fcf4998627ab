"""The power fails: whatever part of the last writes reached the disk, all that was told as saved is there."""

import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from making import NOW, a_head, a_note, a_promise, a_tick, adding, an_event, editing
from watching import PATIENCE

from aware_tui.domain.session import Change
from aware_tui.store.errors import StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.writer import SaveState, Writer
from trials.verdict import Figure, none

HEADER: Final = 32
"""Bytes of the header of a log (sqlite.org/fileformat2.html, section 4.1)."""

SECTOR: Final = 512
"""Bytes that reach a disk together or not at all."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What lay on the disk when `saved` was told."""

    saved: int
    file: bytes
    log: bytes


@dataclass(slots=True)
class Toll:
    """What the cuts cost."""

    cuts: int = 0
    lost: list[str] = field(default_factory=list)
    made_up: list[str] = field(default_factory=list)
    """Where a part of a change was found, or a change whose end was cut off."""
    damaged: list[str] = field(default_factory=list)

    def figures(self, kind: str) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.cuts:,} {kind}"
        return [
            none("told as saved and lost", self.lost, of),
            none("a change in part", self.made_up, of),
            none("damaged files", self.damaged, of),
        ]

    def look(self, name: str, folder: Path, file: bytes, log: bytes) -> int:
        """Open what a cut left and return the last ticket in it, having noted all that is wrong with it."""
        self.cuts += 1
        folder.mkdir(parents=True)
        path = folder / "aware.db"
        path.write_bytes(file)
        path.with_name("aware.db-wal").write_bytes(log)
        try:
            with closing(open_file(path, create=False)) as db:
                self.damaged += [f"{name}: {told}" for told in _wrong_in(db)]
                last, in_part = _last(db)
                self.made_up += [f"{name}: {told}" for told in in_part]
        except (sqlite3.Error, StoreProblem) as problem:
            self.damaged.append(f"{name}: {problem}")
            last = 0
        shutil.rmtree(folder)
        return last


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Cut the recorded writes at so many points: half of them clean, half of them with torn pages."""
    clean, broken = Toll(), Toll()
    cuts(folder / "clean", times // 2, Random(seed), clean)
    tears(folder / "torn", times - times // 2, Random(seed + 1), broken)
    return clean.figures("clean cuts") + broken.figures("cuts with torn pages")


def cuts(folder: Path, count: int, chance: Random, toll: Toll) -> None:
    """Cut the log anywhere: every commit that ends before the cut is there, and nothing of a later one."""
    moments = worked(folder / "aware.db", 40, chance, folded_after=0)
    whole = moments[-1]
    for number in range(count):
        cut = chance.randrange(len(whole.log) + 1)
        told = max((moment.saved for moment in moments if len(moment.log) <= cut), default=0)
        last = toll.look(f"cut at {cut}", folder / str(number), whole.file, whole.log[:cut])
        if last < told:
            toll.lost.append(f"cut at {cut}: {told} were told, {last} are there")
        if last > told:
            toll.made_up.append(f"cut at {cut}: {told} were whole, {last} are there")


def tears(folder: Path, count: int, chance: Random, toll: Toll) -> None:
    """Cut the power during a commit, or while the log is folded into the file."""
    moments = worked(folder / "aware.db", 60, chance, folded_after=30)
    steps = list(pairwise(moments))
    folds = [step for step in steps if step[0].file != step[1].file]
    assert len(folds) >= 3, "the log was hardly ever folded into the file"
    assert any(before.log[:32] != after.log[:32] for before, after in steps), "the log never began anew"
    for number in range(count):
        if number % 2:
            before, after = chance.choice(steps)
            left, told = (before.file, torn(headed(before.log, after.log), after.log, chance)), before.saved
        else:
            before, after = chance.choice(folds)
            left, told = (torn(before.file, after.file, chance), after.log), after.saved
        last = toll.look(f"tear {number}", folder / str(number), *left)
        if last < told:
            toll.lost.append(f"tear {number}: {told} were told, {last} are there")
        if last > after.saved:
            toll.made_up.append(f"tear {number}: {after.saved} were begun, {last} are there")


def torn(before: bytes, after: bytes, chance: Random) -> bytes:
    """Return a file of which any of the changed sectors were written, in any order."""
    end = len(before) + chance.randrange(max(0, len(after) - len(before)) + 1)
    found = bytearray(before.ljust(end, b"\0"))
    likely = chance.random()
    for at in range(0, end, SECTOR):
        if chance.random() < likely:
            found[at : at + SECTOR] = after[at : min(at + SECTOR, end)]
    return bytes(found)


def headed(before: bytes, after: bytes) -> bytes:
    """Return the log as it was when the first of the new frames was written.

    A log that begins anew gets its header first, and that is on the disk before any frame follows: SQLite
    waits for it, since a log with an old header and new frames would damage the file (sqlite3WalFrames in
    wal.c, "Sync the header").
    """
    return after[:HEADER] + before[HEADER:]


def worked(path: Path, changes: int, chance: Random, folded_after: int) -> list[Moment]:
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
    assert writer.close(PATIENCE), "not all of it was saved while there was power"
    return moments


def _wrong_in(db: sqlite3.Connection) -> list[str]:
    told = [str(line) for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"]
    told += [f"a row without its parent: {row}" for row in db.execute("PRAGMA foreign_key_check")]
    db.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    return told


def _last(db: sqlite3.Connection) -> tuple[int, list[str]]:
    """Return the last ticket in the file, and where one is there in part."""
    count, last = db.execute(
        "SELECT count(*), coalesce(max(CAST(item_id AS INTEGER)), 0) FROM tick"
    ).fetchone()
    notes = [text.split()[0] for (text,) in db.execute("SELECT text FROM note")]
    promises = db.execute("SELECT count(*) FROM promise").fetchone()[0]
    whole = count == last and notes == ([str(last)] if last else []) and promises == max(0, last - 1)
    return int(last), [] if whole else [f"{count} ticks to {last}, {promises} promises, notes {notes}"]
