"""Drafts: places filled once, empty lines left out, promises told with what, who and by when."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_note,
    a_promise,
    a_session,
    adding,
    an_option,
)
from method import METHOD, without

from aware_tui.domain.drafts import fill, find_part, promise_line, values_of
from aware_tui.domain.playbook import PartKind
from aware_tui.domain.rows import Row
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, FollowUpKind, FollowUpState, PromiseState

FILLED = [
    ("a place", ["Said: {words}"], {"words": "cross"}, "Said: cross"),
    ("an empty place", ["Said: {words}", "By: {agent}"], {"words": "", "agent": "kim"}, "By: kim"),
    ("an unknown place", ["Said: {words}"], {}, ""),
    ("one of two is there", ["{a}, {b}"], {"a": "x"}, "x, "),
    ("a line without places", ["As agreed."], {}, "As agreed."),
    ("places in typed words", ["Said: {words}"], {"words": "{agent}", "agent": "kim"}, "Said: {agent}"),
    ("braces in typed words", ["Said: {words}"], {"words": "{0} {} {{x}} \\1"}, "Said: {0} {} {{x}} \\1"),
    ("braces that are no place", ["{Words} {w!r} {}"], {"Words": "x"}, "{Words} {w!r} {}"),
    ("the same place twice", ["{a} and {a}"], {"a": "x"}, "x and x"),
]


@pytest.mark.parametrize(("template", "values", "text"), [c[1:] for c in FILLED], ids=[c[0] for c in FILLED])
def test_a_template_is_filled(template: list[str], values: dict[str, str], text: str) -> None:
    assert fill(template, values).rstrip() == text.rstrip()


@given(st.text(min_size=1).filter(str.strip))
def test_typed_words_come_through_exactly_as_they_are(words: str) -> None:
    assert fill(["Start", "Said: {words}.", "End"], {"words": words}) == f"Start\nSaid: {words}.\nEnd"


def values(*rows: Row, now: datetime = NOW, **head: Any) -> dict[str, str]:
    session = a_session(**head).with_change(adding(*rows))
    return values_of(session, METHOD, now)


def test_every_place_has_its_words() -> None:
    found = values(
        a_customer(),
        a_note("s", "no one\n\n came ", field="their_words"),
        an_option("s", text="Saturday", chosen=True),
        an_option("s", text="Sunday"),
        channel="phone",
        category="late",
        safety_reason="gas",
        apology_size=ApologySize.FULL,
        mood_start=1,
        mood_end=5,
    )
    assert found == {
        "their_words": "no one came",
        "owner": "kim",
        "customer": "Dana Reyes",
        "agent": "kim",
        "channel": "phone",
        "category": "Late or missed",
        "date": "2026-03-04",
        "chosen": "Saturday",
        "safety": "gas",
        "apology": "full",
        "mood_start": "furious",
        "mood_end": "",  # this method does not ask for it
        "promises": "",
        "promise_states": "",
        "follow_ups": "",
    }


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ({"category": "gone"}, "category"),
        ({"channel": "gone"}, "channel"),
        ({"mood_start": None}, "mood_start"),
        ({"mood_start": 9}, "mood_start"),
        ({}, "customer"),
    ],
)
def test_what_is_not_known_is_empty(head: dict[str, Any], name: str) -> None:
    assert values(**head)[name] == ""


def test_the_date_is_the_agents_own() -> None:
    late = datetime.fromisoformat("2026-03-04T23:30:00+00:00")
    assert values(started_at=late, zone="Europe/Berlin")["date"] == "2026-03-05"
    assert values(started_at=late, zone="America/New_York")["date"] == "2026-03-04"


def test_a_note_cannot_take_the_place_of_something_known() -> None:
    assert values(a_note("s", "somebody", field="agent"))["agent"] == "kim"


def test_an_empty_note_does_not_hide_one_of_the_same_name_in_another_step() -> None:
    filled, empty = a_note("s", "cross"), a_note("s", "", step="widen")
    assert values(filled, empty)["their_words"] == "cross"


@pytest.mark.parametrize(
    ("parts", "agent", "line"),
    [
        ({}, "kim", "send a technician, by tomorrow 11:30"),
        ({"who": "Lee"}, "kim", "send a technician, Lee, by tomorrow 11:30"),
        ({"who": "Lee", "due_at": None}, "kim", "send a technician, Lee"),
        ({"due_at": None}, "kim", "send a technician"),
        ({"who": ""}, "kim", "send a technician, by tomorrow 11:30"),
        ({"zone": None, "who": "Lee"}, "kim", "send a technician, Lee, by tomorrow 10:30"),
        ({"who": "Lee"}, None, "send a technician, by tomorrow 11:30"),
    ],
)
def test_a_promise_is_one_line(parts: dict[str, Any], agent: str | None, line: str) -> None:
    assert promise_line(a_promise("s", **parts), NOW, agent) == line


def test_promises_are_told_with_their_states_and_a_changed_one_by_its_successor_only() -> None:
    found = values(
        a_promise("s", what="old", state=PromiseState.CHANGED),
        a_promise("s", what="ring", who="Lee", state=PromiseState.KEPT),
        a_promise("s", what="write", due_at=None),
    )
    assert found["promises"] == "ring, Lee, by tomorrow 11:30; write"
    assert found["promise_states"] == "ring, Lee, by tomorrow 11:30 (kept); write (open)"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"zone": "Europe/Berlin"}, "customer Dana Reyes, Fri 6 Mar 11:30, open"),
        ({"due_at": None, "who": ""}, "customer, open"),
        (
            {
                "kind": FollowUpKind.DELEGATE,
                "who": "Lee",
                "due_at": None,
                "state": FollowUpState.NOT_WELL,
                "outcome": "van broke down",
            },
            "delegate Lee, not well, van broke down",
        ),
    ],
)
def test_a_check_is_one_line(parts: dict[str, Any], line: str) -> None:
    assert values(a_follow_up("s", **parts))["follow_ups"] == line


def test_a_playbook_without_some_parts_still_fills() -> None:
    bare = without(METHOD, *PartKind)
    session: CoachingSession = a_session(mood_start=1)
    assert values_of(session, bare, NOW)["mood_start"] == ""
    assert find_part(bare, PartKind.PROFILE) is None
    profile = find_part(METHOD, PartKind.PROFILE)
    assert profile is not None
    assert profile.id == "profile"
