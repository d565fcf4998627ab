"""Values of the domain as JSON text that is safe to show on a terminal."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aware_tui.domain.text import for_screen

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON: letters as they are, but whatever hides or controls a terminal escaped."""
    text = json.dumps(value, default=_plain, ensure_ascii=False, indent=indent)
    if for_screen(text) == text:
        return text
    return _BEYOND_ASCII.sub(lambda found: _escaped_if_hidden(found.group()), text)


def only_ascii(text: str) -> str:
    """Return JSON text with every letter beyond ASCII escaped."""
    return _BEYOND_ASCII.sub(lambda found: _escaped(found.group()), text)


def row(record: Any) -> dict[str, Any]:
    """Return a record as an object keyed by its columns."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value):
        return row(value)
    raise TypeError(f"no JSON for a {type(value).__name__}")


def _escaped_if_hidden(char: str) -> str:
    return char if for_screen(char) == char else _escaped(char)


def _escaped(char: str) -> str:
    """Return `\\uXXXX`, or two of them for a character beyond the first plane (RFC 8259, section 7)."""
    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"
