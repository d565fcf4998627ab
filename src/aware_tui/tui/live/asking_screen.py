"""The part of the live screen that asks in dialogs, and keeps what is typed there until it is answered."""

from collections.abc import Callable
from typing import Any, TypeVar

from aware_tui.domain.unfinished import said
from aware_tui.services.spots import Table
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.live.saving_screen import SavingScreen

Answer = TypeVar("Answer")


class AskingScreen(SavingScreen):
    """Asks; what was typed in a dialog is forgotten only after its answer has been dealt with."""

    def a_line(self, question: str, about: str, row: str = "", *, hint: str = "", why: str = "") -> AskLine:
        """Return a question for one line, with the words typed the last time it was left unanswered."""
        spot = self.call.unfinished(about, row)
        return AskLine(question, self, spot, words=self.call.words_in(spot), hint=hint, why=why)

    def ask(self, dialog: Dialog[Answer], then: Callable[[Answer], object]) -> None:
        """Ask at once, and deal with the answer when there is one; `then` returns False if it was refused."""

        def take(answer: Answer | None) -> None:
            if answer is not None and then(answer) is not False:
                self.forget(dialog)

        self.app.push_screen(dialog, take)

    async def answer(self, dialog: Dialog[Answer]) -> Answer | None:
        """Ask and wait; after the deed that the answer leads to, `forget` is to be called."""
        return await self.app.push_screen_wait(dialog)

    def forget(self, *dialogs: Dialog[Any]) -> None:
        """Empty the notes of questions that are dealt with."""
        for view in (view for dialog in dialogs for view in dialog.boxes):
            self.pen.lift(view)
            spot = view.spot
            passing = spot is not None and spot.table is Table.NOTE and said(spot.field) is not None
            if spot is not None and passing and self.call.words_in(spot):
                self.call.write(spot, "")
        self.show_save_state()
