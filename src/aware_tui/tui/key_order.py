"""Keys in the order they were typed: each is done with before the next one is handed on."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste

from aware_tui.tui.compat import at_rest

PATIENCE = 2.0
"""Seconds a key waits at most for what the keys before it set going."""

LONG_PATIENCE = 6.0
"""Seconds a key waits at most for a screen that is on its way."""

SPINS = 50
"""Looks in a row before the wait takes turns with longer pauses."""

ORDERLY = "orderly"
"""What a box is that keeps the letters handed to it in their order."""

LEAVE = "ctrl+q"
"""The key that does not wait for it."""

OF_ROWS = ("enter", "up", "down", "pageup", "pagedown", "home", "end")
"""The keys that go to a row of a list."""

FILLING = "filling"
"""What a screen is whose first rows are on their way: those keys wait for them."""


class KeyOrder:
    """Hands keys and pastes on one by one.

    Textual hands a key on while the one before it is still on its way, so that in a quick run of keys
    backspace, a new screen or a change of focus comes too late. `pass_on` handles one event;
    `busy` says that a screen is on its way to which the next keys belong.
    """

    def __init__(
        self, app: App[None], pass_on: Callable[[Event], Awaitable[None]], busy: Callable[[], bool]
    ) -> None:
        self._app = app
        self._pass_on = pass_on
        self._busy = busy
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._path: tuple[DOMNode, ...] = ()
        self._last: Event | None = None
        self._stopped = False
        self._forgotten = 0

    def takes(self, event: Event) -> bool:
        """Take an event that was typed and say so; all others are not its business."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            return False
        self._waiting.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._hand_on())
            self._task.add_done_callback(self._done)
        return True

    @property
    def idle(self) -> bool:
        """Say whether every key was handed on."""
        return self._task is None

    def forget(self) -> None:
        """Drop what was typed and not handed on: it was not meant for what comes in front now."""
        self._forgotten += 1
        self._waiting.clear()

    def stop(self) -> None:
        """Hand nothing on any more: the app is closing."""
        self._stopped = True
        self.forget()

    async def _hand_on(self) -> None:
        try:
            await self._hand_on_all()
        finally:
            # At once, not in `_done`: a key that comes between the two would wait for the key after it.
            self._task = None

    async def _hand_on_all(self) -> None:
        while self._waiting:
            event, before = self._waiting.popleft(), self._forgotten
            if self._goes_with_the_last(event):
                event = self._with_letters_behind(event)
            else:
                await self._settle(event)
                if self._stopped:
                    return
                if self._forgotten > before:
                    continue
                self._path = self._path_now()
            self._last = event
            await self._pass_on(event)

    def _done(self, task: "asyncio.Task[None]") -> None:
        fault = None if task.cancelled() else task.exception()
        if isinstance(fault, Exception) and not self._stopped:
            self._app._handle_exception(fault)

    def _path_now(self) -> tuple[DOMNode, ...]:
        """Return where the next key goes, and on its way up from there all that may still handle it."""
        target = self._app.focused or self._app.screen
        return tuple(target.ancestors_with_self)

    def _goes_with_the_last(self, event: Event) -> bool:
        """Say whether a letter follows a letter in the same box: the box itself keeps these in order."""
        box = self._app.focused
        same_box = getattr(box, ORDERLY, False) and self._path[:1] == (box,)
        return same_box and _is_letter(event) and _is_letter(self._last) and not self._busy()

    def _with_letters_behind(self, event: Event) -> Event:
        """Return a letter with all those that wait behind it: the box takes them in as one."""
        letters = [event]
        while self._waiting and _is_letter(self._waiting[0]):
            letters.append(self._waiting.popleft())
        typed = [each for each in letters if isinstance(each, Key)]
        return Key(typed[0].key, "".join(each.character or "" for each in typed)) if typed[1:] else event

    async def _settle(self, event: Event) -> None:
        """Wait until what came before has been done with and the screen in front is ready."""
        key = event.key if isinstance(event, Key) else ""
        await asyncio.sleep(0)
        await _until(self._rested, PATIENCE)
        if self._busy() and key != LEAVE:
            await _until(lambda: not self._busy() and self._rested(), LONG_PATIENCE)
        if key in OF_ROWS and self._filling():
            await _until(lambda: not self._filling() and self._rested(), LONG_PATIENCE)

    def _filling(self) -> bool:
        return not self._stopped and bool(getattr(self._app.screen, FILLING, False))

    def _rested(self) -> bool:
        return self._stopped or (all(map(at_rest, self._path)) and all(map(at_rest, self._path_now())))


def _is_letter(event: Event | None) -> bool:
    return isinstance(event, Key) and event.is_printable


async def _until(condition: Callable[[], bool], patience: float) -> None:
    loop = asyncio.get_running_loop()
    end, looks = loop.time() + patience, 0
    while not condition() and loop.time() < end:
        looks += 1
        await asyncio.sleep(0 if looks < SPINS else 0.002)
