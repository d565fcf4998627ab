"""Each trial in its short form: the goals hold for a few, and what goes wrong would be seen."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from aware_tui.config import Settings
from aware_tui.domain.text import clean
from aware_tui.services.demo.calls import fill
from trials import clocks, crowd, endings, erase, hostile, playbooks, rescue, trouble
from trials.disks import NoDiskError
from trials.hostile_words import hostile_strings
from trials.verdict import Figure, missed, none, table

QUICK_FIRST = sorted(trouble.TROUBLES, key=lambda kind: "locked" in kind.name)
FEW_COMMANDS = ("sessions", "export -o {folder}/out")


def test_what_is_missed_is_told_with_its_first_failures() -> None:
    lost = none("lost", [f"word {number}" for number in range(7)], "10 words")
    kept = Figure("kept", "10", "10", met=True)
    assert not lost.met
    assert missed([kept]) == []
    assert missed([lost, kept])[0].splitlines()[0] == "lost: 7 in 10 words, goal 0"
    assert missed([lost])[0].endswith("word 4\n  ... and 2 more")
    assert "**missed**" in table([("kills", lost)])
    assert "| met |" in table([("kills", kept)])


def test_four_programs_at_once_lose_no_update(tmp_path: Path) -> None:
    assert missed(crowd.trial(tmp_path, 15, 1)) == []


def test_an_update_that_was_lost_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "together", lambda *_: crowd.Came(0, []))
    updates, failures = crowd.in_one_row(str(tmp_path / "one.db"), 5)
    assert updates.failures == ("0 of 20, version 1",)
    assert failures.met


def test_no_byte_of_an_erased_customer_is_left(tmp_path: Path) -> None:
    assert missed(erase.trial(tmp_path, 2, 1)) == []


@pytest.mark.long
def test_every_bad_playbook_is_refused_by_file_and_line(tmp_path: Path) -> None:
    assert len(list(playbooks.bad_ones())) >= 60
    assert missed(playbooks.trial(tmp_path, 1, 1)) == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    fill(Settings(folder, "Kim", "Europe/London", "aware"), datetime.now(UTC))
    return folder


@pytest.mark.sweep(4)
@pytest.mark.parametrize("kind", QUICK_FIRST, ids=[kind.name for kind in QUICK_FIRST])
def test_each_trouble_with_the_data_is_told_plainly_and_harms_nothing(
    tmp_path: Path, sample: Path, kind: trouble.Trouble
) -> None:
    toll = trouble.Toll()
    try:
        trouble.one(kind, sample, tmp_path / "disk", toll, FEW_COMMANDS, app=False)
    except NoDiskError as problem:
        pytest.skip(str(problem))
    assert missed(toll.figures()) == []


@pytest.mark.long
@pytest.mark.terminal
def test_trouble_in_the_middle_of_a_call_is_told_and_all_is_saved_soon_after(tmp_path: Path) -> None:
    try:
        assert missed(rescue.trial(tmp_path, 2, 1)) == []
    except NoDiskError as problem:
        pytest.skip(str(problem))


@pytest.mark.long
@pytest.mark.parametrize("raw", [False, True], ids=["taken in", "as they came"])
def test_hostile_strings_do_nothing_on_any_surface(tmp_path: Path, raw: bool) -> None:
    toll = hostile.Toll()
    hostile.one_batch(tmp_path / "batch", hostile_strings(150, Random(raw)), toll, raw=raw)
    assert toll.strings == 150
    assert missed(toll.figures()) == []


def test_hostile_strings_pass_no_boundary_and_become_no_style() -> None:
    toll = hostile.Toll()
    for text in hostile_strings(2_000, Random(2)):
        hostile.boundary(text, toll)
        hostile.widgets(text, toll)
    assert missed(toll.figures()) == []


def test_hostile_strings_are_many_kinds_and_what_they_do_would_be_seen(tmp_path: Path) -> None:
    words = hostile_strings(3_000, Random(1))
    assert len(set(words)) == 3_000
    assert sum(hostile.CONTROL.search(text) is not None for text in words) > 500
    assert sum(clean(text).text != text for text in words) > 500
    toll = hostile.Toll()
    toll.harmless("a list", "red \x1b[31m")
    toll.harmless("a list", "plain")
    assert toll.looks == 2
    assert len(toll.control) == 1


@pytest.mark.long
@pytest.mark.terminal
def test_the_app_ends_cleanly_or_lives_on_whatever_befalls_its_terminal(tmp_path: Path) -> None:
    assert missed(endings.trial(tmp_path, 1, 1)) == []


@pytest.mark.terminal
@pytest.mark.long
def test_the_last_of_many_sizes_is_the_one_that_is_painted(tmp_path: Path) -> None:
    toll = endings.Toll()
    endings.storm(tmp_path / "data", 200, toll, Random(4))
    assert missed(toll.figures(200)) == []


@pytest.mark.terminal
@pytest.mark.long
def test_a_clock_that_is_set_harms_nothing(tmp_path: Path) -> None:
    assert missed(clocks.trial(tmp_path, 3, 1)) == []
