"""A team's coaching gives only what differs; a rule at fault is left out, and all the rest still works."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from aware_tui import paths
from aware_tui.content import coaching as quick
from aware_tui.content.coaching import LoadedCoaching, open_coaching, rules_left_out
from aware_tui.content.coaching_loader import load_coaching
from aware_tui.content.errors import PlaybookError
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.coaching.rules import Coaching, MayAdmitFault, Rule

pytestmark = pytest.mark.head(24)

Team = Callable[..., Path]

SHELF = paths.shipped_playbooks()

RULE = """\
  - id: our_own
    any: ['blame the {who_else}']
    source: our own practice
    hits: [I am sorry. Blame the weather.]
    misses: [I am sorry. We lost it.]
"""
OURS = f"""\
apology:
  words:
  - {{id: who_else, any: [weather, traffic]}}
  findings:
{RULE}"""

SOUND = RULE.replace("our_own", "sound")
ALONE = "id: team\n"
"""A playbook that extends none, which is quicker to read."""


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Makes a folder `team` that extends the shipped playbook, with this `coaching.yaml` and other files."""

    def make(coaching: str = "", **files: str) -> Path:
        folder = tmp_path / "shelf" / "team"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "playbook.yaml").write_text("extends: aware\nid: team\n", encoding="utf-8")
        for name, text in ({"coaching": coaching} | files).items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def cache_folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@cache
def shipped() -> Coaching:
    return open_coaching(SHELF / "aware", (SHELF,), None).coaching


def opened(folder: Path, cache_folder: Path | None = None) -> LoadedCoaching:
    return open_coaching(folder, (SHELF,), cache_folder)


def rules_of(coaching: Coaching) -> Iterator[Rule]:
    for part in (coaching.apology, coaching.promise, coaching.contradiction):
        for section in type(part).__slots__:
            yield from (each for each in getattr(part, section) if isinstance(each, Rule))


def ids(coaching: Coaching) -> list[str]:
    return [rule.id for rule in rules_of(coaching)]


def told(folder: Path, kept: list[str]) -> str:
    """The one thing that was left out of a team's coaching, these rules being there."""
    loaded = opened(folder)
    [problem] = loaded.left_out
    assert ids(loaded.coaching) == kept
    return problem.removeprefix(f"{folder}{os.sep}")


def test_a_team_without_coaching_of_its_own_has_the_shipped_one(team: Team) -> None:
    folder = team()
    (folder / "coaching.yaml").unlink()
    assert opened(folder) == LoadedCoaching(shipped(), ())


def test_an_empty_coaching_file_changes_nothing_and_says_so(team: Team) -> None:
    loaded = opened(team("{}\n"))
    assert loaded == LoadedCoaching(shipped(), ())


def test_a_rule_is_added_with_words_of_its_own(team: Team) -> None:
    loaded = opened(team(OURS))
    assert loaded.left_out == ()
    assert set(ids(loaded.coaching)) - set(ids(shipped())) == {"our_own"}
    assert "our_own" in Readers(loaded.coaching).rules_found("Sorry, blame the traffic.")


def test_a_setting_is_changed_alone(team: Team) -> None:
    loaded = opened(team("may_admit_fault: handling_only\n"))
    assert loaded.left_out == ()
    assert loaded.coaching.may_admit_fault is MayAdmitFault.HANDLING_ONLY
    assert loaded.coaching.apology == shipped().apology


@pytest.mark.long
def test_a_rule_is_changed_by_its_id(team: Team) -> None:
    loaded = opened(team("apology:\n  findings:\n  - {id: blame_shift, reason: Never do this.}\n"))
    [old] = [rule for rule in rules_of(shipped()) if rule.id == "blame_shift"]
    [new] = [rule for rule in rules_of(loaded.coaching) if rule.id == "blame_shift"]
    assert (loaded.left_out, new.reason, new.any) == ((), "Never do this.", old.any)
    assert ids(loaded.coaching) == ids(shipped())


