"""Where the files of the program and of its data are; nothing is created by asking."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped_playbooks() -> Path:
    """Return the folder of the playbooks that came with the program, installed or in a checkout."""
    installed = _PACKAGE / "playbooks"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "playbooks"


def default_data_dir() -> Path:
    """Return the folder for this account's data, by the custom of the system; it may not exist yet."""
    from platformdirs import user_data_path  # asked only when nobody names a folder

    return user_data_path("aware", appauthor=False)
