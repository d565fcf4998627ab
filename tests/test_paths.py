"""Folders that only this account can look into."""

import importlib.util
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aware_tui.paths import install_command, make_private

PRIVATE = 0o700


@pytest.fixture(autouse=True)
def an_open_umask() -> Iterator[None]:
    """Take nothing off the modes asked for."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_every_folder_that_was_missing_is_private_and_none_that_was_there_changes(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(0o755)
    make_private(shared / "data" / "crashes")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (shared, shared / "data", shared / "data/crashes")]
    assert modes == [0o755, PRIVATE, PRIVATE]
    make_private(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(OSError, match=r"exists|directory"):
        make_private(tmp_path / "data" / "crashes")


@pytest.mark.parametrize(
    ("pip", "command"),
    [(object(), "{python} -m pip install 'a>=1'"), (None, "uv pip install --python {python} 'a>=1'")],
)
def test_a_package_is_added_to_the_very_python_that_lacks_it(
    monkeypatch: pytest.MonkeyPatch, pip: object, command: str
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: pip)
    assert install_command("a>=1") == command.format(python=sys.executable)
