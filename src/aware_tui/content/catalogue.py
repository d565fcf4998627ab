"""The playbooks there are, by shelf, and how to find one by its name."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from aware_tui.content.cache import open_playbook
from aware_tui.content.errors import PlaybookError, PlaybookMissing, shown
from aware_tui.content.folders import glance, is_playbook, locate, playbooks_on
from aware_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Entry:
    """A playbook on a shelf; `error` says what is wrong with it, and is empty if it can be used."""

    id: str
    title: str
    folder: Path
    error: str = ""
    playbook: Playbook | None = field(default=None, compare=False, repr=False)
    """What was read, where it can be used."""


def shelf(shelves: Sequence[Path], cache: Path | None = None) -> tuple[Entry, ...]:
    """Return every playbook of these folders, in their order and then by name, usable or not."""
    return tuple(entry_of(folder, shelves, cache) for each in shelves for folder in playbooks_on(each))


def find_playbook(name: str, shelves: Sequence[Path]) -> Path:
    """Return the folder of a playbook named by id or by folder; PlaybookMissing says which there are."""
    is_bare = name not in ("", ".", "..") and Path(name).name == name
    found = locate(name, shelves) if is_bare else None
    if found is not None:
        return found
    folder = _path(name)
    if name and is_playbook(folder):
        return folder
    if name and _is_folder(folder):
        raise PlaybookMissing(f"The folder {shown(name)} holds no playbook.yaml. {_advice(shelves)}")
    raise PlaybookMissing(f"There is no playbook {shown(name)}. {_advice(shelves)}")


def _path(name: str) -> Path:
    with suppress(RuntimeError):  # there is no such home
        return Path(name).expanduser()
    return Path(name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _advice(shelves: Sequence[Path]) -> str:
    there = {glance(folder).get("id", folder.name) for each in shelves for folder in playbooks_on(each)}
    listed = ", ".join(sorted(there)[:12]) or "none"
    return f"There is: {listed}. Give one of these, or a folder that holds a playbook.yaml."


def entry_of(folder: Path, shelves: Sequence[Path], cache: Path | None = None) -> Entry:
    """Return the playbook of a folder, usable or not."""
    try:
        playbook = open_playbook(folder, shelves, cache).playbook
    except PlaybookError as error:
        seen = glance(folder)
        return Entry(seen.get("id", folder.name), seen.get("title", ""), folder, str(error))
    return Entry(playbook.id, playbook.title, folder, playbook=playbook)
