"""Hostile strings in every field: each screen, command and export shows them, and none does anything."""

import asyncio
import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest.mock import patch

from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import Clock, an_app, on_today, press, settings, until

from aware_tui.cli.main import run
from aware_tui.domain.text import clean, one_line
from aware_tui.store.opening import open_database
from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN, cell, plain, styled, visible
from aware_tui.tui.today.screen import TodayScreen
from trials.hostile_rows import hostile_rows
from trials.hostile_words import hostile_strings
from trials.verdict import Figure, none

BATCH: Final = 10_000
"""Strings in one database."""

SIZE: Final = (150, 100)
PAGES: Final = 6
"""Pages of a screen that are looked at."""

SCREENS: Final = ("h", "f", "s", "i", "w", "c", "p")
"""The letters of the main screens that show words of people."""

OPENED: Final = ("s", "c", "w", "f")
"""Of these, the screens in which enter opens what the cursor is on."""

IN_A_CALL: Final = (
    "f4",
    "escape",
    "f5",
    "f2",
    "escape",
    "f8",
    "f6",
    "escape",
    "f8",
    "f3",
    "escape",
    "f8",
    "f8",
    "f9",
    "escape",
)
"""Keys that walk through a call and open its questions."""

SEARCHED: Final = 20
"""Strings of a database that are searched for."""

CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ud800-\udfff]"
)
"""What may not be in the output of a command."""

FORMULA: Final = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""A cell that begins with it is a formula to a spreadsheet."""

COMMANDS: Final = (
    "sessions",
    "sessions --json",
    "follow-ups",
    "follow-ups --json",
    "follow-ups --ics {folder}/due.ics",
    "insights",
    "insights --json",
    "insights --markdown",
    "goals",
    "goals --json",
    "export --format json -o {folder}/json",
    "export --format csv -o {folder}/csv",
    "export --format markdown -o {folder}/markdown",
)


@dataclass(slots=True)
class Toll:
    """What the strings did."""

    strings: int = 0
    looks: int = 0
    """Screens painted, commands run, files written."""
    crashes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    control: list[str] = field(default_factory=list)

    def figures(self) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.strings:,} strings, {self.looks:,} screens, outputs and files"
        return [
            none("crashes", self.crashes, of),
            none("strings changed", self.changes, of),
            none("strings that became links or actions", self.actions, of),
            none("control bytes out", self.control, of),
        ]

    def harmless(self, where: str, text: str, found: "re.Pattern[str]" = CONTROL) -> None:
        """Look for what may not come out."""
        self.looks += 1
        if (raw := found.search(text)) is not None:
            self.control.append(f"{where}: {raw[0]!r} in {text[max(0, raw.start() - 30) : raw.end() + 10]!r}")


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Show so many strings everywhere; every second database holds them as they came, past every boundary."""
    toll, chance = Toll(), Random(seed)
    for number, begun in enumerate(range(0, times, BATCH)):
        words = hostile_strings(min(BATCH, times - begun), chance)
        one_batch(folder / str(number), words, toll, raw=number % 2 == 1)
    return toll.figures()


def one_batch(folder: Path, words: list[str], toll: Toll, *, raw: bool) -> None:
    """Take words in, and show them on all surfaces."""
    folder.mkdir(parents=True)
    toll.strings += len(words)
    for text in words:
        boundary(text, toll)
        widgets(text, toll)
    kept = words if raw else [clean(text).text for text in words]
    put(settings(folder), *hostile_rows(kept))
    commands(folder, toll)
    asyncio.run(screens(folder, toll))


def boundary(text: str, toll: Toll) -> None:
    """Take a string in: nothing hidden is left of it, and taking it in again changes nothing."""
    for kept in (clean(text).text, one_line(text)):
        toll.control += [f"taken in: {kept[:60]!r}"] if CONTROL.search(kept) else []
        toll.changes += [f"taken in twice: {text[:60]!r}"] if clean(kept).text != kept else []


def widgets(text: str, toll: Toll) -> None:
    """Make a string fit for each kind of widget: all of its letters, and no style, link or action."""
    wanted = visible(text)
    for made in (plain(text), styled((text, "")), cell(text)):
        toll.changes += [f"{type(made).__name__}: {text[:60]!r}"] if made.plain != wanted else []
        toll.actions += [f"{type(made).__name__}: {text[:60]!r}"] if made.spans else []


async def screens(folder: Path, toll: Toll) -> None:
    """Open every screen on the data, page through it, and open what it lists."""
    app = an_app(folder, now=Clock())
    try:
        async with on_today(app, SIZE) as pilot:
            for letter in SCREENS:
                await press(pilot, letter)
                toll.crashes += [] if await paged(pilot, app, letter, toll) else [f"{letter} opened nothing"]
            await press(pilot, "h", "enter")
            await until(lambda: isinstance(app.screen, LiveScreen))
            for key in IN_A_CALL:
                await press(pilot, key)
                look(app, f"call, {key}", toll)
            toll.crashes += [] if isinstance(app.screen, LiveScreen) else [f"the call became {app.screen}"]
            assert app._exception is None
    except Exception as fault:  # noqa: BLE001 - a crash is what this looks for
        toll.crashes.append(f"the app: {type(fault).__name__}: {str(fault)[:300]}")


