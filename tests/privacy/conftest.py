"""A data folder of one's own, and the command line to call."""

from pathlib import Path

import pytest
from cli.conftest import aware, data, program, sample

from aware_tui.config import Settings

__all__ = ["aware", "data", "folder", "program", "sample", "settings"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the data folder in force; nothing is in it."""
    return tmp_path / "data"


@pytest.fixture
def settings(folder: Path) -> Settings:
    """Return the settings in force."""
    return Settings(folder, "Kim", "Europe/London", "aware")
