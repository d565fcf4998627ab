"""Finds rules in sentences, and remembers what it found in each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from aware_tui.domain.coaching.index import Index
from aware_tui.domain.coaching.keys import words_in
from aware_tui.domain.coaching.rules import Rule
from aware_tui.domain.coaching.wording import DEAD_MARK, MARK

REMEMBERED = 1_000
"""Sentences of which a matcher remembers what it found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found at `start` to `end` of the text that was searched."""

    rule: Rule
    start: int
    end: int


_Found = tuple[tuple[int, int, int], ...]
"""The rules found in a sentence by number, and where."""


class Matcher:
    """Rules compiled with the word lists their patterns name.

    It remembers what it found in a sentence: while somebody types, only the last one is new.
    """

    def __init__(self, rules: Iterable[Rule], words: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._wanted = Index((rule.any for rule in self._rules), words)
        self._spared = {
            number: Index((rule.unless,), words) for number, rule in enumerate(self._rules) if rule.unless
        }
        self._found_in = lru_cache(REMEMBERED)(self._look_for)
        self._every_in = lru_cache(REMEMBERED)(self._look_for_every)

    def find(self, text: str, sentences: Iterable[tuple[int, int]], most: int | None = None) -> Iterator[Hit]:
        """Yield each rule's first hit in each sentence, in the order of the rules.

        With `most` a rule is found so often, one that gives something once, and is then passed over.
        """
        times: Counter[int] = Counter()
        done = 0
        for start, end in sentences:
            for number, first, last in self._found_in(text[start:end], done):
                yield Hit(self._rules[number], start + first, start + last)
                times[number] += 1
                if most is not None and times[number] == (1 if self._rules[number].gives else most):
                    done |= self._wanted.of_rule[number]

    def _look_for(self, sentence: str, done: int) -> _Found:
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
