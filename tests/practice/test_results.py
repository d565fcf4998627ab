"""Assignments and result files: whole, strict, and whatever is changed in one is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from handing import (
    MOODS,
    a_bad_call,
    a_finished_call,
    a_result_file,
    as_typed,
    good_run,
    loaded,
    sealed_again,
)
from hypothesis import HealthCheck, given
from hypothesis import settings as fast
from hypothesis import strategies as st
from making import NOW
from practicing import moods

from aware_tui.config import Settings
from aware_tui.content.frozen import freeze
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.assignment import AssignedScenario, Assignment, asked
from aware_tui.domain.practice.attempts import Result
from aware_tui.domain.practice.results import differences, name_of, replayed
from aware_tui.domain.practice.scoring import STEPS
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.exports.json_parts import MOST_BYTES, BadFile
from aware_tui.exports.practice_files import assignment_text, made, read_assignment
from aware_tui.exports.result_files import CHANGED, read_results
from aware_tui.services.practice.checking import (
    LATE,
    TOO_MUCH_HELP,
    TWICE,
    UNKNOWN_ASSIGNMENT,
    Checked,
    CheckedFile,
    Checker,
    Verdict,
)

pytestmark = pytest.mark.head(70)

TYPED = a_finished_call("gas-smell", mode="type", reflection="I would listen longer.")
CHOSEN = a_finished_call("quiet-wife")
BAD = a_bad_call("gas-smell")
FILE = a_result_file(TYPED, CHOSEN, BAD)
PAIR = a_result_file(CHOSEN, a_bad_call())
KNOWN = frozenset({TYPED.scenario_hash, CHOSEN.scenario_hash})
"""Scenarios that the data knows, so that those in force need not be read."""


def an_assignment(*scenarios: str, **parts: Any) -> Assignment:
    ones = [loaded(each) for each in scenarios or ("gas-smell", "quiet-wife")]
    assigned = tuple(
        AssignedScenario(each.scenario.id, each.scenario.title, each.content_hash, each.document)
        for each in ones
    )
    return made("Week one", NOW, assigned, freeze(moods()), **parts)


def settings_of(folder: Path) -> Settings:
    return Settings(folder / "data", "lee", "UTC", "aware")


def checked(folder: Path, content: str | bytes, **options: Any) -> CheckedFile:
    path = folder / "results.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return Checker(settings_of(folder), **({"kept": KNOWN} | options)).check(path)


def changed(change: Callable[[dict[str, Any]], object], text: str = FILE) -> dict[str, Any]:
    document = json.loads(text)
    change(document)
    assert isinstance(document, dict)
    return document


def first(found: CheckedFile) -> Checked:
    assert not found.problem, found.problem
    return found.attempts[0]


def test_what_is_handed_in_is_reproduced_to_the_digit(tmp_path: Path) -> None:
    found = checked(tmp_path, FILE, kept=())
    assert [each.verdict for each in found.attempts] == [Verdict.REPRODUCED] * 3
    assert [each.attempt.total for each in found.attempts] == [TYPED.total, CHOSEN.total, BAD.total]
    assert not found.refused


def test_an_attempt_reads_back_as_it_was_and_without_its_words() -> None:
    back = read_results(FILE.encode()).claims
    assert [each.attempt.moves for each in back] == [TYPED.moves, CHOSEN.moves, BAD.moves]
    assert "listen longer" not in FILE
    kept = read_results(a_result_file(TYPED, with_words=True).encode()).claims[0].attempt
    assert replace(kept, scores="", skills="", fatal="") == replace(TYPED, scores="", skills="", fatal="")


def test_nothing_of_a_live_session_is_in_the_file() -> None:
    assert "session" not in json.loads(a_result_file(replace(CHOSEN, session_id="0195-live")))["attempts"][0]
    assert "0195-live" not in a_result_file(replace(CHOSEN, session_id="0195-live"))


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "the total": lambda one: one["score"].update(total=99.9),
    "a step": lambda one: one["score"].update(widen=1.5),
    "a skill": lambda one: one["skills"].update(read_back=1),
    "a skill that is none": lambda one: one["skills"].update(charm=100),
    "a skill taken out": lambda one: one["skills"].pop("read_back"),
    "the ending": lambda one: one.update(ended="walked_away"),
    "the turns": lambda one: one.update(turns=3),
    "a fatal error": lambda one: one.update(fatal=["blame"]),
    "a move taken out": lambda one: one["moves"].pop(),
    "a move more": lambda one: one["moves"].append("listen"),
    "another choice": lambda one: one["moves"].__setitem__(-1, "choice nothing"),
    "no move": lambda one: one["moves"].append("sing"),
    "two in one": lambda one: one["moves"].append("listen\nlisten"),
    "the scenario's name": lambda one: one.update(scenario="gas-smell"),
    "the scenario's hash": lambda one: one.update(scenario_hash="0" * 64),
    "the table of moods": lambda one: one.update(moods_hash="0" * 64),
    "typed, as it says": lambda one: one.update(mode="type"),
    "a time without an offset": lambda one: one.update(started_at="2026-03-04T10:30:00"),
    "a total that is a text": lambda one: one["score"].update(total="97"),
    "a total that is true": lambda one: one["score"].update(total=True),
    "a step missing": lambda one: one["score"].pop("agree"),
    "no score": lambda one: one.pop("score"),
    "a huge number": lambda one: one["score"].update(total=10**400),
    "ten thousand moves": lambda one: one["moves"].extend(["listen"] * 10_000),
    "a breathless move": lambda one: one["moves"].append("act thank: " + "x" * 9_000),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("forged", [False, True], ids=["by hand", "sealed again"])
def test_what_was_changed_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], forged: bool
) -> None:
    document = changed(lambda whole: change(whole["attempts"][0]), PAIR)
    found = checked(tmp_path, json.dumps(sealed_again(document) if forged else document))
    assert first(found).verdict is Verdict.REFUSED
    assert all(sentence.endswith(".") for sentence in first(found).why)
    assert found.attempts[1].verdict is Verdict.REPRODUCED


@pytest.mark.parametrize("key", ["id", "started_at", "ended_at", "retry_of", "assignment", "would_change"])
def test_what_moves_do_not_tell_is_sealed(tmp_path: Path, key: str) -> None:
    time = "2026-03-05T10:30:00+00:00"
    document = changed(lambda whole: whole["attempts"][0].update({key: time}))
    assert first(checked(tmp_path, json.dumps(document))).why == (CHANGED,)


def test_another_name_on_the_file_is_found(tmp_path: Path) -> None:
    document = changed(lambda whole: whole.update(trainee="Robin"))
    assert {each.verdict for each in checked(tmp_path, json.dumps(document)).attempts} == {Verdict.REFUSED}


@fast(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_of_moves_or_numbers_is_found(tmp_path: Path, data: st.DataObject) -> None:
    document, same = json.loads(PAIR), json.loads(PAIR)["attempts"]
    _tamper(data, document["attempts"][data.draw(st.integers(0, 1))])
    found = checked(tmp_path, json.dumps(document))
    verdicts = [each.verdict for each in found.attempts]
    assert verdicts == [
        Verdict.REPRODUCED if now == then else Verdict.REFUSED
        for now, then in zip(document["attempts"], same, strict=True)
    ]


def _tamper(data: st.DataObject, one: dict[str, Any]) -> None:
    number = st.one_of(st.integers(-10, 110), st.floats(0, 100).map(lambda value: round(value, 1)))
    what = data.draw(st.sampled_from(["score", "skills", "turns", "swap", "drop", "double", "write"]))
    moves = one["moves"]
    place = data.draw(st.integers(0, len(moves) - 1))
    if what in ("score", "skills"):
        one[what][data.draw(st.sampled_from(sorted(one[what])))] = data.draw(number)
    elif what == "turns":
        one["turns"] = data.draw(st.integers(0, 100))
    elif what == "swap":
        other = data.draw(st.integers(0, len(moves) - 1))
        moves[place], moves[other] = moves[other], moves[place]
    elif what == "drop":
        del moves[place]
    elif what == "double":
        moves.insert(place, moves[place])
    else:
        moves[place] = data.draw(st.text(max_size=30))


@fast(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["total", *STEPS]), st.integers(0, 1000))
def test_a_number_that_is_sealed_again_is_believed_only_if_the_moves_give_it(
    tmp_path: Path, name: str, tenths: int
) -> None:
    document = changed(lambda whole: whole["attempts"][0]["score"].update({name: tenths / 10}))
    true = json.loads(FILE)["attempts"][0]["score"][name] == tenths / 10
    found = first(checked(tmp_path, json.dumps(sealed_again(document))))
    assert (found.verdict is Verdict.REPRODUCED) is true


def test_a_scenario_changed_in_the_file_is_refused(tmp_path: Path) -> None:
    def easier(whole: dict[str, Any]) -> None:
        one = whole["scenarios"][0]
        one["document"] = one["document"].replace('"anger":', '"anger": ')

    found = checked(tmp_path, json.dumps(changed(easier)))
    assert [each.verdict for each in found.attempts].count(Verdict.REFUSED) == 2
    assert "the hash does not fit" in first(found).why[0]


def _with_own_scenario(whole: dict[str, Any]) -> None:
    """Put in an easier scenario of one's own, with hashes and seals that fit."""
    one = whole["scenarios"][0]
    one["document"] = one["document"].replace('"patience":', '"patience": 1')
    one["hash"] = hash_of(one["document"])
    for each in whole["attempts"]:
        if each["scenario"] == one["id"]:
            each["scenario_hash"] = one["hash"]


