"""A playbook opens from the cache while nothing changed, and strictly as soon as anything did."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aware_tui.content import cache as quick
from aware_tui.content.cache import KEPT, open_playbook
from aware_tui.content.errors import PlaybookError
from aware_tui.content.loader import load_playbook

Folder = Callable[..., Path]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache"


@pytest.fixture
def strict_reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read strictly."""
    seen: list[Path] = []
    strictly = quick._strictly

    def noted(folder: Path, shelves: list[Path]) -> object:
        seen.append(folder)
        return strictly(folder, shelves)

    monkeypatch.setattr(quick, "_strictly", noted)
    return seen


def change(path: Path, old: str, new: str) -> None:
    """Change a text for one of the same length, and keep the file's time."""
    before = path.stat()
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_the_second_opening_is_quick_and_gives_the_same(
    small: Path, cache: Path, strict_reads: list[Path]
) -> None:
    first = open_playbook(small, [], cache)
    second = open_playbook(small, [], cache)
    assert first == second == load_playbook(small, [])
    assert strict_reads == [small]


def test_without_a_cache_nothing_is_written(small: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert open_playbook(small, [], None) == load_playbook(small, [])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_kept_file_is_for_its_owner_only_and_no_part_is_left(small: Path, cache: Path) -> None:
    open_playbook(small, [], cache)
    [kept] = cache.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.name.startswith("playbook-")


def test_a_changed_file_is_read_again_even_with_its_old_size_and_time(small: Path, cache: Path) -> None:
    open_playbook(small, [], cache)
    change(small / "hear.yaml", "I waited", "I waitet")
    assert open_playbook(small, [], cache).playbook.steps[0].phases[0].items[0].text == "I waitet"


def test_a_changed_file_of_the_playbook_below_is_read_again(team: Folder, small: Path, cache: Path) -> None:
    folder = team()
    open_playbook(folder, [], cache)
    change(small / "hear.yaml", "I waited", "I waitet")
    assert open_playbook(folder, [], cache).playbook.steps[0].phases[0].items[0].text == "I waitet"


def test_a_playbook_that_extends_another_is_quick_too(
    team: Folder, cache: Path, strict_reads: list[Path]
) -> None:
    folder = team()
    assert open_playbook(folder, [], cache) == open_playbook(folder, [], cache)
    assert strict_reads == [folder]


def test_another_playbook_below_by_the_same_name_is_seen(team: Folder, small: Path, cache: Path) -> None:
    folder = team()
    open_playbook(folder, [], cache)
    small.rename(small.parent / "away")
    change(small.parent / "away" / "playbook.yaml", "id: small", "id: other")
    with pytest.raises(PlaybookError, match="There is no playbook `small` to extend"):
        open_playbook(folder, [], cache)


def test_a_file_that_became_bad_is_refused_though_the_cache_is_good(small: Path, cache: Path) -> None:
    open_playbook(small, [], cache)
    change(small / "hear.yaml", "required: warn", "required: wanr")
    with pytest.raises(PlaybookError, match="cannot be `wanr`"):
        open_playbook(small, [], cache)
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"I waited", b"I waitet"),
        lambda data: b"\xff" + data,
        lambda data: b"{}\n" + data.split(b"\n", 1)[1],
        lambda data: b"[1]\n" + data.split(b"\n", 1)[1],
        lambda data: data.replace(b'"bases": []', b'"bases": [["small", "0"]]'),
        lambda data: data.replace(b'"bases": []', b'"bases": 5'),
        lambda data: data.replace(b'"bases": []', b'"bases": [[1, 2]]'),
        lambda data: b"[" * 100_000,
    ],
)
def test_a_spoiled_cache_is_passed_over_and_mended(
    small: Path, cache: Path, strict_reads: list[Path], spoil: Callable[[bytes], bytes]
) -> None:
    good = open_playbook(small, [], cache)
    [kept] = cache.iterdir()
    data = kept.read_bytes()
    assert spoil(data) != data
    kept.write_bytes(spoil(data))
    assert open_playbook(small, [], cache) == good
    assert len(strict_reads) == 2
    assert kept.read_bytes() == data


def test_a_cache_folder_that_cannot_be_made_does_no_harm(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert open_playbook(small, [], blocked / "cache") == load_playbook(small, [])


def test_a_folder_that_is_not_there_is_told_as_ever(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(PlaybookError, match="There is no file"):
        open_playbook(tmp_path / "none", [], cache)


def test_old_files_leave_a_full_cache(small: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    for number in range(KEPT + 3):
        path = cache / f"playbook-{number}.json"
        path.write_text("old")
        os.utime(path, (number, number))
    open_playbook(small, [], cache)
    names = {path.name for path in cache.iterdir()}
    assert len(names) == KEPT
    assert not names & {f"playbook-{number}.json" for number in range(4)}


def test_the_quick_way_imports_neither_pydantic_nor_yaml(small: Path, cache: Path) -> None:
    open_playbook(small, [], cache)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from aware_tui.content.cache import open_playbook\n"
        "folder, cache = map(Path, sys.argv[1:])\n"
        "print(open_playbook(folder, [], cache).playbook.id)\n"
        "print([name for name in ('pydantic', 'yaml', 'textual', 'sqlite3') if name in sys.modules])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(small), str(cache)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "small\n[]\n"
