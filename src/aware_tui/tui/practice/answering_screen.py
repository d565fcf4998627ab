"""The part of the call screen in which the customer is answered: watched, chosen or typed."""

from enum import Enum, auto
from typing import TYPE_CHECKING

from textual import on, work

from aware_tui.domain.forms import number
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.moves import LONGEST, Choose, Listen
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.practice.model_run import is_gap, next_move
from aware_tui.services.practice.settling import UNREAD, can_be_read, is_open
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.confirming import ELSE, entries_of, heading_of
from aware_tui.tui.practice.numbered import Entry, Numbered
from aware_tui.tui.practice.practising_screen import PractisingScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from aware_tui.domain.practice.understanding import Understood

TALKING = _("They are still talking. space lets them go on")
TALKING_TYPED = _("They are still talking. space, in the empty box, lets them go on")
YOUR_TURN = _("Your turn")
THEY_HAVE_FINISHED = _("They have finished. It is your turn.")
MODEL_NEXT = _("space goes on")
MODEL_SPEAKS = _("The good run is being shown: there is nothing to say or to end. space goes on.")
MODEL_ANSWERS = _("The good run answers this one; the next is yours. space shows it")
EARLY = _("They have not finished. Say it now?")
EARLY_ENTRIES = (
    Entry("1", "wait", _("let them go on; your words stay")),
    Entry("2", "now", _("say it now, and cut them off")),
)
NOTHING_TYPED = _("Nothing is typed yet. Type what you would say; it takes its time.")
TOO_LONG = _(
    "Nobody says more than {longest} characters in one breath. Say it in two; nothing is lost."
).format(longest=number(LONGEST))
READING = "..."
CHANGED = _("The words changed meanwhile. Enter says them as they stand.")
END = _("Nothing is agreed yet. End the call all the same?")
END_AGREED = _("They said yes, but not yet to what exactly, and by when. End the call all the same?")
END_ENTRIES = (Entry("1", "on", _("go on talking")), Entry("2", "end", _("end the call here")))
AGREED = _("Settled: F9 ends the call")


class Stage(Enum):
    """What the screen is waiting for."""

    OPENING = auto()
    """Its own parts; nothing is taken."""
    MODEL = auto()
    """Space, to see what the good run does next."""
    CHOOSING = auto()
    TYPING = auto()
    READING = auto()
    """What a typed line does."""
    EARLY = auto()
    """Whether to cut them off."""
    CONFIRMING = auto()
    ENDING = auto()
    """Whether to end a call in which nothing is agreed."""
    AFTER = auto()
    """Deeds after the call."""
    WAYS = auto()
    """How to do one."""


ASKS = frozenset({Stage.EARLY, Stage.CONFIRMING, Stage.ENDING, Stage.WAYS})
"""A question over what went before; escape goes back to that."""


