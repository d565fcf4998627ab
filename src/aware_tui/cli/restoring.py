"""Copies listed, and one of them put in the place of the data: told first what that would change."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, flush, say
from aware_tui.config import Settings
from aware_tui.domain.text import counted
from aware_tui.services import backups

if TYPE_CHECKING:
    from aware_tui.store.care import BackupFile
    from aware_tui.store.restoring import Comparison, Held

WORD = "restore"
"""What somebody at the terminal types to have it done."""

NOTHING_DONE = "Nothing was changed."


def restore(args: Namespace) -> int:
    """List the copies, or put the one that is named in place."""
    settings = settings_of(args)
    backups.refuse_server(settings)
    if args.file is None:
        return _list(settings, args)
    source = backups.named(settings, args.file)
    told = backups.compare(settings, source)
    say(*_compared(told, settings, source), "")
    if not _agreed(args, loses=told.loses):
        return 1
    done = backups.put_in_place(settings, source, datetime.now(UTC))
    say(f"The copy is in place: {settings.database}")
    if done.kept is not None:
        what = "The damaged file was set aside" if done.was_damaged else "What was there is kept as a backup"
        say(f"{what}: {done.kept}")
    return 0


def _list(settings: Settings, args: Namespace) -> int:
    copies = backups.copies_of(settings)
    if not copies:
        complain(
            f"There is no backup in {settings.backups} yet. "
            "`aware data restore FILE` takes one from elsewhere."
        )
        return 1
    say(f"The backups in {settings.backups}, the newest first:", *_rows(copies, settings), "")
    good = next((file for file in copies if file.verified), None)
    if good is None:
        complain("None of them is whole. `aware data backup` makes one of the data as it is now.")
        return 1
    command = backups.command_for(good.path.name, args.data_dir)
    say("This puts the newest good one in place, and tells first what that would change:", f"  {command}")
    return 0


def _rows(copies: "tuple[BackupFile, ...]", settings: Settings) -> Iterator[str]:
    for file in copies:
        made = backups.made_words(file.made_at, settings.zone)
        state = "checked" if file.verified else "not whole"
        yield f"  {made}  {backups.size_words(file.size):>8}  {state:<9}  {file.path.name}"


def _compared(told: "Comparison", settings: Settings, source: Path) -> Iterator[str]:
    yield f"The copy:  {source}"
    yield f"           {_held(told.copy, settings)}, checked in full"
    yield f"The data:  {settings.database}"
    if told.damage:
        what = backups.damage_of(told.damage).removeprefix(str(settings.database.resolve())).strip()
        yield f"           {what}"
        yield "It is set aside as it is, in its folder, and not deleted."
    elif told.here is None:
        yield "           not there"
    else:
        yield f"           {_held(told.here, settings)}"
        yield _lost(told)
        yield "It is kept as a backup of its own first."


def _held(held: "Held", settings: Settings) -> str:
    changed = "nothing ever done"
    if held.changed_at is not None:
        changed = f"last change {backups.made_words(held.changed_at, settings.zone)}"
    return f"{counted(held.sessions, 'session')}, {changed}, {backups.size_words(held.size)}"


def _lost(told: "Comparison") -> str:
    if told.not_in_copy:
        are = "is" if told.not_in_copy == 1 else "are"
        count = counted(told.not_in_copy, "session")
        return f"The data is newer: {count} went on since, or {are} not in the copy at all."
    if told.loses:
        return "The data is newer: something other than a session was changed since."
    return "The copy has every session of the data as it is now."


def _agreed(args: Namespace, *, loses: bool) -> bool:
    """Say whether somebody wants it done, and over newer data knowingly; tell what to add if not."""
    if args.over_newer or (args.yes and not loses):
        return True
    flag = "--over-newer" if loses else "--yes"
    if args.yes or not sys.stdin.isatty():
        complain(f"{NOTHING_DONE} To put the copy in place all the same, add {flag}.")
        return False
    say(f"Type {WORD} to put the copy in place, or nothing to leave all as it is.")
    flush()
    agreed = sys.stdin.readline().strip().casefold() == WORD
    if not agreed:
        complain(NOTHING_DONE)
    return agreed
