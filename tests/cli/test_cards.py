"""The method on paper, by the command line: on stdout, into a file that was not there, in the right form."""

import os
import stat
import sys
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui.domain.text import cells

STEPS = ("Acknowledge", "Widen", "Agree", "Resolve", "Evaluate")
FORMS = [("text", "AWARE\n"), ("markdown", "# AWARE\n"), ("html", "<!DOC")]
NOWHERE = [(".", "is a folder"), ("none/card.txt", "There is no folder"), ("x" * 300, "not written")]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return f"--data-dir={tmp_path / 'data'}"


def test_without_a_word_it_is_a_pocket_card_as_text_and_leaves_nothing_behind(
    aware: Aware, folder: str, tmp_path: Path
) -> None:
    said = aware("card", folder)
    assert (said.status, said.err) == (0, "")
    assert [line[3:] for line in said.out.splitlines() if line[1:3] == "  " and line[0] != " "] == list(STEPS)
    assert "Micah Solomon" in said.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sweep(3)
@pytest.mark.parametrize("kind", ["pocket", "desk", "poster", "form"])
@pytest.mark.parametrize(("form", "start"), FORMS)
def test_each_card_comes_in_each_form(aware: Aware, folder: str, kind: str, form: str, start: str) -> None:
    said = aware("card", folder, "--kind", kind, "--format", form)
    assert said.status == 0
    assert said.out.startswith(start)
    assert all(step in said.out for step in STEPS)


def test_no_line_of_text_is_longer_than_eighty_columns(aware: Aware, folder: str) -> None:
    for kind in ("pocket", "desk", "poster", "form"):
        assert max(map(cells, aware("card", folder, "--kind", kind).out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.txt", "AWARE"), ("a.md", "# AWARE"), ("a.HTML", "<!DOC"), ("card", "AWARE"), (".card", "AWARE")],
)
def test_the_name_of_the_file_says_its_form(
    aware: Aware, folder: str, tmp_path: Path, name: str, start: str
) -> None:
    said = aware("card", folder, "-o", str(tmp_path / name))
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"The card is in {tmp_path / name}.")
    assert (tmp_path / name).read_text("utf-8").startswith(start)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_an_ending_that_no_card_has_is_told_before_anything_is_written(
    aware: Aware, folder: str, tmp_path: Path
) -> None:
    file = tmp_path / "card.DOCX"
    said = aware("card", folder, "-o", str(file))
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        "No card ends in .DOCX. End the name in .txt, .md, .html, .pdf, or say which with --format.\n"
    )
    assert not file.exists()
    assert aware("card", folder, "-o", str(file), "--format", "html").status == 0
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_file_that_is_there_stays_unless_it_is_to_go(aware: Aware, folder: str, tmp_path: Path) -> None:
    file = tmp_path / "card.html"
    file.write_text("mine", encoding="utf-8")
    said = aware("card", folder, "-o", str(file))
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        f"{file} is there already, and was left as it is. Choose another name, or add --overwrite.\n"
    )
    assert file.read_text("utf-8") == "mine"
    assert aware("card", folder, "-o", str(file), "--overwrite").status == 0
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [each.name for each in tmp_path.iterdir()] == ["card.html"]


def test_a_pipe_is_written_into_and_never_replaced(aware: Aware, folder: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert aware("card", folder, "-o", str(pipe), "--overwrite").status == 0
    assert os.read(reading, 6) == b"AWARE\n"
    os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_is_not_written_through(aware: Aware, folder: str, tmp_path: Path) -> None:
    (tmp_path / "card.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert aware("card", folder, "-o", str(tmp_path / "card.txt")).status == 1
    assert not (tmp_path / "elsewhere.txt").exists()


@pytest.mark.parametrize(("name", "told"), NOWHERE)
def test_a_place_that_cannot_be_is_told(
    aware: Aware, folder: str, tmp_path: Path, name: str, told: str
) -> None:
    said = aware("card", folder, "-o", str(tmp_path / name))
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert said.err.count("\n") == 1


def test_a_pdf_is_not_poured_into_a_terminal(
    aware: Aware, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    said = aware("card", folder, "--kind", "desk", "--format", "pdf")
    assert (said.status, said.out) == (1, "")
    assert said.err == "A PDF is nothing a terminal can show. Name a file for it, such as -o desk.pdf.\n"


def test_the_company_of_the_settings_stands_on_the_card_unless_another_is_named(
    aware: Aware, folder: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text('company = "Riverside Energy"\n', encoding="utf-8")
    assert "Riverside Energy" in aware("card", folder).out
    other = aware("card", folder, "--company", "Hill\x1b[31m & Dale").out
    assert "Riverside Energy" not in other
    assert "\x1b" not in other
    assert "& Dale" in other
    assert "Riverside" not in aware("card", folder, "--company", "").out


def test_the_playbook_in_force_is_the_one_on_the_card(aware: Aware, folder: str) -> None:
    for name in ("blast", "heard", "last"):
        said = aware("card", folder, "--playbook", name)
        assert (said.status, said.out.splitlines()[0]) == (0, name.upper())
    german = aware("card", folder, "--playbook", "aware_de", "--kind", "form").out
    assert "Gesprächsbogen" not in german
    assert "Bis wann: ____" in german
    assert "By when" not in german
    missing = aware("card", folder, "--playbook", "nowhere")
    assert (missing.status, missing.out) == (1, "")
    assert "nowhere" in missing.err


def test_paper_is_what_is_asked_for(aware: Aware, folder: str) -> None:
    assert "@page{size:210.0mm 297.0mm" in aware("card", folder, "--format", "html").out
    letter = aware("card", folder, "--format", "html", "--paper", "letter").out
    assert "@page{size:215.9mm 279.4mm" in letter


def test_a_card_that_is_not_there_is_wrong_usage(aware: Aware, folder: str) -> None:
    assert aware("card", folder, "--kind", "napkin").status == 2
