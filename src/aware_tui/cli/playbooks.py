"""The commands that list, read and check playbooks."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, width
from aware_tui.config import Settings
from aware_tui.domain.playbook import ChecklistItem, Playbook, Required, Step
from aware_tui.domain.text import cells
from aware_tui.exports.session_text import wrapped
from aware_tui.services.reports import cache_of, named_playbook, shelves


def show_list(args: Namespace) -> int:
    """List every playbook, usable or not, and mark the one in force, wherever it lies."""
    from aware_tui.content.catalogue import entry_of, shelf
    from aware_tui.content.folders import real

    settings = settings_of(args)
    places, cache = shelves(settings), cache_of(settings)
    entries, folder = shelf(places, cache), _folder_in_force(settings)
    if folder is not None and folder not in [real(entry.folder) for entry in entries]:
        entries = (*entries, entry_of(folder, places, cache))
    room = max((cells(entry.id) for entry in entries), default=0)
    for entry in entries:
        mark = "*" if real(entry.folder) == folder else " "
        name = f"{mark} {entry.id}{' ' * (room - cells(entry.id))}  "
        told = entry.title if not entry.error else "cannot be used: `aware playbook check` says why"
        say(f"{name}{told}", f"{' ' * cells(name)}{entry.folder}")
    say("", "* is the one that new calls use, or AWARE where it cannot be used.")
    return 0 if folder is not None else 1


def _folder_in_force(settings: Settings) -> Path | None:
    """Return the folder of the playbook that is set; None after it was told that there is none."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.content.errors import PlaybookMissing
    from aware_tui.content.folders import real

    try:
        return real(find_playbook(settings.playbook, shelves(settings)))
    except PlaybookMissing as problem:
        complain(str(problem))
        return None


def show_one(args: Namespace) -> int:
    """Read a playbook: its steps, what is ticked and what is asked in each."""
    settings = settings_of(args)
    say(*_told(named_playbook(settings, args.id or settings.playbook), width()))
    return 0


def check(args: Namespace) -> int:
    """Say what is wrong in a playbook, by file and line."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.content.coaching import rules_left_out
    from aware_tui.content.errors import PlaybookError
    from aware_tui.content.loader import load_playbook

    settings = settings_of(args)
    places = shelves(settings)
    folder = find_playbook(args.path or settings.playbook, places)
    try:
        playbook = load_playbook(folder, places).playbook
        left_out = rules_left_out(folder, places)
    except PlaybookError as error:
        say(*(str(problem) for problem in error.every))
        count = "one thing is" if len(error.every) == 1 else f"{len(error.every)} things are"
        complain(f"In {folder} {count} wrong. Until that is mended, it cannot be used.")
        return 1
    if left_out:
        say(*(str(problem) for problem in left_out))
        complain(f"In {folder} the coaches leave out what is named above; the rest is in order.")
        return 1
    items = sum(1 for step in playbook.steps for _ in step.items())
    steps = f"{len(playbook.steps)} steps, {items} checklist items"
    say(f"{playbook.title} {playbook.version} ({playbook.id}) is in order: {steps}.", str(folder))
    return 0


def _told(playbook: Playbook, columns: int) -> Iterator[str]:
    yield f"{playbook.title} {playbook.version} ({playbook.id})"
    yield from wrapped(playbook.about, columns)
    yield from ("", *wrapped(playbook.credit, columns))
    for step in playbook.steps:
        yield from ("", *_step(step, playbook, columns))
    apology = playbook.apology
    for title, items in (("A light apology", apology.light), ("A full apology", apology.full)):
        yield from ("", title)
        for item in items:
            yield from _item(item, columns)
    for title, names in _lists(playbook):
        yield from ("", title, *wrapped(", ".join(names), columns, "  ", "  "))


def _step(step: Step, playbook: Playbook, columns: int) -> Iterator[str]:
    yield step.title
    for phase in step.phases:
        yield from wrapped(phase.lead, columns, "  ", "  ")
        for item in phase.items:
            yield from _item(item, columns)
        for part in phase.parts:
            choices = f": {', '.join(choice.label for choice in part.choices)}" if part.choices else ""
            yield from wrapped(f"{part.label}{choices}", columns, "    ", "      ")
    for item in step.extra:
        yield from wrapped(f"{item.text} (not part of {playbook.title})", columns, "  [ ] ", "      ")


def _item(item: ChecklistItem, columns: int) -> Iterator[str]:
    needed = "" if item.required is Required.NO else " (named at the end if it is left open)"
    if item.required is Required.REFUSE:
        needed = " (nothing is finished without it)"
    yield from wrapped(f"{item.text}{needed}", columns, "  [ ] ", "      ")


def _lists(playbook: Playbook) -> Iterator[tuple[str, list[str]]]:
    found = {
        "Categories": [category.label for category in playbook.categories],
        "Causes": [cause.label for cause in playbook.causes],
        "Channels": [channel.label for channel in playbook.channels],
    }
    yield from ((title, names) for title, names in found.items() if names)
