"""The form that makes a goal, of a finding or of anything; its five letters are checked as it is typed."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.domain.goals.aim import EVERYTHING, METERS, Scope
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.report import Finding
from aware_tui.domain.playbook import Choice
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services import goal_deeds
from aware_tui.services.desk import Desk
from aware_tui.services.goal_deeds import GoalWords, draft_of, words_of
from aware_tui.services.goals import Checked, checked, drafted, names_at
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.left import over, recalled, remember
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.goals.letters_view import LettersView
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.goals.letters import Letter

FIGURE = _("What is to change")
FIELDS = (
    ("target", _("Target"), _("a number")),
    ("within", _("Within, or from"), _("minutes, or the least good score")),
    ("when", _("By when"), _("this quarter · end of March · in 6 weeks")),
    ("owner", _("Owner"), _("one person")),
    ("reason", _("Why it matters"), _("a finding, a promise, or your words")),
    ("title", _("Name"), _("else the figure names it")),
)
"""The lines to type in, their labels and hints."""

WHERE = {"S": "figure", "M": "figure", "A": "target", "R": "reason", "T": "when"}
"""The line that mends each letter."""

NEW = "goal"
"""Names the words of a goal that was not kept yet, among those that were left unfinished."""

PAUSE = 0.2
"""Seconds after the last key at which the letters are checked."""

EVERY_CALL = _("everything")
KEPT = _("The goal is kept. Goals in the palette, ctrl+p, shows how it goes.")
BOUNDED = ((Metric.FIRST_RESPONSE, Statistic.SHARE), (Metric.SATISFACTION, Statistic.SHARE))
"""The figures that need a bound as well."""


class GoalForm(Dialog[str]):
    """Keeps a goal once all five letters hold, and answers with its id; what was typed outlives escape."""

    CSS_PATH = "goal_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", _("up"), show=False, priority=True),
        Binding("pagedown", "page(1)", _("down"), show=False, priority=True),
    ]

    def __init__(self, desk: Desk, finding: Finding | None = None, about: Scope = EVERYTHING) -> None:
        super().__init__()
        self._desk = desk
        self._finding = finding
        of = finding.pattern.key if finding is not None else about.kept if about != EVERYTHING else ""
        self._key = f"{NEW} {of}".rstrip()
        self._shown = GoalWords(owner=desk.settings.agent, about=about)
        self.words = recalled(desk.left_words, self._key, self._shown)
        """What was typed, once it has been answered or left."""
        self._opened = self.words
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("A goal"), "bold $accent")), classes="title")
            yield ChoiceRow(FIGURE, self._figure_choice(), acts=True, id="goal-figure")
            yield ChoiceRow(f"{_('About'):<{len(FIGURE)}}", self._about_choice(), acts=True, id="goal-about")
            for name, label, hint in FIELDS:
                with Horizontal(classes="row", id=f"row-{name}"):
                    yield Static(styled((label, "$muted")), classes="label")
                    words, start = getattr(self.words, name), name == "reason"
                    yield TextView(words, lines=False, hint=hint, at_start=start, id=f"goal-{name}")
            yield LettersView(id="goal-letters")
            foot = _("Enter goes on, and keeps it in the last line   escape goes back")
            yield Static(styled((foot, "$muted")), classes="foot")

    def _figure_choice(self) -> tuple[Choice, ...]:
        figure = self.words.figure
        return (Choice("pick", METERS[figure].name if figure else _("choose")),)

    def _about_choice(self) -> tuple[Choice, ...]:
        told = self.words.about.told(names_at(self._desk))
        return (Choice("pick", told or EVERY_CALL),)

    def on_mount(self) -> None:
        self._show_choices()
        (self.query_one("#goal-figure") if self._finding is None else self._line("target")).focus()
        if self._finding is not None:
            self.draft(self._finding)
        else:
            self.check()

    def _line(self, name: str) -> TextView:
        return self.query_one(f"#goal-{name}", TextView)

    def _show_choices(self) -> None:
        """Show what was chosen, and the line for a bound only where the figure has one."""
        self.query_one("#goal-figure", ChoiceRow).choices = self._figure_choice()
        self.query_one("#goal-about", ChoiceRow).choices = self._about_choice()
        self.query_one("#row-within").display = self.words.figure in BOUNDED

    @work(exclusive=True, group="draft")
    async def draft(self, finding: Finding) -> None:
        """Fill in what a finding tells, under what was typed meanwhile or before."""
        draft, problem = await answer_of(drafted(self._desk, finding))
        if not self.still_open("#goal-target", "#goal-letters"):
            return
        if draft is None:
            self.app.notify(problem, severity="warning")
            return
        told = words_of(draft)
        left = recalled(self._desk.left_words, self._key, told)
        self.words = over(left, self._opened, self.typed())
        self._shown = told
        for name, _label, _hint in FIELDS:
            line, words = self._line(name), getattr(self.words, name)
            if line.text != words:
                line.put(words)
                line.move_cursor(line.document.start if name == "reason" else line.document.end)
        self._show_choices()
        self.check()

    def typed(self) -> GoalWords:
        """Return what stands here now."""
        texts: dict[str, Any] = {name: self._line(name).text for name, _, _ in FIELDS}
        return replace(self.words, **texts)

    @on(ChoiceRow.Chosen, "#goal-figure")
    def pick_figure(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        choices = tuple(
            Choice(f"{metric} {statistic}", meter.name) for (metric, statistic), meter in METERS.items()
        )
        value = " ".join(self.words.figure) if self.words.figure else None
        self.app.push_screen(Pick(_("What is to change?"), choices, value=value), self._take_figure)

    def _take_figure(self, chosen: str | None) -> None:
        if chosen is not None:
            metric, statistic = chosen.split()
            self._take(self.typed().with_figure((Metric(metric), Statistic(statistic))))

    @on(ChoiceRow.Chosen, "#goal-about")
    def pick_about(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        categories = names_at(self._desk).categories
        own = (Choice("pattern", self.words.about.told(names_at(self._desk))),) if self._finding else ()
        choices = (
            *own,
            Choice("", EVERY_CALL),
            *(Choice(f"of {row}", label) for row, label in categories.items()),
        )
        self.app.push_screen(Pick(_("What is it about?"), choices), self._take_about)

    def _take_about(self, chosen: str | None) -> None:
        if chosen is None:
            return
        about = Scope(category=chosen.removeprefix("of "))
        if chosen == "pattern" and self._finding is not None:
            about = Scope(pattern=self._finding.pattern)
        self._take(replace(self.typed(), about=about))

    def _take(self, words: GoalWords) -> None:
        self.words = words
        self._show_choices()
        self.focus_next()
        self.check()

    def note_typing(self, view: TextView) -> None:
        """Check the letters a moment after the last key."""
        super().note_typing(view)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.check)

    @work(exclusive=True, group="check")
    async def check(self) -> None:
        """Show the letters of what stands here."""
        await self._checked()

    async def _checked(self) -> Checked | None:
        """Return the draft with its letters, read and counted away from the screen, and show them."""
        if not self.still_open("#goal-letters", *(f"#goal-{name}" for name, _, _ in FIELDS)):
            return None
        words, now, zone = self.typed(), self._desk.now(), self._desk.settings.zone
        draft, problem = await answer_of(self._desk.aside(lambda: draft_of(words, now, zone)))
        found = None
        if draft is not None:
            found, problem = await answer_of(checked(self._desk, draft))
        if self.still_open("#goal-letters"):
            if found is None:
                self.app.notify(problem, severity="warning")
            else:
                self.query_one(LettersView).checks = found.letters
        return found

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view.id == f"goal-{FIELDS[-1][0]}":
            self.keep()
        else:
            self.focus_next()

    @work(exclusive=True, group="keep")
    async def keep(self) -> None:
        """Keep the goal, or go to the line of the first letter that does not hold yet."""
        found = await self._checked()
        if found is None or not self._in_front():
            return
        missing = next((each for each in found.letters if not each.holds), None)
        if missing is not None:
            self._ask_for(missing)
            return
        change, problem = await answer_of(goal_deeds.make(self._desk, found))
        if change is None:
            self.app.notify(problem, severity="warning")
        elif self._in_front():
            self._desk.left_words.pop(self._key, None)
            self.app.notify(with_keys(KEPT))
            self.dismiss(change.edits[0].row.id)

    def _in_front(self) -> bool:
        return self.is_attached and self.app.screen is self

    def _ask_for(self, missing: "Letter") -> None:
        self.app.notify(f"{missing.name}: {missing.said}", severity="warning")
        name = WHERE[missing.letter]
        if missing.letter == "S" and self.words.figure is not None:
            name = "owner"
        self.query_one(f"#goal-{name}").focus()

    def action_page(self, by: int) -> None:
        """Show the letters too where the window is low; the line in hand stays in hand."""
        panel = self.query_one(".panel")
        panel.scroll_relative(y=by * max(1, panel.size.height - 2), animate=False)

    def action_leave(self) -> None:
        self.words = self.typed()
        remember(self._desk.left_words, self._key, self.words, self._shown)
        super().action_leave()
