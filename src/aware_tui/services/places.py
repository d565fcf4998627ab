"""The places that documents go to: the connectors of the settings, made, each with what is wrong with it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.text import one_line
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.connectors.guard import Guarded

CALLED = {
    DocumentKind.PROFILE_ENTRY: _("the customer profile"),
    DocumentKind.QUALITY_RECORD: _("quality control"),
}
"""What people call the place of each document."""

NO_PLACE = _("The settings name no place for it.")
BY_HAND = _("It is to be copied by you: take its tick away and tick again.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document goes; without a connector, or with problems, nothing is sent there."""

    written: ConnectorSettings
    connector: "Guarded | None"
    problems: tuple[str, ...] = ()


def place_of(
    settings: Settings, document: DocumentKind, environment: Mapping[str, str] = os.environ
) -> Place | None:
    """Return the place of a document; None if the settings name none. Sends nothing and raises nothing."""
    written = settings.connectors.get(document)
    if written is None:
        return None
    from aware_tui.connectors.registry import make
    from aware_tui.connectors.secrets import find_secret
    from aware_tui.connectors.trouble import Misconfigured

    if written.problem:
        return Place(written, None, (one_line(written.problem),))
    try:
        secret = find_secret(written.secret_env, written.secret_file, environment)
        connector = make(written.kind, written.options, secret)
    except Misconfigured as problem:
        return Place(written, None, (one_line(str(problem)),))
    return Place(written, connector, connector.check())


def places(settings: Settings, environment: Mapping[str, str] = os.environ) -> dict[DocumentKind, Place]:
    """Return the place of each document that has one."""
    found = {document: place_of(settings, document, environment) for document in DocumentKind}
    return {document: place for document, place in found.items() if place is not None}


def in_the_way(place: Place | None) -> str:
    """Return why nothing goes to a place before a person has done something; nothing if something can."""
    if place is None:
        return NO_PLACE
    if place.problems:
        return place.problems[0]
    return BY_HAND if place.connector is not None and place.connector.by_hand else ""
