"""What of a session must not be told: who it was, how to reach them, and what they said."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from aware_tui.domain.practice.letters import plain_of, plain_words
from aware_tui.domain.practice.scrub_words import COMMON, EVERYDAY, NOT_NAMES
from aware_tui.domain.practice.spellings import (
    LONG,
    SHORTEST,
    WORD,
    is_everyday,
    name_words,
    stems,
    wholes,
)
from aware_tui.domain.session import CoachingSession

RUN = 5
"""Words in a row that are hardly said twice by chance, if two of them are more than little words."""

_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SPOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Untold:
    """Words in small plain letters."""

    names: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    """Names that are common words too: they tell somebody only with a capital, or beside another name."""
    wholes: frozenset[str] = frozenset()
    """Names put together, and long ones: they tell somebody inside another word too."""
    words: frozenset[str] = frozenset()
    """Words of the customer's profile that are not everyday words."""
    forms: frozenset[str] = frozenset()
    """What those words may be forms of."""
    beginnings: frozenset[str] = frozenset()
    """The first letters of the long ones."""
    noted: frozenset[str] = frozenset()
    """Words with a capital in what was typed, which may be names."""
    codes: frozenset[str] = frozenset()
    """Reference numbers, without what sets their parts apart."""
    runs: frozenset[tuple[str, ...]] = frozenset()
    """Stretches of the session's words."""

    def names_one(self, word: str, *, capital: bool, beside: Collection[str]) -> bool:
        """Say whether a word tells somebody's name."""
        if word in self.names or self._of_one(word):
            return True
        others = self.names | self.doubtful
        return word in self.doubtful and (
            (capital and len(word) >= SHORTEST) or any(other in others for other in beside)
        )

    def tells_of_one(self, word: str) -> bool:
        """Say whether a word is one of the customer's profile, in whatever form."""
        if not self.forms or word in EVERYDAY:
            return False
        return self.is_form(word) or (
            len(word) >= LONG and word[:LONG] in self.beginnings and not is_everyday(word)
        )

    def is_form(self, word: str) -> bool:
        """Say whether a word is a form of one of the customer's profile."""
        return not self.forms.isdisjoint(stems(word))

    def _of_one(self, word: str) -> bool:
        """Say whether it is a name with an ending, such as of several of that name."""
        stem = word.removesuffix("s")
        return stem != word and (stem in self.names or stem.removesuffix("e") in self.names)


def spoken_words(plain: str) -> Iterator[re.Match[str]]:
    """Yield the words of a plain text as they are spoken, “I've” being one."""
    return _SPOKEN.finditer(plain)


def _is_telling(run: tuple[str, ...]) -> bool:
    return sum(len(word) > SHORTEST for word in run) > 1


def untold_of(session: CoachingSession, common: Collection[str] = COMMON) -> Untold:
    """Return what must not be told of a session; `common` are small plain words that tell nothing."""
    every = COMMON.union(common)
    written = tuple(_written(session))
    people = (*_people(session, every), *(name for text in written for name in _titled(text, every)))
    told = {word for name in people for word in name_words(name)}
    noted = {word for text in written for word in capitalised(text)}
    joined = {whole for name in people for whole in wholes(name)}
    words = {word for word in _profile(session) if not is_everyday(word)} - told
    return Untold(
        names=frozenset(told - every),
        doubtful=frozenset(told & every),
        wholes=frozenset((joined | {word for word in told if len(word) >= LONG}) - every),
        words=frozenset(words),
        forms=frozenset(stem for word in words for stem in stems(word)) - EVERYDAY,
        beginnings=frozenset(word[:LONG] for word in words if len(word) >= LONG),
        noted=frozenset(noted - every),
        codes=frozenset(_codes(session)),
        runs=frozenset(run for text in written for run in _runs(text)),
    )


