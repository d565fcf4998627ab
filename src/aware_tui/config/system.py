"""What the computer itself says of who sits before it, and where."""

import os
from collections.abc import Mapping
from pathlib import Path

from aware_tui import paths
from aware_tui.config.settings import SettingsProblem
from aware_tui.domain.text import one_line


def clean_name(text: str | None) -> str:
    """Return a name as it may be shown and stored, without control characters."""
    return one_line(text or "").strip()


def account() -> str:
    """Return the name of the account, or `agent` where it has none."""
    import getpass

    try:
        return clean_name(getpass.getuser()) or "agent"
    except (KeyError, OSError, ImportError):
        return "agent"


def system_zone(environment: Mapping[str, str]) -> str:
    """Return the zone of the system by its IANA name; UTC where it has none."""
    named = environment.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        from aware_tui.domain.zones import is_zone  # loading zones takes time, and hardly anybody names one

        return named if is_zone(named) else "UTC"
    file = os.path.realpath(named or "/etc/localtime")
    _, found, name = file.partition("zoneinfo/")
    name = name.removeprefix("posix/").removeprefix("right/")  # folders of the same zones, no names of zones
    return name if found and os.path.isfile(file) else "UTC"  # noqa: PTH113


def data_folder(data_dir: Path | None, environment: Mapping[str, str]) -> Path:
    """Return the data folder, written out; raises SettingsProblem where the home it names is none."""
    folder = data_dir or Path(environment.get("AWARE_DATA_DIR") or paths.default_data_dir())
    try:
        return folder.expanduser()
    except RuntimeError:
        raise SettingsProblem(
            f"There is no home folder for {folder}. Write the folder out in full."
        ) from None
