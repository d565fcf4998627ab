"""A pattern is passed over only where it cannot match."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.keys import beginnings, ends_in_a_blank, needs_of, words_in
from aware_tui.domain.coaching.pattern import Pattern, compiled, written_out
from aware_tui.domain.coaching.rules import (
    ApologyRules,
    Coaching,
    ContradictionRules,
    PromiseRules,
    Rule,
)
from aware_tui.domain.coaching.wording import MARK, sentences_of, wording_of

LINES = Path(__file__).parent / "lines"
EACH = 10
"""One line in so many is tried: two thousand patterns on all of them take minutes."""

Part = ApologyRules | PromiseRules | ContradictionRules


def keys_in(sentence: str) -> frozenset[str]:
    """Return the keys of all words of a sentence."""
    return frozenset(key for word in words_in(sentence) for key in beginnings(word))


def may_match(pattern: Pattern, keys: frozenset[str]) -> bool:
    """Tell whether a pattern would be asked about a sentence with these keys."""
    return not any(map(keys.isdisjoint, pattern.needs))


@cache
def shipped() -> Coaching:
    shelf = paths.shipped_playbooks()
    return open_coaching(shelf / "aware", (shelf,), None).coaching


def rules_of(part: Part) -> Iterator[Rule]:
    for section in type(part).__slots__:
        yield from (each for each in getattr(part, section) if isinstance(each, Rule))


def sentences(texts: list[str]) -> list[str]:
    """All sentences of these texts, with every "sorry" marked as the apology coach marks it, and without."""
    words = written_out(shipped().apology.words)
    forms = [compiled(source, words).compiled for rule in shipped().apology.forms for source in rule.any]
    found: dict[str, None] = {}
    for text in texts:
        plain = marked = wording_of(text).text
        for form in forms:
            marked = form.sub(MARK, marked)
        for said in (plain, marked):
            found |= dict.fromkeys(said[start:end] for start, end in sentences_of(said))
    return list(found)


@cache
def labelled_texts() -> list[str]:
    files = sorted(LINES.glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.mark.long
@pytest.mark.parametrize("name", ["apology", "promise", "contradiction"])
def test_no_shipped_pattern_is_passed_over_where_it_matches(name: str) -> None:
    part: Part = getattr(shipped(), name)
    words = written_out(part.words)
    common = [(each, keys_in(each)) for each in sentences(labelled_texts()[::EACH])]
    found = 0
    for rule in rules_of(part):
        own = [(each, keys_in(each)) for each in sentences([*rule.hits, *rule.misses])]
        for source in (*rule.any, *rule.unless):
            pattern = compiled(source, words)
            for sentence, keys in (*own, *common):
                if pattern.compiled.search(sentence):
                    found += 1
                    assert may_match(pattern, keys), (rule.id, source, sentence)
    assert found > 100


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        ("late ", True),
        ("late (?:train )?", True),
        ("late(?: train)?", False),
        ("(?:late|on time )", True),
        ("because (?!of)", True),
        (r"because\b(?! of)", False),
        ("late(?: |$)", True),
        ("", False),
    ],
)
def test_a_pattern_that_ends_in_a_blank_is_known(pattern: str, ends: bool) -> None:
    assert ends_in_a_blank(pattern) is ends


@pytest.mark.parametrize("name", ["apology", "promise", "contradiction"])
def test_no_shipped_pattern_ends_in_a_blank(name: str) -> None:
    for rule in rules_of(getattr(shipped(), name)):
        assert [source for source in (*rule.any, *rule.unless) if ends_in_a_blank(source)] == [], rule.id


def test_most_shipped_patterns_are_passed_over_in_most_sentences() -> None:
    words = written_out(shipped().apology.words)
    patterns = [Pattern(source, words) for rule in rules_of(shipped().apology) for source in rule.any]
    keys = [keys_in(each) for each in sentences(labelled_texts()[::100])]
    asked = sum(may_match(pattern, each) for pattern in patterns for each in keys)
    assert asked < 0.1 * len(patterns) * len(keys)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("", []),
        ("sorry", ["sorry"]),
        ("we lost it", ["lost", "we", "it"]),
        ("parcels and letters", ["parce", "lette", "and"]),
        ("10 days", ["10", "days"]),
        ("don't", ["don", "t"]),
        ("\u00a7 if", ["\u00a7", "if"]),
        ("lost|gave", ["gave lost"]),
        ("a|b c", ["a b"]),
        ("(?:lost|gave)", ["gave lost"]),
        ("lost (?:it|them)", ["lost", "it them"]),
        ("(?:we|you) lost", ["lost", "we you"]),
        ("(?:(?:in|on)to|over) town", ["town", "in on over"]),
        ("(?:we )?lost", ["lost"]),
        ("(?:very ){0,3}sorry", ["sorry"]),
        (r"(?:\S+ ){0,3}?late", ["late"]),
        ("losts?", ["lost"]),
        ("los(?:t|e)", ["los"]),
        ("colou?r", ["colo"]),
        ("un(?:kind|fair)", ["un"]),
        ("wa[sx] late", ["wa", "late"]),
        ("parcel[^.]{0,9} lost", ["parce", "lost"]),
        (r"\blate", ["late"]),
        (r"late\.", ["late"]),
        ("(?:^|, )late", ["late"]),
        ("(?:^|[.,] ?)late", ["late"]),
        (", ?late", ["late"]),
        ("(?:too|not) (?:late|soon)|so (?:early|near)", ["too not so", "late soon early near"]),
        ("(?:late,? ){2,4}sorry", ["late", "sorry"]),
        ("who[^.]{0,9}\u00a7", ["who", "\u00a7"]),
        ("we(?= (?:were )?late)", ["we", "late"]),
        (r"late\?", ["late", "?"]),
        (r"by \d+", ["by", "0 1 2 3 4 5 6 7 8 9"]),
        (r"(?<!\w)(?:too|very)(?!\w) late", ["late", "too very"]),
        (r"\w+ lost", ["lost"]),
    ],
)
def test_a_pattern_needs_the_beginnings_of_its_words(pattern: str, needs: list[str]) -> None:
    assert sorted(sorted(need) for need in needs_of(pattern)) == sorted(
        sorted(each.split()) for each in needs
    )


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w+lost",
        r"lost|\w+",
        "(?:,|and)late",
        "(?:|, ?)late",
        "(?:e|, ?)late",
        "e ?late",
        r"\S\d",
        "[a-z.]late",
        "(?<=and )gone",
        r"\w+(?=lost)",
        "(?=e)late",
        "(?!lost)",
        "x{2}y",
        "[lm]ost",
        "(?:lost)?",
    ],
)
def test_where_no_word_surely_begins_nothing_is_needed_of_it(pattern: str) -> None:
    assert all("lost" not in need and "late" not in need and "gone" not in need for need in needs_of(pattern))


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("losts?", "it was lost"),
        ("los(?:t|e)", "we lose it"),
        ("colou?r", "the color"),
        ("un(?:kind|fair)", "that was unfair"),
        ("parcel[^.]{0,9}?lost", "parcels are lost"),
        ("(?:re)?send", "we resend it"),
        ("(?:we )?lost", "lost"),
        ("x{2}y", "xxy"),
        ("don't", "i don't"),
        ("o'clock", "5 o'clock"),
        ("caf\u00e9s", "two caf\u00e9s"),
        ("half-day", "a half-day"),
        (r"a\.s\.a\.p", "a.s.a.p"),
        ("[0-9]+pm", "5pm"),
        (r"(?:^|[.!?] ?)my bad", "oops !my bad"),
        ("(?:too|very)+ late", "very late"),
        ("\u00a7[^.]{0,9}\u00a7", "\u00a7,\u00a7"),
    ],
)
def test_what_matches_may_match(pattern: str, sentence: str) -> None:
    made = compiled(pattern, {})
    assert made.search(sentence)
    assert may_match(made, keys_in(sentence))


def test_a_sentence_has_the_beginnings_of_its_words() -> None:
    assert keys_in("a lorry, \u00a7") == {"a", "l", "lo", "lor", "lorr", "lorry", "\u00a7"}
    assert keys_in("delivery") == {"d", "de", "del", "deli", "deliv"}
    assert keys_in("why?") == {"w", "wh", "why", "?"}
    assert keys_in("it's") == {"i", "it", "s"}
    assert keys_in("") == frozenset()
