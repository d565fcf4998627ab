import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession
from web.serving_windows import ECHO, QUICK, Page, alive, served, until_gone

from aware_tui.web.limits import Limits
from aware_tui.web.server import TOO_FAST
from aware_tui.web.window import Program, child_environment
from aware_tui.web.windows import FULL


@pytest.mark.parametrize(
    "said", ['["hello"]', "no json", '["stdin", "x", 1]', '["hello", {"token": "x"}]', '["open_url", "x"]']
)
async def test_a_page_that_is_none_of_ours_is_sent_away(said: str) -> None:
    async with served() as here:
        page = await here.page()
        await page.socket.send_str(said)
        assert await page.closed() == 1008
        assert len(here.server.windows) == 0


async def test_a_page_that_says_nothing_is_sent_away() -> None:
    async with served() as here:
        assert await (await here.page()).closed() == 1008


async def test_a_message_beyond_all_measure_ends_the_line_and_not_the_window() -> None:
    async with served() as here:
        page = await (await here.page()).hello()
        await page.say("stdin", "x" * (QUICK.message + 1), 1)
        assert await page.closed() == 1009
        again = await (await here.page()).hello(page.token)
        assert again.told["window"]["kept"] is True


async def test_a_connection_that_asks_for_nothing_is_cut() -> None:
    async with served() as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.server.port)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()


async def test_a_hundred_windows_are_refused_in_a_sentence_and_disturb_nobody() -> None:
    async with served(Limits(windows=2, burst=200, ending=2)) as here:
        inside = [await (await here.page()).hello(), await (await here.page()).hello(page="two")]
        told = []
        for _ in range(20):
            crowd = [await here.page() for _ in range(5)]
            told += await asyncio.gather(*(_refused(page) for page in crowd))
        assert len(told) == 100
        assert set(told) == {(FULL, told[0][1])}
        assert "aware is open in 2 windows" in told[0][1]
        for page in inside:
            await page.say("stdin", "still here", 1)
            await page.shows(b"<still here>")


async def test_many_pages_at_the_same_moment_get_no_more_windows_than_there_may_be() -> None:
    started: list[int] = []
    before = children()
    async with served(Limits(windows=2, burst=200, reload=0.4, ending=2)) as here:
        crowd = [await here.page() for _ in range(12)]
        told = await asyncio.gather(*(_let_in(page, number) for number, page in enumerate(crowd)))
        windows = here.server.windows.all()
        started += [window.pid for window in windows]
        assert len(windows) == told.count(True) == 2
        assert children() - before == set(started)
    assert [pid for pid in started if alive(pid)] == []


async def _let_in(page: Page, number: int) -> bool:
    """Say whether a page got a window, and keep its line open."""
    first = {"token": "", "page": f"page{number}", "session": "", "focused": True, "width": 80, "height": 24}
    await page.say("hello", first)
    while not {"window", "told"} & page.told.keys():
        assert await page.hear()
    return "window" in page.told


def children() -> set[int]:
    """Return the processes that this one has started and that still run."""
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(pid) for pid in found.read_text().split()} if found.exists() else set()


async def test_a_page_that_takes_nothing_in_is_cut_off_and_its_window_kept() -> None:
    flood = ECHO.replace('say(b"D", b"<" + typed + b">")', 'for _ in range(40): say(b"D", typed * 500_000)')

    def program(session: str) -> Program:
        return Program([sys.executable, "-S", "-c", flood, session], child_environment({}, ()))

    async with served(replace(QUICK, stuck=0.3, away=30), program=program) as here:
        page = await (await here.page()).hello()
        (window,) = here.server.windows.all()
        await page.say("stdin", "x", 1)
        async with asyncio.timeout(10):
            while window.visitor is not None:
                await asyncio.sleep(0.02)
        assert here.server.windows.all() == (window,)
        again = await (await here.page()).hello(page.token)
        await again.shows(b"[x]")


async def _refused(page: Page) -> tuple[int | None, str]:
    await page.say(
        "hello", {"token": "", "page": "x", "session": "", "focused": True, "width": 80, "height": 24}
    )
    code = await page.closed()
    return code, page.told["told"]


async def test_a_hundred_connections_at_once_leave_those_inside_alone() -> None:
    async with served(Limits(connections=20, ending=2, silent=5)) as here:
        inside = await (await here.page()).hello()
        crowd = [await asyncio.open_connection("127.0.0.1", here.server.port) for _ in range(100)]
        async with ClientSession() as late, late.get(here.address) as answer:
            assert answer.status == 503
            assert "Wait a moment" in await answer.text()
        await inside.say("stdin", "still here", 1)
        await inside.shows(b"<still here>")
        for _, writer in crowd:
            writer.close()


async def test_one_that_comes_again_and_again_has_to_wait() -> None:
    async with served(Limits(burst=3, each=60, ending=2, greeting=0.2)) as here:
        inside = await (await here.page()).hello()
        assert [await (await here.page()).closed() for _ in range(3)] == [1008, 1008, TOO_FAST]
        await inside.say("stdin", "still here", 1)
        await inside.shows(b"<still here>")


async def test_an_empty_window_makes_room_for_a_new_page() -> None:
    async with served(Limits(windows=1, reload=60, ending=2)) as here:
        first = await (await here.page()).hello()
        (window,) = here.server.windows.all()
        await first.socket.close(code=1001)
        while window.visitor is not None:
            await asyncio.sleep(0.01)
        second = await (await here.page()).hello(page="two")
        assert second.token != first.token
        await until_gone(window.pid)
