"""A small Textual program to sit in front of."""

from textual.app import App, ComposeResult
from textual.events import Event, Key, Paste, Resize
from textual.widgets import Label, TextArea


class SmallApp(App[None]):
    """Shows what arrived last, the size and a box to type in; F10 ends it with 7."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Label("arrived: nothing", id="arrived")
        yield Label("size: unknown", id="size")
        yield TextArea(id="box")

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self._tell("arrived", event.key)
        elif isinstance(event, Paste):
            self._tell("arrived", f"{len(event.text)} pasted")
        await super().on_event(event)

    def on_key(self, event: Key) -> None:
        if event.key == "f10":
            self.exit(return_code=7)

    def on_resize(self, event: Resize) -> None:
        self._tell("size", f"{event.size.width} x {event.size.height}")

    def _tell(self, label: str, what: str) -> None:
        self.query_one(f"#{label}", Label).update(f"{label}: {what}.")


if __name__ == "__main__":
    app = SmallApp()
    app.run()
    raise SystemExit(app.return_code)
