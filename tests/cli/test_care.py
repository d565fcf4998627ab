"""Data, playbooks and the check-up from the command line."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui.config import Settings
from aware_tui.services.reports import channels

pytestmark = pytest.mark.head(22)

MINE = "extends: aware\nid: mine\ntitle: Ours\nversion: '2'\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "playbooks" / "mine"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(MINE)
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "playbooks" / "broken"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text("extends: aware\nid: broken\ntitel: \x1b[31mOurs\nversion: '2'\n")
    return folder


def test_where_tells_each_place(aware: Aware, data: Path) -> None:
    said = aware("data", "where")
    assert (said.status, said.err) == (0, "")
    for name in ("aware.db", "backups", "settings.toml", "playbooks", "crashes"):
        assert str(data / name) in said.out
    assert "8 sessions" in said.out
    assert "0 copies" in said.out


def test_a_backup_is_made_and_named(aware: Aware, data: Path) -> None:
    said = aware("data", "backup")
    [made] = (data / "backups").glob("aware-*.db")
    assert (said.status, said.err) == (0, "")
    assert said.out == f"The data was copied and the copy checked: {made}\n"
    assert "1 copy" in aware("data", "where").out


@pytest.mark.parametrize("deed", ["backup", "check", "check --repair"])
def test_without_data_there_is_nothing_to_care_for(aware: Aware, tmp_path: Path, deed: str) -> None:
    said = aware("data", *deed.split())
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"There is no data at {tmp_path / 'data' / 'aware.db'} yet")
    assert not (tmp_path / "data").exists()


def test_a_check_of_sound_data_says_so(aware: Aware, data: Path) -> None:
    said = aware("data", "check")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "Everything is in order."


def test_a_check_of_damaged_data_says_what_to_do(aware: Aware, data: Path) -> None:
    file = data / "aware.db"
    file.write_bytes(file.read_bytes()[:-4096])
    said = aware("data", "check")
    assert said.status == 1
    assert "aware data restore" in said.err
    assert "in order" not in said.out


def test_counts_out_of_step_are_told_and_mended(aware: Aware, data: Path) -> None:
    with closing(sqlite3.connect(data / "aware.db")) as db, db:
        db.execute("DELETE FROM occurrence WHERE id = (SELECT min(id) FROM occurrence)")
    said = aware("data", "check")
    assert said.status == 1
    assert said.err == (
        "1 session is counted wrongly, or not at all.\n3 daily counts do not add up.\n"
        "`aware data check --repair` makes this anew, after a copy of the data. No words are lost.\n"
    )
    said = aware("data", "check", "--repair")
    assert (said.status, said.err) == (0, "")
    [made] = (data / "backups").glob("aware-*.db")
    kept, mended, *_, last = said.out.splitlines()
    assert kept == f"The data as it was is kept: {made}"
    assert mended == "The counts behind the findings were made anew from the sessions."
    assert last == "Everything is in order."


def test_a_repair_of_sound_data_does_nothing(aware: Aware, data: Path) -> None:
    said = aware("data", "check", "--repair")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "Everything is in order."
    assert not (data / "backups").exists()


def test_the_list_of_playbooks_marks_the_one_in_force(aware: Aware, mine: Path, broken: Path) -> None:
    said = aware("playbook", "list", "--playbook", "mine")
    assert (said.status, said.err) == (0, "")
    told = [" ".join(line.split()) for line in said.out.splitlines()]
    assert {"* mine Ours", "aware AWARE", "blast BLAST", "heard HEARD", "last LAST"} <= {*told}
    assert any(line.startswith("broken cannot be used") for line in told)


def test_a_playbook_in_a_folder_of_its_own_is_marked_too(
    aware: Aware, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.rename(tmp_path / "harbour")
    monkeypatch.chdir(tmp_path)
    said = aware("playbook", "list", "--playbook", "harbour")
    assert (said.status, said.err) == (0, "")
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert next(line for line in lines if line.startswith("* ")) == "* mine Ours"
    assert str(tmp_path / "harbour") in lines


def test_a_playbook_that_is_nowhere_is_told_beside_the_list(aware: Aware) -> None:
    said = aware("playbook", "list", "--playbook", "nowhere")
    assert said.status == 1
    assert said.err.startswith("There is no playbook `nowhere`. There is: aware")
    assert "  aware" in said.out
    assert "* aware" not in said.out


def test_a_playbook_is_read_out(aware: Aware) -> None:
    said = aware("playbook", "show")
    assert said == aware("playbook", "show", "aware")
    assert said.status == 0
    for words in ("AWARE 1.0 (aware)", "Micah Solomon", "Acknowledge", "[ ] I have put everything else down"):
        assert words in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())


@pytest.mark.parametrize("name", ["last", "heard", "blast"])
def test_another_method_that_ships_is_read_out_and_in_order(aware: Aware, name: str) -> None:
    said = aware("playbook", "show", name)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"{name.upper()} 1.0 ({name})\n")
    assert "[ ] I said that I am sorry, and for what" in said.out
    checked = aware("playbook", "check", name)
    assert (checked.status, checked.err) == (0, "")
    assert f"{name.upper()} 1.0 ({name}) is in order" in checked.out


def test_a_sound_playbook_is_in_order_by_id_and_by_folder(aware: Aware, mine: Path) -> None:
    for words in ([], ["aware"], ["mine"], [str(mine)]):
        said = aware("playbook", "check", *words)
        assert (said.status, said.err) == (0, "")
        assert "is in order: 5 steps" in said.out


def test_a_broken_playbook_is_told_by_file_and_line(aware: Aware, broken: Path) -> None:
    said = aware("playbook", "check", "broken")
    assert said.status == 1
    assert "playbook.yaml:3:" in said.out
    assert "\x1b" not in said.out + said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("deed", ["show", "check"])
def test_a_missing_playbook_is_one_sentence(aware: Aware, deed: str) -> None:
    said = aware("playbook", deed, "nowhere")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("There is no playbook `nowhere`. There is: aware, ")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["aware", "broken", "nowhere"])
def test_the_channels_are_those_a_new_call_will_have(tmp_path: Path, broken: Path, name: str) -> None:
    settings = Settings(tmp_path / "data", "Kim", "UTC", name)
    assert channels(settings) == ("phone", "in_person", "chat", "email", "social", "letter")


def found(aware: Aware, *words: str) -> dict[tuple[str, str], dict[str, str]]:
    return {(each["area"], each["name"]): each for each in aware("doctor", "--json", *words).json["findings"]}


def test_the_doctor_finds_sound_things_sound(aware: Aware, data: Path) -> None:
    said = aware("doctor")
    assert (said.status, said.err) == (0, "")
    assert "WRONG" not in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines() if str(data) not in line)
    document = aware("doctor", "--json").json
    assert document["ok"] is True
    assert {each["state"] for each in document["findings"]} <= {"ok", "note"}


def test_the_doctor_says_where_each_setting_comes_from(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text('agent = "Robin"\nzone = "Asia/Tokyo"\n')
    monkeypatch.delenv("AWARE_AGENT")
    findings = found(aware, "--playbook", "aware")
    told = {name: each["found"] for (area, name), each in findings.items() if area == "settings"}
    assert told["agent"] == "Robin, from settings.toml"
    assert told["zone"] == "Europe/London, from AWARE_ZONE"
    assert told["playbook"] == "aware, from the command line"
    assert told["data_dir"].endswith("data, from AWARE_DATA_DIR")


def test_the_doctor_names_a_broken_setting_and_goes_on(aware: Aware, data: Path) -> None:
    (data / "settings.toml").write_text("# ours\nagent = 5\n")
    said = aware("doctor", "--json")
    assert said.status == 1
    assert said.err == "One thing is to be mended.\n"
    states = {(each["area"], each["name"]): each for each in said.json["findings"]}
    assert states["settings", "settings"]["found"] == "line 2 is not in force"
    assert "takes a text in quotes" in states["settings", "settings"]["advice"]
    assert states["database", "integrity"]["state"] == "ok"


def test_the_doctor_keeps_its_columns_apart_and_to_the_width(
    aware: Aware, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = aware("doctor").out.splitlines()
    assert "  ok     keep_backups_days  400, as shipped" in lines
    assert all(len(line) <= 80 or "/" in line for line in lines)


def test_the_doctor_names_a_damaged_file_and_leaves_it_alone(aware: Aware, data: Path) -> None:
    file = data / "aware.db"
    file.write_bytes(file.read_bytes()[:-4096])
    before = file.read_bytes()
    finding = found(aware)["database", "file"]
    assert finding["state"] == "problem"
    assert "aware data restore" in finding["advice"]
    assert file.read_bytes() == before
    assert aware("doctor").status == 1


def test_the_doctor_names_a_broken_playbook_by_line(aware: Aware, broken: Path) -> None:
    said = aware("doctor", "--playbook", "broken")
    assert said.status == 1
    assert "playbook.yaml:3:" in said.out
    assert "\x1b" not in said.out


def test_the_doctor_names_a_folder_that_is_a_file(aware: Aware, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    finding = found(aware)["database", "folder"]
    assert finding["state"] == "problem"
    assert "is no folder" in finding["advice"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_the_doctor_names_a_folder_that_cannot_be_written(aware: Aware, data: Path) -> None:
    data.chmod(0o500)
    assert found(aware)["database", "folder"]["state"] == "problem"
    data.chmod(0o700)


@pytest.mark.parametrize(
    ("name", "values", "state"),
    [
        ("TERM", {"TERM": "dumb"}, "note"),
        ("TERM", {"TERM": "xterm-256color"}, "ok"),
        ("size", {"COLUMNS": "40", "LINES": "10"}, "note"),
        ("size", {"COLUMNS": "80", "LINES": "24"}, "ok"),
    ],
)
def test_the_doctor_looks_at_the_terminal(
    aware: Aware, monkeypatch: pytest.MonkeyPatch, name: str, values: dict[str, str], state: str
) -> None:
    for key, value in values.items():
        monkeypatch.setenv(key, value)
    assert found(aware)["terminal", name]["state"] == state
