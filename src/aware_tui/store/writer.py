"""The one thread that owns the one connection: it saves in order, and tells when it has."""

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from aware_tui.domain.session import Change
from aware_tui.language import _
from aware_tui.store.aside import Asides
from aware_tui.store.batch import Refused, Waiting, refuse_one, save_batch, was_saved
from aware_tui.store.database import Database
from aware_tui.store.errors import Busy, CannotWrite, DiskFull, Place, StoreProblem, problem_of
from aware_tui.store.library import sqlite3
from aware_tui.store.line import Line, Question
from aware_tui.store.link import Link
from aware_tui.store.saving import Versions

if TYPE_CHECKING:
    from aware_tui.store.server.link import ServerLink

T = TypeVar("T")

RETRY = 0.5
"""Seconds between two tries to save while something stands in the way."""

FULL = _("The disk is full. Make some room.")
"""Whoever tells it says before it that nothing is saved, and after it that all of it is kept."""

CLOSED = "The data is closed. Start the program again."

LAST_CHANCE = 5.0
"""Seconds that the end of the program waits for a writer that nobody closed."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """How saving stands: every ticket up to `saved` is on disk, or is among what was refused."""

    asked: int
    saved: int
    problem: str | None = None
    """A plain sentence while nothing can be saved."""
    refused: tuple[Refused, ...] = ()
    """What was refused in this commit."""
    notice: str | None = None
    """A plain sentence about something that happened to the file and was put right."""


class _HandOver:
    """Hands whatever goes wrong inside to `receiver` instead of letting it end the thread in silence."""

    def __init__(self, receiver: Callable[[BaseException], object]) -> None:
        self._receiver = receiver

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._receiver(error)
        return True


def _link_to(place: Place, versions: Versions, tell: Callable[[str], object]) -> "Link | ServerLink":
    if isinstance(place, Path):
        return Link(place, versions, tell)
    from aware_tui.store.server.link import ServerLink

    return ServerLink(place)


class Writer:
    """Saves changes on a thread of its own.

    `on_state` is called on that thread: after each commit, never before, and when a problem begins or ends.
    """

    def __init__(
        self, place: Place, now: Callable[[], datetime], on_state: Callable[[SaveState], None]
    ) -> None:
        self.opened: Future[None] = Future()
        """Done when the file is open; holds the StoreProblem if it cannot be opened."""
        self.versions = Versions()
        """The row versions this writer knows; to be used in what is asked of it, on its thread."""
        self.fault: BaseException | None = None
        """The first error that was a fault of the program: here, or in `on_state`."""
        self._place = place
        self._on_state = on_state
        self._asides = Asides(now)
        self._line = Line()
        self._link = _link_to(place, self.versions, lambda notice: self._tell(notice=notice))
        self._doubtful: list[Waiting] = []
        self._problem: str | None = None
        self._one_by_one = 0
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Open the file and begin to save, on the writer's thread."""
        atexit.register(self.close, LAST_CHANCE)
        self._thread.start()

    def submit(self, change: Change, holder: str | None = None) -> int:
        """Hand over a change and return its ticket at once; tickets grow by one. RuntimeError once closed."""
        return self._line.add_change(change, holder)

    def ask(self, deed: Callable[[Database], T], *, ahead: bool = False) -> Future[T]:
        """Do a deed on the connection after all that was handed over before it; return its answer to come.

        `ahead` is for lists that may be read before what still waits to be saved: only these are answered
        while nothing can be saved. Errors of SQLite reach the asker as a StoreProblem.
        """
        question = Question(deed, Future())
        if not self._line.add_question(question, ahead):
            question.answer.set_exception(CannotWrite(CLOSED))
        return question.answer

    def close(self, timeout: float) -> bool:
        """Save what is waiting, for at most `timeout` seconds; say whether everything was saved."""
        atexit.unregister(self.close)
        self._line.close()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        else:
            self._give_up(CannotWrite(CLOSED))
        self._line.leave()
        asked, saved = self._line.tickets()
        return asked == saved

    def _run(self) -> None:
        with _HandOver(self._broke):
            self._link.open()
            self.opened.set_result(None)
            try:
                self._work()
            finally:
                self._link.close()
        self._give_up(CannotWrite(CLOSED))

    def _work(self) -> None:
        while (work := self._line.next(single=self._one_by_one > 0)) is not None:
            if isinstance(work, Question):
                self._answer(work)
            else:
                self._save(work)

    def _save(self, batch: list[Waiting]) -> None:
        try:
            db = self._link.use()
            if self._doubtful:
                batch = self._without_saved(db, batch)
            refused = self._try(db, batch) if batch else ()
        except (sqlite3.Error, MemoryError, StoreProblem) as error:
            self._wait_after(self._problem_of(error), batch)
            return
        if refused is None:
            return
        self._line.settle(len(batch))
        self._one_by_one = max(0, self._one_by_one - len(batch))
        self._problem = None
        self._tell(refused)

    def _problem_of(self, error: Exception) -> StoreProblem:
        """Return what to tell; after more than a lock or a full disk the next use makes a new connection."""
        problem = problem_of(error, self._place)
        if not isinstance(problem, Busy | DiskFull):
            self._link.strain()
        return problem

    def _without_saved(self, db: Database, batch: list[Waiting]) -> list[Waiting]:
        """Take out of `batch` what the file has although its commit ended in an error."""
        if was_saved(db, self._doubtful):
            self._line.settle(len(self._doubtful))
            batch = batch[len(self._doubtful) :]
            self.versions.forget()
        self._doubtful = []
        return batch

    def _try(self, db: Database, batch: list[Waiting]) -> tuple[Refused, ...] | None:
        """Save a batch; None if one of several names a missing row: then each is saved by itself."""
        try:
            return save_batch(db, batch, self.versions, self._asides)
        except sqlite3.IntegrityError as error:
            if len(batch) == 1:
                return refuse_one(db, batch[0], error, self._asides)
            self._one_by_one = len(batch)
            return None

    def _wait_after(self, problem: StoreProblem, batch: list[Waiting]) -> None:
        """Tell a problem that is new, then wait for the next try, or until somebody is in a hurry."""
        self._doubtful = self._doubtful or batch
        told = FULL if isinstance(problem, DiskFull) else str(problem)
        if self._problem != told:
            self._problem = told
            self._tell()
        self._line.pause(RETRY)

    def _answer(self, question: Question) -> None:
        if not question.answer.set_running_or_notify_cancel():
            return
        with _HandOver(question.answer.set_exception):
            question.answer.set_result(self._done(question.deed))

    def _done(self, deed: Callable[[Database], T]) -> T:
        db = self._link.use()
        try:
            return deed(db)
        except (sqlite3.Error, MemoryError) as error:
            raise self._problem_of(error) from error
        finally:
            if db.in_transaction:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")

    def _tell(self, refused: tuple[Refused, ...] = (), notice: str | None = None) -> None:
        state = SaveState(*self._line.tickets(), self._problem, refused, notice)
        with _HandOver(self._note_fault):
            self._on_state(state)

    def _note_fault(self, error: BaseException) -> None:
        self.fault = self.fault or error

    def _broke(self, error: BaseException) -> None:
        """Tell why the thread ends: the file could not be opened, or the program has a fault."""
        if isinstance(error, StoreProblem):
            self._problem = str(error)
        else:
            self._note_fault(error)
            self._problem = _(
                "The program has a fault ({name}). Copy what you need from the screen, then start it again."
            ).format(name=type(error).__name__)
        self._give_up(error)
        self._tell()

    def _give_up(self, error: BaseException) -> None:
        """Serve nobody any more: whoever waits for an answer gets `error`."""
        self._line.leave()
        if not self.opened.done():
            self.opened.set_exception(error)
        for question in self._line.unanswered():
            if question.answer.set_running_or_notify_cancel():
                question.answer.set_exception(error)
