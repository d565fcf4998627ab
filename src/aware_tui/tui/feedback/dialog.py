"""Feedback noted or corrected: a score by one key, what it is taken for, and what they said."""

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.feedback import FIVE, sentiment_of
from aware_tui.domain.feedback_lines import SOURCES
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.playbook import Choice, Playbook
from aware_tui.domain.state_words import state_words
from aware_tui.language import _
from aware_tui.services.feedback import FeedbackWords
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

SCORES = tuple(
    Choice(str(score), label)
    for score, label in enumerate((_("very bad"), _("bad"), _("so-so"), _("good"), _("very good")), 1)
)
"""The scores of five, in words."""

KINDS = tuple(Choice(kind, state_words(kind)) for kind in Sentiment)
ELSEWHERE = tuple(Choice(source, label) for source, label in SOURCES.items() if source is not Source.SESSION)

BY, ABOUT = _("It reached us by"), _("What is it about?")
ASKED = _("Nothing noted: it is kept as asked, not answered yet.")
UNCLEAR = _("Kept as unclear: neither a score nor you say what it is.")
FOLLOWS = _("Kept as {kind}, as the score says.")
YOURS = _("Kept as {kind}, as you say.")
FOOT = _("Enter keeps it   a digit chooses   escape goes back")


class SaidView(TextView):
    """A box for what they said, in which Enter ends: line breaks come in by pasting."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(self))


class FeedbackDialog(Dialog[FeedbackWords]):
    """Answers with what was chosen and typed; letters typed on a row of choices go to their words.

    After a call (`words.source` says so) what it is about is known, and not asked.
    """

    CSS_PATH = "feedback_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "keep", _("keep"), show=False, priority=True)]

    def __init__(self, heading: str, why: str, words: FeedbackWords, playbook: Playbook) -> None:
        super().__init__()
        self.words = words
        """What was typed and chosen, once it has been answered or left."""
        self._heading = heading
        self._why = why
        self._playbook = playbook

    def compose(self) -> ComposeResult:
        words = self.words
        with Vertical(classes="panel"):
            yield Static(styled((self._heading, "bold $accent")), classes="title")
            yield Static(styled((self._why, "$muted")), classes="why")
            yield ChoiceRow("", SCORES, value=self._score(), hint=self._other_scale(), id="score")
            yield ChoiceRow(_("It was"), KINDS, value=self._kind(), id="sentiment")
            yield Static(styled((_("In their words"), "$muted")), classes="label")
            yield SaidView(words.text, hint=_("as they said it, or nothing"), id="said")
            yield from self._origin() if words.source is not Source.SESSION else ()
            yield Words(self._kept_as(), id="kept-as")
            yield Static(styled((FOOT, "$muted")), classes="foot")

    def _origin(self) -> ComposeResult:
        """Yield the rows that say where it comes from and what it is about."""
        words, playbook = self.words, self._playbook
        yield ChoiceRow(_("It came from"), ELSEWHERE, value=words.source, id="source")
        if playbook.channels:
            yield ChoiceRow(f"{BY:<{len(ABOUT)}}", self._channel(), acts=True, id="channel")
        if playbook.categories:
            yield ChoiceRow(ABOUT, self._category(), acts=True, id="category")
        with Horizontal(classes="row"):
            yield Static(styled((_("Where"), "$muted")), classes="label")
            yield TextView(words.location, lines=False, hint=_("branch, shop, region"), id="location")

    def _score(self) -> str | None:
        """Return the choice of a score of five; None without one, and for those of other scales."""
        score = self.words.score
        whole = score is not None and self.words.scale == FIVE and score == int(score)
        return f"{score:g}" if whole else None

    def _other_scale(self) -> str:
        score = self.words.score
        known = score is not None and self._score() is None
        return (
            _("They gave {score:g} of {scale}; a choice here takes its place.").format(
                score=score, scale=self.words.scale
            )
            if known
            else ""
        )

    def _derived(self) -> Sentiment | None:
        return sentiment_of(self.words.score, self.words.scale)

    def _kind(self) -> Sentiment | None:
        return self.words.sentiment or self._derived()

    def _kept_as(self) -> Content:
        own, derived = self.words.sentiment, self._derived()
        if own is not None:
            said = YOURS.format(kind=state_words(own))
        elif derived is not None:
            said = FOLLOWS.format(kind=state_words(derived))
        else:
            said = UNCLEAR if self._text().strip() else ASKED
        return styled((said, "$muted"))

    def _text(self) -> str:
        views = self.query(SaidView)
        return views.first().text if views else self.words.text

    def _channel(self) -> tuple[Choice, ...]:
        known = {each.id: each.label for each in self._playbook.channels}
        channel = self.words.channel or ""
        return (Choice("pick", known.get(channel, channel) or _("choose")),)

    def _category(self) -> tuple[Choice, ...]:
        known = self._playbook.category(self.words.category)
        label = known.label if known else self.words.category or _("choose")
        return (Choice("pick", label),)

    def on_mount(self) -> None:
        self.query_one("#score").focus()

    def note_typing(self, view: TextView) -> None:
        """Say anew what it is kept as, once the words have changed."""
        super().note_typing(view)
        self.call_later(self._say)

    def _say(self) -> None:
        if self.still_open("#kept-as"):
            self.query_one("#kept-as", Words).say(self._kept_as())

    @on(ChoiceRow.Chosen, "#score")
    def take_score(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        score = None if event.choice is None else float(event.choice)
        self.words = replace(self.words, score=score, scale=FIVE)
        event.row.value, event.row.hint = event.choice, ""
        self._show_kind()

    @on(ChoiceRow.Chosen, "#sentiment")
    def take_kind(self, event: ChoiceRow.Chosen) -> None:
        """What is chosen goes before the score, until it is taken back."""
        event.stop()
        kind = Sentiment(event.choice) if event.choice else None
        self.words = replace(self.words, sentiment=None if kind is self._derived() else kind)
        self._show_kind()

    def _show_kind(self) -> None:
        self.query_one("#sentiment", ChoiceRow).value = self._kind()
        self._say()

    @on(ChoiceRow.Chosen, "#source")
    def take_source(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        source = Source(event.choice) if event.choice else Source.OTHER
        self.words = replace(self.words, source=source)
        event.row.value = source

    @on(ChoiceRow.Chosen, "#channel")
    def pick_channel(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        picker = Pick(_("How did it reach us?"), self._playbook.channels, value=self.words.channel)
        self.app.push_screen(picker, self._take_channel)

    def _take_channel(self, channel: str | None) -> None:
        if channel is not None:
            self.words = replace(self.words, channel=channel)
            self.query_one("#channel", ChoiceRow).choices = self._channel()

    @on(ChoiceRow.Chosen, "#category")
    def pick_category(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        about = tuple(Choice(each.id, each.label) for each in self._playbook.categories)
        self.app.push_screen(
            Pick(_("What is it about?"), about, value=self.words.category), self._take_category
        )

    def _take_category(self, category: str | None) -> None:
        if category is not None:
            self.words = replace(self.words, category=category)
            self.query_one("#category", ChoiceRow).choices = self._category()

    @on(ChoiceRow.TypedPast)
    def type_on(self, event: ChoiceRow.TypedPast) -> None:
        event.stop()
        view = self.query_one(SaidView)
        view.focus()
        view.paste(event.words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter keeps it from a row of choices; in a line or a box it does so by itself."""
        if action != "keep":
            return super().check_action(action, parameters)
        return isinstance(self.focused, ChoiceRow)

    @on(TextView.Ended)
    def end(self, event: TextView.Ended) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        self.words = self.typed()
        self.dismiss(self.words)

    def action_leave(self) -> None:
        self.words = self.typed()
        super().action_leave()

    def typed(self) -> FeedbackWords:
        """Return what stands here now."""
        places = self.query("#location").results(TextView)
        place = next((view.text for view in places), self.words.location)
        return replace(self.words, text=self._text(), location=place)
