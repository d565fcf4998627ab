"""A call that is still on screen when its customer is erased from another place."""

import asyncio
from contextlib import closing
from pathlib import Path

from privacy.people import MARK, files_with
from tui.pilots import an_app, in_call, name_customer, noticed, press, saved, session

from aware_tui.services.privacy import erase, look_at
from aware_tui.store.opening import open_database
from aware_tui.tui.app import utc_now


async def test_what_is_typed_on_is_not_kept_and_the_window_says_so(tmp_path: Path) -> None:
    app = an_app(tmp_path, now=utc_now)
    async with in_call(app) as pilot:
        await press(pilot, *MARK)
        name_customer(app, f"{MARK} Reyes")
        await saved(app)
        customer = session(app).customer
        assert customer is not None  # and now the lease ends, as when a computer sleeps
        with closing(open_database(tmp_path / "aware.db")) as db:
            db.execute("DELETE FROM lease")
        person = look_at(app.desk.settings, customer.id)
        done = await asyncio.to_thread(erase, app.desk.settings, person, person.to_type, utc_now())
        assert (done.customers, done.sessions, done.unfinished) == (1, 1, "")
        assert files_with(tmp_path) == []
        await press(pilot, *" and more")
        await noticed(app, "This customer was erased meanwhile")
    assert files_with(tmp_path) == []