def _people(session: CoachingSession, common: Collection[str]) -> Iterator[str]:
    """Yield the names of everybody in a session."""
    if session.customer is not None:
        yield session.customer.name
    yield session.head.agent
    who = (*(promise.who for promise in session.promises), *(check.who for check in session.follow_ups))
    yield from (_without_common(name, common) for name in who)


def _without_common(who: str, common: Collection[str]) -> str:
    """Return who does something without its small common words, as in “Anna from billing”."""
    words = who.split()
    named = [word for word in words if word not in common]
    return " ".join(named if any(word[:1].isupper() for word in named) else words)


def _written(session: CoachingSession) -> Iterator[str]:
    """Yield all that was typed in a session."""
    head = session.head
    yield from (note.text for note in session.notes)
    yield from (apology.text for apology in session.apologies)
    yield from (promise.what for promise in session.promises)
    yield from (promise.reason for promise in session.promises)
    yield from (check.outcome for check in session.follow_ups)
    if session.profile_entry is not None:
        yield session.profile_entry.text
    if session.quality_record is not None:
        record = session.quality_record
        yield from (record.text, record.recommendation, record.cost)
    yield from (words for words in (head.safety_reason, head.end_words, head.location, head.product) if words)


_SMALL = "|".join(sorted(NOT_NAMES))
_TITLED = re.compile(
    r"(?<![^\W\d_])(mr|mrs|ms|mx|miss|dr|prof|herr|frau)\.?\s+"
    rf"(?:(?:{_SMALL})\.?\s+){{0,3}}([^\W\d_]+(?:['\u2019-][^\W\d_]+)*)"
)
_TITLES_ONLY = ("mr", "mrs", "ms", "mx")
"""Titles that are nothing else: even a common word after them is a name."""


def _titled(text: str, common: Collection[str]) -> Iterator[str]:
    """Yield the names after a title, with a capital or not."""
    for title, name in _TITLED.findall(unicodedata.normalize("NFC", text).lower()):
        sure = title in _TITLES_ONLY or name not in common
        if sure and name not in NOT_NAMES:
            yield name


_AT_THE_BEGINNING = re.compile(r"(?:^|[.!?\n])[^\w\n.!?]*$")
_NEAR = 5
"""Signs before a word that say whether it begins a sentence."""


def capitalised(text: str) -> Iterator[str]:
    """Yield the words with a capital: any may be a name, but for an everyday one at a beginning."""
    plain = plain_of(text)
    for found in WORD.finditer(plain.text):
        if not plain.capital[found.start()] or len(found.group()) < 2 or found.group() in NOT_NAMES:
            continue
        start = found.start()
        before = plain.text[max(start - _NEAR, 0) : start]
        if not (_AT_THE_BEGINNING.search(before) and is_everyday(found.group())):
            yield found.group()


def _profile(session: CoachingSession) -> Iterator[str]:
    """Yield the words that the customer's row and profile hold."""
    texts: list[str] = []
    if session.customer is not None:
        customer = session.customer
        texts += [customer.reference, customer.contact]
    if session.profile_entry is not None:
        texts.append(session.profile_entry.text)
    for part in _HYPHENED.findall(plain_words(" ".join(texts))):
        for word in {*WORD.findall(part), "".join(WORD.findall(part))}:
            if len(word) >= SHORTEST and word not in NOT_NAMES:
                yield word


def _codes(session: CoachingSession) -> Iterator[str]:
    """Yield the numbers by which the session or its customer can be found elsewhere."""
    documents = (session.profile_entry, session.quality_record)
    given = [each.outside_reference for each in documents if each is not None]
    if session.customer is not None:
        given.append(session.customer.reference)
    for reference in given:
        code = re.sub(r"[\W_]", "", plain_words(reference))
        if len(code) >= SHORTEST and any(sign.isdigit() for sign in code):
            yield code


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [found.group() for found in spoken_words(plain_words(text))]
    runs = (tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
    return filter(_is_telling, runs)
