"""Takes a file in: looked at whole, then read again and added chunk by chunk, all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.importing.entries import EntryReader, RowProblem
from aware_tui.domain.importing.made import Made, again, made_of, print_of
from aware_tui.domain.importing.oddities import Oddities
from aware_tui.domain.importing.plan import Known, by_name
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.importing.sieve import Copies
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.domain.masking import mask
from aware_tui.domain.rows import Event
from aware_tui.services.importing.patience import patiently
from aware_tui.services.importing.rejected import Rejected, place_for
from aware_tui.services.importing.report import Report, Tally
from aware_tui.services.importing.sinks import Adding, Looking, Sink
from aware_tui.services.importing.survey import EVERY, Progress, Request, Survey, survey
from aware_tui.services.importing.table import Line
from aware_tui.services.reports import has_data, playbook_in_force

if TYPE_CHECKING:
    from aware_tui.domain.session import Stamp
    from aware_tui.store.database import Database

CHUNK = 2_000
"""Rows that are added in one transaction, in half a second: a window next door saves between two."""

CACHE = 32_768
"""KiB of the file that are held in memory meanwhile."""

SHOWN = 3
"""Rows that are shown as they read."""


def take_in(
    settings: Settings,
    request: Request,
    stamp: "Stamp",
    progress: Progress,
    *,
    dry_run: bool = False,
    rejected_to: Path | None = None,
) -> Report:
    """Take a file in, or with `dry_run` only say what would come of it.

    If anything stops it, Ctrl-C too, what was added goes again. Raises ImportProblem, NotWritten and
    StoreProblem.
    """
    try:
        seen = request.path.stat()
        found = survey(
            request, lambda: _known(settings), stamp.at, lambda part, rows: progress(part / 2, rows)
        )
        if request.path.stat() != seen and request.path.stat().st_mtime != seen.st_mtime:
            raise ImportProblem(
                f"{request.name} was changed while it was read. Nothing was taken in; try again."
            )
        run = _Run(request, found, stamp, lambda part, rows: progress(0.5 + part / 2, rows))
        if dry_run:
            return _looked_at(settings, run)
        place = place_for(settings.data_dir, request.name, rejected_to)
        return _added(settings, run, place)
    except OSError as error:
        raise _unreadable(request, error) from error


def _looked_at(settings: Settings, run: "_Run") -> Report:
    """Read the file a second time and write nothing."""
    from aware_tui.services.opened import opened

    rejected = Rejected(run.survey.plan.columns.names, None)
    if not has_data(settings):
        return run.read(Looking(None), rejected, dry_run=True)
    with opened(settings) as db:
        run.check_times(db)
        return run.read(Looking(db), rejected, dry_run=True)


def _added(settings: Settings, run: "_Run", place: Path) -> Report:
    """Read the file a second time and add what it holds; take that away again if anything stops it."""
    from aware_tui.services.importing.undoing import take_back
    from aware_tui.store.importing import finish
    from aware_tui.store.transaction import import_turn

    rejected, kept = Rejected(run.survey.plan.columns.names, place), False
    with _data(settings) as db, import_turn(db):
        run.check_times(db)
        sink = Adding(db, run.batch)
        try:
            report = run.read(sink, rejected, dry_run=False)
            event = run.event(report.tally.rows) if report.import_id is not None else None
            patiently(lambda: finish(db, run.finished(rejected.total), event, sink.met))
            kept = True
        finally:
            rejected.close(keep=kept)
            if not kept:
                take_back(db, run.batch, run.stamp, run.backwards())
    return report


@contextmanager
def _data(settings: Settings) -> "Iterator[Database]":
    """Open the data, or make it; raises StoreProblem, also for what goes wrong while it is used."""
    from aware_tui.store.errors import problem_of
    from aware_tui.store.library import sqlite3 as engine
    from aware_tui.store.opening import open_database, remember_much

    with closing(open_database(settings.place)) as db:
        remember_much(db, CACHE)
        try:
            yield db
        except engine.Error as error:
            raise problem_of(error, settings.place) from error


class _Run:
    """One file on its way in."""

    def __init__(self, request: Request, found: Survey, stamp: "Stamp", progress: Progress) -> None:
        self.survey = found
        self.stamp = stamp
        self.batch = ImportBatch(
            stamp.new_id(), mask(request.name).text, found.plan.zone, actor=stamp.actor, made_at=stamp.at
        )
        self._progress = progress
        self._rows = 0
        """Rows that have been read."""
        self._oddities = Oddities(found.plan.columns, found.plan.zone)

    def finished(self, rejected: int) -> ImportBatch:
        """Return the import as it is at its end."""
        return replace(self.batch, finished_at=self.stamp.at, rejected=rejected)

    def backwards(self) -> Callable[[int], None]:
        """Return what tells that rows are taken away again: the progress goes down."""
        left = self._rows

        def gone(rows: int) -> None:
            nonlocal left
            left = max(0, left - rows)
            self._progress(left / self.survey.rows, left)

        return gone

    def event(self, rows: int) -> Event:
        """Return what the story tells of it."""
        stamp = self.stamp
        return Event(stamp.new_id(), self.batch.id, stamp.at, stamp.actor, "imported", after=f"{rows} rows")

    def check_times(self, db: "Database") -> None:
        """Refuse a file whose first rows are in the data at other times: they would come in twice."""
        from aware_tui.store.importing import at_other_times

        reader, some = EntryReader(self.survey.plan), list[Made]()
        for line in self._lines():
            made = self._made(line, reader, Copies(set()))
            some += [made] if isinstance(made, Made) else []
            if len(some) == 20:
                break
        other = at_other_times(db, some)
        if other is not None:
            raise ImportProblem(
                f"These rows were taken in on {other.made_at[:10]} with other times (zone {other.zone})."
                f" Take that import away first: aware import --undo {other.import_id}. Nothing was taken in."
            )

    def read(self, sink: Sink, rejected: Rejected, *, dry_run: bool) -> Report:
        """Read all rows and hand them on; return what came of them."""
        tally, reader = Tally(), EntryReader(self.survey.plan)
        chunk: list[Made] = []
        copies = Copies(self.survey.doubtful)
        for number, line in enumerate(self._lines(), 1):
            self._rows = number
            made = self._made(line, reader, copies, tally)
            if isinstance(made, str):
                rejected.add(line.number, made, line.cells)
            else:
                chunk.append(made)
            if len(chunk) == CHUNK:
                _put(sink, chunk, tally)
                chunk = []
            if number % EVERY == 0:
                self._progress(number / self.survey.rows, number)
        if chunk:
            _put(sink, chunk, tally)
        return Report(
            name=self.batch.file,
            dry_run=dry_run,
            survey=self.survey,
            tally=tally,
            reasons=rejected.reasons,
            rejected=rejected.total,
            rejected_file=rejected.path,
            left_out=dict(reader.left_out),
            odd=self._oddities.sentences(),
            import_id=self.batch.id if tally.rows and not dry_run else None,
            days=self._oddities.days,
        )

    def _lines(self) -> Iterator[Line]:
        with self.survey.table.opened() as reading:
            lines = reading.rows()
            next(lines, None)
            yield from lines

    def _made(
        self, line: Line, reader: EntryReader, copies: Copies, tally: Tally | None = None
    ) -> Made | str:
        """Return what a row becomes, or why it is rejected; a tally has it looked at for oddities too."""
        fingerprint = print_of(line.cells)
        fingerprint = again(fingerprint, copies.before(fingerprint))
        if line.problem:
            return line.problem
        try:
            entry = reader.read(line.cells)
        except RowProblem as problem:
            return str(problem)
        if tally is not None:
            self._oddities.look_at(entry)
            if len(tally.first) < SHOWN:
                tally.first.append(entry)
        return made_of(entry, fingerprint, self.survey.plan.zone, self.batch.id)


def _put(sink: Sink, rows: list[Made], tally: Tally) -> None:
    done = sink.put(rows)
    tally.complaints += done.complaints
    tally.feedback += done.feedback
    tally.customers += done.customers
    tally.there += done.there
    tally.rows += len(rows) - done.there


def _known(settings: Settings) -> Known:
    """Return what the playbook in force calls its categories and channels."""
    playbook = playbook_in_force(settings)
    return Known(
        by_name({category.id: category.label for category in playbook.categories}),
        by_name({channel.id: channel.label for channel in playbook.channels}),
    )


def _unreadable(request: Request, error: OSError) -> ImportProblem:
    if request.path.is_dir():
        return ImportProblem(f"{request.name} is a folder. Name a CSV file in it.")
    if isinstance(error, FileNotFoundError):
        return ImportProblem(f"There is no file {request.path}. Check its name and its folder.")
    why = error.strerror or "unknown reason"
    return ImportProblem(f"{request.path} cannot be read ({why}). Nothing was taken in.")