def test_a_scenario_that_nobody_here_knows_counts_for_nothing(tmp_path: Path) -> None:
    document = sealed_again(changed(_with_own_scenario, a_result_file(CHOSEN)))
    assert first(checked(tmp_path, json.dumps(document))).verdict is Verdict.UNKNOWN


def test_a_scenario_that_the_data_knows_counts(tmp_path: Path) -> None:
    document = sealed_again(changed(_with_own_scenario, a_result_file(CHOSEN)))
    known = {document["scenarios"][0]["hash"]}
    assert first(checked(tmp_path, json.dumps(document), kept=known)).verdict is Verdict.REPRODUCED


def test_another_scenario_than_the_assigned_one_is_refused(tmp_path: Path) -> None:
    task = an_assignment()
    mine = a_result_file(replace(CHOSEN, assignment=task.id))
    assert first(checked(tmp_path, mine, assignments=[task])).verdict is Verdict.REPRODUCED
    document = sealed_again(changed(_with_own_scenario, mine))
    found = first(checked(tmp_path, json.dumps(document), assignments=[task]))
    assert found.verdict is Verdict.REFUSED
    assert "not the one that “Week one” asks for" in found.why[0]


def test_only_what_was_made_for_an_assignment_passes_when_one_is_named(tmp_path: Path) -> None:
    assert "was not made for" in first(checked(tmp_path, FILE, only=an_assignment())).why[0]


