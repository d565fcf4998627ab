"""The catalogues are whole, every word for people goes through them, and each language has its forms."""

import ast
import os
import re
import subprocess
import symtable
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from unwrapped import unwrapped

from aware_tui import language
from aware_tui.cli.speaking import folder_of, knows_languages, speak, written_in
from aware_tui.domain import forms
from aware_tui.domain.goals.figure_words import amount
from aware_tui.domain.state_words import state_words
from aware_tui.domain.text import counted
from scripts import catalogue

SOURCE = Path(language.__file__).parent
LANGUAGES = [name for name, _path in catalogue.languages()]

FOR_THE_PROGRAM = {
    "tui/colours.py": {"bold reverse"},
    "tui/goals/screen.py": {"goal ends {}"},
    "tui/insights/screen.py": {"days of insights"},
    "tui/live/errands_screen.py": {"safety on", "safety off"},
    "tui/practice/drill_screen.py": {"no run was begun"},
}
"""Texts that nobody reads: names of drafts that are kept and of events, a style, a fault."""

FIELD = re.compile(r"\{(\w*)(?:![rsa])?(?::[^}]*)?\}")


@pytest.fixture
def german() -> Iterator[None]:
    language.use("de")
    yield
    language.use("en")


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_catalogue_says_everything_the_program_says(name: str) -> None:
    path = language.LOCALE / name / "LC_MESSAGES" / "aware.po"
    assert catalogue.open_in(path, name) == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(name: str) -> None:
    path = language.LOCALE / name / "LC_MESSAGES" / "aware.po"
    wrong = []
    for message in catalogue.opened(path, name):
        words = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = {*FIELD.findall(words)}
        wrong += [
            said for said in catalogue.said_in(message) if message.id and {*FIELD.findall(said)} != wanted
        ]
    assert wrong == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_begins_and_ends_with_the_blanks_of_its_message(name: str) -> None:
    """What stands beside other words keeps its distance from them; columns may be filled up."""
    path = language.LOCALE / name / "LC_MESSAGES" / "aware.po"
    wrong = []
    for message in catalogue.opened(path, name):
        if isinstance(message.id, str) and message.id and not message.context:
            said = str(message.string)
            starts = said[:1].isspace() == message.id[:1].isspace()
            ends = said[-1:].isspace() or not message.id[-1:].isspace()
            wrong += [] if starts and ends else [said]
    assert wrong == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_is_compiled_is_what_is_written(name: str) -> None:
    path = language.LOCALE / name / "LC_MESSAGES" / "aware.po"
    with path.with_suffix(".mo").open("rb") as file:
        from gettext import GNUTranslations

        compiled = GNUTranslations(file)
    for message in catalogue.opened(path, name):
        if isinstance(message.id, str) and message.id and not message.context:
            assert compiled.gettext(message.id) == message.string


def test_the_template_is_up_to_date() -> None:
    assert catalogue.ids_of(catalogue.opened(catalogue.TEMPLATE)) == catalogue.ids_of(catalogue.template())


def test_no_text_on_a_screen_goes_past_the_catalogue() -> None:
    past = {
        f"{path.relative_to(SOURCE).as_posix()}: {text}"
        for path in sorted((SOURCE / "tui").rglob("*.py"))
        for text in unwrapped(path)
        if text not in FOR_THE_PROGRAM.get(path.relative_to(SOURCE).as_posix(), ())
    }
    assert past == set()


def test_no_exception_outlives_its_text() -> None:
    for file, texts in FOR_THE_PROGRAM.items():
        assert texts <= {*unwrapped(SOURCE / file)}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('notify("Nothing to undo.")', ["Nothing to undo."]),
        ('notify(_("Nothing to undo."))', []),
        ('notify(f"Due {when}, and {more} more")', ["Due {}, and {} more"]),
        ('KEYS = (("n", "new call"), ("s", _("history")))', ["new call"]),
        ('KEYS = (("n", "open"), ("s", _("history")))', ["open"]),
        ('styled((name, "bold $accent"))', []),
        ('self.query_one("#a words")', []),
        ('def key() -> "the words":\n    """Two words."""', []),
    ],
)
def test_a_text_that_goes_past_the_catalogue_is_found(written: str, found: list[str], tmp_path: Path) -> None:
    path = tmp_path / "screen.py"
    path.write_text(written, "utf-8")
    assert list(unwrapped(path)) == found


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}", node


def test_only_whole_texts_are_looked_up() -> None:
    """A variable or an f-string could never be found in the catalogue."""
    wrong = [
        where
        for where, call in _calls("_")
        if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Constant)
    ]
    assert wrong == []


def test_the_name_of_the_look_up_is_not_taken() -> None:
    """A `_` for what is not needed would hide it in the whole function."""
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        tables = [symtable.symtable(path.read_text("utf-8"), path.name, "exec")]
        while tables:
            table = tables.pop()
            tables += table.get_children()
            if table.get_type() == "function" and "_" in table.get_identifiers():
                found = table.lookup("_")
                taken = found.is_assigned() and not found.is_imported() and found.is_referenced()
                wrong += [f"{path.name}:{table.get_name()}"] if taken else []
    assert wrong == []


