"""Scenarios are read strictly: every fault is named with its file and line, and the others still load."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from practicing import SCENARIOS, SHIPPED, lind, moods, shelf, written_to

from aware_tui.content.cache import open_playbook
from aware_tui.content.errors import ContentError
from aware_tui.content.scenarios import (
    FOLDER,
    LoadedScenario,
    kept,
    open_shelf,
    read_moods,
    read_scenario,
    thawed,
)

WHOLE = """\
schema: 1
id: cold-flat
industry: utility
level: 2
persona: {name: Mrs Abara, anger: 8, trust: 3, temper: 1.1, patience: 12}
opening: ["Two days!", "With a child here.", "And he coughs."]
apology: full
facts:
  chest: {text: "He has a weak chest.", revealed_by: [probe_open, probe_closed]}
need: [chest]
options:
  visit: {cue: fitter, fix: 1.0}
  reopen: {cue: reopen, fix: 0, cannot: "nobody may"}
accept: [visit]
mistaken: {belief: "It is safe.", truth: "It leaks.", safety: true, truth_cue: leak}
mood: {blame: {anger: 3}}
choices:
  - {id: ack, say: "Two days without.", acts: [acknowledge], when: {}, trap: false, feedback: "Named."}
  - {id: sorry, say: "We left you cold.", acts: [apologise_real], feedback: "Owned."}
  - {id: ask, say: "What has it been like?", acts: [probe_open], feedback: "Open."}
  - {id: truth, say: "There may be a leak.", acts: [contradict], safety: true, feedback: "Kind."}
  - {id: blunt, say: "No, it is not safe.", acts: [contradict], trap: true, feedback: "Blunt."}
  - {id: back, say: "So it is his chest.", acts: [restate], feedback: "Heard."}
  - {id: invite, say: "What would help?", acts: [invite_solution], feedback: "A say."}
  - {id: visit, say: "A fitter tonight?", acts: [offer_option], offers: visit, feedback: "Possible."}
  - {id: commit, say: "Ayo comes by six.", acts: [commit], feedback: "Exact."}
replies:
  - {when: {acts: [blame], anger_min: 6, known: [chest]}, say: "Me?"}
  - {say: "Yes."}
