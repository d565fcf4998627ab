"""The scenarios in force: from which folders, which is taken of two, and what is told of a faulty one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from making import NOW
from practicing import SCENARIOS, SHIPPED, shipped

from aware_tui.config import Settings
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.engine import begin
from aware_tui.domain.practice.understanding import NOT_ENGLISH
from aware_tui.services.coach import Coach
from aware_tui.services.desk import Desk
from aware_tui.services.practice.case import case_of
from aware_tui.services.practice.choosing import Practised, in_order
from aware_tui.services.practice.library import Library, library_of
from aware_tui.services.practice.naming import check_name
from aware_tui.services.practice.shelves import (
    NoSuchScenario,
    categories_in_force,
    find_scenario,
    open_scenarios,
)
from aware_tui.services.practice.understood import understanding_of
from aware_tui.services.problems import sentence_of

pytestmark = pytest.mark.head(8)

GAS = SHIPPED / "practice" / "scenarios" / "gas-smell.yaml"


def settings(folder: Path, playbook: str = "aware") -> Settings:
    return Settings(folder, "kim", "UTC", playbook)


def own(folder: Path, name: str, change: Callable[[str], str] = str) -> Path:
    """Put a changed copy of a scenario that ships in the folder of one's own."""
    path = folder / "scenarios" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(change(GAS.read_text("utf-8")), "utf-8")
    return path


def test_the_shipped_scenarios_are_there_without_any_data_folder(tmp_path: Path) -> None:
    opened = open_scenarios(settings(tmp_path / "none"))
    assert {each.scenario.id for each in opened.shelf.scenarios} == {path.stem for path in SCENARIOS}
    assert opened.shelf.left_out == ()
    assert not (tmp_path / "none").exists()


def test_ones_own_scenario_is_added_and_comes_before_one_of_the_same_id(tmp_path: Path) -> None:
    own(tmp_path, "new.yaml", lambda text: text.replace("id: gas-smell", "id: our-gas"))
    own(tmp_path, "gas.yaml", lambda text: text.replace("title: ", "title: Ours, ", 1))
    found = {each.scenario.id: each.scenario for each in open_scenarios(settings(tmp_path)).shelf.scenarios}
    assert found["our-gas"].persona == shipped("gas-smell").persona
    assert found["gas-smell"].title == f"Ours, {shipped('gas-smell').title}"
    assert len(found) == len(SCENARIOS) + 1


def test_a_faulty_file_is_told_by_line_and_the_others_load(tmp_path: Path) -> None:
    path = own(tmp_path, "bad.yaml", lambda text: text.replace("level: ", "levl: ", 1))
    shelf = open_scenarios(settings(tmp_path)).shelf
    assert len(shelf.scenarios) == len(SCENARIOS)
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    number = next(number for number, line in lines if line.startswith("levl"))
    assert ("bad.yaml", number) in {(Path(fault.file).name, fault.line) for fault in shelf.left_out}


def test_a_file_that_has_changed_is_read_again_and_one_that_has_not_is_not(tmp_path: Path) -> None:
    path = own(tmp_path, "bad.yaml", lambda text: "schema: 1\n")
    first = open_scenarios(settings(tmp_path))
    assert first.shelf.left_out
    assert open_scenarios(settings(tmp_path)) is first
    path.unlink()
    own(tmp_path, "good.yaml", lambda text: text.replace("id: gas-smell", "id: mended"))
    again = open_scenarios(settings(tmp_path)).shelf
    assert again.find("mended")
    assert not again.left_out


def test_a_team_has_its_own_scenarios_those_of_what_it_extends_and_the_shipped_ones(tmp_path: Path) -> None:
    for name, extends in (("region", "aware"), ("team", "region")):
        folder = tmp_path / "playbooks" / name
        (folder / "practice" / "scenarios").mkdir(parents=True)
        (folder / "playbook.yaml").write_text(
            f"id: {name}\ntitle: {name}\nversion: '1'\nextends: {extends}\n", "utf-8"
        )
        text = GAS.read_text("utf-8").replace("id: gas-smell", f"id: of-{name}")
        (folder / "practice" / "scenarios" / "one.yaml").write_text(text, "utf-8")
    shelf = open_scenarios(settings(tmp_path, "team")).shelf
    assert all(shelf.find(name) for name in ("of-team", "of-region", "gas-smell"))


