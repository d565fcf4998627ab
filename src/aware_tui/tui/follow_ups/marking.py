"""The part of Follow-ups that marks what became of a row; said only when it is saved."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.domain.due import describe
from aware_tui.domain.summary import DueLine
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.duties import Duties
from aware_tui.tui.commands import Command
from aware_tui.tui.follow_ups.asking import Draft, DutyDialog, NewTimeDialog, Question
from aware_tui.tui.follow_ups.rows import what_of
from aware_tui.tui.messages import SessionWanted
from aware_tui.tui.reading.list_screen import ListScreen
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.due import Due
    from aware_tui.domain.session import Change
    from aware_tui.services.shown import Acted

Again = Callable[[str], None]
"""Asks again, with the words that were refused."""

Then = Callable[[str], Coroutine[Any, Any, bool]]
"""What is done with an answer; tells whether it was done."""


class MarkingScreen(ListScreen):
    """Kept, changed, broken, done, not well, noted, given to somebody; each can be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "good", _("kept, all well"), show=False),
        Binding("m", "change", _("new time"), show=False),
        Binding("x", "bad", _("broken, not well"), show=False),
        Binding("e", "note", _("note"), show=False),
        Binding("g", "give", _("give to somebody"), show=False),
        Binding("ctrl+z", "undo", _("undo"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False) -> None:
        super().__init__(desk, search=search)
        self.duties = Duties(desk)
        self._marked: list[tuple[DueLine, Change]] = []

    @property
    def line(self) -> DueLine | None:
        """Return the row in hand."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show the queue as it is now, as soon as it is read."""
        raise NotImplementedError

    async def read_lines(self) -> None:
        """Read the queue anew and show it."""
        raise NotImplementedError

    async def _saved(self, line: DueLine, deed: "Future[Acted]", done: str, *drafts: Draft) -> bool:
        """Wait until a deed is saved and say so, or say why it is not; tell whether it is."""
        acted, problem = await answer_of(deed)
        if acted is None:
            self.app.notify(problem, severity="warning", timeout=10)
            await self.read_lines()
            return False
        for draft in drafts:
            draft.forget()
        if done:
            self._marked.append((line, acted.change))
            self.app.notify(with_keys(_("{done} Saved. ctrl+z takes it back.")).format(done=done))
        self.reload()
        return True

    def _ask(self, title: str, why: str, question: Question, then: Then, again: Again | None = None) -> None:
        """Open a question at once, so that the next keys are its own, and go on with its answer.

        An answer that is refused is asked for again, with its words, as long as the row is there.
        """

        async def go_on(words: str) -> None:
            if await then(words) or not self._may_ask(question.draft.line):
                return
            if again is not None:
                again(words)
            else:
                self._ask(title, why, replace(question, left=words), then)

        def answered(words: tuple[str, ...] | None) -> None:
            if words is not None:
                self.run_worker(go_on(words[0]), group="mark")

        self.app.push_screen(DutyDialog(title, why, question), answered)

    def _may_ask(self, line: DueLine) -> bool:
        return self.is_current and self.fresh(line) is not None

    def _draft(self, line: DueLine, question: str) -> Draft:
        return Draft(self.duties, line, question)

    def fresh(self, line: DueLine) -> DueLine | None:
        """Return the row as it was read last, if it is still there."""
        raise NotImplementedError

    def action_good(self) -> None:
        """A promise was kept; a check found all well. What came of it may be said in a few words."""
        line = self.line
        if line is None:
            return
        draft = self._draft(line, "what came of it")
        title = _("Kept. What came of it?") if line.kind is None else _("All well. What came of it?")
        question = Question(draft, "", _("a few words, or just Enter"))
        self._ask(title, what_of(line), question, partial(self._good, line, draft))

    async def _good(self, line: DueLine, draft: Draft, words: str) -> bool:
        if line.kind is None:
            return await self._saved(line, self.duties.keep(line, words), _("Kept."), draft)
        return await self._saved(line, self.duties.done(line, words), _("Done."), draft)

    def action_bad(self) -> None:
        """A promise was broken; a check found it not well: then the call opens again at its beginning."""
        line = self.line
        if line is None:
            return
        if line.kind is None:
            draft = self._draft(line, "why broken")
            question = Question(draft, "", _("in a few words"))
            self._ask(_("What kept us from it?"), what_of(line), question, partial(self._broken, line, draft))
        else:
            draft = self._draft(line, "not well")
            why = _("The call opens again at its beginning, with its whole story.")
            question = Question(draft, "", _("in their words"))
            self._ask(_("What is not well?"), why, question, partial(self._not_well, line, draft))

    async def _broken(self, line: DueLine, draft: Draft, words: str) -> bool:
        return await self._saved(line, self.duties.break_(line, words), _("Marked as broken."), draft)

    async def _not_well(self, line: DueLine, draft: Draft, words: str) -> bool:
        if not await self._saved(line, self.duties.not_well(line, words), "", draft):
            return False
        if self.is_current:
            self.app.pop_screen()
            self.app.post_message(SessionWanted(line.session_id))
        else:
            self.app.notify(_("Saved. The call is open again; it stands first on Today."), timeout=10)
        return True

    def action_change(self) -> None:
        """Give it a new time, and say why."""
        line = self.line
        if line is not None:
            self._ask_time(line)

    def _ask_time(self, line: DueLine, left: tuple[str, ...] = ("", "")) -> None:
        drafts = self._draft(line, "new time"), self._draft(line, "why changed")
        hint = _("tomorrow at 3 · Friday noon · in two working days")
        when = Question(drafts[0], _("By when now?"), hint, left=left[0])
        reason = Question(drafts[1], _("Why does it change?"), _("in a few words"), left=left[1])
        zone = line.zone or self.desk.settings.zone
        dialog = NewTimeDialog(self.desk, zone, what_of(line), when, reason)

        async def go_on(words: tuple[str, ...], due: "Due") -> None:
            done = _("Now due {when}.").format(when=describe(due, self.desk.now(), self.desk.settings.zone))
            changed = self.duties.change(line, due, words[1])
            if not await self._saved(line, changed, done, *drafts) and self._may_ask(line):
                self._ask_time(line, words)

        def answered(words: tuple[str, ...] | None) -> None:
            if words is not None and dialog.due is not None:
                self.run_worker(go_on(words, dialog.due), group="mark")

        self.app.push_screen(dialog, answered)

    def action_note(self) -> None:
        """Keep what there is to know about it."""
        if self.line is not None:
            self._ask_note(self.line)

    def _ask_note(self, line: DueLine, left: str = "") -> None:
        draft = self._draft(line, "note")
        question = Question(
            draft, "", _("ask for Priya at the depot"), first=" ".join(line.note.split()), left=left
        )
        then = partial(self._noted, line, draft)
        title = _("What is there to know?")
        self._ask(
            title,
            what_of(line),
            question,
            then,
            lambda words: self._ask_note(self.fresh(line) or line, words),
        )

    async def _noted(self, line: DueLine, draft: Draft, words: str) -> bool:
        return await self._saved(line, self.duties.note(line, words), _("Noted."), draft)

    def action_give(self) -> None:
        """Give it to somebody."""
        if self.line is not None:
            self._ask_whose(self.line)

    def _ask_whose(self, line: DueLine, left: str = "") -> None:
        draft = self._draft(line, "give to")
        question = Question(draft, "", _("a name"), left=left)
        then = partial(self._given, line, draft)
        title = _("Whose is it now?")
        self._ask(
            title,
            what_of(line),
            question,
            then,
            lambda words: self._ask_whose(self.fresh(line) or line, words),
        )

    async def _given(self, line: DueLine, draft: Draft, words: str) -> bool:
        return await self._saved(line, self.duties.entrust(line, words), _("Given."), draft)

    @work(group="mark")
    async def action_undo(self) -> None:
        """Take the last mark back."""
        if not self._marked:
            self.app.notify(_("Nothing to undo."))
            return
        line, change = self._marked[-1]
        undone, problem = await answer_of(self.duties.undo(line, change))
        if undone is not None:
            self._marked.remove((line, change))
        self.app.notify(problem or _("Taken back."), severity="warning" if problem else "information")
        self.reload()

    def marking_commands(self) -> tuple[Command, ...]:
        """Return what can be done with the row in hand."""
        return (
            Command(_("Kept, all well"), _("It was done as promised"), self.action_good, "k"),
            Command(_("New time"), _("By when now, and why"), self.action_change, "m"),
            Command(_("Broken, not well"), _("Say what happened"), self.action_bad, "x"),
            Command(_("Note"), _("What there is to know about it"), self.action_note, "e"),
            Command(_("Give to somebody"), _("Another owner"), self.action_give, "g"),
            Command(_("Undo"), _("Take the last mark back"), self.action_undo, "ctrl+z"),
        )
