"""Finds rules in sentences: patterns with named word lists, each held to a time it cannot outrun."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

import regex

from aware_tui.domain.coaching.keys import Needs, beginnings, needs_of, words_in
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
            return regex.compile(rf"(?<!\w)(?:{expanded(self.source, self._words)})(?!\w)")
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
    """Rules compiled with the word lists their patterns name."""

    def __init__(self, rules: Iterable[Rule], words: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._wanted = _Index((rule.any for rule in self._rules), words)
        self._spared = tuple(_Index((rule.unless,), words) for rule in self._rules)
        self._memory: dict[tuple[str, frozenset[int]], _Found] = {}

    def find(self, text: str, sentences: Iterable[tuple[int, int]], most: int | None = None) -> Iterator[Hit]:
        """Yield each rule's first hit in each sentence, in the order of the rules.

        With `most` a rule is found so often, one that gives something once, and is then passed over.
        """
        times: Counter[int] = Counter()
        done: set[int] = set()
        for start, end in sentences:
            for number, first, last in self._found(text[start:end], frozenset(done)):
                yield Hit(self._rules[number], start + first, start + last)
                times[number] += 1
                if most is not None and times[number] == (1 if self._rules[number].gives else most):
                    done.add(number)

    def _found(self, sentence: str, done: frozenset[int]) -> _Found:
        """Return what is found in a sentence; while somebody types, only the last sentence is new."""
        found = self._memory.get((sentence, done))
        if found is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            found = self._memory[sentence, done] = tuple(self._looked_for(sentence, done))
        return found

    def _looked_for(self, sentence: str, done: frozenset[int]) -> Iterator[tuple[int, int, int]]:
        words = words_in(sentence)
        found = self._wanted.first_matches(words, sentence, done)
        for number in sorted(found):
            if not self._spared[number].first_matches(words, sentence):
                yield number, *found[number]

    def every(self, text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        """Yield every hit of every pattern in each sentence; exceptions are not looked at."""
        for start, end in sentences:
            sentence = text[start:end]
            for number, pattern in self._wanted.able(words_in(sentence)):
                for first, last in pattern.every(sentence):
                    yield Hit(self._rules[number], *trimmed(text, start + first, start + last))


class _Index:
    """Patterns by the number of their rule; which can match is worked out for all at once, a bit for each."""

    def __init__(self, patterns: Iterable[Iterable[str]], words: Mapping[str, str]) -> None:
        self._patterns = [
            (number, pattern)
            for number, every in enumerate(patterns)
            for pattern in patterns_of(every, words)
        ]
        self._needs = tuple(self._need(place) for place in range(MOST_NEEDS))
        self._words: dict[str, tuple[tuple[int, int], ...]] = {}
        self._of_rule: dict[int, int] = {}
        for bit, (number, _) in enumerate(self._patterns):
            self._of_rule[number] = self._of_rule.get(number, 0) | 1 << bit

    def _need(self, place: int) -> tuple[int, dict[str, int]]:
        """Return the patterns without a need at this place, and by key those that it satisfies."""
        none, by_key = 0, dict[str, int]()
        for bit, (_, pattern) in enumerate(self._patterns):
            if place >= len(pattern.needs):
                none |= 1 << bit
            for key in pattern.needs[place] if place < len(pattern.needs) else ():
                by_key[key] = by_key.get(key, 0) | 1 << bit
        return none, by_key

    def able(self, words: frozenset[str], done: Collection[int] = ()) -> Iterator[tuple[int, Pattern]]:
        """Yield the patterns that can match a sentence of these words, each with the number of its rule.

        Rules in `done` are passed over.
        """
        met = [none for none, _ in self._needs]
        for word in words:
            for place, bits in self._of_word(word):
                met[place] |= bits
        able = reduce(and_, met, ~sum(self._of_rule.get(number, 0) for number in done))
        while able:
            lowest = able & -able
            yield self._patterns[lowest.bit_length() - 1]
            able ^= lowest

    def _of_word(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return which patterns have a need that a word meets, by the place of that need."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= VOCABULARY:
                self._words.clear()
            keys = beginnings(word)
            bits = (reduce(or_, (by_key.get(key, 0) for key in keys), 0) for _, by_key in self._needs)
            found = self._words[word] = tuple((place, each) for place, each in enumerate(bits) if each)
        return found

    def first_matches(
        self, words: frozenset[str], sentence: str, done: Collection[int] = ()
    ) -> dict[int, tuple[int, int]]:
        """Return where each rule matches a sentence first, the longest of the matches that begin there."""
        found: dict[int, tuple[int, int]] = {}
        for number, pattern in self.able(words, done):
            span = pattern.search(sentence)
            if span is not None:
                best = found.get(number, span)
                found[number] = min(best, span, key=lambda each: (each[0], -each[1]))
        return found


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


def written_out(lists: Iterable[WordList]) -> dict[str, str]:
    """Return each word list as a piece of pattern that matches whole words, by its name."""
    words: dict[str, str] = {}
    for each in lists:
        words[each.id] = rf"(?<!\w)(?:{'|'.join(expanded(one, words) for one in each.any)})(?!\w)"
    return words
