"""The server: textual-serve's, shut to strangers, with its windows counted."""

import asyncio
import errno
import logging
import signal
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from textual_serve.server import Server
from textual_serve.server import log as serve_log

from aware_tui.language import _
from aware_tui.web.door import Door
from aware_tui.web.entrance import Entrance
from aware_tui.web.files import HEADERS, page, policy, web_files
from aware_tui.web.limits import Limits, Pace
from aware_tui.web.neighbours import is_other_account
from aware_tui.web.problem import ServeProblem
from aware_tui.web.visit import Visit
from aware_tui.web.window import Program
from aware_tui.web.windows import Windows

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEARTBEAT: Final = 15.0
"""Seconds between two knocks at a page; one that answers none within half of that is gone."""

TOO_FAST: Final = 4100
"""Code for a page that should come back a little later; it does so by itself."""


class BrowserServer(Server):
    """Serves windows of a program to those whom the door for its port lets in: `listen`, `wait`, `close`."""

    def __init__(
        self,
        host: str,
        port: int,
        door_for: Callable[[int], Door],
        program: Callable[[str], Program],
        limits: Limits,
    ) -> None:
        super().__init__("aware", host, port, title="aware")
        serve_log.disabled = True  # it writes what a page sends, and whole tracebacks
        self.windows = Windows(program, limits)
        self._door_for = door_for
        self._limits = limits
        self._pace = Pace(limits.burst, limits.each)
        self._ended = asyncio.Event()

    async def listen(self) -> None:
        """Begin; `port` is then the one listened at, if it was 0. Raises ServeProblem."""
        self._runner = web.AppRunner(
            await self._make_app(),
            access_log=None,
            keepalive_timeout=15.0,
            shutdown_timeout=self._limits.ending,
        )
        await self._runner.setup()
        served = self._runner.server
        assert served is not None
        self._entrance = Entrance(served, self._limits)
        loop = asyncio.get_running_loop()
        try:
            self._listening = await loop.create_server(self._entrance, self.host, self.port)
        except (OSError, OverflowError) as error:
            await self._runner.cleanup()
            raise ServeProblem(_why(error, self.host, self.port)) from None
        self.port = self._listening.sockets[0].getsockname()[1]
        self.door = self._door_for(self.port)
        self._looking = asyncio.create_task(self.windows.look_round())

    async def wait(self) -> None:
        """Serve until Ctrl-C, SIGTERM or SIGHUP; one that nohup keeps away is left away."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                loop.add_signal_handler(number, self._ended.set)
        await self._ended.wait()

    async def close(self) -> None:
        """End every window, saved, and then the server."""
        self._listening.close()
        self._looking.cancel()
        await self.windows.end_all()
        await self._runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], client_max_size=0)
        app.on_response_prepare.append(_add_headers)
        app.add_routes(
            [
                web.get("/", self.handle_page),
                web.get("/ws", self.handle_websocket, allow_head=False),
                web.get("/static/{name}", self.handle_file),
            ]
        )
        return app

    async def handle_page(self, request: web.Request) -> web.Response:  # noqa: ARG002
        """Give the page."""
        body, nonce = page()
        headers = {"Content-Security-Policy": policy(nonce)}
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    async def handle_file(self, request: web.Request) -> web.Response:
        """Give one of the page's files, packed for whoever can unpack it."""
        file = web_files().get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound(
                text=_("There is nothing here. The page is at the address without a path.")
            )
        headers = {"Content-Type": file.kind, "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return web.Response(body=file.packed, headers={**headers, "Content-Encoding": "gzip"})
        return web.Response(body=file.body, headers=headers)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve a window to a page."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=self._limits.message)
        await socket.prepare(request)
        assert request.transport is not None
        if not self._pace.lets(asyncio.get_running_loop().time()):
            await socket.close(code=TOO_FAST)
            return socket
        visit = Visit(socket, self.windows, self._limits, request.transport.abort)
        await visit.take_place()
        return socket

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nobody in whom the door refuses, whatever they ask for."""
        self._entrance.note(request)
        why = self._refusal(request)
        if why:
            return web.Response(status=403, text=f"{why}\n", headers={"Connection": "close"})
        return await handler(request)

    def _refusal(self, request: web.Request) -> str:
        if not self.door.secret and _is_strangers(request.transport):
            return _("This aware belongs to another account on this computer. Start your own: aware serve")
        return self.door.refusal(request.headers, socket=request.path == "/ws")


def _is_strangers(connection: asyncio.BaseTransport | None) -> bool:
    """Say whether another account of this computer is at the other end; one that hung up might be."""
    ends = [connection and connection.get_extra_info(name) for name in ("peername", "sockname")]
    return not all(ends) or is_other_account(*(end[:2] for end in ends if end))


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Say with every answer what a browser may do with it."""
    for name, value in {**HEADERS, "Content-Security-Policy": policy()}.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "aware"


def _why(error: OSError | OverflowError, host: str, port: int) -> str:
    """Return the sentence for what kept the server from listening."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        told = _("Port {port} is in use already. Choose another: aware serve --port {other}")
        return told.format(port=port, other=port + 1 if port < 65_535 else port - 1)
    if number == errno.EACCES:
        return _("Port {port} is kept for the system. Choose one from 1024 to 65535.").format(port=port)
    return _("aware cannot listen at {host}: this computer has no such address.").format(host=host)


class Faults(logging.Handler):
    """Reports faults of the server to a file; what aiohttp would print may hold somebody's words."""

    def __init__(self, report: Callable[[BaseException], str]) -> None:
        super().__init__(logging.ERROR)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Report the error of a record; what is no HTTP is the fault of whoever sent it."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, HttpProcessingError):
            self._report(error)


def serve(
    server_for: Callable[[], BrowserServer],
    told: Callable[[BrowserServer], None],
    report: Callable[[BaseException], str],
) -> None:
    """Serve until somebody ends it; `told` is called once it listens. Raises ServeProblem."""
    for name in ("aiohttp", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [Faults(report)], False

    async def served() -> None:
        server = server_for()
        await server.listen()
        try:
            told(server)
            await server.wait()
        finally:
            await server.close()

    asyncio.run(served())
