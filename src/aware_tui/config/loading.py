"""Which settings are in force: command line before environment before settings.toml before the system."""

import os
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aware_tui.config.connectors import CONNECTORS, ConnectorSettings, read_connectors
from aware_tui.config.file import REBIND, Written, read_file, value_in
from aware_tui.config.mistakes import Mistake, Unfit
from aware_tui.config.options import OPTIONS, Option
from aware_tui.config.settings import Settings, SettingsProblem
from aware_tui.config.system import data_folder
from aware_tui.config.usual import FILE, usual_settings
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.domain.server_url import ServerUrl


class Source(StrEnum):
    """Where the value of a setting came from."""

    COMMAND = "command line"
    ENVIRONMENT = "environment"
    FILE = "file"
    ITSELF = "itself"
    """The program's own choice: what it ships with, or what the system says."""


class Reading(NamedTuple):
    """The settings in force, where each came from, and every mistake that was passed over."""

    settings: Settings
    sources: Mapping[str, Source]
    """By the name of the setting; those that are not here are the program's own choice."""
    mistakes: tuple[Mistake, ...]
    written: Written

    def source(self, name: str) -> Source:
        """Return where the value of a setting came from."""
        return self.sources.get(name, Source.ITSELF)


def load_settings(
    data_dir: Path | None,
    playbook: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    database_url: str | None = None,
) -> Settings:
    """Return the settings; raises SettingsProblem that names every grave mistake at once."""
    reading = read_settings(data_dir, playbook, environment, database_url=database_url)
    if grave := [str(mistake) for mistake in reading.mistakes if mistake.grave]:
        raise SettingsProblem("\n".join(grave))
    return reading.settings


def read_settings(
    data_dir: Path | None,
    playbook: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    database_url: str | None = None,
) -> Reading:
    """Return the settings with their mistakes passed over, for those who have a customer in the ear.

    Raises SettingsProblem only where the data itself would lie elsewhere: a wrong folder or address.
    """
    folder = data_folder(data_dir, environment)
    server = _server(database_url or environment.get("AWARE_DATABASE_URL"))
    written = read_file(folder / FILE)
    values, sources, mistakes = _taken(environment, written)
    chosen = values | ({"playbook": playbook} if playbook else {})
    settings = replace(usual_settings(folder, environment, server), **chosen)
    if written.values or written.broken:
        settings, of_keys = _with_tables(settings, written)
        mistakes = (*mistakes, *of_keys)
    sources |= _from_command(data_dir, playbook, database_url, environment)
    found = tuple(sorted((*written.mistakes, *mistakes), key=_order))
    settings = replace(settings, passed_over=tuple(map(str, found))) if found else settings
    return Reading(settings, sources, found, written)


def _order(mistake: Mistake) -> int:
    return mistake.line


def _taken(
    environment: Mapping[str, str], written: Written
) -> tuple[dict[str, Any], dict[str, Source], tuple[Mistake, ...]]:
    """Return the values that were set, their sources and what is wrong with those that do not fit."""
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    mistakes: list[Mistake | None] = []
    for option in OPTIONS:
        around, wrong_around = _value_around(environment, option)
        in_file, wrong_in_file = value_in(written, option)
        mistakes += (wrong_around, wrong_in_file)
        if around is not None:
            values[option.name], sources[option.name] = around, Source.ENVIRONMENT
        elif in_file is not None:
            values[option.name], sources[option.name] = in_file, Source.FILE
    return values, sources, tuple(each for each in mistakes if each is not None)


def _value_around(environment: Mapping[str, str], option: Option) -> tuple[Any, Mistake | None]:
    """Return what the environment says of a setting, None if nothing, and what is wrong with that."""
    typed = environment.get(option.variable)
    if not typed:
        return None, None
    try:
        value = option.take(option.name, option.typed(typed))
    except Unfit as problem:
        return None, Mistake(option.variable, str(problem), option.name, grave=not option.screens_only)
    return (None if value == "" else value), None


def _with_tables(settings: Settings, written: Written) -> tuple[Settings, tuple[Mistake, ...]]:
    """Return the settings with the tables of the file: keys, and places that documents go to."""
    connectors = read_connectors(written.values.get(CONNECTORS, {}))
    if written.broken and CONNECTORS in written.text:
        # Half of a table may be missing: a document must not go where it was never meant to go.
        told = _("settings.toml is not whole: mend line {line} first.").format(line=written.broken)
        connectors = {CONNECTORS: ConnectorSettings(problem=told)}
    settings = replace(settings, connectors=connectors)
    if REBIND not in written.values:
        return settings, ()
    from aware_tui.config.rebinding import read_rebinding

    rebind, mistakes = read_rebinding(written, settings.keys)
    return replace(settings, rebind=rebind), mistakes


def _from_command(
    data_dir: Path | None, playbook: str | None, database_url: str | None, environment: Mapping[str, str]
) -> dict[str, Source]:
    found = {}
    for name, given in (("data_dir", data_dir), ("playbook", playbook), ("database_url", database_url)):
        if given:
            found[name] = Source.COMMAND
        elif environment.get(f"AWARE_{name.upper()}"):
            found[name] = Source.ENVIRONMENT
    return found


def _server(url: str | None) -> "ServerUrl | None":
    if not url:
        return None
    from aware_tui.domain.server_url import BadUrl, read_url  # most people have a file

    try:
        return read_url(url)
    except BadUrl as problem:
        raise SettingsProblem(str(problem)) from None
