"""A real Chromium and the real `aware serve`; without the browser its tests are skipped, in CI they fail."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from chromium import chromium
from playwright.sync_api import Browser, BrowserContext
from web.reader import Reader

AWARE: Final = Path(sys.executable).with_name("aware")

OpenTab = Callable[..., Reader]
Serve = Callable[..., "Serving"]


class Serving:
    """`aware serve` as a person starts it."""

    def __init__(self, folder: Path, *words: str, port: int = 0) -> None:
        self.process = subprocess.Popen(
            [AWARE, "serve", "--port", str(port), "--data-dir", folder, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.told = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.told)
        assert found, f"{self.told}{self.process.communicate(timeout=20)}"
        self.address, self.port = found[0], int(found[1])

    def children(self) -> list[int]:
        """Return the processes of its windows."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in listed.read_text().split()]

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """Send a signal, and return the status and whatever it said since."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.fixture(name="chromium", scope="module")
def open_chromium() -> Iterator[Browser]:
    """Return a browser without a window."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a browser's profile that nobody used before, of 120 x 36 letters."""
    made = chromium.new_context(viewport={"width": 1084, "height": 760})
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def serve(folder: Path) -> Iterator[Serve]:
    """Return what starts a server on the folder; it is ended afterwards."""
    with ExitStack() as started:

        def start(*words: str, port: int = 0) -> Serving:
            made = Serving(folder, *words, port=port)
            started.callback(_make_sure, made)
            return made

        yield start


def _make_sure(made: Serving) -> None:
    if made.process.poll() is None:
        made.end(signal.SIGTERM)


@pytest.fixture
def open_tab(context: BrowserContext) -> OpenTab:
    """Return what opens a tab at an address."""
    return lambda address: Reader(context, address)
