"""Scenarios checked, drafted from a session, scrubbed and offered from the command line."""

import re
import shutil
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from cli.said import Aware
from practicing import SHIPPED, rewritten

pytestmark = pytest.mark.head(16)

SCENARIO = SHIPPED / "practice" / "scenarios" / "gas-smell.yaml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a scenario's file that may be changed."""
    path = tmp_path / "own.yaml"
    path.write_text(SCENARIO.read_text("utf-8").replace("id: gas-smell\n", "id: own-one\n"), "utf-8")
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove with a handful of walks, since thousands take seconds."""
    from aware_tui.domain.practice import proving

    whole = proving.prove
    monkeypatch.setattr(proving, "prove", lambda scenario, moods: whole(scenario, moods, 5))


def session_of(aware: Aware, words: str = "Okafor") -> str:
    [found] = aware("sessions", "--search", words, "--json").json
    return str(found["id"])


def write_out(path: Path, *changes: tuple[str, str]) -> None:
    """Write every sentence of a draft, then change something."""
    text = rewritten(path.read_text("utf-8"))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def test_a_clean_file_says_so_and_what_the_model_scores(aware: Aware, own: Path) -> None:
    said = aware("scenario", "check", str(own))
    assert (said.status, said.out, said.err) == (0, "own-one: clean. The model scores 100.\n", "")


def test_every_fault_is_named_by_file_line_and_column(aware: Aware, own: Path) -> None:
    text = (
        own.read_text("utf-8").replace("level: 2", "level: 9").replace("schema: 1", "schema: 1\ncolour: red")
    )
    own.write_text(text, "utf-8")
    said = aware("scenario", "check", str(own))
    assert said.status == 1
    lines = said.out.splitlines()
    assert all(re.match(rf"{re.escape(str(own))}:\d+:\d+: .+\.$", line) for line in lines)
    assert any(f"{own}:2:1: " in line and "colour" in line for line in lines)


def test_a_category_is_held_against_the_playbook_that_is_asked_for(
    aware: Aware, own: Path, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    team.mkdir()
    (team / "playbook.yaml").write_text(
        "id: team\ntitle: t\nversion: '1'\nextends: aware\ncategories: [{id: lift, label: a stuck lift}]\n",
        "utf-8",
    )
    own.write_text(own.read_text("utf-8").replace("[late, danger]", "[late, lift]"), "utf-8")
    said = aware("scenario", "check", str(own))
    assert (said.status, said.out.count("\n")) == (1, 1)
    assert said.out.startswith(f"{own}:5:20: The playbook has no category `lift`. ")
    assert "Write one of: late, faulty, workmanship, " in said.out
    assert aware("scenario", "check", str(own), "--playbook", str(team)).status == 0
    assert aware("scenario", "offer", str(own)).status == 1


def test_a_folder_is_all_its_files_and_one_fault_is_enough(aware: Aware, own: Path) -> None:
    shutil.copy(own, own.with_name("two.yaml"))
    own.with_name("three.yaml").write_text("", "utf-8")
    said = aware("scenario", "check", str(own.parent))
    assert said.status == 1
    assert said.out.count("clean.") == 2
    assert f"{own.with_name('three.yaml')}:1:1: This file is empty." in said.out


def test_a_file_that_is_not_there_and_an_empty_folder_are_told(aware: Aware, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nowhere.yaml", "empty"):
        said = aware("scenario", "check", str(tmp_path / name))
        assert said.status == 1
        assert str(tmp_path / name) in said.out
        assert said.out.count("\n") == 1


def test_what_is_left_to_write_is_a_fault(aware: Aware, own: Path) -> None:
    own.write_text(own.read_text("utf-8").replace("title: ", "title: TODO "), "utf-8")
    said = aware("scenario", "check", str(own))
    assert (said.status, said.out.count("TODO")) == (1, 1)


def test_json_has_an_object_for_each_file(aware: Aware, own: Path) -> None:
    broken = own.with_name("broken.yaml")
    broken.write_text("schema: 1\nid: [\n", "utf-8")
    said = aware("scenario", "check", str(own), str(broken), "--json")
    clean, faulty = said.json
    assert said.status == 1
    assert clean == {
        "file": str(own),
        "id": "own-one",
        "clean": True,
        "model": 100.0,
        "problems": [],
        "proofs": None,
    }
    assert (faulty["id"], faulty["clean"], faulty["model"]) == (None, False, None)
    assert set(faulty["problems"][0]) == {"file", "line", "column", "message", "instead"}


@pytest.mark.usefixtures("quick")
def test_a_score_can_be_proved(aware: Aware, own: Path) -> None:
    said = aware("scenario", "check", "--prove", str(own))
    assert (said.status, said.out) == (0, "own-one: clean. The model scores 100. Its score is proved.\n")


@pytest.mark.usefixtures("quick")
def test_a_score_that_does_not_hold_is_told(aware: Aware, own: Path) -> None:
    text = own.read_text("utf-8")
    own.write_text(re.sub(r"model: \[([\w-]+)", r"model: [\1, \1", text), "utf-8")
    said = aware("scenario", "check", "--prove", str(own))
    assert said.status == 1
    assert said.out.startswith(f"{own}: Without ")
    assert "clean" not in said.out


def test_a_draft_is_printed_and_kept_with_its_session_beside_it(aware: Aware, data: Path) -> None:
    session = session_of(aware)
    said = aware("scenario", "from-session", session)
    kept = data / "scenarios" / "drafts" / "call-late.yaml"
    assert (said.status, said.out) == (0, kept.read_text("utf-8"))
    assert '\ncategories: ["late"]\n' in said.out
    assert kept.with_suffix(".session").read_text("utf-8").splitlines()[0] == session
    assert session not in said.out
    assert str(kept) in said.err
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert aware("practice", "--list", "--json").status == 0


def test_a_draft_is_not_kept_twice_and_never_written_over(aware: Aware, data: Path) -> None:
    session, folder = session_of(aware), data / "scenarios" / "drafts"
    aware("scenario", "from-session", session)
    draft = folder / "call-late.yaml"
    write_out(draft, ("source: from-session", "source: from-session"))
    draft.with_suffix(".session").write_text(
        f"{session}\n{sha256(draft.read_bytes()).hexdigest()}\n", "utf-8"
    )
    aware("scenario", "from-session", session)
    assert "TODO" in draft.read_text("utf-8")
    assert [path.name for path in sorted(folder.glob("*.yaml"))] == ["call-late.yaml"]
    write_out(folder / "call-late.yaml")
    again = aware("scenario", "from-session", session)
    assert "id: call-late-2\n" in again.out
    assert "TODO" not in (folder / "call-late.yaml").read_text("utf-8")


def test_a_draft_goes_where_it_is_wanted_but_over_nothing(aware: Aware, data: Path, tmp_path: Path) -> None:
    session, wanted = session_of(aware), tmp_path / "mine.yaml"
    said = aware("scenario", "from-session", session[:13], "-o", str(wanted))
    assert (said.status, said.out) == (0, f"The draft is in {wanted}.\n")
    assert (tmp_path / "mine.session").read_text("utf-8").startswith(f"{session}\n")
    before = wanted.read_bytes()
    said = aware("scenario", "from-session", session, "-o", "-")
    assert (said.out.encode(), said.err) == (before, "")
    assert not (data / "scenarios").exists()
    assert aware("scenario", "from-session", session, "-o", str(wanted)).status == 1
    (tmp_path / "mine.session").unlink()
    assert aware("scenario", "from-session", session, "-o", str(wanted)).status == 1
    assert wanted.read_bytes() == before


def test_a_session_that_is_not_there_is_one_sentence(aware: Aware, tmp_path: Path) -> None:
    said = aware("scenario", "from-session", "nobody1")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("quick")
def test_a_draft_becomes_a_scenario_that_practice_lists(aware: Aware, data: Path, tmp_path: Path) -> None:
    draft = tmp_path / "mine.yaml"
    aware("scenario", "from-session", session_of(aware), "-o", str(draft))
    left = aware("scenario", "offer", str(draft))
    assert left.status == 1
    assert "TODO" in left.err
    write_out(draft)
    said = aware("scenario", "offer", str(draft))
    assert said.status == 0
    assert "call-late" in [each["id"] for each in aware("practice", "--list", "--json").json]
    assert (data / "scenarios" / "call-late.yaml").read_bytes() == draft.read_bytes()
    assert aware("scenario", "offer", str(draft)).err.startswith("It is offered already")


LEFT = {
    "a name": ('title: "Words', 'title: "Ms Okafor', "O•••••"),
    "a reference": ('title: "Words', 'title: "C-2 0418', "C•••••••"),
    "a name as escapes": ('title: "Words', 'title: "\\u004fkafor', "O•••••"),
    "a name in a remark": ("schema: 1", "schema: 1 # Okafor rang", "O•••••"),
    "a name as a key": ("  story:", "  okafor:", "o•••••"),
    "a name over two lines": ('title: "Words', 'title: "Oka\\\n  for', "O•••••"),
}


@pytest.mark.sweep(2)
@pytest.mark.parametrize(("old", "new", "shown"), LEFT.values(), ids=LEFT.keys())
def test_a_draft_with_something_of_the_session_in_it_is_not_offered(
    aware: Aware, data: Path, tmp_path: Path, old: str, new: str, shown: str
) -> None:
    draft = tmp_path / "mine.yaml"
    aware("scenario", "from-session", session_of(aware), "-o", str(draft))
    write_out(draft, (old, new))
    said = aware("scenario", "offer", str(draft))
    assert said.status == 1
    assert re.search(rf"^{re.escape(str(draft))}:\d+:\d+: .+“{shown}”\. .+\.$", said.out, re.MULTILINE)
    assert re.search(r"^  \+ .*\[.+\]", said.out, re.MULTILINE)
    assert "kafor" not in said.out.replace(str(tmp_path), "")
    assert said.err == f"{draft} was not offered: 1 thing must still go. Nothing was changed.\n"
    assert not list((data / "scenarios").glob("*.yaml"))


def test_a_clean_draft_passes_the_scrub(aware: Aware, data: Path, tmp_path: Path) -> None:
    draft = tmp_path / "mine.yaml"
    aware("scenario", "from-session", session_of(aware), "-o", str(draft))
    assert "first TODO of" in aware("scenario", "scrub", str(draft)).out
    write_out(draft)
    said = aware("scenario", "scrub", str(draft))
    assert (said.status, said.out) == (0, f"Nothing of the session is left in {draft}.\n")


def test_a_draft_without_its_session_is_not_offered(aware: Aware, data: Path, tmp_path: Path) -> None:
    draft = tmp_path / "mine.yaml"
    aware("scenario", "from-session", session_of(aware), "-o", str(draft))
    write_out(draft, ('title: "Words', 'title: "Okafor'))
    draft.with_suffix(".session").unlink()
    said = aware("scenario", "offer", str(draft))
    assert (said.status, said.out) == (1, "")
    assert "--session ID" in said.err
    assert "O•••••" in aware("scenario", "scrub", str(draft), "--session", session_of(aware)).out
    assert "source: authored" in aware("scenario", "offer", str(draft), "--session", "nobody1").err


def test_a_draft_that_says_it_has_no_session_is_still_held_against_it(
    aware: Aware, data: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "mine.yaml"
    aware("scenario", "from-session", session_of(aware), "-o", str(draft))
    write_out(draft, ('title: "Words', 'title: "Okafor'), ("source: from-session", "source: authored"))
    assert aware("scenario", "offer", str(draft)).status == 1


@pytest.mark.usefixtures("quick")
def test_a_scenario_of_ones_own_is_offered_without_a_session(aware: Aware, own: Path, tmp_path: Path) -> None:
    assert aware("scenario", "offer", str(own)).status == 0
    assert (tmp_path / "data" / "scenarios" / "own-one.yaml").is_file()
    own.write_text(own.read_text("utf-8").replace("level: 2", "level: 1"), "utf-8")
    said = aware("scenario", "offer", str(own))
    assert (said.status, said.out) == (1, "")
    assert "another `id`" in said.err


def test_what_the_lint_finds_is_not_offered(aware: Aware, own: Path, tmp_path: Path) -> None:
    own.write_text(own.read_text("utf-8").replace("level: 2", "level: 7"), "utf-8")
    said = aware("scenario", "offer", str(own))
    assert (said.status, said.out) == (1, "")
    assert f"{own}:" in said.err
    assert not (tmp_path / "data").exists()


def test_the_scrub_wants_a_session_to_hold_against(aware: Aware, own: Path) -> None:
    said = aware("scenario", "scrub", str(own))
    assert (said.status, said.err) == (
        1,
        f"{own} came from no session. Name one with --session ID to hold it against.\n",
    )


def test_a_table_of_moods_at_fault_is_told(aware: Aware, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "playbooks" / "ours"
    (folder / "practice").mkdir(parents=True)
    (folder / "playbook.yaml").write_text("id: ours\n", "utf-8")
    (folder / "practice" / "mood.yaml").write_text("acts: 1\n", "utf-8")
    for deed in ("check", "offer"):
        said = aware("--playbook", "ours", "scenario", deed, str(own))
        assert (said.status, said.out) == (1, "")
        assert "mood.yaml:1:" in said.err


def test_a_draft_is_not_held_against_another_session_than_its_own(
    aware: Aware, data: Path, tmp_path: Path
) -> None:
    draft, session = tmp_path / "mine.yaml", session_of(aware)
    aware("scenario", "from-session", session, "-o", str(draft))
    write_out(draft, ('title: "Words', 'title: "Okafor'))
    other = next(each["id"] for each in aware("sessions", "--json").json if each["id"] != session)
    for deed in ("scrub", "offer"):
        said = aware("scenario", deed, str(draft), "--session", other)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert str(draft.with_suffix(".session")) in said.err
        assert "O•••••" in aware("scenario", deed, str(draft), "--session", session[:13]).out
    assert not (data / "scenarios").exists()


@pytest.mark.parametrize("folder", ["/", ".", "..", "~", "here"])
def test_a_folder_is_no_draft(
    aware: Aware, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "here").mkdir()
    session = session_of(aware)
    before = sorted(tmp_path.rglob("*"))
    for words in (
        ("scrub", folder),
        ("offer", folder),
        ("scrub", folder, "--session", session),
        ("from-session", session, "-o", folder),
    ):
        said = aware("scenario", *words)
        assert (said.status, said.out) == (1, "")
        assert "fault" not in said.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("deed", ["check", "scrub", "offer"])
def test_a_name_that_no_file_can_have_is_told(aware: Aware, data: Path, deed: str) -> None:
    said = aware("scenario", deed, "x" * 300)
    assert said.status == 1
    assert (said.out + said.err).count("\n") == 1


def test_a_draft_put_on_the_shelf_by_hand_is_left_out_and_named(
    aware: Aware, data: Path, tmp_path: Path
) -> None:
    aware("scenario", "from-session", session_of(aware), "-o", str(tmp_path / "mine.yaml"))
    (data / "scenarios").mkdir()
    shelved = data / "scenarios" / "mine.yaml"
    shutil.copy(tmp_path / "mine.yaml", shelved)
    line = 1 + next(n for n, line in enumerate(shelved.read_text("utf-8").split("\n")) if "TODO" in line)
    said = aware("practice", "--list")
    assert "call-late" not in said.out
    assert f"{shelved}:{line}:" in said.out + said.err
    assert aware("practice", "call-late", "--plain").status == 1
    write_out(shelved)
    assert "call-late" in aware("practice", "--list").out
