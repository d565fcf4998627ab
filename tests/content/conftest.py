"""A small good playbook to copy, spoil and extend."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

Folder = Callable[..., Path]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small playbook, on a shelf of its own."""
    return copytree(Path(__file__).parent / "small", tmp_path / "shelf" / "small")


@pytest.fixture
def team(small: Path) -> Folder:
    """Makes a folder `team` that extends the small playbook, with these files."""

    def make(**files: str) -> Path:
        folder = small.parent / "team"
        folder.mkdir(exist_ok=True)
        for name, text in ({"playbook": "extends: small\n"} | files).items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return make
