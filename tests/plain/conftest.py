"""A talk to call, over a playbook that was read before."""

from pathlib import Path

import pytest
from plain.talking import Talk, make_talk
from reading_ahead import lay_read_playbook


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the data folder in force; reading the playbook strictly takes a second or two."""
    lay_read_playbook(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def talk(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Run a command with lines on stdin, in this process."""
    return make_talk(capsys, monkeypatch)
