"""The part of the live screen that makes promises, reads their due times and settles them."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on, work

from aware_tui.domain import commitments
from aware_tui.domain.coaching.spoken import spoken_promise
from aware_tui.domain.due import Due, DueReading, describe
from aware_tui.domain.playbook import Choice
from aware_tui.domain.rows import Promise
from aware_tui.domain.states import PromiseState
from aware_tui.language import _
from aware_tui.services.spots import safe_words
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.coaching_screen import CoachingScreen
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.live.promises_view import KeptView, PromisesView
from aware_tui.tui.live.saving_screen import SavingScreen
from aware_tui.tui.waiting import wait_for

if TYPE_CHECKING:
    from aware_tui.domain.coaching.promise import PromiseReading

READING = "reading"
"""The group of the workers that read a due time; the gate waits for them."""

LOOKS, BETWEEN = 150, 0.02
"""How often it is looked whether they have been read, and seconds between two looks."""


class PromisingScreen(CoachingScreen):
    """Keeps a promise at once as it was typed; what was understood of it follows."""

    _waited_for = 0
    """How many deeds wait for promises to be read."""

    @property
    def busy(self) -> bool:
        """Say whether the way out waits for a promise to be read: the next keys belong to what comes then."""
        return self._waited_for > 0 and self.app.screen is self

    @on(PromisesView.Made)
    def make_promise(self, event: PromisesView.Made) -> None:
        """Keep the promise at once; its due time follows as soon as it is understood."""
        event.stop()
        words = safe_words(event.words, lines=False).text
        made = self.call.promise(words)
        self.empty_line(PromisesView)
        if made is not None:
            self._mark_unread(made, unread=True)
            self.understand(made, words)
        self.session_changed()

    @work(group=READING)
    async def understand(self, made: Promise, words: str, known: str = "") -> None:
        """Read the due time out of words, ask where it is in doubt, and keep it; `known` is the what."""
        reading, found = await self._read_due(words)
        read = await self._read_wording(made, words if not known else "", known, words)
        what = known or found
        due = reading.due
        if due is None and reading.choices:
            choices = tuple(
                Choice(str(i), describe(d, self.desk.now())) for i, d in enumerate(reading.choices)
            )
            taken = await self.app.push_screen_wait(Pick(_("By when?"), choices, why=reading.say))
            due = reading.choices[int(taken)] if taken is not None else None
        self.call.understood(made, what, due, read)
        self._mark_unread(made, unread=False)
        self.say_due(reading if due is None else self._taken(due, reading.sum))
        self.session_changed()

    def _mark_unread(self, made: Promise, *, unread: bool) -> None:
        for view in self.query(PromisesView):  # none in another step
            view.unread = view.unread | {made.id} if unread else view.unread - {made.id}

    def _taken(self, due: Due, summed: str) -> DueReading:
        """Return the reading of a time that counts, with the sum behind it if there is one."""
        said = [
            _("Due {when}").format(when=describe(due, self.desk.now())),
            *([summed] if summed else []),
        ]
        return DueReading(due, None, (), " · ".join(said))

    async def _read_wording(self, made: Promise, line: str, what: str, when: str) -> "PromiseReading":
        """Read a promise as it was said: in one line, or in the fields of the dialog."""
        who = "" if made.who == self.call.session.head.agent else made.who
        text = line or spoken_promise(what, who, when).text
        now, zone = self.desk.now(), self.call.session.head.zone
        checked = await wait_for(self.desk.consult(lambda coach: coach.promise(text, now, zone)))
        return checked.reading

    @work(group=READING)
    async def judge(self, made: Promise) -> None:
        """Keep how a promise without a due time reads."""
        self.call.understood(made, made.what, None, await self._read_wording(made, "", made.what, ""))

    async def promises_read(self) -> None:
        """Wait until every promise made has its due time; not for ever, as one may be asked about."""
        for _look in range(LOOKS):
            if not any(worker.group == READING for worker in self.workers):
                return
            await asyncio.sleep(BETWEEN)

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something as soon as every promise made has its due time."""
        if any(worker.group == READING for worker in self.workers):
            self._waited_for += 1
            self._wait_for_readings(then)
        else:
            then()

    @work
    async def _wait_for_readings(self, then: Callable[[], None]) -> None:
        try:
            for reading in [worker for worker in self.workers if worker.group == READING]:
                await reading.wait()
            then()
        finally:
            self._waited_for -= 1

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
            self.app.notify(_("This one was changed. Its successor stands in the list."))
            return
        stamp = self.call.stamp()
        self.call.undoable(self.call.do(commitments.settle, made, state, stamp=stamp, reason=reason))

    async def _break(self, made: Promise) -> None:
        question = self.a_line(
            _("What kept us from it?"), "why broken", made.id, hint=_("one line is enough")
        )
        why = await self.answer(question)
        if why is not None:
            self._settle(made, PromiseState.BROKEN, safe_words(why, lines=False).text)
            self.forget(question)

    async def _change(self, made: Promise) -> None:
        by_when = self.a_line(_("By when now?"), "new time", made.id, hint=_("tomorrow at 3"))
        when = await self.answer(by_when)
        if not when:
            return
        reading, _problem = await self._read_due(when)
        if reading.due is None:
            self.app.notify(reading.say, severity="warning")
            return
        question = self.a_line(_("Why does it change?"), "why changed", made.id, hint=_("one line is enough"))
        why = await self.answer(question)
        if why is not None:
            reason, change = safe_words(why, lines=False).text, commitments.change_promise
            self.call.undoable(self.call.do(change, made, reading.due, reason, stamp=self.call.stamp()))
            self.forget(by_when, question)

    def empty_line(self, kind: type[PartView]) -> None:
        """Empty the line of a part whose words became a row."""
        view = event_view(self, kind)
        if view is not None and (line := view.text_views()):
            line[0].put("")
            self.keep(line[0])


def event_view(screen: SavingScreen, kind: type[PartView]) -> Any:
    """Return the part of this kind that is on screen, if there is one."""
    found = list(screen.query(kind))
    return found[0] if found else None
