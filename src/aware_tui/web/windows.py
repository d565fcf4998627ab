"""All windows of a server: which page gets which, how many there may be, and when one is put away."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, Final

from aware_tui.domain.text import for_screen
from aware_tui.language import _
from aware_tui.web.heard import Hello
from aware_tui.web.limits import Limits
from aware_tui.web.window import Program, Visitor, Window

ENDED, FULL, RESTED, MOVED = 4000, 4001, 4002, 4003
"""Codes with which a conversation ends for good; after any other, a page tries to come back."""

SAVED = _("aware has ended. Everything is saved.")
"""Told when a window ended as it should."""

FORCED = _(
    "aware was ended by force. What the screen had called saved is there; an open call stands first on Today."
)
"""Told when a window was killed: it said nothing more itself."""

ELSEWHERE = _("This window is open in another tab now. Everything is saved.")
"""Told when a page did not answer, and its window went to another."""

_LOOKS: Final = 20
"""Looks round within the shortest wait."""


class NoRoom(Exception):  # noqa: N818
    """There are as many windows as there may be; the message is the sentence to tell."""


class Windows:
    """The windows by their tokens; `program` makes the program for a session, or for none."""

    def __init__(self, program: Callable[[str], Program], limits: Limits) -> None:
        self.program_for = program
        self._limits = limits
        self._by_token: dict[str, Window] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._by_token)

    def all(self) -> tuple[Window, ...]:
        """Return every window, the oldest first."""
        return tuple(self._by_token.values())

    async def receive(self, hello: Hello, visitor: Visitor) -> Window:
        """Return the window a page had if it may have it again, else a new one; raises NoRoom.

        A window that somebody looks into goes to nobody else: a copied tab gets a window of its own. Only the
        very page whose line broke takes its window back without being asked.
        """
        kept = self._by_token.get(hello.token)
        if kept is not None:
            async with kept.arriving:
                if await self._is_free(kept, hello):
                    await self._enter(kept, hello, visitor, kept=True)
                    return kept
        taken = kept is not None and not kept.over
        window = await self._open(hello, "" if taken else hello.session)
        async with window.arriving:
            await self._enter(window, hello, visitor, kept=False)
        return window

    async def _is_free(self, window: Window, hello: Hello) -> bool:
        """Say whether a window is there for this page; one that left without a word is out."""
        there = window.visitor
        if there is not None and there.page != hello.page and await there.answers():
            return False
        if there is not None:
            await window.leave(there, self._limits.away)
            self._do(there.part(MOVED, ELSEWHERE))
        return not window.over

    async def _enter(self, window: Window, hello: Hello, visitor: Visitor, *, kept: bool) -> None:
        told = {"token": window.token, "received": window.received, "kept": kept}
        await visitor.tell("window", told)
        if kept:
            for name, value in window.news.items():
                await visitor.tell(name, value)
            await window.greet(visitor, hello.width, hello.height, focused=hello.focused)
        else:
            window.visitor = visitor

    async def _open(self, hello: Hello, session: str) -> Window:
        """Start a window, in a session if one is named."""
        self._make_room()
        token = secrets.token_urlsafe(24)
        window = Window(token, self.program_for(session), self._limits)
        self._by_token[token] = window
        try:
            async with window.arriving:  # nobody looks into it yet, and all the same it is no empty one
                await window.start(hello.width, hello.height)
        except BaseException:
            self._by_token.pop(token, None)
            raise
        self._do(self._see_off(window))
        return window

    def _make_room(self) -> None:
        """Put away the window that has been empty longest if there is no room; raises NoRoom."""
        if len(self._by_token) < self._limits.windows:
            return
        empty = [window for window in self.all() if window.visitor is None and not window.arriving.locked()]
        if not empty:
            raise NoRoom(
                _(
                    "aware is open in {number} windows, and there is no room for more. "
                    "Close one of them, then press the button."
                ).format(number=self._limits.windows)
            )
        self._put_away(min(empty, key=lambda window: window.empty_since), "")

    async def _see_off(self, window: Window) -> None:
        """Wait for a window's end, and tell the page that looks into it."""
        if window.running is not None:
            await asyncio.wait({window.running})
        self._by_token.pop(window.token, None)
        if window.visitor is not None:
            words = for_screen(window.last_words.decode("utf-8", "replace")).strip()
            await window.visitor.part(ENDED, words or (FORCED if window.killed else SAVED))

    async def look_round(self) -> None:
        """Put windows away, saved, whose page stays away or that nobody touched for long; until cancelled."""
        while True:
            limits = self._limits
            await asyncio.sleep(min(limits.reload, limits.away, limits.idle) / _LOOKS)
            now = asyncio.get_running_loop().time()
            for window in self.all():
                if window.visitor is None and not window.arriving.locked():
                    if now - window.empty_since > window.patience:
                        self._put_away(window, "")
                elif now - window.touched > limits.idle:
                    self._put_away(window, _rested())

    def _put_away(self, window: Window, sentence: str) -> None:
        """Give a window to nobody any more, from this moment, and end it."""
        if self._by_token.pop(window.token, None) is not None:
            self._do(self._end(window, sentence))

    async def _end(self, window: Window, sentence: str) -> None:
        visitor, window.visitor = window.visitor, None
        await window.end()
        if visitor is not None:
            await visitor.part(RESTED, sentence)

    async def end_all(self) -> None:
        """Let every window save and end, all at once, and tell their pages."""
        windows = self.all()
        self._by_token.clear()
        await asyncio.gather(*(window.end() for window in windows))
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._limits.ending)

    def _do(self, deed: Coroutine[Any, Any, None]) -> None:
        """Do something beside; a task that nobody holds could vanish."""
        task = asyncio.ensure_future(deed)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _rested() -> str:
    return _("Nobody touched this window for a long time, so it was put away. Everything is saved.")