class AnsweringScreen(PractisingScreen):
    """Answers; a line that is not certain is asked about, and costs nothing until that is settled."""

    stage: Stage = Stage.OPENING
    _read: "Understood | None" = None

    @property
    def pane(self) -> Numbered:
        """Return the things to choose from."""
        return self.query_one(Numbered)

    @property
    def ready(self) -> bool:
        """Say whether a key or a command means anything here: the call has its parts and is in front."""
        return self.here and self.stage is not Stage.OPENING and self.app.screen is self

    def enter_stage(self, stage: Stage, heading: str = "", entries: tuple[Entry, ...] = ()) -> None:
        """Wait for something else: the list, or the box under its line of words."""
        self.stage = stage
        typing = stage in (Stage.TYPING, Stage.READING)
        if typing:
            self.query_one("#typing-said", Words).say(styled((heading, "$muted")))
        else:
            self.pane.offer(heading, entries)
        self.query_one("#typing").display = typing
        self.pane.display = not typing
        self.set_focus(self.box if typing else self.pane, scroll_visible=False)
        self.show_keys()
        self.conversation.to_the_end()

    def show_keys(self) -> None:
        """Show the keys that work now."""
        raise NotImplementedError

    async def call_is_over(self) -> None:
        """Go on to what is done after the call."""
        raise NotImplementedError

    async def go_on(self) -> None:
        call, mode = self.rehearsal.call, self.rehearsal.mode
        if call.ended is not None:
            await self.call_is_over()
        elif self.model_speaks:
            self.enter_stage(Stage.MODEL, self._told_now(self._model_told()))
        elif mode is AttemptMode.TYPE:
            self.enter_stage(Stage.TYPING, self._told_now(YOUR_TURN))
        else:
            self.enter_stage(Stage.CHOOSING, self._told_now(YOUR_TURN), self._choices())

    @property
    def model_speaks(self) -> bool:
        """Say whether the good run goes on by itself now."""
        mode, rehearsal = self.rehearsal.mode, self.rehearsal
        if mode is AttemptMode.COMPLETE:
            gap = is_gap(rehearsal.scenario, rehearsal.call) and not self._model_is_through()
            return rehearsal.still_talking or not gap
        return mode is AttemptMode.WATCH

    def _model_is_through(self) -> bool:
        """Say whether a good run has nothing more to say, so that the call is over."""
        return not isinstance(next_move(self.rehearsal.scenario, self.rehearsal.call), Listen | Choose)

    def _model_told(self) -> str:
        if self.rehearsal.mode is AttemptMode.COMPLETE and not self._model_is_through():
            return MODEL_ANSWERS
        return MODEL_NEXT

    def _told_now(self, otherwise: str) -> str:
        if self.rehearsal.still_talking:
            return TALKING_TYPED if self.rehearsal.mode is AttemptMode.TYPE else TALKING
        return (
            f"{otherwise}   {with_keys(AGREED)}"
            if self.rehearsal.call.committed and not self.model_speaks
            else otherwise
        )

    def _choices(self) -> tuple[Entry, ...]:
        shown = enumerate(self.rehearsal.choices(), 1)
        return tuple(Entry(str(n) if n < 10 else "", choice.id, choice.say) for n, choice in shown)

    async def action_listen(self) -> None:
        """Let them go on, or see what the good run does next."""
        if not self.ready:
            return
        if self.stage is Stage.MODEL:
            await self.model_goes_on()
        elif self.stage in (Stage.CHOOSING, Stage.TYPING):
            if self.rehearsal.still_talking:
                await self.take(Listen())
            else:
                self.app.notify(THEY_HAVE_FINISHED)

    async def model_goes_on(self) -> None:
        """Do the next move of the good run."""
        move = next_move(self.rehearsal.scenario, self.rehearsal.call)
        if move is not None:
            await self.take(move)

    async def action_silence(self) -> None:
        """Say nothing although it is one's turn."""
        if self.ready and self.stage in (Stage.CHOOSING, Stage.TYPING):
            await self.take(Listen())
        elif self.ready and self.stage is Stage.MODEL:
            self.app.notify(MODEL_SPEAKS)

    @on(Numbered.Passed)
    async def pass_on(self, event: Numbered.Passed) -> None:
        """Go on with the good run: Enter does so too."""
        event.stop()
        if self.stage is Stage.MODEL:
            await self.action_listen()

    @on(Numbered.Taken)
    async def answer(self, event: Numbered.Taken) -> None:
        """Do what was chosen; what that is depends on what was asked."""
        event.stop()
        if self.here:
            await self.chosen(event.entry)

    async def chosen(self, entry: Entry) -> None:
        """Take a choice, or the answer to a question about what was typed."""
        match self.stage:
            case Stage.CHOOSING:
                await self.take(Choose(entry.id))
            case Stage.EARLY if entry.id == "now":
                self.read_line()
            case Stage.EARLY:
                await self.take(Listen())
            case Stage.CONFIRMING:
                await self._confirm(entry)
            case Stage.ENDING if entry.id == "end":
                await self.call_is_over()
            case Stage.ENDING:
                await self.go_on()

    @on(AnswerBox.GoOn)
    async def let_go_on(self, event: AnswerBox.GoOn) -> None:
        event.stop()
        await self.action_listen()

    @on(TextView.Ended)
    async def say(self, event: TextView.Ended) -> None:
        """Say what was typed; cutting them off is asked about first."""
        event.stop()
        if self.stage is not Stage.TYPING:
            return
        self.keep_at_once()
        if not self.box.text.strip():
            await self._say_nothing_typed()
        elif len(" ".join(self.box.text.split())) > LONGEST:
            self.enter_stage(Stage.TYPING, TOO_LONG)
        elif self.rehearsal.still_talking:
            self.enter_stage(Stage.EARLY, EARLY, EARLY_ENTRIES)
        else:
            self.read_line()

    async def _say_nothing_typed(self) -> None:
        if self.rehearsal.still_talking:
            await self.take(Listen())
        else:
            self.enter_stage(Stage.TYPING, NOTHING_TYPED)

    def read_line(self) -> None:
        """Read what was typed, away from the screen; ask about what is not certain."""
        self.enter_stage(Stage.READING, READING)
        self._read_away(self.box.text)

    @work(exclusive=True, group="reading")
    async def _read_away(self, text: str) -> None:
        read, problem = await answer_of(self.rehearsal.understand(text))
        if not self.is_attached or self.stage is not Stage.READING:
            return
        if read is None or self.box.text != text:
            self.enter_stage(Stage.TYPING, problem or CHANGED)
        elif not can_be_read(read, self.rehearsal.scenario):
            self.enter_stage(Stage.TYPING, read.note or UNREAD)
        elif is_open(read):
            self._read = read
            entries = entries_of(read, text, self.rehearsal.scenario)
            self.enter_stage(Stage.CONFIRMING, heading_of(read, text), entries)
        else:
            await self._say_it(read, ())

    async def _confirm(self, entry: Entry) -> None:
        read = self._read
        if entry.key == "0" or read is None:
            await self.go_on()
        else:
            await self._say_it(read, () if entry.id == ELSE else (Act(entry.id),))

    async def _say_it(self, read: "Understood", confirmed: tuple[Act, ...]) -> None:
        move = self.rehearsal.settle(self.box.text, read, confirmed)
        self._read = None
        self.box.put("")
        await self.take(move)
        if read.note and self.stage is Stage.TYPING:
            self.enter_stage(Stage.TYPING, read.note)

    async def action_end(self) -> None:
        """End the call; where nothing is agreed yet, that is asked first."""
        if self.ready and self.stage is Stage.MODEL:
            self.app.notify(MODEL_SPEAKS)
        if not self.ready or self.stage not in (Stage.CHOOSING, Stage.TYPING):
            return
        if self.rehearsal.call.committed:
            await self.call_is_over()
        else:
            asked = END if self.rehearsal.call.agreed is None else END_AGREED
            self.enter_stage(Stage.ENDING, asked, END_ENTRIES)
