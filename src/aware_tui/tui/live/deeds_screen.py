"""The part of the live screen that turns what its widgets say into deeds of the call."""

from collections.abc import Callable
from typing import Any

from textual import on, work

from aware_tui.domain import commitments, deeds
from aware_tui.domain.due import DueReading, describe
from aware_tui.domain.playbook import Choice, PartKind
from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState, ProposedBy
from aware_tui.services.call import Table, safe_words
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.document_views import DocumentView, PickView
from aware_tui.tui.live.follow_ups_view import FollowUpsView
from aware_tui.tui.live.options_view import OptionsView
from aware_tui.tui.live.part_views import PartView, RowView
from aware_tui.tui.live.promises_view import KeptView, PromisesView
from aware_tui.tui.live.saving_screen import SavingScreen
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow

MOODS = {PartKind.MOOD_START: "mood_start", PartKind.MOOD_END: "mood_end"}
"""The column of the session that each mood row sets."""

READING = "reading"
"""The group of the workers that read a due time; the gate waits for them."""


class DeedsScreen(SavingScreen):
    """Ticks, rows, options, promises, follow-ups and documents."""

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

    @on(PromisesView.Made)
    def make_promise(self, event: PromisesView.Made) -> None:
        """Keep the promise at once; its due time follows as soon as it is understood."""
        event.stop()
        words = safe_words(event.words, lines=False).text
        made = self.call.promise(words)
        self.empty_line(PromisesView)
        self.session_changed()
        if made is not None:
            self.understand(made, words)

    @work(group=READING)
    async def understand(self, made: Promise, words: str, known: str = "") -> None:
        """Read the due time out of words, ask where it is in doubt, and keep it; `known` is the what."""
        reading, found = await self._read_due(words)
        what = known or found
        due = reading.due
        if due is None and reading.choices:
            choices = tuple(
                Choice(str(i), describe(d, self.desk.now())) for i, d in enumerate(reading.choices)
            )
            taken = await self.app.push_screen_wait(Pick("By when?", choices, why=reading.say))
            due = reading.choices[int(taken)] if taken is not None else None
        self.call.understood(made, what, due)
        self.say_due(
            reading if due is None else DueReading(due, None, (), f"Due {describe(due, self.desk.now())}")
        )
        self.session_changed()

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something as soon as every promise made has its due time."""
        if any(worker.group == READING for worker in self.workers):
            self._wait_for_readings(then)
        else:
            then()

    @work
    async def _wait_for_readings(self, then: Callable[[], None]) -> None:
        for reading in [worker for worker in self.workers if worker.group == READING]:
            await reading.wait()
        then()

    async def _read_due(self, words: str) -> tuple[DueReading, str]:
        now, zone = self.desk.now(), self.call.session.head.zone
        return await wait_for(self.desk.read_promise(words, now, zone))

    def say_due(self, reading: DueReading) -> None:
        """Show back what was understood."""
        view = event_view(self, PromisesView)
        if view is not None:
            view.say(reading.say)

    @on(PromisesView.ToUnsay)
    def unsay(self, event: PromisesView.ToUnsay) -> None:
        event.stop()
        made = self._promise(event.promise_id)
        if made is not None:
            self.call.undoable(self.call.do(commitments.unsay, made, stamp=self.call.stamp()))
            self.session_changed()

    def _promise(self, promise_id: str) -> Promise | None:
        return next((p for p in self.call.session.promises if p.id == promise_id), None)

    @on(KeptView.Settled)
    @work
    async def settle(self, event: KeptView.Settled) -> None:
        event.stop()
        made = self._promise(event.promise_id)
        if made is None:
            return
        match event.key:
            case "k":
                self._settle(made, PromiseState.KEPT)
            case "o":
                self._settle(made, PromiseState.OPEN)
            case "b":
                await self._break(made)
            case "c":
                await self._change(made)
        self.session_changed()

    def _settle(self, made: Promise, state: PromiseState, reason: str = "") -> None:
        if made.state is PromiseState.CHANGED:
            self.app.notify("This one was changed. Its successor stands in the list.")
            return
        stamp = self.call.stamp()
        self.call.undoable(self.call.do(commitments.settle, made, state, stamp=stamp, reason=reason))

    async def _break(self, made: Promise) -> None:
        why = await self.app.push_screen_wait(AskLine("What kept us from it?", hint="one line is enough"))
        if why is not None:
            self._settle(made, PromiseState.BROKEN, safe_words(why, lines=False).text)

    async def _change(self, made: Promise) -> None:
        when = await self.app.push_screen_wait(AskLine("By when now?", hint="tomorrow at 3"))
        if not when:
            return
        reading, _ = await self._read_due(when)
        if reading.due is None:
            self.app.notify(reading.say, severity="warning")
            return
        why = await self.app.push_screen_wait(AskLine("Why does it change?", hint="one line is enough"))
        if why is not None:
            reason = safe_words(why, lines=False).text
            change = commitments.change_promise
            self.call.undoable(self.call.do(change, made, reading.due, reason, stamp=self.call.stamp()))

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
        who = ""
        if event.kind is FollowUpKind.DELEGATE:
            named = await self.app.push_screen_wait(AskLine("Who was it handed to?", hint="a name"))
            if not named:
                return
            who = named
        when = await self.app.push_screen_wait(AskLine("When will you check?", hint="tomorrow at 10"))
        if when is None:
            return
        due = (await self._read_due(when))[0] if when else None
        if due is not None and due.due is None:
            self.app.notify(f"{due.say} It is kept without a time.", severity="warning")
        stamp, who = self.call.stamp(), safe_words(who, lines=False).text
        planned = commitments.follow_up
        found = due.due if due else None
        self.call.undoable(self.call.do(planned, event.kind, who, found, stamp=stamp, promise_id=None))
        self.session_changed()

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
        words = await self.app.push_screen_wait(AskLine("What is not well?", hint="in their words"))
        if words is not None:
            self.save_all()
            self.call.not_well(check, safe_words(words, lines=False).text)
            await self.place_changed()

    async def place_changed(self) -> None:
        """Show the place the session moved to."""

    @on(DocumentView.Recorded)
    def record(self, event: DocumentView.Recorded) -> None:
        event.stop()
        self.save_all()
        write = deeds.write_profile if event.table is Table.PROFILE else deeds.write_quality
        stamp = self.call.stamp()
        at = stamp.at if event.recorded else None
        self.call.undoable(self.call.do(write, stamp=stamp, recorded_at=at))
        self.session_changed()

    @on(PickView.Wanted)
    @work
    async def pick(self, event: PickView.Wanted) -> None:
        """Choose the category or the cause from its list."""
        event.stop()
        call = self.call
        if event.kind is PartKind.CAUSE:
            causes = tuple(Choice(c.id, f"{c.label} · {c.of}") for c in call.playbook.causes)
            taken = await self.app.push_screen_wait(Pick("Why did it go wrong?", causes))
            if taken is not None:
                call.undoable(call.do(deeds.write_quality, stamp=call.stamp(), cause=taken))
        else:
            about = tuple(Choice(c.id, c.label) for c in call.playbook.categories)
            taken = await self.app.push_screen_wait(Pick("What is it about?", about))
            if taken is not None:
                self.set_category(taken)
        self.session_changed()

    def set_category(self, category: str | None) -> None:
        """Keep what it is about, in the session and, once there is one, in the quality record."""
        self.call.set_head("category", category=category)
        if self.call.session.quality_record is not None:
            self.call.do(deeds.write_quality, stamp=self.call.stamp(), category=category)

    def empty_line(self, kind: type[PartView]) -> None:
        """Empty the line of a part whose words became a row."""
        view = event_view(self, kind)
        if view is not None and (line := view.text_views()):
            line[0].put("")
            self._save(line[0])


def event_view(screen: SavingScreen, kind: type[PartView]) -> Any:
    """Return the part of this kind that is on screen, if there is one."""
    found = list(screen.query(kind))
    return found[0] if found else None
