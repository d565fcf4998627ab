"""What a rule of a coach must be beyond its shape: tested, sourced, and never running away."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import regex

from aware_tui.content.errors import shown
from aware_tui.content.meaning import MAX_TEXT
from aware_tui.domain.coaching.keys import ends_in_a_blank
from aware_tui.domain.coaching.pattern import PatternError, compiled, written_out
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.coaching.rules import Coaching, Rule, WordList
from aware_tui.domain.coaching.wording import LONGEST

MAX_PATTERN = 1_000
"""Characters of a pattern as written."""
PATIENCE = 0.02
"""Seconds a pattern may take over one sentence of the most awkward words."""

LETTERS, TESTS = 6, 2
"""Pieces of a pattern, and texts of its own, that are strung together to try it out."""

Fault = tuple[str, str]
"""What is wrong, and what to write instead."""


def faults_of(entry: object, words: Sequence[WordList]) -> Iterator[Fault]:
    """Yield what is wrong with a rule or a word list, given the word lists above it."""
    if isinstance(entry, WordList):
        yield from pattern_faults(entry.id, entry.any, (), words)
        yield from _blank_ends(entry.any)
    elif isinstance(entry, Rule):
        yield from _texts(entry)
        yield from _tests(entry)
        yield from pattern_faults(entry.id, (*entry.any, *entry.unless), (*entry.hits, *entry.misses), words)
        yield from _blank_ends((*entry.any, *entry.unless))


def _texts(rule: Rule) -> Iterator[Fault]:
    for key in ("reason", "better", "source"):
        if (length := len(getattr(rule, key))) > MAX_TEXT:
            yield (f"`{key}` of {shown(rule.id)} has {length} characters, {MAX_TEXT} fit", "Say it shorter.")


def _tests(rule: Rule) -> Iterator[Fault]:
    for key, wanted in (("hits", "that it must find"), ("misses", "that it must leave alone")):
        if not getattr(rule, key):
            yield (f"The rule {shown(rule.id)} has no text {wanted}", f"Write one under `{key}:`.")
    if not rule.source.strip():
        yield (f"The rule {shown(rule.id)} has no source", "Say who says so: a study, or `our own practice`.")


def pattern_faults(
    name: str, patterns: Sequence[str], tests: Sequence[str], words: Sequence[WordList]
) -> Iterator[Fault]:
    """Yield what is wrong with patterns, tried out on texts they are tested with."""
    if not patterns:
        yield (f"{shown(name)} has no pattern", "Write one under `any:`.")
    known = written_out(words)
    for pattern in patterns:
        yield from _faults_in(name, pattern, tests, known)


def _faults_in(name: str, pattern: str, tests: Sequence[str], known: Mapping[str, str]) -> Iterator[Fault]:
    if len(pattern) > MAX_PATTERN:
        yield (f"A pattern of {shown(name)} has {len(pattern)} characters", f"Keep it under {MAX_PATTERN}.")
        return
    try:
        made = compiled(pattern, known)
    except PatternError as error:
        yield (f"{shown(pattern)} is no pattern: {error}", "Correct it, or take it out.")
        return
    if _runs_away(made.compiled, pattern, tests):
        yield (
            f"{shown(pattern)} takes far too long on some texts",
            "Put no repeat inside a repeat: write <3> for up to three words.",
        )


def _blank_ends(patterns: Sequence[str]) -> Iterator[Fault]:
    for pattern in patterns:
        with suppress(ValueError, IndexError):  # a pattern that is none is told of already
            if ends_in_a_blank(pattern):
                yield (
                    f"{shown(pattern)} ends in a blank, and only whole words are found",
                    "End it with a word: write `the(?: old)?` for `the (?:old )?`.",
                )


def _runs_away(pattern: "regex.Pattern[str]", source: str, tests: Sequence[str]) -> bool:
    """Tell whether a pattern takes long over awkward words: long repeats that nearly match."""
    letters = sorted(set(regex.findall(r"[a-z ]+", source.lower())), key=len)[-LETTERS:]
    spaced = (f"{piece} " for piece in letters)
    awkward = {*"ab 0,", "a ", "ab ", *letters, *spaced, *map(str.lower, tests[:TESTS])}
    ends = ("", "\u00bf", f"\u00bf{''.join(letters)}")
    stretches = [(piece * LONGEST)[:LONGEST] for piece in filter(None, awkward)]
    texts = (f"{stretch}{end}" for stretch in stretches for end in ends)
    return any(_takes_long(pattern, text) for text in texts)


def _takes_long(pattern: "regex.Pattern[str]", text: str) -> bool:
    """Tell whether a search takes long, and does so again: a busy machine may hold up any one."""
    for patience in (PATIENCE, 10 * PATIENCE):
        try:
            pattern.search(text, timeout=patience)
        except TimeoutError:
            continue
        return False
    return True


def tests_failed(coaching: Coaching, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Fault]]:
    """Yield the rules that do not find what they must, or find what they must not."""
    readers = Readers(coaching)
    for rule in rules:
        for text in rule.hits:
            if rule.id not in readers.rules_found(text):
                yield rule, (f"The rule {shown(rule.id)} does not find {shown(text)}", "Correct one of them.")
        for text in rule.misses:
            if rule.id in readers.rules_found(text):
                yield rule, (f"The rule {shown(rule.id)} finds {shown(text)}", "Correct one of them.")
