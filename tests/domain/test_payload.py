"""What is delivered of a document: all the other side needs, in one order, nothing of the agent's own."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from delivering import PROFILE, QUALITY, a_story
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_promise, a_session, adding, an_id

from aware_tui.domain.payload import json_line, payload_of, payload_text
from aware_tui.domain.rows import CheckIn
from aware_tui.domain.states import DocumentKind, PromiseState
from aware_tui.domain.text import for_screen

KEY = "019a0000-0000-7000-8000-00000000aaaa"
COMMON = [
    *("aware", "key", "document", "revision", "session", "recorded_at", "agent"),
    *("customer", "channel", "category", "started_at", "text"),
]
ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (PROFILE, [*COMMON, "promises"]),
        (QUALITY, [*COMMON, "cause", "likelihood", "cost", "recommendation", "promises"]),
    ],
)
def test_a_document_has_its_names_in_one_order(document: DocumentKind, names: list[str]) -> None:
    assert list(payload_of(a_story(), document, KEY, NOW, 1)) == names


def test_a_quality_record_is_told_whole() -> None:
    session = a_story("Two visits missed.")
    found = json.loads(payload_text(session, QUALITY, KEY, NOW, 3))
    promise = session.promises[0]
    assert found == {
        "aware": 1,
        "key": KEY,
        "document": "quality_record",
        "revision": 3,
        "session": session.id,
        "recorded_at": "2026-03-04T10:30:00+00:00",
        "agent": "kim",
        "customer": {
            "name": "Dana Reyes",
            "reference": "A-1",
            "contact": "dana@example.org",
            "preferred_channel": "phone",
        },
        "channel": "phone",
        "category": "late",
        "started_at": "2026-03-04T10:30:00+00:00",
        "text": "Two visits missed.",
        "cause": "system",
        "likelihood": "likely",
        "cost": "2 visits",
        "recommendation": "Call ahead",
        "promises": [
            {
                "what": promise.what,
                "who": "kim",
                "due_at": (NOW + timedelta(days=1)).isoformat(),
                "zone": "Europe/Berlin",
                "due_words": "",
                "state": "open",
            }
        ],
    }


def test_what_is_not_known_is_empty_and_never_missing() -> None:
    session = a_session()
    bare = session.with_change(adding(a_promise(session.id, due_at=None, zone=None, state=PromiseState.KEPT)))
    found = payload_of(bare, QUALITY, KEY, NOW, 1)
    assert {found[name] for name in ("channel", "category", "text", "cause", "cost")} == {""}
    assert set(found["customer"].values()) == {""}
    assert (found["promises"][0]["due_at"], found["promises"][0]["zone"]) == (None, "")


def test_the_category_of_a_quality_record_counts_before_that_of_the_call() -> None:
    session = a_story()
    assert session.quality_record is not None
    changed = replace(session, quality_record=replace(session.quality_record, category="faulty"))
    assert payload_of(changed, QUALITY, KEY, NOW, 1)["category"] == "faulty"
    assert payload_of(changed, PROFILE, KEY, NOW, 1)["category"] == "late"


@pytest.mark.parametrize("document", [PROFILE, QUALITY])
def test_how_the_call_was_for_the_agent_is_never_in_it(document: DocumentKind) -> None:
    session = a_story()
    kept = session.with_change(adding(CheckIn(an_id(), session.id, "kim-the-author", 1, NOW)))
    assert payload_text(kept, document, KEY, NOW, 1) == payload_text(session, document, KEY, NOW, 1)


def text_of(value: Any) -> str:
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(ANYTHING | st.text(alphabet='\x00\x1b\x7f\x85\x9b\u200b\u202e\ufeff\U000e0041\ud800é“a"\\'))
def test_any_words_come_back_and_what_is_sent_is_utf_8_and_safe_to_look_at(text: str) -> None:
    sent = json_line({"text": text})
    assert json.loads(sent.encode("utf-8")) == {"text": text_of(text)}
    assert for_screen(sent) == sent
    assert "\n" not in sent


def test_letters_stay_letters() -> None:
    assert json_line({"text": "Zoë said “né”"}) == '{"text": "Zoë said “né”"}'
