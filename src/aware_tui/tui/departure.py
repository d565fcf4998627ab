"""Leaving when told to: signals, and a terminal that went away."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, Final

from aware_tui.language import _
from aware_tui.tui.compat import PlainApp

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Signals that end the app cleanly; its exit status is then 128 and the signal's number."""


def install(app: PlainApp[Any], save: Callable[[], None]) -> None:
    """End `app` cleanly on a signal or a lost terminal, after `save()`; call it in `on_load`.

    `save` runs once, in the event loop, and must not wait for the app. If it raises, the
    fault is reported and the app ends all the same.
    """
    loop = asyncio.get_running_loop()
    leaving = asyncio.Event()

    def leave(number: int) -> None:
        if leaving.is_set():
            return
        leaving.set()
        try:
            save()
        finally:
            app.exit(return_code=128 + number)

    app.hang_up = lambda: leave(signal.SIGHUP)
    app.note_faults(loop)
    for number in SIGNALS:
        loop.add_signal_handler(number, leave, number)


def require_terminal() -> str | None:
    """Return what to tell the user if this process has no terminal to draw on, else None."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return None
    if os.environ.get("TERM") == "dumb":
        return _(
            "This terminal cannot place words on a screen (TERM=dumb). `aware live --plain` works line by "
            "line, anywhere. Or set TERM to what your terminal is, such as xterm-256color."
        )
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return None
    return _(
        "aware draws on a terminal, but its input or output goes elsewhere. Run it in a terminal window. "
        "`aware live --plain` and `aware practice --plain` work line by line, anywhere."
    )