later: {}
model: [ack, sorry, ask, truth, back, invite, visit, commit]
rubric: {weights: {}, fatal: [safety_truth]}
source: authored
"""


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ContentError) as told:
        read_scenario(path, moods())
    return [str(problem) for problem in told.value.every]


def test_the_example_is_read_whole(tmp_path: Path) -> None:
    scenario = read_scenario(written_to(tmp_path, WHOLE), moods()).scenario
    assert scenario.persona.name == "Mrs Abara"
    assert scenario.options["visit"].cue == ("fitter",)
    assert list(scenario.options) == ["visit", "reopen"]


FAULTS = [
    ("known: [chest]", "known: [lung]", 28, "no fact `lung`"),
    ("need: [chest]", "need: [lung]", 10, "no fact `lung`"),
    ("acts: [restate]", "acts: [repeat]", 23, "cannot be `repeat`"),
    ("acts: [blame], anger", "acts: [blam], anger", 28, "Did you mean `blame`"),
    ("mood: {blame:", "mood: {blam:", 16, "no `blam` here"),
    ("offers: visit", "offers: vist", 25, "no option `vist`"),
    ("accept: [visit]", "accept: [reopen]", 14, "which is impossible"),
    ("accept: [visit]", "accept: [moon]", 14, "no option `moon`"),
    ('  - {say: "Yes."}\n', '  - {say: "Yes.", when: {agreed: true}}\n', 27, "no default reply"),
    ("revealed_by: [probe_open, probe_closed]", "revealed_by: []", 9, "Nothing brings out"),
    ("revealed_by: [probe_open, probe_closed]", "revealed_by: [thank]", 9, "Nothing brings out"),
    ("revealed_by: [probe_open, probe_closed]", "beat: 9", 9, "There is no beat 9"),
    ("acts: [offer_option], offers: visit", "acts: [other]", 17, "no choice offers it"),
    ("acts: [commit]", "acts: [other]", 17, "no choice commits"),
    (", safety: true, feedback", ", feedback", 15, "cannot be told"),
    ("safety: true, truth_cue: leak", "safety: true", 15, "there is no `truth_cue`"),
    ("acts: [contradict], trap: true", "acts: [contradict], trap: false", 17, "contradicts bluntly"),
    ("model: [ack, sorry, ask, truth,", "model: [ack, sorry, ask,", 31, "no fully good path"),
    (
        "model: [ack, sorry, ask, truth, back, invite, visit, commit]",
        "model: [truth, commit]",
        31,
        "no fully good",
    ),
    ("model: [ack,", "model: [akc,", 31, "no choice `akc`"),
    (', feedback: "Owned."', "", 19, "has no feedback"),
    ("trap: true", "trap: yes", 22, "Write `true`"),
    ("  chest: {", "  on: {", 9, "read `on` as true or false"),
    ("{id: ack,", "{id: yes,", 18, "read `yes` as true or false"),
    ("id: cold-flat", "id: Cold Flat", 2, "is no id"),
    ("{id: back,", "{id: ask,", 23, "two choices `ask`"),
    ('say: "So it is his chest."', 'say: "what has it been like?"', 23, "said twice"),
    ("acts: [restate]", "acts: []", 23, "does something"),
    ("acts: [restate]", "acts: [restate, thank, followup, commit]", 23, "at most three"),
    ("anger: 8,", "anger: 11,", 5, "from 0 to 10"),
    ("patience: 12", "patience: 0", 5, "`patience` is 1 or more"),
    ("level: 2", "level: 4", 4, "1, 2 or 3"),
    ("fix: 1.0", "fix: 3", 12, "from 0 to 1"),
    ("weights: {}", "weights: {talk: 3}", 32, "no step `talk`"),
    (
        "weights: {}",
        "weights: {acknowledge: 0, widen: 0, agree: 0, resolve: 0, evaluate: 0}",
        32,
        "All the weights are 0",
    ),
    ("acts: [probe_open], feedback", "acts: [probe_open], when: {known: [chest]}, feedback", 9, "brings out"),
    ("offers: visit,", "offers: visit, when: {agreed: true},", 17, "out of reach"),
    ("acts: [commit],", "acts: [commit], when: {agreed: false},", 17, "out of reach"),
    ("safety: true, feedback", "safety: true, when: {safety: true}, feedback", 15, "cannot be told"),
    ("acts: [contradict], safety: true", "acts: [thank], safety: true", 21, "without an act that tells"),
    ("model: [ack, sorry, ask, truth,", "model: [ack, sorry, truth,", 31, "never finds out `chest`"),
    ("fatal: [safety_truth]", "fatal: [doom]", 32, "cannot be fatal"),
    ("anger_min: 6", "anger_min: 6, anger_max: 5", 28, "nothing between"),
    ("schema: 1", "schema: 2", 1, "does not know version 2"),
    ("industry: utility", "industri: utility", 3, "Did you mean `industry`"),
    ('opening: ["Two days!", "With a child here.", "And he coughs."]', "opening: []", 6, "is empty"),
    ("{say:", "{sya:", 29, "`say`"),
    ("later: {}", 'later: {ways: {root_cause: [{id: a, say: "x", feedback: "y"}]}}', 30, "Exactly one"),
    ("later: {}", "later: {ways: {tea: []}}", 30, "no `tea` here"),
    ("level: 2", "level: [", 4, "never closed"),
]


@pytest.mark.parametrize(("good", "bad", "line", "told"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_named_with_its_line(good: str, bad: str, line: int, told: str, tmp_path: Path) -> None:
    assert WHOLE.count(good) >= 1
    path = written_to(tmp_path, WHOLE.replace(good, bad, 1))
    found = problems_of(path)
    assert any(each.startswith(f"{path}:{line}:") and told in each for each in found), found


@pytest.mark.parametrize("empty", ["later:", "later: null", "later: ~"])
def test_a_key_without_a_value_is_left_out_where_it_may_be(empty: str, tmp_path: Path) -> None:
    text = WHOLE.replace("later: {}", empty).replace("when: {}, ", "when: , ")
    assert read_scenario(written_to(tmp_path, text), moods()).scenario.later.story == ""


def test_a_truth_about_safety_where_nothing_is_dangerous_is_told(tmp_path: Path) -> None:
    i = WHOLE.index("mistaken:")
    text = WHOLE[:i] + "mistaken: null" + WHOLE[WHOLE.index("\n", i) :]
    assert any(
        "nothing here is a matter of safety" in each for each in problems_of(written_to(tmp_path, text))
    )


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("need: [chest]", "need: [lung]").replace("accept: [visit]", "accept: [moon]")
    assert len(problems_of(written_to(tmp_path, text))) >= 2


def test_a_faulty_file_is_left_out_and_the_others_still_load(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    written_to(folder, WHOLE, "a.yaml")
    written_to(folder, WHOLE.replace("need: [chest]", "need: [lung]").replace("cold-flat", "other"), "b.yaml")
    found = open_shelf([tmp_path, SHIPPED], moods())
    assert found.find("cold-flat") is not None
    assert found.find("other") is None
    assert len(found.scenarios) == len(shelf().scenarios) + 1
    assert all(str(problem).startswith(str(folder / "b.yaml:10:")) for problem in found.left_out)
    assert found.left_out


def test_of_two_with_one_id_the_team_s_own_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    first = shelf().scenarios[0].scenario.id
    written_to(folder, WHOLE.replace("cold-flat", first))
    found = open_shelf([tmp_path, SHIPPED], moods()).find(first)
    assert found is not None
    assert found.scenario.persona.name == "Mrs Abara"


@pytest.mark.parametrize("each", shelf().scenarios, ids=lambda each: each.scenario.id)
def test_what_an_attempt_keeps_reads_back_the_same_in_the_same_order(each: LoadedScenario) -> None:
    again = thawed(each.document)
    assert again == replace(each.scenario, categories=())
    assert list(again.facts) == list(each.scenario.facts)
    assert kept(again).content_hash == each.content_hash


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ("  thank: ", "  thanks: ", "no `thanks` here"),
        ("offer_anger: 6.5, ", "", "offer_anger"),
        ("  resolved: ", "  solved: ", "no `solved` here"),
        ("evaluate: 10}", "tea: 10}", "no `evaluate`"),
    ],
)
def test_a_fault_in_the_moods_is_named_with_its_line(good: str, bad: str, told: str, tmp_path: Path) -> None:
    text = (SHIPPED / "practice" / "mood.yaml").read_text("utf-8")
    assert good in text
    (tmp_path / "practice").mkdir()
    path = written_to(tmp_path / "practice", text.replace(good, bad, 1), "mood.yaml")
    with pytest.raises(ContentError) as fault:
        read_moods([tmp_path])
    assert any(str(each).startswith(f"{path}:") and told in str(each) for each in fault.value.every)


OF = ("late", "faulty", "danger")


def sorted_as(folder: Path, given: str) -> Path:
    """Write the example with its categories as they are given."""
    return written_to(folder, WHOLE.replace("level: 2", f"categories: {given}\nlevel: 2"))


@pytest.mark.parametrize(
    ("given", "read"), [("[late, danger]", ("late", "danger")), ("late", ("late",)), ("[]", ()), ("", ())]
)
def test_the_categories_are_read_in_their_order(given: str, read: tuple[str, ...], tmp_path: Path) -> None:
    path = sorted_as(tmp_path, given)
    assert read_scenario(path, moods(), OF).scenario.categories == read


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "[late, faluty]",
            "has no category `faluty`. Did you mean `faulty`? Write one of: late, faulty, danger",
        ),
        ("queue", "has no category `queue`. Write one of: late, faulty, danger; or take it out."),
        ("[late, late]", "category `late` is there twice"),
        ("[1]", "wants a text, not `1`"),
        ("{late: 1}", "wants a list"),
    ],
)
def test_a_category_that_the_playbook_does_not_know_is_told_by_line(
    given: str, told: str, tmp_path: Path
) -> None:
    path = sorted_as(tmp_path, given)
    with pytest.raises(ContentError) as fault:
        read_scenario(path, moods(), OF)
    (found,) = map(str, fault.value.every)
    assert found.startswith(f"{path}:4:")
    assert told in found


def test_where_no_playbook_is_at_hand_any_category_will_do(tmp_path: Path) -> None:
    assert read_scenario(sorted_as(tmp_path, "[gate]"), moods()).scenario.categories == ("gate",)


def test_what_ships_is_sorted_by_the_categories_that_ship() -> None:
    categories = open_playbook(SHIPPED, (SHIPPED.parent,), None).playbook.categories
    found = open_shelf([SHIPPED], moods(), categories=[each.id for each in categories])
    assert found.left_out == ()
    assert all(1 <= len(each.scenario.categories) <= 2 for each in found.scenarios)
    assert len(found.scenarios) == len(SCENARIOS)


@pytest.mark.parametrize("each", shelf().scenarios, ids=lambda each: each.scenario.id)
def test_what_an_attempt_keeps_is_the_same_however_a_scenario_is_sorted(each: LoadedScenario) -> None:
    assert "categories" not in json.loads(each.document)
    for categories in ((), ("other",)):
        assert kept(replace(each.scenario, categories=categories)) == replace(
            each, scenario=replace(each.scenario, categories=categories)
        )


def test_a_result_of_an_earlier_version_is_still_one_of_the_same_scenario() -> None:
    earlier = "01dd83ce553a8009d09517796c74c62384772b660000f7c4f875bd1a2e08c0fa"
    assert kept(replace(lind(), categories=("late",))).content_hash == earlier
