"""The kinds of connectors there are: those that ship, then whatever plug-ins bring."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from aware_tui.connectors.guard import Guarded, fault_of, guarded
from aware_tui.connectors.protocol import Maker
from aware_tui.connectors.secrets import Secret
from aware_tui.connectors.trouble import Misconfigured
from aware_tui.domain.text import excerpt, one_line

GROUP: Final = "aware_tui.connectors"
"""The group of entry points in which a plug-in names its maker."""

SHIPPED: Final = {
    "folder": "aware_tui.connectors.folder",
    "csv": "aware_tui.connectors.csv_file",
    "webhook": "aware_tui.connectors.webhook",
    "clipboard": "aware_tui.connectors.clipboard",
}


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds, those that ship first."""
    return (*SHIPPED, *sorted({point.name for point in _plugged_in()} - set(SHIPPED)))


def make(kind: str, options: Mapping[str, object], secret: Secret | None) -> Guarded:
    """Make a connector; Misconfigured if there is no such kind or its options cannot be used.

    A plug-in never takes the place of a kind that ships.
    """
    maker: Maker = import_module(SHIPPED[kind]).make if kind in SHIPPED else _loaded(kind)
    return guarded(kind, lambda: maker(options, secret))


def _loaded(kind: str) -> Maker:
    point = next((point for point in _plugged_in() if point.name == kind), None)
    if point is None:
        name = excerpt(one_line(kind), 40)
        raise Misconfigured(f"There is no connector “{name}”. There is: {', '.join(kinds())}.")
    try:
        maker: Maker = point.load()
    except Exception as error:  # noqa: BLE001 - a plug-in may raise anything while it is loaded
        raise Misconfigured(fault_of(kind, error)) from None
    return maker


def _plugged_in() -> tuple[EntryPoint, ...]:
    return _found_on(tuple(sys.path))


@lru_cache(maxsize=2)
def _found_on(path: tuple[str, ...]) -> tuple[EntryPoint, ...]:  # noqa: ARG001 - what is found depends on it
    return tuple(entry_points(group=GROUP))
