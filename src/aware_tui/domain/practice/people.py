"""Scripted people who play a scenario: one who does it well, and four who do not."""

from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.moves import After, Choose, Listen, Move, parse_move
from aware_tui.domain.practice.scenario import Scenario


def heard_out(scenario: Scenario) -> list[Move]:
    """Return the moves that let a customer finish."""
    return [Listen() for _ in scenario.opening[1:]]


def ideal(scenario: Scenario) -> list[Move]:
    """Return the good run: all beats heard, the model's choices, every deed."""
    return [*heard_out(scenario), *map(Choose, scenario.model), *map(After, Deed)]


def _acts(*lines: str) -> list[Move]:
    return [parse_move(line) for line in lines]


def rushed(scenario: Scenario) -> list[Move]:
    """Return somebody in a hurry: does not let them finish, offers at once, promises, and is gone."""
    return _acts(
        "act acknowledge,probe_closed",
        f"act offer_option offer={scenario.accept[0]}",
        "act commit",
        f"act offer_option,commit offer={scenario.accept[0]}",
        "after profile_entry",
        "after quality_record",
    )


def over_apologetic(scenario: Scenario) -> list[Move]:
    """Return somebody who says sorry and sorry again, and gets nothing done."""
    sorry = _acts("act apologise_real,acknowledge", *["act apologise_real"] * 4, "act vague_promise")
    return [*heard_out(scenario), *sorry, *_acts("after profile_entry", "after quality_record")]


def robotic(scenario: Scenario) -> list[Move]:
    """Return somebody who reads from a screen: form, rule, thanks, form."""
    read = _acts("act thank", "act probe_closed", "act policy_quote", "act explain", "act thank")
    return [*heard_out(scenario), *read, *_acts("after quality_record", "after profile_entry")]


def defensive(scenario: Scenario) -> list[Move]:
    """Return somebody who will not have it said of them."""
    lines = (
        "act contradict",
        "act blame,explain",
        "act apologise_fake",
        "act policy_quote",
        "act contradict",
    )
    return [*heard_out(scenario), *_acts(*lines), *_acts("after profile_entry")]
