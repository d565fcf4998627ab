"""`aware settings`: what is told, what is written, and what is not."""

import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui.config.editing import with_setting
from aware_tui.config.explained import SAMPLES, example, explanations
from aware_tui.config.file import KNOWN
from aware_tui.config.listing import rows_of
from aware_tui.config.loading import read_settings
from aware_tui.config.statements import Statement, statements

SECRET = "sesame"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir(exist_ok=True)
    return tmp_path / "data" / "settings.toml"


def settings_of(aware: Aware) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in aware("settings", "--json").json["settings"]}


def test_every_setting_is_told_with_its_source(
    aware: Aware, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('# ours\ntheme = "light"\ncompany = "North"\n[rebind]\nnext = "^b"\n', "utf-8")
    monkeypatch.setenv("AWARE_COMPANY", "South")
    monkeypatch.setenv("AWARE_MOTION", "on")
    told = settings_of(aware)
    assert (told["theme"]["value"], told["theme"]["where"]) == ("light", f"{file}, line 2")
    assert (told["company"]["value"], told["company"]["where"]) == ("South", "AWARE_COMPANY")
    assert (told["motion"]["value"], told["motion"]["source"]) == (True, "environment")
    assert (told["rebind"]["value"], told["rebind"]["where"]) == ({"next": "ctrl+b"}, f"{file}, line 4")
    assert (told["keys"]["value"], told["keys"]["source"]) == ("function", "itself")
    assert told["data_dir"]["where"] == "AWARE_DATA_DIR"
    assert all(row["explanation"] for row in told.values())
    said = aware("settings", "--playbook", "aware")
    assert (said.status, said.err) == (0, "")
    assert "playbook           aware (--playbook)" in said.out
    assert all(len(line) <= 80 or "/" in line for line in said.out.splitlines())


def test_what_is_wrong_is_told_once_below_and_ends_in_one(aware: Aware, file: Path) -> None:
    file.write_text('theme = "drak"\nagent = 5\n')
    said = aware("settings")
    assert said.status == 1
    assert said.err.splitlines() == [
        f"{file}, line 1: “theme” does not take “drak”. Did you mean “dark”? "
        "It takes dark, light, contrast, terminal.",
        f"{file}, line 2: “agent” takes a text in quotes.",
    ]
    document = aware("settings", "--json").json
    assert [each["setting"] for each in document["mistakes"]] == ["theme", "agent"]


def test_no_address_and_no_password_is_ever_told(
    aware: Aware, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(
        f'[connectors.profile_entry]\nkind = "webhook"\nurl = "https://{SECRET}:{SECRET}@x/?t={SECRET}"\n'
        f'[connectors.quality_record]\nkind = "csv"\nsecret = "{SECRET}"\n'
    )
    monkeypatch.setenv("AWARE_DATABASE_URL", f"postgresql://kim:{SECRET}@db.example.org/aware")
    for words in (["settings"], ["settings", "--json"]):
        said = aware(*words)
        assert SECRET not in said.out + said.err
        assert "db.example.org" in said.out
    assert settings_of(aware)["connectors"]["value"] == {
        "profile_entry": "webhook",
        "quality_record": "cannot be used, see `aware doctor`",
    }


def test_a_command_stops_for_what_it_would_do_otherwise_and_not_for_colours(aware: Aware, file: Path) -> None:
    file.write_text('theme = "drak"\n')
    assert aware("data", "where").status == 0
    file.write_text('theme = "drak"\nzone = "Nowhere/Else"\n')
    said = aware("data", "where")
    assert (said.status, said.out) == (1, "")
    assert (
        said.err == f"{file}, line 2: There is no time zone “Nowhere/Else”. Write one like Europe/London.\n"
    )


def test_the_example_explains_every_setting_and_can_be_taken_as_it_stands(aware: Aware, file: Path) -> None:
    said = aware("settings", "example")
    assert said.out == example()
    file.write_text(said.out, "utf-8")
    reading = read_settings(file.parent, None, {"AWARE_ZONE": "UTC"})
    assert (reading.mistakes, reading.written.values) == ((), {})
    file.write_text("\n".join(line.removeprefix("#") for line in _samples(said.out)), "utf-8")
    reading = read_settings(file.parent, None, {})
    assert (reading.mistakes, set(reading.written.values)) == ((), set(KNOWN))
    assert {row.name for row in rows_of(reading) if row.source == "file"} == set(KNOWN)


def _samples(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1] == "#" and line[:2] != "# "]


def test_every_setting_is_explained_and_has_a_sample() -> None:
    assert set(explanations()) == {*KNOWN, "data_dir", "database_url"}
    assert tuple(SAMPLES) == KNOWN


EDITS = [
    ("", ("theme",), 'theme = "light"\n'),
    ("# ours\n", ("theme",), '# ours\ntheme = "light"\n'),
    ('theme = "dark"  # calm\nzone = "UTC"\n', ("theme",), 'theme = "light"  # calm\nzone = "UTC"\n'),
    ('theme = "a # b" # c # d\n', ("theme",), 'theme = "light" # c # d\n'),
    ('theme = """\na\n"""\nx = 1', ("theme",), 'theme = "light"\nx = 1'),
    ('[rebind]\nnext = "f2"\n', ("theme",), 'theme = "light"\n\n[rebind]\nnext = "f2"\n'),
    ("a = 1\n\n\n[rebind]\n", ("theme",), 'a = 1\ntheme = "light"\n\n[rebind]\n'),
    ("a = 1\n", ("rebind", "next"), 'a = 1\n\n[rebind]\nnext = "light"\n'),
    ("", ("rebind", "next"), '[rebind]\nnext = "light"\n'),
    (
        "[rebind]\n# mine\nback = 1\n[b]\n",
        ("rebind", "next"),
        '[rebind]\nnext = "light"\n# mine\nback = 1\n[b]\n',
    ),
    ("[rebind]\nnext = 1 # x\n[b]\n", ("rebind", "next"), '[rebind]\nnext = "light" # x\n[b]\n'),
]


@pytest.mark.parametrize(("text", "path", "after"), EDITS)
def test_one_setting_is_written_and_all_else_stays(text: str, path: tuple[str, ...], after: str) -> None:
    assert with_setting(text, path, '"light"') == after
    assert tomllib.loads(after)


def test_statements_are_found_with_their_lines() -> None:
    text = '# a\nx = [\n 1,\n]\n\n[t]\n"y" = {a = 1}\n[[u.v]]\nz = """\n[w]\n"""\n'
    assert statements(text) == [
        Statement(("x",), 2, 4, header=False),
        Statement(("t",), 6, 6, header=True),
        Statement(("t", "y", "a"), 7, 7, header=False),
        Statement(("u", "v"), 8, 8, header=True),
        Statement(("u", "v", "z"), 9, 11, header=False),
    ]


def test_settings_are_set_one_by_one(aware: Aware, file: Path) -> None:
    for name, value in (
        ("theme", "light"),
        ("motion", "yes"),
        ("keep_backups_days", "90"),
        ("rebind.next", "^b"),
    ):
        said = aware("settings", "set", name, value)
        assert (said.status, said.err) == (0, "")
        assert said.out.endswith(f"from now on, in {file}.\n")
    assert tomllib.loads(file.read_text()) == {
        "theme": "light",
        "motion": True,
        "keep_backups_days": 90,
        "rebind": {"next": "ctrl+b"},
    }
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


def test_a_setting_that_makes_another_wrong_says_so(aware: Aware, file: Path) -> None:
    assert aware("settings", "set", "rebind.next", "ctrl+k").status == 0
    said = aware("settings", "set", "keys", "plain")
    assert said.status == 1
    assert said.out == f'keys is "plain" from now on, in {file}.\n'
    assert "ctrl+k is the key of “promise” already." in said.err
    said = aware("settings", "set", "theme", "light")  # above the table: what was wrong moves a line down
    assert (said.status, said.err) == (0, "")


def test_a_setting_that_the_environment_stands_above_is_told(
    aware: Aware, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWARE_THEME", "dark")
    assert "AWARE_THEME is set, and stands above the file." in aware("settings", "set", "theme", "light").out


REFUSED = [
    (("theme", "lihgt"), "Did you mean “light”?"),
    (("them", "light"), "Did you mean “theme”?"),
    (("connectors", "x"), "is a table: write it into the file itself"),
    (("rebind", "x"), "is a table: write it into the file itself"),
    (("connectors.profile_entry.kind", "csv"), "“connectors” is a table"),
    (("data_dir", "/elsewhere"), "Say --data-dir, or set AWARE_DATA_DIR."),
    (("playbook", "/caf\udce9"), "signs in this that no settings file can hold"),
    (("agent", "\udce9"), "Leave them out of “agent”."),
    (("rebind.nxt", "f2"), "Did you mean “next”?"),
    (("rebind.next", "f2"), "F2 is the key of “apology” already."),
    (("rebind.next", "enter"), "It means the same in every program"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_does_not_fit_is_not_written(
    aware: Aware, file: Path, words: tuple[str, str], told: str
) -> None:
    file.write_text('agent = "Lee"\n')
    said = aware("settings", "set", *words)
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert file.read_text() == 'agent = "Lee"\n'


@pytest.mark.parametrize("text", ['rebind.next = "f12"\n', 'rebind = {next = "f12"}\n', 'rebind = "x"\n'])
def test_keys_that_stand_in_no_table_of_their_own_are_left_to_their_author(
    aware: Aware, file: Path, text: str
) -> None:
    file.write_text(text)
    said = aware("settings", "set", "rebind.next", "f11")
    assert (said.status, said.out) == (1, "")
    assert said.err.endswith("Open the file and write it there.\n")
    assert file.read_text() == text


@pytest.mark.parametrize("name", ["company", "theme", "zone", "keep_backups_days"])
def test_a_setting_is_taken_back_by_an_empty_one(aware: Aware, file: Path, name: str) -> None:
    without = settings_of(aware)[name]
    file.write_text({"company": 'company = "North"', "theme": 'theme = "light"'}.get(name, f"{name} = 30\n"))
    assert aware("settings", "set", name, "").status == 0
    assert settings_of(aware)[name] == without


def test_a_broken_file_is_mended_by_hand_first(aware: Aware, file: Path) -> None:
    file.write_text("agent = Lee\n")
    said = aware("settings", "set", "theme", "light")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"{file}, line 1: A text stands in quotes")
    assert file.read_text() == "agent = Lee\n"


def test_a_file_that_was_made_read_only_stays_as_it_is(
    aware: Aware, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('agent = "Lee"\n')
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    said = aware("settings", "set", "theme", "light")
    assert (said.status, said.out) == (1, "")
    assert said.err == f"{file} cannot be written ({os.strerror(errno.EACCES)}).\n"
    assert file.read_text() == 'agent = "Lee"\n'


def test_a_disk_that_is_full_leaves_no_half_of_a_file(
    aware: Aware, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    file.write_text('agent = "Lee"\n')
    monkeypatch.setattr(Path, "replace", full)
    assert aware("settings", "set", "theme", "light").status == 1
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_the_keys_of_both_sets_are_listed(aware: Aware, file: Path) -> None:
    file.write_text('keys = "plain"\n[rebind]\nhelp = "f12"\n')
    rows = {row["action"]: row for row in aware("settings", "keys", "--json").json}
    assert rows["next"] == {"action": "next", "function": "F8", "plain": "ctrl+f", "yours": "ctrl+f"}
    assert rows["help"]["yours"] == "F12"
    assert "next                F8        ctrl+f    ctrl+f\n" in aware("settings", "keys").out


def test_a_key_that_cannot_be_had_is_told_below_the_keys_and_other_mistakes_are_not(
    aware: Aware, file: Path
) -> None:
    file.write_text('theme = "drak"\n[rebind]\nnext = "enter"\n')
    for words in ((), ("--json",)):
        said = aware("settings", "keys", *words)
        assert said.status == 1
        assert "F8" in said.out
        assert said.err.startswith(f"{file}, line 3: next = ")
        assert said.err.count("\n") == 1


def test_nothing_of_it_is_loaded_where_there_is_no_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aware_tui.config.loading import load_settings; "
        "load_settings(Path(sys.argv[1]), None, {'AWARE_ZONE': 'UTC'}); "
        "print(*(set(sys.modules) & {'tomllib', 'difflib', 'json', 'shtab', 'aware_tui.keys', "
        "'aware_tui.config.explained', 'aware_tui.config.statements', 'aware_tui.config.rebinding'}))"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == ""


def test_a_playbook_is_written_so_that_it_is_found_from_anywhere(
    aware: Aware, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "playbook.yaml").write_text("id: harbour\nextends: aware\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for typed, written in (("harbour", str(tmp_path / "harbour")), ("blast", "blast"), ("", "")):
        assert aware("settings", "set", "playbook", typed).status == 0
        assert tomllib.loads(file.read_text("utf-8"))["playbook"] == written
    said = aware("settings", "set", "playbook", "nowhere")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("There is no playbook `nowhere`.")
    assert tomllib.loads(file.read_text("utf-8"))["playbook"] == ""
