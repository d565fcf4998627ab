"""A scripted person at a real pseudo-terminal: presses keys, reads the screen, waits for words."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from terminal.glass import Glass
from terminal.keys import PASTE_BEGINS, PASTE_ENDS, key_bytes

PATIENCE: Final = 20.0
"""Seconds that a person waits for words on the screen, on a slow machine."""

Wanted = str | re.Pattern[str] | Callable[[str], bool]
"""Words, a pattern, or a question about the whole screen's text."""

_ESCAPE_PAUSE: Final = 0.2
"""Seconds after escape until the next key: sooner, terminals mean alt and that key by it."""

_READS_AT_ONCE: Final = 256
"""So many parts and a look is over, however much a program writes."""

_NOT_INHERITED: Final = ("TEXTUAL", "AWARE_", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "NO_COLOR")


class Person:
    """Runs `argv` on a terminal of `columns` x `rows`; use it in a `with` block.

    The program leads a session of its own, which ends with the block whatever happens.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.raw = bytearray()
        self.glass = Glass(columns, rows)
        self._not_before = 0.0
        self._terminal, inner = os.openpty()
        os.set_blocking(self._terminal, False)
        _set_size(inner, columns, rows)
        self._settings = termios.tcgetattr(inner)
        self._process = subprocess.Popen(
            [str(part) for part in argv],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            preexec_fn=_take_terminal,
            env=_surroundings(env or {}),
            cwd=cwd,
        )
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the program still runs."""
        return self._status() is None

    @property
    def at_terminal(self) -> bool:
        """Whether the terminal is still there, not hung up."""
        return self._terminal >= 0

    def press(self, *names: str) -> None:
        """Press keys one after the other, each as xterm sends it."""
        for name in names:
            self.send_bytes(key_bytes(name))
            if name == "escape":
                self._not_before = time.monotonic() + _ESCAPE_PAUSE

    def type(self, text: str) -> None:
        """Type the text as fast as the program takes it; a line break is the enter key."""
        self.send_bytes(text.replace("\n", "\r").encode())

    def paste(self, text: str) -> None:
        """Paste the text as a terminal does, in brackets."""
        self.send_bytes(PASTE_BEGINS + text.encode() + PASTE_ENDS)

    def send_bytes(self, data: bytes) -> None:
        """Send any bytes, reading the screen meanwhile; what a dead program leaves unread is dropped."""
        while (pause := self._not_before - time.monotonic()) > 0:
            self.look(pause)
        while data and self._terminal >= 0 and self.alive:
            _, writable, _ = select.select([], [self._terminal], [], 0.02)
            if writable:
                data = data[os.write(self._terminal, data[:1024]) :]
            self.look(0.0)

    def look(self, seconds: float) -> bytes:
        """Take in what arrives: wait at most `seconds` for the first of it, not at all for more."""
        begun = len(self.raw)
        for count in range(_READS_AT_ONCE):
            part = self.read(0.0 if count else seconds)
            if not part:
                break
            self.take(part)
        return bytes(self.raw[begun:])

    def take(self, part: bytes) -> None:
        """Show what was read and send the terminal's answers to it."""
        self.raw += part
        answer = self.glass.feed(part)
        if answer and self.alive:
            os.write(self._terminal, answer)

    def wait_for(self, wanted: Wanted, within: float = PATIENCE) -> str:
        """Look until the screen shows what is wanted; returns the screen.

        Raises AssertionError with the whole screen after `within` seconds.
        """
        return self._until(lambda screen: _shows(screen, wanted), f"never saw {wanted!r}", within)

    def wait_gone(self, unwanted: Wanted, within: float = PATIENCE) -> str:
        """Look until the screen shows it no more; returns the screen. Raises as `wait_for` does."""
        return self._until(lambda screen: not _shows(screen, unwanted), f"still saw {unwanted!r}", within)

    def screen(self) -> str:
        """Return what is on the screen by now, a line a row."""
        self.look(0.0)
        return "\n".join(self.glass.lines())

    def shows(self, wanted: Wanted) -> bool:
        """Return whether the screen shows it by now."""
        return _shows(self.screen(), wanted)

    def line_with(self, text: str) -> str:
        """Return the first row that holds the text. Raises AssertionError if none does."""
        screen = self.screen()
        for line in screen.splitlines():
            if text in line:
                return line
        raise AssertionError(f"no line with {text!r} on the screen:\n{_framed(screen)}")

    def header(self, rows: int = 1) -> str:
        """Return the first rows of the screen that hold anything."""
        return "\n".join([line for line in self.screen().splitlines() if line][:rows])

    def cursor(self) -> tuple[int, int]:
        """Return the terminal's cursor as column and row, both from 0."""
        self.look(0.0)
        return self.glass.screen.cursor.x, self.glass.screen.cursor.y

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal a new size and tell the program."""
        self.glass.resize(columns, rows)
        _set_size(self._terminal, columns, rows)

    def kill(self, number: int = signal.SIGKILL, *, everyone: bool = False) -> None:
        """Send a signal to the program, or to `everyone` whom it has started in its group."""
        if everyone:
            os.killpg(self.pid, number)
        else:
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a closed window does."""
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1

    def exit_status(self, within: float = PATIENCE) -> int:
        """Wait for the program's end and its last words; a signal's number comes back negative."""
        deadline = time.monotonic() + within
        while (status := self._status()) is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {within} s:\n{_framed(self.screen())}")
            self.look(0.02)
        while self.look(0.0):
            pass
        return status

    def restored(self) -> bool:
        """Return whether the terminal was given back: first screen, cursor, no mouse, echo as before."""
        second_screen_or_mouse = any(self.glass.mode(number) for number in (1049, 1000, 1003, 2004))
        as_before = termios.tcgetattr(self._terminal)[:4] == self._settings[:4]
        return self.glass.mode(25) and not second_screen_or_mouse and as_before

    def leave(self) -> None:
        """End everything that was started here and close the terminal."""
        if self._process.returncode is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        self.hang_up()

    def _until(self, happened: Callable[[str], bool], complaint: str, within: float) -> str:
        deadline = time.monotonic() + within
        while not happened(screen := self.screen()):
            status = self._status()
            if self.look(min(0.1, max(0.0, deadline - time.monotonic()))):
                continue
            if status is not None or time.monotonic() >= deadline:
                ending = "it still runs" if status is None else f"it ended with {status}"
                raise AssertionError(f"{complaint} within {within} s, {ending}:\n{_framed(screen)}")
        return screen

    def _status(self) -> int | None:
        """Return how the program ended, None while it runs; it is not reaped, so its number stays its own."""
        if self._process.returncode is not None:
            return self._process.returncode
        ended = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return None
        return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status

    def read(self, seconds: float) -> bytes:
        """Return the next bytes within the time, none when there are none or the terminal is closed."""
        if self._terminal < 0:
            select.select([], [], [], seconds)
            return b""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._terminal, 65536)
        except OSError:  # the program's end is closed
            select.select([], [], [], min(seconds, 0.01))
            return b""


def _take_terminal() -> None:
    """Make standard input the controlling terminal; runs in the new process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _surroundings(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a plain xterm, without what a test runner has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **env}


def _shows(screen: str, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return wanted in screen
    if isinstance(wanted, re.Pattern):
        return wanted.search(screen) is not None
    return wanted(screen)


def _framed(screen: str) -> str:
    """Return the screen with a bar before each row, so that blank rows are seen."""
    return "\n".join(f"| {line}" for line in screen.splitlines())
