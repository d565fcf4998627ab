"""Open a playbook quickly: what was read strictly once is kept, and used while no file has changed."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aware_tui import __version__
from aware_tui.content.folders import Base, beside, fingerprint, locate, pack_folders, real
from aware_tui.content.frozen import FrozenError, Loaded, thaw
from aware_tui.content.shapes import all_shapes, keys_of, words_of
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.playbook import Playbook
from aware_tui.paths import make_private

KEPT = 20
"""The most files the cache folder holds."""


def open_playbook(folder: Path, shelves: Sequence[Path], cache: Path | None) -> Loaded:
    """Return the playbook of a folder, from the cache if nothing changed, else as `load_playbook` does.

    The quick way imports neither yaml nor pydantic. A cache that cannot be used is passed over.
    """
    packs = pack_folders(folder, shelves)
    before = print_of(folder, Playbook, packs) if cache else None
    if cache is None or before is None:
        return _strictly(folder, shelves)[0]
    kept = cache / f"playbook-{before}.json"
    found = recall(kept, folder, shelves, Playbook)
    with suppress(FrozenError):
        if found is not None:
            return Loaded(thaw(found.document), found.document, found.content_hash)
    fresh, bases = _strictly(folder, shelves)
    if print_of(folder, Playbook, packs) == before:
        keep(kept, bases, Playbook, fresh.document)
    return fresh


def _strictly(folder: Path, shelves: Sequence[Path]) -> tuple[Loaded, tuple[Base, ...]]:
    from aware_tui.content.loader import load_with_bases  # yaml and pydantic take longer than all the rest

    return load_with_bases(folder, shelves)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A document that was kept, whole, and what was written down beside it."""

    document: str
    content_hash: str
    told: tuple[str, ...]


def print_of(folder: Path, shape: type, also: Sequence[Path] = ()) -> str | None:
    """Return the fingerprint of a folder's files, this program and its shapes; None if unreadable.

    `also` are folders that may not be there, whose files count too.
    """
    shapes = [
        (each.__name__, key, str(hint), words_of(hint))
        for each in all_shapes(shape)
        for key, hint in keys_of(each).items()
    ]
    try:
        files = [fingerprint(folder), *(fingerprint(each) for each in also if each.is_dir())]
    except OSError:
        return None
    return sha256(f"{__version__} {shapes} {files}".encode()).hexdigest()


def recall(kept: Path, folder: Path, shelves: Sequence[Path], shape: type) -> Recalled | None:
    """Return the document that was kept, if it is whole and what it extends is still the same."""
    try:
        head, _, document = kept.read_text("utf-8").partition("\n")
        known = json.loads(head)
        if hash_of(document) != known["content_hash"] or not _same(known["bases"], folder, shelves, shape):
            return None
        return Recalled(document, known["content_hash"], tuple(map(str, known.get("told", ()))))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _same(bases: list[list[str]], folder: Path, shelves: Sequence[Path], shape: type) -> bool:
    passing = [real(folder)]
    for name, print_then in bases:
        found = locate(name, beside(folder, shelves), passing)
        if found is None or print_of(found, shape) != print_then:
            return False
        folder = found
        passing.append(real(folder))
    return True


def keep(kept: Path, bases: Sequence[Base], shape: type, document: str, told: Sequence[str] = ()) -> None:
    """Write a file of the cache, whole or not at all; a folder that cannot be written to is left alone."""
    prints = [(name, print_of(where, shape)) for name, where in bases]
    if any(now is None for _, now in prints):
        return
    known = {"bases": prints, "content_hash": hash_of(document), "told": list(told)}
    part = kept.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        make_private(kept.parent)
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(f"{json.dumps(known)}\n{document}")
        part.replace(kept)
        _tidy(kept.parent)


def _tidy(cache: Path) -> None:
    """Take the oldest files out of a full cache folder."""
    files = sorted(cache.glob("*-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)
