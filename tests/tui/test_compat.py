"""Every private hook into Textual still does its work."""

import ast
import inspect
import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from pseudoterminal import Terminal
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets._toast import Toast

import aware_tui.tui
from aware_tui.tui.compat import (
    PlainApp,
    SteadyDriver,
    SteadyParser,
    TerminalFile,
    driver_class,
    forget_alt_digits,
)
from aware_tui.tui.line_filters import ControlFilter
from aware_tui.tui.plaintext import REPLACEMENT, UNSAFE_ON_SCREEN, visible
from aware_tui.tui.steady_palette import SteadyPalette

BLACK = Color(0, 0, 0)
FOLDER = Path(aware_tui.tui.__file__).parent


class Small(PlainApp[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready")


def filtered(*texts: str) -> list[Segment]:
    return ControlFilter().apply([Segment(text, Style(bold=True)) for text in texts], BLACK)


# What goes out


@given(
    st.lists(
        st.text(alphabet=st.characters() | st.sampled_from("\x00\x1b\x9b\u202e\u200b \t\n"), max_size=12)
    )
)
def test_no_unsafe_character_passes_and_no_line_changes_its_width(texts: list[str]) -> None:
    line = filtered(*texts)
    shown = "".join(segment.text for segment in line)
    assert not re.search(UNSAFE_ON_SCREEN, shown)
    assert cell_len(shown) == sum(cell_len(text) for text in texts) or not re.search(
        UNSAFE_ON_SCREEN, "".join(texts)
    )


def test_every_unsafe_character_takes_the_slow_path() -> None:
    unsafe = [chr(code) for code in range(0x110000) if re.match(UNSAFE_ON_SCREEN, chr(code))]
    assert len(unsafe) == 65 + 9 + 9 + 2048
    assert not [character for character in unsafe if character.isprintable()]


def test_a_harmless_line_is_not_copied() -> None:
    line = [Segment("café ✔ “said” 漢字 👩\u200d🚒 ☎\ufe0f")]
    assert ControlFilter().apply(line, BLACK) is line


def test_what_stands_to_the_right_stays_in_its_column() -> None:
    line = filtered("│", "a\x1b[2Jb", "    ", "│")
    assert "".join(segment.text for segment in line) == f"│a{REPLACEMENT}[2Jb   │"
    assert {segment.style for segment in line} == {Style(bold=True)}


def test_a_write_to_a_lost_terminal_is_told_and_does_not_fail() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    told: list[bool] = []
    with suppress(OSError), os.fdopen(writing, "w") as pipe:
        terminal = TerminalFile(pipe, lambda: told.append(True))
        terminal.write("words")
        terminal.flush()
        terminal.write("more words" * 10_000)
    assert told == [True, True]


async def test_the_filter_is_in_the_chain_and_a_theme_keeps_it() -> None:
    async with Small().run_test() as pilot:
        widget = pilot.app.query_one(Static)
        for theme in ("textual-light", "ansi-dark", "textual-dark"):
            pilot.app.theme = theme
            await pilot.pause()
            assert isinstance(widget.get_line_filters()[-1], ControlFilter)


async def test_the_filter_is_applied_to_a_widget() -> None:
    async with Small().run_test() as pilot:
        widget = pilot.app.query_one(Static)
        widget.update("a\x1bb\u202ec")
        await pilot.pause()
        [strip] = widget.render_lines(widget.size.region)
        assert strip.text.rstrip() == f"a{REPLACEMENT}b{REPLACEMENT}c"


SURFACES = """
import sys, json
from pathlib import Path
from rich.text import Text
from textual.content import Content
from textual.widgets import Button, DataTable, Input, OptionList, Static, TextArea, Tree
from textual.widgets.option_list import Option
from aware_tui.tui.compat import PlainApp

text = json.loads(Path(__file__).with_name("text.json").read_text())

class Surfaces(PlainApp[None]):
    CSS = "Screen > * { height: 3; } Static, Button, Input { height: 1; border: none; }"

    def compose(self):
        yield Static(Content(text), id="words")
        yield Button(Content(text))
        yield Input(text)
        yield TextArea(text)
        yield OptionList(Option(Content(text)))
        yield DataTable()
        yield Tree(Text(text))
        yield Static("ready")

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_column(Text("c"))
        table.add_row(Text(text))
        self.query_one(TextArea).border_title = Content(text)
        self.query_one(Static).tooltip = Content(text)
        self.notify(text, title=text)
        self.title = text

app = Surfaces()
app.run()
sys.exit(app.return_code)
"""

POINTER_SHAPE = re.compile("\x1b]22;[a-z]+\x07")
"""What Textual itself sends outside of the screen's lines."""

BAITS = [
    "\x1b]52;c;YmFpdA==\x07",
    "\x1b]0;bait\x07",
    "\x1b[5;5Hbait",
    "\x9b31mbait",
    "\x1bP1$r0m\x1b\\",
    "\u202ebait\u200b",
]


@pytest.mark.sweep(2)
@pytest.mark.terminal
@pytest.mark.parametrize(
    "bait", [*BAITS, "\n".join(BAITS), "".join(BAITS), "\x00\x05\x0e\x0f\u2066bait\ufeff"]
)
def test_bait_in_a_text_never_reaches_the_terminal(tmp_path: Path, bait: str) -> None:
    script = tmp_path / "surfaces.py"
    script.write_text(SURFACES)
    (tmp_path / "text.json").write_text(json.dumps(bait))
    with Terminal(script) as terminal:
        terminal.until(lambda: b"ready" in terminal.raw)
        terminal.type("\x11")
        assert terminal.ends() == 0
        out = POINTER_SHAPE.sub("", terminal.raw.decode())
    assert out.count(REPLACEMENT) >= 8
    for sequence in ("\x1b]52", "\x1b]0;", "\x1b[5;5Hbait", "\x1bP"):
        assert sequence not in out
    assert not re.search(UNSAFE_ON_SCREEN, out.translate(dict.fromkeys(map(ord, "\x1b\r\n"))))


async def test_a_notice_is_shown_as_it_was_written() -> None:
    texts = [text for text in HOSTILE if text]
    async with Small().run_test(notifications=True) as pilot:
        for text in texts:
            pilot.app.query_one(Static).notify(text, title=text)
        await pilot.pause()
        shown = [toast.render() for toast in pilot.app.screen.query(Toast)]
    assert [content.plain for content in shown] == [f"{visible(text)}\n{visible(text)}" for text in texts]
    assert [content.spans[0].end for content in shown] == [len(visible(text)) for text in texts]
    assert {len(content.spans) for content in shown} == {1}


# What comes in


@pytest.mark.parametrize("digit", "0123456789§-=")
def test_escape_and_a_digit_are_no_foreign_letter(digit: str) -> None:
    forget_alt_digits()
    assert list(SteadyParser().feed(f"\x1b{digit}")) == []


@given(st.text(alphabet="\x1b[]OP0123456789;:<>?u~MmRtABC$yI\x00é", max_size=24))
def test_no_key_sequence_ends_the_parser(tail: str) -> None:
    parser = SteadyParser()
    list(parser.feed(f"\x1b[{tail}"))
    list(parser.feed("\x1b[201~\x1b[I" + "." * 40))
    typed = [event.character for event in parser.feed("k") if isinstance(event, Key)]
    assert typed == ["k"]


@pytest.mark.parametrize(
    "sequence", ["\x1b[:7u", "\x1b[99999999999u", "\x1b[1114112;1u", "\x1b[65;1:1:1:1:1:99999999999u"]
)
def test_a_malformed_key_is_ignored(sequence: str) -> None:
    events = [event.key for event in SteadyParser().feed(f"{sequence}k") if isinstance(event, Key)]
    assert events == ["k"]


def test_the_terminal_driver_is_ours_except_in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    assert driver_class() is SteadyDriver
    assert Small().driver_class is SteadyDriver
    monkeypatch.setattr("textual.constants.DRIVER", "textual.drivers.linux_driver:LinuxDriver")
    assert driver_class() is None
    assert Small().driver_class is LinuxDriver


KEYS = """
import sys
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static, TextArea
from aware_tui.tui.compat import PlainApp

KEYS = [f"f{number}" for number in range(1, 10)]
KEYS += ["ctrl+z", "ctrl+o", "ctrl+g", "escape", "shift+tab", "alt+1"]

class Live(Screen[None]):
    BINDINGS = [Binding(key, f"got('{key}')", priority=True) for key in KEYS]
    count = 0

    def compose(self):
        yield TextArea()
        yield Static("ready", id="last")

    def action_got(self, key):
        self.count += 1
        self.query_one("#last", Static).update(f"<{self.count} {key}>")

class Small(PlainApp[None]):
    def on_mount(self):
        self.push_screen(Live())

app = Small()
app.run()
sys.exit(app.return_code)
"""

BYTES = [
    *[("f1", "\x1bOP"), ("f2", "\x1bOQ"), ("f3", "\x1bOR"), ("f4", "\x1bOS"), ("f5", "\x1b[15~")],
    *[("f6", "\x1b[17~"), ("f7", "\x1b[18~"), ("f8", "\x1b[19~"), ("f9", "\x1b[20~")],
    *[("f1", "\x1b[11~"), ("f2", "\x1b[12~"), ("f3", "\x1b[13~"), ("f4", "\x1b[14~")],
    *[("f1", "\x1b[[A"), ("f2", "\x1b[[B"), ("f3", "\x1b[[C"), ("f4", "\x1b[[D"), ("f5", "\x1b[[E")],
    *[("f1", "\x1b[P"), ("f2", "\x1b[Q"), ("f3", "\x1b[13~"), ("f4", "\x1b[S")],
    *[("ctrl+z", "\x1a"), ("ctrl+o", "\x0f"), ("ctrl+g", "\x07"), ("shift+tab", "\x1b[Z")],
    *[("ctrl+z", "\x1b[122;5u"), ("ctrl+o", "\x1b[111;5u"), ("ctrl+g", "\x1b[103;5u")],
    *[("escape", "\x1b"), ("alt+1", "\x1b1")],
]


@pytest.fixture(name="keys_script")
def write_keys_script(tmp_path: Path) -> Path:
    script = tmp_path / "keys.py"
    script.write_text(KEYS)
    return script


@pytest.mark.terminal
def test_each_key_arrives_from_its_bytes_before_the_box_can_take_it(keys_script: Path) -> None:
    with Terminal(keys_script) as terminal:
        terminal.shows("ready")
        for count, (key, sequence) in enumerate(BYTES, 1):
            terminal.type(sequence)
            terminal.shows(f"<{count} {key}>")
        terminal.type("words")
        terminal.shows(" words ")


@pytest.mark.terminal
def test_invalid_bytes_do_not_end_the_app(keys_script: Path) -> None:
    with Terminal(keys_script) as terminal:
        terminal.shows("ready")
        terminal.type(b"a\xffb\xc3(\xf0\x9f\x98 c\x1b[:7u\xed\xa0\x80 and on")
        terminal.shows("and on")
        terminal.type("é".encode()[:1])
        terminal.type("é".encode()[1:])
        terminal.shows("and oné")
        terminal.type("\x11")
        assert terminal.ends() == 0
        assert terminal.restored()


# Three places


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix()
)
def test_private_parts_of_textual_are_imported_in_three_files(path: Path) -> None:
    modules = [
        node.module or ""
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    ]
    private = [name for name in modules if name.startswith("textual.") and "._" in name]
    assert private == [] or path.name in {"browser.py", "compat.py", "painting.py"}


async def test_a_palette_closed_before_its_commands_are_gathered_harms_nothing() -> None:
    palette = SteadyPalette()
    await inspect.unwrap(SteadyPalette._gather_commands)(palette, "finish")
    assert not palette.query(OptionList)
