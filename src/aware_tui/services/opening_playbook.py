"""The playbook in force when the data is opened: the one in the settings, else AWARE with a word of why."""

from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.config import Settings
    from aware_tui.content.frozen import Loaded


def usable_playbook(settings: "Settings") -> "tuple[Loaded, str]":
    """Return the playbook in the settings and an empty notice; AWARE and why, if it cannot be used."""
    from aware_tui.content.errors import PlaybookError, PlaybookMissing

    try:
        return load_playbook(settings, settings.playbook), ""
    except (PlaybookError, PlaybookMissing) as problem:
        notice = _("“{playbook}” cannot be used, so AWARE is in force. {in_short}")
        told = notice.format(playbook=settings.playbook, in_short=_in_short(problem))
        return load_playbook(settings, "aware"), told


def load_playbook(settings: "Settings", name: str) -> "Loaded":
    """Read a playbook by its id or folder; PlaybookError and PlaybookMissing say why one cannot be used."""
    from aware_tui.content.cache import open_playbook
    from aware_tui.content.catalogue import find_playbook

    shelves = (paths.shipped_playbooks(), settings.data_dir / "playbooks")
    return open_playbook(find_playbook(name, shelves), shelves, settings.data_dir / "cache")


def _in_short(problem: Exception) -> str:
    """Return the first line of a problem; of several, say how many more and where they are told."""
    first, *more = str(problem).splitlines()
    return (
        _("{first} `aware playbook check` tells {count} more.").format(first=first, count=len(more))
        if more
        else first
    )
