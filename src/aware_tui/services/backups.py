"""The copies of the data, for every face: which there are, which is good, and putting one in place."""

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.text import counted
from aware_tui.domain.zones import local_time
from aware_tui.services.health import Health, HealthLine

if TYPE_CHECKING:
    from aware_tui.store.care import BackupFile
    from aware_tui.store.restoring import Comparison, Restored

RESTORE = "aware data restore"
"""The command that lists the copies, and with the name of one puts it in place."""


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A copy that passed the full check a moment ago."""

    path: Path
    made_at: datetime
    sessions: int


def refuse_server(settings: Settings) -> None:
    """Raise CannotWrite where the data is on a server: its copies are the business of whoever runs it."""
    from aware_tui.store.errors import CannotWrite

    if settings.server is not None:
        raise CannotWrite(
            "The data is on a PostgreSQL server, where its own tools make and restore copies (pg_dump, "
            "pg_restore). Nothing was done. Ask whoever runs the server."
        )


def copies_of(settings: Settings) -> "tuple[BackupFile, ...]":
    """Return the copies in the backups folder, the newest first; raises a StoreProblem."""
    from aware_tui.store.care import backups

    return backups(settings.backups)


def newest_good(settings: Settings) -> GoodCopy | None:
    """Return the newest copy that passes the full check now; None if there is none."""
    from aware_tui.store.errors import StoreProblem
    from aware_tui.store.restoring import examine

    with suppress(StoreProblem):
        for file in copies_of(settings):
            if file.verified:
                with suppress(StoreProblem):
                    return GoodCopy(file.path, file.made_at, examine(file.path).sessions)
    return None


def named(settings: Settings, name: Path) -> Path:
    """Return the copy that is meant: one in the backups folder by its name alone, or any file by its path."""
    there = settings.backups / name
    if name.name == str(name) and there.exists():
        return there
    try:
        return name.expanduser()
    except RuntimeError:
        return name


def compare(settings: Settings, source: Path) -> "Comparison":
    """Check a copy in full and tell it from the data; raises a StoreProblem. Nothing is changed."""
    from aware_tui.store.restoring import compare as told_apart

    refuse_server(settings)
    return told_apart(settings.database, source)


def put_in_place(settings: Settings, source: Path, now: datetime) -> "Restored":
    """Put a copy in the place of the data, which is kept; raises a StoreProblem, and then nothing changed."""
    from aware_tui.store.restoring import restore

    refuse_server(settings)
    return restore(settings.database, source, settings.backups, now)


def begin_anew(settings: Settings, now: datetime) -> Path:
    """Set the damaged file aside, so that the next opening makes empty data; return where it is kept."""
    from aware_tui.store.care import set_aside

    return set_aside(settings.database, now)


_AND_SO_ON = re.compile(r" (?:It was not touched|Nothing was changed)\b.*", re.DOTALL)


def damage_of(sentence: str) -> str:
    """Return what a sentence about damaged data says happened, without what it says to do."""
    return _AND_SO_ON.sub("", sentence)


def made_words(at: datetime, zone: str, now: datetime | None = None) -> str:
    """Return when a copy was made: “2026-03-04 11:30”; with the aware `now`, “today 11:30”."""
    from aware_tui.domain.due import Due, describe_day

    local = local_time(at, zone)
    if now is None:
        return f"{local:%Y-%m-%d %H:%M}"
    return f"{describe_day(Due(at, zone, ''), now)} {local:%H:%M}"


def size_words(size: int) -> str:
    """Return bytes as people say them: “340 KB”, “1.2 MB”, “5.1 GB”."""
    for unit, one in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= one:
            return f"{size / one:.1f} {unit}"
    return f"{max(1, round(size / 1_000))} KB" if size else "0 KB"


def command_for(name: str, data_dir: Path | None) -> str:
    """Return the whole command that puts a copy in place, with the data folder where one was named."""
    where = ["--data-dir", str(data_dir)] if data_dir is not None else []
    return shlex.join(["aware", "data", "restore", name, *where])


def advice_of(settings: Settings, data_dir: Path | None = None) -> str:
    """Return what to do about damaged data: the newest verified copy, and the command that restores it."""
    from aware_tui.store.errors import StoreProblem

    try:
        good = next((file for file in copies_of(settings) if file.verified), None)
    except StoreProblem as problem:
        return str(problem)
    if good is None:
        return f"There is no good backup in {settings.backups}. `{RESTORE} FILE` takes one from elsewhere."
    made = made_words(good.made_at, settings.zone)
    command = command_for(good.path.name, data_dir)
    return f"The newest good backup is of {made}: `{command}` puts it in place."


def told(settings: Settings) -> str:
    """Return how many copies there are, and of when and how good the newest is."""
    copies = copies_of(settings)
    count = counted(len(copies), "copy", "copies")
    if not copies:
        return f"{count}; the first is made by itself while the app is open"
    state = "checked in full" if copies[0].verified else "not whole, so of no use"
    return f"{count}, the newest of {made_words(copies[0].made_at, settings.zone)}, {state}"


def health_of(settings: Settings) -> Iterator[HealthLine]:
    """Yield what a check-up says of the copies."""
    from aware_tui.store.errors import StoreProblem
    from aware_tui.store.keeping import last_try

    try:
        copies = copies_of(settings)
    except StoreProblem as problem:
        yield HealthLine("database", "backups", Health.PROBLEM, str(settings.backups), str(problem))
        return
    yield _state_of(copies, settings)
    failed = last_try(settings.backups)
    good = max((file.made_at for file in copies if file.verified), default=None)
    if failed is not None and (good is None or good < failed[0]):
        found = f"the last try, of {made_words(failed[0], settings.zone)}, failed"
        yield HealthLine("database", "last backup", Health.PROBLEM, found, failed[1])
    elif no_room := _no_room(settings):
        yield HealthLine("database", "room", Health.NOTE, "short for the next backup", no_room)


def _state_of(copies: "tuple[BackupFile, ...]", settings: Settings) -> HealthLine:
    state, advice = Health.OK, ""
    if not copies:
        state, advice = Health.NOTE, "`aware data backup` makes one now."
    elif not any(file.verified for file in copies):
        state, advice = Health.PROBLEM, "None of them is whole. `aware data backup` makes one now."
    elif not copies[0].verified:
        state, advice = Health.NOTE, advice_of(settings)
    return HealthLine("database", "backups", state, told(settings), advice)


def _no_room(settings: Settings) -> str:
    """Return the sentence for a disk that has no room for the next copy; empty if it has."""
    from aware_tui.store.keeping import NoRoom, check_room

    try:
        check_room(settings.database, settings.backups)
    except NoRoom as problem:
        return str(problem)
    except OSError:
        return ""  # whoever makes the next copy tells what stands in the way
    return ""
