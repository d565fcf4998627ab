"""Words of people as Markdown that shows them as they are."""

import re
from collections.abc import Iterator

from aware_tui.domain.text import for_screen

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
_BLOCK_START = re.compile(r"^(#+|[-+=]|\d{1,9}(?=[.)]))")
_LINK = re.compile(r"(?i)(https?|ftp)(:)(?=//)|(www)(\.)")


def escaped(text: str) -> str:
    """Return text as one line that Markdown shows as it is: no markup, no links, nothing hidden."""
    line = " ".join(for_screen(text).split())
    line = _MARKUP.sub(r"\\\1", line)
    line = _LINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", line)
    return _BLOCK_START.sub(_defused, line)


def quoted(text: str) -> Iterator[str]:
    """Yield typed words as a quotation that keeps their lines."""
    lines = [escaped(line) for line in text.strip().splitlines()]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        yield f"> {line}\\" if line and following else f"> {line}".rstrip()


def _defused(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start.isdecimal() else f"\\{start}"
