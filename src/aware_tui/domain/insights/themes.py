"""Themes: words that the notes of one group have far more often than all others.

A note votes once for each word and pair of words in it. Whether a group has a word too often is the exact
chance of it (the tail of the hypergeometric distribution, as the detector's), held to few false ones over all
words and groups by Benjamini and Hochberg (1995). What is left is ranked by the log-odds with an informative
Dirichlet prior of Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008), which does not
let the rarest words win.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log, sqrt

from aware_tui.domain.insights.named import people_named
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.notes import Heard, Said
from aware_tui.domain.insights.numbers import false_discovery_limit, hypergeometric_tail
from aware_tui.domain.insights.quotes import best_quote
from aware_tui.domain.insights.report import Theme
from aware_tui.domain.insights.terms import Term, begins, keys_of, places_of, tells
from aware_tui.domain.insights.theme_words import NEGATIVE, sentence
from aware_tui.domain.practice.scrub_words import COMMON
from aware_tui.domain.practice.spellings import name_words
from aware_tui.domain.text import one_line

FEWEST = 4
"""Notes of a group that must have a term."""

RATIO = 1.5
"""How much more often a group must have it."""

PRIOR = 50
"""Notes' worth of the belief that every group has a term as often as all together."""

FALSE = 0.01
"""Of what is told so much may be chance: a theme is read as a fact, so this is stricter than for counts."""

MOST = 5
"""Themes of one group."""

_SAME = 0.7
"""Of the notes that have either of two terms, those that have both: from here on they are one theme."""

_WITHIN = 0.8
"""Of the notes of the rarer of two terms with a word in common, those that have both."""


