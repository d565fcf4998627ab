"""Beginning a playbook or a practice call: sound from the first minute, and what is there is left alone."""

from pathlib import Path

import pytest
from cli.said import Aware


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the data folder in force; it is not there yet."""
    return tmp_path / "data"


def test_a_new_playbook_is_in_order_and_says_what_comes_next(aware: Aware, own: Path) -> None:
    said = aware("playbook", "new", "harbour")
    folder = own / "playbooks" / "harbour"
    assert said.status == 0
    assert f"Made, in {folder}:" in said.out
    assert said.out.endswith("  aware playbook check harbour\n  aware --playbook harbour\n")
    checked = aware("playbook", "check", "harbour")
    assert (checked.status, checked.out.splitlines()[0].split(" is in order")[0]) == (
        0,
        "Harbour 0.1 (harbour)",
    )
    assert "extends: aware" in (folder / "playbook.yaml").read_text("utf-8")


def test_every_file_of_a_new_playbook_explains_itself(aware: Aware, own: Path) -> None:
    aware("playbook", "new", "harbour")
    for file in (own / "playbooks" / "harbour").glob("*.yaml"):
        assert file.read_text("utf-8").startswith("# "), file.name


def test_what_stands_in_the_comments_of_a_new_playbook_can_be_taken_in(aware: Aware, own: Path) -> None:
    aware("playbook", "new", "harbour")
    file = own / "playbooks" / "harbour" / "acknowledge.yaml"
    head, marked, rest = file.read_text("utf-8").partition("#   items:")
    opened = "\n".join(line.removeprefix("#") for line in f"{marked}{rest}".splitlines())
    file.write_text(
        f"{head}{opened.replace('   items:', '    items:', 1)}\n".replace("#     -", "      -"), "utf-8"
    )
    said = aware("playbook", "check", "harbour")
    assert said.status == 0, said.out


@pytest.mark.parametrize("name", ["aware", "harbour"])
def test_a_playbook_that_is_there_is_left_as_it_is(aware: Aware, own: Path, name: str) -> None:
    aware("playbook", "new", "harbour")
    mine = own / "playbooks" / "harbour" / "playbook.yaml"
    mine.write_text("mine", "utf-8")
    said = aware("playbook", "new", name)
    assert said.status == 1
    assert said.err.startswith(f"There is a playbook {name} already, in ")
    assert mine.read_text("utf-8") == "mine"


def test_a_folder_named_may_be_an_empty_one_and_nothing_else(aware: Aware, own: Path, tmp_path: Path) -> None:
    empty, full, file = tmp_path / "empty", tmp_path / "full", tmp_path / "file"
    empty.mkdir()
    full.mkdir()
    for there in (full / "mine", file):
        there.write_text("mine", "utf-8")
    assert aware("playbook", "new", "harbour", "-o", str(empty)).status == 0
    assert (empty / "playbook.yaml").exists()
    assert (
        "has something in it, and nothing is overwritten"
        in aware("playbook", "new", "quay", "-o", str(full)).err
    )
    assert "is a file" in aware("playbook", "new", "quay", "-o", str(file)).err


@pytest.mark.parametrize("name", ["Harbour Heating", "h", "../out", "1st", "a" * 41, "[/red]"])
@pytest.mark.parametrize("what", ["playbook", "scenario"])
def test_a_name_that_cannot_be_one_is_told_with_one_that_can(
    aware: Aware, own: Path, what: str, name: str
) -> None:
    said = aware(what, "new", "--", name)
    assert said.status == 1
    assert said.err.startswith(f"“{name}” cannot be the name of a {what}. Take small letters")
    assert not list(own.rglob("*.yaml"))


def test_a_new_practice_call_plays_as_it_is(aware: Aware, own: Path) -> None:
    said = aware("scenario", "new", "late-cake")
    file = own / "scenarios" / "drafts" / "late-cake.yaml"
    assert (said.status, said.out.splitlines()[0]) == (0, f"Made: {file}")
    assert aware("scenario", "check", str(file)).out == "late-cake: clean. The model scores 100.\n"


@pytest.mark.long
def test_the_score_of_a_new_practice_call_is_proved(aware: Aware, own: Path) -> None:
    aware("scenario", "new", "late-cake")
    said = aware("scenario", "check", "--prove", str(own / "scenarios" / "drafts" / "late-cake.yaml"))
    assert said.out.endswith("Its score is proved.\n")


def test_a_practice_call_that_is_there_is_left_as_it_is(aware: Aware, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    said = aware("scenario", "new", "late-cake", "-o", str(file))
    assert (said.status, file.read_text("utf-8")) == (1, "mine")
    assert said.err == f"{file} is there already. Choose another name; nothing was changed.\n"
