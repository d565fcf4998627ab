"""The apology coach: real from fake, by what the sorry regrets, what attaches to it and who owns the act."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from aware_tui.domain.coaching.findings import by_weight, finding_of
from aware_tui.domain.coaching.language import NOT_ENGLISH, in_another_language, looks_like
from aware_tui.domain.coaching.matcher import Hit, Matcher, spans_apart
from aware_tui.domain.coaching.pattern import written_out
from aware_tui.domain.coaching.rules import ApologyRules, Finding, MayAdmitFault, Severity
from aware_tui.domain.coaching.wording import DEAD_MARK, MARK, QUOTED, Wording, sentences_of, wording_of
from aware_tui.domain.states import ApologySize

LONGEST = 20_000
"""Characters of a text that are read; what follows is left alone."""

MOST = 3
"""Hits of one rule in one text that are told; the point is made by then."""

CONDITIONAL = "conditional_if"
"""How the rules begin that find an apology hung on an "if": owned, it is still no more than partial."""
NOT_AN_APOLOGY = "not_an_apology"
"""The name under which a refusal, a question or sympathy is told of."""
BLAMING = "blame_shift"
"""How the rules begin that find an apology for how they feel or see it."""
_DOUBTING = (CONDITIONAL, BLAMING)
_CLAUSE_END = re.compile(rf"[,.;:!?{MARK}]|\s(?:-|but\b)|$")


class Verdict(StrEnum):
    """What an apology is worth to the one who hears it."""

    REAL = "real"
    """Regret with ownership, repair or a plan against the next time; or plain ownership."""
    PARTIAL = "partial"
    """Honest regret and no more: all that a light apology needs."""
    FAKE = "fake"
    """Taken back by words of its own, and nobody owns it."""
    NONE = "none"
    """No apology to the customer."""


class Element(StrEnum):
    """What an apology can hold, in order of weight (Lewicki, Polin and Lount 2016, 755 people)."""

    RESPONSIBILITY = "responsibility"
    REPAIR = "repair"
    REGRET = "regret"
    EXPLANATION = "explanation"
    REPENTANCE = "repentance"
    FORGIVENESS = "forgiveness"
    """Asking for it puts the work on them: it is recognised, and never asked for."""


WANTED = {
    ApologySize.LIGHT: (Element.REGRET,),
    ApologySize.FULL: tuple(element for element in Element if element is not Element.FORGIVENESS),
}
"""What an apology of each size wants, in order of weight."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coach makes of a text: `elements` as said, `missing` and `findings` the weightiest first.

    `verdict` and `elements` are the same for either size. `cut` says that the end was not read.
    """

    verdict: Verdict
    elements: tuple[Element, ...]
    missing: tuple[Element, ...]
    findings: tuple[Finding, ...]
    cut: bool = False

    @property
    def english(self) -> bool:
        """Say whether the text could be read at all."""
        return all(finding.rule != NOT_ENGLISH for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with every apology said in it as one mark; `unmeant` are what makes some of them none."""

    wording: Wording
    sentences: tuple[tuple[int, int], ...]
    forms: tuple[Hit, ...]
    unmeant: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A text with its apologies marked, and what was found in it; `unmeant` are those that are none."""

    wording: Wording
    unmeant: tuple[Hit, ...]
    elements: frozenset[Element]
    found: tuple[Hit, ...]
    owned_plainly: bool

    @property
    def says_sorry(self) -> bool:
        return MARK in self.wording.text

    @property
    def owned(self) -> bool:
        return Element.RESPONSIBILITY in self.elements


class ApologyReader:
    """Reads apologies by a playbook's rules; making one compiles them, which takes a fraction of a second."""

    def __init__(
        self,
        rules: ApologyRules,
        may_admit_fault: MayAdmitFault = MayAdmitFault.YES,
        languages: tuple[str, ...] = ("en",),
    ) -> None:
        words = written_out(rules.words)
        pardons = tuple(rule for rule in rules.elements if rule.gives == Element.FORGIVENESS)
        self._forms = Matcher((*rules.forms, *pardons), words)
        """Asking for forgiveness is a form of apology too: it is looked for before those are marked."""
        self._not_meant = Matcher(rules.not_meant, words)
        others = [rule for rule in rules.elements if rule not in pardons]
        owning = [rule for rule in others if rule.gives == Element.RESPONSIBILITY]
        self._owning = Matcher((*rules.owning, *owning), words)
        elements = [rule for rule in others if rule not in owning]
        self._rules = Matcher((*elements, *rules.findings, *rules.softer_findings), words)
        self._plain = frozenset(rule.id for rule in rules.owning)
        self._may_admit_fault = may_admit_fault
        self._languages = languages

    def read(self, text: str, size: ApologySize = ApologySize.FULL) -> Reading:
        """Return what a text says to a customer who complains, for an apology of this size."""
        if not any(looks_like(text, each) for each in self._languages):
            return Reading(Verdict.NONE, (), (), (in_another_language(text, self._languages),))
        heard = self._hear(text[:LONGEST])
        verdict = _verdict(heard)
        said = frozenset() if verdict is Verdict.NONE else heard.elements
        elements = tuple(element for element in Element if element in said)
        missing = tuple(element for element in self._wanted(size) if element not in said)
        return Reading(verdict, elements, missing, _findings(heard, verdict), cut=len(text) > LONGEST)

    def _wanted(self, size: ApologySize) -> Iterable[Element]:
        owning = self._may_admit_fault is not MayAdmitFault.NO
        return (element for element in WANTED[size] if owning or element is not Element.RESPONSIBILITY)

    def _hear(self, text: str) -> _Heard:
        marked = self._marked(text)
        hits = tuple(self._rules.find(marked.wording.text, marked.sentences, MOST))
        owning = [hit.rule for hit in self._owning_in(marked, hits, MOST)]
        rules = (*(hit.rule for hit in marked.forms), *owning, *(hit.rule for hit in hits))
        elements = frozenset(Element(rule.gives) for rule in rules if rule.gives)
        found = tuple(hit for hit in hits if not hit.rule.gives)
        owned_plainly = any(rule.id in self._plain for rule in owning)
        return _Heard(marked.wording, marked.unmeant, elements, found, owned_plainly)

    def _marked(self, text: str) -> _Marked:
        plain = wording_of(text)
        forms = tuple(self._forms.every(plain.text, sentences_of(plain.text)))
        wording = plain.replaced(spans_apart(hit for hit in forms if not hit.rule.gives), MARK)
        sentences = tuple(sentences_of(wording.text))
        unmeant = tuple(self._not_meant.find(wording.text, sentences))
        return _Marked(_deadened(wording, unmeant), sentences, forms, unmeant)

    def _owning_in(self, marked: _Marked, hits: Iterable[Hit], most: int | None = None) -> Iterator[Hit]:
        """Yield what owns the fault, outside of what `hits` call doubtful."""
        return self._owning.find(_without_doubts(marked.wording.text, hits), marked.sentences, most)

    def rules_found(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that are found in a text, whatever they say of it."""
        marked = self._marked(text[:LONGEST])
        hits = tuple(self._rules.find(marked.wording.text, marked.sentences))
        every = (*marked.forms, *marked.unmeant, *hits, *self._owning_in(marked, hits))
        return frozenset(hit.rule.id for hit in every)


def _deadened(wording: Wording, unmeant: Iterable[Hit]) -> Wording:
    """Return the wording with every apology that lies in one of these hits marked as not meant."""
    letters = list(wording.text)
    for hit in unmeant:
        for place in range(hit.start, hit.end):
            if letters[place] == MARK:
                letters[place] = DEAD_MARK
    return replace(wording, text="".join(letters))


def _without_doubts(text: str, hits: Iterable[Hit]) -> str:
    """Return a text of the same length without what owns nothing: "sorry if ...", "sorry you feel ..."."""
    for hit in hits:
        if hit.rule.id.startswith(_DOUBTING) and text[hit.start] == MARK:
            end = _CLAUSE_END.search(text, hit.end)
            stop = end.start() if end else len(text)
            text = f"{text[: hit.end]}{QUOTED * (stop - hit.end)}{text[stop:]}"
    return text


def _verdict(heard: _Heard) -> Verdict:
    if not heard.says_sorry and not heard.owned_plainly:
        return Verdict.NONE
    spoilt = [hit.rule.id for hit in heard.found if hit.rule.severity is not Severity.TIP]
    if heard.owned or heard.owned_plainly:
        on_an_if = any(rule.startswith(CONDITIONAL) for rule in spoilt)
        hangs_on_an_if = Element.REGRET not in heard.elements and on_an_if
        return Verdict.PARTIAL if hangs_on_an_if else Verdict.REAL
    if spoilt:
        return Verdict.FAKE
    more = heard.elements & {Element.REPAIR, Element.REPENTANCE}
    return Verdict.REAL if more and Element.REGRET in heard.elements else Verdict.PARTIAL


def _findings(heard: _Heard, verdict: Verdict) -> tuple[Finding, ...]:
    """Return what to tell; beside a real apology a spoiling phrase is only advice."""
    if verdict is Verdict.NONE:
        return tuple(
            finding_of(hit, heard.wording, rule=NOT_AN_APOLOGY, severity=Severity.TIP)
            for hit in heard.unmeant[:1]
        )
    severity = Severity.TIP if verdict is Verdict.REAL else None
    return by_weight(finding_of(hit, heard.wording, severity=severity) for hit in heard.found)
