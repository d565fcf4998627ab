"""Where playbooks lie: found by name, glanced at and fingerprinted without reading YAML."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

MAIN_FILE = "playbook.yaml"
PACKS = "deadlines"
"""The folder of deadline packs beside playbooks; none of them is in force until a playbook names it."""
MAX_FILES = 200
_GLANCE = 256 * 1024  # bytes; no file of a playbook may be larger
_TOP_LINE = rb"^(id|title):[ \t]+(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\"'#\n][^#\n]*))"


Base = tuple[str, Path]
"""A playbook that another extends: the name it was asked by, and its folder."""


def is_playbook(folder: Path) -> bool:
    """Return whether a folder holds a playbook's main file."""
    try:
        return (folder / MAIN_FILE).is_file()
    except OSError:
        return False


def real(folder: Path) -> Path:
    """Return the folder that a path leads to, or the path itself if its links go in a circle."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def glance(folder: Path) -> dict[str, str]:
    """Return the id and title that a main file shows at the start of a line, as far as it can be read."""
    try:
        with (folder / MAIN_FILE).open("rb") as stream:
            head = stream.read(_GLANCE)
    except OSError:
        return {}
    found: dict[str, str] = {}
    for match in re.finditer(_TOP_LINE, head, re.MULTILINE):
        words = next(group for group in match.groups()[1:] if group is not None)
        found.setdefault(match[1].decode(), words.decode(errors="replace").strip())
    return found


def playbooks_on(shelf: Path) -> Iterator[Path]:
    """Yield the playbook folders on a shelf, by name; none if there is no such folder."""
    try:
        folders = sorted(shelf.iterdir())
    except OSError:
        return
    yield from (folder for folder in folders if is_playbook(folder))


def locate(name: str, shelves: Sequence[Path], passing: Sequence[Path] = ()) -> Path | None:
    """Return the first playbook folder called `name`, else the first with that id, but none in `passing`."""
    for shelf in shelves:
        folder = shelf / name
        if is_playbook(folder) and real(folder) not in passing:
            return folder
    for shelf in shelves:
        for folder in playbooks_on(shelf):
            if glance(folder).get("id") == name and real(folder) not in passing:
                return folder
    return None


def beside(folder: Path, shelves: Sequence[Path]) -> tuple[Path, ...]:
    """Return where a playbook looks for what it extends: first beside its folder, then on the shelves."""
    return (folder.absolute().parent, *shelves)


def pack_folders(folder: Path, shelves: Sequence[Path]) -> tuple[Path, ...]:
    """Return where a playbook looks for deadline packs besides its own folder."""
    return tuple(dict.fromkeys(place / PACKS for place in beside(folder, shelves)))


def fingerprint(folder: Path) -> str:
    """Return a sha256 in hex over the names, sizes and contents of a folder's YAML files, or OSError."""
    total = sha256()
    files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    if len(files) > MAX_FILES:
        raise OSError(f"more than {MAX_FILES} files")
    for path in files:
        with path.open("rb") as stream:
            data = stream.read(_GLANCE + 1)
        total.update(f"{path.name}\0{len(data)}\0".encode(errors="surrogateescape"))
        total.update(sha256(data).digest())
    return total.hexdigest()
