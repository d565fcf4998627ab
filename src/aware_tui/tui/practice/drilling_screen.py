"""The part of the drill screen that holds the run, and shows how it stands."""

from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from aware_tui.domain.practice.drills import Drill
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.drilling import Drilling
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.draft_screen import DraftScreen
from aware_tui.tui.practice.drill_words import DRILL, MARKS, PAUSED, keys_for
from aware_tui.tui.practice.numbered import CLIPS, Numbered
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.words import Words

LEFT_FOR_TEXT = 5
"""Lines of the screen that the options leave to the rest, at the least."""


class Options(Numbered):
    """Lines to judge: none is shortened as long as all of them fit on the screen."""

    def _clip(self, width: int) -> int:
        whole = self._heading_lines(width) + sum(len(lines) for lines in self._wrapped(width))
        return CLIPS[0] if whole <= self.screen.size.height - LEFT_FOR_TEXT else super()._clip(width)


class Stage(Enum):
    """What the screen waits for."""

    OPENING = auto()
    INTRODUCED = auto()
    ASKING = auto()
    READING = auto()
    """What a typed answer is worth."""
    TOLD = auto()
    """Enter, after an exercise."""
    DONE = auto()


class DrillingScreen(DraftScreen):
    """Holds a run of a drill; every try is saved as it is made, and every answer as it is typed."""

    PAUSED = PAUSED

    stage: var[Stage] = var(Stage.OPENING)

    def __init__(self, desk: Desk, drill: Drill) -> None:
        super().__init__(desk)
        self.drill = drill
        self.drilling: Drilling | None = None
        self.reading = Prose(id="task")
        self.pane = Options(id="pane")
        self.typing = Vertical(id="typing")
        self.said = Words(id="typing-said")
        self.box = AnswerBox()
        self._head = Words(id="head")
        self._key_line = KeyLine(may_go=("F2", "pgdn", "F1"), id="key-line")

    def compose(self) -> ComposeResult:
        yield self._head
        with Vertical(id="body"):
            yield self.reading
            yield self.pane
            with self.typing:
                yield self.said
                yield self.box
        yield self._key_line

    def watch_stage(self) -> None:
        if self.is_mounted:
            self._key_line.keys = keys_for(self.stage.name, typed=self.typing.display)

    def show_head(self) -> None:
        parts: list[tuple[str, str]] = [(_("Drill"), "bold"), (f"   {self.drill.title}", "")]
        if self.drilling is not None:
            run = self.drilling.run
            number = len(run.done) if self.stage is Stage.TOLD else self.drilling.number
            parts.append(
                (_("   {number} of {count}   ").format(number=number, count=len(run.order)), "$muted")
            )
            for each in run.order:
                mark, style = MARKS[None if each not in run.done else run.first(each)]
                parts.append((f"{mark} ", "bold $accent" if each == run.here else style))
        self._head.say(styled(*parts))
        self._key_line.keys = keys_for(self.stage.name, typed=self.typing.display)

    def action_page(self, by: int) -> None:
        self.reading.scroll_relative(y=by * max(1, self.reading.size.height - 2), animate=False)

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(DRILL))

    @property
    def in_hand(self) -> Drilling | None:
        run = self.drilling
        return None if run is None or run.finished else run

    @property
    def left_key(self) -> str:
        run = self.drilling
        return f"drill {run.attempt.id} {run.run.here}" if run is not None else "drill"

    @property
    def takes_words(self) -> bool:
        return self.typing.display and self.stage is Stage.ASKING
