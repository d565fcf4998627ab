"""Insights: what keeps happening, and for each line what a lead does about it."""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from aware_tui.domain.insights.report import Theme
from aware_tui.language import _
from aware_tui.services.insights.behind import behind_of
from aware_tui.tui.commands import Command
from aware_tui.tui.insights.acting_screen import ActingScreen
from aware_tui.tui.insights.behind_screen import BehindScreen
from aware_tui.tui.insights.column import Column
from aware_tui.tui.insights.help import HELP
from aware_tui.tui.insights.parts import Door, Target
from aware_tui.tui.insights.period_dialog import OWN, SPANS, DaysDialog, Span, period_pick
from aware_tui.tui.main_screens import make_screen


class InsightsScreen(ActingScreen):
    """Opens what the cursor is on, and chooses what is looked at."""

    NAME = _("Insights")
    MAIN_NAME = "insights"
    HELP_PAGE = HELP
    CSS_PATH = "insights.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "feedback", _("feedback"), show=False),
        Binding("d", "period", _("another period"), show=False),
    ]

    @on(Column.Taken)
    def open(self, event: Column.Taken) -> None:
        """Show what is behind the line."""
        event.stop()
        self._open(event.target)

    def _open(self, target: Target) -> None:
        if target is Door.EVERYTHING:
            self.action_everything()
        elif target is Door.FEEDBACK:
            self.action_feedback()
        elif target is Door.GOALS:
            self.action_goals()
        elif isinstance(target, Theme):
            self._open_theme(target)
        elif self.insights is not None:
            about, ask = behind_of(self.desk, target, self.insights.period, self.names)
            self.go_to(BehindScreen(self.desk, about, ask))

    def _open_theme(self, theme: Theme) -> None:
        """Look for the words: in feedback where the theme is of feedback, else in every session."""
        if theme.group == "negative":
            self.action_feedback()
        else:
            self.go_to(make_screen("history", self.desk, words=theme.term))

    def action_feedback(self) -> None:
        """Go to the list of what customers said."""
        from aware_tui.tui.feedback.screen import FeedbackScreen

        self.go_to(FeedbackScreen(self.desk))

    @work(exclusive=True, group="asking")
    async def action_period(self) -> None:
        """Ask which period is looked at, and look."""
        picked = await self.app.push_screen_wait(period_pick(self.span))
        span = await self._own_days() if picked == OWN else SPANS.get(picked or "")
        if span is not None and self.is_attached:
            self.span = span
            self.action_look()

    async def _own_days(self) -> Span | None:
        """Ask for a first and a last day; what was typed stays with the desk until it is a period."""
        from aware_tui.services.insights.asking import today

        left = self.desk.left_words
        dialog = DaysDialog(today(self.desk), *left.get("days of insights", ("", "")))
        days = await self.app.push_screen_wait(dialog)
        left["days of insights"] = dialog.first, dialog.last
        return None if days is None else Span("", days=days)

    def commands(self) -> tuple[Command, ...]:
        return (
            *self.deeds(),
            Command(_("Feedback"), _("What customers said"), self.action_feedback, "v"),
            Command(_("Another period"), _("From when to when is looked"), self.action_period, "d"),
            Command(_("Count again"), _("With what was kept meanwhile"), self.action_look, "r"),
            Command(_("All findings, or the first"), _("Nothing is left out"), self.action_everything, "m"),
            *super().commands(),
        )
