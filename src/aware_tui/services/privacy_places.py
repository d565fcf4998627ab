"""Where else than in the database words of a person may be: copies, files beside it, drafts, exports."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.text import folded
from aware_tui.services.written import Written, still_there

if TYPE_CHECKING:
    from aware_tui.domain.rows import Customer

_LARGEST = 16_000_000
"""Bytes of the largest file that is read through."""

_LOOKED_INTO = ("imports", "scenarios", "results", "assignments", "crashes")
"""The folders in the data folder that hold files made from what people typed or took in."""

_ASIDE = re.compile(r"aware\.db\.(?:bad-|replaced|stray|new).*")


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A backup that still holds them, and the day it is deleted at the latest; None for one that is not."""

    path: Path
    until: date | None
    readable: bool = True
    """Whether it could be looked into; it is named in any case."""


@dataclass(frozen=True, slots=True)
class Places:
    """Files that hold words of a person, or may; those in `drafts` go with the erasure, the rest stay."""

    copies: tuple[KeptCopy, ...]
    aside: tuple[Path, ...]
    """Databases that were kept beside the one in force."""
    drafts: tuple[Path, ...]
    """Drafts of scenarios made from their calls, and the files beside these that name the call."""
    naming: tuple[Path, ...]
    """Other files in the data folder that name them."""
    exports: tuple[Written, ...]


def places_of(settings: Settings, customers: "Collection[Customer]", sessions: Collection[str]) -> Places:
    """Look for these customers and their sessions in all the files that are known."""
    from aware_tui.domain.customers import DETAILS

    told = {getattr(each, name).strip() for each in customers for name in DETAILS} - {""}
    drafts = tuple(drafts_of_sessions(settings, sessions))
    return Places(
        tuple(_copies(settings, [each.id for each in customers], sessions)),
        tuple(_set_aside(settings)),
        drafts,
        tuple(path for path in _naming(settings, told) if path not in drafts),
        still_there(settings),
    )


def _set_aside(settings: Settings) -> Iterator[Path]:
    """Yield the databases that are not in force: on a server, also the file that was moved there."""
    for path in _files(settings.data_dir):
        moved = settings.server is not None and path == settings.database
        if moved or _ASIDE.fullmatch(path.name):
            yield path


def _copies(settings: Settings, customers: Collection[str], sessions: Collection[str]) -> Iterator[KeptCopy]:
    from aware_tui.store.care import backups
    from aware_tui.store.person import holds

    for file in backups(settings.backups):
        held = holds(file.path, customers, sessions)
        if held is not False:
            until = (file.made_at + timedelta(days=settings.keep_backups_days)).date()
            yield KeptCopy(file.path, until, held is not None)


def drafts_of_sessions(settings: Settings, sessions: Collection[str]) -> Iterator[Path]:
    """Yield the drafts of scenarios that were made from these sessions, each before the file beside it."""
    from aware_tui.services.practice.from_session import BESIDE, drafts_of, session_beside

    wanted = set(sessions)
    for path in _files(drafts_of(settings)):
        draft = path.with_name(path.name.removesuffix(BESIDE) + ".yaml")
        if path.name.endswith(BESIDE) and session_beside(draft) in wanted:
            yield from (each for each in (draft, path) if os.path.lexists(each))


def _naming(settings: Settings, told: Collection[str]) -> Iterator[Path]:
    """Yield the files that have a name or number of somebody in them."""
    sought = [folded(words) for words in told]
    for name in _LOOKED_INTO:
        for path in sorted((settings.data_dir / name).rglob("*")):
            if any(words in _text_of(path) for words in sought):
                yield path


def _text_of(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return ""
        return folded(path.read_text("utf-8", errors="replace"))
    except OSError:
        return ""


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
