"""The scenarios in force and the table of moods, read from their files; it needs no desk."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.content.errors import PlaybookMissing
from aware_tui.language import _, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aware_tui.content.errors import Problem
    from aware_tui.content.scenarios import LoadedScenario, Shelf
    from aware_tui.domain.practice.mood import MoodTable

OWN = "scenarios"
"""The folder in the data folder for scenarios of one's own; they come before others of the same id."""

Stamp = tuple[str, int, int]
"""A file as it is: its path, its size, when it was changed last."""

Kept = tuple[tuple[Path, ...], Path | None]
"""The folders that hold playbooks, and that of their cache, if there is one."""


class NoSuchScenario(PlaybookMissing):
    """There is no such scenario, or its file is at fault; the message says so and what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read."""

    shelf: "Shelf"
    moods: "MoodTable"
    categories: tuple[str, ...] | None = None
    """The ids that a scenario may be for; None where a playbook is at fault, so that nobody can tell."""


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """Return the folders of the playbook in force, of what it extends, and of the shipped one."""
    from aware_tui import paths
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    shipped, places = paths.shipped_playbooks() / "aware", shelves(settings)
    try:
        in_force = find_playbook(settings.playbook, places)
    except PlaybookMissing:  # whoever opens the playbook tells why
        return (shipped,)
    bases = () if in_force == shipped else _bases_of(in_force, places)
    return tuple(dict.fromkeys((in_force, *bases, shipped)))


@lru_cache(maxsize=4)
def _bases_of(folder: Path, places: tuple[Path, ...]) -> tuple[Path, ...]:
    from aware_tui.content.errors import PlaybookError
    from aware_tui.content.loader import bases_of

    try:
        return tuple(base for _, base in bases_of(folder, places))
    except PlaybookError:  # whoever opens the playbook tells why
        return ()


def open_scenarios(settings: Settings) -> Opened:
    """Read the scenarios in force and what had to be left out; what was read last, if no file has changed."""
    from aware_tui.services.reports import cache_of, shelves

    folders, own = _with_our_language(folders_of(settings)), settings.data_dir / OWN
    there = tuple(_files(own))
    kept = (shelves(settings), cache_of(settings))
    return _read(folders, there, kept, _stamps_of(folders, there))


def _with_our_language(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the folders with that of AWARE in the language of the screens, whatever is in force."""
    from aware_tui import paths

    ours = paths.shipped_playbooks() / f"aware_{spoken()}"
    return tuple(dict.fromkeys((*folders, ours))) if ours.is_dir() else folders


@lru_cache(maxsize=1)
def _read(folders: tuple[Path, ...], own: tuple[Path, ...], kept: Kept, _: tuple[Stamp, ...]) -> Opened:
    """Read all of it; for files with the same stamps it was read already."""
    from aware_tui.content.scenarios import Shelf, open_shelf

    moods, faults = _moods_of(folders)
    categories = _categories_of(folders, kept)
    shelf = open_shelf(folders, moods, own, categories)
    return Opened(Shelf(shelf.scenarios, (*faults, *shelf.left_out)), moods, categories)


def categories_in_force(settings: Settings) -> tuple[str, ...] | None:
    """Return the ids that a scenario may be for: of the playbook in force, then of those it is made from.

    So a scenario that ships stays good where a playbook has taken one of its categories out. None where one
    of these playbooks is at fault.
    """
    from aware_tui.services.reports import cache_of, shelves

    return _categories_of(folders_of(settings), (shelves(settings), cache_of(settings)))


def _categories_of(folders: "Sequence[Path]", kept: Kept) -> tuple[str, ...] | None:
    from aware_tui.content.cache import open_playbook
    from aware_tui.content.errors import PlaybookError

    places, cache = kept
    try:
        playbooks = [open_playbook(folder, places, cache).playbook for folder in folders]
    except PlaybookError:  # whoever opens the playbook tells why
        return None
    return tuple(dict.fromkeys(each.id for playbook in playbooks for each in playbook.categories))


def find_scenario(opened: Opened, name: str) -> "LoadedScenario":
    """Return a scenario by its id, or of a file; NoSuchScenario says what stands in the way."""
    from aware_tui.content.errors import ContentError
    from aware_tui.content.scenarios import read_scenario

    found = opened.shelf.find(name)
    if found is not None:
        return found
    if not _is_file(name):
        raise NoSuchScenario(_advice(name, opened.shelf))
    try:
        return read_scenario(Path(name).expanduser(), opened.moods, opened.categories)
    except ContentError as error:
        raise NoSuchScenario(str(error)) from error


def _moods_of(folders: "Sequence[Path]") -> "tuple[MoodTable, tuple[Problem, ...]]":
    """Return the table of moods in force; a faulty one is told, and the shipped one stands in for it."""
    from aware_tui.content.errors import ContentError
    from aware_tui.content.scenarios import read_moods

    try:
        return read_moods(folders), ()
    except ContentError as error:
        return read_moods(folders[-1:]), error.every


def _files(folder: Path) -> list[Path]:
    from aware_tui.content.scenarios import MOST

    return sorted(folder.glob("*.yaml"))[:MOST]


def _stamps_of(folders: "Sequence[Path]", own: "Sequence[Path]") -> tuple[Stamp, ...]:
    from aware_tui.content.scenarios import FOLDER, MOODS

    of_playbooks = (path for folder in folders for path in _files(folder))
    of_practice = (path for folder in folders for path in (folder / MOODS, *_files(folder / FOLDER)))
    paths = (*of_playbooks, *of_practice)
    return tuple(_stamps((*paths, *own)))


def _stamps(paths: "Iterable[Path]") -> "Iterator[Stamp]":
    for path in paths:
        try:
            stat = path.stat()
        except OSError:  # reading it tells what is wrong
            continue
        yield str(path), stat.st_size, stat.st_mtime_ns


def _is_file(name: str) -> bool:
    try:
        return Path(name).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):
        return False


def _advice(name: str, shelf: "Shelf") -> str:
    from aware_tui.content.errors import shown

    there = ", ".join(each.scenario.id for each in shelf.scenarios) or "none"
    return _("There is no scenario {name}. Give a file, or one of: {there}.").format(
        name=shown(name), there=there
    )
