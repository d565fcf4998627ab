"""A person before a real browser: keys go through the page, and what the page is sent is read off a glass."""

import json
import re
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, WebSocket
from playwright.sync_api import Page as Tab
from terminal.glass import Glass
from terminal.person import Person

_NAMES: Final = {
    "ctrl": "Control",
    "shift": "Shift",
    "down": "ArrowDown",
    "up": "ArrowUp",
    "pageup": "PageUp",
}


class Reader(Person):
    """Reads and types in one tab; where the tab asked for anything is in `asked`, its faults in `faults`."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.glass = Glass(80, 24)
        self.raw = bytearray()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.tab: Tab = context.new_page()
        self.tab.on("websocket", self._watch)
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.tab.on("console", self._note)
        self.tab.goto(address)

    def leave(self) -> None:
        """Close the tab."""
        self.tab.close()

    def press(self, *names: str) -> None:
        """Press keys one after the other, with the page's focus as it is."""
        for name in names:
            self.tab.keyboard.press("+".join(_name(part) for part in name.split("+")))

    def type(self, text: str) -> None:
        """Type the text."""
        self.tab.keyboard.type(text)

    def paste(self, text: str) -> None:
        """Paste the text with ctrl+v, from the clipboard of the system."""
        self.tab.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.tab.keyboard.press("Control+v")

    def look(self, seconds: float) -> bytes:
        """Let the page go on for a moment."""
        begun = len(self.raw)
        self.tab.wait_for_timeout(max(seconds, 0.01) * 1000)
        return bytes(self.raw[begun:])

    def has(self, state: str) -> None:
        """Wait until the page itself is in a state: starting, lost or ended."""
        self.tab.wait_for_selector(f"body.{state}", timeout=20_000)

    def picture(self, path: Path) -> None:
        """Take a picture of the page."""
        self.tab.screenshot(path=path)

    def _status(self) -> int | None:
        return None

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning") and "WebSocket connection to" not in message.text:
            self.faults.append(message.text)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)
        socket.on("framesent", self._sent)

    def _received(self, said: bytes | str) -> None:
        if isinstance(said, bytes):
            self.raw += said
            self.glass.feed(said)

    def _sent(self, said: bytes | str) -> None:
        name, *values = json.loads(said)
        if name in ("hello", "resize"):
            self.glass.resize(values[0]["width"], values[0]["height"])


def _name(part: str) -> str:
    if re.fullmatch(r"f\d+", part):
        return part.upper()
    return _NAMES.get(part, part if len(part) == 1 else part.capitalize())
