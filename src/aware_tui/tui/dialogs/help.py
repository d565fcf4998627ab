"""Help for one screen: what it is for, its keys, and in a call why each item matters."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from aware_tui.domain.playbook import ChecklistItem, Phase, Playbook, Step
from aware_tui.keys import key_label, with_keys
from aware_tui.language import _
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.keys_typed import has_letters
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.widgets.key_line import Key
from aware_tui.tui.widgets.prose import PassageView

COACHING: tuple[Key, ...] = (("^g", _("coach drawer")),)
"""The key that has nothing to show while the listen lock is on."""

LIVE_KEYS: tuple[Key, ...] = (
    ("F8", _("next step")),
    ("F7", _("back, nothing is lost")),
    ("F2", _("apology guide")),
    ("F3", _("make a promise")),
    ("F4", _("who is calling")),
    ("F6", _("safety or security")),
    ("F9", _("finish, park, discard")),
    ("^o", _("tick the next item")),
    ("escape", _("checklist, and back")),
    (_("1 to 9"), _("there: tick that item")),
    ("tab", _("to the next row or box")),
    *COACHING,
    ("^z", _("undo")),
    ("^p", _("every command")),
    ("^q", _("quit; it stays open")),
)
"""Every key of the live screen."""

LISTENING: tuple[Key, ...] = (("F5", _("they have finished")),)
"""The key that comes first while the listen lock is on."""

LIVE = (
    _("This is {step}, step {number} of {count}. Type what matters in the box; nothing has to be filled in."),
    _("Every word is kept as you type. Leave this whenever you like: the call stays where it is."),
)
"""What the live screen is for."""

FROM = 7
"""From how many keys on they stand in two halves, side by side."""


@dataclass(frozen=True, slots=True)
class Help:
    """The help of one screen."""

    title: str
    paragraphs: tuple[str, ...]
    keys: tuple[Key, ...]


TODAY = Help(
    _("Today"),
    (
        _(
            "What waits for you: calls that are not finished, what is overdue and due, calls with one "
            "of their two records still to write, records that did not get through, and who can hear "
            "that it is fixed."
        ),
        _("A new call asks nothing first. Press n, and type what they say."),
    ),
    (
        ("n", _("new call")),
        ("enter", _("open it")),
        ("↑ ↓", _("up, down")),
        ("tab", _("to the next list")),
        ("f", _("follow-ups")),
        ("/", _("search every session")),
        ("s", _("history")),
        ("c", _("customers")),
        ("w", _("choke points")),
        ("p", _("practice")),
        ("i", _("insights")),
        ("b", _("playbook")),
        ("a", _("how was it for them?")),
        ("h", _("look again")),
        ("t", _("the tour")),
        ("d", _("sample data")),
        ("^p", _("every command")),
        ("^q", _("quit; nothing is lost")),
    ),
)
"""The help of Today."""


class KeyTable(Widget):
    """Keys and what they do, aligned; many of them in two halves, the first half on the left."""

    DEFAULT_CSS = "KeyTable { height: auto; margin-bottom: 1; }"

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self._keys = keys

    def lines(self, width: int) -> list[Content]:
        """Return the lines of the table in so many cells."""
        key_width = max((len(key) for key, _ in self._keys), default=0) + 2
        pairs = [styled((f"{key:<{key_width}}", ""), (what, "$muted")) for key, what in self._keys]
        widest = max((pair.cell_length for pair in pairs), default=0)
        halves = 2 if len(pairs) >= FROM and 2 * widest + 2 <= width else 1
        height = -(-len(pairs) // halves)
        return [
            Content("").join([_padded(pair, width // halves) for pair in pairs[row::height]])
            for row in range(height)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width))

    def render(self) -> Content:
        return Content("\n").join([line.rstrip() for line in self.lines(self.content_size.width)])


def _padded(pair: Content, width: int) -> Content:
    return pair.truncate(width, ellipsis=True, pad=True)


def _whys(items: tuple[ChecklistItem, ...]) -> Iterator[Said]:
    yield Said(_("Why"), Voice.QUIET)
    for number, item in enumerate(items, 1):
        yield Said(item.text, lead=f"{number}  ")
        if item.why:
            yield Said(item.why, Voice.QUIET, "   ")


def live_keys(phase: Phase) -> tuple[Key, ...]:
    """Return the keys of a place of a call: while they talk, the one that ends it, and none that coaches."""
    if not phase.lock:
        return LIVE_KEYS
    first = tuple((key, phase.unlock or what) for key, what in LISTENING)
    return (*first, *(key for key in LIVE_KEYS if key not in COACHING))


class HelpDialog(Dialog[None]):
    """A calm panel; any of F1, escape and Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,enter", "leave", _("back"), show=False, priority=True)
    ]

    def __init__(
        self,
        title: str,
        keys: tuple[Key, ...],
        paragraphs: tuple[str, ...],
        *,
        items: tuple[ChecklistItem, ...] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._keys = keys
        self._paragraphs = paragraphs
        self._items = items

    @classmethod
    def of(cls, texts: Help) -> "HelpDialog":
        """Return the dialog for a screen's help."""
        return cls(texts.title, texts.keys, texts.paragraphs)

    @classmethod
    def for_live(cls, playbook: Playbook, step: Step, phase: Phase) -> "HelpDialog":
        """Return the dialog for a place of a call; the reasons of its items come once listening is over."""
        number = [each.id for each in playbook.steps].index(step.id) + 1
        about = LIVE[0].format(step=step.title, number=number, count=len(playbook.steps))
        items = () if phase.lock else phase.items
        return cls(step.title, live_keys(phase), (about, LIVE[1]), items=items)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel", id="help"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            for paragraph in self._paragraphs:
                yield Static(plain(with_keys(paragraph)))
            if self._keys:
                yield KeyTable(self._shown_keys())
            if self._items:
                yield PassageView(Passage("", tuple(_whys(self._items))))
            yield Static(styled((_("escape goes back"), "$muted")), classes="foot")

    def _shown_keys(self) -> tuple[Key, ...]:
        """Return the keys as they are called on the screen this one is about, and what they do there now."""
        letters, visit = has_letters(self.app.screen_stack[-2]), getattr(self.app, "visit", None)
        now = {"escape": _("leave the tour")} if visit is not None and visit.tour else {}
        return tuple((key_label(key, letters=letters), now.get(key, what)) for key, what in self._keys)

    def on_mount(self) -> None:
        self.query_one("#help").focus()