@pytest.mark.parametrize(
    ("parts", "mode", "note"),
    [
        ({}, None, None),
        ({"due": date(2026, 3, 4)}, None, None),
        ({"due": date(2026, 3, 3)}, None, LATE),
        ({"mode": AttemptMode.CHOOSE}, None, None),
        ({"mode": AttemptMode.TYPE}, None, TOO_MUCH_HELP),
        ({"mode": AttemptMode.WATCH}, None, None),
        ({}, "complete", TOO_MUCH_HELP),
    ],
)
def test_what_an_assignment_asks_is_noted(
    tmp_path: Path, parts: dict[str, Any], mode: str | None, note: str | None
) -> None:
    task = an_assignment(**parts)
    call = a_finished_call(assignment=task.id, mode=mode or "choose")
    found = first(checked(tmp_path, a_result_file(call), assignments=[task]))
    assert found.verdict is Verdict.REPRODUCED
    assert found.notes == ((note,) if note else ())


def test_an_assignment_that_is_not_here_is_told(tmp_path: Path) -> None:
    found = first(checked(tmp_path, a_result_file(replace(CHOSEN, assignment="f" * 32))))
    assert (found.verdict, found.notes) == (Verdict.REPRODUCED, (UNKNOWN_ASSIGNMENT,))


def test_the_same_attempt_twice_counts_once_and_under_two_names_not_at_all(tmp_path: Path) -> None:
    checker = Checker(settings_of(tmp_path))
    for name, trainee in (("a", "kim"), ("b", "kim"), ("c", "robin")):
        own = replace(CHOSEN, trainee=trainee)
        (tmp_path / name).write_text(a_result_file(own, trainee=trainee), "utf-8")
    found = [first(checker.check(tmp_path / name)) for name in "abc"]
    assert [each.verdict for each in found] == ["reproduced", "reproduced", "refused"]
    assert found[1].notes == (TWICE.format(file=tmp_path / "a"),)
    assert "handed in otherwise by kim" in found[2].why[0]


NO_FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not JSON"),
    "prose": (b"Dear team,", "not JSON"),
    "half of it": (FILE.encode()[:3000], "not JSON"),
    "latin-1": ('{"aware_results": 1, "trainee": "Jürgen"}'.encode("latin-1"), "not UTF-8"),
    "a list": (b"[1, 2]", "no result file"),
    "another file": (b'{"a": 1}', "no result file"),
    "an assignment": (assignment_text(an_assignment()).encode(), "no result file"),
    "a newer form": (b'{"aware_results": 2}', "newer aware"),
    "no form": (b'{"aware_results": "1"}', "not known"),
    "true for one": (b'{"aware_results": true}', "not known"),
    "no trainee": (b'{"aware_results": 1, "trainee": 7}', "trainee"),
    "an empty name": (b'{"aware_results": 1, "trainee": "\\u202e"}', "names no trainee"),
    "no number": (b'{"aware_results": 1, "trainee": "k", "made_at": NaN}', "not JSON"),
    "a deep one": (b'{"aware_results": ' + b"[" * 100_000, "not JSON"),
    "attempts of no kind": (
        b'{"aware_results": 1, "trainee": "k", "made_at": "2026-03-04T10:30:00Z", "program": "1",'
        b' "scenarios": [], "attempts": 5}',
        "attempts",
    ),
}


