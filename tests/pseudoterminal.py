"""A real pseudo-terminal around a Python script, with a screen to look at."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import pyte

DEADLINE = 30.0
"""Seconds that anything may take on a slow machine."""


class Terminal:
    """Runs `script` on a pseudo-terminal of 80 x 24; use it in a `with` block."""

    def __init__(
        self,
        script: Path,
        *,
        controlling: bool = True,
        ignored: tuple[signal.Signals, ...] = (),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """`controlling=False` gives a terminal whose end sends no SIGHUP."""
        self.raw = bytearray()
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}

        def prepare() -> None:
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in ignored:
                signal.signal(number, signal.SIG_IGN)

        self.process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=prepare,
            env={**kept, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none", **(env or {})},
        )
        os.close(slave)
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.close()

    @property
    def screen(self) -> str:
        """What a person would see: 24 lines, blanks at their ends cut off."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str | bytes) -> None:
        os.write(self.master, keys if isinstance(keys, bytes) else keys.encode())

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def close(self) -> None:
        """Take the terminal away, as a closed window does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def until(self, condition: Callable[[], bool]) -> None:
        """Show output until the condition holds; fails with the screen after the deadline."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"timed out, exit {self.process.poll()}:\n{self.screen}"
            self._show(0.05)

    def shows(self, words: str) -> None:
        """Wait until the words are on the screen."""
        self.until(lambda: words in self.screen)

    def ends(self) -> int:
        """Wait for the script's end and the last of its output; returns its exit status."""
        self.until(lambda: self.process.poll() is not None)
        while self._show(0.0):
            pass
        return self.process.wait()

    def restored(self) -> bool:
        """Whether the alternate screen was left, the cursor shown and echo switched on again."""
        raw = bytes(self.raw)
        left = raw.rfind(b"\x1b[?1049l") > raw.rfind(b"\x1b[?1049h")
        shown = raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")
        return left and shown and termios.tcgetattr(self.master)[3] == self.before[3]

    def _show(self, seconds: float) -> bool:
        """Put what arrives within the time on the screen; returns whether anything did."""
        if self.master < 0:
            select.select([], [], [], seconds)
            return False
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # every other end is closed
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
