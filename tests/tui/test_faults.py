"""A fault ends the app with one sentence, and with nobody's words on the screen or on disk."""

import asyncio
import stat
from pathlib import Path

import pytest
from pseudoterminal import Terminal
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from aware_tui.tui.compat import PlainApp

FAULTY = """
import asyncio, sys, threading
from datetime import UTC, datetime
from pathlib import Path
from textual.widgets import Static
from aware_tui.services.crash import guard, reporter
from aware_tui.tui.compat import PlainApp

WORDS = "4111" + "1111"

def fail(*_):
    card = WORDS
    raise ValueError(f"refused {card}")

class Drawn(Exception):
    def __rich__(self):
        return WORDS

class Faulty(Static):
    def render(self):
        fail()

class Small(PlainApp[None]):
    leaving = False

    def on_load(self):
        self.note_faults(asyncio.get_running_loop())

    def compose(self):
        yield Static("ready")

    def on_key(self, event):
        card = WORDS
        getattr(self, f"do_{event.key}")()

    def do_a(self):
        fail()

    def do_b(self):
        raise Drawn(WORDS)

    async def work(self):
        fail()

    def do_c(self):
        self.run_worker(self.work())

    def do_d(self):
        self.run_worker(fail, thread=True)

    def do_e(self):
        self.set_timer(0.01, fail)

    def do_f(self):
        self.mount(Faulty())

    def do_g(self):
        self.leaving = True
        self.exit()

    def do_h(self):
        self._driver.process_message = fail
        self.query_one(Static).update("again")

    def do_i(self):
        self.panic(WORDS)

    def do_j(self):
        self.do_a_after_exit = self.call_later(self.exit)
        fail()

    def do_k(self):
        asyncio.get_running_loop().call_soon(fail)
        self.set_timer(0.05, self.exit)

    def do_l(self):
        threading.Thread(target=fail).start()
        self.set_timer(0.05, self.exit)

    def do_m(self):
        self.panic(WORDS)
        fail()

    def on_unmount(self):
        if self.leaving:
            fail()

report = reporter(Path(__file__).with_name("reports"), lambda: datetime.now(UTC), {})
guard(report)
app = Small(report)
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.sweep(2)
@pytest.mark.terminal
@pytest.mark.parametrize("deed", "abcdefghijklm")
def test_a_fault_prints_one_sentence_and_nobodys_words(tmp_path: Path, deed: str) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY)
    silent = deed in "kl"
    with Terminal(script) as terminal:
        terminal.shows("ready")
        terminal.type(deed)
        if deed == "h":
            terminal.shows("again")
            terminal.type("z")
        assert terminal.ends() == (0 if silent else 1)
        assert terminal.restored()
        raw = terminal.raw.decode()
    [report] = (tmp_path / "reports").iterdir()
    text = report.read_text()
    assert "4111" not in raw + text
    assert ("RuntimeError" if deed in "im" else "Drawn" if deed == "b" else "ValueError") in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    last = [line for line in raw.rsplit("\x1b[?1006l", 1)[1].splitlines() if line]
    assert last == [] if silent else (len(last) == 1 and last[0].endswith(str(report)))


class Small(PlainApp[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready")


async def test_a_fault_under_test_is_raised_in_the_test() -> None:
    app = Small()

    async def fail() -> None:
        async with app.run_test() as pilot:
            app.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert app.return_code == 1


class Closing(PlainApp[None]):
    """Opens a screen that looks for its widgets once the app has begun to close."""

    def __init__(self) -> None:
        super().__init__()
        self.closing = asyncio.Event()

    async def _close_all(self) -> None:
        self.closing.set()
        await super()._close_all()


class Late(Screen[None]):
    async def on_mount(self) -> None:
        assert isinstance(self.app, Closing)
        await self.app.closing.wait()
        self.query_one("#gone")


async def test_a_screen_that_opens_as_the_app_closes_is_no_fault() -> None:
    app = Closing()
    async with app.run_test():
        app.push_screen(Late())
    assert not app.return_code


async def test_a_widget_that_is_missed_while_the_app_runs_is_one() -> None:
    app = Closing()
    app.closing.set()
    with pytest.raises(NoMatches):
        async with app.run_test():
            app.push_screen(Late())
    assert app.return_code == 1
