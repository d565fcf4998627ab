"""A small scenario to practise on, the shipped ones, and the moods that ship."""

import re
from functools import cache
from itertools import count
from pathlib import Path

from aware_tui import paths
from aware_tui.content.scenarios import Shelf, open_shelf, read_moods, read_scenario
from aware_tui.domain.practice.acts import Act, Happening
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.moves import parse_move
from aware_tui.domain.practice.scenario import (
    Choice,
    Fact,
    Later,
    Mistaken,
    Persona,
    Remedy,
    Reply,
    Scenario,
    Way,
    When,
)

SHIPPED = paths.shipped_playbooks() / "aware"
LIND = Path(__file__).parent / "lind.yaml"
"""The file of a small scenario that has everything a scenario can have."""

SCENARIOS = sorted((SHIPPED / "practice" / "scenarios").glob("*.yaml"))
HEARD = ("listen", "listen")
"""What lets the customer of `a_scenario` finish."""


@cache
def moods() -> MoodTable:
    """Return the moods that ship."""
    return read_moods([SHIPPED])


@cache
def shelf() -> Shelf:
    """Return the scenarios that ship."""
    return open_shelf([SHIPPED], moods())


@cache
def lind() -> Scenario:
    """Return the small scenario that has everything."""
    return read_scenario(LIND, moods()).scenario


def shipped(scenario_id: str) -> Scenario:
    """Return one of them."""
    found = shelf().find(scenario_id)
    assert found is not None
    return found.scenario


_CHOICES = (
    Choice("ack", "Two days without a stove.", (Act.ACKNOWLEDGE,), "You named it."),
    Choice("sorry", "We left you cold. That is our doing.", (Act.APOLOGISE_REAL,), "It owned it."),
    Choice("open", "What has it been like?", (Act.PROBE_OPEN,), "It let her tell."),
    Choice("back", "So it is the boy's chest you fear for.", (Act.RESTATE,), "She heard it."),
    Choice("invite", "What would help most?", (Act.INVITE_SOLUTION,), "She had a say."),
    Choice("visit", "I can have Ayo there.", (Act.OFFER_OPTION,), "It is possible.", offers="visit"),
    Choice("voucher", "Would a voucher do?", (Act.OFFER_OPTION,), "It misses.", offers="voucher"),
    Choice("commit", "Ayo comes by six tonight.", (Act.COMMIT,), "What and when."),
    Choice("rule", "The form says five days.", (Act.POLICY_QUOTE,), "A rule.", trap=True),
    Choice("wrong", "No, the stove is off.", (Act.CONTRADICT,), "Flat.", trap=True),
)


def a_scenario(**changes: object) -> Scenario:
    """Return a small scenario: Mrs Abara, a cold flat, three beats, two facts, one way to put it right."""
    values: dict[str, object] = {
        "schema": 1,
        "id": "cold-flat",
        "persona": Persona("Mrs Abara", 8, 3, 1.0, 20),
        "opening": ("Two days!", "With a child here.", "And he coughs all night."),
        "options": {
            "visit": Remedy(("fitter", "Ayo"), 1.0, say="a fitter tonight"),
            "voucher": Remedy(("voucher",), 0.3),
            "reopen": Remedy(("reopen",), 0, cannot="nobody may open it from afar"),
        },
        "accept": ("visit",),
        "choices": _CHOICES,
        "replies": (
            Reply("You would not say that if it were your boy.", When(acts=(Act.CONTRADICT,), anger_min=6)),
            Reply("Wrong, am I?", When(acts=(Act.CONTRADICT,))),
            Reply("I was not finished.", When(events=(Happening.INTERRUPTED,))),
            Reply("Yes."),
            Reply("Well."),
        ),
        "model": ("ack", "sorry", "open", "back", "invite", "visit", "commit"),
        "facts": {
            "chest": Fact("He has a weak chest.", (Act.PROBE_OPEN, Act.PROBE_CLOSED), ("chest", "cough")),
            "stove": Fact("A neighbour lit the stove.", (Act.PROBE_CLOSED,), ("stove",), beat=3),
        },
        "need": ("chest", "stove"),
        "later": Later("The job was never sent.", (), {}),
        "twist": "She never says that she is afraid.",
    }
    return Scenario(**(values | changes))  # type: ignore[arg-type]


def a_dangerous_one() -> Scenario:
    """Return the same with a truth that must be told."""
    told = Choice(
        "truth", "There may be a leak: windows open, all out.", (Act.CONTRADICT,), "Kind.", safety=True
    )
    return a_scenario(
        mistaken=Mistaken("It is safe.", "It leaks.", safety=True, truth_cue=("leak",)),
        choices=(*_CHOICES, told),
        model=("ack", "sorry", "open", "truth", "back", "invite", "visit", "commit"),
    )


def with_ways() -> Scenario:
    """Return the same with two ways to look for the cause, of which one is right."""
    from aware_tui.domain.practice.acts import Deed

    ways = (
        Way("ayo", "Ayo is forgetful.", "That names a person."),
        Way("jobs", "Jobs after five go nowhere.", "That is the system.", right=True),
    )
    return a_scenario(later=Later("The job was never sent.", (), {Deed.ROOT_CAUSE: ways}))


def played(scenario: Scenario, *lines: str) -> PracticeCall:
    """Return the call after a script's lines."""
    return play(scenario, moods(), [parse_move(line) for line in lines])


def rewritten(draft: str) -> str:
    """Return a draft in which somebody has written every sentence."""
    numbers = count(1)
    return re.sub(r'"TODO[^"]*"', lambda _: f'"Words {"x" * next(numbers)}"', draft)


def written_to(folder: Path, text: str, name: str = "one.yaml") -> Path:
    """Write a scenario's file and return its path."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path
