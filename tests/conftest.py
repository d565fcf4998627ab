"""Every test has a home of its own: no test reads or writes what belongs to the person who runs it."""

import os
from pathlib import Path

import pytest

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
CUSTOM = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the data folder and the homes into `tmp_path`; the agent is Kim, in London."""
    for name in [name for name in os.environ if name.startswith("AWARE_")]:
        monkeypatch.delenv(name)
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in CUSTOM:
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("AWARE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AWARE_AGENT", "Kim")
    monkeypatch.setenv("AWARE_ZONE", "Europe/London")
