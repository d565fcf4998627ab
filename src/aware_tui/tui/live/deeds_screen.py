"""The part of the live screen that turns what its widgets say into deeds of the call."""

from typing import TYPE_CHECKING

from textual import on, work

from aware_tui.domain import commitments, deeds
from aware_tui.domain.causes import SYSTEM_CHANGE, YES
from aware_tui.domain.playbook import Choice, PartKind
from aware_tui.domain.rows import FollowUp
from aware_tui.domain.states import FollowUpKind, FollowUpState, ProposedBy
from aware_tui.language import _
from aware_tui.services.spots import safe_words
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.document_views import PickView
from aware_tui.tui.live.documents_screen import TRAINING, DocumentsScreen
from aware_tui.tui.live.follow_ups_view import FollowUpsView
from aware_tui.tui.live.options_view import OptionsView
from aware_tui.tui.live.part_views import RowView
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from aware_tui.tui.causes.linking import Linker

MOODS = {PartKind.MOOD_START: "mood_start", PartKind.MOOD_END: "mood_end"}
"""The column of the session that each mood row sets."""


class DeedsScreen(DocumentsScreen):
    """Ticks, rows, options and follow-ups."""

    @on(Checklist.Toggled)
    def tick(self, event: Checklist.Toggled) -> None:
        event.stop()
        self.call.tick(event.item)
        self.ticks_changed()

    @on(ChoiceRow.Chosen)
    def answer_row(self, event: ChoiceRow.Chosen) -> None:
        """Keep the choice of a part's row; other rows are somebody else's."""
        view = next((a for a in event.row.ancestors if isinstance(a, RowView)), None)
        if view is None:
            return
        event.stop()
        self._answer(view, event.row, event.choice)
        self.session_changed()
        if event.choice == YES and not self.call.read_only:
            self._follow_up(view.part.id)

    def _follow_up(self, question: str) -> None:
        """Do what a yes asks for."""
        if question == SYSTEM_CHANGE:
            self.note_choke_point(again=False)
        elif question == TRAINING:
            self.draft_scenario()

    def _answer(self, view: RowView, row: ChoiceRow, choice: str | None) -> None:
        part, call = view.part, self.call
        number = next((i for i, c in enumerate(row.choices, 1) if c.id == choice), None)
        if part.kind in MOODS:
            call.set_head(part.kind.value, **{MOODS[part.kind]: number})
        elif part.kind is PartKind.SIZE:
            call.set_size(choice)
        elif part.kind is PartKind.ANSWER:
            call.undoable(call.do(deeds.answer, view.step, part.id, choice, stamp=call.stamp()))
        elif part.kind is PartKind.LIKELIHOOD:
            call.undoable(call.do(deeds.write_quality, stamp=call.stamp(), likelihood=choice))
        elif part.kind is PartKind.CHECK_IN:
            call.undoable(call.do(deeds.check_in, number, stamp=call.stamp()))

    @work(exclusive=True, group="causes")
    async def note_choke_point(self, *, again: bool = True) -> None:
        """Put what keeps going wrong in the register; not `again`, where this call is linked to a cause."""
        await self._linker().note(again=again)

    @work(exclusive=True, group="causes")
    async def same_cause(self) -> None:
        """Link this call to another one with the same cause."""
        await self._linker().same_cause()

    def _linker(self) -> "Linker":
        from aware_tui.tui.causes.linking import Linker

        self.save_all()
        call = self.call
        return Linker(self.app, self.desk, call.playbook, call.session.id, call, self)

    @on(OptionsView.Proposed)
    def propose(self, event: OptionsView.Proposed) -> None:
        event.stop()
        words = safe_words(event.words, lines=False).text
        stamp = self.call.stamp()
        self.call.undoable(self.call.do(commitments.propose, words, ProposedBy.CUSTOMER, stamp=stamp))
        self.empty_line(OptionsView)
        self.session_changed()

    @on(OptionsView.Weighed)
    def weigh(self, event: OptionsView.Weighed) -> None:
        event.stop()
        stamp = self.call.stamp()
        self.call.undoable(self.call.do(commitments.weigh, event.option, stamp=stamp, **event.values))
        self.session_changed()

    @on(OptionsView.Picked)
    def choose(self, event: OptionsView.Picked) -> None:
        event.stop()
        self.call.undoable(self.call.do(commitments.choose, event.option, stamp=self.call.stamp()))
        self.session_changed()

    @on(OptionsView.Withdrawn)
    def withdraw(self, event: OptionsView.Withdrawn) -> None:
        event.stop()
        self.call.undoable(self.call.do(commitments.withdraw, event.option, stamp=self.call.stamp()))
        self.session_changed()

    @on(FollowUpsView.Planned)
    @work
    async def plan(self, event: FollowUpsView.Planned) -> None:
        """Ask whom and when, and plan the check; a check on a delegate names the delegate."""
        event.stop()
        by_when = self.a_line(_("When will you check?"), "check time", hint=_("tomorrow at 10"))
        if event.kind is not FollowUpKind.DELEGATE:
            await self._plan(event.kind, "", by_when)
            return
        question = self.a_line(_("Who was it handed to?"), "handed to", hint=_("a name"))
        who = await self.answer(question)
        if who and await self._plan(event.kind, safe_words(who, lines=False).text, by_when):
            self.forget(question)

    async def _plan(self, kind: FollowUpKind, who: str, by_when: AskLine) -> bool:
        """Ask when, and plan the check; say whether it was planned."""
        when = await self.answer(by_when)
        if when is None:
            return False
        due = (await self._read_due(when))[0] if when else None
        if due is not None and due.due is None:
            self.app.notify(_("{say} It is kept without a time.").format(say=due.say), severity="warning")
        stamp, found = self.call.stamp(), due.due if due else None
        self.call.undoable(
            self.call.do(commitments.follow_up, kind, who, found, stamp=stamp, promise_id=None)
        )
        self.forget(by_when)
        self.session_changed()
        return True

    @on(FollowUpsView.CameOut)
    @work
    async def check_came_out(self, event: FollowUpsView.CameOut) -> None:
        event.stop()
        check = next((f for f in self.call.session.follow_ups if f.id == event.follow_up_id), None)
        if check is None:
            return
        call, stamp = self.call, self.call.stamp()
        if event.key == "delete":
            call.undoable(call.do(commitments.drop_follow_up, check, stamp=stamp))
        elif event.key == "n":
            await self._not_well(check)
        else:
            state = FollowUpState.DONE if event.key == "w" else FollowUpState.OPEN
            call.undoable(call.do(commitments.close_follow_up, check, state, stamp=stamp))
        self.session_changed()

    async def _not_well(self, check: FollowUp) -> None:
        """Keep what is not well, and go back to the beginning with the story kept."""
        question = self.a_line(_("What is not well?"), "not well", check.id, hint=_("in their words"))
        words = await self.answer(question)
        if words is not None:
            self.save_all()
            self.call.not_well(check, safe_words(words, lines=False).text)
            self.forget(question)
            await self.place_changed()

    async def place_changed(self) -> None:
        """Show the place the session moved to."""

    @on(PickView.Wanted)
    @work
    async def pick(self, event: PickView.Wanted) -> None:
        """Choose the category or the cause from its list."""
        event.stop()
        call = self.call
        if event.kind is PartKind.CAUSE:
            causes = tuple(Choice(c.id, f"{c.label} · {c.of}") for c in call.playbook.causes)
            taken = await self.app.push_screen_wait(Pick(_("Why did it go wrong?"), causes))
            if taken is not None:
                call.undoable(call.do(deeds.write_quality, stamp=call.stamp(), cause=taken))
        else:
            about = tuple(Choice(c.id, c.label) for c in call.playbook.categories)
            taken = await self.app.push_screen_wait(Pick(_("What is it about?"), about))
            if taken is not None:
                self.set_category(taken)
        self.session_changed()

    def set_category(self, category: str | None) -> None:
        """Keep what it is about, in the session and, once there is one, in the quality record."""
        self.call.set_head("category", category=category)
        if self.call.session.quality_record is not None:
            self.call.do(deeds.write_quality, stamp=self.call.stamp(), category=category)
