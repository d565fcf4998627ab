"""Agents play every scenario in their own words: the good ones get there, the hurried one does not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from practice.typed_lines import understanding
from practicing import moods, shelf

from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Ending
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import begin, ended, play, take
from aware_tui.domain.practice.moves import After, Did, Move, Say, parse_move
from aware_tui.domain.practice.people import heard_out
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score
from aware_tui.domain.practice.understanding import Understood
from aware_tui.services.practice.case import case_of
from aware_tui.services.practice.model_run import right_way
from aware_tui.services.practice.settling import settled_by

CALLS = Path(__file__).parent / "typed_calls"
MENDED_FOR = ("good, in a chat", "good, on the phone")
LATER = ("good, a second writing", "good, a third writing")
PASSED = 80
NAMES = sorted(path.stem for path in CALLS.glob("*.txt"))

Line = tuple[Did, Understood]
"""What was meant, and what was made of it."""


@cache
def scenarios() -> dict[str, Scenario]:
    return {each.scenario.id: each.scenario for each in shelf().scenarios}


@cache
def calls(name: str) -> dict[str, tuple[Did, ...]]:
    """The calls of a file, by who makes them."""
    found: dict[str, list[Did]] = {}
    for line in (CALLS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            who = line[2:]
            found[who] = []
        else:
            move = parse_move(line)
            assert isinstance(move, Did), line
            found[who].append(move)
    return {who: tuple(moves) for who, moves in found.items()}


def confirmed(scenario: Scenario, meant: Did, read: Understood) -> Understood:
    """What was read, with the first guess that was meant as sure as the trainee made it."""
    helps = {meant.offer, read.offer} <= set(scenario.accept)
    for guess in read.maybe:
        other_offer = guess.act is Act.OFFER_OPTION and read.offer not in (meant.offer, None) and not helps
        if guess.act in meant.acts and not other_offer:
            return replace(read, sure=(*read.sure, guess))
    return read


@cache
def typed(name: str, who: str) -> tuple[PracticeCall, tuple[Line, ...]]:
    """A call played by its words alone, up to its last deed, and how each line was understood."""
    scenario = scenarios()[name]
    good = who.startswith("good")
    call = play(scenario, moods(), heard_out(scenario) if good else [])
    lines: list[Line] = []
    for meant in calls(name)[who]:
        read = understanding().read(meant.text, case_of(scenario, call))
        lines.append((meant, read))
        move = settled_by(scenario, confirmed(scenario, meant, read), meant.text)
        call = take(scenario, moods(), call, move or Say(meant.text))
    return play_on(scenario, call, deeds(scenario, good=good)), tuple(lines)


def deeds(scenario: Scenario, *, good: bool) -> list[Move]:
    """What is done afterwards: a hurried one fills in the forms."""
    done = Deed if good else (Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD)
    return [After(deed, right_way(scenario, deed)) for deed in done]


def play_on(scenario: Scenario, call: PracticeCall, moves: Iterable[Move]) -> PracticeCall:
    for move in moves:
        call = take(scenario, moods(), call, move)
    return call


def total(name: str, call: PracticeCall) -> float:
    return score(scenarios()[name], moods(), call).total


def passes(name: str, who: str) -> bool:
    call, _ = typed(name, who)
    return ended(call) is Ending.RESOLVED and total(name, call) >= PASSED


def test_every_scenario_is_played_typed() -> None:
    assert set(NAMES) == set(scenarios())
    assert all(set(calls(name)) == {*MENDED_FOR, *LATER, "hurried"} for name in NAMES)
    assert all(len(lines) >= 8 for name in NAMES for lines in calls(name).values())
    said = [line.text.casefold() for name in NAMES for lines in calls(name).values() for line in lines]
    models = {choice.say.casefold() for each in scenarios().values() for choice in each.choices}
    assert not models & set(said)


@pytest.mark.parametrize("name", NAMES)
def test_what_good_agents_mean_is_a_good_call(name: str) -> None:
    scenario = scenarios()[name]
    for who in (*MENDED_FOR, *LATER):
        moves = [*heard_out(scenario), *calls(name)[who], *deeds(scenario, good=True)]
        call = play_on(scenario, begin(scenario), moves)
        assert (ended(call), total(name, call)) == (Ending.RESOLVED, 100.0), who


@pytest.mark.sweep(4)
@pytest.mark.parametrize("name", NAMES)
def test_good_agents_in_their_own_words_resolve_it(name: str) -> None:
    for who in MENDED_FOR:
        assert passes(name, who), (who, total(name, typed(name, who)[0]))


@pytest.mark.parametrize("name", NAMES)
def test_a_hurried_agent_does_not_pass(name: str) -> None:
    call, _ = typed(name, "hurried")
    assert total(name, call) < 50


def test_strangers_words_mostly_get_there_too() -> None:
    """At first reading 8 of 12 of each did; what they showed was mended only where it was general."""
    there = [sum(passes(name, who) for name in NAMES) for who in LATER]
    assert all(got >= least for got, least in zip(there, (12, 10), strict=True)), there


def shares(who: Iterable[str]) -> tuple[dict[str, float], str]:
    """How much of what was meant was credited unasked, when asked, or not at all, in all and by act."""
    found: dict[str, Counter[Act]] = {"unasked": Counter(), "asked": Counter(), "missed": Counter()}
    wrong = 0
    for meant, read in (line for name in NAMES for one in who for line in typed(name, one)[1]):
        sure, maybe = {guess.act for guess in read.sure}, {guess.act for guess in read.maybe}
        found["unasked"].update(act for act in meant.acts if act in sure)
        found["asked"].update(act for act in meant.acts if act in maybe)
        found["missed"].update(act for act in meant.acts if act not in sure | maybe)
        wrong += len(sure - set(meant.acts))
    meant_acts = sum(counts.total() for counts in found.values())
    all_in_all = {how: counts.total() / meant_acts for how, counts in found.items()}
    all_in_all["wrong"] = wrong / (found["unasked"].total() + wrong)
    rows = [f"  {act:16} " + "  ".join(f"{how} {found[how][act]:3}" for how in found) for act in Act]
    told = "  ".join(f"{how} {share:.3f}" for how, share in all_in_all.items())
    return all_in_all, "\n".join((f"{', '.join(who)}: {meant_acts} acts meant", *rows, f"  {told}"))


@pytest.mark.parametrize(
    ("who", "missed", "wrong"),
    [((*MENDED_FOR, "hurried"), 0.02, 0.01), (LATER, 0.03, 0.03)],
)
def test_little_is_missed_and_hardly_anything_credited_wrongly(
    who: tuple[str, ...], missed: float, wrong: float
) -> None:
    found, told = shares(who)
    print(told)  # noqa: T201 - the figures are what this test is for
    assert found["missed"] <= missed, told
    assert found["wrong"] <= wrong, told


def test_nothing_that_harms_is_ever_credited_unasked() -> None:
    every = [line for name in NAMES for who in calls(name) for line in typed(name, who)[1]]
    assert not any(guess.act in HARMFUL for _, read in every for guess in read.sure)
