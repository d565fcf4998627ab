"""Good YAML that is no good playbook: each spoiled line, where it is told, and in which words."""

from pathlib import Path

import pytest
from content.spoiling import Bad, spoil, table

from aware_tui.content.errors import PlaybookError
from aware_tui.content.loader import load_playbook

SHAPES = table("shapes")
MEANING = table("meaning")


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(folder, [])
    return [str(problem) for problem in caught.value.problems]


def test_the_small_playbook_is_good(small: Path) -> None:
    assert load_playbook(small, []).playbook.id == "small"


def test_the_tables_are_long_enough() -> None:
    assert len(SHAPES) >= 30
    assert len(MEANING) >= 40


@pytest.mark.parametrize("bad", SHAPES + MEANING, ids=lambda bad: f"{bad.told} {bad.words[:50]}")
def test_a_spoiled_playbook_is_refused_with_place_and_cure(small: Path, bad: Bad) -> None:
    spoil(small, bad)
    told, place = problems_of(small), bad.told.replace(":", ".yaml:", 1)
    found = [problem for problem in told if problem.startswith(f"{small}/{place}: ") and bad.words in problem]
    assert found, told
    assert bad.instead in found[0].partition(bad.words)[2]


@pytest.mark.parametrize("bad", SHAPES, ids=lambda bad: f"{bad.told} {bad.words[:50]}")
def test_one_slip_of_shape_gives_at_most_two_problems(small: Path, bad: Bad) -> None:
    spoil(small, bad)
    assert len(problems_of(small)) <= 2


def test_a_fourth_required_item_is_refused(small: Path) -> None:
    path = small / "hear.yaml"
    more = "".join(f"      - {{id: w{i}, text: W, required: refuse}}\n" for i in range(3))
    path.write_text(
        path.read_text("utf-8").replace("    parts:\n", more + "    parts:\n", 1), encoding="utf-8"
    )
    assert problems_of(small) == [
        f"{path}:14:37: At most 3 items of a playbook are required: this is one too many."
        " Write `required: no`, or take the line out."
    ]


def test_faults_of_shape_and_of_meaning_are_told_together_in_order(small: Path) -> None:
    hear, mend = small / "hear.yaml", small / "mend.yaml"
    text = hear.read_text("utf-8").replace("text: I waited", "text: ''").replace("warn", "wanr")
    hear.write_text(text.replace("kind: say", "kind: ask"), encoding="utf-8")
    mend.write_text(
        mend.read_text("utf-8").replace("only: full", "only: big\n        hue: 1"), encoding="utf-8"
    )
    places = [problem.removeprefix(f"{small}/").split(": ")[0] for problem in problems_of(small)]
    assert places == [
        "hear.yaml:10:15",
        "hear.yaml:11:19",
        "hear.yaml:18:15",
        "mend.yaml:24:15",
        "mend.yaml:25:9",
    ]


def test_problems_of_all_files_are_told_together(small: Path) -> None:
    for name in ("hear", "mend"):
        (small / f"{name}.yaml").write_text("id: [\n", encoding="utf-8")
    assert len(problems_of(small)) == 2


def test_a_playbook_that_is_a_list_is_refused(small: Path) -> None:
    (small / "playbook.yaml").write_text("- id: x\n", encoding="utf-8")
    assert ":1:1: This wants keys and values" in problems_of(small)[0]


def test_a_folder_without_a_playbook_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path)[0].startswith(
        f"{tmp_path}/playbook.yaml:1:1: There is no file `playbook.yaml`"
    )


def test_a_long_value_is_not_echoed_whole(small: Path) -> None:
    path = small / "hear.yaml"
    path.write_text(path.read_text("utf-8").replace("warn", "secret" * 20), encoding="utf-8")
    assert "secret" * 7 not in problems_of(small)[0]
