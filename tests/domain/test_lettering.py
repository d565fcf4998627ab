"""What a terminal without some signs shows in their place."""

import unicodedata
from itertools import chain
from pathlib import Path

import pytest
from textual._border import BORDER_CHARS

import aware_tui
from aware_tui.domain.lettering import STAND_INS, UNKNOWN, Lettering, lettering_of, stand_in
from aware_tui.paths import shipped_playbooks

ASCII = Lettering("ascii")
SOURCE = Path(aware_tui.__file__).parent
SHOWN = (*(SOURCE / "tui").rglob("*.py"), *(shipped_playbooks() / "aware").rglob("*.yaml"))


@pytest.mark.parametrize(
    ("encoding", "terminal", "codec"),
    [
        ("utf-8", "xterm-256color", None),
        ("UTF8", "screen", None),
        ("utf-8", "", None),
        ("utf-8", "vt100", "ascii"),
        ("utf-8", "vt220-am", "ascii"),
        ("utf-8", "linux", "utf-8"),
        ("iso8859-1", "xterm", "iso8859-1"),
        ("US-ASCII", "xterm", "US-ASCII"),
        ("martian", "xterm", "ascii"),
        ("", "xterm", "ascii"),
    ],
)
def test_what_a_terminal_shows_is_told_by_its_name_and_its_encoding(
    encoding: str, terminal: str, codec: str | None
) -> None:
    found = lettering_of(encoding, terminal)
    assert (found.codec if found else None) == codec


@pytest.mark.parametrize(
    ("lettering", "shown"),
    [
        (ASCII, """* % o v "e ?? ~" +-+| =. _ - Lukasz"""),
        (lettering_of("iso8859-1", "xterm"), """* % o v "é ?? ~" +-+| =. _ · Lukasz"""),
        (lettering_of("utf-8", "linux"), """* % o v "é 日 ~" ┌─┐│ =. _ · Łukasz"""),
    ],
)
def test_every_sign_has_one_like_it(lettering: Lettering, shown: str) -> None:
    words = "● ◐ ○ ✔ “é 日 …” ╭─╮│ ━┄ ▁ · Łukasz"
    assert "".join(stand_in(sign, lettering) for sign in words) == shown


def test_the_last_stand_in_is_ascii_and_takes_one_cell_as_the_sign_does() -> None:
    for sign, instead in STAND_INS.items():
        assert instead[-1].isascii(), sign
        assert unicodedata.east_asian_width(sign) not in "WF", sign


def test_every_sign_that_the_program_draws_has_a_stand_in() -> None:
    borders = chain.from_iterable(BORDER_CHARS[name] for name in ("round", "outer", "hkey", "vkey"))
    written = chain.from_iterable(file.read_text("utf-8") for file in SHOWN)
    signs = {sign for sign in chain(*chain.from_iterable(borders), written) if not sign.isalpha()} - {UNKNOWN}
    unknown = {sign for sign in signs if UNKNOWN in stand_in(sign, ASCII)} - set("¿")
    assert unknown == set()
    assert len(signs) > 60


def test_marks_and_joiners_take_no_cell() -> None:
    assert "".join(stand_in(sign, ASCII) for sign in "e\u0301a\u200d") == "ea"
