"""The settings in force, as one frozen model; `options` says what each takes, `explained` what it does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aware_tui.config.connectors import ConnectorSettings
    from aware_tui.domain.server_url import ServerUrl


class SettingsProblem(Exception):  # noqa: N818
    """A setting cannot be used; the message says which, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting in force."""

    data_dir: Path
    """Database, backups, settings and crash reports all live here."""
    agent: str
    """The name stamped on what the agent does; otherwise the login of the server or of the account."""
    zone: str
    """IANA name of the time zone promises are read in; otherwise the system's."""
    playbook: str
    """Id or folder of the playbook in force."""
    connectors: "Mapping[str, ConnectorSettings]" = field(default_factory=dict, hash=False)
    """Where each document is delivered to, by its name; from settings.toml alone."""
    keep_backups_days: int = 400
    """How many days a copy is kept at most, 1 to 3,650."""
    theme: str = "dark"
    """The colours of the screen: `dark`, `light`, `contrast`, or `terminal` for the terminal's own."""
    motion: bool = False
    """Whether things on the screen may glide; off, everything just appears."""
    keys: str = "function"
    """The key set: `function` (F1 to F9), or `plain`, which does without F keys."""
    language: str = ""
    """The language of the screens, such as `en` or `de`; empty for the system's."""
    company: str = ""
    """The name on printed cards; empty for none."""
    rebind: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Keys of one's own, by the name of the action; from settings.toml alone."""

    passed_over: tuple[str, ...] = field(default=(), repr=False)
    """A sentence for each mistake in the settings that is passed over, to be told at the start."""

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

    def never_started(self) -> bool:
        """Say whether nobody has opened anything in the data folder yet; two looks at the disk, no more."""
        return not (self.database.exists() or (self.data_dir / "cache").exists())
