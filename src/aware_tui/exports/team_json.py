"""The team picture as an object for other programs."""

from collections.abc import Sequence
from typing import Any

from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice.team import Person, TeamPicture, Tried


def team_object(picture: TeamPicture, own: int, handed_in: int, left_out: Sequence[str]) -> dict[str, Any]:
    """Return the picture; lists are arrays of objects keyed by column."""
    return {
        "people": [_person(each) for each in picture.people],
        "skills": [cell for skill in Skill for cell in _cells(skill, picture.people)],
        "scenarios": [_scenario(each) for each in picture.scenarios],
        "advice": picture.advice,
        "attempts": {"here": own, "handed_in": handed_in},
        "left_out": list(left_out),
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "person": person.name,
        "attempts": person.attempts,
        "calls": person.calls,
        "mean": person.mean,
        "passed": person.passed,
    }


def _cells(skill: Skill, people: Sequence[Person]) -> list[dict[str, Any]]:
    shown = [(each.name, each.skills[skill]) for each in people if skill in each.skills]
    return [
        {
            "skill": str(skill),
            "words": SKILL_WORDS[skill],
            "person": name,
            "mean": cell.mean,
            "of": cell.of,
            "attempts": cell.attempts,
        }
        for name, cell in shown
    ]


def _scenario(tried: Tried) -> dict[str, Any]:
    return {
        "scenario": tried.scenario_id,
        "calls": tried.calls,
        "good": tried.good,
        "people": tried.people,
        "people_passed": tried.people_passed,
        "people_failed": tried.people_failed,
        "flag": tried.flag,
        "sentence": tried.sentence,
    }
