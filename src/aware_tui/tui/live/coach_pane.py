"""The coach beside the step: what to ask, what to say, what to be careful of, what was promised so far."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.checklists import applies, drawer_items
from aware_tui.domain.deadlines import deadlines_in
from aware_tui.domain.drafts import promise_line
from aware_tui.domain.due import describe
from aware_tui.domain.playbook import CoachBlock, CoachKind, Phase, Playbook, Step
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import PromiseState
from aware_tui.language import _
from aware_tui.tui.plaintext import hanging, plain, styled
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.words import Words

Paragraph = tuple[str, str, tuple[str, ...]]
"""A title, what stands before each line, and the lines."""


class CoachPane(VerticalScroll, can_focus=False):
    """Coaching for one phase; beside the step where there is room, else a drawer."""

    _phase: Phase | None = None

    def on_mount(self) -> None:
        self.query_one("#coach-remark").display = False

    def compose(self) -> ComposeResult:
        yield CoachWords(id="coach-remark")
        yield CoachWords(id="coach-words")
        yield Words(id="extra-title")
        yield Checklist(numbered=False, id="extra-items")

    def show(
        self, playbook: Playbook, step: Step, phase: Phase, session: CoachingSession, now: datetime
    ) -> None:
        """Bring the coach up to date; nothing but silence while the listen lock is on."""
        if phase is not self._phase:
            self._phase = phase
            self.remark(())
        blocks = () if phase.lock else tuple(b for b in phase.coach if applies(b, session))
        promised = [] if phase.lock else [*_promised(session, now), *_deadlines(playbook, session, now)]
        words = self.query_one("#coach-words", CoachWords)
        words.paragraphs = (*(_block(block) for block in blocks), *promised)
        items = () if phase.lock else drawer_items(playbook, step, session.head.category)
        extra = self.query_one("#extra-items", Checklist)
        if extra.items != items:
            extra.items = items
        extra.done = frozenset(tick.item_id for tick in session.ticks)
        self.query_one("#extra-title").display = bool(items)
        title = _("Also useful · not part of {title}").format(title=playbook.title)
        self.query_one("#extra-title", Words).say(styled((title, "$muted")))

    def remark(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show what the coach has to say of words just typed, above all else."""
        for shown in self.query("#coach-remark").results(CoachWords):
            if shown.paragraphs == paragraphs:
                continue
            shown.paragraphs = paragraphs
            shown.display = bool(paragraphs)
            self.scroll_home(animate=False)


class CoachWords(Widget):
    """Blocks of coaching, wrapped to the width there is."""

    paragraphs: reactive[tuple[Paragraph, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        return self._words(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._words(width).plain.count("\n") + 1

    def _words(self, width: int) -> Content:
        shown = [_paragraph(p, width, first=not index) for index, p in enumerate(self.paragraphs)]
        return Content("\n\n").join(shown)


def _paragraph(paragraph: Paragraph, width: int, *, first: bool) -> Content:
    title, bullet, lines = paragraph
    head = hanging(plain(""), title, width, "bold $accent" if first else "$muted")
    return Content("\n").join([head, *(hanging(plain(bullet), line, width) for line in lines)])


def _block(block: CoachBlock) -> Paragraph:
    return block.title, "" if block.kind in (CoachKind.ASK, CoachKind.SAY) else "· ", block.lines


def _promised(session: CoachingSession, now: datetime) -> list[Paragraph]:
    standing = [p for p in session.promises if p.state is not PromiseState.CHANGED]
    lines = tuple(promise_line(p, now, session.head.agent) for p in standing)
    return [(_("Promised so far"), "· ", lines)] if lines else []


def _deadlines(playbook: Playbook, session: CoachingSession, now: datetime) -> list[Paragraph]:
    """Return what others set a time for, with the sum behind each."""
    found = deadlines_in(session, playbook) if playbook.deadlines else ()
    lines = tuple(f"{each.label}: {describe(each.due, now)} ({each.sum})" for each in found)
    return [(_("Deadlines · not part of {title}").format(title=playbook.title), "· ", lines)] if lines else []
