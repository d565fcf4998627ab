"""The box for one's own words: Enter says them, space in the empty box lets the customer go on."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from aware_tui.language import _
from aware_tui.tui.widgets.text_view import TextView

HINT = _("what you would say")


class AnswerBox(TextView):
    """As wide as a sentence needs; its words are never taken away before they are said."""

    orderly = False
    """Each key is done with before the next one: whether space is a letter depends on the one before it."""

    @dataclass
    class GoOn(Message):
        """Space was pressed in the empty box."""

        view: "AnswerBox"

    def __init__(self, text: str = "") -> None:
        super().__init__(text, hint=HINT, id="answer")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(self))
        elif event.key == "space" and not self.text:
            event.stop()
            event.prevent_default()
            self.post_message(self.GoOn(self))
