"""Read what typed answers are understood by, entry by entry; what is at fault is left out and told."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from aware_tui.content.coaching_meaning import Fault, pattern_faults
from aware_tui.content.errors import Problem, shown
from aware_tui.content.layers import is_below, laid
from aware_tui.content.nodes import Keyed, Listing, Node
from aware_tui.content.shapes import item_of, keys_of
from aware_tui.content.strict import check
from aware_tui.content.understanding import FOLDER, main_file
from aware_tui.domain.coaching.rules import WordList
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.cues import Cues
from aware_tui.domain.practice.typed import Spellings, clauses_of
from aware_tui.domain.practice.understanding_rules import ActRule, Phrases, UnderstandingRules

T = TypeVar("T")


NO_KEYS = "This file wants keys and values"
FEWEST = 20
"""Phrases that an act is known by, at the least."""
_NAMED = re.compile(r"\{([a-z_]+)\}")


def load_understanding(
    folders: Sequence[Path], trusted: Path | None = None, language: str = "en"
) -> tuple[UnderstandingRules, tuple[Problem, ...]]:
    """Return what typed answers are understood by, from playbooks' folders, each laid over the next.

    Rules from below `trusted` are taken without trying them out.
    """
    reading, main = _Reading(trusted), main_file(language)
    there = [folder / FOLDER for folder in folders if (folder / FOLDER / main).is_file()]
    node, reading.problems = laid(there, UnderstandingRules, main, NO_KEYS)
    rules = reading.made(node) if isinstance(node, Keyed) else UnderstandingRules()
    return rules, tuple(reading.problems)


class _Reading:
    """One set of rules being read, and what was left out of it."""

    def __init__(self, trusted: Path | None) -> None:
        self.problems: list[Problem] = []
        self._trusted = trusted

    def made(self, node: Keyed) -> UnderstandingRules:
        """Return the rules of a node, every entry that is at fault left out."""
        known = keys_of(UnderstandingRules)
        for key in node.entries.keys() - known.keys():
            message = f"Understanding has no key {shown(key)}"
            self.problems.append(node.entries[key].key.problem(message, f"Its keys are: {', '.join(known)}."))
        parts: dict[str, tuple[Any, ...]] = {}
        for key, hint in known.items():
            parts[key] = tuple(self._entries(node.get(key), item_of(hint), parts))
        rules = UnderstandingRules(**parts)
        self._count(node, rules)
        return rules

    def _entries(
        self, listing: Node | None, item: type[T] | None, parts: dict[str, tuple[Any, ...]]
    ) -> Iterator[T]:
        if listing is None or item is None:
            return
        if not isinstance(listing, Listing):
            self.problems.append(listing.spot.problem("A list belongs here", "Start each entry with `- `."))
            return
        words = list(parts.get("words", ()))
        spellings = Spellings(parts.get("spellings", ()))
        for node in listing.items:
            found, faults = check(node, item)
            problems = [fault.problem for fault in faults]
            if found is not None and not problems:
                trusted = is_below(node, self._trusted)
                told = _names_unknown(found, words) if trusted else _faults_of(found, words, spellings)
                problems = [node.spot.problem(*each) for each in told]
            self.problems += problems
            if found is None or problems:
                continue
            if isinstance(found, WordList):
                words.append(found)
            yield found

    def _count(self, node: Keyed, rules: UnderstandingRules) -> None:
        """Tell of acts that have too few phrases to be known by."""
        counts = {each.id: len(each.any) for each in rules.phrases}
        few = [act for act in Act if counts.get(act, 0) < FEWEST]
        if few:
            message = f"Too few phrases for {', '.join(few)}"
            self.problems.append(node.spot.problem(message, f"Give each act at least {FEWEST}."))


def _names_unknown(entry: object, words: Sequence[WordList]) -> Iterator[Fault]:
    """Yield the word lists that are named and not there: another layer took them out."""
    if isinstance(entry, ActRule | WordList):
        patterns = (*entry.any, *(entry.unless if isinstance(entry, ActRule) else ()))
        known = {each.id for each in words}
        for name in {name for pattern in patterns for name in _NAMED.findall(pattern)} - known:
            yield f"{shown(entry.id)} needs the word list {shown(name)}", "Put that list back."


def _faults_of(entry: object, words: Sequence[WordList], spellings: Spellings) -> Iterator[Fault]:
    """Yield what is wrong with an entry beyond its shape."""
    if isinstance(entry, WordList):
        yield from pattern_faults(entry.id, entry.any, (), words)
    elif isinstance(entry, Phrases):
        yield from _blank(entry)
    elif isinstance(entry, ActRule):
        faults = tuple(_faults_of_rule(entry, words))
        yield from faults or _tests_failed(entry, words, spellings)


def _blank(phrases: Phrases) -> Iterator[Fault]:
    if any(not text.strip() for text in phrases.any):
        yield f"A phrase of {shown(phrases.id)} is empty", "Write one, or take it out."


def _faults_of_rule(rule: ActRule, words: Sequence[WordList]) -> Iterator[Fault]:
    for key, texts in (("hits", rule.hits), ("misses", rule.misses)):
        if not texts:
            yield f"The rule {shown(rule.id)} has no text under `{key}`", "Write one to test it with."
    if not rule.source.strip():
        yield f"The rule {shown(rule.id)} has no source", "Say who says so, or `our own practice`."
    yield from pattern_faults(rule.id, (*rule.any, *rule.unless), (*rule.hits, *rule.misses), words)


def _tests_failed(rule: ActRule, words: Sequence[WordList], spellings: Spellings) -> Iterator[Fault]:
    cues = Cues([rule], words)
    for text in rule.hits:
        if not _finds(cues, spellings, text):
            yield f"The rule {shown(rule.id)} does not find {shown(text)}", "Correct one of them."
    for text in rule.misses:
        if _finds(cues, spellings, text):
            yield f"The rule {shown(rule.id)} finds {shown(text)}", "Correct one of them."


def _finds(cues: Cues, spellings: Spellings, text: str) -> bool:
    sentences = spellings.read(text).sentences()
    return any(cues.every(clause.text) for each in sentences for clause in (each, *clauses_of(each)))
