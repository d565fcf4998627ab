"""A real server on a free port, with small programs behind its windows, and pages that talk to it."""

import asyncio
import json
import os
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from aware_tui.web.door import Door, home_door
from aware_tui.web.limits import Limits
from aware_tui.web.server import BrowserServer
from aware_tui.web.window import Program, child_environment

QUICK = Limits(reload=0.4, away=0.8, idle=30, answer=0.3, greeting=0.5, silent=0.4, ending=2)
"""Waits short enough for a test."""

ECHO = textwrap.dedent(
    """
    import json, os, sys
    def say(kind, data):
        sys.stdout.buffer.write(kind + len(data).to_bytes(4, "big") + data)
        sys.stdout.buffer.flush()
    def heard():
        while head := sys.stdin.buffer.read(5):
            yield head[:1], sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    sys.stdout.buffer.write(b"__GANGLION__\\n")
    typed = b""
    say(b"M", json.dumps({"type": "at", "value": sys.argv[1]}).encode())
    for kind, data in heard():
        if kind == b"D":
            typed += data
            say(b"D", b"<" + typed + b">")
        elif json.loads(data)["type"] == "repaint":
            say(b"D", b"[" + typed + b"]")
        elif json.loads(data)["type"] == "quit":
            break
        if data == b"\\x11":
            break
    """
)
"""A program that paints all it was ever sent, in square brackets when it paints anew; it ends on ctrl+q."""


def echo(session: str) -> Program:
    """Return the echoing program."""
    return Program([sys.executable, "-S", "-c", ECHO, session], child_environment({}, ()))


def alive(pid: int) -> bool:
    """Say whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until_gone(pid: int) -> None:
    """Wait until a process runs no more."""
    async with asyncio.timeout(10):
        while alive(pid):
            await asyncio.sleep(0.02)


@dataclass
class Page:
    """What stands in for a browser's page: it says hello, types, and keeps what it was told and shown."""

    socket: ClientWebSocketResponse
    painted: bytes = b""
    told: dict[str, Any] = field(default_factory=dict)

    async def hello(self, token: str = "", page: str = "one", session: str = "") -> Self:
        """Say who it is and wait for its window."""
        size = {"width": 80, "height": 24}
        first = {"token": token, "page": page, "session": session, "focused": True, **size}
        await self.say("hello", first)
        return await self.until("window")

    async def say(self, *words: object) -> None:
        await self.socket.send_str(json.dumps(words))

    async def until(self, name: str) -> Self:
        """Hear out the server until it tells this."""
        self.told.pop(name, None)
        while name not in self.told:
            assert await self.hear(), f"the line ended with {self.socket.close_code}, and no {name}"
        return self

    async def shows(self, painted: bytes) -> None:
        """Wait until this was painted."""
        while painted not in self.painted:
            assert await self.hear(), f"the line ended before {painted!r}: {self.painted!r}"

    async def closed(self) -> int | None:
        """Hear out the server until it hangs up; return its code."""
        while await self.hear():
            pass
        return self.socket.close_code

    async def hear(self) -> bool:
        """Take in one message; False when that was all."""
        message = await self.socket.receive(timeout=10)
        if message.type is WSMsgType.TEXT:
            name, *values = json.loads(message.data)
            self.told[name] = values[0] if values else True
            if name == "there":
                await self.say("here")
        elif message.type is WSMsgType.BINARY:
            self.painted += message.data
        return message.type in (WSMsgType.TEXT, WSMsgType.BINARY)

    @property
    def token(self) -> str:
        return str(self.told["window"]["token"])


@dataclass
class Served:
    """A server that runs, and a client of it."""

    server: BrowserServer
    client: ClientSession
    pages: list[Page] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def page(self, **headers: str) -> Page:
        """Connect as a page does."""
        sent = {"Origin": self.address, **headers}
        self.pages.append(Page(await self.client.ws_connect(f"{self.address}/ws", headers=sent)))
        return self.pages[-1]


@asynccontextmanager
async def served(
    limits: Limits = QUICK, door: Door | None = None, program: Callable[[str], Program] = echo
) -> AsyncIterator[Served]:
    """Serve a program, the echoing one if none is named, while the block runs."""
    door_for = (lambda _: door) if door is not None else partial(home_door, "127.0.0.1")
    server = BrowserServer("127.0.0.1", 0, door_for, program, limits)
    await server.listen()
    try:
        async with ClientSession() as client:
            here = Served(server, client)
            yield here
            await asyncio.gather(*(page.socket.close() for page in here.pages))
    finally:
        await server.close()
