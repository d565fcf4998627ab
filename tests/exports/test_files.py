"""Files and folders for others: whole or not there, private, never over what is not ours."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aware_tui.exports.files import NotWritten, new_file, new_folder, write_whole


def ours(start: str) -> bool:
    return start.startswith("ours")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "due.ics", "ours\r\nünd so\r\n", ours)
    assert path.read_bytes() == "ours\r\nünd so\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["due.ics"]


@pytest.mark.parametrize("there", ["", "ours, of yesterday"])
def test_a_file_of_ours_gives_way(tmp_path: Path, there: str) -> None:
    path = tmp_path / "due.ics"
    path.write_text(there)
    write_whole(path, "ours", ours)
    assert path.read_text() == "ours"


def test_a_link_stays_a_link_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("ours, old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", "ours", ours)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "ours"


def a_folder(place: Path) -> Path:
    return place


def anothers_file(place: Path) -> Path:
    (place / "notes.txt").write_text("not ours")
    return place / "notes.txt"


def nowhere(place: Path) -> Path:
    return place / "nowhere" / "file"


def a_pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe")
    return place / "pipe"


def too_long(place: Path) -> Path:
    return place / ("x" * 300)


def a_zero_byte(place: Path) -> Path:
    return place / "a\0b"


@pytest.mark.parametrize("place", [a_folder, anothers_file, nowhere, a_pipe, too_long, a_zero_byte])
def test_a_file_is_refused_in_a_sentence_and_nothing_is_touched(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    target = place(tmp_path)
    before = names(tmp_path)
    with pytest.raises(NotWritten, match=r"^[^\n]+\.$"):
        write_whole(target, "ours", ours)
    assert names(tmp_path) == before
    if place is anothers_file:
        assert target.read_text() == "not ours"


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "an empty folder"])
def test_a_folder_appears_filled_and_private(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "out"
    if there:
        target.mkdir(mode=0o755)
    with new_folder(target) as folder:
        with new_file(folder / "a.json") as file:
            file.write("[]\n")
        assert folder != target
        assert not (target / "a.json").exists()
    assert (target / "a.json").read_text() == "[]\n"
    assert target.stat().st_mode & 0o777 == 0o700
    assert (target / "a.json").stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["out"]


def test_a_folder_that_could_not_be_filled_is_not_there(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "out") as folder:
            (folder / "half").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill()
    assert names(tmp_path) == []


def test_a_folder_that_was_filled_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def fill() -> None:
        with new_folder(tmp_path / "out") as folder:
            (folder / "ours").write_text("ours")
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "theirs").write_text("theirs")

    with pytest.raises(NotWritten):
        fill()
    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == ["theirs"]


def a_full_folder(place: Path) -> Path:
    (place / "full").mkdir()
    (place / "full" / "file").write_text("mine")
    return place / "full"


def where_we_are(place: Path) -> Path:
    (place / "here").mkdir()
    os.chdir(place / "here")
    return Path()


@pytest.mark.parametrize(
    "place", [a_full_folder, anothers_file, nowhere, where_we_are, too_long, a_zero_byte]
)
def test_a_folder_is_refused_in_a_sentence_and_nothing_is_touched(
    tmp_path: Path, place: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = place(tmp_path)
    before = names(tmp_path)
    with pytest.raises(NotWritten, match=r"^[^\n]+\.$"), new_folder(target):
        pytest.fail("nothing should be written")
    assert names(tmp_path) == before
