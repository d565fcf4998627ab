"""The command that takes in past complaints and feedback, lists imports, and takes one away again."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, say_json
from aware_tui.config import Settings

if TYPE_CHECKING:
    from aware_tui.services.importing.survey import Progress, Request

INTERRUPTED = 130
"""Exit status after Ctrl-C."""

STDIN = "-"


def take_in(args: Namespace) -> int:
    """Take a file in, or list imports, or take one away."""
    settings, now = settings_of(args), datetime.now(UTC)
    file = _file_of(args)
    if sum((file is not None, args.list, args.undo is not None)) != 1:
        complain("Name one CSV file, or say --list, or --undo with the id of an import.")
        return 2
    if args.list:
        return _list(settings, as_json=args.json)
    if args.undo is not None:
        return _undo(settings, args.undo, now, as_json=args.json)
    assert file is not None
    try:
        return _import(args, settings, file, now)
    except KeyboardInterrupt:
        complain("Stopped: nothing is half-imported. What was added before the end was taken away again.")
        return INTERRUPTED


def _file_of(args: Namespace) -> str | None:
    """Return the file, which may also have been taken for the last of several mappings."""
    if args.file is None and args.map and "=" not in args.map[-1]:
        args.file = args.map.pop()
    return None if args.file is None else str(args.file)


def _import(args: Namespace, settings: Settings, file: str, now: datetime) -> int:
    from aware_tui.cli.import_words import report_lines, report_object
    from aware_tui.services.importing.running import take_in as run
    from aware_tui.services.queue import stamp_of

    with _readable(file) as path, _progress() as progress:
        request = _request(args, settings, path, "stdin" if file == STDIN else Path(file).name)
        report = run(
            settings,
            request,
            stamp_of(settings, now),
            progress,
            dry_run=args.dry_run,
            rejected_to=args.rejected,
        )
    if args.json:
        say_json(report_object(report))
    else:
        say(*report_lines(report))
    return 0


def _request(args: Namespace, settings: Settings, path: Path, name: str) -> "Request":
    from aware_tui.domain.importing.columns import told_of
    from aware_tui.domain.importing.moments import Order
    from aware_tui.domain.text import one_line
    from aware_tui.services.importing.survey import Request

    return Request(
        path=path,
        name=one_line(name),
        zone=args.zone or settings.zone,
        told=told_of(args.map),
        order=Order(args.order) if args.order else None,
        encoding=args.encoding,
        delimiter=args.delimiter,
        swapped=args.swapped,
    )


@contextmanager
def _readable(file: str) -> Iterator[Path]:
    """Give the path of a file that can be read twice: what comes through a pipe is kept for so long."""
    path = Path(file).expanduser()
    if file != STDIN and (not path.exists() or path.is_file() or path.is_dir()):
        yield path
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="aware-") as folder:
        yield _kept(path if file != STDIN else None, Path(folder) / "import.csv")


def _kept(source: Path | None, target: Path) -> Path:
    """Write down what comes through a pipe, or from stdin; raises ImportProblem."""
    import shutil

    from aware_tui.domain.importing.problem import ImportProblem

    try:
        with target.open("wb") as kept:
            if source is None:
                shutil.copyfileobj(sys.stdin.buffer, kept)
            else:
                with source.open("rb") as coming:
                    shutil.copyfileobj(coming, kept)
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise ImportProblem(
            f"What comes in cannot be kept in {target.parent} ({why}). Save it as a file and import that."
        ) from error
    return target


@contextmanager
def _progress() -> "Iterator[Progress]":
    """Give what shows how far a file is read: a bar on stderr, if somebody looks at it."""
    if not sys.stderr.isatty():
        yield _unseen
        return

    most = 0.0

    def show(part: float, rows: int) -> None:
        nonlocal most
        what, most = "rows left to take away again" if part < most else "rows", max(part, most)
        done = round(max(0.0, min(1.0, part)) * 30)
        bar = "#" * done + "-" * (30 - done)
        sys.stderr.write(f"\r[{bar}] {part:4.0%}  {rows:,} {what:<30}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(f"\r{'':90}\r")
        sys.stderr.flush()


def _unseen(_part: float, _rows: int) -> None:
    """Show nothing."""


def _list(settings: Settings, *, as_json: bool) -> int:
    from aware_tui.cli.import_words import batch_line, batch_object
    from aware_tui.services.importing.undoing import imports

    found = imports(settings)
    if as_json:
        say_json([batch_object(batch) for batch in found])
    elif found:
        say(*(batch_line(batch) for batch in found))
    else:
        say("Nothing was imported yet. `aware import FILE.csv --dry-run` looks at a file.")
    return 0


def _undo(settings: Settings, part: str, now: datetime, *, as_json: bool) -> int:
    from aware_tui.cli.import_words import undone_lines, undone_object
    from aware_tui.services.importing.undoing import undo
    from aware_tui.services.queue import stamp_of

    undone = undo(settings, part, stamp_of(settings, now))
    if as_json:
        say_json(undone_object(undone))
    else:
        say(*undone_lines(undone))
    return 0
