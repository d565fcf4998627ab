"""The settings where nobody wrote any, as for most people: what ships, and what the computer says."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config.settings import Settings
from aware_tui.config.system import account, clean_name, data_folder, system_zone
from aware_tui.language import in_english, spoken
from aware_tui.paths import shipped_playbooks

if TYPE_CHECKING:
    from aware_tui.domain.server_url import ServerUrl

FILE = "settings.toml"
"""The name of the settings file, in the data folder."""

FOLDER = "AWARE_DATA_DIR"
"""The environment variable that names the data folder; the others that begin like it say something."""


def settings_for_call(
    data_dir: Path | None,
    playbook: str | None,
    environment: Mapping[str, str] = os.environ,
    *,
    database_url: str | None = None,
) -> Settings:
    """Return the settings with their mistakes passed over, for those who may have a customer in the ear.

    `passed_over` names them. Raises SettingsProblem only where the data itself would lie elsewhere.
    """
    folder = data_folder(data_dir, environment)
    if not (playbook or database_url) and nothing_written(folder, environment):
        return usual_settings(folder, environment)
    from aware_tui.config.loading import read_settings  # most people go without

    return read_settings(data_dir, playbook, environment, database_url=database_url).settings


def nothing_written(folder: Path, environment: Mapping[str, str]) -> bool:
    """Say whether neither the environment nor a file says anything of the settings."""
    if any(name.startswith("AWARE_") and name != FOLDER for name in environment):
        return False
    try:
        (folder / FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def usual_settings(
    folder: Path, environment: Mapping[str, str], server: "ServerUrl | None" = None
) -> Settings:
    """Return the settings of a data folder as they are where none is written."""
    return Settings(
        data_dir=folder.absolute(),
        agent=clean_name(server.user if server else "") or account(),  # on a server each has a login
        zone=system_zone(environment),
        playbook=usual_playbook(),
        server=server,
    )


def usual_playbook() -> str:
    """Return the id of the playbook where none is chosen: AWARE, in the language in use if there is one."""
    there = f"aware_{spoken()}"
    return there if not in_english() and (shipped_playbooks() / there).is_dir() else "aware"
