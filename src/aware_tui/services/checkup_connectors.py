"""The check-up of the places that documents go to; it calls nobody and shows no secret."""

from collections.abc import Iterator, Mapping

from aware_tui.config import Settings
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.text import one_line
from aware_tui.services.health import Health, HealthLine
from aware_tui.services.places import CALLED, Place, places

AREA = "connectors"

NAMES = {DocumentKind.PROFILE_ENTRY: "profile", DocumentKind.QUALITY_RECORD: "quality"}
"""How the report calls the documents."""


def connectors_of(settings: Settings, environment: Mapping[str, str]) -> Iterator[HealthLine]:
    """Yield what there is to say of each place, and of what was written for none."""
    found = places(settings, environment)
    for document, place in found.items():
        yield _line(document, place)
    for name, written in settings.connectors.items():
        if name not in tuple(DocumentKind):
            told = "settings.toml holds something that is no connector"
            yield HealthLine(AREA, one_line(name, 20), Health.PROBLEM, told, one_line(written.problem))
    if not settings.connectors:
        yield HealthLine(AREA, "none", Health.NOTE, "no connector; documents are recorded here only")


def _line(document: DocumentKind, place: Place) -> HealthLine:
    written = place.written
    parts = [one_line(written.kind) or "no kind", "from settings.toml"]
    if place.connector is not None:
        parts[0] += f" to {place.connector.where}"
    parts += [_secret(written, place)] if written.secret_env or written.secret_file else []
    if place.connector is not None and written.kind == "webhook" and len(parts) == 2:
        parts += ["not signed: no secret is named"]
    state = Health.PROBLEM if place.problems else Health.OK
    advice = "\n".join(place.problems)
    if advice:
        advice += (
            f"\nUntil it is mended, nothing is delivered to {CALLED[document]}; it waits, and calls go on."
        )
    return HealthLine(AREA, NAMES[document], state, ", ".join(parts), advice)


def _secret(written: ConnectorSettings, place: Place) -> str:
    if place.connector is None:
        return "its secret was not looked at or is not there"
    return f"secret from {one_line(written.secret_env or written.secret_file)} is there"
