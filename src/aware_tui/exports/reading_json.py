"""What the coaches read, as objects for other programs."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from aware_tui.domain.coaching.apology import Reading
from aware_tui.domain.coaching.promise_due import PromiseChecked
from aware_tui.domain.coaching.rules import Finding
from aware_tui.domain.states import ApologySize


def apology_object(text: str, size: ApologySize, reading: Reading) -> dict[str, Any]:
    """Return a reading of an apology; offsets are code points of `text`, the end exclusive."""
    return {
        "text": text,
        "size": size,
        "verdict": reading.verdict,
        "elements": list(reading.elements),
        "missing": list(reading.missing),
        "findings": _objects(reading.findings),
    }


def promise_object(text: str, checked: PromiseChecked) -> dict[str, Any]:
    """Return a reading of a promise; `due` is local time with its offset, or null."""
    reading, due = checked.reading, checked.due
    return {
        "text": text,
        "verdict": reading.verdict,
        "missing": list(reading.missing),
        "due": None if due is None else due.local.isoformat(),
        "due_words": "" if due is None else due.words,
        "ambiguous": checked.ambiguous,
        "findings": _objects(reading.findings),
    }


def _objects(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [asdict(finding) for finding in findings]
