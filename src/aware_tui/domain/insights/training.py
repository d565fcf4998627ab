"""Which scenarios train for what was found, and for which skill. Pure: the files are read elsewhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.terms import keys_of, tells
from aware_tui.domain.insights.theme_words import NEGATIVE
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill

MOST = 3
"""Scenarios that are suggested."""

OF_CATEGORIES: Mapping[str, tuple[Skill, ...]] = {
    "late": (Skill.WHAT_AND_WHEN, Skill.FOLLOW_THROUGH),
    "faulty": (Skill.NEEDED_FACTS, Skill.POSSIBLE_OFFER),
    "workmanship": (Skill.NEEDED_FACTS, Skill.FOLLOW_THROUGH),
    "money": (Skill.NEEDED_FACTS, Skill.POSSIBLE_OFFER),
    "silence": (Skill.FOLLOW_THROUGH, Skill.WHAT_AND_WHEN),
    "information": (Skill.NO_CONTRADICTION, Skill.READ_BACK),
    "manner": (Skill.REAL_APOLOGY, Skill.THEIR_SIDE),
    "booking": (Skill.NEEDED_FACTS, Skill.READ_BACK),
    "rules": (Skill.THEIR_SIDE, Skill.POSSIBLE_OFFER),
    "privacy": (Skill.NAME_IT, Skill.TWO_RECORDS),
    "danger": (Skill.SAFETY_TRUTH, Skill.NAME_IT),
}
"""What complaints of the AWARE categories ask for most; of others nothing is known."""

_STEM = 5
"""First letters by which a word is another form of one."""

_SHORTEST = 4
"""Letters of a word that is compared: shorter ones fit everywhere."""


@dataclass(frozen=True, slots=True)
class Training:
    """A scenario to practise, and the skill it is for."""

    scenario_id: str
    title: str
    skill: Skill | None
    """None where only its story fits."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario that could be practised, with the skills it asks for."""

    scenario: Scenario
    skills: Collection[Skill]


def category_of(about: Finding | Rising | Theme) -> str:
    """Return the category that something is about; empty where it is of none."""
    match about:
        case Finding(pattern=pattern):
            return pattern.category or ""
        case Rising(category=category):
            return category
        case Theme(group=group):
            return "" if group == NEGATIVE else group


def words_for(about: Finding | Rising | Theme, names: Names) -> str:
    """Return the words by which stories are compared: what it is called, and for a theme its words."""
    category = category_of(about)
    called = names.category(category) if category else ""
    return f"{called}\n{about.term}\n{about.quote}" if isinstance(about, Theme) else called


def choose(
    courses: Iterable[Course], words: str, category: str, lacking: Sequence[Skill]
) -> tuple[Training, ...]:
    """Return the scenarios that fit, the best first.

    `lacking` are the skills that the calls behind it left out, most often first; they come before those that
    the category asks for. A word of the story that fits counts as much as a skill.
    """
    wanted = tuple(dict.fromkeys((*lacking, *OF_CATEGORIES.get(category, ()))))
    stems = _stems(words)
    scored = [(_fit(each, wanted, stems), each) for each in courses]
    fitting = [(fit, each) for fit, each in scored if fit > 0]
    fitting.sort(key=lambda pair: (-pair[0], pair[1].scenario.level, pair[1].scenario.id))
    return tuple(_training(each, wanted) for _, each in fitting[:MOST])


def _fit(course: Course, wanted: Sequence[Skill], stems: frozenset[str]) -> int:
    return len(stems & _stems(_story(course.scenario))) + len(set(wanted).intersection(course.skills))


def _story(scenario: Scenario) -> str:
    told = (scenario.title, scenario.industry, scenario.about, scenario.twist, *scenario.opening)
    return "\n".join((*told, *(fact.text for fact in scenario.facts.values())))


def _stems(words: str) -> frozenset[str]:
    return frozenset(key[:_STEM] for key in keys_of(words) if len(key) >= _SHORTEST and tells(key))


def _training(course: Course, wanted: Sequence[Skill]) -> Training:
    scenario = course.scenario
    title = scenario.title or scenario.id
    skill = next((each for each in wanted if each in course.skills), None)
    told = f" (skill: {SKILL_WORDS[skill]})" if skill else ""
    return Training(scenario.id, title, skill, f"Practise: “{title}”{told}.")
