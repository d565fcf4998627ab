"""Read a YAML file strictly: bounded, without tricks of the format, each value with its place."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISREG

import yaml

from aware_tui.content.errors import ContentError, Problem, shown
from aware_tui.content.nodes import Entry, Keyed, Listing, Node, Scalar, Spot
from aware_tui.content.yaml_words import explain
from aware_tui.domain.text import clean, for_screen

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 5_000
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS = {"true": True, "false": False, "": None, "~": None, "null": None}


def read_yaml(path: Path, file: str | None = None) -> Node:
    """Return what a file says; ContentError if it cannot be used. `file` names it in messages."""
    name = str(path) if file is None else file
    return parse(_text(path, name), name)


def parse(text: str, file: str, loader: type = LOADER) -> Node:
    """Return what a text in YAML says; ContentError names its problems."""
    _refuse_hidden(text, file)
    reader = _Reader(file, yaml.parse(text, Loader=loader))
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as error:
        raise ContentError([explain(error, text, file)]) from None
    except yaml.YAMLError:
        raise ContentError(
            [Problem(file, 1, 1, "This file cannot be read as YAML", "Save it again as plain text.")]
        ) from None
    if reader.problems:
        raise ContentError(reader.problems)
    return node


def resolve(words: str) -> str | int | float | bool | None:
    """Return what bare words mean in YAML 1.2: only true, false, null and plain numbers are not text."""
    if words in _WORDS:
        return _WORDS[words]
    if _WHOLE.fullmatch(words):
        return int(words)
    if _DECIMAL.fullmatch(words):
        return float(words)
    return words


def _text(path: Path, file: str) -> str:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise ContentError([Problem(file, 1, 1, "This is not a plain file", "Put a text file here.")])
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise ContentError(
            [Problem(file, 1, 1, f"This file cannot be opened ({why})", "Check its name and its rights.")]
        ) from None
    if len(data) > MAX_BYTES:
        raise ContentError(
            [Problem(file, 1, 1, "This file is larger than 256 KB", "Split it into smaller files.")]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise ContentError(
            [Problem(file, line, column, "This file is not UTF-8 text", "Save it as UTF-8.")]
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_hidden(text: str, file: str) -> None:
    """Refuse characters that cannot be seen or that turn the text around; at most three are named."""
    safe = for_screen(text)
    if safe == text:
        return
    at = islice((i for i, (a, b) in enumerate(zip(text, safe, strict=True)) if a != b), 3)
    raise ContentError(_hidden(text, index, file) for index in at)


def _hidden(text: str, index: int, file: str) -> Problem:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Problem(
        file,
        line,
        column,
        f"A hidden character is here (U+{ord(text[index]):04X})",
        "Delete it and type the text again.",
    )


class _Reader:
    """Builds nodes from the parser's events, refusing as they come what a file of content must not hold."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._events = events
        self._nodes = 0

    def document(self) -> Node:
        """Return the only document's content."""
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.DocumentStartEvent):
            self._stop(
                Spot(self.file, 1, 1), "This file is empty", "Write its content, or take the file away."
            )
        node = self._node(next(self._events), 1)
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.DocumentStartEvent):
            self._stop(
                self._spot(event),
                "A second document starts here",
                "Take out the line `---`, or use two files.",
            )
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        spot = self._spot(event)
        self._check(event, spot, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self._items(depth)), spot)
        if isinstance(event, yaml.MappingStartEvent):
            return Keyed(spot, self._entries(depth))
        return self._scalar(event, spot)

    def _check(self, event: yaml.Event, spot: Spot, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(
                spot, f"This file holds more than {MAX_NODES:,} values", "Split it into smaller files."
            )
        if depth > MAX_DEPTH:
            self._stop(spot, f"This is nested more than {MAX_DEPTH} levels deep", "Write it flatter.")
        if isinstance(event, yaml.AliasEvent):
            self._stop(
                spot, "An alias (`*`) cannot be used here", "Write the value out, or put it between quotes."
            )
        if getattr(event, "anchor", None) is not None:
            self._stop(
                spot,
                "An anchor (`&`) cannot be used here",
                "Write the value alone, or put it between quotes.",
            )
        if getattr(event, "tag", None) is not None:
            self._stop(
                spot, "A tag (`!`) cannot be used here", "Write the value alone, or put it between quotes."
            )

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or not key.source:
                self._add(key.spot, "A key must be a word", "Write `key: value`.")
            elif key.source in entries:
                first = entries[key.source].key
                self._add(
                    key.spot,
                    f"{shown(key.source)} is here twice, first in line {first.line}",
                    "Keep one of them.",
                )
            else:
                entries[key.source] = Entry(key.spot, value)
        return entries

    def _scalar(self, event: yaml.Event, spot: Spot) -> Scalar:
        assert isinstance(event, yaml.ScalarEvent)
        words: str = event.value
        if for_screen(words) != words:
            self._add(
                spot, "This text holds a hidden character, written as an escape", "Take the escape out."
            )
        words = clean(words, limit=MAX_BYTES).text.replace("\t", " ").rstrip()
        return Scalar(words if event.style else resolve(words), words, spot)

    def _spot(self, event: yaml.Event) -> Spot:
        mark = event.start_mark
        return Spot(self.file, mark.line + 1, mark.column + 1) if mark else Spot(self.file, 1, 1)

    def _add(self, spot: Spot, message: str, instead: str) -> None:
        self.problems.append(spot.problem(message, instead))

    def _stop(self, spot: Spot, message: str, instead: str) -> None:
        raise ContentError([*self.problems, spot.problem(message, instead)])
