"""The facts of a check-up: settings, data, playbook and connectors, what is wrong and how to mend it."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.config import Settings, SettingsProblem
from aware_tui.config.connectors import CONNECTORS
from aware_tui.config.file import REBIND
from aware_tui.config.listing import Row, rows_of
from aware_tui.config.loading import Reading, Source, read_settings
from aware_tui.services.backups import advice_of, damage_of, health_of
from aware_tui.services.checkup_connectors import connectors_of
from aware_tui.services.checkup_server import server_of
from aware_tui.services.health import Health, HealthLine
from aware_tui.services.problems import is_damage
from aware_tui.services.reports import has_data, shelves

if TYPE_CHECKING:
    from aware_tui.store.errors import StoreProblem

__all__ = ["Health", "HealthLine", "check_up", "folder_in_force"]


def folder_in_force(data_dir: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the data folder, without reading what is in it."""
    folder = data_dir or Path(environment.get("AWARE_DATA_DIR") or paths.default_data_dir())
    return folder.expanduser().absolute()


def check_up(
    data_dir: Path | None,
    playbook: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    database_url: str | None = None,
) -> tuple[HealthLine, ...]:
    """Return what there is to say of all these; changes nothing, sends nothing and raises nothing."""
    try:
        reading = read_settings(data_dir, playbook, environment, database_url=database_url)
        settings, told = reading.settings, tuple(_settings(reading))
    except SettingsProblem as problem:
        folder = folder_in_force(data_dir, environment)
        wanted = playbook or environment.get("AWARE_PLAYBOOK") or "aware"
        settings = Settings(data_dir=folder, agent="agent", zone="UTC", playbook=wanted)
        told = (HealthLine("settings", "settings", Health.PROBLEM, "cannot be used", str(problem)),)
    connectors = connectors_of(settings, environment)
    return (*told, *_database(settings, data_dir), *_playbook(settings), *connectors)


def _settings(reading: Reading) -> Iterator[HealthLine]:
    for row in rows_of(reading):
        if row.name not in (REBIND, CONNECTORS) and (row.value != "" or row.source is not Source.ITSELF):
            yield HealthLine("settings", row.name, Health.OK, f"{row.shown}, {_origin(row)}")
    for mistake in reading.mistakes:
        found = f"line {mistake.line} is not in force" if mistake.line else "not in force"
        yield HealthLine("settings", "settings", Health.PROBLEM, found, str(mistake))


def _origin(row: Row) -> str:
    if row.source is Source.COMMAND:
        return "from the command line"
    if row.source is Source.FILE:
        return "from settings.toml"
    return f"from {row.where}" if row.source is Source.ENVIRONMENT else row.where


def _database(settings: Settings, data_dir: Path | None) -> Iterator[HealthLine]:
    """Look at the file, or at the server, without changing a byte of it."""
    if settings.server is not None:
        yield _folder(settings.data_dir)
        yield from server_of(settings)
        return
    yield _library()
    yield _folder(settings.data_dir)
    if not has_data(settings):
        yield HealthLine("database", "file", Health.OK, f"{settings.database} is made at the first start")
        return
    problem = _problem_with(lambda: _look(settings.database))
    if problem is None:
        yield from _file(settings)
        return
    damaged = is_damage(problem)
    advice = f"{damage_of(str(problem))}\n{advice_of(settings, data_dir)}" if damaged else str(problem)
    yield HealthLine("database", "file", Health.PROBLEM, str(settings.database), advice)
    if damaged:
        yield from health_of(settings)


def _library() -> HealthLine:
    from aware_tui.store.library import FIRST_SAFE, safe_together, sqlite3

    name = f"SQLite {sqlite3.sqlite_version}"
    if safe_together():
        return HealthLine("database", "library", Health.OK, f"{name}, safe with several windows")
    first = ".".join(map(str, FIRST_SAFE))
    return HealthLine(
        "database",
        "library",
        Health.NOTE,
        f"{name}, with the fault of the log that {first} has mended (the WAL-reset bug)",
        "Windows of aware take turns to write, so nothing is lost. Let no other program write in the file.",
    )


def _folder(folder: Path) -> HealthLine:
    """Say whether the data folder, or the one it will be made in, can be written."""
    there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        told = "can be written" if there == folder else "is made at the first start"
        return HealthLine("database", "folder", Health.OK, f"{folder} {told}")
    why = "cannot be written" if there.is_dir() else "is no folder"
    advice = f"{there} {why}. Change who may write there, or choose another folder with --data-dir."
    return HealthLine("database", "folder", Health.PROBLEM, str(folder), advice)


def _problem_with(look: Callable[[], object]) -> "StoreProblem | None":
    """Return the problem that stops `look`, if there is one."""
    from aware_tui.store.errors import StoreProblem

    try:
        look()
    except StoreProblem as problem:
        return problem
    return None


def _look(path: Path) -> None:
    """Pass the gates of the store, as opening does, without opening."""
    from aware_tui.store.errors import os_problem, problem_of
    from aware_tui.store.gates import check_place, look
    from aware_tui.store.library import sqlite3

    try:
        check_place(path)
        look(Path(os.path.realpath(path)), wait=5.0)
    except sqlite3.Error as error:
        raise problem_of(error, path) from error
    except OSError as error:
        raise os_problem(error, path) from error


def _file(settings: Settings) -> Iterator[HealthLine]:
    from aware_tui.store.care import where
    from aware_tui.store.gates import QUICK_LIMIT
    from aware_tui.store.marks import SCHEMA_VERSION

    facts = where(settings.database)
    size = f"{facts.path}, {facts.size:,} bytes, {facts.rows.get('session', 0):,} sessions"
    yield HealthLine("database", "file", Health.OK, size)
    if facts.version == SCHEMA_VERSION:
        yield HealthLine("database", "version", Health.OK, f"data version {facts.version}, the newest")
    else:
        told = (
            f"data version {facts.version}, brought up to {SCHEMA_VERSION} at the next start, after a backup"
        )
        yield HealthLine("database", "version", Health.NOTE, told)
    if facts.size <= QUICK_LIMIT:
        yield HealthLine("database", "integrity", Health.OK, "the quick check found no fault")
    else:
        advice = "`aware data check` reads it through."
        yield HealthLine("database", "integrity", Health.NOTE, "too large for the quick check", advice)
    yield from health_of(settings)


def _playbook(settings: Settings) -> Iterator[HealthLine]:
    """Read the playbook in force strictly, past the cache."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.content.errors import PlaybookError, PlaybookMissing
    from aware_tui.content.loader import load_playbook

    places = shelves(settings)
    try:
        folder = find_playbook(settings.playbook, places)
        playbook = load_playbook(folder, places).playbook
    except (PlaybookError, PlaybookMissing) as problem:
        advice = f"{problem}\nUntil it is mended, new calls use AWARE."
        yield HealthLine("playbook", "playbook", Health.PROBLEM, settings.playbook, advice)
        return
    told = f"{playbook.title} {playbook.version}, in order, from {folder}"
    yield HealthLine("playbook", "playbook", Health.OK, told)
