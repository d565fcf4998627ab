"""The app leaves cleanly when it is told to, or when its terminal goes away."""

import io
import signal
import sys
from pathlib import Path

import pytest
from pseudoterminal import Terminal

from aware_tui.tui.departure import require_terminal

APP = """
import signal, sys
from pathlib import Path
from textual.widgets import Input, Static
from aware_tui.services.crash import reporter
from aware_tui.tui import departure
from aware_tui.tui.compat import PlainApp

FOLDER = Path(__file__).parent

def save():
    with (FOLDER / "saved").open("a") as file:
        file.write("once ")
    if (FOLDER / "fail").exists():
        raise ValueError("secret words")

class Small(PlainApp[None]):
    def on_load(self):
        departure.install(self, save)
        if (FOLDER / "deaf").exists():
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def compose(self):
        yield Input()
        yield Static("ready")

    def on_mount(self):
        self.set_interval(0.05, self.refresh)

from datetime import UTC, datetime
app = Small(reporter(FOLDER / "reports", lambda: datetime.now(UTC), {}))
app.run()
print("good bye", flush=True)
sys.exit(app.return_code)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "small.py"
    path.write_text(APP)
    return path


def saved(script: Path) -> str:
    path = script.parent / "saved"
    return path.read_text() if path.exists() else ""


@pytest.mark.sweep(2)
@pytest.mark.terminal
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_saves_restores_the_terminal_and_tells_its_number(
    script: Path, number: signal.Signals
) -> None:
    with Terminal(script) as terminal:
        terminal.shows("ready")
        terminal.send(number)
        assert terminal.ends() == 128 + number
        assert terminal.restored()
        assert b"Traceback" not in terminal.raw
    assert saved(script) == "once "


@pytest.mark.terminal
def test_signals_that_follow_each_other_save_once(script: Path) -> None:
    with Terminal(script) as terminal:
        terminal.shows("ready")
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
            terminal.send(number)
        assert terminal.ends() in {128 + signal.SIGTERM, 128 + signal.SIGHUP}
        assert terminal.restored()
    assert saved(script) == "once "


@pytest.mark.sweep(1)
@pytest.mark.terminal
@pytest.mark.parametrize("controlling", [True, False], ids=["with SIGHUP", "without SIGHUP"])
@pytest.mark.parametrize("deaf", [True, False], ids=["SIGHUP ignored", "SIGHUP heard"])
def test_a_closed_window_saves_and_ends(script: Path, controlling: bool, deaf: bool) -> None:
    if deaf:
        (script.parent / "deaf").touch()
    with Terminal(script, controlling=controlling) as terminal:
        terminal.shows("ready")
        terminal.close()
        assert terminal.ends() == 128 + signal.SIGHUP
    assert saved(script) == "once "


@pytest.mark.terminal
def test_a_parent_that_ignores_sighup_does_not_keep_the_app_alive(script: Path) -> None:
    with Terminal(script, ignored=(signal.SIGHUP,)) as terminal:
        terminal.shows("ready")
        terminal.close()
        assert terminal.ends() == 128 + signal.SIGHUP
    assert saved(script) == "once "


@pytest.mark.terminal
def test_a_save_that_fails_is_reported_and_the_app_ends_all_the_same(script: Path) -> None:
    (script.parent / "fail").touch()
    with Terminal(script) as terminal:
        terminal.shows("ready")
        terminal.send(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert terminal.restored()
        assert b"secret words" not in terminal.raw
    [report] = (script.parent / "reports").iterdir()
    text = report.read_text()
    assert "small.py" in text
    assert "secret words" not in text


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("redirected", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_a_plain_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, redirected: str
) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Screen())
    assert require_terminal() is None
    for stream in (io.StringIO(), None):
        monkeypatch.setattr(sys, redirected, stream)
        assert "terminal window" in (require_terminal() or "")


def test_a_terminal_that_cannot_place_words_is_told_of_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert "aware live --plain" in (require_terminal() or "")


def test_a_browser_needs_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert require_terminal() is None
