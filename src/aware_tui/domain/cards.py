"""What a playbook says of its cards on paper: their wording, what they pick, the paper they are for."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.strictness import STRICT


class CardKind(StrEnum):
    """The cards there are."""

    POCKET = "pocket"
    """Folds into a wallet: every step, a line or two each."""
    DESK = "desk"
    """Stands on the desk: steps with their items on one side, the apology and the promise on the other."""
    POSTER = "poster"
    """For the wall."""
    FORM = "form"
    """For a call without a computer: everything that the screens ask, with room to write."""


class Paper(StrEnum):
    """The paper a card is laid out for."""

    A4 = "a4"
    """210 by 297 mm."""
    LETTER = "letter"
    """8.5 by 11 inches."""


@dataclass(frozen=True, slots=True)
class StepCard:
    """What the cards say of one step; whatever is left out comes from the step itself."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    """The step's id."""
    lines: tuple[str, ...] = ()
    """One or two short lines for the pocket; else the leads of its phases."""
    items: tuple[str, ...] = ()
    """Ids of the items for desk and poster, in their order here; else all of them."""
    say: str = ""
    """What may be said in this step, for desk and poster; else the first words its coach offers."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the headings on the cards are called; those left out are in the program's words."""

    __pydantic_config__: ClassVar = STRICT

    pocket: str = ""
    desk: str = ""
    poster: str = ""
    form: str = ""
    back_of_desk: str = ""
    """Over the second side of the desk card."""
    light_apology: str = ""
    full_apology: str = ""
    leave_out: str = ""
    promise: str = ""
    what: str = ""
    who: str = ""
    by_when: str = ""
    what_told: str = ""
    """What a good “what” is, on the desk card; so are the next two."""
    who_told: str = ""
    by_when_told: str = ""
    during: str = ""
    """Over the front of the form."""
    after: str = ""
    """Over the back of the form."""
    customer: str = ""
    contact: str = ""
    channel: str = ""
    taken_at: str = ""
    taken_by: str = ""
    option: str = ""
    whose: str = ""
    works: str = ""
    possible: str = ""
    chosen: str = ""
    kept: str = ""
    changed: str = ""
    broken: str = ""
    whom: str = ""
    well: str = ""
    not_well: str = ""
    reference: str = ""
    to_cut: str = ""
    """How to cut and fold the pocket cards; beside the cards."""
    to_fold: str = ""
    """How to fold the desk card; seen on screen only."""

    def over(self, ours: "CardWords") -> "CardWords":
        """Return these words, and `ours` where there is none."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(ours, **{name: word for name, word in own.items() if word})


@dataclass(frozen=True, slots=True)
class Cards:
    """How the playbook looks on paper; none of it is needed."""

    __pydantic_config__: ClassVar = STRICT

    title: str = ""
    """At the top of every card; else the title of the playbook."""
    line: str = ""
    """Under the title."""
    footer: str = ""
    """At the foot of every card, such as who to ask; the credit always stands below it."""
    paper: Paper = Paper.A4
    """The paper, unless another is asked for."""
    steps: tuple[StepCard, ...] = ()
    words: CardWords = CardWords()

    def step(self, step_id: str) -> StepCard:
        """Return what is said of a step; of one that is not named here, nothing."""
        return next((each for each in self.steps if each.id == step_id), StepCard(step_id))


USUAL_CARDS = Cards()
"""Cards of which a playbook says nothing."""
