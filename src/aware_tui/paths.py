"""Where the program, its files and its data are; asking creates nothing."""

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


def install_command(package: str) -> str:
    """Return what to type to add a package to the very Python that runs this; uv and pipx leave pip out."""
    import sys
    from importlib.util import find_spec  # asked only when something is missing

    if find_spec("pip") is None:
        return f"uv pip install --python {sys.executable} '{package}'"
    return f"{sys.executable} -m pip install '{package}'"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this account only (0700); raises OSError."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
