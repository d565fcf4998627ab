"""The screens in German: seen through a real terminal, and no line of keys too long for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pseudoterminal import Terminal

TESTS = Path(__file__).parents[1]
PROGRAM = TESTS.parent / "src" / "aware_tui" / "__main__.py"

KEY_LINES = """
import asyncio, json, sys
from pathlib import Path
from aware_tui import language
language.use("de")
from aware_tui.tui.widgets.key_line import KeyLine
from tui.pilots import SMALL, an_app, on_today, press, until

async def look():
    found = []
    app = an_app(Path(sys.argv[1]))
    async with on_today(app, SMALL) as pilot:
        for letter in "hfsibpwcn":
            await press(pilot, letter)
            await until(lambda: any(line.content_size.width for line in app.screen.query(KeyLine)))
            await pilot.pause()
            for line in app.screen.query(KeyLine):
                found.append((line.render().plain, line.content_size.width))
    print(json.dumps(found))

asyncio.run(look())
"""
"""Prints the line of keys of each main screen as it is drawn, with the cells there are."""


@pytest.mark.long
def test_the_lines_of_keys_fit_in_german(tmp_path: Path) -> None:
    code = [sys.executable, "-c", KEY_LINES, str(tmp_path)]
    done = subprocess.run(
        code, capture_output=True, text=True, cwd=TESTS, env=os.environ | {"PYTHONPATH": "."}
    )
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert len(lines) >= 9
    assert [words for words, room in lines if len(words) > room] == []
    assert all("Hilfe" in words for words, _room in lines)


@pytest.mark.terminal
def test_a_day_in_german(tmp_path: Path) -> None:
    german = {"AWARE_LANGUAGE": "de", "AWARE_DATA_DIR": str(tmp_path), "AWARE_AGENT": "Kim"}
    with Terminal(PROGRAM, env=german) as terminal:
        terminal.shows("F1 Hilfe")
        terminal.type("n")
        terminal.shows("F2 Entschuldigung")
        terminal.type("kein Techniker, zweimal")
        terminal.shows("gesichert")
        terminal.type("\x1b[20~")  # F9
        terminal.shows("Dieses Gespräch verlassen")
        terminal.shows("Parken: später weiter")
        terminal.type("\x1b[B")
        terminal.shows("▸ Parken")
        terminal.type("\r")
        terminal.shows("Warum parken?")
        terminal.type("1")
        terminal.shows("Nicht fertig")
        terminal.shows("geparkt")
        for letter, title in {"f": "Wiedervorlagen", "s": "Verlauf", "c": "Kunden", "h": "aware"}.items():
            terminal.type(letter)
            terminal.until(lambda title=title: terminal.screen.lstrip().startswith(title))  # type: ignore[misc]
            terminal.shows("F1 Hilfe")
        terminal.type("\x11")  # ctrl+q
        assert terminal.ends() == 0
