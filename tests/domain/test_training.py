"""What to practise for what was found: stories like it, and skills that it asks for."""

from datetime import date

import pytest

from aware_tui import paths
from aware_tui.content.loader import load_playbook
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.theme_words import NEGATIVE
from aware_tui.domain.insights.training import MOST, OF_CATEGORIES, Course, category_of, choose, words_for
from aware_tui.domain.practice.scenario import Persona, Scenario
from aware_tui.domain.practice.skills import Skill

NAMES = Names({"late": "late or missed visit"})


def a_course(name: str, about: str = "", *skills: Skill, level: int = 1) -> Course:
    told = Scenario(
        schema=1,
        id=name,
        persona=Persona("Ann", 5, 5),
        opening=("Well.",),
        options={},
        accept=(),
        choices=(),
        replies=(),
        model=(),
        title=name.capitalize(),
        level=level,
        about=about,
    )
    return Course(told, frozenset(skills))


def a_finding(category: str | None) -> Finding:
    spot = Pattern(category, Dimension.WEEKDAY, "Tuesday", None if category else "Leeds")
    return Finding(spot, 9, 3, 3, 2, 5, 10, 9, at_least=False, sentence="")


RISING = Rising("late", date(2026, 3, 2), 9, 3, "")
THEME = Theme("late", "second visit", 9, 20, 0, 90, "a second visit, and no pump", "1", "")


@pytest.mark.parametrize(
    ("about", "category", "words"),
    [
        (a_finding("late"), "late", "late or missed visit"),
        (a_finding("Lange Wartezeit"), "Lange Wartezeit", "Lange Wartezeit"),
        (a_finding(None), "", ""),
        (RISING, "late", "late or missed visit"),
        (THEME, "late", "late or missed visit\nsecond visit\na second visit, and no pump"),
        (Theme(NEGATIVE, "rude", 9, 20, 0, 90, "so rude", "1", ""), "", "\nrude\nso rude"),
    ],
)
def test_words_to_compare_are_what_it_is_called_and_what_was_said(
    about: Finding | Rising | Theme, category: str, words: str
) -> None:
    assert category_of(about) == category
    assert words_for(about, NAMES) == words


def ids(*courses: Course, words: str = "", category: str = "", lacking: tuple[Skill, ...] = ()) -> list[str]:
    return [each.scenario_id for each in choose(courses, words, category, lacking)]


def test_the_story_with_most_words_in_common_comes_first() -> None:
    once, twice = a_course("once", "They missed it."), a_course("twice", "They missed two visits.")
    assert ids(once, twice, words="late or missed visit") == ["twice", "once"]


def test_forms_of_a_word_are_one_word() -> None:
    assert ids(a_course("one", "It was delivered next door."), words="delivery") == ["one"]


def test_little_and_short_words_are_no_likeness() -> None:
    assert ids(a_course("one", "It was for you and the van."), words="for you and the van") == []


def test_what_the_calls_lacked_counts_before_what_the_category_asks_for() -> None:
    chase = a_course("chase", "", Skill.FOLLOW_THROUGH)
    (found,) = choose([chase], "", "late", ())
    assert found.skill is Skill.FOLLOW_THROUGH
    both = a_course("both", "", Skill.FOLLOW_THROUGH, Skill.LET_FINISH)
    (found,) = choose([both], "", "late", (Skill.LET_FINISH,))
    assert found.skill is Skill.LET_FINISH


def test_what_fits_alike_is_in_the_order_of_its_level_and_never_changes_by_itself() -> None:
    hard, b, a = (a_course("hard", "visit", level=3), a_course("b", "visit"), a_course("a", "visit"))
    assert ids(hard, b, a, words="visit") == ids(a, b, hard, words="visit") == ["a", "b", "hard"]


def test_nothing_is_suggested_that_has_nothing_to_do_with_it() -> None:
    assert ids(a_course("one", "A blender.", Skill.SAFETY_TRUTH), words="late visit", category="late") == []


def test_three_are_enough() -> None:
    assert len(ids(*(a_course(name, "visit") for name in "abcdef"), words="visit")) == MOST


@pytest.mark.parametrize(
    ("course", "sentence"),
    [
        (a_course("nobody", "visit"), "Practise: “Nobody”."),
        (
            a_course("nobody", "", Skill.WHAT_AND_WHEN),
            "Practise: “Nobody” (skill: exactly what, and by when).",
        ),
    ],
)
def test_a_suggestion_is_a_sentence(course: Course, sentence: str) -> None:
    (found,) = choose([course], "visit", "late", ())
    assert found.sentence == sentence


def test_every_category_that_ships_asks_for_skills_but_one() -> None:
    shipped = paths.shipped_playbooks()
    playbook = load_playbook(shipped / "aware", (shipped,)).playbook
    assert {each.id for each in playbook.categories} - {"other"} == OF_CATEGORIES.keys()
