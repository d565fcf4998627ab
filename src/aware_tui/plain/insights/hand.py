"""A look at what keeps happening in a plain talk: its lines by number, and what was told last."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding, Incident, Insights, Rising, Share, Theme
from aware_tui.domain.insights.training import Training
from aware_tui.domain.summary import SessionLine
from aware_tui.language import _
from aware_tui.plain.at_once import AtOnce, Said
from aware_tui.plain.command import NotDone, number_and_words
from aware_tui.services.insights import asking

if TYPE_CHECKING:
    from aware_tui.domain.feedback_lines import FeedbackLine
    from aware_tui.domain.session import Change

Line = Finding | Incident | Rising | Theme | Share
"""What has a number; a share is that of a category."""

T = TypeVar("T")

FEW = 5
"""Lines of a part that are told unless all are asked for."""


@dataclass
class InsightsInHand(AtOnce):
    """What was found in a period, and the lists that were told last."""

    insights: Insights
    names: Names
    page: Callable[[Period], Sequence[str]]
    """Gives the whole page of a period in sentences, with totals and what to practise."""
    everything: bool = False
    """Whether all that was found has a number, or the first of each part."""
    calls: tuple[SessionLine, ...] = ()
    calls_told: int = 0
    """How many of them were told; the others come with `more`."""
    heard: "tuple[FeedbackLine, ...]" = ()
    courses: tuple[Training, ...] = ()
    deeds: "list[tuple[str, Callable[[], Future[Change]]]]" = field(default_factory=list)
    """What was done here, the last one last, each with what takes it back."""
    session: str | None = None
    """The call to go on with."""
    new_call: bool = False
    """Whether a new call comes next."""
    scenario: str | None = None
    """The scenario to practise next."""

    @property
    def parts(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Return what has numbers, part by part, in the order of the numbers."""
        found, most = self.insights, None if self.everything else FEW
        return (
            (_("What keeps happening"), found.findings[:most]),
            (_("One-offs"), found.incidents[:most]),
            (_("Rising"), found.rising[:most]),
            (_("In their words"), found.themes[:most]),
            (_("Categories"), found.totals.categories[:most]),
        )

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return what has a number, from 1."""
        return tuple(line for _title, lines in self.parts for line in lines)

    @property
    def left_out(self) -> int:
        """Return how many lines have no number, because only the first of each part are told."""
        found = self.insights
        whole = (found.findings, found.incidents, found.rising, found.themes, found.totals.categories)
        return sum(map(len, whole)) - len(self.lines)

    def nothing(self) -> Said:
        """Return what an empty line is told."""
        return (_("`list` tells what was found by number, `help` what can be typed."),)

    def look(self, period: Period) -> None:
        """Look at a period, as it stands now."""
        self.insights = asking.insights(self.desk, period).result()

    def line_of(self, rest: str) -> tuple[Line, str]:
        """Return the line of the number that a command begins with, and the words after it."""
        number, words = number_and_words(rest)
        return numbered(self.lines, number, _("`list` tells what was found, by number.")), words

    def call_of(self, rest: str) -> tuple[SessionLine, str]:
        """Return the call of the number that a command begins with, and the words after it."""
        number, words = number_and_words(rest)
        return numbered(self.calls, number, _("`behind 1` or `search WORDS` tells calls.")), words

    def did(self, deed: "Future[Change]", what: str, back: "Callable[[Change], Future[Change]]") -> None:
        """Wait until a deed is on disk, and remember how it is taken back; its problem is raised."""
        change = deed.result()
        if not change.empty:
            self.deeds.append((what, lambda: back(change)))
            self.renew(change)

    def renew(self, change: "Change") -> None:
        """Have the feedback told last as a change left it, so that the next deed builds on it."""
        now = {edit.row.id: edit.after for edit in change.edits if isinstance(edit.after, Feedback)}
        self.heard = tuple(
            each._replace(feedback=now.get(each.feedback.id, each.feedback)) for each in self.heard
        )


def numbered(things: Sequence[T], number: int | None, where: str) -> T:
    """Return the thing of a number, from 1; NotDone says which there are, and what tells them."""
    if number is not None and 0 < number <= len(things):
        return things[number - 1]
    if not things:
        raise NotDone(_("There is none yet: {where}").format(where=where))
    said = _("Say its number, 1 to {last}: {where}")
    raise NotDone(said.format(last=len(things), where=where))