def test_a_rule_is_taken_out(team: Team) -> None:
    loaded = opened(team("apology:\n  findings:\n  - {id: blame_shift, remove: true}\n"))
    assert loaded.left_out == ()
    assert set(ids(shipped())) - set(ids(loaded.coaching)) == {"blame_shift"}
    reading = Readers(loaded.coaching).apology.read("I'm sorry if you were upset.")
    assert [finding.rule for finding in reading.findings] == ["conditional_if"]


def test_rules_may_lie_in_a_file_of_their_own(team: Team) -> None:
    text = OURS.replace(f"  findings:\n{RULE}", "  findings: more.yaml\n")
    loaded = opened(team(text, more=RULE.replace("\n    ", "\n  ").replace("  - id", "- id")))
    assert (loaded.left_out, "our_own" in ids(loaded.coaching)) == ((), True)


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("'blame the {who_else}'", "'blame the )'", "5:5", "`blame the )` is no pattern: "),
        ("'blame the {who_else}'", "'*a'", "5:5", "`*a` is no pattern: "),
        ("'blame the {who_else}'", "'(lost'", "5:5", "`(lost` is no pattern: "),
        ("'blame the {who_else}'", "'[lost'", "5:5", "`[lost` is no pattern: "),
        ("who_else}'", "nobody}'", "5:5", "is no pattern: there is no word list {nobody}"),
        ("['blame the {who_else}']", "[]", "5:5", "`our_own` has no pattern"),
        ("['blame the {who_else}']", "[" + "x" * 1_001 + "]", "5:5", "A pattern of `our_own` has 1001 char"),
        ("'blame the {who_else}'", r"'(?:a|ab|b)*[cd]'", "5:5", "takes far too long on some texts"),
        (
            "'blame the {who_else}'",
            r"'(?:\w+\s?)+z'",
            "5:5",
            "does not find `I am sorry. Blame the weather.`",
        ),
        ("[I am sorry. Blame the weather.]", "[]", "5:5", "The rule `our_own` has no text that it must find"),
        ("[I am sorry. We lost it.]", "[]", "5:5", "The rule `our_own` has no text that it must leave alone"),
        ("source: our own practice", "source: ''", "5:5", "The rule `our_own` has no source"),
        ("Blame the weather", "Blame us", "5:5", "The rule `our_own` does not find `I am sorry. Blame us.`"),
        (
            "We lost it",
            "Blame the traffic",
            "5:5",
            "The rule `our_own` finds `I am sorry. Blame the traffic.`",
        ),
        ("    source: our own practice\n", "", "5:5", "A rule has no `source` here"),
        (
            "    source:",
            "    sauce: x\n    source:",
            "7:5",
            "A rule has no key `sauce`. Did you mean `source`?",
        ),
        ("    source:", "    severity: grave\n    source:", "7:15", "`severity` cannot be `grave`"),
        (
            "blame the {who_else}",
            "blame the (?:same )?",
            "5:5",
            "ends in a blank, and only whole words are found",
        ),
        ("any: ['blame the {who_else}']", "any: 5", "6:10", "`any` wants a list, not `5`"),
    ],
)
def test_a_rule_at_fault_is_left_out_with_its_place_and_all_the_rest_works(
    team: Team, old: str, new: str, at: str, words: str
) -> None:
    assert old in OURS
    problem = told(team(OURS.replace(old, new, 1) + SOUND, playbook=ALONE), ["sound"])
    assert problem.startswith(f"coaching.yaml:{at}: ")
    assert words in problem


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("apologies: []\n", "1:1", "A coaching has no key `apologies`"),
        ("apology:\n  finding: []\n", "2:3", "An apology rules has no key `finding`"),
        ("may_admit_fault: perhaps\n", "1:18", "`may_admit_fault` cannot be `perhaps`"),
        ("apology: [\n", "2:1", ""),
        ("apology: missing.yaml\n", "1:10", "There is no file `missing.yaml` in this folder"),
        (
            "apology:\n  findings:\n  - {id: nope, remove: true}\n",
            "3:5",
            "There is no `nope` here to take out",
        ),
        ("promise:\n  carried_on: ['*a']\n", "2:15", "`*a` is no pattern: "),
    ],
)
def test_a_file_at_fault_is_left_out_with_its_place(team: Team, text: str, at: str, words: str) -> None:
    problem = told(team(text), ids(shipped()))
    assert problem.startswith(f"coaching.yaml:{at}: ")
    assert words in problem


