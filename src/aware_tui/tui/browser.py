"""Private hooks into Textual for a window in a browser: a driver that loses no word and no process."""

import asyncio
import json
import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from textual.app import App
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.events import Callback, Resize
from textual.geometry import Size
from textual.message import Message

from aware_tui.tui.compat import PlainApp, SteadyParser
from aware_tui.tui.keeping import KeepsWords

if TYPE_CHECKING:
    from aware_tui.services.call import Call

_READ_BYTES: Final = 65_536
_POLL_SECONDS: Final = 0.1
_LAST_KEYS: Final = 2.0
"""Seconds that the last keys may take to their box."""

_LOOK: Final = 0.01
"""Seconds between two looks whether all keys were handed on."""

_READY: Final = b"__GANGLION__\n"
_MODES: Final = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""The other screen, the mouse, no cursor, and pastes in brackets: what a page has to know before a paint."""


@runtime_checkable
class _ShowsCall(Protocol):
    call: "Call"


class BrowserDriver(WebDriver):
    """Speaks with the server over stdin and stdout; when they end, the app saves and ends.

    Beside what Textual's driver says, it tells `{"type": "at", "value": ID}` when a call comes, with an
    empty ID when it goes, and `{"type": "ground", "value": "#121212"}` for the colour around the screen.
    It takes `repaint` (show everything again, to a page loaded anew) and `quit` (save, then end).
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._gone = False
        self._told = {"at": "", "ground": ""}

    def start_application_mode(self) -> None:
        """Begin; signals stay with `departure`, which saves first, and the page says when it has focus."""
        self._put(_READY)
        self.write(_MODES)
        size = Size(80, 24) if self._size is None else Size(*self._size)
        self._app.post_message(Resize(size, size))
        self._request_terminal_sync_mode_support()
        self._app.screen_change_signal.subscribe(self._app, lambda _: self._tell_news())
        self._app.theme_changed_signal.subscribe(self._app, lambda _: self._tell_news())
        self._key_thread.start()

    def stop_application_mode(self) -> None:
        """Tell the server that this was all."""
        self.exit_event.set()
        self.write_meta({"type": "exit"})

    def run_input_thread(self) -> None:
        """Take in what the server sends until it ends; then nobody is there any more."""
        parser = SteadyParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        stream = ByteStream()
        for data in self._pieces():
            for kind, payload in stream.feed(data) if data else ():
                if kind == "D":
                    text = decode(payload)
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                else:
                    self._on_meta(kind, payload)
            for event in parser.tick():
                self.process_message(event)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks for."""
        if packet_type == "repaint":
            self._loop.call_soon_threadsafe(self._repaint)
        elif packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def _pieces(self) -> Iterator[bytes]:
        """Give what comes in; nothing now and then, so that a lone escape is not waited on for ever."""
        number = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        with selectors.SelectSelector() as selector:
            selector.register(number, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_POLL_SECONDS):
                    yield b""
                elif data := os.read(number, _READ_BYTES):
                    yield data
                else:
                    self._leave()
                    return

    def write(self, data: str) -> None:
        """Send what is painted."""
        painted = data.encode("utf-8", "replace")
        self._put(b"D%s%s" % (len(painted).to_bytes(4, "big"), painted))

    def write_meta(self, data: dict[str, object]) -> None:
        """Send word of the app itself."""
        said = json.dumps(data).encode()
        self._put(b"M%s%s" % (len(said).to_bytes(4, "big"), said))

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing: what is typed here is words, never links."""

    def _put(self, data: bytes) -> None:
        """Send bytes to the server; one that is gone fails nothing, and ends the app."""
        view = memoryview(data)
        try:
            while view and not self._gone:
                view = view[os.write(self.fileno, view) :]
        except OSError:
            self._leave()

    def _leave(self) -> None:
        """Let the app save and end, once."""
        if not self._gone:
            self._gone = True
            self.send_message(Callback(self._begin_to_go))
            with suppress(RuntimeError):  # the app has ended by now
                self._loop.call_soon_threadsafe(self._loop.call_later, _LAST_KEYS, self._hang_up)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app; once that has ended, to nobody."""
        if not self._loop.is_closed():
            with suppress(RuntimeError):
                super().send_message(message)

    def _begin_to_go(self) -> None:
        """Came behind the last keys; beside the app, which has to be at rest for the next key."""
        self._going = asyncio.create_task(self._go())

    async def _go(self) -> None:
        """End once the last keys are in their box."""
        while isinstance(self._app, PlainApp) and not self._app.keys_handed_on():
            await asyncio.sleep(_LOOK)
        for screen in self._app.screen_stack:
            if isinstance(screen, KeepsWords):
                await screen.keys_arrived()
        self._hang_up()

    def _hang_up(self) -> None:
        if isinstance(self._app, PlainApp):
            self._app.hang_up()
        else:
            self._app.exit()

    def _repaint(self) -> None:
        """Show everything again, if there is anything yet."""
        if not self._app.screen_stack:
            return
        self.write(_MODES)
        self._app.screen.refresh(layout=True)

    def _tell_news(self) -> None:
        """Tell which session is in hand, so that the page can ask for it again, and the ground's colour."""
        news = {"at": session_in_hand(self._app), "ground": self._app.current_theme.background or ""}
        for name, value in news.items():
            if self._told[name] != value:
                self._told[name] = value
                self.write_meta({"type": name, "value": value})


def session_in_hand(app: App[Any]) -> str:
    """Return the id of the call on screen, or under a dialog; empty if there is none to write in."""
    calls = [screen.call for screen in app.screen_stack if isinstance(screen, _ShowsCall)]
    return next((call.session.id for call in reversed(calls) if not call.read_only), "")
