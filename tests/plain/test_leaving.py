"""On a real terminal and told to go: nothing but words goes out, and what was said is on disk."""

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cli.kept import attempts
from plain.talking import Talk, session_in

from aware_tui.domain.states import Status
from aware_tui.plain.console import Console, Typed

DEADLINE = 30.0
"""Seconds that anything may take on a slow machine."""


class Person:
    """Somebody at a terminal, who waits for an answer before they go on."""

    def __init__(self, *words: str, term: str) -> None:
        self.master, slave = pty.openpty()
        self.heard = bytearray()
        self.program = subprocess.Popen(
            [sys.executable, "-m", "aware_tui", *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=os.environ | {"TERM": term},
            start_new_session=True,
        )
        os.close(slave)

    def hear(self, words: bytes, times: int = 1) -> None:
        """Wait until these words came so often."""
        end = time.monotonic() + DEADLINE
        while self.heard.count(words) < times:
            assert time.monotonic() < end, bytes(self.heard)
            ready, _, _ = select.select([self.master], [], [], 0.2)
            if ready:
                with suppress(OSError):
                    self.heard += os.read(self.master, 65536)

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.master, f"{line}\n".encode())

    def leave(self) -> int:
        """Hear the rest; return the exit status."""
        status = self.program.wait(DEADLINE)
        with suppress(OSError):
            while select.select([self.master], [], [], 0.2)[0] and (more := os.read(self.master, 65536)):
                self.heard += more
        os.close(self.master)
        return status


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("told", "status"),
    [
        (signal.SIGTERM, 143),
        (None, 0),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
    ],
)
def test_whoever_ends_it_finds_it_saved_and_open(
    data: Path, told: signal.Signals | None, status: int
) -> None:
    term = "dumb" if told is None else "xterm-256color"
    person = Person("live", "--plain", term=term)
    person.hear(b"> ")
    person.type("they waited for two days")
    person.hear(b"Noted. Saved.")
    person.hear(b"> ", 2)
    if told is None:
        os.write(person.master, b"\x04")
    else:
        person.program.send_signal(told)
    assert person.leave() == status
    assert b"\x1b" not in person.heard
    assert b"Traceback" not in person.heard
    assert (b"--resume" in person.heard) is (told in (None, signal.SIGINT))
    session = session_in(data)
    assert session.note("acknowledge", "their_words") == "they waited for two days"
    assert (session.head.status, session.head.clock_since) == (Status.OPEN, None)


def test_a_person_hears_the_queue_once_and_by_number(data: Path, talk: Talk) -> None:
    assert talk("live", "--plain", typed=("promise ring back tomorrow by 5", "park")).status == 0
    person = Person("follow-ups", "--plain", term="dumb")
    person.hear(b"> ")
    person.type("kept 1")
    person.hear(b"Kept: Ring back. Saved.")
    os.write(person.master, b"\x04")
    assert person.leave() == 0
    assert person.heard.startswith(b"1 Due tomorrow 17:00: Ring back, promised by ")
    assert b" Id " not in person.heard


def test_whoever_ends_practice_before_it_began_leaves_nothing_that_waits(data: Path) -> None:
    person = Person("practice", "gas-smell", "--plain", term="dumb")
    person.hear(b"> ")
    person.program.send_signal(signal.SIGINT)
    assert person.leave() == 130
    assert b"\x1b" not in person.heard
    assert attempts(data) == ((), ())


def heard_by(content: bytes, **how: Any) -> tuple[list[str], list[Typed]]:
    """Return what a console said by itself, and what it heard."""
    said: list[str] = []
    console = Console(io.BytesIO(content), lambda *lines: said.extend(lines), **how)
    heard: list[Typed] = []
    while (typed := console.next()) is not None:
        heard.append(typed)
    return said, heard


def test_an_answer_never_stands_behind_the_words_or_the_prompt() -> None:
    assert heard_by(b"a line\nhalf a line", terminal=True) == (
        ["", ""],
        [Typed("a line"), Typed("half a line")],
    )
    assert heard_by(b"a line\nhalf a line") == ([], [Typed("a line"), Typed("half a line")])


def test_a_terminal_that_writes_otherwise_is_read_as_it_writes() -> None:
    written = "Zoë\n".encode("latin-1") + "Zoë\n".encode()
    assert heard_by(written, encoding="latin-1") == ([], [Typed("Zoë"), Typed("Zoë")])


def test_a_pipe_gets_no_prompt(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aware_tui", "live", "--plain"],
        input=b"hello there\n",
        capture_output=True,
        check=False,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"> " not in done.stdout
    assert b"\x1b" not in done.stdout
