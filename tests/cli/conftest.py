"""A command line to call, and data for it to show."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.said import Aware, Said

from aware_tui.cli.main import run
from aware_tui.config import Settings
from aware_tui.services.demo.calls import fill

NOW = datetime.now(UTC)
"""The sample calls are told around the real time, which the command line reads."""


@pytest.fixture
def aware(capsys: pytest.CaptureFixture[str]) -> Aware:
    """Call the command line in this process."""

    def call(*words: str) -> Said:
        capsys.readouterr()
        try:
            status: object = run(words)
        except SystemExit as leaving:
            status = leaving.code or 0
        assert isinstance(status, int)
        return Said(status, *capsys.readouterr())

    return call


@pytest.fixture
def program() -> Aware:
    """Call the command line as a program of its own, without a terminal."""

    def call(*words: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "aware_tui", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the sample calls; nobody writes in it."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    fill(Settings(folder, "Kim", "Europe/London", "aware"), NOW)
    return folder


@pytest.fixture
def data(sample: Path, tmp_path: Path) -> Path:
    """Return the data folder in force, with the sample calls in it."""
    shutil.copytree(sample, tmp_path / "data")
    return tmp_path / "data"
