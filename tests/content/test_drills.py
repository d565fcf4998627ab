"""Drills are read strictly: every fault is named with its file and line, and the others still load."""

import re
from pathlib import Path

import pytest
from practicing import SCENARIOS, SHIPPED

from aware_tui.content.drills import FOLDER, drill_files, frozen, open_drills, read_drill, thawed
from aware_tui.content.errors import ContentError
from aware_tui.content.frozen import FrozenError
from aware_tui.content.nodes import Node, plain
from aware_tui.content.yaml_reader import read_yaml
from aware_tui.domain.practice.drills import Drill, DrillKind
from aware_tui.domain.text import folded

FILES = sorted(drill_files([SHIPPED]))
FEWEST = 8
"""Exercises of each kind that ship."""
SHORTEST = 5
"""Words of a sentence that no two people may share."""

SLIP = """\
  - id: {id}
    who: A guest
    trains: their_side
    lines:
      - them: "It was cold."
      - us: "Cold soup, on such a day."
      - them: "Yes."
      - us: "You could have said so."
      - them: "I did."
    mistake: 4
    reasons:
      - say: "It blames."
        right: true
      - say: "It asks."
      - say: "It offers."
    effect: "The guest defends himself."
    better: "What would help?"
"""
HEAD = 'schema: 1\nid: spot\ntitle: Spot\nabout: "Find it."\nrun: 5\nspot:\n'
WHOLE = HEAD + "".join(SLIP.format(id=f"s{number}") for number in range(5))

FAULTS = {
    "another version": ("schema: 1", "schema: 2", ":1:", "version 2"),
    "an id that is none": ("id: spot", "id: Spot it", ":2:", "no id"),
    "an unknown key": ("title: Spot", "titel: Spot", ":3:", "titel"),
    "too short a run": ("run: 5", "run: 3", ":5:", "5 to 8"),
    "more than there are": ("run: 5", "run: 8", ":6:", "here are 5"),
    "two of a name": ("id: s1", "id: s0", ":24:", "two exercises"),
    "a skill that is none": ("trains: their_side", "trains: charm", ":9:", "charm"),
    "too few lines": ('      - them: "I did."\n', "", ":10:", "5 to 7"),
    "a line of nobody": ('- them: "Yes."', '- them: ""', ":13:", "theirs or ours"),
    "a mistake of theirs": ("mistake: 4", "mistake: 3", ":16:", "line of ours"),
    "a mistake beyond the end": ("mistake: 4", "mistake: 9", ":16:", "line of ours"),
    "no right reason": ("        right: true\n", "", ":17:", "one is right"),
}


def written(folder: Path, text: str, name: str = "one.yaml") -> Path:
    path = folder / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def sentences(node: Node) -> set[str]:
    texts = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", repr(plain(node)))
    pieces = (piece for pair in texts for piece in re.split(r"(?<=[.!?…])\s+", "".join(pair)))
    every = (folded(piece).strip(" .!?…") for piece in pieces)
    return {each for each in every if len(each.split()) >= SHORTEST}


def test_a_drill_is_read_and_kept_as_it_is(tmp_path: Path) -> None:
    drill = read_drill(written(tmp_path, WHOLE))
    assert (drill.kind, len(drill.exercises), drill.run) == (DrillKind.SPOT, 5, 5)
    assert thawed(frozen(drill)) == drill


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    before, after, line, words = FAULTS[name]
    path = written(tmp_path, WHOLE.replace(before, after, 1))
    with pytest.raises(ContentError) as told:
        read_drill(path)
    assert f"{path}{line}" in str(told.value)
    assert words in str(told.value)


@pytest.mark.parametrize(
    "text", ["", "- a list", "schema: 1\nid: x\ntitle: X\nabout: X", "schema: [", "a: &b 1"]
)
def test_what_is_no_drill_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError):
        read_drill(written(tmp_path, text))


def test_two_lists_make_no_drill(tmp_path: Path) -> None:
    more = 'repair:\n  - {id: r, who: W, about: A, apology: "Sorry if.", good: "Sorry."}\n'
    with pytest.raises(ContentError, match="one list of exercises"):
        read_drill(written(tmp_path, WHOLE + more))


def test_a_time_that_is_none_is_told(tmp_path: Path) -> None:
    one = (
        '  - {id: ID, who: W, promise: "Soon.", can: C, now: half ten, earliest: 2026-03-03 10:00, good: G}\n'
    )
    text = "schema: 1\nid: soft\ntitle: T\nabout: A\nrun: 5\nexact:\n"
    text += "".join(one.replace("ID", f"e{number}") for number in range(5))
    with pytest.raises(ContentError, match="`now` is no time"):
        read_drill(written(tmp_path, text))


def test_a_faulty_file_is_left_out_and_the_others_load(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    bad = written(tmp_path, "schema: 9", "two.yaml")
    shelf = open_drills([tmp_path, SHIPPED])
    assert shelf.find("spot") is not None
    assert len(shelf.drills) == 1 + len(FILES)
    assert {problem.file for problem in shelf.left_out} == {str(bad)}


def test_a_drill_with_words_left_to_write_is_left_out(tmp_path: Path) -> None:
    text = next(iter(drill_files([SHIPPED]))).read_text("utf-8").replace("title: ", "title: TODO ", 1)
    written(tmp_path, text)
    shelf = open_drills([tmp_path])
    assert shelf.drills == ()
    assert ["TODO" in str(fault) for fault in shelf.left_out] == [True]


def test_of_two_with_one_id_the_first_is_taken(tmp_path: Path) -> None:
    written(tmp_path, WHOLE.replace("id: spot", "id: spot-the-mistake"))
    found = open_drills([tmp_path, SHIPPED]).find("spot-the-mistake")
    assert found is not None
    assert found.title == "Spot"


@pytest.mark.parametrize("document", ["", "{}", "[]", "null", '{"schema": 1}', "not json"])
def test_a_document_that_is_no_drill_is_told(document: str) -> None:
    with pytest.raises(FrozenError):
        thawed(document)


def test_a_drill_of_each_kind_ships_with_exercises_enough() -> None:
    drills = [read_drill(path) for path in FILES]
    assert sorted(drill.kind for drill in drills) == sorted(DrillKind)
    assert all(len(drill.exercises) >= FEWEST for drill in drills)


def test_in_spot_the_mistake_no_two_mistakes_stand_where_one_could_guess() -> None:
    spot = next(drill for drill in map(read_drill, FILES) if drill.kind is DrillKind.SPOT)
    assert len({slip.mistake for slip in spot.spot}) > 1
    assert len({[each.right for each in slip.reasons].index(True) for slip in spot.spot}) == 3


def every_sentence() -> dict[str, set[str]]:
    return {path.stem: sentences(read_yaml(path)) for path in (*FILES, *SCENARIOS)}


def test_no_drill_shares_a_sentence_with_another_or_with_a_scenario() -> None:
    known = every_sentence()
    shared = {
        (path.stem, name): known[path.stem] & others
        for path in FILES
        for name, others in known.items()
        if name != path.stem and known[path.stem] & others
    }
    assert shared == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_stands_twice_in_a_drill(path: Path) -> None:
    drill: Drill = read_drill(path)
    texts = re.findall(r"\"([^\"]+)\"", path.read_text("utf-8"))
    pieces = [folded(piece) for text in texts for piece in re.split(r"(?<=[.!?…])\s+", text)]
    long = [piece for piece in pieces if len(piece.split()) >= SHORTEST]
    assert len(long) > len(drill.exercises)
    assert sorted(long) == sorted(set(long))
