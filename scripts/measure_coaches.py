"""Measure the coaches on labelled lines: `python scripts/measure_coaches.py FILE.jsonl ...`.

Each file holds one kind of lines, told by its keys: apologies (`label`; `worth` where nobody labelled what is
in them), promises (`verdict`) or contradictions (`contradicts`); see tests/coaching/lines/README.md. Prints
one line of figures a file.
"""

import json
import re
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.apology import Element, Verdict
from aware_tui.domain.coaching.promise_due import checked
from aware_tui.domain.coaching.readers import Readers
from aware_tui.services.due import read_due

Line = dict[str, Any]

ELEMENTS = ("regret", "responsibility", "explanation", "repair", "repentance")
"""The elements whose F1 is averaged."""

ZONE = "Europe/London"
NOW = datetime(2026, 3, 12, 10, 20, tzinfo=ZoneInfo(ZONE))
"""When every promise of the lines is made."""

_SORRY = re.compile(r"sorry|apolog|regret|pardon|forgive", re.IGNORECASE)
_TRAP = re.compile(r"\b(?:if|but|just|any|however|only)\b|you feel", re.IGNORECASE)


class Rates:
    """How often something was found where it is, where it is not, and not found where it is."""

    def __init__(self, pairs: Iterable[tuple[bool, bool]]) -> None:
        told = list(pairs)
        self.right = sum(there and found for there, found in told)
        self.wrong = sum(found and not there for there, found in told)
        self.missed = sum(there and not found for there, found in told)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is there."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f} recall {self.recall:.3f} F1 {self.f1:.3f}"


def is_trap(line: Line) -> bool:
    """Tell whether an honest line holds an apology together with a word that fakes use."""
    words, worth = str(line["text"]), line.get("label", line.get("worth"))
    return worth != Verdict.FAKE and bool(_SORRY.search(words) and _TRAP.search(words))


def apologies(lines: Sequence[Line], readers: Readers) -> str:
    """Return the figures of apologies: fakes, false alarms on traps, elements."""
    read = [(line, readers.apology.read(line["text"])) for line in lines]
    fakes = Rates((line["label"] == "fake", reading.verdict is Verdict.FAKE) for line, reading in read)
    traps = [reading.verdict is Verdict.FAKE for line, reading in read if is_trap(line)]
    right = sum(line["label"] == reading.verdict for line, reading in read) / len(read)
    each = {
        name: Rates(
            (name in line["elements"], Element(name) in reading.elements) for line, reading in read
        ).f1
        for name in ELEMENTS
    }
    elements = " ".join(f"{name} {f1:.2f}" for name, f1 in each.items())
    macro = sum(each.values()) / len(each)
    return (
        f"fakes {fakes}, false alarms on traps {sum(traps)} of {len(traps)}, verdict right {right:.3f}, "
        f"elements macro-F1 {macro:.3f} ({elements})"
    )


def worths(lines: Sequence[Line], readers: Readers) -> str:
    """Return the figures of apologies of which is only known whether they are fake, honest or none."""
    read = [(line, readers.apology.read(line["text"]).verdict) for line in lines]
    fakes = Rates((line["worth"] == "fake", verdict is Verdict.FAKE) for line, verdict in read)
    traps = [verdict is Verdict.FAKE for line, verdict in read if is_trap(line)]
    honest = {Verdict.REAL: "honest", Verdict.PARTIAL: "honest"}
    right = [line["worth"] == honest.get(verdict, verdict.value) for line, verdict in read]
    return f"fakes {fakes}, false alarms on traps {sum(traps)} of {len(traps)}, worth right {_share(right)}"


def promises(lines: Sequence[Line], readers: Readers) -> str:
    """Return the figures of promises: verdicts, what is missing, due times.

    Lines whose time has passed or does not exist are left out: the coach asks about these. Some lines have
    no more than a verdict.
    """
    asked = [line for line in lines if line.get("note") not in ("past", "gap")]
    dues = [read_due(line["text"], NOW, ZONE) for line in asked]
    read = [
        checked(line["text"], readers.promise.read(line["text"]), due)
        for line, due in zip(asked, dues, strict=True)
    ]
    verdicts = [line["verdict"] == each.reading.verdict for line, each in zip(asked, read, strict=True)]
    missing = [
        line["missing"] == list(each.reading.missing)
        for line, each, right in zip(asked, read, verdicts, strict=True)
        if right and "missing" in line
    ]
    due = [
        each.ambiguous if line["ambiguous"] else _local(each.due) == line["due"]
        for line, each in zip(asked, read, strict=True)
        if line["verdict"] != "none" and line.get("due")
    ]
    rest = f"what is missing {_share(missing)}, due time {_share(due)}"
    return f"verdict right {_share(verdicts)}, and then {rest}"


def _local(due: Any) -> str | None:
    return f"{due.local:%Y-%m-%dT%H:%M}" if due is not None else None


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right)}/{len(right)} = {sum(right) / max(1, len(right)):.3f}"


def contradictions(lines: Sequence[Line], readers: Readers) -> str:
    """Return the figures of contradictions and of plain corrections."""
    reader = readers.contradiction
    against = Rates((line["contradicts"], bool(reader.contradictions(line["text"]))) for line in lines)
    marked = [line for line in lines if "plain_correction" in line]
    plain = Rates((line["plain_correction"], reader.correction(line["text"]).plain) for line in marked)
    return f"contradictions {against}; plain corrections {plain}"


KINDS: dict[str, Callable[[Sequence[Line], Readers], str]] = {
    "label": apologies,
    "worth": worths,
    "verdict": promises,
    "contradicts": contradictions,
}
"""What measures a file, by a key that all its lines have."""


def shipped_readers() -> Readers:
    """Return the readers of the playbook that comes with the program."""
    shelf = paths.shipped_playbooks()
    return Readers(open_coaching(shelf / "aware", (shelf,), None).coaching)


def measured(file: Path, readers: Readers) -> str:
    """Return the figures of one file of lines."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    kind = next(key for key in KINDS if key in lines[0])
    return f"{file.name}, {len(lines)} lines: {KINDS[kind](lines, readers)}"


def main(words: Sequence[str]) -> int:
    """Print the figures of each file; argparse tells what is wrong with a call."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    files: list[Path] = parser.parse_args(words).files
    for missing in (file for file in files if not file.is_file()):
        parser.error(f"there is no file {missing}")
    readers = shipped_readers()
    for file in files:
        sys.stdout.write(f"{measured(file, readers)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
