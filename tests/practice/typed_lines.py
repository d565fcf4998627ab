"""Typed lines with the acts they do, and how well they are understood."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from practicing import SHIPPED

from aware_tui.content.coaching import open_coaching
from aware_tui.content.understanding import open_understanding
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.practice.acts import HARMFUL, Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.understanding import Understanding, Understood
from aware_tui.domain.practice.understanding_rules import UnderstandingRules

LINES = Path(__file__).parent / "lines"
LIKELY = 0.5
"""From here a guess counts as what was read, in precision and recall."""


@cache
def rules() -> UnderstandingRules:
    return open_understanding([SHIPPED]).rules


@cache
def understanding() -> Understanding:
    return Understanding(rules(), Readers(open_coaching(SHIPPED, (SHIPPED.parent,), None).coaching))


@cache
def situations() -> dict[str, str]:
    rows = (line.split("\t") for line in (LINES / "situations.tsv").read_text("utf-8").splitlines())
    return {name: heard for name, heard in rows}  # noqa: C416 - a row has exactly two parts


@dataclass(frozen=True, slots=True)
class Labelled:
    text: str
    acts: frozenset[Act]
    case: Case


@cache
def lines(name: str) -> tuple[Labelled, ...]:
    rows = (line.split("\t") for line in (LINES / f"{name}.tsv").read_text("utf-8").splitlines())
    return tuple(
        Labelled(text, frozenset(map(Act, acts.split(","))), Case(heard=situations()[where]))
        for where, acts, text in rows
    )


@dataclass(slots=True)
class Figures:
    """How well some lines were understood."""

    lines: int = 0
    wanted: Counter[Act] = field(default_factory=Counter)
    in_top3: Counter[Act] = field(default_factory=Counter)
    right: Counter[Act] = field(default_factory=Counter)
    wrong: Counter[Act] = field(default_factory=Counter)
    sure_right: int = 0
    sure_wrong: int = 0
    harm_right: int = 0
    harm_wrong: int = 0
    asked: int = 0
    good: int = 0
    credited: int = 0

    def add(self, line: Labelled, read: Understood) -> None:
        self.lines += 1
        self.asked += bool(read.maybe)
        top = read.top3()
        sure = {guess.act for guess in read.sure}
        found = sure | {guess.act for guess in read.maybe if guess.confidence >= LIKELY}
        self.wanted.update(line.acts)
        self.in_top3.update(line.acts & set(top))
        self.right.update(found & line.acts)
        self.wrong.update(found - line.acts)
        self.sure_right += len(sure & line.acts)
        self.sure_wrong += len(sure - line.acts)
        self.good += len(line.acts - HARMFUL - {Act.OTHER})
        self.credited += len(line.acts & sure)
        if top and top[0] in HARMFUL:
            self.harm_right += top[0] in line.acts
            self.harm_wrong += top[0] not in line.acts

    @property
    def top3(self) -> float:
        return self.in_top3.total() / self.wanted.total()

    @property
    def sure(self) -> float:
        return self.sure_right / (self.sure_right + self.sure_wrong)

    @property
    def harm(self) -> float:
        return self.harm_right / (self.harm_right + self.harm_wrong)

    def told(self, name: str) -> str:
        """The figures in words, act by act."""
        rows = [f"{name}: {self.lines} lines"]
        for act in Act:
            found = self.right[act] + self.wrong[act]
            if self.wanted[act]:
                precision = self.right[act] / found if found else 0
                recall, top = self.right[act] / self.wanted[act], self.in_top3[act] / self.wanted[act]
                shares = f"precision {precision:.2f}  recall {recall:.2f}  top 3 {top:.2f}"
                rows.append(f"  {act:16} {self.wanted[act]:3}  {shares}")
        rows.append(
            f"  top 3 {self.top3:.3f}, sure right {self.sure:.3f}, harm named first right {self.harm:.3f}; "
            f"credited unasked {self.credited / self.good:.2f}, asked {self.asked / self.lines:.2f}"
        )
        return "\n".join(rows)


def measured(every: Iterable[Labelled]) -> Figures:
    figures = Figures()
    for line in every:
        figures.add(line, read(line.text, line.case))
    return figures


_read: dict[tuple[str, str], Understood] = {}


def read(text: str, case: Case) -> Understood:
    """What is made of a line; each is read once."""
    key = (text, case.heard)
    if key not in _read:
        _read[key] = understanding().read(text, case)
    return _read[key]
