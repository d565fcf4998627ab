"""What of a session must not be told: who it was, how to reach them, and what they said."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from aware_tui.domain.practice.letters import plain_of, plain_words
from aware_tui.domain.practice.scrub_words import COMMON, NOT_NAMES
from aware_tui.domain.session import CoachingSession

RUN = 5
"""Words in a row that are hardly said twice by chance, if two of them are more than little words."""

SHORTEST = 3
"""Letters of a word that can tell who somebody is; of a name, if it is no common word, two."""

_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Untold:
    """Words in small plain letters."""

    names: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    """Names that are common words too: they tell somebody only with a capital, or beside another name."""
    wholes: frozenset[str] = frozenset()
    """Whole names, put together."""
    words: frozenset[str] = frozenset()
    """Words of the customer's profile that are not common."""
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
    people = tuple(_people(session))
    told = {word for name in people for word in _name_words(name)}
    written = tuple(_written(session))
    noted = {word for text in written for word in _capitalised(text)} - _common(common)
    return Untold(
        names=frozenset(told - _common(common)),
        doubtful=frozenset(told & _common(common)),
        wholes=frozenset(whole for name in people for whole in _wholes(name)),
        words=frozenset(_profile(session)) - _common(common),
        noted=frozenset(noted),
        codes=frozenset(_codes(session)),
        runs=frozenset(run for text in written for run in _runs(text)),
    )


def _common(common: Collection[str]) -> frozenset[str]:
    return COMMON.union(common)


def _people(session: CoachingSession) -> Iterator[str]:
    """Yield the names of everybody in a session."""
    if session.customer is not None:
        yield session.customer.name
    yield session.head.agent
    yield from (promise.who for promise in session.promises)
    yield from (check.who for check in session.follow_ups)


def _name_words(name: str) -> Iterator[str]:
    """Yield the words of a name, with and without its umlauts written out."""
    for spelling in {name, _written_out(name)}:
        for word in _WORD.findall(plain_words(spelling)):
            if len(word) >= 2 and word not in NOT_NAMES and word != "me":
                yield word


def _written_out(name: str) -> str:
    for short, long in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        name = name.replace(short, long)
    return name


def _wholes(name: str) -> Iterator[str]:
    """Yield a name of several words put together."""
    for spelling in {name, _written_out(name)}:
        words = _WORD.findall(plain_words(spelling))
        if len(words) > 1 and sum(map(len, words)) >= 2 * SHORTEST:
            yield "".join(words)


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


def _capitalised(text: str) -> Iterator[str]:
    """Yield the words with a capital: any may be a name, at the beginning of a sentence too."""
    plain = plain_of(text)
    for found in _WORD.finditer(plain.text):
        if plain.capital[found.start()] and len(found.group()) >= 2 and found.group() not in NOT_NAMES:
            yield found.group()


def _profile(session: CoachingSession) -> Iterator[str]:
    """Yield the words that the customer's row and profile hold."""
    texts: list[str] = []
    if session.customer is not None:
        customer = session.customer
        texts += [customer.name, customer.reference, customer.contact]
    if session.profile_entry is not None:
        texts.append(session.profile_entry.text)
    for word in _WORD.findall(plain_words(" ".join(texts))):
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
