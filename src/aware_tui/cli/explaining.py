"""Readings in words, for people: what was said, which words spoil it and why, what is still missing."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from aware_tui.cli.output import Styled, width
from aware_tui.domain.coaching.advice import advice_for
from aware_tui.domain.coaching.apology import Reading, Verdict
from aware_tui.domain.coaching.promise import PromiseVerdict
from aware_tui.domain.coaching.promise_due import PromiseChecked
from aware_tui.domain.coaching.rewrite import rewrite
from aware_tui.domain.coaching.rules import Coaching, Finding
from aware_tui.domain.due import describe
from aware_tui.domain.states import ApologySize
from aware_tui.exports.session_text import wrapped
from aware_tui.services.coach import Coach

APOLOGIES = {
    Verdict.REAL: ("good", "A real apology."),
    Verdict.PARTIAL: ("", "Honest regret, and no more: enough for a light apology."),
    Verdict.FAKE: ("why", "Words in it take the apology back."),
    Verdict.NONE: ("", "No apology to the customer."),
}
"""Each verdict on an apology: its style and its sentence."""

PROMISES = {
    PromiseVerdict.EXACT: ("good", "An exact promise."),
    PromiseVerdict.INCOMPLETE: ("", "An honest promise, and something is missing."),
    PromiseVerdict.VAGUE: ("why", "Words in it empty the promise."),
    PromiseVerdict.NONE: ("", "Nothing is promised."),
}
"""Each verdict on a promise: its style and its sentence."""

PARTS = {"what": "What will be done?", "who": "Who does it?", "when": "By when?"}
"""What to ask for each part of a promise that is missing."""


def explained_apology(text: str, size: ApologySize, coach: Coach) -> Iterator[Styled]:
    """Yield what to print about a draft of an apology."""
    reading = coach.apology(text, size)
    style, sentence = APOLOGIES[reading.verdict]
    if not reading.english:
        yield from (((f"{each.reason} {each.suggestion}", "strong"),) for each in reading.findings)
        return
    yield ((sentence, style or "strong"),)
    yield from _marked(text, reading.findings)
    yield from _findings(text, reading.findings)
    if reading.verdict is not Verdict.NONE:
        yield ()
        yield from _elements(reading, coach.coaching)
    if reading.verdict is not Verdict.REAL:
        yield from _suggested(coach.coaching, size)


def explained_promise(text: str, checked: PromiseChecked, now: datetime) -> Iterator[Styled]:
    """Yield what to print about a promise."""
    style, sentence = PROMISES[checked.reading.verdict]
    yield ((sentence, style or "strong"),)
    yield from _marked(text, checked.reading.findings)
    yield from _findings(text, checked.reading.findings)
    if checked.due is not None:
        told = f" · {checked.sum}" if checked.sum else ""
        yield (("Due ", "faint"), (describe(checked.due, now), ""), (told, "faint"))
    if checked.reading.verdict is not PromiseVerdict.NONE:
        yield from (((f"Missing: {PARTS[part]}", ""),) for part in checked.reading.missing)


def _marked(text: str, findings: Sequence[Finding]) -> Iterator[Styled]:
    """Yield the draft with the words at fault marked."""
    pieces: list[tuple[str, str]] = [("  ", "")]
    done = 0
    for finding in sorted(findings, key=lambda each: each.start):
        if finding.start >= done:
            pieces += [(text[done : finding.start], ""), (text[finding.start : finding.end], "bad")]
            done = finding.end
    pieces.append((text[done:], ""))
    if text.strip():
        yield tuple((" ".join(words.split("\n")), style) for words, style in pieces)


def _findings(text: str, findings: Sequence[Finding]) -> Iterator[Styled]:
    for finding in findings:
        words = " ".join(text[finding.start : finding.end].split())
        yield ()
        yield ((f"“{words}”", "strong"), (f"  {finding.rule}, {finding.severity}", "faint"))
        yield from (((line, ""),) for line in wrapped(finding.reason, width(), "  ", "  "))
        yield from (((line, ""),) for line in wrapped(finding.suggestion, width(), "  ", "  "))


def _elements(reading: Reading, coaching: Coaching) -> Iterator[Styled]:
    said = ", ".join(reading.elements) or "nothing yet"
    yield (("Said       ", "faint"), (said, ""))
    for index, element in enumerate(reading.missing):
        advice = advice_for(coaching, element)
        head = "Not yet    " if index == 0 else " " * 11
        lines = wrapped(f"{element}: {advice}" if advice else element, width() - 11)
        yield ((head, "faint"), (next(iter(lines), ""), ""))
        yield from (((f"{' ' * 11}{line}", ""),) for line in list(lines)[1:])


def _suggested(coaching: Coaching, size: ApologySize) -> Iterator[Styled]:
    words = rewrite(coaching, size, lambda _: "")
    if words:
        yield ()
        yield (("Say it like this, in your own words", "faint"),)
        yield from (((f"  {line}", ""),) for line in words.splitlines())
