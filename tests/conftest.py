"""Every test has a home of its own: no test reads or writes what belongs to the person who runs it."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
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


def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are processors: each waits for files and other programs now and then."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for garbage seldom: walking over thousands of tests again and again takes a fifth of the run."""
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


@pytest.hookimpl(tryfirst=True)  # before the long ones are picked out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the long run what `sweep` and `head` leave to it, and all but one size of window."""
    for item in [*beyond(items, "sweep", "["), *beyond(items, "head", "::"), *other_sizes(items)]:
        item.add_marker(pytest.mark.long)


def beyond(items: list[pytest.Item], marker: str, end: str) -> Iterator[pytest.Item]:
    """Yield what comes after the first so many tests alike; `end` ends the part of the name they share."""
    met = Counter[str]()
    for item in items:
        mark = item.get_closest_marker(marker)
        if mark is not None and item.get_closest_marker("long") is None:
            alike = item.nodeid.partition(end)[0]
            met[alike] += 1
            if met[alike] > mark.args[0]:
                yield item


def other_sizes(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the tests of a size of window that have the same test at a smaller one."""
    sized = [(item, size) for item in items if (size := size_of(item)) is not None]
    smallest = dict[tuple[str, str], tuple[int, ...]]()
    for item, size in sized:
        if item.get_closest_marker("long") is None and item.get_closest_marker("sweep") is None:
            case = but_for_size(item)
            smallest[case] = min(size, smallest.get(case, size))
    yield from (item for item, size in sized if size != smallest.get(but_for_size(item), size))


def size_of(item: pytest.Item) -> tuple[int, ...] | None:
    """Return the size of the window that a test is given; None for a test that is given none."""
    given = (
        item.callspec.params.get("size")
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else None
    )
    return given if isinstance(given, tuple) else None


def but_for_size(item: pytest.Item) -> tuple[str, str]:
    """Return what tells a case from all but those of another size."""
    params = {name: repr(each) for name, each in item.callspec.params.items() if name != "size"}  # type: ignore[attr-defined]
    return item.nodeid.partition("[")[0], repr(sorted(params.items()))
