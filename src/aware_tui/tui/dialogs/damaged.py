"""The data cannot be read: what happened, what is still there, and three ways to go on."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.text import counted
from aware_tui.language import _
from aware_tui.services import backups
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.services.backups import GoodCopy
    from aware_tui.services.desk import Desk

T = TypeVar("T")


class Stage(Enum):
    """What the dialog waits for."""

    LOOKING = auto()
    """For what the copies hold."""
    CHOICE = auto()
    SURE = auto()
    """For somebody to mean it, who wants to begin with empty data."""
    DOING = auto()


class DamagedDialog(Dialog[str]):
    """Answers with what was done, once the data can be opened anew; None leaves everything as it is."""

    CSS_PATH = "damaged.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", _("go on"), show=False),
        Binding("2", "begin_anew", _("empty data"), show=False),
        Binding("q", "go", _("leave"), show=False),
    ]

    def __init__(self, desk: "Desk", sentence: str) -> None:
        super().__init__()
        self._desk = desk
        self._happened = backups.damage_of(sentence)
        self._good: GoodCopy | None = None
        self.stage = Stage.LOOKING

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("The data cannot be read"), "bold")), classes="title")
            yield Static(
                plain(
                    _("{happened} Nothing was deleted and nothing was changed.").format(
                        happened=self._happened
                    )
                )
            )
            yield Static(id="offer")
            yield Static(id="trouble")
            yield Static(id="choices")
            words = _("The file as it is now is kept beside the data, whatever you choose.")
            yield Static(styled((words, "$muted")), classes="foot")

    def on_mount(self) -> None:
        self._show(Stage.LOOKING)
        self._look()

    @work
    async def _look(self) -> None:
        """Find the newest copy that is whole, away from the screen."""
        self._good, _ = await answer_of(self._desk.aside(partial(backups.newest_good, self._desk.settings)))
        if self.is_attached:
            self._show(Stage.CHOICE)

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        self.query_one("#offer", Static).update(plain(self._offer()))
        self.query_one("#choices", Static).update(Content("\n").join(map(_choice, self._choices())))

    def _offer(self) -> str:
        if self.stage is Stage.LOOKING:
            return _("Looking for the newest good backup…")
        if self.stage is Stage.DOING:
            return _("One moment…")
        if self.stage is Stage.SURE:
            return _("Begin with empty data? What is in the file is not shown then; the file stays.")
        if self._good is None:
            return _("There is no good backup in {backups}.").format(backups=self._desk.settings.backups)
        held = counted(self._good.sessions, "session")
        return _("The newest good backup is from {made}, with {held}.").format(
            made=self._made(self._good), held=held
        )

    def _made(self, good: "GoodCopy") -> str:
        return backups.made_words(good.made_at, self._desk.settings.zone, self._desk.now())

    def _choices(self) -> tuple[tuple[str, str], ...]:
        if self.stage is Stage.SURE:
            return ((_("Enter"), _("begin with empty data")), ("escape", _("back")))
        if self.stage is not Stage.CHOICE:
            return ()
        put = ((_("Enter"), _("put that backup in place and go on")),) if self._good else ()
        return (*put, ("2", _("begin with empty data")), ("q", _("leave everything as it is")))

    def action_take(self) -> None:
        """Do what Enter means at this stage."""
        if self.stage is Stage.SURE:
            self._begin_anew()
        elif self.stage is Stage.CHOICE and self._good is not None:
            self._put_in_place(self._good)

    def action_begin_anew(self) -> None:
        if self.stage is Stage.CHOICE:
            self._show(Stage.SURE)

    def action_leave(self) -> None:
        if self.stage is Stage.SURE:
            self._show(Stage.CHOICE)
        else:
            self.action_go()

    def action_go(self) -> None:
        """Leave everything as it is, but not in the middle of a deed."""
        if self.stage is not Stage.DOING:
            self.dismiss(None)

    @work
    async def _put_in_place(self, good: "GoodCopy") -> None:
        settings, now = self._desk.settings, self._desk.now()
        done = await self._do(partial(backups.put_in_place, settings, good.path, now))
        if done is not None:
            kept = _(" The file as it was is {kept}.").format(kept=done.kept) if done.kept else ""
            self.dismiss(
                _("The backup from {made} is in place.{kept}").format(made=self._made(good), kept=kept)
            )

    @work
    async def _begin_anew(self) -> None:
        kept = await self._do(partial(backups.begin_anew, self._desk.settings, self._desk.now()))
        if kept is not None:
            self.dismiss(_("The data begins empty. The file as it was is {kept}.").format(kept=kept))

    async def _do(self, deed: "Callable[[], T]") -> T | None:
        """Do a deed away from the screen; if something stands in its way, say so and offer all again."""
        self._show(Stage.DOING)
        answer, trouble = await answer_of(self._desk.aside(deed))
        if trouble and self.is_attached:
            self.query_one("#trouble", Static).update(styled((trouble, "$error")))
            self.query_one("#trouble").add_class("-some")
            self._show(Stage.CHOICE)
        return answer


def _choice(choice: tuple[str, str]) -> Content:
    key, words = choice
    return styled((f"{key:<8}", "bold $accent"), (words, ""))
