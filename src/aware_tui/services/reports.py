"""Sessions listed and read for faces that do not run the app; right beside an app on the same data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.config import Settings
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Event, Session
from aware_tui.domain.summary import SessionLine
from aware_tui.services.opened import opened

if TYPE_CHECKING:
    from pathlib import Path

    from aware_tui.services.shown import Story
    from aware_tui.store.database import Database

MOST_FOUND = 1_000
"""Sessions that a search gives at most."""

PAGE = 500
"""Sessions read at a time."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session in a list, with all its columns."""

    head: Session
    line: SessionLine


def shelves(settings: Settings) -> "tuple[Path, Path]":
    """Return the folders that hold playbooks: those of the program, then those of the data folder."""
    return paths.shipped_playbooks(), settings.data_dir / "playbooks"


def cache_of(settings: Settings) -> "Path | None":
    """Return the folder of the playbook cache; None where asking for it would make the data folder."""
    return settings.data_dir / "cache" if settings.data_dir.is_dir() else None


def has_data(settings: Settings) -> bool:
    """Say whether there is a database; a folder that nobody may look into counts as one."""
    if settings.server is not None:
        return True
    try:
        settings.database.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # whoever opens it tells what stands in the way
    return True


def listed(settings: Settings, words: str = "", limit: int | None = None) -> Iterator[Listed]:
    """Yield sessions newest first, page by page; with words, those in which all of them are found.

    None where there is no data yet. Raises a StoreProblem.
    """
    if not has_data(settings):
        return
    with opened(settings) as db:
        pages = _found(db, words, limit) if words.strip() else _pages(db, min(limit or PAGE, PAGE))
        yield from islice((each for page in pages for each in _with_heads(db, page)), limit)


def _found(db: "Database", words: str, limit: int | None) -> Iterator[Sequence[SessionLine]]:
    from aware_tui.store.searching import search

    yield search(db, words, MOST_FOUND if limit is None else min(limit, MOST_FOUND))


def _pages(db: "Database", size: int) -> Iterator[Sequence[SessionLine]]:
    from aware_tui.store.reading import history

    before = None
    while page := history(db, before, size):
        yield page
        before = page[-1].started_at, page[-1].id


def _with_heads(db: "Database", lines: Sequence[SessionLine]) -> Iterator[Listed]:
    """Yield each line with its session's row; one that was erased meanwhile is left out."""
    from aware_tui.store.loading import heads_of

    heads = heads_of(db, [line.id for line in lines])
    yield from (Listed(heads[line.id], line) for line in lines if line.id in heads)


def full_id(settings: Settings, part: str) -> str:
    """Return the id of the session that `part` is, begins or ends (6 characters or more).

    Raises NoSuchSession, and StoreProblem if several have it.
    """
    from aware_tui.services.shown import NoSuchSession
    from aware_tui.store.reading import resolve_id

    if has_data(settings):
        with opened(settings) as db:
            found = resolve_id(db, part)
        if found is not None:
            return found
    raise NoSuchSession(f"There is no session “{part}”. `aware sessions` lists them, with their ids.")


def read_session(settings: Settings, part: str) -> "Story":
    """Return a session whole, in the wording it had; check-ins only if the agent of `settings` wrote them.

    `part` is as in `full_id`.
    """
    from aware_tui.services.shown import NoSuchSession, Story
    from aware_tui.store.loading import load_session
    from aware_tui.store.reading import events_of, playbook_document

    session_id = full_id(settings, part)
    with opened(settings) as db:
        session = load_session(db, session_id, reader=settings.agent)
        if session is None:
            raise NoSuchSession(
                f"The session {session_id} has just been erased. `aware sessions` lists the others."
            )
        events = events_of(db, session_id)
        document = playbook_document(db, session.head.playbook_hash)
    heard = tuple(event for event in events if _for_reader(event, settings.agent))
    return Story(session, _playbook(settings, document), heard)


def _for_reader(event: Event, reader: str) -> bool:
    """Say whether an event is for everybody, or a check-in of the reader's own."""
    return event.actor == reader or "check-in" not in (event.what, event.before)


def _playbook(settings: Settings, document: str | None) -> Playbook:
    """Return the playbook a session kept, or the one that came with the program if it kept none."""
    from aware_tui.content.frozen import FrozenError, thaw

    if document is not None:
        try:
            return thaw(document)
        except FrozenError:
            pass
    return named_playbook(settings, "aware")


def named_playbook(settings: Settings, name: str) -> Playbook:
    """Return a playbook by its id or folder; PlaybookError and PlaybookMissing say why one cannot be read."""
    from aware_tui.content.cache import open_playbook
    from aware_tui.content.catalogue import find_playbook

    places = shelves(settings)
    return open_playbook(find_playbook(name, places), places, cache_of(settings)).playbook


def playbook_in_force(settings: Settings) -> Playbook:
    """Return the playbook that new calls use: that of the settings, or AWARE where it cannot be read."""
    from aware_tui.content.errors import PlaybookError, PlaybookMissing

    try:
        return named_playbook(settings, settings.playbook)
    except (PlaybookError, PlaybookMissing):
        return named_playbook(settings, "aware")  # as the app does, which tells why


def channels(settings: Settings) -> tuple[str, ...]:
    """Return the ids of the channels a new call can have: those of the playbook that it will use."""
    return tuple(channel.id for channel in playbook_in_force(settings).channels)
