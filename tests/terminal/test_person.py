"""The scripted person: what it presses arrives, what it reads is what a terminal would show."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal.person import Person

pytestmark = pytest.mark.terminal

SMALL_APP: list[str | Path] = [sys.executable, Path(__file__).with_name("small_app.py")]

KEYS = [
    *(f"f{number}" for number in range(1, 10)),
    *("f12", "shift+f5", "ctrl+f2", "shift+f6", "ctrl+o", "ctrl+g", "ctrl+p", "ctrl+z"),
    *("shift+tab", "tab", "enter", "backspace", "escape", "up", "down", "left", "right", "home", "end"),
    *("pageup", "pagedown", "insert", "delete", "shift+left", "ctrl+up", "space"),
]


@pytest.fixture(scope="module")
def small() -> Iterator[Person]:
    with Person(SMALL_APP, 80, 24) as person:
        person.wait_for("size: 80 x 24.")
        yield person


@pytest.mark.parametrize("key", KEYS)
def test_the_program_reads_the_key_that_was_pressed(small: Person, key: str) -> None:
    small.press("a", key)
    small.wait_for(f"arrived: {key}.")


def test_a_key_that_no_terminal_sends_is_refused(small: Person) -> None:
    with pytest.raises(KeyError):
        small.press("hyper+q")


def test_escape_and_the_next_key_arrive_as_two_keys(small: Person) -> None:
    small.press("escape", "x")
    small.wait_for("arrived: x.")


def test_a_new_size_reaches_the_program(small: Person) -> None:
    small.resize(100, 30)
    small.wait_for("size: 100 x 30.")
    assert len(small.screen().split("\n")) == 30
    small.resize(80, 24)
    small.wait_for("size: 80 x 24.")


def test_a_long_paste_arrives_whole_and_as_a_paste(small: Person) -> None:
    small.paste("0123456789" * 2_000 + " the end of it")
    small.wait_for("arrived: 20014 pasted.")
    small.wait_for("the end of it")


def test_typed_text_is_on_the_screen_and_its_line_can_be_read() -> None:
    with Person(SMALL_APP, 80, 24) as person:
        person.wait_for("size: 80 x 24.")
        person.type("two visits, é and 日本\nno call")
        person.wait_for("no call")
        assert "two visits, é and 日本" in person.line_with("two visits")
        assert person.header().startswith("arrived: ")
        assert len(person.header(2).splitlines()) == 2


def test_the_way_out_gives_the_status_and_the_terminal_back() -> None:
    with Person(SMALL_APP, 80, 24) as person:
        person.wait_for("size: 80 x 24.")
        assert not person.restored()
        person.press("F10")
        assert person.exit_status() == 7
        assert not person.alive
        assert person.restored()


def test_a_killed_program_leaves_what_it_last_showed() -> None:
    with Person(SMALL_APP, 80, 24) as person:
        person.wait_for("size: 80 x 24.")
        person.type("kept")
        person.wait_for("kept")
        person.kill(signal.SIGKILL)
        assert person.exit_status() == -signal.SIGKILL
        assert "kept" in person.screen()
        assert not person.restored()


def test_words_that_never_come_are_told_with_the_whole_screen() -> None:
    with Person(["sh", "-c", "echo all there is; exec sleep 60"]) as person:
        with pytest.raises(AssertionError, match=r"never saw 'more'.*still runs.*\n.*all there is"):
            person.wait_for("more", within=0.3)
        with pytest.raises(AssertionError, match="still saw 'all'"):
            person.wait_gone("all", within=0.3)


def test_waiting_ends_at_once_when_the_program_has_ended() -> None:
    with Person(["sh", "-c", "echo no; exit 3"]) as person:
        begun = time.monotonic()
        with pytest.raises(AssertionError, match="ended with 3"):
            person.wait_for("yes", within=60)
        assert time.monotonic() - begun < 30


def test_words_patterns_and_questions_can_be_waited_for() -> None:
    with Person(["sh", "-c", "stty -echo; echo ready; read answer; clear; echo got $answer"]) as person:
        assert "ready" in person.wait_for(re.compile(r"r.+y"))
        person.type("42\n")
        person.wait_gone("ready")
        person.wait_for(lambda screen: screen.startswith("got 42"))
        assert b"\x1b[" in person.raw
        assert person.shows("got")


def test_the_program_leads_a_terminal_of_the_given_size() -> None:
    with Person(["sh", "-c", "stty size < /dev/tty; printf '\\033[4;6Hx'; exec cat"], 77, 19) as person:
        person.wait_for("19 77")
        person.wait_for("x")
        assert person.cursor() == (6, 3)


def test_nothing_that_it_started_is_left_behind() -> None:
    with Person(["sh", "-c", "sleep 300 & echo child $!.; exec sleep 300"]) as person:
        screen = person.wait_for(re.compile(r"child \d+\."))
        child = int(re.findall(r"child (\d+)\.", screen)[0])
        person.kill(signal.SIGTERM)
        assert person.exit_status() == -signal.SIGTERM
        os.kill(child, 0)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{child}/stat").exists() and " Z " not in Path(f"/proc/{child}/stat").read_text():
        assert time.monotonic() < deadline


def test_a_hang_up_ends_a_program_that_does_not_mind_it() -> None:
    with Person(["sh", "-c", "echo here; exec sleep 300"]) as person:
        person.wait_for("here")
        person.hang_up()
        assert person.exit_status() == -signal.SIGHUP


def test_the_test_runner_s_own_settings_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWARE_DATA_DIR", "/elsewhere")
    monkeypatch.setenv("NO_COLOR", "1")
    with Person(
        ["sh", "-c", 'echo "[$AWARE_DATA_DIR$NO_COLOR$GIVEN$TERM]"'], env={"GIVEN": "yes "}
    ) as person:
        person.wait_for("[yes xterm-256color]")
