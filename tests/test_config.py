"""Settings: which source wins, and what is refused with a plain sentence."""

import getpass
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui import language
from aware_tui.config import Settings, SettingsProblem
from aware_tui.config.connectors import ConnectorSettings
from aware_tui.config.loading import Reading, load_settings, read_settings
from aware_tui.config.usual import settings_for_call

ELSEWHERE = {"AWARE_ZONE": "Asia/Kolkata"}
"""Keeps the zone of the machine out of a test that is about something else."""


def load(folder: Path, *, playbook: str | None = None, toml: str = "", **environment: str) -> Settings:
    write(folder, toml)
    return load_settings(folder, playbook, ELSEWHERE | environment)


def read(folder: Path, *, toml: str = "", **environment: str) -> Reading:
    write(folder, toml)
    return read_settings(folder, None, ELSEWHERE | environment)


def write(folder: Path, toml: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if toml:
        (folder / "settings.toml").write_text(toml, encoding="utf-8")


@pytest.mark.parametrize(
    ("toml", "environment", "agent"),
    [
        ("", {"AWARE_AGENT": "Kim"}, "Kim"),
        ('agent = "Lee"', {}, "Lee"),
        ('agent = "Lee"', {"AWARE_AGENT": "Kim"}, "Kim"),
        ('agent = "Lee"', {"AWARE_AGENT": ""}, "Lee"),
        ('agent = "Lee"', {"AWARE_AGENT": "  \x07 "}, "Lee"),
        ("", {"AWARE_AGENT": " Kim\x1b[31m\nMiller\u202e "}, "Kim[31m Miller"),
        ('agent = ""', {}, "account"),
        ("", {}, "account"),
    ],
)
def test_the_agent_is_named_by_environment_then_file_then_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, environment: dict[str, str], agent: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "account")
    assert load(tmp_path, toml=toml, **environment).agent == agent


@pytest.mark.parametrize("error", [KeyError("uid"), OSError("no name"), ImportError("pwd")])
def test_an_account_without_a_name_is_just_the_agent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", fail)
    assert load(tmp_path).agent == "agent"


@pytest.mark.parametrize(
    ("toml", "environment", "given", "playbook"),
    [
        ("", {}, None, "aware"),
        ('playbook = "team"', {}, None, "team"),
        ('playbook = "team"', {"AWARE_PLAYBOOK": "ours"}, None, "ours"),
        ('playbook = "team"', {"AWARE_PLAYBOOK": "ours"}, "mine", "mine"),
    ],
)
def test_the_playbook_is_named_by_command_then_environment_then_file(
    tmp_path: Path, toml: str, environment: dict[str, str], given: str | None, playbook: str
) -> None:
    assert load(tmp_path, playbook=given, toml=toml, **environment).playbook == playbook


def test_everything_lives_in_the_data_folder(tmp_path: Path) -> None:
    settings = load(tmp_path / "data")
    assert settings.database == tmp_path / "data" / "aware.db"
    assert settings.backups == tmp_path / "data" / "backups"


def test_the_data_folder_is_named_by_command_then_environment_then_custom(tmp_path: Path) -> None:
    named = {"AWARE_DATA_DIR": str(tmp_path / "named"), **ELSEWHERE}
    assert load_settings(tmp_path / "given", None, named).data_dir == tmp_path / "given"
    assert load_settings(None, None, named).data_dir == tmp_path / "named"
    assert load_settings(None, None, ELSEWHERE).data_dir.is_absolute()


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path("data"), None, ELSEWHERE).data_dir == tmp_path / "data"


def test_a_folder_in_the_home_is_where_its_settings_are_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "settings.toml").write_text('agent = "Lee"', encoding="utf-8")
    settings = load_settings(None, None, ELSEWHERE | {"AWARE_DATA_DIR": "~/calls"})
    assert (settings.data_dir, settings.agent) == (tmp_path / "calls", "Lee")


def test_a_home_that_does_not_exist_is_a_plain_problem() -> None:
    with pytest.raises(SettingsProblem, match="no home folder"):
        load_settings(Path("~nobody-of-this-name/calls"), None, ELSEWHERE)


