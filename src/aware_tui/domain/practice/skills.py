"""The skills that practice trains: what is rehearsed again when its time has come."""

from enum import StrEnum

from aware_tui.language import _, in_sense, marked


class Skill(StrEnum):
    """A thing that an agent can do; each has its evidence in a call."""

    LET_FINISH = "let_finish"
    NAME_IT = "name_it"
    REAL_APOLOGY = "real_apology"
    ENOUGH_SORRY = "enough_sorry"
    THEIR_SIDE = "their_side"
    OPEN_QUESTION = "open_question"
    NEEDED_FACTS = "needed_facts"
    NO_CONTRADICTION = "no_contradiction"
    SAFETY_TRUTH = "safety_truth"
    INVITE = "invite"
    READ_BACK = "read_back"
    POSSIBLE_OFFER = "possible_offer"
    WHAT_AND_WHEN = "what_and_when"
    FOLLOW_THROUGH = "follow_through"
    TWO_RECORDS = "two_records"
    ROOT_CAUSE = "root_cause"


SKILL_WORDS: dict[Skill, str] = {
    Skill.LET_FINISH: _("let them finish"),
    Skill.NAME_IT: _("name what it was like for them"),
    Skill.REAL_APOLOGY: _("a real apology"),
    Skill.ENOUGH_SORRY: _("sorry once, and well"),
    Skill.THEIR_SIDE: _("stay on their side: no blame, no rule read out"),
    Skill.OPEN_QUESTION: _("an open question"),
    Skill.NEEDED_FACTS: _("find out what matters"),
    Skill.NO_CONTRADICTION: _("no flat contradiction"),
    Skill.SAFETY_TRUTH: _("the truth that safety demands, kindly"),
    Skill.INVITE: _("ask what would put it right"),
    Skill.READ_BACK: _("say it back"),
    Skill.POSSIBLE_OFFER: _("offer what is possible, when they can hear it"),
    Skill.WHAT_AND_WHEN: _("exactly what, and by when"),
    Skill.FOLLOW_THROUGH: _("chase it, then call back"),
    Skill.TWO_RECORDS: _("write it down in two places"),
    Skill.ROOT_CAUSE: _("look for the system behind it"),
}
"""What each is called on screen and on paper."""

STEP_TITLES = marked("step", "Acknowledge", "Widen", "Agree", "Resolve", "Evaluate")
"""What the steps that a call is scored by are called."""


def step_title(step: str) -> str:
    """Return what a step that a call is scored by is called on screen, by its id."""
    return in_sense("step", step.capitalize())
