"""The apologies of a typed line, judged by the apology coach, and what is left to read beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from aware_tui.domain.coaching.apology import ApologyReader, Verdict
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.clause_reading import Found
from aware_tui.domain.practice.typed import Clause, Typed, clauses_of
from aware_tui.domain.states import ApologySize

REAL, FAKE = 0.97, 0.9
"""How often the apology coach is right where it calls an everyday apology real, or fake."""


@dataclass(frozen=True, slots=True)
class Sorry:
    """The apology of a line, the sentences beside it, and whether it is too small to be an act."""

    found: tuple[Found, ...]
    rest: tuple[Clause, ...]
    too_small: bool = False


def sorry_in(
    reader: ApologyReader, typed: Typed, size: ApologySize, takes_back: Callable[[Clause], bool]
) -> Sorry:
    """Return what a line apologises for; in a light matter regret is enough, if nothing takes it back."""
    sentences = typed.sentences()
    verdict = reader.read(typed.spelt, size).verdict
    if verdict is Verdict.NONE:
        return Sorry((), tuple(sentences))
    pieces = [piece for each in sentences for piece in _pieces(reader, typed, each)]
    said = [piece for piece, holds in pieces if holds] or sentences
    if verdict is Verdict.PARTIAL and any(map(takes_back, said)):
        verdict = Verdict.FAKE
    meant = verdict is not Verdict.FAKE
    rest = tuple(replace(piece, spent=holds) for piece, holds in pieces if meant or not holds)
    if verdict is Verdict.PARTIAL and size is ApologySize.FULL:
        return Sorry((), rest, too_small=True)
    act, confidence = (Act.APOLOGISE_FAKE, FAKE) if verdict is Verdict.FAKE else (Act.APOLOGISE_REAL, REAL)
    return Sorry((Found(act, confidence, said[0].start, said[-1].end),), rest)


def _pieces(reader: ApologyReader, typed: Typed, sentence: Clause) -> Iterator[tuple[Clause, bool]]:
    """Yield a sentence, or its clauses, each with whether it holds an apology."""
    if not _apologises(reader, typed, sentence):
        yield sentence, False
        return
    clauses = [(clause, _apologises(reader, typed, clause)) for clause in clauses_of(sentence)]
    if not any(holds for _, holds in clauses):
        yield sentence, True
        return
    for clause, holds in clauses:
        yield replace(clause, aside=True), holds


def _apologises(reader: ApologyReader, typed: Typed, clause: Clause) -> bool:
    start, end = typed.wording.span(clause.start, clause.end)
    return reader.read(typed.spelt[start:end]).verdict is not Verdict.NONE