async def paged(pilot: Pilot[None], app: AwareApp, letter: str, toll: Toll) -> bool:
    """Page through a list, opening what the cursor is on; say whether the screen was one of its own."""
    listed = app.screen
    for _ in range(PAGES):
        look(app, letter, toll)
        if letter in OPENED:
            await press(pilot, "enter")
            look(app, f"{letter}, opened", toll)
            await back(pilot, app, letter)
        await press(pilot, "pagedown")
    return letter == "h" or not isinstance(listed, TodayScreen)


async def back(pilot: Pilot[None], app: AwareApp, letter: str) -> None:
    """Leave what was opened: a call is put on hold, whatever else there is closes by escape."""
    if isinstance(app.screen, LiveScreen):
        app.screen.action_hold()
        await until(lambda: not isinstance(app.screen, LiveScreen))
    else:
        await press(pilot, "escape")
    if isinstance(app.screen, TodayScreen):
        await press(pilot, letter)


def look(app: AwareApp, where: str, toll: Toll) -> None:
    """Look at the screen in front as it goes to the terminal: its letters, its links and its actions."""
    for strip in app.screen._compositor.render_strips(app.size):
        toll.harmless(f"screen {where}", strip.text, re.compile(UNSAFE_ON_SCREEN))
        for segment in strip:
            if segment.style is not None and (segment.style.link or "@click" in segment.style.meta):
                toll.actions.append(f"screen {where}: {segment.text!r}")


def commands(folder: Path, toll: Toll) -> None:
    """Run every command that prints words, and write every export."""
    with closing(open_database(folder / "aware.db")) as db:
        ids = [row_id for (row_id,) in db.execute("SELECT id FROM session ORDER BY id")]
        texts = [text for (text,) in db.execute("SELECT text FROM note ORDER BY id")]
    for words in (*COMMANDS, *(f"session {row_id}" for row_id in ids), *_as_documents(ids[:10])):
        out = say(words.format(folder=folder / "out"), folder, toll)
        toll.harmless(words, out)
        if "--json" in words:
            json.loads(out)
    for text in texts[:SEARCHED]:
        say(["sessions", "--search", text], folder, toll)
    lines = "\n".join(" ".join(text.splitlines()) for text in texts).encode(errors="replace")
    for reader in ("apology", "promise-check"):
        for line in say([reader, "--json"], folder, toll, typed=lines).splitlines():
            toll.harmless(reader, line)
            json.loads(line)
    files(folder / "out", texts, toll)


def _as_documents(ids: list[str]) -> Iterator[str]:
    for row_id in ids:
        yield f"session {row_id} --json"
        yield f"session {row_id} --markdown"


def say(words: str | list[str], folder: Path, toll: Toll, typed: bytes = b"") -> str:
    """Run a command here and return what it printed; only its own statuses are no crash."""
    argv = words.split() if isinstance(words, str) else words
    (folder / "out").mkdir(exist_ok=True)
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", stdin):
        try:
            run(["--data-dir", str(folder), *argv])
        except SystemExit as leaving:  # a string that looks like an option
            if leaving.code != 2:
                toll.crashes.append(f"{argv}: exit {leaving.code}")
        except Exception as fault:  # noqa: BLE001 - a crash is what this looks for
            toll.crashes.append(f"{argv}: {type(fault).__name__}: {str(fault)[:200]}")
    toll.harmless(f"stderr of {argv[0]}", err.getvalue())
    return out.getvalue()


def files(folder: Path, texts: list[str], toll: Toll) -> None:
    """Read back what was exported: every word as it is in the file, no formula in any table."""
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        text = path.read_bytes().decode()
        toll.harmless(path.name, text.replace("\r\n", "\n").removeprefix("\ufeff"))
        if path.suffix == ".csv":
            csv.field_size_limit(len(text) + 1)
            rows = csv.reader(io.StringIO(text, newline=""))
            toll.actions += [f"{path.name}: {cell!r}" for row in rows for cell in row if FORMULA.match(cell)]
    there = {leaf for path in folder.rglob("*.json") for leaf in leaves(json.loads(path.read_bytes()))}
    toll.changes += [f"JSON: {text[:60]!r}" for text in texts if text not in there]


def leaves(document: Any) -> Iterator[str]:
    """Yield every string of a document."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for value in document.values():
            yield from leaves(value)
    elif isinstance(document, list):
        for value in document:
            yield from leaves(value)
