"""Every key of both sets, proved by the bytes that a terminal sends for it."""

from pathlib import Path

import pytest

from aware_tui.keys import label_of
from aware_tui.keys.table import key_set
from terminal.conftest import OpenAware

pytestmark = pytest.mark.terminal

OPENED = {
    "apology": "Say, in this order",
    "promise": "ring you back with an answer",
    "customer": "as they like to be called",
    "safety": "Safety or security: what is at stake?",
    "finish": "Leave this call",
    "help": "This is Acknowledge, step 1 of 5.",
}
"""What a panel says that is nowhere else."""


@pytest.mark.long
@pytest.mark.parametrize("kind", ["plain", "function"])
def test_every_key_of_a_set_arrives(open_aware: OpenAware, kind: str) -> None:
    keys = dict(key_set(kind))
    with open_aware("live", AWARE_KEYS=kind, AWARE_AGENT="Kim") as person:
        person.wait_for(f"{label_of(keys['they_have_finished'])} they have finished")
        person.press(keys["tick"])
        person.wait_for("[x] 1")
        person.press(keys["undo"])
        person.wait_gone("[x] 1")
        person.press(keys["they_have_finished"])
        person.wait_gone("they have finished")
        person.press(keys["next"])
        person.wait_for("● Widen")
        person.press(keys["back"])
        person.wait_for("● Acknowledge")
        for name, words in OPENED.items():
            assert not person.shows(words)
            person.press(keys[name])
            person.wait_for(words)
            person.press("escape")
            person.wait_gone(words)
        person.press(keys["commands"])
        person.wait_for("Search for commands")
        person.press("escape")
        person.wait_gone("Search for commands")
        person.resize(80, 24)
        person.wait_gone("Careful")
        person.press(keys["coach"])
        person.wait_for("Careful")
        person.press(keys["quit"])
        assert person.exit_status() == 0


def test_a_call_begins_whatever_stands_in_the_settings(open_aware: OpenAware, data_folder: Path) -> None:
    data_folder.mkdir()
    toml = 'theme = "drak"\nzone = "Nowhere/Else"\n[rebind]\nnext = "f10"\nback = "f10"\nhelp = "ctrl+b"\n'
    (data_folder / "settings.toml").write_text(toml)
    with open_aware("live", AWARE_AGENT="Kim") as person:
        person.wait_for("settings.toml, line 1")
        person.wait_for("F8 next")
        person.wait_for("^b help")
        person.press("ctrl+b")
        person.wait_for("This is Acknowledge, step 1 of 5.")
