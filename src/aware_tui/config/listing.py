"""The settings in force as rows: each with its value, where that came from, and what it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aware_tui.config.connectors import CONNECTORS, ConnectorSettings
from aware_tui.config.explained import explanations
from aware_tui.config.file import REBIND, place
from aware_tui.config.loading import Reading, Source
from aware_tui.config.options import OPTIONS
from aware_tui.config.settings import Settings
from aware_tui.domain.text import one_line
from aware_tui.keys import FUNCTION, PLAIN, words_of
from aware_tui.keys.table import ACTIONS, key_set
from aware_tui.language import _


@dataclass(frozen=True, slots=True)
class Row:
    """One setting."""

    name: str
    value: Any
    """As a settings file would hold it; of a connector its kind alone, as an address may hold a secret."""
    source: Source
    where: str
    """The source in words: the option, the variable, the file with its line."""
    variable: str | None
    """The environment variable that stands above the file, if there is one."""
    explanation: str

    @property
    def shown(self) -> str:
        """Return the value for people."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, dict):
            return ", ".join(f"{name} = {value}" for name, value in self.value.items()) or _("none")
        return str(self.value) if self.value not in ("", None) else _("none")


def rows_of(reading: Reading) -> tuple[Row, ...]:
    """Return a row for every setting."""
    return tuple(_rows(reading))


def _rows(reading: Reading) -> Iterator[Row]:
    settings, told = reading.settings, explanations()
    for option in OPTIONS:
        name, source = option.name, reading.source(option.name)
        where = _where(reading, name, source)
        yield Row(name, getattr(settings, name), source, where, option.variable, told[name])
    for name, value in ((REBIND, _keys(settings)), (CONNECTORS, _connectors(settings))):
        source = Source.FILE if value else Source.ITSELF
        yield Row(name, value, source, _where(reading, name, source), None, told[name])
    server = str(settings.server) if settings.server else ""
    for name, address in (("data_dir", str(settings.data_dir)), ("database_url", server)):
        source = reading.source(name)
        where = _where(reading, name, source)
        yield Row(name, address, source, where, f"AWARE_{name.upper()}", told[name])


def _where(reading: Reading, name: str, source: Source) -> str:
    if source is Source.COMMAND:
        return f"--{name.replace('_', '-')}"
    if source is Source.ENVIRONMENT:
        return f"AWARE_{name.upper()}"
    if source is Source.FILE:
        return place(reading.written.file, reading.written.line_of(name))
    return _own_choice(reading.settings, name)


def _own_choice(settings: Settings, name: str) -> str:
    if name == "agent":
        return _("from the login") if settings.server else _("from the account")
    if name in ("zone", "language"):
        return _("from the system")
    return _("by the custom of the system") if name == "data_dir" else _("as shipped")


def _keys(settings: Settings) -> dict[str, str]:
    return {name: words_of(key) for name, key in settings.rebind.items()}


def _connectors(settings: Settings) -> dict[str, str]:
    return {one_line(name, 20): _kind(written) for name, written in settings.connectors.items()}


def _kind(written: ConnectorSettings) -> str:
    return _("cannot be used, see `aware doctor`") if written.problem else one_line(written.kind, 40)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action and its keys."""

    action: str
    function: str
    """Its key in the set with F keys."""
    plain: str
    """Its key in the set without."""
    yours: str
    """Its key as the settings are."""


def key_rows(settings: Settings) -> tuple[KeyRow, ...]:
    """Return a row for every action that has a key to move."""
    sets = key_set(FUNCTION), key_set(PLAIN), {**key_set(settings.keys), **settings.rebind}
    return tuple(KeyRow(each.name, *(words_of(keys[each.name]) for keys in sets)) for each in ACTIONS)
