"""The commands that open the app: on Today, in a call, on Practice, or on sample data."""

from __future__ import annotations  # argparse is loaded for a start with words alone

import gc
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui import __version__
from aware_tui.cli.in_force import settings_for_call
from aware_tui.cli.output import complain
from aware_tui.config import Settings
from aware_tui.domain.text import one_line
from aware_tui.services.crash import Reporter, guard, reporter
from aware_tui.tui.opening import Opening

if TYPE_CHECKING:
    from argparse import Namespace

MISUSED = 2
"""Exit status after wrong usage."""

PAINTS_A_SECOND = ("TEXTUAL_FPS", "240")
"""Read as Textual is loaded: a key that follows a paint waits for the next one, at the usual 60 for 17 ms."""


def utc_now() -> datetime:
    """Return the time now in UTC."""
    return datetime.now(UTC)


def reporter_for(data_dir: Path) -> Reporter:
    """Return what writes crash reports into the data folder."""
    versions = {"aware": __version__, "python": platform.python_version(), "system": platform.system()}
    return reporter(data_dir / "crashes", utc_now, versions)


def open_today(args: Namespace) -> int:
    """Open the app on Today."""
    if not _has_terminal():
        return MISUSED
    settings = settings_for_call(args)
    return _run_app(settings, Opening(welcome=settings.never_started()))


def open_live(args: Namespace) -> int:
    """Open the app in a new call, or in a session taken up again."""
    from aware_tui.services.reports import full_id

    if args.plain:
        from aware_tui.cli.plain import open_live_plain

        return open_live_plain(args)
    if not _has_terminal():
        return MISUSED
    settings = settings_for_call(args)
    if args.channel is not None and not knows_channel(settings, args.channel):
        return MISUSED
    resume = full_id(settings, args.resume) if args.resume is not None else None
    opening = Opening(
        live=resume is None,
        resume=resume,
        reopen="TEXTUAL_DRIVER" not in os.environ,
        customer=one_line(args.customer or "") or None,
        channel=args.channel,
    )
    return _run_app(settings, opening)


def knows_channel(settings: Settings, channel: str) -> bool:
    """Say whether the playbook in force has this channel; tell which it has if not."""
    from aware_tui.services.reports import channels

    there = channels(settings)
    if channel in there:
        return True
    complain(f"There is no channel “{channel}” in this playbook. There is: {', '.join(there) or 'none'}.")
    return False


def open_practice(args: Namespace) -> int:
    """Open the app on Practice, on a briefing, on a call that waits or a drill; raises NoSuchScenario."""
    if not _has_terminal():
        return MISUSED
    settings = settings_for_call(args)
    if args.scenario is not None:
        from aware_tui.services.practice.naming import check_name

        check_name(settings, args.scenario)
    return _run_app(settings, Opening(practice=args.scenario or ""))


def open_assignment(settings: Settings, assignment_id: str) -> int:
    """Open the app on Practice, at an assignment that is kept here."""
    from aware_tui.services.practice.assigned import PREFIX

    return _run_app(settings, Opening(practice=f"{PREFIX}{assignment_id}")) if _has_terminal() else MISUSED


def open_demo(args: Namespace) -> int:
    """Open the app on sample data in a folder of its own, which is removed at the end."""
    from tempfile import TemporaryDirectory

    from aware_tui.services.demo.calls import fill
    from aware_tui.services.tour import sample_past, thrown_away

    if not _has_terminal():
        return MISUSED
    mine = settings_for_call(args)
    with TemporaryDirectory(prefix="aware-demo-", ignore_cleanup_errors=True) as folder:
        settings = thrown_away(mine, Path(folder))
        now = utc_now()
        fill(settings, now)
        opening = Opening(sample=True, afterwards=sample_past(settings, now))
        return _run_app(settings, opening, mine.data_dir)


def _has_terminal() -> bool:
    """Say whether there is a terminal to draw on; tell if there is none.

    Textual is loaded here, and with it how often it paints.
    """
    os.environ.setdefault(*PAINTS_A_SECOND)
    from aware_tui.tui.departure import require_terminal

    sentence = require_terminal()
    if sentence is not None:
        complain(sentence)
    return sentence is None


def _run_app(settings: Settings, opening: Opening, home: Path | None = None) -> int:
    """Run the app until it ends; return its exit status. Crash reports go to `home` or the data folder."""
    from aware_tui.tui.app import AwareApp
    from aware_tui.tui.colouring import suit_terminal

    report = reporter_for(home or settings.data_dir)
    guard(report)
    app = AwareApp(settings, report, opening=opening)
    suit_terminal(app)
    # What is loaded by now stays to the end: looking through it for garbage would only hold up a key.
    gc.freeze()
    app.run()
    return app.return_code or 0