def test_nothing_is_made_by_reading_settings(tmp_path: Path) -> None:
    load_settings(tmp_path / "new", None, ELSEWHERE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("toml", "environment", "zone"),
    [
        ("", {"AWARE_ZONE": "Europe/London", "TZ": "Asia/Tokyo"}, "Europe/London"),
        ('zone = "Europe/Berlin"', {"AWARE_ZONE": "", "TZ": "Asia/Tokyo"}, "Europe/Berlin"),
        ("", {"AWARE_ZONE": "", "TZ": "Asia/Tokyo"}, "Asia/Tokyo"),
        ("", {"AWARE_ZONE": "", "TZ": ":Asia/Tokyo"}, "Asia/Tokyo"),
        ("", {"AWARE_ZONE": "", "TZ": "CET-1CEST"}, "UTC"),
        ("", {"AWARE_ZONE": "", "TZ": ":/usr/share/zoneinfo/Asia/Tokyo"}, "Asia/Tokyo"),
        ("", {"AWARE_ZONE": "", "TZ": "/nowhere/at/all"}, "UTC"),
    ],
)
def test_the_zone_is_named_by_environment_then_file_then_system(
    tmp_path: Path, toml: str, environment: dict[str, str], zone: str
) -> None:
    assert load(tmp_path, toml=toml, **environment).zone == zone


@pytest.mark.parametrize(
    ("link", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("/var/db/timezone/zoneinfo/America/New_York", "America/New_York"),
        ("/usr/share/zoneinfo/posix/Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/right/Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/No/Such", "UTC"),
        ("/etc/localtime", "UTC"),
    ],
)
@pytest.mark.parametrize("named", ["", ":/etc/localtime"])
def test_the_zone_of_the_system_is_where_its_localtime_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str, zone: str, named: str
) -> None:
    asked: list[str] = []

    def lead(path: str) -> str:
        asked.append(path)
        return link

    monkeypatch.setattr(os.path, "realpath", lead)
    monkeypatch.setattr(os.path, "isfile", lambda path: path == link and "No/Such" not in path)
    assert load(tmp_path, AWARE_ZONE="", TZ=named).zone == zone
    assert "/etc/localtime" in asked


@pytest.mark.parametrize("zone", ["Nowhere/Else", "Europe", "../../etc/passwd", "a\x00b", "/etc/localtime"])
def test_a_zone_that_is_none_is_refused_with_an_example(tmp_path: Path, zone: str) -> None:
    with pytest.raises(SettingsProblem, match="Write one like Europe/London"):
        load(tmp_path, AWARE_ZONE=zone)


WRONG = [
    ('agnet = "Kim"', "There is no setting “agnet”. Did you mean “agent”?"),
    ("unheard_of = 1", "There is no setting “unheard_of”. There is agent, zone, playbook, keep_backups_days"),
    ("agent = 3", "“agent” takes a text in quotes."),
    ("zone = ['Europe/London']", "“zone” takes a text in quotes."),
    ("[agent]\nname = 'Kim'", "“agent” takes a text in quotes."),
    ("agent = Kim", "A text stands in quotes"),
    ("agent = 'Kim'\nagent = 'Lee'", "This line says again what stands above it"),
    ("agent : 'Kim'", "This line is not written as TOML."),
    ("agent = '\x00'", "This line is not written as TOML."),
    ("keep_backups_days = '90'", "takes the days to keep backups: a whole number from 1 to 3650."),
    ("keep_backups_days = 0", "a whole number from 1 to 3650"),
    ("keep_backups_days = 3651", "a whole number from 1 to 3650"),
    ("keep_backups_days = true", "a whole number from 1 to 3650"),
    ("keep_backups_days = 9.5", "a whole number from 1 to 3650"),
    ("keep_backups_days = 2026-03-04", "a whole number from 1 to 3650"),
]


