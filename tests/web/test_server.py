import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession, TCPConnector, WSServerHandshakeError
from web.serving_windows import ECHO, QUICK, Page, alive, echo, served

from aware_tui import language
from aware_tui.web.door import SECRET_HEADER, home_door, proxy_door
from aware_tui.web.limits import Limits
from aware_tui.web.problem import ServeProblem
from aware_tui.web.server import TOO_FAST, BrowserServer, Faults
from aware_tui.web.window import Program, child_environment
from aware_tui.web.windows import ENDED, FULL, MOVED, RESTED


async def until_gone(pid: int) -> None:
    async with asyncio.timeout(10):
        while alive(pid):
            await asyncio.sleep(0.02)


async def test_the_page_comes_with_all_that_keeps_it_to_itself() -> None:
    async with served() as here, here.client.get(here.address) as answer:
        text = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert policy.split("'nonce-")[1].split("'")[0] in text
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "://" not in text
        assert "<title>aware</title>" in text
        assert "<noscript>" in text
        assert "aware live --plain" in text


@pytest.mark.parametrize("name", ["aware.js", "aware.css", "textual.js", "xterm.css", "mono.ttf", "icon.svg"])
async def test_every_file_is_here_and_packed(name: str) -> None:
    async with served() as here, here.client.get(f"{here.address}/static/{name}") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(await answer.read()) > 200


@pytest.mark.parametrize("path", ["/static/", "/static/server.py", "/static/..%2fserver.py", "/download/x"])
async def test_no_other_path_leads_anywhere(path: str) -> None:
    async with served() as here, here.client.get(here.address + path) as answer:
        assert answer.status == 404
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/static/aware.js", "/ws", "/nowhere"])
@pytest.mark.parametrize("header", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
async def test_a_foreign_host_or_origin_gets_403_and_a_sentence_everywhere(
    path: str, header: dict[str, str]
) -> None:
    async with served() as here, here.client.get(here.address + path, headers=header) as answer:
        assert answer.status == 403
        assert (await answer.text()).strip().endswith(".")
        assert len(here.server.windows) == 0


async def test_a_foreign_page_opens_no_socket() -> None:
    async with served() as here:
        with pytest.raises(WSServerHandshakeError) as refused:
            await here.page(Origin="http://evil.example")
        assert refused.value.status == 403
        assert len(here.server.windows) == 0


async def test_behind_a_proxy_the_secret_opens_and_nothing_else_does() -> None:
    secret = "a secret of the proxy, long enough"
    async with served(door=proxy_door("https://aware.example.com", secret)) as here:
        public = {"Host": "aware.example.com", "Origin": "https://aware.example.com"}
        async with here.client.get(here.address, headers=public) as answer:
            assert answer.status == 403
        async with here.client.get(here.address, headers={**public, SECRET_HEADER: secret}) as answer:
            assert answer.status == 200
        page = await (await here.page(**{**public, SECRET_HEADER: secret})).hello()
        assert page.told["window"]["kept"] is False


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


@pytest.mark.parametrize(
    "head", [b"Host: a\r\nHost: b", b"Host: a\r\nX: " + b"x" * 20_000], ids=["two hosts", "long"]
)
async def test_what_is_no_http_is_refused_and_is_no_fault_of_ours(
    head: bytes, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[BaseException] = []
    logger = logging.getLogger("aiohttp.server")
    monkeypatch.setattr(logging.getLogger("aiohttp"), "propagate", True)
    faults = Faults(noting(reported))
    logger.addHandler(faults)
    try:
        async with served() as here:
            reader, writer = await asyncio.open_connection("127.0.0.1", here.server.port)
            writer.write(b"GET / HTTP/1.1\r\n%s\r\n\r\n" % head)
            assert (await reader.readline()).split()[1] == b"400"
            writer.close()
    finally:
        logger.removeHandler(faults)
    assert reported == []
    assert any(record.exc_info for record in caplog.records), "aiohttp tells nothing of it any more"


def noting(reported: list[BaseException]) -> Callable[[BaseException], str]:
    """Return what notes faults in place of reports."""

    def note(error: BaseException) -> str:
        reported.append(error)
        return ""

    return note


def test_a_fault_of_ours_is_reported() -> None:
    reported: list[BaseException] = []
    fault = RuntimeError("ours")
    record = logging.LogRecord("a", logging.ERROR, "", 0, "", None, (RuntimeError, fault, None))
    Faults(noting(reported)).emit(record)
    assert reported == [fault]


async def test_a_secret_in_bytes_that_are_no_letters_is_a_wrong_secret() -> None:
    door = proxy_door("http://aware.example.com", "a secret of the proxy, long enough")
    async with served(door=door) as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.server.port)
        writer.write(b"GET / HTTP/1.1\r\nHost: aware.example.com\r\nX-Aware-Secret: \xff\xfe\r\n\r\n")
        assert (await reader.readline()).split()[1] == b"403"
        writer.close()


async def test_the_page_names_its_language() -> None:
    language.use("de_AT")
    try:
        async with served() as here, here.client.get(here.address) as answer:
            assert '<html lang="de">' in await answer.text()
    finally:
        language.use("en")


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


async def test_another_account_of_this_computer_is_refused_by_whatever_address_it_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("aware_tui.web.server.is_other_account", lambda peer, here: True)
    async with served() as here:
        for address in ("127.0.0.1", own_address()):
            connector = TCPConnector(local_addr=(address, 0))
            async with ClientSession(connector=connector) as client, client.get(here.address) as answer:
                assert answer.status == 403
                assert "another account" in await answer.text()


def own_address() -> str:
    """Return this computer's address in its network, or in itself if it is in none; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_way:
        with suppress(OSError):
            any_way.connect(("192.0.2.1", 9))
        found = str(any_way.getsockname()[0])
    return "127.0.0.1" if found == "0.0.0.0" else found


async def test_a_port_in_use_is_told() -> None:
    async with served() as here:
        door_for = partial(home_door, "127.0.0.1")
        second = BrowserServer("127.0.0.1", here.server.port, door_for, echo, QUICK)
        with pytest.raises(ServeProblem, match="is in use already"):
            await second.listen()


async def test_under_nohup_a_closed_terminal_does_not_end_it() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        async with served() as here:
            serving = asyncio.create_task(here.server.wait())
            await asyncio.sleep(0)
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.sleep(0.05)
            assert not serving.done()
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(5):
                await serving
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.long
async def test_nothing_is_left_listening_after_the_end() -> None:
    async with served() as here:
        address = here.address
    async with ClientSession() as client:
        with pytest.raises(ClientConnectionError):
            await client.get(address)
