"""A drill on screen: exercises, answered by digit or typed, what each was worth, and what all came to."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from aware_tui.domain.practice.drills import Drill
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice import drill_page, drill_starting
from aware_tui.services.practice.drill_questions import introduced, task
from aware_tui.services.practice.drilling import Drilling
from aware_tui.services.practice.library import library_of
from aware_tui.services.reading_room.passages import Passage
from aware_tui.tui.commands import Command
from aware_tui.tui.messages import NewCallWanted
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.drill_words import BEGIN, HOW, NO_RESULT, READING
from aware_tui.tui.practice.drilling_screen import DrillingScreen, Stage
from aware_tui.tui.practice.numbered import Entry, Numbered
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.practice.drill_judging import Judged
    from aware_tui.domain.practice_rows import Attempt


class DrillScreen(DrillingScreen):
    """Introduces a drill, asks its exercises one by one, and tells what they came to."""

    CSS_PATH = "drill.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (22, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "show", _("one that works"), priority=True, show=False),
        Binding("f1", "help", _("help"), priority=True, show=False),
        Binding("escape", "back", _("back, or leave"), priority=True, show=False),
        Binding("pageup", "page(-1)", _("read back"), priority=True, show=False),
        Binding("pagedown", "page(1)", _("read on"), priority=True, show=False),
        Binding("a", "again", _("another run"), show=False),
    ]

    def __init__(self, desk: Desk, drill: Drill, *, known: bool = False) -> None:
        super().__init__(desk, drill)
        self.modes = drill_starting.modes_of(drill, known=known)
        self._left: Attempt | None = None
        """The run that was left before its end, if there is one."""

    def on_mount(self) -> None:
        self.reading.can_focus = False
        self.typing.display = False
        self.pane.focus()
        self.show_head()
        self.introduce()

    @work(exclusive=True, group="opening")
    async def introduce(self) -> None:
        """Tell what the drill is about; a run that was left is gone on with."""
        left, problem = await answer_of(drill_starting.paused(self.desk, self.drill.id))
        if not self.is_attached:
            return
        if problem:
            self.app.notify(problem, severity="warning")
        await self._offer(left)

    async def _offer(self, left: "Attempt | None") -> None:
        self._left = left
        self.typing.display, self.pane.display = False, True
        self.set_focus(self.pane)
        await self.reading.show(
            introduced(self.drill, drill_starting.behind(left, self.drill) if left else 0)
        )
        entries = tuple(Entry(str(n), mode, HOW[mode]) for n, mode in enumerate(self.modes, 1))
        self.pane.offer(BEGIN, entries if len(entries) > 1 and left is None else ())
        self.stage = Stage.INTRODUCED

    @on(Numbered.Taken)
    async def take(self, event: Numbered.Taken) -> None:
        event.stop()
        if self.stage is Stage.INTRODUCED:
            self.begin_with(AttemptMode(event.entry.id))
        elif self.stage is Stage.ASKING:
            self.read_answer(event.entry.key)

    @on(Numbered.Passed)
    async def go_on(self, event: Numbered.Passed) -> None:
        event.stop()
        if self.stage is Stage.INTRODUCED:
            self.begin_with(self.modes[0])
        elif self.stage is Stage.TOLD:
            await self.ask()
        elif self.stage is Stage.DONE:
            self.app.pop_screen()

    def begin_with(self, mode: AttemptMode) -> None:
        """Begin a run, once, or take up the one that was left."""
        self.stage = Stage.OPENING
        if (self._left.mode if self._left is not None else mode) is AttemptMode.TYPE:
            self._show_box()
        self._begin(mode)

    def _show_box(self) -> None:
        """Take letters from now on: fast fingers do not wait for the first exercise."""
        self.typing.display, self.pane.display = True, False
        self.set_focus(self.box)

    @work(group="beginning")
    async def _begin(self, mode: AttemptMode) -> None:
        library = library_of(self.desk)
        if self._left is not None:
            beginning = drill_starting.resume(self.desk, library, self._left)
        else:
            beginning = drill_starting.begin(self.desk, library, self.drill, mode)
        self.drilling, problem = await answer_of(beginning)
        if not self.is_attached:
            return
        if self.drilling is None:
            self.app.notify(problem, severity="warning")
            await self._offer(None)
            return
        if self.words_left:
            self._put(self.words_left + self.box.text)
        await self.ask()

    def _put(self, words: str) -> None:
        """Put words into the box, to be gone on with at their end."""
        self.box.put(words)
        self.box.move_cursor(self.box.document.end)

    async def ask(self, told: tuple[Passage, ...] = ()) -> None:
        """Ask what comes next, under what was just told; at the end tell what it came to."""
        run = self._run()
        if run.exercise is None:
            self.finish()
            return
        question = run.question()
        entries = tuple(Entry(each.key, each.key, each.words) for each in question.options)
        typing = not entries
        await self.reading.show((*question.passages, *told))
        self.pane.offer(question.asks, entries)
        self.said.say(styled((question.asks, "$muted")))
        if typing and not self.box.text:
            self._put(self.words_left or question.words)
        self.typing.display, self.pane.display = typing, not typing
        self.reading.set_class(not typing, "-above")
        self.set_focus(self.box if typing else self.pane)
        self.stage = Stage.ASKING
        self.show_head()

    def _run(self) -> Drilling:
        if self.drilling is None:
            raise RuntimeError("no run was begun")
        return self.drilling

    @on(TextView.Ended)
    def say(self, event: TextView.Ended) -> None:
        event.stop()
        if self.stage is Stage.ASKING:
            self.read_answer(self.box.text)

    def read_answer(self, words: str) -> None:
        """Find out what an answer is worth, away from the screen; then count it and tell."""
        self.stage = Stage.READING
        self.said.say(styled((READING, "$muted")))
        self._answer(words)

    @work(exclusive=True, group="answering")
    async def _answer(self, words: str) -> None:
        run = self._run()
        exercise = run.exercise
        if exercise is None:
            return
        judged, problem = await answer_of(run.judge(words))
        if not self.is_attached or self.stage is not Stage.READING:
            return
        if judged is None:
            self.app.notify(problem, severity="warning")
            await self.ask()
            return
        said = run.said(words)
        self.keep(run.settle(words, judged))
        first = run.run.first(exercise.id) is True
        page = drill_page.told(exercise, judged, said, first=first)
        await (self.tell((*task(exercise).passages, *page)) if judged.good else self._ask_more(judged, page))

    async def _ask_more(self, judged: "Judged", page: tuple[Passage, ...]) -> None:
        await self.ask(page)
        if self.typing.display:
            self.box.mark(*judged.spans)
        self.reading.scroll_end(animate=False)

    async def tell(self, passages: tuple[Passage, ...]) -> None:
        """Tell what there is to learn, and wait for Enter."""
        self.stage = Stage.TOLD
        self.box.put("")
        self.reading.remove_class("-above")
        self.typing.display, self.pane.display = False, True
        self.pane.offer(_("Enter goes on"), ())
        self.set_focus(self.pane)
        await self.reading.show(passages)
        self.show_head()
        self.call_after_refresh(self.reading.scroll_end, animate=False)

    async def action_show(self) -> None:
        """Show an answer that works: the exercise is behind then."""
        run = self._run() if self.stage is Stage.ASKING else None
        if run is None or run.exercise is None:
            return
        exercise = run.exercise
        self.keep(run.show())
        await self.tell((*task(exercise).passages, *drill_page.given(exercise)))

    @work(exclusive=True, group="finishing")
    async def finish(self) -> None:
        """Keep what the run came to, and tell it."""
        run = self._run()
        self.stage = Stage.OPENING
        _answer, problem = await answer_of(run.finish())
        if not self.is_attached:
            return
        if problem:
            self.app.notify(NO_RESULT.format(problem=problem), severity="warning")
        self.typing.display, self.pane.display = False, True
        self.pane.offer(_("Enter goes back to Practice, a begins another run"), ())
        self.set_focus(self.pane)
        await self.reading.show(drill_page.debrief(run.drill, run.run))
        self.stage = Stage.DONE
        self.show_head()

    def action_again(self) -> None:
        """Begin another run: what went wrong comes first."""
        if self.stage is Stage.DONE:
            mode = self._run().attempt.mode
            self._left, self.drilling = None, None
            self.begin_with(mode)

    async def action_back(self) -> None:
        """From a question about a line back to the line, else leave: the run waits."""
        run = self.drilling
        if self.stage is Stage.ASKING and run is not None and run.asking_back:
            run.take_back()
            await self.ask()
        else:
            self.leave()

    def action_new_call(self) -> None:
        """A real customer is on the line: put this by."""
        self.leave()
        self.app.post_message(NewCallWanted())

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("Show one that works"), _("It does not count as right"), self.action_show, "F2"),
            Command(_("Another run"), _("At the end: what went wrong comes first"), self.action_again, "a"),
            Command(_("Leave the drill"), _("It waits in Practice"), self.leave, "escape"),
            Command(_("New call"), _("The drill waits in Practice"), self.action_new_call),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )
