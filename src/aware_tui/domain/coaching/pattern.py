"""A pattern of whole words with named word lists in it, held to a time that it cannot outrun."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

import regex

from aware_tui.domain.coaching.keys import Needs, at_words, needs_of
from aware_tui.domain.coaching.rules import WordList
from aware_tui.domain.coaching.wording import DEAD_MARK, MARK

PATIENCE, LONG_PATIENCE = 0.05, 1.0
"""Seconds a pattern may take over one sentence, and those it gets when that was not enough.

On a busy machine, or while another thread compiles rules, the clock runs on although the pattern is quick.
"""

STRIKES = 3
"""How often a pattern may outlast both before it is not asked again."""

T = TypeVar("T")

_NAME = regex.compile(r"\{([a-z_]+)\}")
_UP_TO = regex.compile(r"<(\d)>")
_GUARDS = (r"(?<!\w)", r"(?!\w)")
_MARKS = {"said": MARK, "any_said": f"(?:{MARK}|{DEAD_MARK})"}


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why, in words."""


class Pattern:
    """A pattern, compiled when a sentence first has one of the words it cannot match without.

    Most patterns are passed over for want of those words, and never compiled.
    """

    def __init__(self, source: str, words: Mapping[str, str]) -> None:
        self.source = source
        self._words = words
        self._strikes = 0
        self.needs = _needs(source, words)

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        """Return it as the library has it, for whole words only; PatternError if it is no pattern."""
        try:
            return regex.compile(whole_words(expanded(self.source, self._words)))
        except regex.error as error:
            raise PatternError(str(error)) from error

    def search(self, text: str) -> tuple[int, int] | None:
        """Return where it matches first, or None; one that takes too long time and again finds nothing."""
        found = self._patiently(lambda seconds: self.compiled.search(text, timeout=seconds))
        return found.span() if found is not None and found.end() > found.start() else None

    def every(self, text: str) -> list[tuple[int, int]]:
        """Return every place where it matches."""
        found = self._patiently(lambda seconds: list(self.compiled.finditer(text, timeout=seconds)))
        return [match.span() for match in found or () if match.end() > match.start()]

    def _patiently(self, look: Callable[[float], T]) -> T | None:
        """Return what is found in the time given, or in more; None if even that is too short."""
        if self._strikes >= STRIKES:
            return None
        for seconds in (PATIENCE, LONG_PATIENCE):
            try:
                return look(seconds)
            except TimeoutError:
                continue
        self._strikes += 1
        return None


def first_of(patterns: Iterable[Pattern], sentence: str) -> tuple[int, int] | None:
    """Return the earliest match of several patterns, the longest of those that begin there."""
    found = [span for pattern in patterns if (span := pattern.search(sentence))]
    return min(found, key=first_and_longest, default=None)


def first_and_longest(span: tuple[int, int]) -> tuple[int, int]:
    """Return a key by which the least span is the first one, and of several there the longest."""
    return span[0], -span[1]


def patterns_of(patterns: Iterable[str], words: Mapping[str, str]) -> tuple[Pattern, ...]:
    """Return patterns ready to search with."""
    return tuple(Pattern(each, words) for each in patterns)


def _needs(source: str, words: Mapping[str, str]) -> Needs:
    """Return the needs of a pattern; of one that is none, nothing: compiling it says what is wrong."""
    for name, mark in _MARKS.items():
        source = source.replace(f"{{{name}}}", mark)
    try:
        return needs_of(source, words)
    except (ValueError, IndexError):
        return ()


def compiled(pattern: str, words: Mapping[str, str]) -> Pattern:
    """Return a pattern compiled at once; PatternError if it is none."""
    made = Pattern(pattern, words)
    _ = made.compiled
    return made


def expanded(pattern: str, words: Mapping[str, str]) -> str:
    """Return a pattern with its `{names}` and its `<3>` written out; PatternError for a name unknown."""

    def named(found: "regex.Match[str]") -> str:
        name = found[1]
        if name in _MARKS:
            return _MARKS[name]
        if name not in words:
            raise PatternError(f"there is no word list {{{name}}}")
        return words[name]

    spelt_out: str = _NAME.sub(named, pattern)
    return str(_UP_TO.sub(r"(?:\\S+ ){0,\1}?", spelt_out))


def whole_words(pattern: str) -> str:
    """Return a pattern that matches no part of a word; the plain sign for that is twice as fast."""
    first, last = (r"\b" if sure else guard for sure, guard in zip(_at_words(pattern), _GUARDS, strict=True))
    return f"{first}(?:{pattern}){last}"


def _at_words(pattern: str) -> tuple[bool, bool]:
    try:
        return at_words(pattern)
    except (ValueError, IndexError):
        return False, False


def written_out(lists: Iterable[WordList]) -> dict[str, str]:
    """Return each word list as a piece of pattern that matches whole words, by its name."""
    words: dict[str, str] = {}
    for each in lists:
        words[each.id] = _piece("|".join(expanded(one, words) for one in each.any))
    return words


_piece = lru_cache(maxsize=512)(whole_words)
"""Word lists are written out for each rule that is tried."""
