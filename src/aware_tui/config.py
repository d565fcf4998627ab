"""Settings: who the agent is, where they are, and where the data lies."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aware_tui import paths
from aware_tui.domain.text import one_line


class SettingsProblem(Exception):  # noqa: N818
    """A setting cannot be used; the message says which, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting in force."""

    data_dir: Path
    """Database, backups, settings and crash reports all live here."""
    agent: str
    """The name stamped on what the agent does; from settings.toml, AWARE_AGENT or the account."""
    zone: str
    """IANA name of the time zone promises are read in; from settings.toml, AWARE_ZONE or the system."""
    playbook: str
    """Id or folder of the playbook in force; from the command line, AWARE_PLAYBOOK or settings.toml."""

    @property
    def database(self) -> Path:
        """Return the path of the database file."""
        return self.data_dir / "aware.db"

    @property
    def backups(self) -> Path:
        """Return the folder of the copies."""
        return self.data_dir / "backups"


def load_settings(
    data_dir: Path | None, playbook: str | None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings: command line before environment before settings.toml before the system."""
    folder = _home_spelt_out(data_dir or Path(environment.get("AWARE_DATA_DIR") or paths.default_data_dir()))
    written = _written(folder / "settings.toml")
    zone = environment.get("AWARE_ZONE") or written.get("zone") or _system_zone(environment)
    return Settings(
        data_dir=folder.absolute(),
        agent=_name(environment.get("AWARE_AGENT")) or _name(written.get("agent")) or _account(),
        zone=_checked_zone(zone),
        playbook=playbook or environment.get("AWARE_PLAYBOOK") or written.get("playbook") or "aware",
    )


def _home_spelt_out(folder: Path) -> Path:
    try:
        return folder.expanduser()
    except RuntimeError:
        raise SettingsProblem(
            f"There is no home folder for {folder}. Write the folder out in full."
        ) from None


def _name(text: str | None) -> str:
    """Return a name as it may be shown and stored, without control characters."""
    return one_line(text or "").strip()


KNOWN = ("agent", "playbook", "zone")
"""The names a settings file may use; each takes one text."""


def _written(file: Path) -> Mapping[str, Any]:
    try:
        content = _parsed(file.read_text("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise SettingsProblem(f"{file} cannot be read ({error}). Mend it or move it away.") from None
    for name, value in content.items():
        if name not in KNOWN:
            raise SettingsProblem(f"{file}: there is no setting “{name}”. Known are {', '.join(KNOWN)}.")
        if not isinstance(value, str):
            raise SettingsProblem(f"{file}: “{name}” takes a text in quotes.")
    return content


def _parsed(text: str) -> Mapping[str, Any]:
    """Return what a settings file says; ValueError if it is not TOML. Most people have no such file."""
    import tomllib

    return tomllib.loads(text)


def _account() -> str:
    import getpass

    try:
        return _name(getpass.getuser()) or "agent"
    except (KeyError, OSError, ImportError):
        return "agent"


def _system_zone(environment: Mapping[str, str]) -> str:
    named = environment.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named if _exists(named) else "UTC"
    link = os.path.realpath(named or "/etc/localtime")
    _, found, name = link.partition("zoneinfo/")
    return name if found and _exists(name) else "UTC"


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _checked_zone(zone: str) -> str:
    if not _exists(zone):
        raise SettingsProblem(f"There is no time zone “{zone}”. Write one like Europe/London.")
    return zone
