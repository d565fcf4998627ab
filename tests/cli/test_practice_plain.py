"""A practice call played line by line: kept as one, and gone on with."""

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from cli.kept import attempts
from cli.said import Aware, typing
from practicing import SHIPPED, moods, shipped
from reading_ahead import lay_read_playbook

from aware_tui.cli.rehearsal_words import said_in
from aware_tui.content.understanding import open_understanding
from aware_tui.domain.practice.attempts import moves_of
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.moves import parse_move
from aware_tui.domain.practice.scoring import score
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.services.practice.transcript import Line, Speaker
from aware_tui.store.opening import open_database

BEATS = len(shipped("gas-smell").opening) - 1


@pytest.fixture(autouse=True)
def read_ahead(tmp_path: Path) -> None:
    """Have what is understood read before: reading it strictly takes a second or two."""
    lay_read_playbook(tmp_path / "data")
    shutil.copytree(_read_understanding(), tmp_path / "data" / "cache", dirs_exist_ok=True)


@cache
def _read_understanding() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="aware-understood-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_understanding((SHIPPED,), folder)
    return folder


def test_a_call_is_played_by_lines_and_kept(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "listen", *[""] * (BEATS - 1), "1", "end", "3", "done", "I would ask sooner.")
    said = aware("practice", "gas-smell", "--plain")
    scenario = shipped("gas-smell")
    assert (said.status, said.err) == (0, "")
    assert "\x1b" not in said.out
    for words in (scenario.about[:40], scenario.opening[0][:40], "Anger ", "The call is over.", "Score: "):
        assert words in " ".join(said.out.split())
    waiting, [done] = attempts(tmp_path / "data")
    assert waiting == ()
    assert (done.mode, done.state, done.scenario_id) == (
        AttemptMode.CHOOSE,
        AttemptState.FINISHED,
        "gas-smell",
    )
    assert done.reflection == "I would ask sooner."
    moves = moves_of(done)
    assert moves[:BEATS] == ("listen",) * BEATS
    assert moves[BEATS].startswith("choice ")
    assert moves[-1] == "after profile_entry"
    assert done.total == score(scenario, moods(), play(scenario, moods(), map(parse_move, moves))).total


@pytest.mark.parametrize("last", [["quit"], []], ids=["quit", "the end of the lines"])
def test_leaving_saves_and_the_next_time_goes_on(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: list[str]
) -> None:
    typing(monkeypatch, "", *last)
    first = aware("practice", "gas-smell", "--plain")
    assert first.status == 0
    assert first.out.endswith("Saved. Nothing is lost: the same command goes on from here.\n")
    typing(monkeypatch, "", "quit")
    assert "You carry on where you left it." in aware("practice", "gas-smell", "--plain").out
    [waiting], done = attempts(tmp_path / "data")
    assert (moves_of(waiting), done) == (("listen", "listen"), ())
    typing(monkeypatch, "new", "", "quit")
    aware("practice", "gas-smell", "--plain")
    assert len(attempts(tmp_path / "data")[0]) == 2


def test_a_scenario_that_is_not_there_makes_no_data(aware: Aware, tmp_path: Path) -> None:
    said = aware("practice", "nobody", "--plain")
    assert (said.status, said.out) == (1, "")
    assert "gas-smell" in said.err
    assert not (tmp_path / "data" / "aware.db").exists()


def test_a_call_in_which_nothing_was_done_is_put_away(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "help", "choices", "quit")
    said = aware("practice", "gas-smell", "--plain")
    assert said.status == 0
    assert "let them go on" in said.out
    assert any(line.startswith("1 ") for line in said.out.splitlines())
    assert attempts(tmp_path / "data") == ((), ())


