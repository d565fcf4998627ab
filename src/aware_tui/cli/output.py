"""What the command line prints: safe for any terminal, whatever it can show."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

NARROW = 80
WIDE = 120
"""Columns that text is laid out for, at least and at most."""

ID_SHOWN = 13
"""Characters of an id in a list: the millisecond it was made in."""

Styled = Sequence[tuple[str, str]]
"""A line in pieces: the words of each, and its style, one of `CODES`."""

CODES = {
    "": "",
    "strong": "\x1b[1m",
    "faint": "\x1b[2m",
    "good": "\x1b[32m",
    "bad": "\x1b[31;4m",
    "why": "\x1b[33m",
}
"""What each style is to a terminal."""

RESET = "\x1b[0m"


class CannotPrintError(Exception):
    """The output does not get where it goes; the message is the sentence to tell."""


def width() -> int:
    """Return the columns to lay text out for."""
    return max(NARROW, min(WIDE, shutil.get_terminal_size((NARROW, 24)).columns))


def shown_ids(ids: Sequence[str]) -> list[str]:
    """Return as much of each id as tells it from the others: its beginning, or all of it."""
    beginnings = Counter(each[:ID_SHOWN] for each in ids)
    return [each if beginnings[each[:ID_SHOWN]] > 1 else each[:ID_SHOWN] for each in ids]


def say(*lines: str) -> None:
    """Print lines on stdout, made safe for the terminal; raises CannotPrintError, BrokenPipeError."""
    for line in lines:
        _put(sys.stdout, f"{_shown(line, sys.stdout)}\n")


def tell(*lines: str) -> None:
    """Print sentences on stdout; a terminal gets them broken between words. Raises as `say` does."""
    say(*_for(sys.stdout, lines))


def say_styled(lines: Iterable[Styled]) -> None:
    """Print lines made of pieces with a style each; colours only where somebody can see them."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines:
        pieces = ((_shown(words, sys.stdout), CODES[style] if coloured else "") for words, style in line)
        _put(sys.stdout, "".join(f"{code}{words}{code and RESET}" for words, code in pieces) + "\n")


def complain(sentence: str) -> None:
    """Print what went wrong, and what to do, on stderr; a terminal gets it broken between words."""
    lines = _for(sys.stderr, _shown(sentence, sys.stderr).split("\n"))
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _for(stream: TextIO, lines: Sequence[str]) -> Iterable[str]:
    """Return lines as they fit a terminal; as they are for what is none."""
    columns = _columns(stream)
    return [piece for line in lines for piece in _pieces(line, columns)] if columns else lines


def _columns(stream: TextIO) -> int:
    """Return how wide a terminal is; 0 for what is none, or does not say."""
    try:
        return min(WIDE, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 0


def _pieces(line: str, columns: int) -> Iterator[str]:
    """Yield a line broken between words where it is too wide; a command in backticks stays whole to copy."""
    from re import findall

    from aware_tui.domain.text import cells

    indent = line[: len(line) - len(line.lstrip())]
    words = findall(r"(?:`[^`]*`|\S)+", line) if cells(line) > columns else []
    first, *rest = words or [line.lstrip()]
    piece = f"{indent}{first}"
    for word in rest:
        if cells(piece) + 1 + cells(word) > columns:
            yield piece
            piece = word
        else:
            piece = f"{piece} {word}"
    yield piece


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as one JSON document."""
    from aware_tui.exports.json_text import json_text

    say_json_text(json_text(value, indent=indent))


def say_json_text(text: str, end: str = "\n") -> None:
    """Print a stretch of JSON; what the stream has no bytes for is escaped the JSON way."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        from aware_tui.exports.json_text import only_ascii

        text = only_ascii(text)
    _put(sys.stdout, text + end)


def say_bytes(content: bytes) -> None:
    """Print a file of another program's form as it is; raises CannotPrintError, BrokenPipeError."""
    flush()
    try:
        sys.stdout.buffer.write(content)
    except OSError as error:
        raise _problem(error) from error


def flush() -> None:
    """Send on what was printed; raises CannotPrintError, BrokenPipeError."""
    _put(sys.stdout, "")
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _problem(error) from error


def hush() -> None:
    """Send what is left of the output nowhere, so that Python's own last flush has nothing to say."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _put(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except OSError as error:
        raise _problem(error) from error


def _problem(error: OSError) -> Exception:
    if isinstance(error, BrokenPipeError):
        return error
    return CannotPrintError(
        f"The output could not be written ({error.strerror}). Check where it goes, then try again."
    )


def _shown(text: str, stream: TextIO) -> str:
    """Return text without what controls a terminal; letters the stream has no bytes for become `?`."""
    from aware_tui.domain.text import for_screen

    encoding = stream.encoding or "utf-8"
    return for_screen(text).encode(encoding, "replace").decode(encoding)
