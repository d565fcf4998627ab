"""Private hooks into Textual: what the terminal sends and is sent.

`painting`, `browser` and `steady_palette` have more.
"""

import os
import selectors
import signal
from asyncio import AbstractEventLoop
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TextIO, cast

from rich.text import Text
from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App, ReturnType
from textual.command import CommandListItem, CommandPalette, SimpleProvider
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.filter import Monochrome, NoColor
from textual.keys import Keys
from textual.message_pump import MessagePump
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.widget import AwaitMount, Widget
from textual.worker import WorkerFailed

from aware_tui.domain.lettering import Lettering, lettering_of
from aware_tui.language import _
from aware_tui.services.crash import Reporter, farewell
from aware_tui.tui.line_filters import ControlFilter, LettersFilter
from aware_tui.tui.plaintext import visible
from aware_tui.tui.style_sheet import ThriftyStylesheet

CRASHED: Final = 1
"""Exit status after a fault of the program."""

HUNG_UP: Final = 129
"""Exit status after the terminal went away: 128 and SIGHUP's number."""

_READ_BYTES: Final = 4096
_POLL_SECONDS: Final = 0.1
_EMPTY_READS: Final = 3


def install_control_filter(app: App[Any]) -> None:
    """Put a control filter last in the app's chain of line filters."""
    app._filters.append(ControlFilter())


def limit_letters(app: App[Any], lettering: Lettering | None) -> None:
    """Show only what the terminal has letters for; all of it where `lettering` is None."""
    if lettering is not None:
        app._filters.append(LettersFilter(lettering))


def send_no_colour(app: App[Any]) -> None:
    """Where NO_COLOR asks for it, send no colour at all; Textual would send greys."""
    app._filters[:] = [NoColor() if isinstance(each, Monochrome) else each for each in app._filters]


def forget_alt_digits() -> None:
    """Make escape and a digit mean alt and that digit, not one of `¡™£¢∞§¶•ªº`."""
    for sequence, meaning in list(ANSI_SEQUENCES_KEYS.items()):
        if len(sequence) == 2 and sequence[0] == "\x1b" and isinstance(meaning, str):
            del ANSI_SEQUENCES_KEYS[sequence]  # type: ignore[attr-defined]


def is_whole(widget: Widget) -> bool:
    """Say whether a widget has all its parts: not while it is still on its way, or already being removed."""
    return widget.is_mounted and not widget._pruning


def at_rest(node: MessagePump) -> bool:
    """Say whether a node has begun and done all that was asked of it, or is going away."""
    if node._closing or node._closed:
        return True
    news = cast(Any, node._message_queue).ready_event
    return node._is_mounted and not news.is_set() and bool(news._waiters)


class SteadyParser(XTermParser):
    """Ignores a malformed key sequence, on which Textual's parser raises and ends the app."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, sequence)]


class TerminalFile:
    """The terminal as a file whose writes do not fail: a lost terminal is told to `lost`."""

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        self._file = file
        self._lost = lost

    def write(self, text: str) -> None:
        self._attempt(lambda: self._file.write(text))

    def flush(self) -> None:
        self._attempt(self._file.flush)

    def fileno(self) -> int:
        return self._file.fileno()

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except BlockingIOError:
            return
        except OSError:
            self._lost()


class SteadyDriver(LinuxDriver):
    """A terminal driver that survives invalid UTF-8 and ends the app when the terminal is gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._gone = False
        self._terminals = [number for number in (0, 1, 2) if os.isatty(number)]
        if self._file is not None:
            limit_letters(app, lettering_of(self._file.encoding or "", os.environ.get("TERM", "")))
            self._file = cast(Any, TerminalFile(self._file, self._lose_terminal))

    def start_application_mode(self) -> None:
        """Begin, and hear sizes in the loop: a handler that interrupts itself may tell an old one last."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        tell = signal.getsignal(signal.SIGWINCH)
        if callable(tell):
            self._loop.add_signal_handler(signal.SIGWINCH, tell, signal.SIGWINCH, None)

    def run_input_thread(self) -> None:
        """Read the terminal until input is disabled or the terminal is gone."""
        parser = SteadyParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        empty = 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL_SECONDS):
                    data = self._read()
                    empty = 0 if data else empty + 1
                    if empty == _EMPTY_READS:
                        self._lose_terminal()
                        return
                    self._pass_on(parser, decode(data))
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return what was typed; nothing, though there is something to read, means a lost terminal."""
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError:
            return b""

    def _pass_on(self, parser: XTermParser, text: str) -> None:
        # An empty string would tell the parser that its input has ended.
        for event in parser.feed(text) if text else ():
            self.process_message(event)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except BaseException as error:
            self._app.call_later(self._app._handle_exception, error)
            if not isinstance(error, Exception):
                raise

    def _lose_terminal(self) -> None:
        """Point the terminal's file numbers at nothing, so that later writes pass, and tell the app."""
        if self._gone:
            return
        self._gone = True
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in self._terminals:
            os.dup2(nothing, number)
        os.close(nothing)
        leave = self._app.hang_up if isinstance(self._app, PlainApp) else self._app.exit
        self._loop.call_soon_threadsafe(leave)