def a_team(folder: Path, *, extends: str = "aware", categories: str = "") -> Path:
    """Make a playbook of one's own, and return its folder."""
    made = folder / "playbooks" / "team"
    (made / "practice" / "scenarios").mkdir(parents=True, exist_ok=True)
    text = f"id: team\ntitle: t\nversion: '1'\nextends: {extends}\n{categories}"
    (made / "playbook.yaml").write_text(text, "utf-8")
    return made


DESK = "categories: [{id: desk, label: a closed desk}, {id: late, remove: true}]\n"


def test_a_scenario_is_for_a_category_of_the_playbook_in_force_or_of_what_it_is_made_from(
    tmp_path: Path,
) -> None:
    a_team(tmp_path, categories=DESK)
    path = own(tmp_path, "gate.yaml", sorted_anew("[desk, late]"))
    here = settings(tmp_path, "team")
    opened = open_scenarios(here)
    found = opened.shelf.find("of-ours")
    assert found is not None
    assert found.scenario.categories == ("desk", "late")
    assert opened.shelf.left_out == ()
    assert len(opened.shelf.scenarios) == len(SCENARIOS) + 1
    assert find_scenario(opened, str(path)).scenario == found.scenario
    assert opened.categories == categories_in_force(here)


def test_a_category_that_no_playbook_here_has_is_told_by_line(tmp_path: Path) -> None:
    path = own(tmp_path, "gate.yaml", sorted_anew("[desk]"))
    opened = open_scenarios(settings(tmp_path))
    (fault,) = map(str, opened.shelf.left_out)
    assert "gate.yaml:5:" in fault
    assert "The playbook has no category `desk`. Write one of: late, faulty, " in fault
    with pytest.raises(NoSuchScenario, match="has no category `desk`"):
        find_scenario(opened, str(path))


def test_a_playbook_that_has_changed_is_asked_again(tmp_path: Path) -> None:
    a_team(tmp_path)
    own(tmp_path, "gate.yaml", sorted_anew("[desk]"))
    here = settings(tmp_path, "team")
    assert open_scenarios(here).shelf.find("of-ours") is None
    a_team(tmp_path, categories=DESK)
    assert open_scenarios(here).shelf.find("of-ours")


def test_a_playbook_at_fault_knows_no_categories_and_takes_no_scenario_away(tmp_path: Path) -> None:
    a_team(tmp_path, categories="categories: [{id: desk}]\n")
    own(tmp_path, "gate.yaml", sorted_anew("[desk]"))
    opened = open_scenarios(settings(tmp_path, "team"))
    assert opened.categories is None
    assert opened.shelf.find("of-ours")


def sorted_anew(given: str) -> Callable[[str], str]:
    """Return what gives a scenario another id and these categories."""
    return lambda text: re.sub(r"categories: .*", f"categories: {given}", text, count=1).replace(
        "id: gas-smell", "id: of-ours"
    )


def test_what_is_left_to_write_in_a_teams_scenario_keeps_it_from_being_offered(tmp_path: Path) -> None:
    folder = tmp_path / "team"
    (folder / "practice" / "scenarios").mkdir(parents=True)
    (folder / "playbook.yaml").write_text("id: team\ntitle: t\nversion: '1'\nextends: aware\n", "utf-8")
    text = GAS.read_text("utf-8").replace("id: gas-smell", "id: half").replace("title: ", "title: TODO ", 1)
    (folder / "practice" / "scenarios" / "half.yaml").write_text(text, "utf-8")
    shelf = open_scenarios(settings(tmp_path, str(folder))).shelf
    assert shelf.find("half") is None
    assert [(Path(fault.file).name, "TODO" in str(fault)) for fault in shelf.left_out] == [
        ("half.yaml", True)
    ]


def test_what_can_be_opened_by_its_name(tmp_path: Path) -> None:
    here = settings(tmp_path)
    for name in ("gas-smell", str(GAS), "drill:make-it-exact"):
        check_name(here, name)
    for name in ("nope", "drill:nope"):
        with pytest.raises(NoSuchScenario, match="There is no"):
            check_name(here, name)


