"""Throw-away data for the tour and for looking around: a folder of its own, gone when it is left."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from aware_tui.config import Settings
from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from aware_tui.domain.session import Change, Stamp
    from aware_tui.services.acting import Making
    from aware_tui.store.database import Database

TOLD_IN = ("aware", "aware_de")
"""Playbooks that ship and have the steps which the tour tells of; any other gives way to the first."""


class Sandbox(NamedTuple):
    """Settings that point into a folder which holds nothing of the person's."""

    settings: Settings
    folder: "TemporaryDirectory[str]"

    def drop(self) -> None:
        """Remove the folder and all in it; a file that another program holds is left to the system."""
        self.folder.cleanup()


def sandbox(mine: Settings) -> Sandbox:
    """Make a folder to try things in; what was read of the playbook comes along, to open at once."""
    import shutil  # not before the first paint
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="aware-tour-", ignore_cleanup_errors=True)
    with suppress(OSError):  # then the playbook is read anew, which takes a second
        shutil.copytree(mine.data_dir / "cache", Path(folder.name) / "cache")
    return Sandbox(thrown_away(mine, Path(folder.name)), folder)


def thrown_away(mine: Settings, folder: Path) -> Settings:
    """Return settings like these for data in a folder that goes: nothing is delivered, no server is asked."""
    playbook = mine.playbook if mine.playbook in TOLD_IN else TOLD_IN[0]
    return replace(mine, data_dir=folder, playbook=playbook, connectors={}, server=None)


def lay_sample(box: Sandbox, now: datetime) -> None:
    """Put the sample calls into a sandbox, around the aware `now`; raises a StoreProblem."""
    from aware_tui.services.demo.calls import fill

    fill(box.settings, now)


def sample_past(settings: Settings, now: datetime) -> "Making":
    """Return what puts half a year behind the sample calls, which takes longer than they do."""

    def making(_db: "Database", _stamp: "Stamp") -> "Change":
        from aware_tui.services.demo.past import past

        return past(settings, now)

    return making


def leave(box: Sandbox, desk: Desk, patience: float) -> None:
    """Close the desk of a sandbox, waiting so many seconds at most, and throw its data away."""
    desk.close(patience)
    box.drop()


def leave_behind(box: Sandbox, desk: Desk) -> None:
    """Do the same away from the screen, with time for what is still being written."""
    Thread(target=leave, args=(box, desk, 20.0), name="aware-leaving", daemon=True).start()
