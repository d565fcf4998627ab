"""What to practise for what was found: scenarios of its kind, the skill, and nothing where none fits."""

from datetime import date
from typing import Any

import pytest
from practicing import shelf

from aware_tui import paths
from aware_tui.content.loader import load_playbook
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.theme_words import NEGATIVE
from aware_tui.domain.insights.training import (
    MOST,
    OF_CATEGORIES,
    Course,
    Needs,
    Subject,
    Training,
    category_of,
    choose,
    subject_of,
    weakest,
)
from aware_tui.domain.practice.mastery import Standing
from aware_tui.domain.practice.scenario import Persona, Scenario
from aware_tui.domain.practice.skills import Skill

LATE = "late or missed visit"
NAMES = Names({"late": LATE, "money": "bill, price or refund", "queue": "a long queue"})
NOTHING = Needs()


def a_course(name: str, *skills: Skill, **parts: Any) -> Course:
    whole: dict[str, Any] = {"title": name.capitalize(), "level": 1, "categories": ("late",)}
    whole["opening"] = ("Well.",)
    told = Scenario(
        schema=1,
        id=name,
        persona=Persona("Ann", 5, 5),
        options={},
        accept=(),
        choices=(),
        replies=(),
        model=(),
        **(whole | parts),
    )
    return Course(told, frozenset(skills))


def a_finding(category: str | None) -> Finding:
    spot = Pattern(category, Dimension.WEEKDAY, "Tuesday", None if category else "Leeds")
    return Finding(spot, 9, 3, 3, 2, 5, 10, 9, at_least=False, sentence="")


RISING = Rising("late", date(2026, 3, 2), 9, 3, "")
THEME = Theme("late", "second visit", 9, 20, 0, 90, "a second visit, and no pump", "1", "")


@pytest.mark.parametrize(
    ("about", "category", "told"),
    [
        (a_finding("late"), "late", Subject(LATE, "late", "", OF_CATEGORIES["late"])),
        (RISING, "late", Subject(LATE, "late", "", OF_CATEGORIES["late"])),
        (THEME, "late", Subject(LATE, "late", "", OF_CATEGORIES["late"])),
        (a_finding("queue"), "queue", Subject("a long queue", "queue")),
        (
            a_finding("Delivery delays"),
            "Delivery delays",
            Subject("Delivery delays", "late", LATE, OF_CATEGORIES["late"]),
        ),
        (a_finding("Lange Wartezeit"), "Lange Wartezeit", Subject("Lange Wartezeit")),
        (a_finding(None), "", Subject("")),
        (Theme(NEGATIVE, "no plan", 9, 20, 0, 90, "no plan, late", "1", ""), "", Subject("no plan")),
        (
            Theme(NEGATIVE, "refund", 9, 20, 0, 90, "where is my refund", "1", ""),
            "",
            Subject("refund", "money", "bill, price or refund", OF_CATEGORIES["money"]),
        ),
    ],
)
def test_what_is_looked_for_is_its_category_or_what_its_name_means(
    about: Finding | Rising | Theme, category: str, told: Subject
) -> None:
    assert category_of(about) == category
    assert subject_of(about, NAMES) == told


def chosen(*courses: Course, about: Finding | Rising | Theme = RISING, **given: Any) -> tuple[Training, ...]:
    return choose(courses, subject_of(about, NAMES), Needs(**given))


def ids(*courses: Course, about: Finding | Rising | Theme = RISING, **given: Any) -> list[str]:
    return [each.scenario_id for each in chosen(*courses, about=about, **given)]


def test_only_a_scenario_of_the_category_trains_for_it() -> None:
    of_it, other = a_course("of-it"), a_course("other", categories=("money",), about="A late, missed visit.")
    sorted_nowhere = a_course("nowhere", categories=(), about="A late or missed visit.")
    assert ids(of_it, other, sorted_nowhere) == ["of-it"]


def test_a_category_of_the_playbook_without_a_scenario_is_no_reason_to_guess() -> None:
    alike = a_course("alike", Skill.WHAT_AND_WHEN, categories=(), title="A long queue")
    assert ids(alike, a_course("late"), about=a_finding("queue"), lacking=(Skill.WHAT_AND_WHEN,)) == []


def test_what_is_mostly_about_it_comes_before_what_is_also_about_it() -> None:
    also, mostly = a_course("also", categories=("money", "late")), a_course("mostly", level=3)
    assert ids(also, mostly) == ["mostly", "also"]


def test_what_the_calls_lacked_counts_before_everything_else() -> None:
    chase, plain = a_course("chase", Skill.LET_FINISH, level=3), a_course("a", Skill.WHAT_AND_WHEN)
    assert ids(chase, plain) == ["a", "chase"]
    assert ids(chase, plain, lacking=(Skill.LET_FINISH,), own=(Skill.WHAT_AND_WHEN,)) == ["chase", "a"]


def test_the_skill_is_what_the_calls_lacked_else_what_the_category_asks_for() -> None:
    both = a_course("both", Skill.FOLLOW_THROUGH, Skill.LET_FINISH)
    assert [each.skill for each in chosen(both)] == [Skill.FOLLOW_THROUGH]
    assert [each.skill for each in chosen(both, lacking=(Skill.LET_FINISH,))] == [Skill.LET_FINISH]


