"""Today: what is unfinished, overdue, due, half-documented and to be told; below, the four tiles."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.states import Status
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui.commands import Command
from aware_tui.tui.main_screens import LETTERS, main_commands, make_screen
from aware_tui.tui.opening import Opening
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.today.first_hour import FirstHourScreen
from aware_tui.tui.today.tiles import TileRow
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.row_list import Line, RowList
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aware_tui.domain.summary import DueLine
    from aware_tui.services.acting import Making
    from aware_tui.services.shown import Day

KEYS = (
    ("n", _("new call")),
    ("enter", _("open")),
    ("f", _("follow-ups")),
    ("s", _("history")),
    ("c", _("customers")),
    ("w", _("choke points")),
    ("p", _("practice")),
    ("i", _("insights")),
    ("b", _("playbook")),
    ("^p", _("commands")),
    ("F1", _("help")),
    ("^q", _("quit")),
)
"""The keys of the foot line, the most needed first."""

MAY_GO = ("i", "p", "b", "w", "c", "^q")
"""The keys that give way where the line is short, the last one first."""

LISTS = {
    "unfinished": _("Unfinished"),
    "overdue": _("Overdue"),
    "due": _("Due"),
    "half": _("Half-documented"),
    "stuck": _("Not delivered"),
    "told": _("To be told"),
}
"""The lists in their order, and the title of each."""

ALL_OF = {"unfinished": "s", "overdue": "f", "due": "f", "told": "w"}
"""The key that shows all of a list, where Today shows the first rows."""

WIDE = 110
"""From so many cells on the tiles stand side by side."""

PRACTICE_AFTER = 1.0
"""Seconds after the first list: the first keys come before what has time."""

COMING = _("The call opens now. You can type already.")
"""Shown when a call is wanted before the data is open; what is typed meanwhile goes into the call."""


class TodayScreen(FirstHourScreen):
    """The first screen; a new call is one key away."""

    CSS_PATH = "today.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_call", _("new call"), show=False),
        *LETTERS,
        Binding("slash", "search", _("search"), show=False),
        Binding("h", "refresh", _("today"), show=False),
        Binding("f1", "help", _("help"), show=False),
    ]

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__(desk, welcome=opening.welcome)
        self._opening = opening
        self._ready = False
        self._wanted = opening.live
        self._resuming = opening.resume is not None
        self._sessions: dict[str, str] = {}
        self._day: Day | None = None

    @property
    def busy(self) -> bool:
        """Say whether a call is being opened, to which the next keys belong."""
        return self._wanted or self._resuming

    @property
    def filling(self) -> bool:
        """Say whether its first rows are on their way, to which Enter and the arrows belong."""
        readings = (each for each in self.workers if each.node is self and each.group == "day")
        return self._day is None and (not self._ready or any(not each.is_finished for each in readings))

    def compose(self) -> ComposeResult:
        yield Static(self._title(), id="title")
        yield Words(id="problem")
        with VerticalScroll(id="lists", can_focus=False):
            for name, title in LISTS.items():
                yield RowList({"enter": ""}, header=styled((title, "bold $accent")), id=name)
            yield Static(id="empty")
        yield TileRow(id="tiles")
        yield KeyLine(KEYS, may_go=MAY_GO, id="key-line")

    def _title(self) -> Content:
        return styled(("aware", "bold"), (_("   one step at a time, every word kept"), "$muted"))

    def on_mount(self) -> None:
        self.hear(None)
        self._show_rows({}, COMING if self.busy else "")

    async def desk_opened(self, notice: str) -> None:
        """The data is there: show the day, and do what the program was started for."""
        self._ready = True
        if notice:
            self.app.notify(notice, severity="warning", timeout=20)
        if self._opening.resume is not None:
            self.resume(self._opening.resume, reopen=self._opening.reopen)
        elif self._wanted:
            self._begin()
        else:
            self.load_day()
            if self._opening.practice is not None:
                self.app.push_screen(make_screen("practice", self.desk, scenario=self._opening.practice))
            self.set_timer(PRACTICE_AFTER, self.load_practice)
        if self._opening.afterwards is not None:
            self._make_afterwards(self._opening.afterwards)

    @work(group="afterwards")
    async def _make_afterwards(self, making: "Making") -> None:
        """Change the data as was asked for at the start, and show the day anew."""
        _, sentence = await answer_of(self.desk.make(making))
        if sentence:
            self.app.notify(sentence, severity="warning")
        elif self.still_there:
            self.load_day()

    def on_screen_resume(self) -> None:
        if self._ready:
            self.load_day()
            self.load_practice()

    def action_refresh(self) -> None:
        self.on_screen_resume()

    @work(exclusive=True, group="day")
    async def load_day(self) -> None:
        """Read the day anew; while it cannot be read, what is shown stays."""
        day, sentence = await answer_of(self.desk.day())
        if sentence:
            self.app.notify(sentence, severity="warning")
        elif day is not None and self.still_there:
            self.show_day(day)

    def load_practice(self) -> None:
        """Read what is due to be practised, in a list of its own that comes last."""
        from aware_tui.tui.today.practising import ToPractise

        there = self.query(ToPractise)
        if there:
            there.first().load()
        else:
            self.query_one("#lists").mount(ToPractise(self.desk))

    def _show_rows(self, rows: "Mapping[str, tuple[Line, ...]]", otherwise: str) -> None:
        for name in LISTS:
            lines = rows.get(name, ())
            self.query_one(f"#{name}", RowList).rows = lines
            self.query_one(f"#{name}").display = bool(lines)
        self.query_one("#empty", Static).update(plain(otherwise))
        self.query_one("#empty").display = bool(otherwise)

    def show_day(self, day: "Day") -> None:
        """Show what is unfinished, overdue, due, half-documented and to be told, and the tiles."""
        from aware_tui.tui.today.rows import rows_of, sessions_of

        self._day, self._sessions = day, sessions_of(day)
        settings, width = self.desk.settings, max(40, self.size.width - 8)
        rows = rows_of(day, self.desk.now(), width, settings.agent, settings.zone)
        self._show_titles(day, rows)
        self._show_rows(rows, "" if any(rows.values()) else self.when_empty())
        if day.figures is not None:
            self.query_one(TileRow).figures = day.figures
        if self.focused is None or not self.focused.display:
            self.focus_next()

    def on_resize(self) -> None:
        if self._day is not None:
            self.show_day(self._day)

    def _show_titles(self, day: "Day", rows: "Mapping[str, tuple[Line, ...]]") -> None:
        """Say how many there are of each, and which key shows all where these are only the first."""
        from aware_tui.tui.today.titles import counts_of, title_of

        for name, count in counts_of(day).items():
            title = title_of(LISTS[name], count, len(rows[name]), ALL_OF.get(name, ""))
            self.query_one(f"#{name}", RowList).head(title)

    @on(RowList.Deed)
    def open_row(self, event: RowList.Deed) -> None:
        event.stop()
        due = next((line for line in self._due if line.id == event.row_id), None)
        if due is not None and due.status not in (Status.OPEN, Status.PARKED):
            self.app.push_screen(make_screen("follow_ups", self.desk, row=due.id))
        elif event.row_id in self._sessions:
            self.resume(self._sessions[event.row_id], reopen=due is None)
        else:
            self._show_told(event.row_id)

    @property
    def _due(self) -> "tuple[DueLine, ...]":
        return self._day.due if self._day is not None else ()

    def _show_told(self, row_id: str) -> None:
        """Open the list of those to be told, at the cause of this row."""
        from aware_tui.tui.causes.told_screen import ToldScreen
        from aware_tui.tui.today.rows import told_id

        lines = self._day.to_tell if self._day is not None else ()
        first = next((line.point.id for line in lines if told_id(line) == row_id), "")
        self.app.push_screen(ToldScreen(self.desk, first=first))

    def resume(self, session_id: str, take_over: bool = False, reopen: bool = True) -> None:
        """Take up a session where it stood; without `reopen`, only one that has not ended."""
        self._resuming = True
        self._take_up(session_id, take_over, reopen)

    @work(exclusive=True, group="call")
    async def _take_up(self, session_id: str, take_over: bool, reopen: bool) -> None:
        resumed = self.desk.resume(session_id, take_over=take_over, reopen=reopen)
        call, sentence = await answer_of(resumed)
        self._resuming = False
        if sentence:
            self.app.notify(sentence, severity="warning")
        elif call is not None and self.app.is_running:
            self.aware.show_call(call)

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("New call"), _("Begins at once; nothing is asked first"), self.action_new_call, "n"),
            *self.feedback_commands(),
            *self.aware.offers(),
            *main_commands(self.action_main),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )

    def action_main(self, name: str) -> None:
        """Open another main screen."""
        self.app.push_screen(make_screen(name, self.desk))

    def action_search(self) -> None:
        self.app.push_screen(make_screen("history", self.desk, search=True))

    def action_help(self) -> None:
        from aware_tui.tui.dialogs.help import TODAY, HelpDialog

        self.app.push_screen(HelpDialog.of(TODAY))

    def action_new_call(self) -> None:
        """Begin at once: the customer is already talking."""
        if self._ready:
            self._begin()
        else:
            self._wanted = True
            self._show_rows({}, COMING)

    def _begin(self) -> None:
        self._wanted = False
        self.welcomed()
        call = self.desk.begin_live(self._opening.channel, self._opening.customer or "")
        self._opening = self._opening._replace(customer=None, channel=None)
        self.aware.show_call(call)

    def hear(self, problem: str | None) -> None:
        """Say why something done in a call is not saved yet."""
        words = (
            _("NOT SAVED: {problem} It is kept here and saved as soon as it can be.").format(problem=problem)
            if problem
            else ""
        )
        self.query_one("#problem", Words).say(styled((words, "bold $error")))
        self.query_one("#problem").display = bool(words)