@pytest.mark.long
def test_faulty_moods_of_a_team_are_told_and_the_shipped_ones_stand_in(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks" / "team"
    shutil.copytree(SHIPPED, folder)
    (folder / "practice" / "mood.yaml").write_text("acts: {}\n", "utf-8")
    opened = open_scenarios(settings(tmp_path, str(folder)))
    assert opened.moods == open_scenarios(settings(tmp_path)).moods
    assert any(Path(fault.file).name == "mood.yaml" for fault in opened.shelf.left_out)


def test_a_playbook_that_is_not_there_leaves_the_shipped_scenarios(tmp_path: Path) -> None:
    assert len(open_scenarios(settings(tmp_path, "nowhere")).shelf.scenarios) == len(SCENARIOS)


def test_a_scenario_is_found_by_id_and_as_a_file(tmp_path: Path) -> None:
    opened = open_scenarios(settings(tmp_path))
    assert find_scenario(opened, "gas-smell").scenario == find_scenario(opened, str(GAS)).scenario


@pytest.mark.parametrize("name", ["nobody", "", "x" * 300, "../etc", "\x1b[31m", "a\x00b", "~nobody/x.yaml"])
def test_one_that_is_not_there_is_answered_with_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchScenario, match=r"or one of: .*gas-smell") as told:
        find_scenario(open_scenarios(settings(tmp_path)), name)
    assert "\x1b" not in str(told.value)
    assert len(str(told.value)) < 600


def test_a_faulty_file_that_was_asked_for_is_told_by_line(tmp_path: Path) -> None:
    path = own(tmp_path, "bad.yaml", lambda text: "schema: 1\nid: bad\n")
    with pytest.raises(NoSuchScenario, match=r"bad\.yaml:\d+:\d+: "):
        find_scenario(open_scenarios(settings(tmp_path)), str(path))


def test_the_desk_has_one_library_that_answers_behind_the_screen(tmp_path: Path) -> None:
    desk = Desk(settings(tmp_path), lambda: NOW, lambda _: None)
    library = library_of(desk)
    try:
        assert library_of(desk) is library
        assert library.shelf().result(20).find("gas-smell")
        assert library.find("gas-smell").result(20).scenario.id == "gas-smell"
        assert library.moods().result(20).limits.offer_anger == 6.5
        problem = library.find("nobody").exception(20)
        assert problem is not None
        assert sentence_of(problem) == str(problem)
    finally:
        desk.close()


def test_typed_lines_are_read_by_a_reader_that_is_made_once(tmp_path: Path) -> None:
    desk = Desk(settings(tmp_path), lambda: NOW, lambda _: None)
    library = Library(desk)
    try:
        reader = library.understanding().result(30)
        assert library.understanding().result(30) is reader
        scenario = shipped("gas-smell")
        read = reader.read("What happened, in your own words?", case_of(scenario, begin(scenario)))
        assert "probe_open" in read.top3()
    finally:
        desk.close()


@pytest.mark.parametrize("playbook", ["aware", "aware_de", "last"])
def test_who_reads_german_has_german_scenarios_whatever_the_playbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, playbook: str
) -> None:
    monkeypatch.setattr("aware_tui.language._spoken", "de")
    opened = open_scenarios(settings(tmp_path, playbook))
    assert opened.shelf.left_out == ()
    lines = in_order(opened.shelf, Practised(), (), NOW)
    assert [line.scenario.language for line in lines] == ["de"] * 2 + ["en"] * len(SCENARIOS)
    assert lines[0].scenario.id == "schultuete"


def test_what_is_typed_is_read_in_the_language_of_the_customer(tmp_path: Path) -> None:
    used = settings(tmp_path)
    reader = understanding_of(used, Coach(used).coaching)
    german, english = (Case(heard="", language=language) for language in ("de", "en"))
    said = "Das hätten wir merken müssen. Es tut mir leid, das war unser Fehler."
    assert [each.act for each in reader.read(said, german).sure] == [Act.APOLOGISE_REAL]
    assert reader.read(said, english).note == NOT_ENGLISH
    assert [each.act for each in reader.read("What happened?", english).sure] == [Act.PROBE_OPEN]


def test_a_team_teaches_german_lines_of_its_own(tmp_path: Path) -> None:
    book = tmp_path / "ours"
    (book / "practice").mkdir(parents=True)
    (book / "playbook.yaml").write_text("id: ours\nextends: aware_de\ntitle: Unsere\nversion: '1'\n", "utf-8")
    (book / "practice" / "understanding_de.yaml").write_text(
        "rules:\n  - {id: eigene, act: thank, sure: true, any: [vergelt.s gott], source: wir,"
        " hits: [Vergelt's Gott.], misses: [Grüß Gott.]}\n"
        "phrases:\n  - {id: thank, any: [Vergelt's Gott., Vergelt's Gott für den Anruf.]}\n",
        "utf-8",
    )
    used = settings(tmp_path, str(book))
    read = understanding_of(used, Coach(used).coaching).read("Vergelt's Gott!", Case(language="de"))
    assert [each.act for each in read.sure] == [Act.THANK]