@pytest.mark.parametrize(("toml", "told"), WRONG)
def test_a_settings_file_that_is_wrong_is_told_with_its_line(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(SettingsProblem) as caught:
        load(tmp_path, toml=f"# ours\n\n{toml}")
    assert str(caught.value).startswith(f"{tmp_path / 'settings.toml'}, line ")
    assert told in str(caught.value)
    assert read(tmp_path, toml=f"# ours\n\n{toml}").mistakes[0].line == 3 + toml.count("\nagent")


MILD = [
    ('theme = "drak"', "“theme” does not take “drak”. Did you mean “dark”? It takes dark, light,"),
    ("theme = 5", "“theme” takes a text in quotes."),
    ('motion = "yes"', "“motion” takes true or false, without quotes."),
    ('keys = "vim"', "“keys” does not take “vim”. It takes function, plain."),
    ('language = "tlh"', "“language” does not take “tlh”."),
    ("company = 5", "“company” takes a text in quotes."),
    ("rebind = 5", "“rebind” takes a table"),
]


@pytest.mark.parametrize(("toml", "told"), MILD)
def test_what_only_changes_the_screen_stops_no_command(tmp_path: Path, toml: str, told: str) -> None:
    settings = load(tmp_path, toml=f"\n{toml}")
    assert settings.theme == "dark"
    assert (settings.keys, settings.motion, settings.rebind) == ("function", False, {})
    assert [told in each for each in settings.passed_over] == [True]
    assert f"{tmp_path / 'settings.toml'}, line 2: " in settings.passed_over[0]


def test_every_mistake_is_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    toml = """
agent = 5
them = "dark"
zone = "Nowhere/Else"
theme = "drak"
notes = \"\"\"
[this] = is no table
\"\"\"
keep_backups_days = [
  1,
]
"""
    reading = read(tmp_path, toml=toml, AWARE_ZONE="", AWARE_KEEP_BACKUPS_DAYS="many")
    places = [mistake.where.removeprefix(f"{tmp_path / 'settings.toml'}, ") for mistake in reading.mistakes]
    lines = ["line 2", "line 3", "line 4", "line 5", "line 6", "line 9"]
    assert places == ["AWARE_KEEP_BACKUPS_DAYS", *lines]
    grave = [str(mistake) for mistake in reading.mistakes if mistake.grave]
    assert [mistake.setting for mistake in reading.mistakes if not mistake.grave] == ["theme"]
    with pytest.raises(SettingsProblem) as caught:
        load(tmp_path, toml=toml, AWARE_ZONE="", AWARE_KEEP_BACKUPS_DAYS="many")
    assert str(caught.value).splitlines() == grave


def test_broken_lines_are_all_named_and_what_stands_before_the_first_holds(tmp_path: Path) -> None:
    toml = 'agent = "Lee"\ntheme = dark\ncompany = "North"\nzone Europe\nkeys = plain\n'
    reading = read(tmp_path, toml=toml)
    assert [mistake.line for mistake in reading.mistakes] == [2, 4, 5]
    assert (reading.settings.agent, reading.settings.company) == ("Lee", "")


@pytest.mark.parametrize("rest", ["[connectors.quality_record\nkind = 'csv'", "theme = dark"])
def test_a_broken_file_delivers_documents_nowhere(tmp_path: Path, rest: str) -> None:
    toml = f"[connectors.profile_entry]\nkind = 'folder'\npath = '/a'\n{rest}"
    found = read(tmp_path, toml=toml).settings.connectors
    assert {name: each.kind for name, each in found.items()} == {"connectors": ""}
    assert "mend line 4 first" in found["connectors"].problem


def test_whoever_has_a_customer_in_the_ear_goes_on_with_what_would_hold_otherwise(tmp_path: Path) -> None:
    toml = 'agent = "Lee"\nzone = "Nowhere/Else"\nplaybook = 5'
    settings = read(tmp_path, toml=toml, AWARE_ZONE="", TZ="Asia/Tokyo").settings
    assert (settings.agent, settings.zone, settings.playbook) == ("Lee", "Asia/Tokyo", "aware")
    assert len(settings.passed_over) == 2


@given(st.text(alphabet="ab='\"[]#\n.{} \t5,\\", max_size=60))
def test_whatever_stands_in_the_file_a_call_can_begin(tmp_path_factory: Any, toml: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    settings = read(folder, toml=f"{toml}\n").settings
    assert settings.theme == "dark"
    shutil.rmtree(folder)


def test_a_file_too_deep_to_read_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, toml=f"agent = {'[' * 5_000}")
    assert [mistake.line for mistake in reading.mistakes] == [1]


@pytest.mark.parametrize(
    ("toml", "environment", "days"),
    [
        ("", {}, 400),
        ("keep_backups_days = 1", {}, 1),
        ("keep_backups_days = 3650", {"AWARE_KEEP_BACKUPS_DAYS": ""}, 3_650),
        ("keep_backups_days = 90", {"AWARE_KEEP_BACKUPS_DAYS": " 30 "}, 30),
    ],
)
def test_backups_are_kept_as_long_as_is_said(
    tmp_path: Path, toml: str, environment: dict[str, str], days: int
) -> None:
    assert load(tmp_path, toml=toml, **environment).keep_backups_days == days


@pytest.mark.parametrize("typed", ["0", "-3", "many", "3651", "1e2", "9" * 5_000])
def test_days_to_keep_backups_that_are_none_are_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(SettingsProblem, match=r"^AWARE_KEEP_BACKUPS_DAYS: .* takes the days"):
        load(tmp_path, AWARE_KEEP_BACKUPS_DAYS=typed)


def test_a_settings_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsProblem, match="Mend the file or move it away"):
        load(tmp_path)


def test_a_settings_file_of_a_mad_size_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="it is too large"):
        load(tmp_path, toml="# nothing\n" * 30_000)


def test_a_settings_file_that_is_a_pipe_is_told_and_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    with pytest.raises(SettingsProblem, match="Mend the file or move it away"):
        load(tmp_path)


def test_a_settings_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(SettingsProblem, match="cannot be read"):
        load(tmp_path)


