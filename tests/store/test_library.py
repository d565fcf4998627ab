"""Which SQLite is used."""

import sqlite3 as plain
import sys
from types import ModuleType

import pytest

from aware_tui.store.library import choose


def fake(version: tuple[int, int, int]) -> ModuleType:
    module = ModuleType("sqlite")
    module.sqlite_version_info = version  # type: ignore[attr-defined]
    return module


@pytest.mark.parametrize(
    ("system", "other", "chosen"),
    [
        ((3, 51, 3), (3, 53, 4), "system"),
        ((3, 51, 2), (3, 53, 4), "other"),
        ((3, 40, 1), (3, 53, 4), "other"),
        ((3, 40, 1), (3, 39, 0), "system"),
        ((3, 40, 1), None, "system"),
    ],
)
def test_the_bundled_library_is_taken_where_the_systems_is_unsafe(
    monkeypatch: pytest.MonkeyPatch,
    system: tuple[int, int, int],
    other: tuple[int, int, int] | None,
    chosen: str,
) -> None:
    ours, bundled = fake(system), fake(other) if other else None
    monkeypatch.setitem(sys.modules, "bundled_sqlite", bundled)
    assert choose(ours, "bundled_sqlite") is (ours if chosen == "system" else bundled)


def test_a_library_that_is_not_there_is_no_trouble() -> None:
    assert choose(plain, "no_such_sqlite") is plain
