"""A drill done line by line: asked, judged, left and taken up again."""

from pathlib import Path

import pytest
from cli.said import Aware, typing
from practicing import SHIPPED
from reading_ahead import lay_read_playbook

from aware_tui.content.drills import open_drills


@pytest.fixture(autouse=True)
def read_ahead(tmp_path: Path) -> None:
    lay_read_playbook(tmp_path / "data")


def test_a_drill_is_done_by_lines_to_its_end(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    drill = open_drills([SHIPPED]).find("spot-the-mistake")
    assert drill is not None
    typing(monkeypatch, *["show"] * drill.run)
    said = aware("practice", "drill:spot-the-mistake", "--plain")
    assert (said.status, said.err) == (0, "")
    assert "\x1b" not in said.out
    assert f"{drill.run} of {drill.run}" in said.out


def test_a_drill_that_was_left_waits_where_it_stood(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    for lines, place in ((("show", "quit"), "2 of 6"), ((), "2 of 6")):
        typing(monkeypatch, *lines)
        said = aware("practice", "drill:spot-the-mistake", "--plain")
        assert said.status == 0
        assert place in said.out
        assert "waits where it stood" in said.out


def test_an_exercise_is_told_again_only_when_a_line_is_empty(
    aware: Aware, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "nonsense", "nonsense", "", "Q")
    said = aware("practice", "drill:spot-the-mistake", "--plain").out.splitlines()
    assert said.count("1 of 6:") == 2
    assert said.count("Which line of ours went wrong?") == 4
    assert said[-1] == "The drill waits where it stood."


def test_a_drill_that_is_not_there_is_told_with_those_that_are(aware: Aware) -> None:
    said = aware("practice", "drill:nope", "--plain")
    assert said.status == 1
    assert "drill:make-it-exact" in said.err


def test_the_list_ends_with_the_drills(aware: Aware) -> None:
    said = aware("practice", "--list")
    assert "drill:repair-the-apology" in said.out
    assert all("drill:" not in each["id"] for each in aware("practice", "--list", "--json").json)
