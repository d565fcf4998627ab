"""What typed answers are understood by is read strictly; a fault is told by file and line, the rest works."""

from pathlib import Path

import pytest

from aware_tui import paths
from aware_tui.content.understanding import open_understanding
from aware_tui.content.understanding_loader import load_understanding
from aware_tui.domain.practice.acts import Act

SHIPPED = paths.shipped_playbooks() / "aware"
RULE = """
  - id: own
    act: {act}
    any: ['{pattern}']
    source: our own practice
    hits: ["{hit}"]
    misses: ["What happened?"]
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "practice").mkdir(exist_ok=True)
    (tmp_path / "practice" / "understanding.yaml").write_text(text, "utf-8")
    return tmp_path


def faults(tmp_path: Path, text: str) -> list[str]:
    found = load_understanding([written(tmp_path, text), SHIPPED], trusted=paths.shipped_playbooks())
    return [str(each).removeprefix(str(tmp_path / "practice")) for each in found[1]]


def test_what_ships_passes_its_own_tests() -> None:
    rules, problems = load_understanding([SHIPPED])
    assert problems == ()
    assert {rule.act for rule in rules.rules} >= set(Act) - {Act.APOLOGISE_REAL}


def test_a_team_adds_its_own_rules_words_and_phrases(tmp_path: Path) -> None:
    text = "rules:" + RULE.format(act="thank", pattern="nice one", hit="Nice one, mate.")
    text += "spellings:\n  - {id: wtf, means: what}\nphrases:\n  - {id: thank, any: [nice one]}\n"
    rules, problems = load_understanding([written(tmp_path, text), SHIPPED], paths.shipped_playbooks())
    assert rules.rules[-1].id == "own"
    assert rules.spellings[-1].id == "wtf"
    assert [str(each).partition(": ")[2] for each in problems] == [
        "Too few phrases for thank. Give each act at least 20."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE.format(act="thanks", pattern="x", hit="x"), ":3:10: `act` cannot be `thanks`. Did you mean"),
        (RULE.format(act="thank", pattern="(x", hit="x"), "`(x` is no pattern"),
        (RULE.format(act="thank", pattern="{nothing}", hit="x"), "there is no word list {nothing}"),
        (RULE.format(act="thank", pattern="nice", hit="Well."), "does not find `Well.`"),
        (RULE.format(act="thank", pattern="what", hit="what"), "finds `What happened?`"),
        (RULE.format(act="thank", pattern="(?:a|ab|b)*[cd]", hit="aabc"), "takes far too long"),
        ("\n  - {id: policy_named, remove: yes}\n", "has only its id and `remove: true`"),
        ("\n  - {id: nobody, remove: true}\n", "There is no `nobody` here to take out"),
    ],
)
def test_a_rule_at_fault_is_told_and_left_out(tmp_path: Path, text: str, said: str) -> None:
    told = faults(tmp_path, "rules:" + text)
    assert len(told) == 1
    assert said in told[0]
    assert told[0].startswith("/understanding.yaml:")


def test_a_key_unknown_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "rule: []\n") == [
        "/understanding.yaml:1:1: Understanding has no key `rule`."
        " Its keys are: spellings, words, rules, phrases."
    ]


def test_without_a_word_list_the_rules_that_name_it_are_left_out(tmp_path: Path) -> None:
    place = written(tmp_path, "words:\n  - {id: bad, remove: true}\n")
    rules, problems = load_understanding([place, SHIPPED], paths.shipped_playbooks())
    assert "felt_it" not in {rule.id for rule in rules.rules}
    assert any("needs the word list `bad`" in str(each) for each in problems)


def test_an_empty_or_broken_file_leaves_what_ships(tmp_path: Path) -> None:
    shipped = load_understanding([SHIPPED], paths.shipped_playbooks())[0]
    for text in ("- a\n", "rules: [\n", ""):
        rules, problems = load_understanding([written(tmp_path, text), SHIPPED], paths.shipped_playbooks())
        assert problems
        assert rules == shipped


def test_the_name_of_a_file_that_is_gone_leaves_what_ships(tmp_path: Path) -> None:
    folders = [written(tmp_path, "phrases: gone.yaml\n"), SHIPPED]
    rules, problems = load_understanding(folders, paths.shipped_playbooks())
    assert rules.phrases == load_understanding([SHIPPED], paths.shipped_playbooks())[0].phrases
    (told,) = problems
    assert "gone.yaml" in str(told)


def test_it_is_read_from_the_cache_until_a_file_changes(tmp_path: Path) -> None:
    place, cache = written(tmp_path, "spellings:\n  - {id: wtf, means: what}\n"), tmp_path / "cache"
    first = open_understanding([place, SHIPPED], cache)
    kept = list(cache.iterdir())
    assert len(kept) == 1
    assert open_understanding([place, SHIPPED], cache) == first
    written(tmp_path, "rule: []\n")
    changed = open_understanding([place, SHIPPED], cache)
    assert len(changed.left_out) == 1
    assert open_understanding([place, SHIPPED], cache) == changed
    for each in cache.iterdir():
        each.write_text("{}\n[]", "utf-8")
    assert open_understanding([place, SHIPPED], cache) == changed
