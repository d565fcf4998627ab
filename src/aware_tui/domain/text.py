"""The one boundary for text that comes in, and what may be shown of it."""

import re
import unicodedata
from typing import NamedTuple

from aware_tui.domain.forms import number as figure
from aware_tui.language import counted_words

NOTE_LIMIT = 20_000  # UTF-8 bytes of a note
LINE_LIMIT = 500  # UTF-8 bytes of a one-line field
REPLACEMENT = "\ufffd"

_ZWJ = "\u200d"
_LONGEST_CLUSTER = 64  # code points looked back over when a cut falls inside one visible character
# Patterns as texts: `re` compiles each when it is first needed, which plain words never do.
_BREAKS = "\r\n|[\r\v\f\x85\u2028\u2029]"
_BLANKS = "[ \n\t]{2,}|[\n\t]"
# Sorting thousands of stacked marks takes seconds; 30 is the limit of UAX #15's stream-safe form.
_MARK = (
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED = f"({_MARK}{{30}}){_MARK}+"
# ZWNJ (200c), ZWJ (200d) and the variation selectors stay: scripts and emoji need them.
_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 without the line breaks above
    "\xad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, Arabic letter mark, zero-width space, LRM, RLM
    "\u202a-\u202e\u2060-\u206f"  # bidi overrides and isolates, word joiner, invisible operators
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"  # lone surrogates, BOM, annotation marks
    "\U000e0000-\U000e007f"  # tags: a whole hidden alphabet
)
_DROPPED = f"[{_HIDDEN}]"
_UNSAFE_ON_SCREEN = f"[{_HIDDEN}\r\v\f\x85\u2028\u2029]"


class Cleaned(NamedTuple):
    """Text fit to keep; `cut` says that its end was left off."""

    text: str
    cut: bool


def clean(text: str, *, limit: int = NOTE_LIMIT, lines: bool = True) -> Cleaned:
    """NFC text of at most `limit` UTF-8 bytes without hidden or controlling characters.

    Line breaks become newlines; with `lines=False` breaks and tabs become one space.
    """
    most = limit * 2  # a long paste is cut before the slow work; CR LF pairs still fit
    whole = len(text) <= most
    shown = text[:most]
    if not (shown.isascii() and shown.isprintable()):
        shown = _cleaned(shown, lines=lines)
    kept = _capped(shown, limit)
    return Cleaned(kept, cut=not whole or len(kept) < len(shown))


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Text for a one-line field, cleaned and cut to `limit` UTF-8 bytes."""
    return clean(text, limit=limit, lines=False).text


def for_screen(text: str) -> str:
    """Text of unknown origin with whatever could control a terminal or hide replaced by U+FFFD."""
    return text if text.isprintable() else re.sub(_UNSAFE_ON_SCREEN, REPLACEMENT, text)


def count_words(text: str) -> int:
    """How many stretches between blanks hold at least one letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with what it counts: “1 call”, “2 calls”; `many` where an s is not enough."""
    return f"{figure(number)} {counted_words(one, many or f'{one}s', number)}"


def cells(text: str) -> int:
    """Terminal columns `text` takes at most; joined emoji are counted one by one."""
    return sum(map(_cells_of, text))


def excerpt(text: str, width: int) -> str:
    """The start of `text` on one line in at most `width` columns, ending in "…" if shortened."""
    if width <= 0:
        return ""
    body = text.lstrip()
    head = " ".join(for_screen(body[: width * 16]).split())
    if len(body) <= width * 16 and cells(head) <= width:
        return head
    room, end = width - 1, 0
    while end < len(head) and (room := room - _cells_of(head[end])) >= 0:
        end += 1
    return head[: _cluster_start(head, end)].rstrip() + "…"


def folded(text: str) -> str:
    """Return text without case and accents, as words are compared that people look for."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def has_all(text: str, words: str) -> bool:
    """Whether every one of `words` stands somewhere in `text`, whatever the case and accents."""
    there = folded(text)
    return all(word in there for word in folded(words).split())


def _cleaned(text: str, *, lines: bool) -> str:
    shown = re.sub(_DROPPED, "", re.sub(_BREAKS, "\n", text))
    return _composed(shown if lines else re.sub(_BLANKS, _one_space, shown))


def _one_space(found: re.Match[str]) -> str:
    """A stretch of blanks as it is, or one space if it held a break or a tab."""
    return " " if found.group().strip(" ") else found.group()


def _composed(text: str) -> str:
    """NFC with no more than 30 marks on one letter."""
    while (composed := unicodedata.normalize("NFC", re.sub(_STACKED, r"\1", text))) != text:
        text = composed
    return text


def _capped(text: str, limit: int) -> str:
    """The longest start of `text` within `limit` bytes that splits no visible character."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    end = len(encoded[:limit].decode(errors="ignore"))
    return text[: _cluster_start(text, end)]


def _cluster_start(text: str, end: int) -> int:
    """The last place at or before `end` where a visible character begins."""
    place = end
    while end - place < _LONGEST_CLUSTER and _inside_cluster(text, place):
        place -= 1
    return end if _inside_cluster(text, place) else place


def _inside_cluster(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    return text[place - 1] == _ZWJ or _extends(text[place])


def _extends(char: str) -> bool:
    """Whether `char` only adds to the one before: a mark, a joiner, a skin tone."""
    return (
        char == _ZWJ
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def _cells_of(char: str) -> int:
    if char == "\ufe0f":
        return 1  # asks for the wide picture of the character before it
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
