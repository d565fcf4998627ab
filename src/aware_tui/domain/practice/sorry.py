"""The apologies of a typed line, judged by the apology coach, and what is left to read beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from aware_tui.domain.coaching.apology import CONDITIONAL, ApologyReader, Verdict
from aware_tui.domain.coaching.rules import Finding, Severity
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.clause_reading import Found
from aware_tui.domain.practice.typed import Clause, Typed, clauses_of
from aware_tui.domain.states import ApologySize

REAL, FAKE = 0.97, 0.9
"""How often the apology coach is right where it calls an everyday apology real, or fake."""
OWNED, TAINTED = 0.8, 0.35
"""The confidence of an apology beside a deed that we own, and of one with a word in it that takes it back."""
DOUBTED = 0.6
"""The confidence that an apology beside such a deed is fake, if a word takes it back."""


@dataclass(frozen=True, slots=True)
class Sorry:
    """The apology of a line, the sentences beside it, and whether it is too small to be an act."""

    found: tuple[Found, ...]
    rest: tuple[Clause, ...]
    too_small: bool = False


def sorry_in(
    reader: ApologyReader,
    typed: Typed,
    size: ApologySize,
    takes_back: Callable[[Clause], bool],
    owns: Callable[[Clause], bool],
) -> Sorry:
    """Return what a line apologises for; in a light matter regret is enough, if nothing takes it back.

    Where the coach misses the deed that it owns, the trainee is asked.
    """
    sentences = typed.sentences()
    reading = reader.read(typed.spelt, size)
    verdict = reading.verdict
    if verdict is Verdict.NONE:
        return Sorry((), tuple(sentences))
    pieces = [piece for each in sentences for piece in _pieces(reader, typed, each)]
    said = [piece for piece, holds in pieces if holds] or sentences
    taken_back = any(map(takes_back, said))
    if verdict is Verdict.PARTIAL and taken_back:
        verdict = Verdict.FAKE
    meant = verdict is not Verdict.FAKE
    rest = tuple(
        replace(piece, spent=holds, aside=piece.aside or any(map(owns, clauses_of(piece))))
        for piece, holds in pieces
        if meant or not holds
    )
    owned = (
        verdict in (Verdict.PARTIAL, Verdict.FAKE)
        and not taken_back
        and any(owns(clause) for each in sentences for clause in (each, *clauses_of(each)))
    )
    if verdict is Verdict.PARTIAL and size is ApologySize.FULL and not owned:
        return Sorry((), rest, too_small=True)
    weights = _weights(verdict, size, reading.findings, owned=owned)
    start, end = said[0].start, said[-1].end
    found = (
        Found(act, share, start, end, first=place == 0) for place, (act, share) in enumerate(weights.items())
    )
    return Sorry(tuple(found), rest)


def _weights(
    verdict: Verdict, size: ApologySize, findings: Sequence[Finding], *, owned: bool
) -> dict[Act, float]:
    """Return how surely an apology is real or fake, the likelier first."""
    if verdict is Verdict.REAL or (verdict is Verdict.PARTIAL and size is ApologySize.LIGHT):
        return {Act.APOLOGISE_REAL: REAL}
    if not owned:
        return {Act.APOLOGISE_FAKE: FAKE}
    if verdict is Verdict.FAKE and any(_denies(each) for each in findings):
        return {Act.APOLOGISE_FAKE: DOUBTED, Act.APOLOGISE_REAL: TAINTED}
    return {Act.APOLOGISE_REAL: OWNED}


def _denies(finding: Finding) -> bool:
    """Tell whether a finding takes an apology back even where the deed is owned."""
    return finding.severity is Severity.BLOCK or finding.rule.startswith(CONDITIONAL)


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
