import asyncio
import os
import signal

from web.serving_windows import alive, served, until_gone

from aware_tui.web.limits import Limits
from aware_tui.web.windows import ENDED, MOVED, RESTED


async def test_what_is_typed_arrives_once_and_is_confirmed() -> None:
    async with served() as here:
        page = await (await here.page()).hello()
        await page.say("stdin", "a", 1)
        await page.say("stdin", "a", 1)
        await page.say("stdin", "b", 2)
        await page.shows(b"<ab>")
        while page.told.get("got") != 2:
            await page.hear()


async def test_a_reload_finds_its_window_again_and_sees_all_of_it() -> None:
    async with served() as here:
        first = await (await here.page()).hello()
        await first.say("stdin", "second visit missed", 1)
        await first.shows(b"<second visit missed>")
        await first.socket.close(code=1001)
        again = await (await here.page()).hello(first.token, page="two")
        assert again.told["window"] == {"token": first.token, "received": 1, "kept": True}
        await again.shows(b"[second visit missed]")


async def test_a_broken_line_takes_its_window_back_from_itself() -> None:
    async with served() as here:
        first = await (await here.page()).hello()
        again = await (await here.page()).hello(first.token)
        assert again.told["window"]["kept"] is True
        assert await first.closed() == MOVED


async def test_a_copied_tab_gets_a_window_of_its_own() -> None:
    async with served() as here:
        first = await (await here.page()).hello()
        await first.say("stdin", "mine", 1)
        await first.shows(b"<mine>")
        hearing = asyncio.create_task(first.until("there"))
        copy = await (await here.page()).hello(first.token, page="two", session="0199")
        await hearing
        assert copy.token != first.token
        assert copy.told["window"]["kept"] is False
        await copy.until("at")
        assert copy.told["at"] == ""  # not in the call of the other
        await first.say("stdin", "!", 2)
        await first.shows(b"<mine!>")


async def test_a_page_that_no_longer_answers_gives_its_window_up() -> None:
    async with served() as here:
        first = await (await here.page()).hello()
        again = await (await here.page()).hello(first.token, page="two")
        assert again.told["window"]["kept"] is True
        assert await first.closed() == MOVED
        assert "in another tab" in first.told["told"]


async def test_a_page_of_a_server_that_was_started_again_comes_back_to_its_call() -> None:
    async with served() as here:
        page = await (await here.page()).hello("of-yesterday", session="0199aaaa-0000")
        await page.until("at")
        assert page.told["at"] == "0199aaaa-0000"
        assert page.token != "of-yesterday"


async def test_a_closed_tab_ends_its_program_after_a_while() -> None:
    async with served() as here:
        page = await (await here.page()).hello()
        (window,) = here.server.windows.all()
        await page.socket.close(code=1001)
        await until_gone(window.pid)
        assert len(here.server.windows) == 0


async def test_a_lost_line_is_waited_for_longer() -> None:
    async with served(Limits(reload=0.1, away=20)) as here:
        page = await (await here.page()).hello()
        (window,) = here.server.windows.all()
        assert page.socket._response.connection is not None
        assert page.socket._response.connection.transport is not None
        page.socket._response.connection.transport.abort()
        await asyncio.sleep(0.5)
        assert alive(window.pid)
        assert window.visitor is None


async def test_a_program_that_ends_is_told_to_its_page() -> None:
    async with served() as here:
        page = await (await here.page()).hello()
        await page.say("stdin", "\x11", 1)
        assert await page.closed() == ENDED
        assert page.told["told"] == "aware has ended. Everything is saved."


async def test_a_program_that_was_killed_promises_no_more_than_is_so() -> None:
    async with served() as here:
        page = await (await here.page()).hello()
        (window,) = here.server.windows.all()
        os.kill(window.pid, signal.SIGKILL)
        assert await page.closed() == ENDED
        assert "by force" in page.told["told"]
        assert "Everything is saved" not in page.told["told"]


async def test_a_window_that_nobody_touches_is_put_away() -> None:
    async with served(Limits(idle=0.3, ending=1)) as here:
        page = await (await here.page()).hello()
        assert await page.closed() == RESTED
        assert "saved" in page.told["told"]


async def test_no_program_outlives_its_server() -> None:
    async with served() as here:
        await (await here.page()).hello()
        pids = [window.pid for window in here.server.windows.all()]
    assert [pid for pid in pids if alive(pid)] == []
