"""The installed program in a data folder of its own, with a person before it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from terminal.person import Person

AWARE = Path(sys.executable).with_name("aware")

OpenAware = Callable[..., Person]
"""Takes words of the command line, and columns, rows, env; the same folder every time."""


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_aware(data_folder: Path) -> Iterator[OpenAware]:
    with ExitStack() as opened:

        def sit_down(*words: str, columns: int = 120, rows: int = 36, **env: str) -> Person:
            settings = {"AWARE_DATA_DIR": str(data_folder), **env}
            return opened.enter_context(Person([AWARE, *words], columns, rows, settings))

        yield sit_down
