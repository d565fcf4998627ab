"""Settings: who the agent is, where they are, where the data lies, and where documents go."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aware_tui import paths
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.text import one_line
from aware_tui.domain.zones import is_zone

if TYPE_CHECKING:
    from aware_tui.domain.server_url import ServerUrl

DOCUMENTS = tuple(document.value for document in DocumentKind)
"""The documents that can be delivered."""

_SIMPLE = (str, int, float)


class SettingsProblem(Exception):  # noqa: N818
    """A setting cannot be used; the message says which, and what to write instead."""


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
    connectors: Mapping[str, ConnectorSettings] = field(default_factory=dict, hash=False)
    """Where each document is delivered to, by its name; from settings.toml alone."""
    keep_backups_days: int = 400
    """How many days a copy is kept at most, 1 to 3,650; from AWARE_KEEP_BACKUPS_DAYS or settings.toml."""

    server: "ServerUrl | None" = None
    """Where a team's data is; None where it is in the file. From --database-url or AWARE_DATABASE_URL."""

    @property
    def place(self) -> "Path | ServerUrl":
        """Return where the data is: the team's server, or the database file."""
        return self.server or self.database

    @property
    def database(self) -> Path:
        """Return the path of the database file."""
        return self.data_dir / "aware.db"

    @property
    def backups(self) -> Path:
        """Return the folder of the copies."""
        return self.data_dir / "backups"


def load_settings(
    data_dir: Path | None,
    playbook: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    database_url: str | None = None,
) -> Settings:
    """Return the settings: command line before environment before settings.toml before the system."""
    folder = _home_spelt_out(data_dir or Path(environment.get("AWARE_DATA_DIR") or paths.default_data_dir()))
    file = folder / "settings.toml"
    written = _written(file)
    zone = environment.get("AWARE_ZONE") or written.get("zone") or _system_zone(environment)
    server = _server(database_url or environment.get("AWARE_DATABASE_URL"))
    return Settings(
        data_dir=folder.absolute(),
        server=server,
        agent=_name(environment.get("AWARE_AGENT")) or _name(written.get("agent")) or _login(server),
        zone=_checked_zone(zone),
        playbook=playbook or environment.get("AWARE_PLAYBOOK") or written.get("playbook") or "aware",
        connectors=_connectors(written.get(CONNECTORS, {})),
        keep_backups_days=_days(environment.get(f"AWARE_{KEEP.upper()}"), written.get(KEEP, 400), file),
    )


def _home_spelt_out(folder: Path) -> Path:
    try:
        return folder.expanduser()
    except RuntimeError:
        raise SettingsProblem(
            f"There is no home folder for {folder}. Write the folder out in full."
        ) from None


def _server(url: str | None) -> "ServerUrl | None":
    if not url:
        return None
    from aware_tui.domain.server_url import BadUrl, read_url  # most people have a file

    try:
        return read_url(url)
    except BadUrl as problem:
        raise SettingsProblem(str(problem)) from None


def _login(server: "ServerUrl | None") -> str:
    """Return the name of the login: on a shared server each has their own."""
    return _name(server.user if server else "") or _account()


def _name(text: str | None) -> str:
    """Return a name as it may be shown and stored, without control characters."""
    return one_line(text or "").strip()


CONNECTORS = "connectors"

KEEP = "keep_backups_days"

KNOWN = ("agent", "playbook", "zone", KEEP, CONNECTORS)
"""The names a settings file may use; each takes one text, those with a name here something else."""


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
        if not isinstance(value, str) and name not in (CONNECTORS, KEEP):
            raise SettingsProblem(f"{file}: “{name}” takes a text in quotes.")
    return content


def _parsed(text: str) -> Mapping[str, Any]:
    """Return what a settings file says; ValueError if it is not TOML. Most people have no such file."""
    import tomllib

    return tomllib.loads(text)


def _connectors(written: object) -> Mapping[str, ConnectorSettings]:
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


def _days(typed: str | None, written: object, file: Path) -> int:
    """Return the days to keep copies; raises SettingsProblem for what is no whole number from 1 to 3,650."""
    value = written
    if typed:
        value = int(typed) if typed.strip().isdecimal() and len(typed) < 9 else typed
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 3_650:
        name = "AWARE_KEEP_BACKUPS_DAYS" if typed else f"{file}: “{KEEP}”"
        raise SettingsProblem(f"{name} takes the days to keep backups: a whole number from 1 to 3650.")
    return value


def _account() -> str:
    import getpass

    try:
        return _name(getpass.getuser()) or "agent"
    except (KeyError, OSError, ImportError):
        return "agent"


def _system_zone(environment: Mapping[str, str]) -> str:
    named = environment.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named if is_zone(named) else "UTC"
    link = os.path.realpath(named or "/etc/localtime")
    _, found, name = link.partition("zoneinfo/")
    return name if found and is_zone(name) else "UTC"


def _checked_zone(zone: str) -> str:
    if not is_zone(zone):
        raise SettingsProblem(f"There is no time zone “{zone}”. Write one like Europe/London.")
    return zone
