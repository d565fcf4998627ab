"""Where browsers connect: so many connections at once, and none that only hold a place."""

import asyncio
from typing import Final

from aiohttp import web

from aware_tui.web.limits import Limits

_BUSY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 5\r\n"
    b"Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    b"Too much is asked of this aware at once. Wait a moment, then load the page again.\n"
)


class Refusal(asyncio.Protocol):
    """Says that there is no room, and hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Answer at once, whatever is asked."""
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(_BUSY)
        transport.close()


class Entrance:
    """Makes what serves each connection; `note` tells that a connection has asked for something."""

    def __init__(self, server: web.Server, limits: Limits) -> None:
        self._server = server
        self._limits = limits
        self._silent: dict[asyncio.BaseProtocol, asyncio.TimerHandle] = {}

    def note(self, request: web.Request) -> None:
        """Note that somebody asked for something on this connection."""
        if (patience := self._silent.pop(request.protocol, None)) is not None:
            patience.cancel()

    def __call__(self) -> asyncio.BaseProtocol:
        """Return what serves a connection that was just made."""
        if len(self._server.connections) >= self._limits.connections:
            return Refusal()
        made = self._server()
        loop = asyncio.get_running_loop()
        self._silent[made] = loop.call_later(self._limits.silent, self._cut, made)
        return made

    def _cut(self, connection: web.RequestHandler) -> None:
        self._silent.pop(connection, None)
        if connection.transport is not None:
            connection.transport.abort()
