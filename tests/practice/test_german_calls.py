"""German scenarios, and how well what is typed in German is understood and scored."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from practice.typed_lines import LINES, Figures, Labelled
from practicing import moods

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.content.drills import open_drills, read_drill
from aware_tui.content.scenarios import open_shelf, read_moods
from aware_tui.content.understanding import open_understanding
from aware_tui.content.understanding_loader import load_understanding
from aware_tui.domain.coaching.language import language_of
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.practice import drill_judging
from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Ending
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.drills import Drill
from aware_tui.domain.practice.engine import begin, ended, play, take
from aware_tui.domain.practice.moves import After, Did, Say, parse_move
from aware_tui.domain.practice.people import heard_out, ideal
from aware_tui.domain.practice.proving import prove
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice.understanding import NOT_GERMAN, Understanding, Understood
from aware_tui.services.practice import drill_reading
from aware_tui.services.practice.case import case_of
from aware_tui.services.practice.model_run import right_way
from aware_tui.services.practice.settling import settled_by

GERMAN, ENGLISH = (paths.shipped_playbooks() / name for name in ("aware_de", "aware"))
CALLS = Path(__file__).parent / "typed_calls" / "german"
NAMES = sorted(path.stem for path in CALLS.glob("*.txt"))
GOOD = ("good, on the phone", "good, in a chat", "good, a second writing")

Line = tuple[Did, Understood]


@cache
def scenarios() -> dict[str, Scenario]:
    return {each.scenario.id: each.scenario for each in open_shelf([GERMAN], moods()).scenarios}


@cache
def understanding() -> Understanding:
    rules = open_understanding([GERMAN, ENGLISH], language="de").rules
    return Understanding(
        rules, Readers(open_coaching(GERMAN, (GERMAN.parent,), None).coaching), language="de"
    )


@cache
def calls(name: str) -> dict[str, tuple[Did, ...]]:
    found: dict[str, list[Did]] = {}
    for line in (CALLS / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            found[line[2:]] = []
            continue
        move = parse_move(line)
        assert isinstance(move, Did), line
        found[[*found][-1]].append(move)
    return {who: tuple(moves) for who, moves in found.items()}


def confirmed(meant: Did, read: Understood) -> Understood:
    """What was read, with every guess that was meant as sure as the trainee made it."""
    agreed = next((guess for guess in read.maybe if guess.act in meant.acts), None)
    return replace(read, sure=(*read.sure, agreed)) if agreed else read


def typed(name: str, who: str) -> tuple[PracticeCall, list[Line]]:
    """A call played by its words alone, to its last deed."""
    scenario, lines = scenarios()[name], list[Line]()
    call = play(scenario, moods(), heard_out(scenario) if who != "hurried" else [])
    for meant in calls(name)[who]:
        read = understanding().read(meant.text, case_of(scenario, call))
        lines.append((meant, read))
        move = settled_by(scenario, confirmed(meant, read), meant.text)
        call = take(scenario, moods(), call, move or Say(meant.text))
    done = (Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD) if who == "hurried" else tuple(Deed)
    for deed in done:
        call = take(scenario, moods(), call, After(deed, right_way(scenario, deed)))
    return call, lines


def total(name: str, who: str) -> float:
    return score(scenarios()[name], moods(), typed(name, who)[0]).total


def test_two_scenarios_ship_in_german_an_easy_one_first() -> None:
    shelf = open_shelf([GERMAN], read_moods([GERMAN]))
    assert shelf.left_out == ()
    assert [(each.scenario.id, each.scenario.level) for each in shelf.scenarios] == [
        ("schultuete", 1),
        ("zwei-tabletten", 2),
    ]
    assert [*scenarios()] == NAMES
    assert all(each.language == "de" for each in scenarios().values())


def test_the_german_moods_are_the_english_ones_in_german_words() -> None:
    german, english = read_moods([GERMAN]), read_moods([ENGLISH])
    assert (german.limits, german.weights) == (english.limits, english.weights)
    ours = [*german.acts.items(), *german.events.items(), ("safety", german.safety_told)]
    theirs = [*english.acts.items(), *english.events.items(), ("safety", english.safety_told)]
    assert [(name, each.anger, each.trust) for name, each in ours] == [
        (name, each.anger, each.trust) for name, each in theirs
    ]
    assert not {each.told for _, each in ours if each.told} & {each.told for _, each in theirs}


@pytest.mark.parametrize("name", NAMES)
def test_a_german_scenario_can_be_trusted(name: str) -> None:
    scenario = scenarios()[name]
    assert prove(scenario, moods(), 40) == []
    assert score(scenario, moods(), play(scenario, moods(), ideal(scenario))).total == 100


def test_german_rules_for_typed_lines_pass_their_own_tests() -> None:
    rules, problems = load_understanding([GERMAN, ENGLISH], None, "de")
    assert problems == ()
    assert not {rule.id for rule in rules.rules} & {
        rule.id for rule in open_understanding([ENGLISH]).rules.rules
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_good_agents_mean_is_a_good_call(name: str) -> None:
    scenario = scenarios()[name]
    for who in GOOD:
        call = begin(scenario)
        for move in (
            *heard_out(scenario),
            *calls(name)[who],
            *(After(deed, right_way(scenario, deed)) for deed in Deed),
        ):
            call = take(scenario, moods(), call, move)
        assert (ended(call), score(scenario, moods(), call).total) == (Ending.RESOLVED, 100.0), who


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", GOOD)
def test_good_agents_in_their_own_german_words_resolve_it(name: str, who: str) -> None:
    call, _ = typed(name, who)
    assert (ended(call), total(name, who) >= 80) == (Ending.RESOLVED, True), (total(name, who), call.turns)


@pytest.mark.parametrize("name", NAMES)
def test_middling_agents_are_in_between_and_a_hurried_one_does_not_pass(name: str) -> None:
    assert total(name, "hurried") < 40 < 80 <= min(total(name, who) for who in GOOD)
    assert total(name, "hurried") < total(name, "middling") < 70


def test_little_is_missed_nothing_harmful_is_credited_unasked_and_hardly_anything_wrongly() -> None:
    lines = [line for name in NAMES for who in calls(name) for line in typed(name, who)[1]]
    missed, wrong, meant_acts = list[str](), list[str](), 0
    for meant, read in lines:
        sure, maybe = {guess.act for guess in read.sure}, {guess.act for guess in read.maybe}
        meant_acts += len(meant.acts)
        missed += [f"{act}: {meant.text} {read}" for act in meant.acts if act not in sure | maybe]
        wrong += [f"{act}: {meant.text}" for act in sure - set(meant.acts)]
        assert not sure & HARMFUL
    assert len(missed) <= 0.03 * meant_acts, missed
    assert len(wrong) <= 0.03 * meant_acts, wrong


def test_german_lines_that_no_rule_was_made_for_are_understood() -> None:
    """Written last, about another matter: at first 56 of 58 were right, and one was sure and wrong."""
    heard = (
        "Der Zug fiel aus, ich stand um acht am Gleis, mein Koffer ist weg seit Montag, "
        "und am Samstag ist die Hochzeit meiner Schwester. Niemand hat mir etwas gesagt."
    )
    figures, case = Figures(), Case(language="de", heard=heard)
    for row in (LINES / "german.tsv").read_text("utf-8").splitlines():
        act, text = row.split("\t")
        figures.add(Labelled(text, frozenset({Act(act)}), case), understanding().read(text, case))
    assert figures.lines == 58
    assert min(figures.top3, figures.sure) >= 0.95, figures.told("German")
    assert figures.credited >= 0.7 * figures.good, figures.told("German")


def test_english_is_told_to_be_said_in_german() -> None:
    read = understanding().read(
        "I would very much like to hear what went wrong with your order.", Case(language="de")
    )
    assert read.note == NOT_GERMAN


def drill(name: str) -> Drill:
    return read_drill(GERMAN / "practice" / "drills" / f"{name}.yaml")


def test_german_drills_stand_in_for_those_of_the_same_name() -> None:
    there = {each.id: each for each in open_drills([GERMAN, ENGLISH]).drills}
    assert {*there} == {each.id for each in open_drills([ENGLISH]).drills}
    assert {name for name, each in there.items() if language_of(each.about) == "de"} == {
        "only-acknowledge",
        "repair-the-apology",
        "spot-the-mistake",
    }


def test_only_the_good_lines_of_the_german_drill_acknowledge() -> None:
    for exercise in drill("acknowledge").acknowledge:
        case = drill_reading.case_of(exercise)
        assert case.language == "de"
        heard = [
            drill_judging.heard(text, understanding().read(text, case), case).good
            for text in (exercise.good, *(each.say for each in exercise.weaker))
        ]
        assert heard == [True, False, False], exercise.id


def test_every_german_apology_to_repair_is_at_fault_and_its_repair_is_not() -> None:
    reader = Readers(open_coaching(GERMAN, (GERMAN.parent,), None).coaching).apology
    for exercise in drill("repair").repair:
        case = Case(size=exercise.size, heard=f"{exercise.who} {exercise.about}")
        fake, real = (
            drill_judging.repaired(text, reader.read(text, exercise.size), exercise.size, case)
            for text in (exercise.apology, exercise.good)
        )
        assert (fake.certain, fake.missed, bool(fake.says)) == (True, (Skill.REAL_APOLOGY,), True), (
            exercise.id
        )
        assert real.good, exercise.id
