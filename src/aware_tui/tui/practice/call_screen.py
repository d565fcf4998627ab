"""A practice call: a customer talks, and somebody learns to answer; all by keys, nothing by the clock."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.practice.case_page import case_page
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.messages import NewCallWanted
from aware_tui.tui.practice.after_screen import AfterScreen
from aware_tui.tui.practice.answering_screen import ASKS, Stage
from aware_tui.tui.practice.call_help import CALL_HELP, MAY_GO, keys_for
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.case_dialog import CaseDialog
from aware_tui.tui.practice.conversation import Conversation
from aware_tui.tui.practice.mood_bars import MoodBars
from aware_tui.tui.practice.numbered import Numbered
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

NO_UNDO = _("What is said is said. The debrief lets you retry from any turn.")


class CallScreen(AfterScreen):
    """Made with the attempt in hand, begun or taken up again."""

    CSS_PATH = "call.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "listen", _("let them go on"), show=False),
        Binding("w", "notes", _("notes beside the turns"), show=False),
        Binding("f2", "case", _("what you may offer"), priority=True, show=False),
        Binding("f9", "end", _("end the call"), priority=True, show=False),
        Binding("f1", "help", _("help"), priority=True, show=False),
        Binding("escape", "back", _("back, or pause"), priority=True, show=False),
        Binding("pageup", "page(-1)", _("read back"), priority=True, show=False),
        Binding("pagedown", "page(1)", _("read on"), priority=True, show=False),
        Binding("ctrl+z", "undo", _("undo"), show=False),
    ]

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal)
        self._case = Prose(id="case")

    def compose(self) -> ComposeResult:
        call = self.rehearsal.call
        yield CallRail(id="call-rail")
        yield MoodBars(call.anger, call.trust, id="mood")
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield Conversation(self.rehearsal.scenario.persona.name, id="conversation")
                yield Numbered(id="pane")
                with Vertical(id="typing"):
                    yield Words(id="typing-said")
                    yield self.box
            yield self._case
        yield KeyLine(may_go=MAY_GO, id="key-line")

    async def on_mount(self) -> None:
        rehearsal = self.rehearsal
        self.query_one(CallRail).who = rehearsal.scenario.persona.name
        self._case.can_focus = False
        self.conversation.notes = rehearsal.mode is not AttemptMode.TYPE
        await self._case.show(case_page(rehearsal.scenario))
        if self.is_attached:
            await self.conversation.add(rehearsal.told())
        if not self.is_attached:
            return
        self.over = rehearsal.call.ended is not None
        self.show_call()
        await self.go_on()

    def show_keys(self) -> None:
        if self.stage is Stage.OPENING:
            return
        rehearsal = self.rehearsal
        self.query_one(KeyLine).keys = keys_for(self.stage, rehearsal.mode, talking=rehearsal.still_talking)

    def action_notes(self) -> None:
        """Show what there is to learn from each turn, or hide it."""
        if self.ready and self.rehearsal.mode is not AttemptMode.TYPE:
            self.conversation.notes = not self.conversation.notes

    def action_case(self) -> None:
        """Show what may be offered; where it stands beside the call already, it is read there."""
        if self.ready:
            self.app.push_screen(CaseDialog(case_page(self.rehearsal.scenario)))

    async def action_back(self) -> None:
        """From a question back to what it is about, else leave: the call waits."""
        if not self.ready:
            return
        if self.stage in ASKS:
            await self.go_on()
        else:
            self.action_pause()

    def action_page(self, by: int) -> None:
        if self.ready:
            self.conversation.page(by)

    @on(TextView.NothingToUndo)
    def action_undo(self) -> None:
        """What is said cannot be taken back; what is typed can."""
        if self.ready:
            self.app.notify(NO_UNDO)

    def action_help(self) -> None:
        if self.ready:
            self.app.push_screen(HelpDialog.of(CALL_HELP))

    def action_pause(self) -> None:
        """Leave; the attempt waits in Practice."""
        if self.ready:
            self.leave()

    def action_new_call(self) -> None:
        """A real customer is on the line: put this by."""
        if self.ready:
            self.leave()
            self.app.post_message(NewCallWanted())

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(
                _("Let them go on"), _("Or see what the good run does next"), self.action_listen, "space"
            ),
            Command(_("What you may offer"), _("The case, to look up"), self.action_case, "F2"),
            Command(_("Say nothing"), _("Although it is your turn"), self.action_silence),
            Command(_("Notes beside the turns"), _("Show or hide them"), self.action_notes, "w"),
            Command(_("End the call"), _("Then what happened later"), self.action_end, "F9"),
            Command(_("Pause"), _("Nothing is lost"), self.action_pause, "escape"),
            Command(_("New call"), _("A real one: this waits meanwhile"), self.action_new_call),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )
