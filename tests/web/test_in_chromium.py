"""The real program in a real browser: what a person does there, and what becomes of it."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from chromium import program
from playwright.sync_api import Browser
from terminal.test_practice_in_terminal import HOTEL, Trainee, scenario_of
from web.conftest import OpenTab, Serve
from web.reader import Reader
from web.serving_windows import alive

pytestmark = [pytest.mark.long, pytest.mark.terminal]

WORDS = "Second visit missed, took an unpaid day off each time"
PICTURES = os.environ.get("AWARE_PICTURES", "")
"""A folder for pictures to look at; without it none are taken."""


def rows_of(folder: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{folder / 'aware.db'}?mode=ro", uri=True)) as database:
        return database.execute(question).fetchall()


def until(happened: Callable[[], bool], within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def picture(tab: Reader, name: str) -> None:
    if PICTURES:
        tab.picture(Path(PICTURES) / f"{name}.png")


def listen(tab: Reader) -> None:
    """Begin a call and note their words, until they are saved."""
    tab.wait_for("new call")
    tab.press("n")
    tab.wait_for("Their words")
    tab.type(WORDS)
    tab.wait_for(WORDS)
    saved(tab)


def saved(tab: Reader) -> None:
    tab.wait_for(lambda screen: "· saved" in "".join(screen.splitlines()[:2]))


def notes(folder: Path) -> list[tuple[Any, ...]]:
    return rows_of(folder, "SELECT text FROM note WHERE field = 'their_words'")


def test_a_whole_call_by_keys_and_nothing_from_elsewhere(
    folder: Path, serve: Serve, open_tab: OpenTab
) -> None:
    server = serve()
    tab = open_tab(server.address)
    assert tab.tab.title() == "aware"
    listen(tab)
    picture(tab, "listen")
    tab.press("f5")
    tab.wait_for("open question")
    tab.press("f8")
    tab.wait_for("What would put it right")
    tab.type("a visit on Saturday")
    tab.wait_for("a visit on Saturday")
    picture(tab, "widen")
    tab.press("f8")
    tab.wait_for("by ...")
    tab.type("I'll ring you back tomorrow by 5")
    tab.wait_for("tomorrow by 5")
    tab.press("enter")
    tab.wait_for("tomorrow 17:00")
    picture(tab, "agree")
    tab.press("f9")
    tab.wait_for("Park until tomorrow 17:00")
    picture(tab, "gate")
    tab.press("enter")
    tab.wait_for("Unfinished")
    assert rows_of(folder, "SELECT status FROM session") == [("parked",)]
    assert notes(folder) == [(WORDS,)]
    assert rows_of(folder, "SELECT what, state FROM promise") == [("Ring you back", "open")]
    assert [url for url in tab.asked if not url.startswith(server.address)] == []
    assert tab.faults == []


def test_the_palette_ends_it_and_a_button_opens_it_again(serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve().address)
    tab.wait_for("new call")
    tab.press("ctrl+p")
    tab.wait_for("Search for")
    tab.type("quit")
    tab.wait_for("Save, leave every session open")
    tab.press("enter")
    tab.has("ended")
    picture(tab, "ended")
    assert "Everything is saved" in tab.tab.inner_text("#why")
    tab.glass.screen.reset()
    tab.press("enter")
    tab.wait_for("new call")


def test_a_practice_attempt_from_the_list_to_its_debrief(serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve().address)
    tab.wait_for("new call")
    tab.press("p")
    trainee = Trainee(tab, scenario_of(HOTEL))
    trainee.picks()
    trainee.picks_up("3", "Choose")
    picture(tab, "practice")
    trainee.hears_out()
    trainee.does_well()
    total, ending = trainee.reads_debrief()
    picture(tab, "debrief")
    assert ending == "settled"
    assert total > 50
    assert tab.faults == []


def test_a_paste_comes_whole_and_one_beyond_measure_is_cut_and_told(
    folder: Path, serve: Serve, open_tab: OpenTab
) -> None:
    tab = open_tab(serve().address)
    tab.wait_for("new call")
    tab.press("n")
    tab.wait_for("Their words")
    letter = "Dear all, [/red] é 日本 🙂\nyour fitter came twice.\nhttps://evil.example/x"
    tab.paste(letter)
    tab.wait_for("came twice")
    until(lambda: notes(folder) == [(letter,)])
    tab.paste("x" * 400_000)
    tab.wait_for("This place is full")
    until(lambda: len(notes(folder)[0][0].encode()) > 19_000)
    picture(tab, "paste")
    assert notes(folder)[0][0].startswith(letter)


def test_a_window_too_small_asks_for_more_and_keeps_all(serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve().address)
    listen(tab)
    tab.tab.set_viewport_size({"width": 800, "height": 520})
    tab.wait_for(lambda screen: WORDS in screen and "saved" in screen[:90])
    picture(tab, "narrow")
    tab.tab.set_viewport_size({"width": 360, "height": 300})
    tab.wait_for("larger")
    picture(tab, "too-small")
    tab.tab.set_viewport_size({"width": 1900, "height": 1000})
    tab.wait_for(WORDS)
    tab.type("!")
    tab.wait_for(WORDS + "!")
    picture(tab, "large")


def test_a_reload_in_the_middle_of_a_call_goes_on_where_it_was(serve: Serve, open_tab: OpenTab) -> None:
    server = serve()
    tab = open_tab(server.address)
    listen(tab)
    before = server.children()
    tab.glass.screen.reset()
    tab.tab.reload()
    tab.wait_for(WORDS)
    tab.press("backspace")  # the very first key counts, even one that is no letter
    tab.type(", twice")
    tab.wait_for(WORDS[:-1] + ", twice")
    assert server.children() == before


def test_a_closed_tab_saves_and_leaves_the_call_open_and_no_process(
    folder: Path, serve: Serve, open_tab: OpenTab
) -> None:
    server = serve()
    tab = open_tab(server.address)
    listen(tab)
    (child,) = server.children()
    tab.type(" and again")
    tab.leave()
    until(lambda: not alive(child), within=30)
    assert notes(folder) == [(WORDS + " and again",)]
    assert rows_of(folder, "SELECT status FROM session") == [("open",)]


def test_a_copied_tab_leaves_the_first_alone(serve: Serve, open_tab: OpenTab) -> None:
    server = serve()
    tab = open_tab(server.address)
    listen(tab)
    copied = tab.tab.evaluate("() => JSON.stringify(sessionStorage)")
    second = open_tab(server.address)
    second.wait_for("new call")
    second.tab.evaluate(
        "kept => Object.entries(JSON.parse(kept)).forEach(e => sessionStorage.setItem(...e))", copied
    )
    second.tab.reload()
    second.wait_for("Unfinished")
    tab.type("!")
    tab.wait_for(WORDS + "!")
    assert not second.shows("Their words")


def test_a_server_that_was_killed_leaves_nothing_behind_and_the_page_comes_back_to_its_call(
    folder: Path, serve: Serve, open_tab: OpenTab
) -> None:
    server = serve()
    tab = open_tab(server.address)
    listen(tab)
    (child,) = server.children()
    server.process.kill()
    server.process.communicate(timeout=10)
    tab.has("lost")
    picture(tab, "lost")
    until(lambda: not alive(child))
    assert notes(folder) == [(WORDS,)]
    serve(port=server.port)
    tab.tab.wait_for_selector("body:not(.lost)", timeout=20_000)
    tab.wait_for("Their words")
    tab.type("!")
    tab.wait_for(WORDS + "!")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_saves_ends_cleanly_and_says_nothing_more(
    folder: Path, serve: Serve, open_tab: OpenTab, number: signal.Signals
) -> None:
    server = serve()
    tab = open_tab(server.address)
    listen(tab)
    tab.type(" and again")
    (child,) = server.children()
    assert server.end(number) == (0, "", "")
    assert not alive(child)
    assert notes(folder) == [(WORDS + " and again",)]


def test_no_words_reach_the_title_the_clipboard_or_another_address(serve: Serve, open_tab: OpenTab) -> None:
    tab = open_tab(serve().address)
    tab.wait_for("new call")
    tab.press("n")
    tab.wait_for("Their words")
    tab.tab.evaluate("() => { window.copied = []; }")
    tab.paste("\x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 https://evil.example/x")
    spy = "() => { navigator.clipboard.writeText = async words => { window.copied.push(words); }; }"
    tab.tab.evaluate(spy)
    tab.wait_for("evil.example")
    tab.type("!")
    found = next(row for row, line in enumerate(tab.screen().splitlines()) if "evil.example" in line)
    column = tab.screen().splitlines()[found].index("evil")
    box = tab.tab.locator(".xterm-screen").bounding_box()
    assert box is not None
    glass = tab.glass.screen
    tab.tab.mouse.click(
        box["x"] + (column + 0.5) * box["width"] / glass.columns,
        box["y"] + (found + 0.5) * box["height"] / glass.lines,
    )
    tab.look(0.5)
    assert tab.tab.title() == "aware"
    assert tab.tab.evaluate("() => window.copied") == []
    refused = tab.tab.evaluate("() => navigator.clipboard.readText().catch(fault => fault.name)")
    assert refused == "NotAllowedError"
    assert len(tab.tab.context.pages) == 1
    assert not any("evil" in url for url in tab.asked)


def test_no_bar_stands_beside_the_screen(chromium: Browser, serve: Serve) -> None:
    bars = chromium.browser_type.launch(
        executable_path=program(), args=["--no-sandbox"], ignore_default_args=["--hide-scrollbars"]
    )
    with closing(bars):
        tab = Reader(bars.new_context(), serve().address)
        tab.wait_for("new call")
        wide = "box => box.offsetWidth - box.clientWidth"
        assert tab.tab.locator(".xterm-viewport").evaluate(wide) == 0


def test_a_browser_without_webgl_shows_the_same(chromium: Browser, serve: Serve) -> None:
    found = program()
    assert found is not None
    plain = chromium.browser_type.launch(executable_path=found, args=["--no-sandbox", "--disable-3d-apis"])
    with closing(plain):
        tab = Reader(plain.new_context(viewport={"width": 1084, "height": 760}), serve().address)
        listen(tab)
        picture(tab, "no-webgl")
        assert tab.tab.inner_text(".xterm-rows").count("Their words") == 1
        assert tab.faults == []
