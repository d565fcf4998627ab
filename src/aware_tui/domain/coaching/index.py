"""Which of a thousand patterns can match a sentence, told by its words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from aware_tui.domain.coaching.keys import beginnings, words_in
from aware_tui.domain.coaching.pattern import Pattern, first_and_longest, patterns_of

VOCABULARY = 4096
"""Words of which an index remembers what they meet."""

MOST_NEEDS = 4
"""Needs of a pattern that are looked at, the most telling ones; more would cost more than they save."""


class Index:
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
        self.of_rule: Counter[int] = Counter()
        """The patterns of each rule."""
        for bit, (number, _) in enumerate(self._patterns):
            self.of_rule[number] |= 1 << bit

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

    def able(self, words: frozenset[str], done: int = 0) -> list[tuple[int, Pattern]]:
        """Return the patterns that can match a sentence of these words, each with the number of its rule.

        The patterns in `done` are passed over.
        """
        met = reduce(or_, map(self._by_word.__getitem__, words), self._unneeding)
        able = (1 << len(self._patterns)) - 1 & ~done
        for place in range(MOST_NEEDS):
            able &= met >> place * len(self._patterns)
        return [self._patterns[bit] for bit in _bits_of(able)]

    def first_matches(self, sentence: str, done: int = 0) -> dict[int, tuple[int, int]]:
        """Return where each rule matches a sentence first, the longest of the matches that begin there."""
        found: dict[int, tuple[int, int]] = {}
        for number, pattern in self.able(words_in(sentence), done):
            span = pattern.search(sentence)
            if span is not None:
                best = found.get(number, span)
                found[number] = min(best, span, key=first_and_longest)
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
