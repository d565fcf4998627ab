"""The power fails: whatever part of the last writes reached the disk, all that was told as saved is there."""

from pathlib import Path
from random import Random

import pytest

from trials import power
from trials.verdict import missed

pytestmark = pytest.mark.head(1)


def test_a_log_that_is_cut_anywhere_has_each_commit_before_the_cut_and_no_part_of_another(
    tmp_path: Path,
) -> None:
    toll = power.Toll()
    power.cuts(tmp_path, 100, Random(100), toll)
    assert toll.cuts == 100
    assert missed(toll.figures("cuts")) == []


def test_a_power_cut_in_the_middle_of_writing_loses_nothing_that_was_told_as_saved(tmp_path: Path) -> None:
    toll = power.Toll()
    power.tears(tmp_path, 100, Random(100), toll)
    assert toll.cuts == 100
    assert missed(toll.figures("tears")) == []


def test_a_lost_change_is_seen(tmp_path: Path) -> None:
    moments = power.worked(tmp_path / "aware.db", 5, Random(1), folded_after=0)
    toll = power.Toll()
    assert toll.look("cut", tmp_path / "cut", moments[-1].file, moments[-1].log) == 5
    assert toll.look("cut", tmp_path / "cut", moments[-1].file, moments[1].log) == moments[1].saved < 5
    assert toll.look("cut", tmp_path / "cut", b"", moments[-1].log) == 0
    assert len(toll.damaged) == 1


@pytest.mark.long
def test_two_thousand_cuts_lose_nothing(tmp_path: Path) -> None:
    assert missed(power.trial(tmp_path, 2000, 1000)) == []
