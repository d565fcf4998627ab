"""A change of the data that waits until Today is there, and is shown on it then."""

import threading
from pathlib import Path

from making import NOW, a_customer, a_head, adding
from tui.pilots import an_app, notices, on_today, shown, until

from aware_tui.domain.session import Change, Stamp
from aware_tui.domain.states import Status
from aware_tui.store.database import Database
from aware_tui.store.errors import DiskFull
from aware_tui.tui.opening import Opening


async def test_it_is_made_after_the_first_screen_and_shown_on_it(tmp_path: Path) -> None:
    may_go = threading.Event()

    def making(_db: Database, _stamp: Stamp) -> Change:
        assert may_go.wait(10)
        dana = a_customer()
        return adding(dana, a_head(customer_id=dana.id, status=Status.PARKED, started_at=NOW))

    app = an_app(tmp_path, opening=Opening(afterwards=making))
    async with on_today(app):
        assert "Dana Reyes" not in shown(app)
        may_go.set()
        await until(lambda: "Dana Reyes" in shown(app))


async def test_what_hinders_it_is_told_and_the_screen_goes_on(tmp_path: Path) -> None:
    def making(_db: Database, _stamp: Stamp) -> Change:
        raise DiskFull("The disk is full. Make some room, then start again.")

    app = an_app(tmp_path, opening=Opening(afterwards=making))
    async with on_today(app):
        await until(lambda: any("The disk is full." in notice for notice in notices(app)))
        assert app.is_running
