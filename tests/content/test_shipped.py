"""The playbooks that ship load strictly, fit the schemas for editors, and are found by name."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aware_tui.content.catalogue import Entry, find_playbook, shelf
from aware_tui.content.errors import PlaybookMissing
from aware_tui.content.folders import playbooks_on
from aware_tui.content.loader import load_playbook
from aware_tui.content.nodes import plain
from aware_tui.content.schema import as_text, editor_schema, editor_schemas
from aware_tui.content.yaml_reader import read_yaml
from aware_tui.paths import shipped_playbooks

Folder = Callable[..., Path]
SHIPPED = list(playbooks_on(shipped_playbooks()))


def complaints(schema: dict[str, Any], path: Path) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(plain(read_yaml(path)))]


def test_the_default_playbook_ships() -> None:
    assert "aware" in [folder.name for folder in SHIPPED]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_playbook_loads_strictly_under_the_name_of_its_folder(folder: Path) -> None:
    assert load_playbook(folder, [shipped_playbooks()]).playbook.id == folder.name


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_coach_block_that_ships_can_be_changed_by_its_id(folder: Path) -> None:
    playbook = load_playbook(folder, [shipped_playbooks()]).playbook
    for phase in (phase for step in playbook.steps for phase in step.phases):
        assert all(block.id for block in phase.coach)


def test_the_team_playbook_of_the_readme_works(tmp_path: Path) -> None:
    readme = (shipped_playbooks() / "README.md").read_text("utf-8")
    files = re.findall(r"`harbour/(\w+\.yaml)`.*?```yaml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "harbour").mkdir()
    for name, text in files:
        (tmp_path / "harbour" / name).write_text(text, "utf-8")
    ours = load_playbook(tmp_path / "harbour", [shipped_playbooks()]).playbook
    usual = load_playbook(shipped_playbooks() / "aware", []).playbook
    assert (ours.id, len(files)) == ("harbour", 4)
    assert (ours.calendar.hours.friday, ours.calendar.hours.monday) == ("09:00-16:00", "09:00-17:00")
    assert "booking" not in [category.id for category in ours.categories]
    (widen,), (before,) = ours.step("widen").phases, usual.step("widen").phases
    assert [block.id for block in widen.coach] == [block.id for block in before.coach]
    changed = [block.lines for block, was in zip(widen.coach, before.coach, strict=True) if block != was]
    assert changed == [("Never promise a part that is not in the van.",)]


@pytest.mark.parametrize("name", editor_schemas())
def test_the_schemas_for_editors_are_current(name: str) -> None:
    kept = (shipped_playbooks() / name).read_text("utf-8")
    assert kept == as_text(editor_schemas()[name]), "run python -m aware_tui.content.schema"


@pytest.mark.parametrize("name", editor_schemas())
def test_the_schemas_for_editors_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(editor_schemas()[name])


@pytest.mark.parametrize("path", sorted(shipped_playbooks().glob("*/*.yaml")), ids=lambda path: path.name)
def test_a_shipped_file_fits_the_schema_that_it_names(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    if "$schema=" in first:
        named = (path.parent / first.partition("$schema=")[2].strip()).resolve()
        assert complaints(json.loads(named.read_text("utf-8")), path) == []


def test_a_team_playbook_fits_the_schema_and_a_slip_in_it_does_not(team: Folder) -> None:
    good = "extends: small\nsteps: [{id: mend, phases: [{id: mend, items: [{id: agreed, remove: true}]}]}]\n"
    path = team(playbook=good) / "playbook.yaml"
    assert complaints(editor_schema(), path) == []
    path.write_text(good.replace("agreed", "Agreed!"), encoding="utf-8")
    assert complaints(editor_schema(), path) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Hear", "titel: Hear"),
        ("required: warn", "required: wanr"),
        ("lock: true", "lock: yes"),
        ("Ask.", "a" * 91),
    ],
)
def test_the_step_schema_finds_what_the_reader_finds(small: Path, old: str, new: str) -> None:
    path = small / "hear.yaml"
    assert complaints(editor_schemas()["step.schema.json"], path) == []
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    assert complaints(editor_schemas()["step.schema.json"], path) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("friday: 09:00-17:00", "friday: nine to five"),
        ("friday: 09:00-17:00", "friday: 09:00-25:00"),
        ("friday:", "fryday:"),
        ("lunch: none", "lunch: at noon"),
        ("closed: []", "closed: [25 December Christmas]"),
        ("closed: []", "open: []"),
    ],
)
def test_the_calendar_schema_finds_what_the_reader_finds(tmp_path: Path, old: str, new: str) -> None:
    schema, path = editor_schemas()["calendar.schema.json"], tmp_path / "calendar.yaml"
    text = (shipped_playbooks() / "aware" / "calendar.yaml").read_text("utf-8")
    assert old in text
    path.write_text(text, "utf-8")
    assert complaints(schema, path) == []
    path.write_text(text.replace(old, new), "utf-8")
    assert complaints(schema, path) != []


def test_a_playbook_may_name_deadline_packs_by_the_schema_too(team: Folder) -> None:
    path = team(playbook="extends: small\ndeadlines: [uk_disp, ours.yaml]\n") / "playbook.yaml"
    assert complaints(editor_schema(), path) == []
    path.write_text("extends: small\ndeadlines: [UK DISP]\n", "utf-8")
    assert complaints(editor_schema(), path) != []


def test_the_shelf_lists_good_and_bad_playbooks(small: Path, team: Folder, tmp_path: Path) -> None:
    bad = team(playbook="extends: small\nid: ours\ntitle: Our own\ntitel: x\n")
    (small.parent / "notes").mkdir()
    listed = shelf([tmp_path / "none", small.parent])
    assert listed[0] == Entry("small", "Small", small)
    assert (listed[1].id, listed[1].title, listed[1].folder) == ("ours", "Our own", bad)
    assert f"{bad / 'playbook.yaml'}:4:1: A playbook has no key `titel`" in listed[1].error
    assert len(listed) == 2


def test_a_playbook_is_found_by_folder_name_by_id_and_by_path(small: Path, team: Folder) -> None:
    folder = team(playbook="extends: small\nid: ours\n")
    shelves = [small.parent]
    assert find_playbook("small", shelves) == small
    assert find_playbook("ours", shelves) == folder
    assert find_playbook(str(folder), []) == folder


@pytest.mark.parametrize(
    "name", ["", ".", "..", "non\x1be", "/", "a/b", "~nobody/x", "x" * 5000], ids=lambda name: ascii(name)[:9]
)
def test_a_playbook_that_is_not_there_is_told_with_those_that_are(small: Path, name: str) -> None:
    with pytest.raises(PlaybookMissing) as caught:
        find_playbook(name, [small.parent])
    assert str(caught.value).endswith(
        "There is: small. Give one of these, or a folder that holds a playbook.yaml."
    )
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 200
