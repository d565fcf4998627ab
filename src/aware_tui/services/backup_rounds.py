"""Makes copies by themselves while the app is open, away from the screen and from the writer."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.text import counted
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.backups import GoodCopy, made_words, newest_good

if TYPE_CHECKING:
    from aware_tui.config import Settings


class BackupRounds:
    """Looks whether a copy is due, makes it, and thins the old ones.

    `tell` hears, on the thread of the look and once only, that the data is damaged and what to do. Any other
    trouble disturbs nobody: `aware doctor` tells it. Nobody waits for a look when the program ends.
    """

    def __init__(
        self, settings: "Settings", now: Callable[[], datetime], tell: Callable[[str], object]
    ) -> None:
        self._settings = settings
        self._now = now
        self._tell = tell
        self._turn = threading.Lock()
        self._read_through = False
        self._damaged = False

    def look(self) -> threading.Thread:
        """Look once, in the background; while one look goes on, another does nothing."""
        thread = threading.Thread(target=self._look, name="aware-backup", daemon=True)
        thread.start()
        return thread

    def _look(self) -> None:
        from aware_tui.store.errors import Corrupt, StoreProblem

        if not self._turn.acquire(blocking=False):
            return
        try:
            if not self._damaged:
                self._care()
        except Corrupt:
            self._damaged = True
            self._tell(self._told(newest_good(self._settings)))
        except StoreProblem:
            return
        finally:
            self._turn.release()

    def _care(self) -> None:
        """Make a copy if one is due, which checks the data in full; else check large data once."""
        from aware_tui.store.keeping import keep, read_through

        settings = self._settings
        done = keep(settings.database, settings.backups, self._now(), settings.keep_backups_days)
        if done.made is None and not self._read_through:
            read_through(settings.database)
        self._read_through = True

    def _told(self, good: GoodCopy | None) -> str:
        """Return what to do about damage that was found under the open app."""
        found = _("A full check found the data damaged. Nothing was deleted.")
        if good is None:
            return _(
                "{found} There is no good backup: when this call is over, run `aware data check`."
            ).format(found=found)
        made = made_words(good.made_at, self._settings.zone, self._now())
        told = _(
            "{found} When this call is over, leave with ctrl+q and run `aware data restore {name}`: "
            "it is from {made}, with {sessions}."
        )
        return with_keys(told).format(
            found=found, name=good.path.name, made=made, sessions=counted(good.sessions, "session")
        )