def test_the_weakest_skill_of_the_trainee_decides_between_two_and_is_told() -> None:
    one, two = a_course("one", Skill.INVITE), a_course("two", Skill.WHAT_AND_WHEN, Skill.READ_BACK)
    first, second = chosen(one, two, own=(Skill.NAME_IT, Skill.READ_BACK, Skill.INVITE))
    assert (first.scenario_id, first.own, second.own) == ("two", Skill.READ_BACK, Skill.INVITE)
    assert first.sentence.endswith(" In it you need this most: say it back.")
    assert first.line == "Two · exactly what, and by when · yours: say it back"
    (same,) = chosen(two, own=(Skill.WHAT_AND_WHEN,))
    assert same.sentence.endswith("(skill: exactly what, and by when). You need it most.")
    assert same.line == "Two · exactly what, and by when · you need it most"


def test_what_fits_alike_is_in_the_order_of_its_level_and_never_changes_by_itself() -> None:
    hard, b, a = a_course("hard", level=3), a_course("b"), a_course("a")
    assert ids(hard, b, a) == ids(a, b, hard) == ["a", "b", "hard"]


def test_three_are_enough() -> None:
    assert len(ids(*map(a_course, "abcdef"))) == MOST


def test_a_name_from_elsewhere_that_means_a_category_says_which() -> None:
    (found,) = chosen(a_course("one"), about=a_finding("Missed appointments"))
    assert found.sentence == f"Practise: “One”. It trains for “{LATE}”, which is nearest."


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("Stuck lifts", True),
        ("Stuck between floors", True),
        ("Lift", False),
        ("Stuck in the snow", False),
        ("For you", False),
    ],
)
def test_a_story_fits_a_name_from_elsewhere_only_with_all_its_words(name: str, fits: bool) -> None:
    story = a_course("one", title="The stuck lift", about="It stands between two floors.", categories=())
    assert ids(story, about=a_finding(name)) == (["one"] if fits else [])


def test_a_place_is_trained_for_by_what_its_calls_lacked_and_by_nothing_else() -> None:
    chase, plain = a_course("chase", Skill.FOLLOW_THROUGH), a_course("plain")
    assert ids(chase, plain, about=a_finding(None)) == []
    assert ids(chase, plain, about=a_finding(None), lacking=(Skill.FOLLOW_THROUGH,)) == ["chase"]


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        (a_course("nobody"), "Practise: “Nobody”."),
        (
            a_course("nobody", Skill.WHAT_AND_WHEN),
            "Practise: “Nobody” (skill: exactly what, and by when).",
        ),
        (a_course("nobody", title=""), "Practise: “nobody”."),
    ],
)
def test_a_suggestion_is_a_sentence(course: Course, sentence: str) -> None:
    assert [each.sentence for each in chosen(course)] == [sentence]


def test_the_weakest_skills_are_those_shown_worst_then_those_that_calls_lacked() -> None:
    shown = {
        Skill.INVITE: Standing((50.0, 70.0)),
        Skill.NAME_IT: Standing((80.0,)),
        Skill.READ_BACK: Standing((0.0, 100.0, 20.0)),
        Skill.LET_FINISH: Standing(()),
    }
    assert weakest(shown, [Skill.TWO_RECORDS, Skill.INVITE]) == (
        Skill.READ_BACK,
        Skill.INVITE,
        Skill.TWO_RECORDS,
    )


def categories() -> dict[str, str]:
    shipped = paths.shipped_playbooks()
    playbook = load_playbook(shipped / "aware", (shipped,)).playbook
    return {each.id: each.label for each in playbook.categories}


def test_every_category_that_ships_asks_for_skills_but_one() -> None:
    assert categories().keys() - {"other"} == OF_CATEGORIES.keys()


def test_what_ships_trains_for_every_category_but_a_mixed_up_booking() -> None:
    courses = [Course(each.scenario, frozenset()) for each in shelf().scenarios]
    names = Names(categories())
    found = {each: choose(courses, subject_of(a_finding(each), names), NOTHING) for each in names.categories}
    assert {each for each, fitting in found.items() if not fitting} == {"booking", "other"}
    first = {each: fitting[0].scenario_id for each, fitting in found.items() if fitting}
    assert first == {
        "late": "neighbours-door",
        "faulty": "upside-down-blender",
        "workmanship": "third-visit",
        "money": "roaming-ferry",
        "silence": "hotel-interview",
        "information": "roaming-ferry",
        "manner": "quiet-wife",
        "rules": "blocked-transfer",
        "privacy": "sisters-results",
        "danger": "gas-smell",
    }


def test_scenarios_in_the_language_of_the_screens_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    english = a_course("a")
    german = a_course("b", opening=("Jetzt warten wir schon seit zwei Tagen, und niemand sagt uns etwas.",))
    subject = Subject(LATE, "late")
    assert [each.scenario_id for each in choose([german, english], subject, NOTHING)] == ["a", "b"]
    monkeypatch.setattr("aware_tui.domain.insights.training.spoken", lambda: "de")
    assert [each.scenario_id for each in choose([english, german], subject, NOTHING)] == ["b", "a"]
