"""Finds rules in sentences: patterns with named word lists, each held to a time it cannot outrun."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_

import regex

from aware_tui.domain.coaching.keys import Needs, at_words, beginnings, needs_of, words_in
from aware_tui.domain.coaching.rules import Rule, WordList
from aware_tui.domain.coaching.wording import DEAD_MARK, MARK

PATIENCE = 0.05
"""Seconds a pattern may take over one sentence."""

STRIKES = 3
"""How often a pattern may take longer before it is not asked again; a busy machine may hold up any one."""

REMEMBERED = 1_000
"""Sentences of which a matcher remembers what it found."""

VOCABULARY = 4096
"""Words of which an index remembers what they meet."""

MOST_NEEDS = 4
"""Needs of a pattern that are looked at, the most telling ones; more would cost more than they save."""

_NAME = regex.compile(r"\{([a-z_]+)\}")
_UP_TO = regex.compile(r"<(\d)>")
_GUARDS = (r"(?<!\w)", r"(?!\w)")
_MARKS = {"said": MARK, "any_said": f"(?:{MARK}|{DEAD_MARK})"}


class PatternError(ValueError):
    """A pattern that cannot be used; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found at `start` to `end` of the text that was searched."""

    rule: Rule
    start: int
    end: int


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
        """Return where it matches first, or None; one that took too long once finds nothing any more."""
        if self._strikes >= STRIKES:
            return None
        try:
            found = self.compiled.search(text, timeout=PATIENCE)
        except TimeoutError:
            self._strikes += 1
            return None
        return found.span() if found is not None and found.end() > found.start() else None

    def every(self, text: str) -> list[tuple[int, int]]:
        """Return every place where it matches."""
        if self._strikes >= STRIKES:
            return []
        try:
            found = self.compiled.finditer(text, timeout=PATIENCE)
            return [match.span() for match in found if match.end() > match.start()]
        except TimeoutError:
            self._strikes += 1
            return []


_Found = tuple[tuple[int, int, int], ...]
"""The rules found in a sentence by number, and where."""


class Matcher:
    """Rules compiled with the word lists their patterns name.

    It remembers what it found in a sentence: while somebody types, only the last one is new.
    """

    def __init__(self, rules: Iterable[Rule], words: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._wanted = _Index((rule.any for rule in self._rules), words)
        self._spared = {
            number: _Index((rule.unless,), words) for number, rule in enumerate(self._rules) if rule.unless
        }
        self._found_in = lru_cache(REMEMBERED)(self._look_for)
        self._every_in = lru_cache(REMEMBERED)(self._look_for_every)

    def find(self, text: str, sentences: Iterable[tuple[int, int]], most: int | None = None) -> Iterator[Hit]:
        """Yield each rule's first hit in each sentence, in the order of the rules.

        With `most` a rule is found so often, one that gives something once, and is then passed over.
        """
        times: Counter[int] = Counter()
        done: frozenset[int] = frozenset()
        for start, end in sentences:
            for number, first, last in self._found_in(text[start:end], done):
                yield Hit(self._rules[number], start + first, start + last)
                times[number] += 1
                if most is not None and times[number] == (1 if self._rules[number].gives else most):
                    done |= {number}

    def _look_for(self, sentence: str, done: frozenset[int]) -> _Found:
        found = self._wanted.first_matches(sentence, done)
        return tuple((number, *found[number]) for number in sorted(found) if self._stands(number, sentence))

    def _stands(self, number: int, sentence: str) -> bool:
        """Tell whether no exception of a rule is found in a sentence."""
        return number not in self._spared or not self._spared[number].first_matches(sentence)

    def every(self, text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        """Yield every hit of every pattern in each sentence."""
        for start, end in sentences:
            for number, first, last in self._every_in(text[start:end]):
                yield Hit(self._rules[number], start + first, start + last)

    def _look_for_every(self, sentence: str) -> _Found:
        return tuple(
            (number, *trimmed(sentence, *span))
            for number, pattern in self._wanted.able(words_in(sentence))
            for span in pattern.every(sentence)
            if self._stands(number, sentence)
        )


class _Index:
    """Patterns by the number of their rule; which can match is worked out for all at once, a bit for each.

    A bit stands for a need of a pattern: first come all the most telling needs, then all the second ones.
    """

    def __init__(self, patterns: Iterable[Iterable[str]], words: Mapping[str, str]) -> None:
        self._patterns = [
            (number, pattern)
            for number, every in enumerate(patterns)
            for pattern in patterns_of(every, words)
        ]
        self._unneeding, self._by_word = self._needs()
        self._of_rule: dict[int, int] = {}
        for bit, (number, _) in enumerate(self._patterns):
            self._of_rule[number] = self._of_rule.get(number, 0) | 1 << bit

    def _needs(self) -> tuple[int, "_Words"]:
        """Return the needs that no pattern has, and by key those that it satisfies."""
        none, by_key, bit = 0, dict[str, int](), 1
        for place in range(MOST_NEEDS):
            for _, pattern in self._patterns:
                if place >= len(pattern.needs):
                    none |= bit
                for key in pattern.needs[place] if place < len(pattern.needs) else ():
                    by_key[key] = by_key.get(key, 0) | bit
                bit <<= 1
        return none, _Words(by_key)

    def able(self, words: frozenset[str], done: Collection[int] = ()) -> list[tuple[int, Pattern]]:
        """Return the patterns that can match a sentence of these words, each with the number of its rule.

        Rules in `done` are passed over.
        """
        met = reduce(or_, map(self._by_word.__getitem__, words), self._unneeding)
        able = (1 << len(self._patterns)) - 1
        for place in range(MOST_NEEDS):
            able &= met >> place * len(self._patterns)
        for number in done:
            able &= ~self._of_rule.get(number, 0)
        return [self._patterns[bit] for bit in _bits_of(able)]

    def first_matches(self, sentence: str, done: Collection[int] = ()) -> dict[int, tuple[int, int]]:
        """Return where each rule matches a sentence first, the longest of the matches that begin there."""
        found: dict[int, tuple[int, int]] = {}
        for number, pattern in self.able(words_in(sentence), done):
            span = pattern.search(sentence)
            if span is not None:
                best = found.get(number, span)
                found[number] = min(best, span, key=lambda each: (each[0], -each[1]))
        return found


class _Words(dict[str, int]):
    """Which needs a word meets, worked out once for each."""

    def __init__(self, by_key: Mapping[str, int]) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, word: str) -> int:
        if len(self) >= VOCABULARY:
            self.clear()
        self[word] = met = reduce(or_, (self._by_key.get(key, 0) for key in beginnings(word)), 0)
        return met


def _bits_of(number: int) -> list[int]:
    """Return which bits of a number are set, the lowest first."""
    bits = []
    while number:
        highest = number.bit_length() - 1
        bits.append(highest)
        number ^= 1 << highest
    return bits[::-1]


def first_of(patterns: Iterable[Pattern], sentence: str) -> tuple[int, int] | None:
    """Return the earliest match of several patterns, the longest of those that begin there."""
    found = [span for pattern in patterns if (span := pattern.search(sentence))]
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


def spans_apart(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """Return the stretches of hits in order, those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without what is no letter, digit or mark at its ends; never an empty one."""
    while end - start > 1 and not _is_word(text[end - 1]):
        end -= 1
    while end - start > 1 and not _is_word(text[start]):
        start += 1
    return start, end


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter in (MARK, DEAD_MARK)


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
    first, last = (r"\b" if sure else guard for sure, guard in zip(at_words(pattern), _GUARDS, strict=True))
    return f"{first}(?:{pattern}){last}"


def written_out(lists: Iterable[WordList]) -> dict[str, str]:
    """Return each word list as a piece of pattern that matches whole words, by its name."""
    words: dict[str, str] = {}
    for each in lists:
        words[each.id] = whole_words("|".join(expanded(one, words) for one in each.any))
    return words
