"""A team's playbook gives only what differs; includes stay inside their folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aware_tui.content.errors import PlaybookError
from aware_tui.content.includes import MAX_VALUES
from aware_tui.content.loader import load_playbook
from aware_tui.domain.playbook import Playbook, Required

Folder = Callable[..., Path]

STEP_OF_PARTS = """\
id: mend
phases:
  - id: mend
    items:
      - {id: agreed, required: refuse}
      - {id: thanked_twice, text: I thanked them again}
    parts:
      - {id: back, remove: true}
    coach:
      - {kind: say, title: Say, lines: [Thank you.]}
"""


def load(folder: Path) -> Playbook:
    return load_playbook(folder, []).playbook


def problem_of(folder: Path) -> str:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(folder, [folder.parent])
    return str(caught.value.problems[0])


def test_a_playbook_that_changes_nothing_is_the_one_it_extends(team: Folder, small: Path) -> None:
    assert load_playbook(team(), []) == load_playbook(small, [])


def test_keys_override_one_by_one(team: Folder, small: Path) -> None:
    ours = load(team(playbook="extends: small\nid: team\ntitle: Ours\n"))
    assert (ours.id, ours.title) == ("team", "Ours")
    assert ours.steps == load(small).steps


def test_entries_with_ids_are_overridden_appended_and_removed(team: Folder) -> None:
    step = load(team(playbook="extends: small\nsteps: [part.yaml]\n", part=STEP_OF_PARTS)).step("mend")
    phase = step.phase("mend")
    assert [(item.id, item.text, item.required) for item in phase.items] == [
        ("agreed", "They agreed", Required.REFUSE),
        ("thanked_twice", "I thanked them again", Required.NO),
    ]
    assert [part.id for part in phase.parts] == ["promises"]
    assert step.title == "Mend"


def test_lists_without_ids_are_replaced_whole(team: Folder) -> None:
    step = load(team(playbook="extends: small\nsteps: [part.yaml]\n", part=STEP_OF_PARTS)).step("mend")
    assert [(block.title, block.lines) for block in step.phases[0].coach] == [("Say", ("Thank you.",))]


def test_coach_blocks_without_ids_may_be_several(team: Folder) -> None:
    block = "      - {kind: say, title: Say, lines: [Thank you.]}\n"
    step = load(team(playbook="extends: small\nsteps: [part.yaml]\n", part=STEP_OF_PARTS + block)).step(
        "mend"
    )
    assert [block.lines for block in step.phases[0].coach] == [("Thank you.",)] * 2


def test_an_empty_list_empties_the_one_below(team: Folder) -> None:
    assert load(team(playbook="extends: small\ncauses: []\n")).causes == ()


def test_a_whole_step_can_be_added_and_another_removed(team: Folder, small: Path) -> None:
    (small / "mend.yaml").replace(small / "mend_old.yaml")
    text = (small / "playbook.yaml").read_text("utf-8").replace("mend.yaml", "mend_old.yaml")
    (small / "playbook.yaml").write_text(text, encoding="utf-8")
    more = "id: check\ntitle: Check\nphases:\n  - id: check\n    lead: Ring them.\n    parts:\n"
    more += "      - {kind: note, id: said, label: They said, main: true}\n"
    folder = team(playbook="extends: small\nsteps: [{id: hear, remove: true}, more.yaml]\n", more=more)
    text = "categories: [{id: late, remove: true}]\n"
    text += "steps: [{id: mend, phases: [{id: mend, parts: [{id: back, remove: true}]}]}]\n"
    upper = folder.parent / "upper"
    upper.mkdir()
    (upper / "playbook.yaml").write_text(f"extends: team\n{text}", encoding="utf-8")
    assert [step.id for step in load(upper).steps] == ["mend", "check"]


def test_the_lower_playbook_lies_beside_or_on_a_shelf(team: Folder, small: Path, tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    folder = team().rename(far / "team")
    with pytest.raises(PlaybookError, match=r"playbook\.yaml:1:10: There is no playbook `small` to extend"):
        load_playbook(folder, [])
    assert load_playbook(folder, [small.parent]).playbook.id == "small"


def test_the_lower_playbook_is_found_by_its_id(team: Folder, small: Path) -> None:
    folder = team()
    small.rename(small.parent / "another name")
    assert load(folder).id == "small"


def test_a_playbook_of_the_same_name_extends_the_one_on_the_next_shelf(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "small"
    mine.mkdir(parents=True)
    (mine / "playbook.yaml").write_text("extends: small\ntitle: Ours\n", encoding="utf-8")
    assert load_playbook(mine, [mine.parent, small.parent]).playbook.title == "Ours"


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("extends: smal\n", "1:10", "There is no playbook `smal` to extend. There is: small, team."),
        ("title: x\nextends: ../small\n", "2:10", "`extends` wants the id of a playbook"),
        ("extends: [small]\n", "1:10", "`extends` wants the id of a playbook"),
        ("extends: 5\n", "1:10", "`extends` wants the id of a playbook"),
        ("extends: ..\n", "1:10", "`extends` wants the id of a playbook"),
        ("extends: team\n", "1:10", "`team` extends itself, directly or in a circle"),
        ("extends: small\ncauses: [{id: more, label: more}]\n", "2:10", "A cause has no `of` here"),
        ("extends: small\ntitel: x\n", "2:1", "A playbook has no key `titel`"),
    ],
)
def test_a_playbook_that_cannot_be_laid_over_is_refused(team: Folder, text: str, at: str, words: str) -> None:
    folder = team(playbook=text)
    assert problem_of(folder).startswith(f"{folder / 'playbook.yaml'}:{at}: {words}")


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        (
            "causes: [{id: none, remove: true}]",
            "2:10",
            "There is no `none` here to take out. There is: form.",
        ),
        ("causes: [{id: form, remove: yes}]", "2:10", "An entry to be taken out has only its id"),
        ("causes: [{id: form, remove: true, of: x}]", "2:10", "An entry to be taken out has only its id"),
        ("causes: [{id: x, of: person}, {id: x}]", "2:31", "The id `x` is in this list twice"),
        ("channels: [{id: x, remove: true}]", "2:12", "There is no `x` here to take out. There is: nothing."),
    ],
)
def test_an_entry_that_cannot_be_merged_is_refused(team: Folder, text: str, at: str, words: str) -> None:
    folder = team(playbook=f"extends: small\n{text}\n")
    assert problem_of(folder).startswith(f"{folder / 'playbook.yaml'}:{at}: {words}")


def test_a_circle_of_two_is_refused(team: Folder, small: Path) -> None:
    folder = team()
    (small / "playbook.yaml").write_text("extends: team\n", encoding="utf-8")
    assert "`team` extends itself, directly or in a circle" in problem_of(folder)


def test_a_long_chain_is_refused(small: Path) -> None:
    for number in range(7):
        folder = small.parent / f"t{number}"
        folder.mkdir()
        (folder / "playbook.yaml").write_text(
            f"extends: {'small' if not number else f't{number - 1}'}\n", "utf-8"
        )
    assert "More than 5 playbooks extend one another" in problem_of(folder)


def test_a_mistake_below_is_told_in_the_file_below(team: Folder, small: Path) -> None:
    (small / "hear.yaml").write_text("id: hear\ntitle: 5\nphases: []\n", encoding="utf-8")
    assert problem_of(team()).startswith(f"{small / 'hear.yaml'}:2:8: `title` wants a text, not `5`")


def test_a_file_may_include_another_and_a_list(small: Path) -> None:
    (small / "late.yaml").write_text("- id: late\n  label: late\n  items: items.yml\n", encoding="utf-8")
    (small / "items.yml").write_text("- {step: mend, id: new_day, text: A new day}\n", encoding="utf-8")
    text = (small / "playbook.yaml").read_text("utf-8")
    start, end = text.index("categories:"), text.index("causes:")
    (small / "playbook.yaml").write_text(
        f"{text[:start]}categories: late.yaml\n{text[end:]}", encoding="utf-8"
    )
    assert load(small).categories[0].items[0].id == "new_day"


def test_a_text_that_looks_like_a_file_stays_a_text(small: Path) -> None:
    path = small / "hear.yaml"
    path.write_text(path.read_text("utf-8").replace("Please tell me.", "hear.yaml"), encoding="utf-8")
    assert load(small).steps[0].phases[0].coach[0].lines == ("hear.yaml",)


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(small: Path, tmp_path: Path) -> None:
    step = small / "hear.yaml"
    inside = small / "kept.yaml"
    step.rename(inside)
    step.symlink_to(inside.name)
    assert load(small).steps[0].id == "hear"
    step.unlink()
    outside = inside.rename(tmp_path / "outside.yaml")
    step.symlink_to(outside)
    assert problem_of(small).startswith(
        f"{small / 'playbook.yaml'}:6:9: `hear.yaml` is a link to a file outside this folder"
    )


def test_links_in_a_circle_and_pipes_are_refused(small: Path) -> None:
    step = small / "hear.yaml"
    step.unlink()
    step.symlink_to("hear.yaml")
    assert "There is no file `hear.yaml`" in problem_of(small)
    step.unlink()
    os.mkfifo(step)
    assert "hear.yaml:1:1: This is not a plain file" in problem_of(small)
    circle = small.parent / "circle"
    circle.symlink_to("circle")
    assert problem_of(circle).startswith(f"{circle / 'playbook.yaml'}:1:1: There is no file `playbook.yaml`")


def test_files_that_include_one_another_are_refused(small: Path) -> None:
    (small / "a.yaml").write_text("[b.yaml]\n", encoding="utf-8")
    (small / "b.yaml").write_text("id: x\nlabel: y\nitems: a.yaml\n", encoding="utf-8")
    path = small / "playbook.yaml"
    path.write_text(
        path.read_text("utf-8").replace("categories:\n", "categories: a.yaml\nc:\n"), encoding="utf-8"
    )
    assert problem_of(small).startswith(
        f"{small / 'b.yaml'}:3:8: `a.yaml` names itself, directly or in a circle"
    )


def test_one_file_included_many_times_is_bounded(small: Path) -> None:
    (small / "many.yaml").write_text(
        "\n".join(f"- {{id: i{i}, text: x}}" for i in range(900)), encoding="utf-8"
    )
    steps = "".join(f"  - {{id: s{i}, title: S, phases: [], extra: many.yaml}}\n" for i in range(300))
    path = small / "playbook.yaml"
    path.write_text(
        path.read_text("utf-8").replace("steps: [hear.yaml, mend.yaml]\n", f"steps:\n{steps}"),
        encoding="utf-8",
    )
    assert f"This playbook holds more than {MAX_VALUES:,} values" in problem_of(small)
