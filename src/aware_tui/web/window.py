"""A window: one program of its own, which a page looks into; pages come and go, the window stays a while."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from aware_tui.web.limits import Limits

DRIVER: Final = "aware_tui.tui.browser:BrowserDriver"
_READY: Final = b"__GANGLION__\n"
_PRELUDE_LINES: Final = 10
_LAST_WORDS: Final = 2_000
"""Bytes that are kept of what a program says on stderr."""


class Visitor(Protocol):
    """A page that looks into a window."""

    page: str

    async def show(self, painted: bytes) -> None:
        """Send what was painted; one that is gone is no fault."""

    async def tell(self, *said: object) -> None:
        """Send a message."""

    async def answers(self) -> bool:
        """Say whether somebody is there."""

    async def part(self, code: int, sentence: str) -> None:
        """Tell why it is over, and end the conversation."""


@dataclass(frozen=True, slots=True)
class Program:
    """How a window's program is started; what is secret is in the environment, never on its command line."""

    words: Sequence[str]
    environment: Mapping[str, str]

    @classmethod
    def aware(cls, environment: Mapping[str, str], session: str = "") -> "Program":
        """Return this very program, with no folder of chance on its path; on a session if one is named."""
        words = [sys.executable, "-P", "-m", "aware_tui"]
        return cls([*words, "live", "--resume", session] if session else words, environment)


class Window(AppService):
    """A running program, the page that looks into it if there is one, and how many keys it took."""

    def __init__(self, token: str, program: Program, limits: Limits) -> None:
        super().__init__(
            "aware",
            write_bytes=self._show,
            write_str=self._tell,
            close=self._nothing,
            download_manager=DownloadManager(),
        )
        self.token = token
        self.visitor: Visitor | None = None
        self.received = 0
        self.news = {"at": "", "ground": ""}
        self.arriving = asyncio.Lock()
        self.last_words = b""
        self.empty_since = self.touched = asyncio.get_running_loop().time()
        self.patience = limits.reload
        self.running: asyncio.Task[None] | None = None
        self._program = program
        self._limits = limits

    @property
    def pid(self) -> int:
        """Return the number of the program's process."""
        return self._process.pid if self._process is not None else 0

    @property
    def over(self) -> bool:
        """Say whether the program has ended."""
        return self.running is None or self.running.done()

    @property
    def killed(self) -> bool:
        """Say whether the program was ended by a signal that it could not answer."""
        return self._process is not None and (self._process.returncode or 0) < 0

    async def start(self, width: int, height: int) -> None:
        """Start the program for a page of this size."""
        await self._open_app_process(width, height)
        self.running = asyncio.create_task(self.run())

    async def greet(self, visitor: Visitor, width: int, height: int, *, focused: bool) -> None:
        """Let a page look in, from now on it alone; all is painted for it again."""
        self.visitor = visitor
        self.touched = asyncio.get_running_loop().time()
        await self.set_terminal_size(width, height)
        await self.send_meta({"type": "repaint"})
        if focused:
            await self.focus()

    async def leave(self, visitor: Visitor, patience: float) -> None:
        """Note that a page looks in no more; leaving a box saves it, and the window waits so many seconds."""
        if self.visitor is visitor:
            self.visitor = None
            self.empty_since = asyncio.get_running_loop().time()
            self.patience = patience
            await self.blur()

    async def type(self, text: str, number: int) -> None:
        """Give keys to the program, each once, however often a page says them."""
        self.touched = asyncio.get_running_loop().time()
        if number > self.received:
            self.received = number
            await self.send_bytes(text.encode())

    async def end(self) -> None:
        """Let the program save and end; tell it more firmly when it takes too long."""
        process = self._process
        if process is None or self.running is None:
            return
        if self.visitor is not None:
            await self.visitor.answers()  # what it typed before that has arrived then
        await self.send_meta({"type": "quit"})
        for press in (process.terminate, process.kill):
            if (await asyncio.wait({self.running}, timeout=self._limits.ending))[0]:
                return
            with suppress(ProcessLookupError):
                press()
        await asyncio.wait({self.running}, timeout=self._limits.ending)

    async def run(self) -> None:
        """Pass on what the program says until it ends."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        hearing = asyncio.create_task(self._hear_last_words(process.stderr))
        try:
            await self._pass_on(process.stdout)
        except asyncio.IncompleteReadError:
            pass
        finally:
            self.stdin.close()
            await process.wait()
            await hearing

    async def on_meta(self, data: bytes) -> None:
        """Take in what the program says of itself; a link or a file it never sends on to a page."""
        said = json.loads(data)
        name = said.get("type")
        if name in self.news:
            self.news[name] = str(said["value"])
            if self.visitor is not None:
                await self.visitor.tell(name, self.news[name])

    async def _pass_on(self, stdout: asyncio.StreamReader) -> None:
        for _ in range(_PRELUDE_LINES):
            if (await stdout.readline()) in (_READY, b""):
                break
        while True:
            head = await stdout.readexactly(5)
            payload = await stdout.readexactly(int.from_bytes(head[1:], "big"))
            if head[:1] == b"D":
                await self._show(payload)
            elif head[:1] == b"M":
                await self.on_meta(payload)

    async def _hear_last_words(self, stderr: asyncio.StreamReader) -> None:
        while said := await stderr.read(4096):
            self.last_words = (self.last_words + said)[-_LAST_WORDS:]

    async def _show(self, painted: bytes) -> None:
        if self.visitor is not None:
            await self.visitor.show(painted)

    async def _tell(self, _: str) -> None:
        """Say nothing: what textual-serve would tell a page here is where to find files."""

    async def _nothing(self) -> None:
        """Let the end of the program be told by whoever waits for it."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> asyncio.subprocess.Process:
        """Start the program without a shell, in a group of its own that Ctrl-C here does not reach."""
        process = await asyncio.create_subprocess_exec(
            *self._program.words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        assert process.stdin is not None
        self._process, self._stdin = process, process.stdin
        return process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return {
            **self._program.environment,
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",
            "PYTHONUNBUFFERED": "1",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }


def child_environment(changes: Mapping[str, str], without: Sequence[str]) -> dict[str, str]:
    """Return this process's environment with changes, and without what is not the program's business."""
    mine = {name: value for name, value in os.environ.items() if name not in without}
    return {**mine, **changes}
