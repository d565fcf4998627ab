"""The floor: the least Textual app with a label, an input and a text area."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Label, TextArea


class Floor(App[None]):
    """Does nothing but show its three widgets; what it costs, Textual costs."""

    def compose(self) -> ComposeResult:
        yield Label("Floor")
        yield Input()
        yield TextArea()


if __name__ == "__main__":
    Floor().run()
