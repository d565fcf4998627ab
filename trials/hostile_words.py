"""Strings that harm screens, databases and files: known ones, and as many made by chance as are asked for."""

from collections.abc import Callable
from random import Random
from typing import Final

from hostile import HOSTILE

TAGS: Final = (
    "bold",
    "/",
    "/red",
    "@click=app.quit",
    "link=https://a.b",
    "$primary",
    "a=b=c",
    "file=/etc",
    "",
    " ",
)
PLAIN: Final = (
    "refund",
    "O'Brien",
    "second visit",
    "rang & rang",
    "日本語",
    "مرحبا",
    "שלום",
    "é",
    "7",
    "(no)",
)
SEQUENCES: Final = (
    "\x1b[31m", "\x1b[2J", "\x1b[6n", "\x1b]0;x\x07", "\x1b]52;c;aGk=\x07", "\x1bc", "\x9b31m", "\x90q\x9c",
    "\x1b[?1049l", "\x1b]8;;http://a\x1b\\", "\x07", "\x08", "\x7f", "\x0e", "\x1b", "\x9d", "\x85",
)  # fmt: skip
HIDDEN: Final = (
    *"\u202e\u202d\u2066\u2069\u200b\u200c\u200d\u200e\u200f\ufeff\u2060\u00ad\u061c\ufffe",
    "\U000e0041",
)
HALVES: Final = ("\ud800", "\udfff", "\x00", "\ud83d")
EMOJI: Final = ("👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "1️⃣", "🇩🇪", "☎️", "😀")
MARKS: Final = "\u0300\u0301\u0316\u0323\u034f\u0489\u20dd\u0e34\u093f"
BLANKS: Final = ("\t", "\n", "\r\n", "\r", "\v", "\f", "\u2028", "\u3000", "\u00a0", "  ")
FORMULAS: Final = ("=", "+", "-", "@", "\t=", "＝", "\r=")  # noqa: RUF001
QUERIES: Final = (
    '"',
    "*",
    " AND ",
    " NEAR(",
    "^",
    "(",
    "{x}",
    "%s",
    "'; DROP TABLE note; --",
    "\\",
    "${x}",
    "{{",
)


def hostile_string(chance: Random) -> str:
    """Return one string: mostly pieces of one kind or of all, at times a known one or a very long one."""
    likely = chance.random()
    if likely < 0.1:
        return chance.choice(HOSTILE)
    if likely < 0.11:
        return _piece(chance) * chance.randint(500, 3_000)
    kinds = (chance.choice(KINDS),) if likely < 0.5 else KINDS
    return "".join(chance.choice(kinds)(chance) for _ in range(chance.randint(1, 8)))


def hostile_strings(count: int, chance: Random) -> list[str]:
    """Return so many, each unlike the others by what stands at its end."""
    return [f"{hostile_string(chance)}{number:x}" for number in range(count)]


def _piece(chance: Random) -> str:
    return chance.choice(KINDS)(chance)


def _brackets(chance: Random) -> str:
    return "".join(chance.choices("[]/\\=@a b.\"'$", k=chance.randint(1, 14)))


def _one_of(*choices: tuple[str, ...]) -> Callable[[Random], str]:
    every = tuple(each for some in choices for each in some)
    return lambda chance: chance.choice(every)


def _tag(chance: Random) -> str:
    escaped = "\\" if chance.random() < 0.1 else ""
    return f"{escaped}[{chance.choice(TAGS)}]{chance.choice(PLAIN)}"


def _tower(chance: Random) -> str:
    return "e" + "".join(chance.choices(MARKS, k=chance.randint(1, 60)))


def _any_character(chance: Random) -> str:
    return chr(chance.choice((chance.randrange(0x100), chance.randrange(0x3000), chance.randrange(0x110000))))


KINDS: Final[tuple[Callable[[Random], str], ...]] = (
    _brackets,
    _tag,
    _tower,
    _any_character,
    _one_of(PLAIN),
    _one_of(SEQUENCES),
    _one_of(HIDDEN),
    _one_of(HALVES),
    _one_of(EMOJI, BLANKS),
    _one_of(FORMULAS, QUERIES),
)
