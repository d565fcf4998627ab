"""The part of Today that asks after a call how it was for the customer: one key, never in the way."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui.commands import Command

HOW_WAS_IT = _("Finished. Did they say how it was for them? a notes it.")
NONE_FINISHED = _("No call was finished since the program was started. In History, a notes it for any call.")


class AfterCallScreen(Screen[None]):
    """Remembers the call that was finished last; whoever skips the question is not asked again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "feedback", _("how it was for them"), show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._finished = ""

    def load_day(self) -> object:
        """Read the day anew."""
        raise NotImplementedError

    def call_finished(self, session_id: str) -> None:
        """Offer quietly to note how a call was for the customer."""
        self._finished = session_id
        self.app.notify(HOW_WAS_IT)

    @work(exclusive=True, group="feedback")
    async def action_feedback(self) -> None:
        """Note how the call that was finished last was for them."""
        if not self._finished:
            self.app.notify(NONE_FINISHED)
            return
        from aware_tui.tui.feedback.noting import Noting

        noting = Noting(self.app, self.desk, self.desk.in_force.result(timeout=0).playbook)
        if await noting.of_call(self._finished) is not None:
            self.load_day()

    def show_feedback(self) -> None:
        """Open the list of what customers said."""
        from aware_tui.tui.feedback.screen import FeedbackScreen

        self.app.push_screen(FeedbackScreen(self.desk))

    def feedback_commands(self) -> tuple[Command, ...]:
        """Return what can be done about feedback here, for the palette."""
        return (
            Command(
                _("How was it for them?"), _("The call that was finished last"), self.action_feedback, "a"
            ),
            Command(_("Feedback"), _("What customers said of us"), self.show_feedback),
        )
