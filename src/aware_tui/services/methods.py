"""Which methods there are to choose from, and how another one is taken up for new calls."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aware_tui.language import _
from aware_tui.services import questions
from aware_tui.services.opening_playbook import load_playbook
from aware_tui.services.practice.futures import chained, followed
from aware_tui.services.reading_room.methods import Method
from aware_tui.services.shown import InForce

if TYPE_CHECKING:
    from pathlib import Path

    from aware_tui.content.catalogue import Entry
    from aware_tui.content.frozen import Loaded
    from aware_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class MethodsThere:
    """What there is to choose from, and a sentence for each playbook that cannot be used."""

    methods: tuple[Method, ...]
    unusable: tuple[str, ...] = ()


def methods_there(desk: "Desk", in_force: InForce) -> "Future[MethodsThere]":
    """Read every playbook on the shelves, away from the screen; the first time that takes a moment each."""
    return desk.aside(partial(_read, desk, in_force))


def _read(desk: "Desk", in_force: InForce) -> MethodsThere:
    from aware_tui.content.catalogue import entry_of, find_playbook, shelf
    from aware_tui.content.folders import real
    from aware_tui.services.reports import cache_of, shelves

    places, cache = shelves(desk.settings), cache_of(desk.settings)
    entries = list(shelf(places, cache))
    used = real(find_playbook("aware" if in_force.notice else desk.settings.playbook, places))
    if used not in [real(entry.folder) for entry in entries]:
        entries.append(entry_of(used, places, cache))
    methods = tuple(
        Method(_name(entry, places), entry.playbook, real(entry.folder) == used)
        for entry in entries
        if entry.playbook is not None
    )
    return MethodsThere(methods, tuple(_unusable(entry) for entry in entries if entry.error))


def _name(entry: "Entry", places: "tuple[Path, ...]") -> str:
    """Return the id, or the folder where the id leads to another playbook."""
    from aware_tui.content.folders import locate

    return entry.id if locate(entry.id, places) == entry.folder else str(entry.folder)


def _unusable(entry: "Entry") -> str:
    sentence = _("{name} cannot be used as it is: `aware playbook check {folder}` says why.")
    return sentence.format(name=f"“{entry.title or entry.id}”", folder=entry.folder.name)


def take_up(desk: "Desk", name: str) -> "Future[InForce]":
    """Let new calls begin with another playbook, until the program ends; the answer comes once it is kept.

    Calls that have begun keep theirs. PlaybookError and PlaybookMissing say why one cannot be used.
    """
    read = desk.aside(partial(load_playbook, desk.settings, name))

    def keep(loaded: "Loaded") -> "Future[Loaded]":
        kept = desk.ask(partial(questions.keep_playbook, loaded=loaded, now=desk.now()))
        return chained(kept, lambda _none: loaded)

    return followed(followed(read, keep), lambda loaded: desk.aside(partial(_put, desk, name, loaded)))


def _put(desk: "Desk", name: str, loaded: "Loaded") -> InForce:
    """Put a playbook in force; on the reader's thread, so that no coach is asked meanwhile."""
    from aware_tui.services.practice.library import library_of

    in_force = InForce(loaded.playbook, loaded.content_hash)
    desk.put_in_force(name, in_force)
    library_of.cache_clear()  # what is practised belongs to the method, too
    return in_force


def how_to_keep(desk: "Desk", method: Method) -> str:
    """Return what was chosen, how long it holds, and what keeps it longer."""
    sentence = _(
        "New calls begin with {title} until you quit; calls that have begun keep theirs. "
        'To keep it, write playbook = "{name}" in {file}.'
    )
    file = desk.settings.data_dir / "settings.toml"
    return sentence.format(title=method.playbook.title, name=method.name, file=file)
