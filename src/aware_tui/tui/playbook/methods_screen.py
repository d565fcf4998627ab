"""Methods side by side: what each of them does in which step, and which one new calls begin with."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.methods import how_to_keep, methods_there, take_up
from aware_tui.services.reading_room.methods import Method, about, rows_of
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.plaintext import styled
from aware_tui.tui.playbook.method_table import MethodTable
from aware_tui.tui.reading.opened_screen import OpenedScreen
from aware_tui.tui.tour.sign import is_thrown_away
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.prose import PassageView

KEYS = (
    ("← →", _("method")),
    ("enter", _("for new calls")),
    ("↑ ↓", _("read on")),
    ("b", _("read the one in use")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

HELP = Help(
    _("Methods side by side"),
    (
        _(
            "Each row is something that methods of service recovery do. Under the name of a method stands "
            "the step that does it, or a dot where it has none: that is not forbidden, it is left to you."
        ),
        _(
            "Enter lets new calls begin with the method under the mark, until you quit. Calls that have "
            "begun keep their method and its wording, and read back with them ever after."
        ),
        _("Practice always has its own five steps, those of AWARE, whichever method is in use."),
    ),
    (
        ("← →", _("from method to method")),
        ("enter", _("new calls begin with it")),
        ("↑ ↓", _("read on")),
        ("b", _("read the one in use as a book")),
        ("escape", _("one step back")),
        ("n", _("new call")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""


TRIED = _("New calls in this sample data begin with {title}. What you do with your own data stays as it is.")


class MethodsScreen(OpenedScreen):
    """A table of the methods there are, and below it what there is to say of the one under the cursor."""

    NAME = _("Methods side by side")
    MAIN_NAME = "methods"
    HELP_PAGE = HELP
    AUTO_FOCUS = "MethodTable"
    CSS_PATH = "methods.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "read_on(-1)", _("read back"), show=False),
        Binding("down", "read_on(1)", _("read on"), show=False),
        Binding("pageup", "page(-1)", _("a page back"), show=False),
        Binding("pagedown,space", "page(1)", _("a page on"), show=False),
    ]

    def __init__(self, desk: Desk, **_options: object) -> None:
        super().__init__(desk)
        self.methods: tuple[Method, ...] = ()
        self.table = MethodTable(id="methods")
        self._body = VerticalScroll(id="body", can_focus=False)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(styled((self.NAME, "bold")), id="name")
            yield Static(id="state")
        with self._body:
            yield self.table
        yield KeyLine(KEYS, may_go=("↑ ↓", "n", "^p", "h", "b"), id="key-line")

    def on_mount(self) -> None:
        self.look()

    @work(exclusive=True, group="methods")
    async def look(self) -> None:
        """Read what there is, and show it with the cursor on the method in use."""
        found, sentence = await answer_of(methods_there(self.desk, await self.in_force()))
        if not self.is_attached:
            return
        if found is None:
            self.app.notify(sentence, severity="warning")
            return
        self.methods = found.methods
        for unusable in found.unusable:
            self.app.notify(unusable, severity="warning")
        used = next((number for number, each in enumerate(self.methods) if each.in_use), 0)
        self.table.show(self.methods, rows_of(self.methods), used)
        await self.tell(used)

    @on(MethodTable.Moved)
    async def tell_of(self, event: MethodTable.Moved) -> None:
        event.stop()
        await self.tell(event.number)

    async def tell(self, number: int) -> None:
        """Say below the table what there is to say of a method, and how far along it is."""
        words = _("{number} of {count}").format(number=number + 1, count=len(self.methods))
        self.query_one("#state", Static).update(styled((words, "$muted")))
        with self.app.batch_update():
            await self._body.remove_children(PassageView)
            await self._body.mount(PassageView(about(self.methods, number)))

    @on(MethodTable.Taken)
    def choose(self, event: MethodTable.Taken) -> None:
        event.stop()
        self.take_up(self.methods[event.number])

    @work(exclusive=True, group="methods")
    async def take_up(self, method: Method) -> None:
        """Let new calls begin with a method, and say how long that holds."""
        _in_force, sentence = await answer_of(take_up(self.desk, method.name))
        if sentence:
            self.app.notify(sentence, severity="warning", timeout=20)
            return
        self.app.notify(self._how_long(method), timeout=20)
        if self.is_attached:
            self.look()

    def _how_long(self, method: Method) -> str:
        """Return what was chosen and how long it holds; sample data goes, and its settings with it."""
        if is_thrown_away(self.app):
            return TRIED.format(title=method.playbook.title)
        return how_to_keep(self.desk, method)

    def action_read_on(self, by: int) -> None:
        self._body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 1), animate=False)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, each method by its name first."""

        def taking(method: Method) -> Command:
            title = _("New calls begin with {title}").format(title=method.playbook.title)
            return Command(title, _("Calls that have begun keep theirs"), lambda: self.take_up(method))

        return (*(taking(method) for method in self.methods if not method.in_use), *super().commands())