@pytest.mark.long
def test_an_answer_half_typed_on_screen_is_told_and_stays_until_something_is_said(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "type", "", "quit")
    aware("practice", "gas-smell", "--plain")
    with closing(open_database(tmp_path / "data" / "aware.db")) as db:
        db.execute("UPDATE attempt SET moves = '', turns = 0, draft = 'What' || char(10) || 'hap'")
    typing(monkeypatch, "quit")
    said = aware("practice", "gas-smell", "--plain")
    assert "You had begun to type: What hap\n" in said.out
    [waiting], _ = attempts(tmp_path / "data")
    assert waiting.draft == "What\nhap"
    typing(monkeypatch, "I am so sorry, that was our fault.", "1", "1", "quit")
    aware("practice", "gas-smell", "--plain")
    [waiting], _ = attempts(tmp_path / "data")
    assert (len(moves_of(waiting)), waiting.draft) == (1, "")


def test_what_the_good_run_says_has_a_name_of_its_own() -> None:
    told = said_in([Line(Speaker.MODEL, "I hear you."), Line(Speaker.STORY, "Later.")], "Mr X", notes=True)
    assert list(told) == ["Done well: I hear you.", "Later."]


@pytest.mark.long
def test_typed_words_are_asked_about_where_they_are_not_certain(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        "You should have read the meter.",
        "0",
        "You should have read the meter.",
        "1",
        "7" * 30,
        "\u2603",
        "quit",
    )
    typing(monkeypatch, "type", *[""] * BEATS, *lines)
    said = aware("practice", "gas-smell", "--plain")
    assert said.status == 0
    assert said.out.count("Did you mean to ...") == 2
    assert "say that it lies with them" in said.out
    assert "You practise in your own words" in said.out
    assert "There are no words in this." in said.out
    [waiting], _ = attempts(tmp_path / "data")
    assert waiting.mode is AttemptMode.TYPE
    assert moves_of(waiting)[BEATS:] == ("act blame: You should have read the meter.",)


@pytest.mark.long
def test_cutting_them_off_with_words_is_asked_first(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorry = "We let you down and that is our fault. I am so sorry, and I will put it right."
    typing(monkeypatch, sorry, "0", sorry, "1", "quit")
    said = aware("practice", "gas-smell", "--plain")
    assert said.out.count("They have not finished. Say it now?") == 2
    [waiting], _ = attempts(tmp_path / "data")
    assert len(moves_of(waiting)) == 1
    assert moves_of(waiting)[0].endswith(sorry)


def test_words_that_begin_like_a_deed_are_said(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, *[""] * BEATS, "After lunch I will ring you with the fitter's name.", "0", "quit")
    said = aware("practice", "gas-smell", "--plain")
    assert said.status == 0
    assert "There is no deed" not in said.out


def test_what_is_asked_for_is_told_once_and_changes_nothing(
    aware: Aware, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "help", "case", *[""] * BEATS, "choices", "help", "99", "q")
    said = aware("practice", "gas-smell", "--plain").out.splitlines()
    assert sum(line.startswith("Anger ") for line in said) == 1
    assert sum(line.startswith("They have more to say: an empty line") for line in said) == 1
    assert sum(line.startswith("1 ") for line in said) == 2
    assert "" not in said
    assert not any("  " in line or line != line.strip() for line in said)


@pytest.mark.long
def test_how_to_play_can_be_chosen_after_asking_for_help(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "help", "case", "type", "", "quit")
    assert aware("practice", "gas-smell", "--plain").status == 0
    [waiting], _done = attempts(tmp_path / "data")
    assert waiting.mode is AttemptMode.TYPE


@pytest.mark.long
def test_what_was_cut_off_a_line_is_told(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, *[""] * BEATS, "end", "done", "x" * 100_000)
    said = aware("practice", "gas-smell", "--plain")
    assert "That line was too long: only its beginning came through." in said.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("99", "There is no such number."),
        ("0", "There is no such number."),
        ("after root_cause=lunch", "There is no way “lunch”"),
    ],
)
def test_a_line_that_does_nothing_says_so(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    typing(monkeypatch, *[""] * (BEATS + 1), line, "quit")
    said = aware("practice", "gas-smell", "--plain")
    assert said.status == 0
    assert "They have finished, and wait for you." in said.out
    assert told in said.out
    assert moves_of(attempts(tmp_path / "data")[0][0]) == ("listen",) * BEATS
