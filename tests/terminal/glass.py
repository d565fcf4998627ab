"""The glass of a terminal: bytes in, what a person would see out."""

import re
from typing import Final

import pyte

_SEQUENCE: Final = re.compile(
    rb"\x1b\[(?P<private>[<-?]?)(?P<numbers>[0-;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    rb"|\x1b[]PX^_].*?(?:\x07|\x1b\\)",
    re.DOTALL,
)
"""A whole control sequence, or a whole string (title, clipboard, device control)."""

_CUT_OFF: Final = re.compile(
    rb"\x1b\Z|\x1b\[[0-?]*[ -/]*\Z|\x1b[]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*\Z", re.DOTALL
)
"""A sequence or string whose end has not come yet."""

_FRAME_BEGINS: Final = b"\x1b[?2026h"
_FRAME_ENDS: Final = b"\x1b[?2026l"

_SYNCHRONISED_OUTPUT: Final = b"2026"


class Glass:
    """A terminal's screen that shows whole frames only, as one with synchronised output does."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._waiting = b""
        self._answers = bytearray()

    def feed(self, data: bytes) -> bytes:
        """Show the data; returns what the terminal answers to the questions in it."""
        arrived = self._waiting + data
        ready = _ready(arrived)
        self._waiting = arrived[ready:]
        self._stream.feed(_SEQUENCE.sub(self._understood, arrived[:ready]))
        answers = bytes(self._answers)
        self._answers.clear()
        return answers

    def lines(self) -> list[str]:
        """Return the rows from the top, blanks at their ends cut off."""
        return [line.rstrip() for line in self.screen.display]

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the program is to paint anew."""
        self.screen.resize(rows, columns)

    def mode(self, number: int) -> bool:
        """Return whether a private mode (25 cursor shown, 1049 second screen, 1000 mouse) is on."""
        return number << 5 in self.screen.mode

    def _understood(self, sequence: re.Match[bytes]) -> bytes:
        """Return the sequence if the emulator reads it rightly, else nothing; note an answer to it."""
        final, private = sequence["final"], sequence["private"]
        if final is None:
            return b""
        if sequence["between"] == b"$" and final == b"p":
            known = b"2" if sequence["numbers"] == _SYNCHRONISED_OUTPUT else b"0"
            self._answers += b"\x1b[" + private + sequence["numbers"] + b";" + known + b"$y"
        elif final == b"c" and not private:
            self._answers += b"\x1b[?62;22c"
        elif final == b"n" and not private:
            self._answers += b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1)
        elif not sequence["between"] and (not private or (private == b"?" and final in b"hlJK")):
            return sequence[0]
        return b""


def _ready(data: bytes) -> int:
    """Return how many bytes can be shown: no sequence and no frame that is still to be finished."""
    frame = data.rfind(_FRAME_BEGINS)
    if frame >= 0 and _FRAME_ENDS not in data[frame:]:
        return frame
    cut = _CUT_OFF.search(data)
    return cut.start() if cut else len(data)
