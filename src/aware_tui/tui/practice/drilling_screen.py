"""The part of the drill screen that keeps what is done and what is half typed, and leaves."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from aware_tui.domain.practice.drills import Drill
from aware_tui.services.desk import Desk
from aware_tui.services.practice.drilling import Drilling
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.messages import FULL, MASKED
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.attempt_screen import AttemptScreen
from aware_tui.tui.practice.drill_words import DRILL, MARKS, NOT_SAVED, PAUSED, keys_for
from aware_tui.tui.practice.numbered import CLIPS, Numbered
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.practice_rows import Attempt


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


class DrillingScreen(AttemptScreen):
    """Holds a run of a drill; every try is saved as it is made, and every answer as it is typed."""

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
        self._leaving = False
        self._last_save: Future[Attempt] | None = None
        self._problem = ""

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
        parts: list[tuple[str, str]] = [("Drill", "bold"), (f"   {self.drill.title}", "")]
        if self.drilling is not None:
            run = self.drilling.run
            number = len(run.done) if self.stage is Stage.TOLD else self.drilling.number
            parts.append((f"   {number} of {len(run.order)}   ", "$muted"))
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
    def run_open(self) -> bool:
        """Say whether there is a run that can be gone on with."""
        return self.drilling is not None and not self.drilling.finished

    def note_words(self) -> None:
        """Take in what is half typed, to be saved with what is saved next; what is masked is so on screen."""
        self.lift_pen()
        run = self.drilling
        if run is None or not self.typing.display or self.stage is not Stage.ASKING:
            return
        typed = self.box.text
        kept = run.note_draft(typed)
        if kept.text != typed and self.box.is_attached:
            self.box.put(kept.text)
        if kept.masked:
            self.app.notify(MASKED)
        if kept.cut:
            self.app.notify(FULL, severity="warning")

    def keep_words(self) -> None:
        self.note_words()
        if self.drilling is not None and self.run_open:
            self.keep(self.drilling.save())

    def keep(self, kept: "Future[Attempt]") -> None:
        """Tell what stands in the way of saving, once."""
        self._last_save = kept
        self._hear_of(kept)

    @work(group="saving")
    async def _hear_of(self, kept: "Future[Attempt]") -> None:
        _, problem = await answer_of(kept)
        if problem and problem != self._problem and self.is_attached:
            self.app.notify(NOT_SAVED.format(problem=problem), severity="warning")
        self._problem = problem
        if not problem:
            self.forget_words()

    @property
    def left_key(self) -> str:
        """Return where half-typed words wait that could not be saved."""
        run = self.drilling
        return f"drill {run.attempt.id} {run.run.here}" if run is not None else "drill"

    @property
    def words_left(self) -> str:
        """Return the words that were half typed when the drill was left."""
        kept = self.drilling.draft if self.drilling is not None else ""
        return str(self.desk.left_words.get(self.left_key, "")) or kept

    def forget_words(self) -> None:
        """Forget what waited outside the data folder: it is saved in there now, or was said."""
        self.desk.left_words.pop(self.left_key, None)

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Go once everything is on disk; what cannot be saved is told, and a second time lets go of it."""
        self.note_words()
        run = self.drilling
        if run is not None and self.run_open and run.run.here is not None:
            _, problem = await answer_of(run.save())
            if problem and not self._leaving:
                self._leaving = True
                self.app.notify(f"{NOT_SAVED.format(problem=problem)} Escape leaves all the same.")
                return
            if problem:
                self.desk.left_words[self.left_key] = run.draft
            else:
                self.forget_words()
            self.app.notify(PAUSED)
        if self.is_attached and self.app.screen is self:
            self.app.pop_screen()

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""
        if isinstance(self.focused, AnswerBox):
            await self.focused.keys_arrived()

    def go_away(self) -> None:
        """Hand over everything done and typed; nothing is asked."""
        self.note_words()
        if self.drilling is not None and self.run_open:
            self._last_save = self.drilling.save()

    def unsaved(self) -> bool:
        """Say whether the last save is still on its way, or failed."""
        kept = self._last_save
        return kept is not None and self.run_open and (not kept.done() or bool(kept.exception()))
