"""Make text from people safe to hand to a widget: no markup, no control characters."""

import re
import textwrap
from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

REPLACEMENT: Final = "\ufffd"
"""Shown for a character that a terminal must never receive."""

_ALWAYS_UNSAFE: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u200b\u2028\u2029\u2060-\u2064\ufeff"  # invisible, or a line end in disguise
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates
)
UNSAFE_ON_SCREEN: Final = f"[\t\n{_ALWAYS_UNSAFE}]"
"""Pattern of one character that must not reach the terminal; joiners and variation selectors may."""

_UNSAFE_IN_TEXT: Final = f"[{_ALWAYS_UNSAFE}]"


def visible(text: str) -> str:
    """Return `text` with each unsafe character shown as U+FFFD; tabs and line ends are kept."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE_IN_TEXT, REPLACEMENT, text.replace("\r\n", "\n"))


def plain(text: str | Content) -> Content:
    """Return `text` as content that is shown exactly as written; content passes through."""
    return text if isinstance(text, Content) else Content(visible(text))


def styled(*parts: tuple[str | Content, str]) -> Content:
    """Join `(text, style)` pairs; a style is Textual's, such as `bold $accent`, or empty."""
    return Content("").join([plain(text).stylize(style) if style else plain(text) for text, style in parts])


def cell(text: str | Text, style: str = "") -> Text:
    """Return `text` for a table cell or a tree label; `style` is Rich's; text passes through."""
    return text if isinstance(text, Text) else Text(visible(text), style=style)


def hanging(lead: Content, text: str, width: int, style: str = "") -> Content:
    """Return `text` wrapped to `width` cells, its later lines set in under the end of `lead`."""
    indent = lead.cell_length
    lines = _wrapped(visible(text), max(10, width - indent)) or [""]
    first = Content("").join([lead, styled((lines[0], style))])
    rest = [styled((" " * indent, ""), (line, style)) for line in lines[1:]]
    return Content("\n").join([first, *rest])


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of so many cells; where each letter takes one, the quick way."""
    if cell_len(text) == len(text):
        return textwrap.wrap(text, width)
    return [line.plain for line in plain(text).wrap(width)]
