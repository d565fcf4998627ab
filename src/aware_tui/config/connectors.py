"""What settings.toml says of the places that documents go to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aware_tui.domain.states import DocumentKind

DOCUMENTS = tuple(document.value for document in DocumentKind)
"""The documents that can be delivered."""

CONNECTORS = "connectors"
"""The name of the setting."""

_SIMPLE = (str, int, float)


@dataclass(frozen=True, slots=True)
class ConnectorSettings:
    """What was written about one place that documents go to; a mistake in it never stops the program."""

    kind: str = ""
    secret_env: str = ""
    """Names the environment variable that holds the secret."""
    secret_file: str = ""
    """Path of the private file that holds it."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict, repr=False, hash=False)
    """Whatever else was written, for the connector to judge."""
    problem: str = ""
    """The sentence that says why it cannot be used; empty if its form is in order."""


def read_connectors(written: object) -> Mapping[str, ConnectorSettings]:
    """Return each place by the name of its document; what is wrong with it is told in it."""
    if not isinstance(written, dict):
        wrong = "“connectors” takes a table for each document, like [connectors.profile_entry]."
        return {CONNECTORS: ConnectorSettings(problem=wrong)}
    return {name: _connector(name, table) for name, table in written.items()}


def _connector(name: str, written: object) -> ConnectorSettings:
    table = f"[connectors.{name}]"
    if name not in DOCUMENTS:
        known = " and ".join(DOCUMENTS)
        return ConnectorSettings(problem=f"There is no document “{name}”. There is {known}.")
    if not isinstance(written, dict):
        return ConnectorSettings(problem=f"“{name}” takes a table: write {table} on a line of its own.")
    if "secret" in written:
        wrong = f"{table} holds a secret. Take it out, and name its place with secret_env or secret_file."
        return ConnectorSettings(problem=wrong)
    texts = {key: written.get(key, "") for key in ("kind", "secret_env", "secret_file")}
    if no_text := next((key for key, value in texts.items() if not isinstance(value, str)), None):
        return ConnectorSettings(problem=f"{table}: “{no_text}” takes a text in quotes.")
    rest = {key: value for key, value in written.items() if key not in texts}
    if no_value := next((key for key, value in rest.items() if not isinstance(value, _SIMPLE)), None):
        return ConnectorSettings(texts["kind"], problem=f"{table}: “{no_value}” takes one value.")
    return ConnectorSettings(**texts, options=rest, problem="" if texts["kind"] else _kindless(table))


def _kindless(table: str) -> str:
    return f'{table} needs a line like kind = "folder". There is folder, csv, webhook and clipboard.'
