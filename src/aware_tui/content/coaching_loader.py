"""Read the coaching files of a playbook strictly, entry by entry; whatever is at fault is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aware_tui.content.coaching_meaning import faults_of, pattern_faults, tests_failed
from aware_tui.content.errors import Problem, shown
from aware_tui.content.layers import is_below, laid
from aware_tui.content.nodes import Entry, Keyed, Listing, Node
from aware_tui.content.shapes import Hint, is_shape, item_of, keys_of
from aware_tui.content.strict import check, name_of
from aware_tui.domain.coaching.rules import Coaching, PromiseRules, Rule, WordList

MAIN_FILE = "coaching.yaml"
NO_KEYS = "This file wants keys and values, such as `may_admit_fault: no`"


def load_coaching(folders: Sequence[Path], trusted: Path | None = None) -> tuple[Coaching, list[Problem]]:
    """Return the coaching of these folders, each laid over the next, and what had to be left out of it.

    Rules from below `trusted` are taken without trying them out, which takes a second.
    """
    reading = _Reading(trusted)
    there = [folder for folder in folders if (folder / MAIN_FILE).is_file()]
    node, reading.problems = laid(there, Coaching, MAIN_FILE, NO_KEYS)
    coaching = reading.made(node, Coaching) if isinstance(node, Keyed) else Coaching()
    return reading.tried(coaching), reading.problems


class _Reading:
    """One coaching being read, the place of each of its rules, and what was left out."""

    def __init__(self, trusted: Path | None) -> None:
        self.problems: list[Problem] = []
        self._trusted = trusted
        self._rules: list[tuple[Rule, Node]] = []

    def made(self, node: Keyed, shape: Hint) -> Any:
        """Return a part of the coaching of this shape, every entry that is at fault left out."""
        values: dict[str, Any] = {}
        for key, hint in keys_of(shape).items():
            entry = node.entries.get(key)
            if entry is not None and (value := self._value(shape, key, hint, entry, values)) is not None:
                values[key] = value
        for key in node.entries.keys() - keys_of(shape).keys():
            known = ", ".join(keys_of(shape))
            message = f"{name_of(shape)} has no key {shown(key)}"
            self.problems.append(node.entries[key].key.problem(message, f"Its keys are: {known}."))
        return shape(**values)

    def _value(self, shape: Hint, key: str, hint: Hint, entry: Entry, beside: dict[str, Any]) -> Any:
        value, item = entry.value, item_of(hint)
        found: Any
        if is_shape(hint) and isinstance(value, Keyed):
            return self.made(value, hint)
        if is_shape(item) and isinstance(value, Listing):
            return tuple(self._entries(value, item, beside.get("words", ())))
        found, faults = check(Keyed(value.spot, {key: entry}), shape)
        problems = [fault.problem for fault in faults]
        given = getattr(found, key) if found is not None and not faults else None
        if given and shape is PromiseRules and not is_below(value, self._trusted):
            problems += [
                value.spot.problem(*each) for each in pattern_faults(key, given, (), beside.get("words", ()))
            ]
        self.problems += problems
        return None if problems else given

    def _entries(self, listing: Listing, item: Hint, words: tuple[WordList, ...]) -> Iterator[Any]:
        known = list(words)
        for node in listing.items:
            found: Any
            found, faults = check(node, item)
            problems = [fault.problem for fault in faults]
            if found is not None and not faults and not is_below(node, self._trusted):
                problems = [node.spot.problem(*each) for each in faults_of(found, known)]
            if found is None or problems:
                self.problems += problems
                continue
            if isinstance(found, WordList):
                known.append(found)
            if isinstance(found, Rule):
                self._rules.append((found, node))
            yield found

    def tried(self, coaching: Coaching) -> Coaching:
        """Return the coaching without the rules that fail their own tests."""
        doubtful = [(rule, node) for rule, node in self._rules if not is_below(node, self._trusted)]
        failing = dict(tests_failed(coaching, [rule for rule, _ in doubtful])) if doubtful else {}
        for rule, node in doubtful:
            if rule in failing:
                self.problems.append(node.spot.problem(*failing[rule]))
        kept: Coaching = _left(coaching, frozenset(failing))
        return kept


def _left(part: Any, failing: frozenset[Rule]) -> Any:
    """Return a part of the coaching without these rules."""
    if not failing:
        return part
    values: dict[str, Any] = {}
    shape: Hint = type(part)
    for key, hint in keys_of(shape).items():
        value = getattr(part, key)
        if item_of(hint) is Rule:
            values[key] = tuple(rule for rule in value if rule not in failing)
        elif is_shape(hint):
            values[key] = _left(value, failing)
    return replace(part, **values)
