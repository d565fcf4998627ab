"""One conversation with a page: it says who it is, then types; it is shown what the window paints."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

from aware_tui.web import heard
from aware_tui.web.heard import Answered, Asked, Focused, Hello, NotUnderstood, Resized, Typed
from aware_tui.web.limits import Limits
from aware_tui.web.window import Window
from aware_tui.web.windows import FULL, NoRoom, Windows

_GONE: Final = (ConnectionError, RuntimeError)
"""What sending raises once the other side has gone."""


class Visit:
    """A page at the other end of a socket."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        windows: Windows,
        limits: Limits,
        hang_up: Callable[[], None],
    ) -> None:
        self.page = ""
        self._socket = socket
        self._windows = windows
        self._limits = limits
        self._there = asyncio.Event()
        self._hang_up = hang_up

    async def take_place(self) -> None:
        """Greet the page and serve it until it goes or is sent away."""
        try:
            hello = await self._greeting()
            self.page = hello.page
            window = await self._windows.receive(hello, self)
        except NoRoom as problem:
            await self.part(FULL, str(problem))
            return
        except (NotUnderstood, TimeoutError):
            await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        try:
            await self._serve(window)
        except NotUnderstood:
            await self._socket.close(code=WSCloseCode.POLICY_VIOLATION)
        finally:
            closed = self._socket.close_code in (WSCloseCode.GOING_AWAY, WSCloseCode.OK)
            await window.leave(self, self._limits.reload if closed else self._limits.away)

    async def show(self, painted: bytes) -> None:
        """Send what was painted; one that is gone is no fault, and one that takes nothing in is cut off."""
        try:
            async with asyncio.timeout(self._limits.stuck):
                await self._socket.send_bytes(painted)
        except TimeoutError:
            self._hang_up()
        except _GONE:
            pass

    async def tell(self, *said: object) -> None:
        """Send a message."""
        with suppress(*_GONE):
            await self._socket.send_str(json.dumps(said))

    async def answers(self) -> bool:
        """Say whether somebody is there."""
        if self._socket.closed:
            return False
        self._there.clear()
        await self.tell("there")
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.answer):
                await self._there.wait()
                return True
        return False

    async def part(self, code: int, sentence: str) -> None:
        """Tell why it is over, and end the conversation."""
        if sentence:
            await self.tell("told", sentence)
        with suppress(*_GONE):
            await self._socket.close(code=code)

    async def _greeting(self) -> Hello:
        """Return the first words of the page; raises NotUnderstood, TimeoutError."""
        async with asyncio.timeout(self._limits.greeting):
            message = await self._socket.receive()
        said = heard.read(message.data) if message.type is WSMsgType.TEXT else None
        if not isinstance(said, Hello):
            raise NotUnderstood
        return said

    async def _serve(self, window: Window) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT or window.visitor is not self:
                break
            await self._answer(heard.read(message.data), window)

    async def _answer(self, said: heard.Heard, window: Window) -> None:
        match said:
            case Typed(text, number):
                await window.type(text, number)
                await self.tell("got", window.received)
            case Resized(width, height):
                await window.set_terminal_size(width, height)
            case Focused(here):
                await (window.focus() if here else window.blur())
            case Asked():
                await self.tell("pong")
            case Answered():
                self._there.set()
            case _:
                raise NotUnderstood
