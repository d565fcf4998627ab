"""What an answer in a drill is worth; what is not certain costs nothing, and is asked for or said again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.coaching.apology import Element, Reading, Verdict
from aware_tui.domain.coaching.promise import PromisePart, PromiseVerdict
from aware_tui.domain.coaching.promise_due import PromiseChecked
from aware_tui.domain.coaching.rules import Finding
from aware_tui.domain.practice.acts import HARMFUL, HEARING, Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice.understanding import NOT_ENGLISH, Understood
from aware_tui.domain.states import ApologySize
from aware_tui.language import _

EARLY: dict[Act, str] = {
    Act.PROBE_OPEN: _("It asks something. That comes next: here they are only heard."),
    Act.PROBE_CLOSED: _("It asks for a fact. They hear a form being filled in."),
    Act.INVITE_SOLUTION: _("It asks for the remedy. They have not been heard yet."),
    Act.EXPLAIN: _("It explains. However true it is, it sounds like our side."),
    Act.OFFER_OPTION: _("It offers something. Too early, that sounds like buying them off."),
    Act.COMMIT: _("It promises something. That belongs to a later step."),
    Act.FOLLOWUP: _("It speaks of later. They are still in the middle of now."),
}
"""What may be good elsewhere and does not belong where somebody is only to be heard."""

HARM: dict[Act, str] = {
    Act.APOLOGISE_FAKE: _("The sorry in it is taken back by its own words."),
    Act.CONTRADICT: _("It tells them that they are wrong."),
    Act.VAGUE_PROMISE: _("It promises something soft, and they have heard that before."),
    Act.BLAME: _("It puts it on them."),
    Act.POLICY_QUOTE: _("It reads them a rule."),
}
"""What harms wherever it is said."""

NOT_NAMED = _("Nothing in it says what it was like for them.")
NOT_READ = _("It is not certain what this does, so it costs nothing. Say it in other words.")
TOO_THIN = _("Sorry for what? Name what it was like for them; this costs nothing.")
FOR_ANYBODY = _("This could be said to anybody. Name what happened to them; this costs nothing.")
NO_SORRY = _("There is no apology in it yet.")
NOT_POSSIBLE = _("That is exact, but nobody can do it by then: look once more at what can be done.")
NOBODY = _(
    "It is not certain who does what in this. Write “I'll ...”, or a name and a deed; this costs nothing."
)
ONE_TIME = _("One promise, one time, so that there is one reading; this costs nothing.")
IN_ENGLISH = _("This does not look like English, which is all that can be read here; it costs nothing.")

LIKELY = 0.6
"""The confidence from which something that comes too early is asked for, where they are surely heard."""

ASKED = {
    PromisePart.WHAT: _("What exactly will be done?"),
    PromisePart.WHO: _("Who does it?"),
    PromisePart.WHEN: _("By when?"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What an answer is worth."""

    certain: bool
    """Whether it counts as a try."""
    missed: tuple[Skill, ...] = ()
    says: tuple[str, ...] = ()
    """What there is to say of it."""
    asks: tuple[Act, ...] = ()
    """What it may have meant, to be confirmed before it counts."""
    spans: tuple[tuple[int, int], ...] = ()
    """The words at fault: code points of the answer, the end exclusive."""
    elements: tuple[Element, ...] = ()
    """What an apology is still without."""
    halfway: bool = False
    """It is right as far as it goes, and there is more to answer."""
    read: Understood | None = None
    """How it was read, where its meaning is asked for."""

    @property
    def good(self) -> bool:
        """Say whether it was right."""
        return self.certain and not self.missed


def unread(*says: str) -> Judged:
    """Return that it could not be read: it costs nothing."""
    return Judged(certain=False, says=says)


def heard(text: str, read: Understood, case: Case, confirmed: Collection[Act] | None = None) -> Judged:
    """Judge an answer that should only acknowledge; `confirmed` is what the trainee agrees to have meant."""
    if read.note and not read.sure:
        return unread(IN_ENGLISH if read.note == NOT_ENGLISH else read.note)
    sure = {guess.act for guess in read.sure}
    acts = sure.union(confirmed or ())
    if confirmed is None and not acts & EARLY.keys():
        asks = _to_confirm(read, sure)
        if asks:
            return Judged(certain=False, asks=asks, read=read)
    if not acts & (HEARING | EARLY.keys() | HARM.keys()):
        named = Act.RESTATE in acts and case.shared(text)
        return Judged(certain=True) if named else unread(TOO_THIN if read.small_sorry else NOT_READ)
    return _of_acts(text, read, case, acts)


