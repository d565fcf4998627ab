"""Crash reports: where the program failed, and never what anyone typed."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Final, NamedTuple

from aware_tui.paths import make_private

Reporter = Callable[[BaseException], str]
"""Takes a fault, writes its report, returns the sentence for the user; never raises OSError."""

_FRAMES: Final = 40
_CAUSES: Final = 10
_KEPT: Final = 20


class Report(NamedTuple):
    """A report on disk: the id that a user reads out, and the file."""

    id: str
    path: Path


def write_report(folder: Path, error: BaseException, now: datetime, versions: Mapping[str, str]) -> Report:
    """Write types, frames and versions to a new file (0600 in a 0700 folder); raises OSError.

    Exception messages and local variables are left out: both may hold a customer's words.
    The newest 20 reports are kept.
    """
    make_private(folder)
    folder.chmod(0o700)
    report = _new_report(folder, now)
    lines = [f"report {report.id}", f"at {now.isoformat(timespec='seconds')}", ""]
    lines += [f"{name} {version}" for name, version in sorted(versions.items())]
    for position, fault in enumerate(_chain(error)):
        lines += ["", *(["caused by"] if position else []), *_describe(fault)]
    descriptor = os.open(report.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write("\n".join(lines) + "\n")
    _forget_old_reports(folder)
    return report


def farewell(report: Report | None) -> str:
    """Return the one sentence that a crash prints; None when the report could not be written."""
    start = "aware had to stop because of a fault of its own; everything shown as saved is safe"
    if report is None:
        return f"{start}, but no report could be written."
    return f"{start}, and report {report.id} is in {report.path}"


def reporter(folder: Path, clock: Callable[[], datetime], versions: Mapping[str, str]) -> Reporter:
    """Return a reporter that writes into `folder` and says so, or says that it could not."""

    def report(error: BaseException) -> str:
        try:
            return farewell(write_report(folder, error, clock(), versions))
        except OSError:
            return farewell(None)

    return report


def guard(report: Reporter) -> None:
    """Send every uncaught fault of the process to `report` instead of printing its message.

    The main thread's sentence goes to the real stderr and Python exits with 1; a fault in
    another thread or in a finalizer is reported and nothing is printed.
    """

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        sentence = report(error.with_traceback(trace))
        if sys.__stderr__ is not None:
            sys.__stderr__.write(f"{sentence}\n")

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            report(args.exc_value)

    def in_finalizer(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            report(args.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    sys.unraisablehook = in_finalizer
    hush_libraries()


def hush_libraries() -> None:
    """Keep the libraries from printing what they log: the message of a fault may hold a customer's words.

    A fault in what is called when a future is done would end up on stderr, message and all.
    """
    import logging  # every face that uses futures has loaded it

    logging.getLogger().addHandler(logging.NullHandler())
    logging.getLogger("concurrent.futures").disabled = True


def _new_report(folder: Path, now: datetime) -> Report:
    """Name a report by its time and a few random letters, so that two never meet."""
    name = f"{now:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}"
    return Report(name, folder / f"crash-{name}.txt")


def _forget_old_reports(folder: Path) -> None:
    for path in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
        path.unlink(missing_ok=True)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield a fault and what led to it, groups opened, each once, at most ten."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < _CAUSES:
        fault = waiting.pop(0)
        if id(fault) in seen:
            continue
        seen.add(id(fault))
        yield fault
        if isinstance(fault, BaseExceptionGroup):
            waiting += fault.exceptions
        before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        waiting += [before] if before else []


def _describe(fault: BaseException) -> Iterator[str]:
    """Yield the type's name, then `file:line function` for the innermost frames, outer first."""
    kind = type(fault)
    yield f"{kind.__module__}.{kind.__qualname__}"
    frames = list(walk_tb(fault.__traceback__))
    for frame, line in frames[-_FRAMES:]:
        yield f"  {_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"


def _short(filename: str) -> str:
    """Return a source path below its import root, so that no home folder is named."""
    path = Path(filename)
    roots = sorted((root for root in sys.path if root), key=len, reverse=True)
    for root in roots:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
