"""The German playbook is whole: nothing that an agent reads in it is left in English."""

import json
import re
from collections.abc import Iterator
from typing import Any

from aware_tui.content.coaching import open_coaching
from aware_tui.content.frozen import freeze
from aware_tui.content.loader import load_playbook
from aware_tui.paths import shipped_playbooks

SHELF = shipped_playbooks()
READ = ("title", "about", "credit", "lead", "unlock", "text", "why", "label", "hint", "lines", "template")
"""The keys whose words are read by people."""
SAME = {"AWARE", "Chat", "box", "line"}
"""What is the same in both languages: a name, a word, and two values that are no words of a playbook."""


def words(document: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts that people read, each with its key."""
    if isinstance(document, dict):
        for name, below in document.items():
            yield from words(below, name if name in READ or not isinstance(below, list) else key or name)
    elif isinstance(document, list):
        for below in document:
            yield from words(below, key)
    elif isinstance(document, str) and re.search("[A-Za-z]{3}", document):
        yield key, document


def test_no_text_of_the_playbook_is_left_in_english() -> None:
    english, german = (
        {
            text
            for key, text in words(json.loads(freeze(load_playbook(SHELF / name, [SHELF]).playbook)))
            if key in READ
        }
        for name in ("aware", "aware_de")
    )
    assert english & german - SAME == set()


def test_what_the_coach_asks_for_is_german() -> None:
    english, german = (open_coaching(SHELF / name, [SHELF], None) for name in ("aware", "aware_de"))
    assert german.left_out == ()
    asked = {each.id: each.missing for each in english.coaching.elements}
    assert all(asked[each.id] != each.missing for each in german.coaching.elements)


def test_the_steps_and_items_are_those_of_the_method() -> None:
    english, german = (load_playbook(SHELF / name, [SHELF]).playbook for name in ("aware", "aware_de"))
    of = [
        [
            (step.id, phase.id, [item.id for item in phase.items])
            for step in book.steps
            for phase in step.phases
        ]
        for book in (english, german)
    ]
    assert of[0] == of[1]
    assert german.language == "de"
