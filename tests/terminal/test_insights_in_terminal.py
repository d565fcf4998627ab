"""Insights by the bytes of its keys, on sample data: what is found, why, since when, and back."""

import pytest

from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = pytest.mark.long
PERIOD = "Everything there is"


def asks_why(person: Person) -> None:
    """Type a why and leave: it is there when the question is asked again."""
    for types in ("one van for two rounds", ""):
        person.press("y")
        person.wait_for("Five whys")
        person.type(types)
        person.wait_for("one van for two rounds")
        person.press("escape")
        person.wait_gone("Five whys")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=str)
def test_a_lead_asks_what_keeps_happening_and_why(open_aware: OpenAware, size: tuple[int, int]) -> None:
    columns, rows = size
    with open_aware("demo", columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        person.wait_for("new call")
        person.press("i")
        person.wait_for("What keeps happening")
        while not person.shows("would be usual"):  # half a year is put in behind the first screen
            person.press("r")
            person.look(0.5)
        asks_why(person)
        person.press("enter")
        person.wait_for("Behind it")
        person.press("escape")
        person.wait_for("What keeps happening")
        person.press("d")
        person.wait_for(PERIOD)
        person.press("1")
        person.wait_for("the last 4 weeks")
        person.press("end")
        person.wait_for("Goals")
        person.press("w")
        person.wait_for("Choke points")
        person.press("i")
        person.wait_for("What keeps happening")
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