@pytest.mark.parametrize(("content", "told"), NO_FILES.values(), ids=NO_FILES)
def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    found = checked(tmp_path, content)
    assert found.refused
    assert told in found.problem
    assert found.problem.startswith(f"{tmp_path / 'results.json'}: ")
    assert found.problem.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_file_that_an_editor_saved_its_own_way_is_read(tmp_path: Path, encoding: str) -> None:
    assert not checked(tmp_path, FILE.encode(encoding)).refused


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    found = Checker(settings_of(tmp_path)).check(path)
    assert f"larger than {MOST_BYTES // 1024 // 1024} MB" in found.problem


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = Checker(settings_of(tmp_path)).check(tmp_path / "gone.json")
    assert "cannot be read (no such file or directory)" in found.problem


def test_a_name_of_any_kind_stays_a_name(tmp_path: Path) -> None:
    name = "[red]Kim[/] \N{GRINNING FACE} 漢字"
    found = checked(tmp_path, a_result_file(replace(CHOSEN, trainee=name), trainee=name))
    assert (found.trainee, first(found).verdict) == (name, Verdict.REPRODUCED)


def test_an_assignment_reads_back_as_it_was_made() -> None:
    task = an_assignment(mode=AttemptMode.TYPE, due=date(2026, 3, 20))
    assert read_assignment(assignment_text(task).encode()) == task
    assert an_assignment(due=date(2026, 3, 21)).id != task.id


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda task: task.update(title="Week two"), "was changed"),
        (lambda task: task.update(mode="watch"), "was changed"),
        (lambda task: task.update(mode="asleep"), "none of watch"),
        (lambda task: task.update(due="soon"), "a day such as"),
        (lambda task: task.update(due=None, id="0" * 32), "was changed"),
        (lambda task: task["scenarios"].pop(), "was changed"),
        (lambda task: task["scenarios"].clear(), "no scenario"),
        (lambda task: task["scenarios"][0].update(document="{}"), "“gas-smell”"),
        (lambda task: task["scenarios"][0].update(hash="1"), "“gas-smell”"),
        (lambda task: task["moods"].update(document="{}"), "was changed"),
        (lambda task: task.update(scenarios=["gas-smell"]), "an object"),
        (lambda task: task.update(aware_assignment=9), "newer aware"),
    ],
)
def test_an_assignment_that_was_changed_is_refused(change: Callable[[Any], object], told: str) -> None:
    task = json.loads(assignment_text(an_assignment(mode=AttemptMode.TYPE)))
    change(task)
    with pytest.raises(BadFile, match=told):
        read_assignment(json.dumps(task).encode())


def test_how_far_a_trainee_is_with_an_assignment() -> None:
    task = an_assignment(due=date(2026, 3, 4))
    ours = {"assignment": task.id}
    late = NOW.astimezone(UTC) + timedelta(days=1)
    attempts = [
        a_bad_call("gas-smell", **ours),
        replace(a_finished_call("gas-smell", **ours), ended_at=late),
        a_finished_call("quiet-wife"),
        a_finished_call("quiet-wife", mode="complete", **ours),
        replace(a_finished_call("quiet-wife", **ours), state=AttemptState.OPEN, id="waits"),
    ]
    gas, quiet = asked(task, attempts)
    assert (gas.done, gas.late, gas.best, gas.tries) == (True, False, 100.0, 2)
    assert (quiet.done, quiet.late, quiet.best, quiet.tries, quiet.waits) == (False, False, None, 1, "waits")
    assert asked(task, [attempts[1]])[0].late


def test_a_script_that_is_typed_gives_what_the_choices_give() -> None:
    one = loaded("gas-smell").scenario
    moves = as_typed(one, good_run(one))
    call = a_finished_call("gas-smell", moves)
    assert not any(move.startswith("choice") for move in moves)
    assert call.total == a_finished_call("gas-smell").total


def test_what_differs_is_told_in_sentences() -> None:
    one = loaded("quiet-wife").scenario
    worth = replayed(one, moods(), CHOSEN)
    assert isinstance(worth, Result)
    assert differences(CHOSEN, worth) == ()
    assert differences(replace(CHOSEN, total=1.5), worth) == (
        f"It claims a total of 1.5; its moves give {worth.total:g}.",
    )
    assert name_of(CHOSEN) == "quiet-wife of 2026-03-04 10:30 UTC"
    assert hash_of(freeze(moods())) == MOODS
