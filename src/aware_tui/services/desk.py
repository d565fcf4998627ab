"""The desk: everything a face of the program can ask for, over one writer."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from aware_tui.config import Settings
from aware_tui.domain.ids import later_id, time_ordered_id
from aware_tui.services import questions
from aware_tui.services.beside import Beside
from aware_tui.services.practice.futures import done, followed
from aware_tui.services.shown import Acted, Day, InForce, NoSuchSession, Story

if TYPE_CHECKING:
    from aware_tui.domain.due import DueReading
    from aware_tui.domain.playbook import Playbook
    from aware_tui.domain.rows import Delivery
    from aware_tui.domain.session import Change, CoachingSession, Stamp
    from aware_tui.domain.summary import SessionLine
    from aware_tui.services.acting import Deed, Making
    from aware_tui.services.call import Call
    from aware_tui.services.coach import Coach
    from aware_tui.services.leases import Leases
    from aware_tui.services.outbox import Outbox
    from aware_tui.store.database import Database
    from aware_tui.store.writer import SaveState, Writer

T = TypeVar("T")


class Desk:
    """Opens the data in the background and serves sessions, lists and stories.

    `now` gives aware UTC times. `on_state` hears each `SaveState`, on the writer's thread; `on_delivery` how
    each document on its way stands, on the outbox's. `holder` names this window for leases.
    """

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime],
        on_state: "Callable[[SaveState], None]",
        on_delivery: "Callable[[Delivery], object]" = lambda _: None,
    ) -> None:
        self.settings = settings
        self.now = now
        self._listener = on_state
        self._stuck = False
        self._id_lock = threading.Lock()
        self._last_id = ""
        self.holder = self.new_id()
        self._writer: Writer | None = None
        self._coach: Coach | None = None
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="aware-reading")
        self._beside = Beside(settings.place)
        self.in_force: Future[InForce] = Future()
        self._on_delivery = on_delivery
        self.left_words: dict[str, Any] = {}
        """What was typed in a question outside a call and left unfinished, until the program ends."""

    def open(self) -> Future[None]:
        """Start the writer and read the playbook, all of it in the background; tells when both are there."""
        if self.in_force.done():  # the last opening failed, and what stood in the way may be gone
            self.in_force = Future()
        ready: Future[None] = Future()
        threading.Thread(target=self._get_ready, args=(ready,), name="aware-opening", daemon=True).start()
        return ready

    def _get_ready(self, ready: "Future[None]") -> None:
        try:
            self._start_writer()
            _ = self.outbox
            in_force = self._playbook_in_force()
        except Exception as problem:  # noqa: BLE001 - handed over whole to whoever waits
            self.in_force.set_exception(problem)
            ready.set_exception(problem)
            return
        self.in_force.set_result(in_force)
        ready.set_result(None)

    @cached_property
    def outbox(self) -> "Outbox":
        """Return the outbox; it is loaded when it is asked for, at the latest when the data is open."""
        from aware_tui.services.outbox import Outbox

        return Outbox(self.ask, self.settings, self.now, self._on_delivery)

    @cached_property
    def leases(self) -> "Leases":
        """Return the leases of this window."""
        from aware_tui.services.leases import Leases

        return Leases(self)

    def _start_writer(self) -> None:
        from aware_tui.store.writer import Writer

        self._writer = Writer(self.settings.place, self.now, self._hear)
        self._writer.start()
        self._writer.opened.result()
        if self.settings.server is not None:
            self._refuse_wrong_name(self._writer)

    def _refuse_wrong_name(self, writer: "Writer") -> None:
        try:
            writer.ask(partial(questions.refuse_wrong_name, agent=self.settings.agent)).result()
        except BaseException:
            writer.close(timeout=1.0)
            raise

    def _hear(self, state: "SaveState") -> None:
        self._stuck = state.problem is not None
        self._listener(state)

    @property
    def writer(self) -> "Writer":
        """Return the writer; RuntimeError before `open`."""
        if self._writer is None:
            raise RuntimeError("the desk is not open")
        return self._writer

    def ask(self, question: "Callable[[Database], T]") -> "Future[T]":
        """Answer a question from the database, in order with what is being saved."""
        return self.writer.ask(question)

    def new_id(self) -> str:
        """Return a new row id, later than every one this desk gave before."""
        with self._id_lock:
            made = time_ordered_id(self.now(), os.urandom(10))
            if made <= self._last_id:
                made = later_id(self._last_id)
            self._last_id = made
            return made

    def stamp(self) -> "Stamp":
        """Return who, when, and a source of ids."""
        from aware_tui.domain.session import Stamp

        return Stamp(self.now(), self.settings.agent, self.new_id)

    def _playbook_in_force(self) -> InForce:
        from aware_tui.services.opening_playbook import usable_playbook

        loaded, notice = usable_playbook(self.settings)
        self.ask(partial(questions.keep_playbook, loaded=loaded, now=self.now())).result()
        return InForce(loaded.playbook, loaded.content_hash, notice)

    def put_in_force(self, name: str, in_force: InForce) -> None:
        """Let new calls begin with this playbook, its coaches read from now on; calls in hand keep theirs."""
        self.settings = replace(self.settings, playbook=name)
        self.in_force = done(in_force)
        self._coach = None

    def begin_live(self, channel: str | None = None, customer: str = "") -> "Call":
        """Begin a live session, saved at once; the playbook in force must be there."""
        from aware_tui.domain import deeds, walk
        from aware_tui.services.spots import safe_words

        in_force = self.in_force.result(timeout=0)
        stamp = self.stamp()
        session, change = walk.begin(
            in_force.playbook, in_force.content_hash, stamp, self.settings.zone, channel
        )
        self.writer.submit(change)
        self.leases.take(session.id)
        call = self._call(session, in_force.playbook)
        if name := safe_words(customer, lines=False).text.strip():
            call.do(deeds.know_customer, stamp=self.stamp(), name=name)
        return call

    def _call(self, session: "CoachingSession", playbook: "Playbook", read_only: str = "") -> "Call":
        from aware_tui.services.call import Call

        save = partial(self.writer.submit, holder=self.holder)
        return Call(session, playbook, self.stamp, save, read_only)

    def resume(self, session_id: str, *, take_over: bool = False, reopen: bool = True) -> "Future[Call]":
        """Take up a session where it stood; read-only while another window holds it.

        Without `reopen`, one that has ended meanwhile is not opened again: NoSuchSession says so.
        """
        return self.ask(partial(self._resume, session_id=session_id, take_over=take_over, reopen=reopen))

    def _resume(self, db: "Database", session_id: str, take_over: bool, reopen: bool) -> "Call":
        now = self.now()
        busy = questions.take_lease(db, session_id, self.holder, now, take_over)
        try:  # the lease comes first, so that nobody changes what is being read
            story = self._story(db, session_id)
            questions.refuse_imported(story.session.head)
            if not reopen:
                questions.refuse_ended(story.session.head)
        except NoSuchSession:
            questions.let_go(db, session_id, self.holder)
            raise
        call = self._call(story.session, story.playbook, busy)
        call.take_up(max((event.at for event in story.events), default=now))
        return call

    def story(self, session_id: str) -> "Future[Story]":
        """Read a session back whole."""
        return self.ask(partial(self._story, session_id=session_id))

    def _story(self, db: "Database", session_id: str) -> Story:
        return questions.story(db, session_id, self.writer.versions, self.settings.agent, self._playbook)

    def act(self, session_id: str, deed: "Deed") -> "Future[Acted]":
        """Do a deed on a session that is not in hand; the answer comes when it is saved."""
        from aware_tui.services import acting

        def do(db: "Database") -> Acted:
            return acting.act(
                db, session_id, deed, self.stamp(), self.holder, self._playbook, self.writer.versions
            )

        return self.ask(do)

    def make(self, making: "Making") -> "Future[Change]":
        """Change rows that belong to no single session; the answer comes when it is saved."""
        from aware_tui.services import acting

        return self.ask(lambda db: acting.make(db, making, self.stamp(), self.holder, self.writer.versions))

    def _playbook(self) -> "Playbook":
        return self.in_force.result(timeout=30).playbook

    def day(self) -> "Future[Day]":
        """Read what Today shows; its goals, where there are any, beside what is being saved."""
        now, agent = self.now(), self.settings.agent

        def with_goals(found: "tuple[Day, bool]") -> "Future[Day]":
            day, has_goals = found
            if not has_goals:
                return done(day)
            return self.read_beside(partial(questions.with_goals, day=day, now=now))

        return followed(self.look_up(lambda db: questions.day(db, now, agent)), with_goals)

    def history(
        self, words: str = "", before: tuple[datetime, str] | None = None
    ) -> "Future[tuple[SessionLine, ...]]":
        """Read a page of sessions, newest first; with words, those in which all of them are found."""
        return self.look_up(partial(questions.history, words=words, before=before))

    def look_up(self, question: "Callable[[Database], T]") -> "Future[T]":
        """Read from the database; ahead of what waits to be saved while nothing can be saved."""
        return self.writer.ask(question, ahead=self._stuck)

    def read_beside(self, question: "Callable[[Database], T]") -> "Future[T]":
        """Read as `look_up` does, but on a connection of its own: what is done after this need not wait."""
        return self._beside.read(question, self.look_up(lambda _: None))

    def aside(self, deed: Callable[[], T]) -> "Future[T]":
        """Work something out away from the screen and from the database."""
        return self._reader.submit(deed)

    def read_promise(self, words: str, now: datetime, zone: str) -> "Future[tuple[DueReading, str]]":
        """Read the due time out of a promise, and what is promised without it, away from the screen."""
        return self.aside(lambda: questions.read_promise(words, now, zone, self._playbook().calendar))

    def consult(self, question: "Callable[[Coach], T]") -> "Future[T]":
        """Ask the coaches something, away from the screen: the first question reads and compiles rules."""
        return self._reader.submit(self._consulted, question)

    def _consulted(self, question: "Callable[[Coach], T]") -> T:
        from aware_tui.services.coach import Coach

        if self._coach is None:
            self._coach = Coach(self.settings)
        return question(self._coach)

    def warm_up(self) -> "Future[tuple[str, ...]]":
        """Load what reading words needs, so that the first is not slow; tell what the coaches left out."""
        self._reader.submit(questions.warm_up)
        return self.consult(lambda coach: coach.warm_up())

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed over is saved; False if that takes longer than `timeout` seconds."""
        if self._writer is None:
            return True
        try:
            self._writer.ask(lambda _: None).result(timeout)
        except TimeoutError:
            return False
        return True

    def close(self, timeout: float = 10.0) -> bool:
        """Save what is queued and end the writer; False if something could not be saved."""
        self.outbox.stop()
        self._reader.shutdown(wait=False, cancel_futures=True)
        return self._writer is None or self._writer.close(timeout)
