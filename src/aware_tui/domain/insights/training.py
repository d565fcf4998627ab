"""Which scenarios train for what was found, and for which skill. Pure: the files are read elsewhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.report import Finding, Rising, Theme
from aware_tui.domain.insights.sounding import meant, tells_of
from aware_tui.domain.insights.theme_words import NEGATIVE
from aware_tui.domain.practice.mastery import ENOUGH, Standing
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.language import _, spoken

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

NO_SCENARIO = _("No scenario for this yet. A case can become one: aware scenario from-session {session}")
"""Where nothing fits. With the id of a call behind it, what drafts a scenario from it."""

NO_CASE = _(
    "No scenario for this yet. The next such call that is coached here can become one: "
    "aware scenario from-session ID"
)
"""Where nothing fits, and no call behind it was coached here."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What training is for: skills, the first the most needed."""

    lacking: Sequence[Skill] = ()
    """What the calls behind it left out."""
    own: Sequence[Skill] = ()
    """Where the trainee is weakest; empty where nobody in particular asks."""


@dataclass(frozen=True, slots=True)
class Training:
    """A scenario to practise, and the skill it is for."""

    scenario_id: str
    title: str
    skill: Skill | None
    """None where nothing is known of what it asks for."""
    sentence: str
    own: Skill | None = None
    """The weakest skill of the trainee that it exercises."""

    @property
    def line(self) -> str:
        """Return it as a line of a list: its title, its skill, and what the trainee needs in it."""
        told = [self.title]
        if self.skill:
            told.append(SKILL_WORDS[self.skill])
        if self.own:
            told.append(
                _("you need it most")
                if self.own is self.skill
                else _("yours: {skill}").format(skill=SKILL_WORDS[self.own])
            )
        return " · ".join(told)


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario that could be practised, with the skills it asks for."""

    scenario: Scenario
    skills: Collection[Skill]


@dataclass(frozen=True, slots=True)
class Subject:
    """What training is looked for."""

    name: str
    """What it is called: a category, or the words of a theme that is of none; empty for a place."""
    category: str = ""
    """The category of the playbook that it is of, or that its name means; empty if there is none."""
    nearest: str = ""
    """What that category is called, where only the name tells it."""
    skills: tuple[Skill, ...] = field(default=())
    """What complaints like it ask for most."""


def category_of(about: Finding | Rising | Theme) -> str:
    """Return the category that something is about; empty where it is of none."""
    match about:
        case Finding(pattern=pattern):
            return pattern.category or ""
        case Rising(category=category):
            return category
        case Theme(group=group):
            return "" if group == NEGATIVE else group


def subject_of(about: Finding | Rising | Theme, names: Names) -> Subject:
    """Return what training is looked for; a category that the playbook does not know is told by its name."""
    category = category_of(about)
    if category in names.categories:
        return Subject(names.category(category), category, skills=OF_CATEGORIES.get(category, ()))
    name = category or (about.term if isinstance(about, Theme) else "")
    near = meant(name, names.categories)
    return Subject(name, near, names.category(near) if near else "", OF_CATEGORIES.get(near, ()))


def weakest(standings: Mapping[Skill, Standing], raised: Iterable[Skill]) -> tuple[Skill, ...]:
    """Return where a trainee is weakest: the skills they showed worst, then those that their calls lacked.

    `standings` are the latest scores of each skill in practice, 0 to 100; `raised` what live calls lacked.
    """
    mean = {skill: sum(each.scores) / len(each.scores) for skill, each in standings.items() if each.scores}
    weak = sorted((skill for skill, value in mean.items() if value < ENOUGH), key=lambda each: mean[each])
    return tuple(dict.fromkeys((*weak, *raised)))


def choose(courses: Iterable[Course], subject: Subject, needs: Needs) -> tuple[Training, ...]:
    """Return the scenarios that train for it, the best first; none where nothing surely fits.

    Those of its category; where it has none that the playbook knows, those whose story has all the words of
    its name; where it has no name at all, those that exercise what its calls lacked most. Of these come first
    those in the language of the screens, then those that exercise what the calls lacked, that are mostly
    about it, and that the trainee needs.
    """
    fitting = [each for each in courses if _fits(each, subject, needs)]
    fitting.sort(key=lambda each: _order(each, subject, needs))
    return tuple(_training(each, subject, needs) for each in fitting[:MOST])


def _fits(course: Course, subject: Subject, needs: Needs) -> bool:
    if subject.category:
        return subject.category in course.scenario.categories
    if subject.name:
        return tells_of(subject.name, _story(course.scenario))
    return any(skill in course.skills for skill in needs.lacking[:1])


def _story(scenario: Scenario) -> str:
    return f"{scenario.title}\n{scenario.industry}\n{scenario.about}"


def _order(course: Course, subject: Subject, needs: Needs) -> tuple[bool, int, int, int, int, str]:
    scenario, category = course.scenario, subject.category
    place = scenario.categories.index(category) if category in scenario.categories else 0
    lacked, own = _rank(course, needs.lacking), _rank(course, needs.own)
    return scenario.language != spoken(), lacked, place, own, scenario.level, scenario.id


def _rank(course: Course, skills: Sequence[Skill]) -> int:
    """Return the place of the first of these skills that a scenario exercises."""
    return next((place for place, skill in enumerate(skills) if skill in course.skills), len(skills))


def _training(course: Course, subject: Subject, needs: Needs) -> Training:
    scenario = course.scenario
    title = scenario.title or scenario.id
    skill = next((each for each in (*needs.lacking, *subject.skills) if each in course.skills), None)
    own = next((each for each in needs.own if each in course.skills), None)
    told = _(" (skill: {skill})").format(skill=SKILL_WORDS[skill]) if skill else ""
    near = (
        _(" It trains for “{nearest}”, which is nearest.").format(nearest=subject.nearest)
        if subject.nearest
        else ""
    )
    return Training(
        scenario.id,
        title,
        skill,
        _("Practise: “{title}”{told}.{near}{yours}").format(
            title=title, told=told, near=near, yours=_yours(skill, own)
        ),
        own,
    )


def _yours(skill: Skill | None, own: Skill | None) -> str:
    if own is None:
        return ""
    return (
        _(" You need it most.")
        if own is skill
        else _(" In it you need this most: {skill}.").format(skill=SKILL_WORDS[own])
    )