def _to_confirm(read: Understood, sure: Collection[Act]) -> tuple[Act, ...]:
    """Return what to ask for; where they are surely heard, only what would spoil it."""
    maybe = tuple(guess for guess in read.maybe if guess.act not in sure)
    if HEARING.isdisjoint(sure):
        return tuple(guess.act for guess in maybe)
    return tuple(
        guess.act
        for guess in maybe
        if guess.act in HARMFUL or (guess.act in EARLY and guess.confidence >= LIKELY)
    )


def _of_acts(text: str, read: Understood, case: Case, acts: Collection[Act]) -> Judged:
    early, harm = [act for act in EARLY if act in acts], [act for act in HARM if act in acts]
    named = Act.ACKNOWLEDGE in acts or (Act.APOLOGISE_REAL in acts and case.shared(text) > 0)
    named = named or (Act.RESTATE in acts and case.shared(text) > 0)
    if not named and not early and not harm:
        return unread(TOO_THIN)
    missed = (
        *((Skill.NAME_IT,) if harm or not named else ()),
        *((Skill.LET_FINISH,) if early else ()),
    )
    says = (
        *(HARM[act] for act in harm),
        *(EARLY[act] for act in early),
        *((NOT_NAMED,) if not named else ()),
    )
    spans = tuple((each.start, each.end) for each in (*read.sure, *read.maybe) if each.act in (*early, *harm))
    return Judged(certain=True, missed=missed, says=says, spans=spans)


def repaired(text: str, reading: Reading, size: ApologySize, case: Case) -> Judged:
    """Judge an apology that should be real for its size."""
    if not reading.english:
        return unread(IN_ENGLISH)
    real = reading.verdict is Verdict.REAL or (
        size is ApologySize.LIGHT and reading.verdict is Verdict.PARTIAL and not reading.missing
    )
    if real and not case.shared(text):
        return unread(FOR_ANYBODY)
    says = [_found(text, finding) for finding in reading.findings]
    spans = _spans(reading.findings)
    if real:
        return Judged(certain=True, says=tuple(says[:1]), spans=spans[:1], elements=reading.missing)
    if reading.verdict is Verdict.NONE:
        says.insert(0, NO_SORRY)
    missed = (Skill.REAL_APOLOGY,)
    return Judged(certain=True, missed=missed, says=tuple(says), spans=spans, elements=reading.missing)


def made_exact(text: str, checked: PromiseChecked, earliest: datetime) -> Judged:
    """Judge a promise that should be exact, and possible: due no earlier than an aware time."""
    reading = checked.reading
    if checked.ambiguous:
        return unread(*(_found(text, each) for each in reading.findings[-1:]), ONE_TIME)
    if reading.verdict is PromiseVerdict.EXACT:
        if checked.due is not None and checked.due.at < earliest:
            return _no_promise(NOT_POSSIBLE)
        return Judged(certain=True)
    if reading.verdict is PromiseVerdict.NONE and checked.due is not None:
        return unread(NOBODY)
    says = [_found(text, finding) for finding in reading.findings]
    says += [ASKED[part] for part in reading.missing]
    return _no_promise(*says, spans=_spans(reading.findings))


def _no_promise(*says: str, spans: tuple[tuple[int, int], ...] = ()) -> Judged:
    return Judged(certain=True, missed=(Skill.WHAT_AND_WHEN,), says=says, spans=spans)


def _found(text: str, finding: Finding) -> str:
    words = " ".join(text[finding.start : finding.end].split())
    told = " ".join(part for part in (finding.reason, finding.suggestion) if part)
    return f"“{words}”: {told}" if words else told


def _spans(findings: Iterable[Finding]) -> tuple[tuple[int, int], ...]:
    return tuple((each.start, each.end) for each in findings if each.start < each.end)