def test_a_settings_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b'\xef\xbb\xbfagent = "Lee"\n')
    assert load(tmp_path).agent == "Lee"


CONNECTORS = """
agent = "Lee"
[connectors.profile_entry]
kind = "webhook"
url = "https://crm.example.org/hook?token=sesame"
secret_env = "CRM_SECRET"
timeout = 10
[connectors.quality_record]
kind = "folder"
path = "/srv/quality"
secret_file = "/srv/secret"
"""


def test_where_documents_go_is_read_for_each_of_them(tmp_path: Path) -> None:
    found = load(tmp_path, toml=CONNECTORS).connectors
    url = "https://crm.example.org/hook?token=sesame"
    assert found == {
        "profile_entry": ConnectorSettings("webhook", "CRM_SECRET", "", {"url": url, "timeout": 10}),
        "quality_record": ConnectorSettings("folder", "", "/srv/secret", {"path": "/srv/quality"}),
    }


def test_without_a_word_about_it_documents_go_nowhere(tmp_path: Path) -> None:
    assert load(tmp_path).connectors == {}


def test_settings_show_no_address_and_can_be_hashed(tmp_path: Path) -> None:
    settings = load(tmp_path, toml=CONNECTORS)
    assert "sesame" not in repr(settings)
    assert hash(settings) == hash(load(tmp_path))


MISTAKES = [
    ("connectors = 5", "connectors", "takes a table for each document, like [connectors.profile_entry]"),
    ("[[connectors]]\nkind = 'csv'", "connectors", "takes a table for each document"),
    ("[connectors.profil]\nkind = 'csv'", "profil", "There is profile_entry and quality_record."),
    ("connectors.profile_entry = 'csv'", "profile_entry", "write [connectors.profile_entry] on a line"),
    ("[connectors.profile_entry]\npath = '/x'", "profile_entry", 'needs a line like kind = "folder"'),
    ("[connectors.profile_entry]\nkind = 7", "profile_entry", "“kind” takes a text in quotes"),
    (
        "[connectors.profile_entry]\nkind = 'csv'\nsecret_env = 7",
        "profile_entry",
        "“secret_env” takes a text",
    ),
    ("[connectors.profile_entry]\nkind = 'csv'\npath = ['x']", "profile_entry", "“path” takes one value"),
    ("[connectors.profile_entry]\nkind = 'csv'\nat = 2026-03-04", "profile_entry", "“at” takes one value"),
    ("[connectors.profile_entry]\nkind = 'csv'\nsecret = 'sesame'", "profile_entry", "Take it out"),
]


@pytest.mark.parametrize(("toml", "name", "told"), MISTAKES)
def test_a_mistake_about_a_connector_never_stops_the_program(
    tmp_path: Path, toml: str, name: str, told: str
) -> None:
    settings = load(tmp_path, toml=f"agent = 'Lee'\n{toml}")
    assert settings.agent == "Lee"
    assert told in settings.connectors[name].problem
    assert "sesame" not in repr(settings)


def test_a_mistake_about_one_connector_leaves_the_other_alone(tmp_path: Path) -> None:
    toml = "[connectors.profile_entry]\n[connectors.quality_record]\nkind = 'csv'\nunknown = 1"
    found = load(tmp_path, toml=toml).connectors
    assert found["profile_entry"].problem
    assert found["quality_record"] == ConnectorSettings("csv", options={"unknown": 1})


def test_without_a_choice_the_playbook_is_aware_in_the_language_in_use(tmp_path: Path) -> None:
    assert load_settings(tmp_path, None, {}).playbook == "aware"
    language.use("de_AT.UTF-8")
    try:
        assert load_settings(tmp_path, None, {}).playbook == "aware_de"
        assert load_settings(tmp_path, "last", {}).playbook == "last"
    finally:
        language.use("en")


@pytest.mark.parametrize(
    ("toml", "environment"),
    [
        ("", {}),
        ("", {"TZ": "Asia/Kolkata"}),
        ("", {"AWARE_THEME": "light"}),
        ("", {"AWARE_AGENT": ""}),
        ('theme = "drak"', {}),
        ("[rebind", {"AWARE_ZONE": "Mars/Base"}),
    ],
)
def test_a_call_has_the_settings_that_all_else_has(
    tmp_path: Path, toml: str, environment: dict[str, str]
) -> None:
    write(tmp_path, toml)
    assert (
        settings_for_call(tmp_path, None, environment) == read_settings(tmp_path, None, environment).settings
    )


def test_what_cannot_be_looked_at_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, **_: bool) -> os.stat_result:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refused)
    assert "cannot be read" in settings_for_call(tmp_path, None, {}).passed_over[0]
