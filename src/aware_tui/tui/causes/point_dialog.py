"""A choke point noted or corrected: what keeps going wrong, what is done about it, whose it is, by when."""

from collections.abc import Mapping
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.domain.categories import Cause
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

FIELDS = (
    ("title", _("What keeps going wrong"), _("a few words, no names")),
    ("action", _("What is done about it"), _("a text before every visit")),
    ("owner", _("Whose it is"), _("a name, or a desk")),
    ("when", _("By when"), _("end of March · in two weeks")),
)
"""The lines of a choke point, their labels and hints."""

NO_TITLE = _("What keeps going wrong? A few words are enough.")
NO_TIME = _("It is kept without a time.")


class PointDialog(Dialog[PointWords]):
    """Answers with what was typed; Enter goes on to the next line, and from the last one keeps it.

    `spots` are where the words stay in a call until it is answered; `only_title` asks for nothing else.
    """

    def __init__(
        self,
        heading: str,
        desk: Desk,
        words: PointWords,
        causes: tuple[Cause, ...] = (),
        *,
        why: str = "",
        only_title: bool = False,
        keeper: Keeper | None = None,
        spots: Mapping[str, Spot] | None = None,
    ) -> None:
        super().__init__(keeper)
        self.words = words
        """What was typed, once it has been answered or left."""
        self._desk = desk
        self._heading = heading
        self._why = why
        self._causes = causes
        self._cause = words.cause
        self._fields = FIELDS[:1] if only_title else FIELDS
        self._spots = spots or {}

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._heading, "bold $accent")), classes="title")
            if self._why:
                yield Static(styled((self._why, "$muted")), classes="why")
            for name, label, hint in self._fields:
                yield Static(styled((label, "$muted")), classes="label")
                words, spot = getattr(self.words, name), self._spots.get(name)
                yield TextView(words, spot=spot, lines=False, hint=hint, id=f"point-{name}")
            if len(self._fields) > 1:
                yield Words(id="point-due")
                if self._causes:
                    yield ChoiceRow(_("Because"), self._cause_choice(), acts=True, id="point-cause")
            keys = (
                _("Enter keeps it")
                if len(self._fields) == 1
                else _("Enter goes on, and keeps it in the last line")
            )
            yield Static(styled((_("{keys}   escape goes back").format(keys=keys), "$muted")), classes="foot")

    def _cause_choice(self) -> tuple[Choice, ...]:
        label = next((cause.label for cause in self._causes if cause.id == self._cause), _("choose"))
        return (Choice("pick", label),)

    @on(ChoiceRow.Chosen, "#point-cause")
    def pick_cause(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        choices = tuple(Choice(cause.id, f"{cause.label} · {cause.of}") for cause in self._causes)
        self.app.push_screen(Pick(_("Why does it go wrong?"), choices, value=self._cause), self._take_cause)

    def _take_cause(self, cause: str | None) -> None:
        if cause is not None:
            self._cause = cause
            self.query_one("#point-cause", ChoiceRow).choices = self._cause_choice()

    def on_mount(self) -> None:
        self.query_one(TextView).focus()
        self.read_due()

    def note_typing(self, view: TextView) -> None:
        """Keep the words, and have the time read once they have changed."""
        super().note_typing(view)
        if view.id == "point-when":
            self.call_later(self.read_due)

    @work(exclusive=True, group="due")
    async def read_due(self) -> None:
        """Say by when it will be, as far as it is understood."""
        if not self.still_open("#point-when", "#point-due"):
            return
        words = self.query_one("#point-when", TextView).text.strip()
        _, said = await self._read(words)
        if self.still_open("#point-when", "#point-due"):
            self.query_one("#point-due", Words).say(styled((said, "$accent")))

    async def _read(self, words: str) -> tuple[Due | None, str]:
        """Return the time that words hold, and the sentence to show back."""
        if not words or (words == self.words.when and self.words.due is not None):
            return (self.words.due if words else None), ""
        now, zone = self._desk.now(), self._desk.settings.zone
        reading, problem = await answer_of(self._desk.read_promise(words, now, zone))
        if reading is None:
            return None, problem
        due, _ = reading
        return due.due, due.say

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view.id == f"point-{self._fields[-1][0]}":
            self.keep()
        else:
            self.focus_next()

    @work(exclusive=True, group="keep")
    async def keep(self) -> None:
        """Answer with what stands here; a time that is past or in doubt is told, and its words are kept."""
        typed = self.typed()
        if not typed.title:
            self.app.notify(NO_TITLE, severity="warning")
            self.query_one("#point-title").focus()
            return
        due, said = await self._read(typed.when)
        if typed.when and due is None:
            self.app.notify(f"{said} {NO_TIME}", severity="warning")
        if self.is_attached and self.app.screen is self:
            self.words = replace(typed, due=due)
            self.dismiss(self.words)

    def typed(self) -> PointWords:
        """Return what stands here now."""
        texts = {name: self.query_one(f"#point-{name}", TextView).text.strip() for name, _, _ in self._fields}
        return replace(self.words, **texts, cause=self._cause, due=None)

    def action_leave(self) -> None:
        typed = self.typed()
        self.words = replace(typed, due=self.words.due if typed.when == self.words.when else None)
        super().action_leave()
