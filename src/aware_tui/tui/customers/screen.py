"""Customers: found by name, reference or contact, each with calls, promises and profile on one page."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from aware_tui.domain.customers import CustomerLine
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.customers import PAGE
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.passages import Passage, Said
from aware_tui.tui.customers.deeds import CustomerDeeds
from aware_tui.tui.customers.profile import profile_of
from aware_tui.tui.customers.rows import customer_row
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.plaintext import plain
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

KEYS = (
    ("enter", _("read")),
    ("o", _("open their call")),
    ("m", _("merge")),
    ("u", _("undo a merge")),
    ("/", _("search")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

READING_KEYS = (("↑ ↓", _("read on")), ("esc", _("back to the list")), *KEYS[1:])
"""The keys of the foot line while a profile is read."""

MAY_GO = ("^p", "u", "m", "n", "h", "/")
"""The keys that give way where the line is short, the last one first."""

NO_CUSTOMERS = _(
    "No customers yet. In a call, F4 writes down who is calling; then all of theirs stands here."
)
NONE_FOUND = _("Nobody has all of these words. Fewer letters find more.")
ERASED = _("This customer is not there any more")

HELP = Help(
    _("Customers"),
    (
        _(
            "Type a name, a reference or a number to find a customer; without words the latest callers stand "
            "here. Blanks in a number, accents and capitals do not matter."
        ),
        _("Two of one name stay two until you merge them. A merge moves nothing, and u takes it back."),
    ),
    (
        ("/", _("search")),
        ("enter", _("read the profile")),
        ("o", _("open a call that waits")),
        ("m", _("two that are one")),
        ("u", _("undo a merge")),
        ("a", _("add feedback")),
        ("escape", _("one step back")),
        ("n", _("new call")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""


class CustomersScreen(CustomerDeeds):
    """A list of customers, and beside it, or instead of it where it is narrow, the profile of one."""

    NAME = _("Customers")
    MAIN_NAME = "customers"
    KEYS = KEYS
    READING_KEYS = READING_KEYS
    HINT = _("a name, a reference, a number")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "customers.tcss"]

    def __init__(self, desk: Desk, *, search: bool = False) -> None:
        super().__init__(desk, search=search)
        self.found = LongList(self._row, id="people")
        self.reading = Prose(id="profile")
        self.key_line = KeyLine(KEYS, may_go=MAY_GO, id="key-line")
        self._lines: list[CustomerLine] = []
        self._wanted: str | None = None
        """The customer to put the cursor on once the list is read."""

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="found"):
                yield self._empty
                yield self.found
            yield self.reading
        yield self.key_line

    def _row(self, row: int, width: int) -> Content:
        return customer_row(self._lines[row], self.desk.now(), width)

    @property
    def customer_id(self) -> str | None:
        """Return the customer the cursor is on."""
        return self._lines[self.found.cursor].customer.id if self._lines else None

    def show_customer(self, customer_id: str) -> None:
        self._wanted = customer_id
        self.look()

    @work(exclusive=True, group="list")
    async def look(self) -> None:
        """Show the customers that fit the words, or the latest callers."""
        words, wanted = self.words, self._wanted
        await self.in_force()
        lines, problem = await answer_of(self.customers.find(words))
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        self._wanted = None
        self._lines = list(lines)
        row = next((i for i, line in enumerate(lines) if line.customer.id == wanted), 0)
        self.found.show(len(lines), row)
        self._say_found(words)
        self.read_anew()

    def _say_found(self, words: str) -> None:
        count = len(self._lines)
        self._empty.update(plain(NONE_FOUND if words else with_keys(NO_CUSTOMERS)))
        self._empty.display, self.found.display = not count, bool(count)
        found = (
            _("the first {count}").format(count=count)
            if count >= PAGE
            else _("{count} found").format(count=count)
        )
        self.say(found if words and count else "")

    @work(exclusive=True, group="reading")
    async def read(self) -> None:
        """Show the profile of the customer the cursor is on."""
        wanted = self.customer_id
        if wanted is None:
            return
        playbook = (await self.in_force()).playbook
        story, problem = await answer_of(self.customers.story(wanted))
        passages: tuple[Passage, ...] = (Passage(ERASED, (Said(problem or _("It was erased meanwhile.")),)),)
        if story is not None:
            passages = profile_of(story, playbook, self.desk.now())
        if wanted == self.customer_id:
            await self.reading.show(passages)
