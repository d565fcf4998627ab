"""A talk line by line: what goes in, as bytes, and what comes out."""

import io
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from aware_tui.cli.main import run
from aware_tui.config import Settings
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.text import for_screen
from aware_tui.services.reports import listed, read_session


@dataclass(frozen=True, slots=True)
class Heard:
    """What a talk said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Return what was said, a line each."""
        return self.out.splitlines()


Talk = Callable[..., Heard]
"""Takes the words of a command and the lines typed, given as `typed`."""


def make_talk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Return what runs a command with lines on stdin, in this process."""

    def talk(*words: str, typed: tuple[str, ...] | bytes = ()) -> Heard:
        content = typed if isinstance(typed, bytes) else "".join(f"{line}\n" for line in typed).encode()
        capsys.readouterr()
        with closing(io.TextIOWrapper(io.BytesIO(content))) as stdin, monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", stdin)
            try:
                status: object = run(words)
            except SystemExit as leaving:
                status = leaving.code or 0
        assert isinstance(status, int)
        return Heard(status, *capsys.readouterr())

    return talk


def settings_in(data: Path) -> Settings:
    """Return the settings that the commands of a test have."""
    return Settings(data, "Kim", "Europe/London", "aware")


def session_in(data: Path) -> CoachingSession:
    """Return the newest call of a data folder, as it is on disk."""
    settings = settings_in(data)
    newest = next(iter(listed(settings)))
    return read_session(settings, newest.head.id).session


def printable(text: str) -> bool:
    """Say whether text holds nothing that controls or hides: only line ends beside what can be seen."""
    controls = any(unicodedata.category(sign) == "Cc" and sign != "\n" for sign in text)
    return not controls and for_screen(text) == text
