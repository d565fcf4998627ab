"""The command line: runs one command, and tells plainly whatever goes wrong."""

from __future__ import annotations  # argparse is loaded for a start with words alone

import os
import sys
import threading
from collections.abc import Sequence
from types import SimpleNamespace, TracebackType
from typing import TYPE_CHECKING, cast

from aware_tui.cli import commands
from aware_tui.cli.output import CannotPrintError, complain, flush, hush

if TYPE_CHECKING:
    from argparse import Namespace

NOTHING_ASKED = {"name": None, "data_dir": None, "database_url": None, "playbook": None}
"""What a start without a word asks for."""

WRONG = 1
"""Exit status after a problem that was told."""
INTERRUPTED = 130
"""Exit status after Ctrl-C: 128 and SIGINT's number."""
UNHEARD = 141
"""Exit status when nobody reads the output any more: 128 and SIGPIPE's number."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; `argv` is without the program's name.

    Without `argv` this is the program itself: a fault is reported to a file instead of a traceback.
    """
    args = asked(sys.argv[1:] if argv is None else argv)
    if argv is None:
        _report_faults(args)
    try:
        status = _answered(args)
        flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        hush()
        return UNHEARD
    except CannotPrintError as problem:
        hush()
        complain(str(problem))
        return WRONG
    return status


def asked(words: Sequence[str]) -> Namespace:
    """Return what the words ask for; exits with 2 for wrong ones, with 0 after help.

    Most starts are without a word: there is nothing to understand, and making the parser takes time.
    """
    if not words:
        return cast("Namespace", SimpleNamespace(command=commands.today, **NOTHING_ASKED))
    from aware_tui.cli.arguments import parser

    return parser().parse_args(words)


def _answered(args: Namespace) -> int:
    """Do the command; a problem of the user's becomes its sentence on stderr."""
    try:
        status: int = args.command(args)
    except Exception as error:
        from aware_tui.services.problems import sentence_of

        sentence = sentence_of(error)
        if sentence is None:
            raise
        complain(sentence)
        return WRONG
    return status


def _report_faults(args: Namespace) -> None:
    """Let a fault of the program end in a report and one sentence; Python then exits with 1."""

    def reported(error: BaseException) -> str:
        from aware_tui.cli.screen import reporter_for
        from aware_tui.services.checkup import folder_in_force

        return reporter_for(folder_in_force(args.data_dir, os.environ))(error)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            complain(reported(error.with_traceback(trace)))

    def elsewhere(found: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        """Report a fault of a thread or a finalizer; Python would print its message, which may hold words."""
        if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
            reported(found.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, elsewhere, elsewhere
