"""In a real terminal of 80 x 24, a fake apology is underlined and told of; rewritten, it is left in peace."""

import pytest

from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = pytest.mark.terminal

FAKE = "I'm sorry you feel that way"
FAULT = "I'm sorry you feel"
HONEST = "I'm sorry we missed your visit."


def marks(person: Person, words: str) -> str:
    """Return what is underlined in the row of the draft, which begins with these words in a frame."""
    for y, line in enumerate(person.screen().splitlines()):
        if f"│ {words}" in line:
            row = person.glass.screen.buffer[y]
            return "".join(row[x].data for x in range(person.glass.screen.columns) if row[x].underscore)
    raise AssertionError(f"no draft with {words!r}:\n{person.screen()}")


def colours(person: Person) -> set[str]:
    """Return the colours of letters on the glass that are more than a shade of grey."""
    found = {cell.fg for row in person.glass.screen.buffer.values() for cell in row.values()}
    grey = {"default", "white", "black", "brightwhite", "brightblack"}
    return {fg for fg in found - grey if not fg[:2] == fg[2:4] == fg[4:6]}


@pytest.mark.sweep(1)
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}], ids=["colour", "no colour"])
def test_a_fake_apology_is_underlined_until_it_is_rewritten(
    open_aware: OpenAware, env: dict[str, str]
) -> None:
    with open_aware("live", columns=80, rows=24, AWARE_AGENT="Kim", **env) as person:
        person.wait_for("Their words")
        person.press("f2")
        person.wait_for("What I will say")
        assert bool(colours(person)) is ("NO_COLOR" not in env)
        person.press("tab")
        person.type(FAKE)
        person.wait_for(f"│ {FAKE}")
        person.wait_for(lambda _: marks(person, FAKE) == FAULT)
        person.wait_for("Some words take it back")
        person.wait_for("regrets how they feel")
        assert "[•]" not in person.screen()
        person.press(*["backspace"] * len(FAKE))
        person.type(HONEST)
        person.wait_for("[•] 1")
        person.wait_gone("regrets how they feel")
        person.wait_for("A real apology")
        assert marks(person, HONEST) == ""
        person.press("escape")
        person.wait_for("Their words")
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