def driver_class() -> type[Driver] | None:
    """Return the driver for a real terminal; None leaves the choice to Textual (as in a browser)."""
    return None if constants.DRIVER else SteadyDriver


def no_report(error: BaseException) -> str:  # noqa: ARG001
    """Return the sentence for a crash of which nothing is kept."""
    return farewell(None)


class PlainApp(App[ReturnType]):
    """An app that parses no markup in notices, lets no control byte out and prints no variables.

    A fault ends it with one sentence on stderr, which `report` returns, and the status 1.
    """

    def __init__(self, report: Reporter = no_report) -> None:
        super().__init__(driver_class=driver_class())
        self.stylesheet = ThriftyStylesheet(variables=self.get_css_variables())
        self._report = report
        self._stopping = False
        self.hang_up: Callable[[], None] = lambda: self.exit(return_code=HUNG_UP)
        self.before_shutdown: Callable[[], None] = lambda: None
        self.keys_handed_on: Callable[[], bool] = lambda: True
        forget_alt_digits()
        send_no_colour(self)
        install_control_filter(self)

    @property
    def return_code(self) -> int | None:
        """Return the exit status; a crash wins over any later `exit`."""
        return CRASHED if self._stopping else super().return_code

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002
    ) -> None:
        message, title = visible(message), visible(title)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def on_mount(self) -> None:
        self.screen_change_signal.subscribe(self, self._put_notices_away, immediate=True)

    def _put_notices_away(self, screen: Screen[Any]) -> None:
        """Let what was told in passing not hang over a new screen; over a dialog it stays, as warnings do."""
        if not isinstance(screen, ModalScreen) and not screen.is_mounted:
            for notice in [each for each in self._notifications if each.severity == "information"]:
                self._unnotify(notice)

    def action_command_palette(self) -> None:
        # Textual asks only about the screen in front, and two of its palettes with the same id end the app.
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            from aware_tui.tui.steady_palette import SteadyPalette

            self.push_screen(SteadyPalette(placeholder=_("Search for commands…")))

    def search_commands(
        self, commands: Sequence[CommandListItem], placeholder: str = _("Search for commands…")
    ) -> AwaitMount:
        from aware_tui.tui.steady_palette import SteadyPalette

        provider = cast(Any, SimpleProvider(self.screen, list(commands)))
        return self.push_screen(SteadyPalette(providers=[provider], placeholder=placeholder))

    def note_faults(self, loop: AbstractEventLoop) -> None:
        """Report the faults of stray tasks and callbacks in `loop`; the app goes on."""

        def note(_: AbstractEventLoop, context: dict[str, Any]) -> None:
            if (error := context.get("exception")) is not None:
                self._report(error)

        loop.set_exception_handler(note)

    def _handle_exception(self, error: Exception) -> None:
        # What is still being opened while the app closes finds its widgets gone: a fault of nobody's.
        if self.is_running or not isinstance(error, NoMatches):
            super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:  # noqa: ARG002
        """End the app with a report, without showing `renderables`, which may hold anything."""
        if not self._stopping:
            self._stopping = True
            error: BaseException = self._exception or RuntimeError()
            cause = error.error if isinstance(error, WorkerFailed) else error
            self._exit_renderables[:] = [Text(self._report(cause))]
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    async def _shutdown(self) -> None:
        self.before_shutdown()
        try:
            await super()._shutdown()
        finally:
            # What restores the terminal must be out before anyone prints, even if a widget failed to close.
            if self._driver is not None:
                self._driver.close()

    def _print_error_renderables(self) -> None:
        for renderable in self._exit_renderables:
            self.error_console.print(renderable, soft_wrap=True)
        self._exit_renderables.clear()