@pytest.mark.long
def test_a_broken_rule_takes_none_beside_it_along(team: Team) -> None:
    broken = RULE.replace("our_own", "broken").replace("'blame the {who_else}'", "'x)'")
    loaded = opened(team(OURS + broken + RULE.replace("our_own", "third")))
    assert set(ids(loaded.coaching)) - set(ids(shipped())) == {"our_own", "third"}
    assert len(loaded.left_out) == 1
    reading = Readers(loaded.coaching).apology.read("I'm sorry if you were upset. Blame the traffic.")
    assert {each.rule for each in reading.findings} >= {"conditional_if", "blame_shift", "our_own", "third"}


def test_what_is_extended_must_be_there(team: Team) -> None:
    folder = team(OURS, playbook="extends: nobody\n")
    with pytest.raises(PlaybookError, match="There is no playbook `nobody`"):
        opened(folder)


@pytest.fixture
def strict_reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose coaching was read strictly."""
    seen: list[Path] = []
    strictly = quick._strictly

    def noted(folder: Path, shelves: list[Path]) -> object:
        seen.append(folder)
        return strictly(folder, shelves)

    monkeypatch.setattr(quick, "_strictly", noted)
    return seen


def test_the_second_opening_is_quick_and_tells_the_same(
    team: Team, cache_folder: Path, strict_reads: list[Path]
) -> None:
    folder = team(OURS.replace("who_else}'", "nobody}'"))
    first = opened(folder, cache_folder)
    assert opened(folder, cache_folder) == first == opened(folder)
    assert len(first.left_out) == 1
    assert strict_reads == [folder, folder]
    [kept] = cache_folder.iterdir()
    assert kept.name.startswith("coaching-")


def test_a_changed_rule_is_read_again(team: Team, cache_folder: Path) -> None:
    assert ids(opened(team(OURS, playbook=ALONE), cache_folder).coaching) == ["our_own"]
    changed = team(OURS.replace("our_own", "ours_too"), playbook=ALONE)
    assert ids(opened(changed, cache_folder).coaching) == ["ours_too"]


@pytest.mark.parametrize("spoilt", [b"", b"{}\n{}", b"\xff", b"[" * 50_000], ids=range(4))
def test_a_spoiled_cache_is_passed_over_and_mended(
    team: Team, cache_folder: Path, strict_reads: list[Path], spoilt: bytes
) -> None:
    folder = team(OURS, playbook=ALONE)
    good = opened(folder, cache_folder)
    [kept] = cache_folder.iterdir()
    data = kept.read_bytes()
    kept.write_bytes(spoilt)
    assert opened(folder, cache_folder) == good
    assert (strict_reads, kept.read_bytes()) == ([folder, folder], data)


@pytest.mark.long
def test_every_shipped_rule_passes_its_own_tests() -> None:
    coaching, problems = load_coaching([SHELF / "aware"])
    assert [str(problem) for problem in problems] == []
    assert coaching == shipped()


def test_every_rule_is_tried_out_on_request(team: Team) -> None:
    folder = team(
        OURS.replace("Blame the w", "W").replace("our_own", "conditional_if"), playbook="id: team\n"
    )
    [problem] = map(str, rules_left_out(folder, (SHELF,)))
    assert "`conditional_if` does not find `I am sorry. Weather.`" in problem


def test_every_shipped_rule_has_a_source_and_tests() -> None:
    rules = list(rules_of(shipped()))
    assert len(rules) > 50
    assert [rule.id for rule in rules if not (rule.source.strip() and rule.hits and rule.misses)] == []


def test_every_shipped_rule_has_an_id_of_its_own_among_those_of_all_coaches() -> None:
    assert len(ids(shipped())) == len(set(ids(shipped())))