@dataclass(slots=True)
class _Group:
    """The notes of a group, each text once, and by term which of them have it."""

    notes: list[Said] = field(default_factory=list)
    having: dict[Term, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """A term that a group has too often."""

    group: str
    term: Term
    notes: frozenset[int]
    others: int
    of_others: int
    chance: float
    weight: float


def themes(heard: Heard, names: Names) -> tuple[Theme, ...]:
    """Return what each category's complaints are about, and what negative feedback is about; surest first."""
    told = frozenset(_names_in((*heard.complaints, *heard.feedback)))
    complaints = [said for said in heard.complaints if said.group]
    found = list(_contrasted(complaints, told, names))
    found += _contrasted(heard.feedback, told, names, only=NEGATIVE)
    return tuple(theme for _, theme in sorted(found, key=lambda each: -each[0]))


def _names_in(notes: Collection[Said]) -> Iterator[str]:
    """Yield the words of names, of customers and of whom they name, that are no everyday words."""
    for name in {said.name for said in notes}:
        yield from (word for word in name_words(name) if word not in COMMON)
    yield from people_named(said.text for said in notes)


def _contrasted(
    notes: Sequence[Said], told: frozenset[str], names: Names, only: str | None = None
) -> Iterator[tuple[float, Theme]]:
    """Yield the themes of each group, or of one, against all the others, with their weights."""
    groups = _grouped(notes, told)
    passed = defaultdict(list)
    for each in _too_often(groups, only):
        if not _is_its_name(each.term, names.category(each.group)):
            passed[each.group].append(each)
    for found in passed.values():
        for each in _merged(found)[:MOST]:
            yield each.weight, _theme(each, groups[each.group].notes, names)


def _grouped(notes: Sequence[Said], told: frozenset[str]) -> Mapping[str, _Group]:
    """Return the notes by group; the same words said twice count once. Pairs only of words that recur."""
    once: dict[tuple[str, tuple[str, ...]], Said] = {}
    for said in notes:
        once.setdefault((said.group, keys_of(said.text, told)), said)
    counts = Counter(key for _, words in once for key in set(words))
    often = {key for key, count in counts.items() if count >= FEWEST and key}
    tell, begin = set(filter(tells, often)), set(filter(begins, often))
    groups: dict[str, _Group] = defaultdict(_Group)
    for (name, words), said in once.items():
        group = groups[name]
        number = len(group.notes)
        group.notes.append(said)
        terms: set[Term] = {(key,) for key in tell.intersection(words)}
        terms.update((one, two) for one, two in pairwise(words) if two in tell and one in begin)
        for term in terms:
            group.having.setdefault(term, set()).add(number)
    return groups


def _too_often(groups: Mapping[str, _Group], only: str | None) -> list[_Found]:
    """Return what passes, of everything that was looked at; terms that hardly anybody used are not."""
    totals: Counter[Term] = Counter()
    for group in groups.values():
        totals.update({term: len(having) for term, having in group.having.items()})
    terms = sum(1 for count in totals.values() if count >= FEWEST)
    looked_at = [name for name in groups if only in (None, name)]
    every = sum(len(group.notes) for group in groups.values())
    found = [each for name in looked_at for each in _more_than_others(name, groups[name], totals, every)]
    limit = false_discovery_limit((each.chance for each in found), max(1, terms * len(looked_at)), FALSE)
    return [each for each in found if each.chance <= limit]


def _more_than_others(name: str, group: _Group, totals: Counter[Term], every: int) -> Iterator[_Found]:
    size = len(group.notes)
    rest = every - size
    for term, having in group.having.items():
        count, all_of = len(having), totals[term]
        others = all_of - count
        if count < FEWEST or count * rest < RATIO * others * size or not rest:
            continue
        chance = hypergeometric_tail(count, size, all_of, every)
        weight = _weight(count, size, others, rest)
        yield _Found(name, term, frozenset(having), others, rest, chance, weight)


def _weight(count: int, of: int, others: int, of_others: int) -> float:
    """Return by how many standard errors the log-odds differ (Monroe and others, equations 16 and 22)."""
    prior = PRIOR * (count + others) / (of + of_others)
    here, there = count + prior, others + prior
    odds = log(here / (of + PRIOR - here)) - log(there / (of_others + PRIOR - there))
    return odds / sqrt(1 / here + 1 / there)


_ALIKE = 5
"""First letters by which a word is another form of one."""


def _is_its_name(term: Term, name: str) -> bool:
    """Say whether a term only says what the group is called."""
    known = {key[:_ALIKE] for key in keys_of(name) if key}
    return all(key[:_ALIKE] in known for key in term)


def _merged(found: Sequence[_Found]) -> list[_Found]:
    """Return the themes, the weightiest first; of terms for the same thing the longer, or the weightier."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: (-one.weight, one.term)):
        place = next((index for index, other in enumerate(kept) if _is_one(each, other)), None)
        if place is None:
            kept.append(each)
        elif len(each.term) > len(kept[place].term) and _shared(each, kept[place]) >= _SAME:
            kept[place] = each
    return kept


def _is_one(one: _Found, other: _Found) -> bool:
    both = len(one.notes & other.notes)
    if _shared(one, other) >= _SAME:
        return True
    related = not set(one.term).isdisjoint(other.term)
    return related and both >= _WITHIN * min(len(one.notes), len(other.notes))


def _shared(one: _Found, other: _Found) -> float:
    return len(one.notes & other.notes) / len(one.notes | other.notes)


def _theme(found: _Found, notes: Sequence[Said], names: Names) -> Theme:
    having = [notes[number] for number in sorted(found.notes)]
    quote, source = best_quote(having, found.term)
    written = _written(having, found.term)
    theme = Theme(
        found.group,
        written,
        len(having),
        len(notes),
        found.others,
        found.of_others,
        quote,
        source.id,
        sentence="",
    )
    return sentence(theme, names)


def _written(notes: Iterable[Said], term: Term) -> str:
    """Return a term as it is written most often."""
    forms = Counter(
        " ".join(said.text[start:end].split()) for said in notes for start, end in places_of(said.text, term)
    )
    return one_line(max(forms, key=lambda form: (forms[form], form)))
