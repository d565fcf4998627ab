"""Lines in, whatever bytes they are made of, and lines out; a signal is heeded between two lines."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import BinaryIO

from aware_tui.domain.text import clean
from aware_tui.language import _

MOST = 64 * 1024
"""Bytes of a line that are looked at; the rest of it is read and left out."""

TERMINAL_LINE = 4095
"""Bytes a terminal passes on of one line (termios(3), canonical mode); it drops the rest by itself."""

TOO_LONG = _("That line was too long: only its beginning came through.")

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a talk cleanly: saved, left open."""


class HangUp(BaseException):
    """A signal told us to go; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def by_hand(self) -> bool:
        """Say whether somebody pressed Ctrl-C, and is there to be told how it stands."""
        return self.number == signal.SIGINT


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed, without what hides or controls; `cut` says that its end is missing."""

    text: str
    cut: bool = False


class Console:
    """Reads lines from a stream of bytes and says lines; `prompt` shows, on a terminal, that it waits."""

    def __init__(
        self,
        source: BinaryIO | None,
        say: Callable[..., None],
        prompt: Callable[[], None] = lambda: None,
        *,
        terminal: bool = False,
        encoding: str = "utf-8",
    ) -> None:
        self._source = source
        self._say = say
        self._prompt = prompt
        self._terminal = terminal
        self._encoding = encoding
        self._waiting = False
        self._hung_up: int | None = None

    def say(self, *lines: str) -> None:
        """Say lines, each on its own; a line break inside one makes another, a tab becomes a blank."""
        for line in lines:
            self._say(*line.replace("\t", " ").split("\n"))

    def next(self) -> Typed | None:
        """Return the next line, or None at the end; HangUp where a signal came meanwhile."""
        self._prompt()
        self._waiting = True
        try:
            if self._hung_up is not None:
                raise HangUp(self._hung_up)
            return self._read()
        except (HangUp, KeyboardInterrupt) as end:
            if self._terminal and (not isinstance(end, HangUp) or end.by_hand):
                self._say("")  # what follows is not to stand behind the prompt
            raise
        finally:
            self._waiting = False

    def _read(self) -> Typed | None:
        """Return what the stream holds up to the end of the line; one that fails is at its end."""
        if self._source is None:
            return None
        try:
            whole = self._source.readline(MOST)
            rest = whole
            while len(rest) == MOST and not rest.endswith(b"\n"):
                rest = self._source.readline(MOST)
        except (OSError, ValueError):
            return None
        if self._terminal and not rest.endswith(b"\n"):
            self._say("")  # the answer is not to stand behind the prompt, or the words
        if not whole:
            return None
        lost = rest is not whole or (self._terminal and len(whole) >= TERMINAL_LINE)
        cleaned = clean(self._decoded(whole), lines=False)
        return Typed(cleaned.text.strip(), cleaned.cut or lost)

    def _decoded(self, line: bytes) -> str:
        """Return a line as text: by UTF-8 if it is that, else as the terminal writes."""
        try:
            return line.decode()
        except UnicodeDecodeError:
            return line.decode(self._encoding, "replace")

    def hear_signal(self, number: int, _frame: FrameType | None) -> None:
        """Heed a signal: at once while a line is waited for, else before the next; the second one at once."""
        if self._waiting or self._hung_up is not None:
            raise HangUp(number)
        self._hung_up = number


@contextmanager
def heeding_signals(console: Console) -> Iterator[None]:
    """Have the console hear the signals that tell a program to go, as long as this lasts."""
    before = {number: signal.signal(number, console.hear_signal) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def on_terminal(stream: BinaryIO | None) -> bool:
    """Say whether a stream of bytes comes from a terminal."""
    try:
        return stream is not None and os.isatty(stream.fileno())
    except (OSError, ValueError):
        return False
