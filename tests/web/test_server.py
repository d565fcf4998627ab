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

import pytest
from aiohttp import ClientConnectionError, ClientSession, TCPConnector, WSServerHandshakeError
from web.serving_windows import QUICK, echo, served

from aware_tui import language
from aware_tui.web.door import SECRET_HEADER, home_door, proxy_door
from aware_tui.web.problem import ServeProblem
from aware_tui.web.server import BrowserServer, Faults


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
    if sys.platform != "linux":  # elsewhere it does not reach the computer's inside
        return "127.0.0.1"
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


async def test_nobody_who_keeps_silent_holds_up_the_end() -> None:
    handshake = (
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
    )
    async with asyncio.timeout(5), served(replace(QUICK, greeting=30, ending=0.3)) as here:
        reader, writer = await asyncio.open_connection("127.0.0.1", here.server.port)
        writer.write(handshake.format(port=here.server.port).encode())
        assert (await reader.readline()).split()[1] == b"101"
    writer.close()


@pytest.mark.long
async def test_nothing_is_left_listening_after_the_end() -> None:
    async with served() as here:
        address = here.address
    async with ClientSession() as client:
        with pytest.raises(ClientConnectionError):
            await client.get(address)