def test_english_needs_no_catalogue() -> None:
    code = (
        "import sys; from aware_tui.language import use; use('en_GB.UTF-8'); print('gettext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_language_is_settled_before_any_words_are_loaded() -> None:
    """What is loaded with `speak` must not look anything up as it is loaded."""
    code = "import sys, aware_tui.cli.speaking; print(*(n for n in sys.modules if n.startswith('aware_tui')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*done.stdout.split()} == {
        *("aware_tui", "aware_tui.cli", "aware_tui.cli.speaking", "aware_tui.language", "aware_tui.paths")
    }


@pytest.mark.parametrize(
    ("environment", "setting", "wanted"),
    [
        ({}, "", ""),
        ({"LANG": "de_DE.UTF-8"}, "", "de_DE.UTF-8"),
        ({"LANG": "de_DE.UTF-8"}, "en", "en"),
        ({"AWARE_LANGUAGE": "de", "LANG": "fr_FR"}, "en", "de"),
        ({"LC_ALL": "fr_FR", "LC_MESSAGES": "de_DE"}, "", "fr_FR"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "fr_FR"}, "", "de_DE"),
    ],
)
def test_the_strongest_wish_wins(environment: dict[str, str], setting: str, wanted: str) -> None:
    assert language.asked_for(environment, setting) == wanted


@pytest.mark.parametrize("name", ["de", "de_AT", "de-CH", "de_DE.UTF-8", "de_DE@euro"])
def test_german_is_spoken_whatever_the_country(name: str) -> None:
    language.use(name)
    try:
        assert state_words("kept") == "gehalten"
        assert not language.in_english()
    finally:
        language.use("en")


@pytest.mark.parametrize("name", ["", "C", "POSIX", "C.UTF-8", "en", "en_GB", "xx", "../../etc", "de/../en"])
def test_whatever_else_is_asked_for_speaks_english(name: str) -> None:
    language.use(name)
    assert language.in_english()


def test_the_settings_and_the_command_line_choose(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "de"\n', "utf-8")
    try:
        speak(["live", "--data-dir", str(tmp_path)], {"LANG": "en_GB.UTF-8"})
        assert not language.in_english()
        speak([], {"AWARE_DATA_DIR": str(tmp_path), "AWARE_LANGUAGE": "en"})
        assert language.in_english()
    finally:
        language.use("en")


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("", True),
        ("live", True),
        ("live --plain", True),
        ("--data-dir insights live", True),
        ("--playbook=aware practice", True),
        ("follow-ups --plain", True),
        ("follow-ups", False),
        ("follow-ups --json", False),
        ("practice --plain", True),
        ("insights --plain", True),
        ("practice --plain --list", False),
        ("practice --list", False),
        ("insights", False),
        ("export json", False),
        ("--help", False),
        ("live --help", False),
    ],
)
def test_what_programs_may_read_is_english(words: str, spoken: bool) -> None:
    """A command speaks another language only where all that it shows is in the catalogues."""
    assert knows_languages(words.split()) is spoken


@pytest.mark.parametrize("words", [["--data-dir=/a b"], ["--data-dir", "/a b", "live"]])
def test_the_folder_of_the_settings_is_found_in_the_command_line(words: list[str]) -> None:
    assert folder_of(words, {"AWARE_DATA_DIR": "/c"}) == Path("/a b")


@pytest.mark.parametrize(
    "written", ["", "language = 3", "language = ", "\x00", 'agent = "language"', "language = " + "[" * 20_000]
)
def test_a_settings_file_that_says_nothing_is_passed_over(written: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(written, "utf-8")
    assert written_in(tmp_path) == ""


def test_a_settings_file_that_is_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    assert written_in(tmp_path) == ""


MONDAY = date(2026, 11, 23)


def test_days_and_numbers_in_english() -> None:
    assert forms.day_of_week(MONDAY) == "Mon 23 Nov"
    assert forms.long_day(MONDAY) == "23 November"
    assert forms.written_date(MONDAY) == "2026-11-23"
    assert forms.number(1_234_567) == "1,234,567"
    assert forms.decimal(-1234.5) == "-1,234.5"
    assert [forms.in_figures(value) for value in (3.0, 3.5, 0.25, 1200.0)] == ["3", "3.5", "0.25", "1,200"]
    assert [counted(number, "call") for number in (0, 1, 1000)] == ["0 calls", "1 call", "1,000 calls"]


@pytest.mark.usefixtures("german")
def test_days_and_numbers_in_german() -> None:
    assert forms.day_of_week(MONDAY) == "Mo 23. Nov"
    assert forms.long_day(MONDAY) == "23. November"
    assert forms.written_date(MONDAY) == "23.11.2026"
    assert forms.number(1_234_567) == "1.234.567"
    assert forms.decimal(-1234.5) == "-1.234,5"
    assert forms.in_figures(0.25) == "0,25"
    assert amount(3.5, "a week") == "3,5 pro Woche"
    assert [counted(number, "call") for number in (0, 1, 1000)] == [
        "0 Gespräche",
        "1 Gespräch",
        "1.000 Gespräche",
    ]


@pytest.mark.usefixtures("german")
def test_weekdays_and_months_have_names_of_their_own() -> None:
    days = [date(2026, month, day) for month in range(1, 13) for day in range(1, 8)]
    assert len({forms.month(day) for day in days}) == len({forms.short_month(day) for day in days}) == 12
    assert len({forms.weekday(day) for day in days}) == len({forms.short_weekday(day) for day in days}) == 7
    assert forms.month(date(2026, 5, 1)) == forms.short_month(date(2026, 5, 1)) == "Mai"
