"""The real program behind a window, without a browser: its driver does what the server expects."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from web.serving_windows import Page, Served, served

from aware_tui.web.limits import Limits
from aware_tui.web.window import Program, child_environment

PATIENT = Limits(reload=5, ending=8)


def aware(session: str) -> Program:
    return Program.aware(child_environment({}, ()), session)


def notes(tmp_path: Path) -> list[str]:
    file = tmp_path / "data" / "aware.db"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return [row[0] for row in database.execute("SELECT text FROM note")]


async def in_a_call(here: Served) -> Page:
    """Begin a call, and return its page once the words can be typed."""
    page = await (await here.page()).hello()
    await page.shows(b"new call")
    await page.say("stdin", "n", 1)
    await page.shows(b"Their words")
    while not page.told.get("at"):
        await page.until("at")
    return page


async def test_the_program_paints_anew_tells_its_call_and_saves_the_last_keys(tmp_path: Path) -> None:
    async with served(PATIENT, program=aware) as here:
        page = await in_a_call(here)
        (window,) = here.server.windows.all()
        await page.say("stdin", "\x1b[200~took a day off\x1b[201~", 2)
        await page.shows(b"took a day off")
        assert page.told["ground"].startswith("#")
        again = await (await here.page()).hello(page.token)
        await again.shows(b"took a day off")
        assert again.told["at"] == page.told["at"]
        await again.say("stdin", ", twice", 3)
        hearing = asyncio.create_task(again.closed())
        await here.server.windows.end_all()
        await hearing
        assert window.over
    assert notes(tmp_path) == ["took a day off, twice"]


async def test_a_program_whose_server_is_gone_saves_and_ends(tmp_path: Path) -> None:
    async with served(PATIENT, program=aware) as here:
        page = await in_a_call(here)
        (window,) = here.server.windows.all()
        await window.send_bytes(b"caf\xc3\xa9 \xff twice")
        await page.shows("café \ufffd twice".encode())
        window.stdin.close()
        async with asyncio.timeout(10):
            await asyncio.wait({window.running} if window.running else ())
    assert notes(tmp_path) == ["café \ufffd twice"]
    assert window.over
