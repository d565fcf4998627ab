"""What to know of a customer before asking, whose call it is, and two that become one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_customer, a_head, a_promise, a_session, a_stamp, adding

from aware_tui.domain.customers import (
    CustomerLine,
    CustomerRecord,
    Family,
    MergeRefusedError,
    clashing,
    hand_over,
    is_told,
    merge,
    namesakes_sentence,
    record_of,
    standing,
    unmerge,
    use_customer,
)
from aware_tui.domain.due import Due
from aware_tui.domain.rows import CustomerMerge
from aware_tui.domain.session import NOTHING, CoachingSession, undo_of
from aware_tui.domain.states import PromiseState

DAY = timedelta(days=1)
MONDAY = Due(NOW - 2 * DAY, "Europe/Berlin", "Monday")
LATE: dict[str, Any] = {"overdue": 1, "overdue_since": MONDAY}
SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"complaints_in_60_days": 1}, ""),
    ({"complaints_in_60_days": 1, "last_promise": PromiseState.KEPT}, ""),
    ({"complaints_in_60_days": 2}, "second complaint in 60 days"),
    (
        {"complaints_in_60_days": 3, "last_promise": PromiseState.BROKEN},
        "third complaint in 60 days; last promise broken",
    ),
    ({"complaints_in_60_days": 3, "last_promise": PromiseState.KEPT}, "third complaint in 60 days"),
    ({"complaints_in_60_days": 1, "last_promise": PromiseState.BROKEN}, "last promise broken"),
    ({"open_promises": 1}, "one promise still open"),
    ({"open_promises": 2}, "two promises still open"),
    ({"open_promises": 11}, "11 promises still open"),
    ({"open_promises": 1} | LATE, "one promise still open, overdue since Mon 2 Mar 11:30"),
    ({"open_promises": 3} | LATE, "three promises still open, one overdue since Mon 2 Mar 11:30"),
    (
        {"open_promises": 3} | LATE | {"overdue": 2},
        "three promises still open, two overdue, the first since Mon 2 Mar 11:30",
    ),
    (
        {"open_promises": 2} | LATE | {"overdue": 2},
        "two promises still open, all overdue, the first since Mon 2 Mar 11:30",
    ),
    (
        {"complaints_in_60_days": 10, "last_promise": PromiseState.BROKEN, "open_promises": 1},
        "tenth complaint in 60 days; last promise broken; one promise still open",
    ),
]
ORDINALS = {11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 23: "23rd", 24: "24th", 111: "111th"}


@pytest.mark.parametrize(("record", "sentence"), SENTENCES)
def test_how_a_customer_stands_is_one_plain_sentence(record: dict[str, Any], sentence: str) -> None:
    assert standing(CustomerRecord(NOW, **record)) == sentence


@pytest.mark.parametrize(("number", "word"), ORDINALS.items())
def test_large_counts_are_written_in_digits(number: int, word: str) -> None:
    assert standing(CustomerRecord(NOW, number)) == f"{word} complaint in 60 days"


def test_a_record_is_made_of_promises_in_any_order() -> None:
    made = [
        a_promise("s", due_at=NOW - DAY, due_words="yesterday"),
        a_promise("s", due_at=NOW - 2 * DAY, due_words="Monday"),
        a_promise("s", due_at=None),
        a_promise("s", state=PromiseState.BROKEN, settled_at=NOW - DAY),
        a_promise("s", state=PromiseState.KEPT, settled_at=NOW - 2 * DAY),
        a_promise("s", state=PromiseState.CHANGED, settled_at=NOW),
    ]
    told = record_of(2, made, NOW)
    assert told.overdue_since is not None
    assert (told.complaints_in_60_days, told.open_promises, told.overdue) == (2, 3, 2)
    assert (told.last_promise, told.overdue_since.words) == (PromiseState.BROKEN, "Monday")
    assert record_of(2, reversed(made), NOW) == told
    assert record_of(0, (), NOW) == CustomerRecord(NOW)


def line(name: str, **parts: Any) -> CustomerLine:
    return CustomerLine(a_customer(name=name, **parts), 1, NOW, "UTC", "")


def test_who_is_called_the_same_is_offered_and_never_chosen() -> None:
    dana = a_customer(reference="K-77")
    twins = (line("DANA REYES"), line("Dana Réyes"))
    assert namesakes_sentence(dana, ()) == ""
    assert namesakes_sentence(dana, twins[:1]).startswith("somebody called Dana Reyes has called before: F4")
    assert namesakes_sentence(dana, twins) == "2 people are called Dana Reyes: F4 shows them"
    by_number = namesakes_sentence(dana, (line("D. R.", reference="k-77"),))
    assert by_number == "reference K-77 is known already: F4 shows whose it is"
    assert len(namesakes_sentence(a_customer(name="x" * 500), (line("x" * 500),))) < 90


def with_customer(**parts: Any) -> CoachingSession:
    customer = a_customer(**parts)
    return CoachingSession(a_head(customer_id=customer.id), customer)


def test_a_known_customer_is_used_and_the_row_made_while_typing_goes() -> None:
    session, dana = with_customer(name="dan"), a_customer()
    change = use_customer(session, dana, a_stamp(), drop=True)
    assert [(edit.before, edit.after) for edit in change.edits][1:] == [(session.customer, None)]
    after = session.with_change(change)
    assert (after.head.customer_id, after.customer) == (dana.id, None)
    (event,) = change.events
    assert (event.what, event.before, event.after) == (
        "known customer chosen",
        session.head.customer_id,
        dana.id,
    )
    assert use_customer(replace(after, customer=dana), dana, a_stamp()) is NOTHING


def test_a_row_that_others_use_stays_and_a_new_customer_is_made() -> None:
    session, other = with_customer(), a_customer(name="Bob")
    assert all(edit.after is not None for edit in use_customer(session, other, a_stamp()).edits)
    after = session.with_change(use_customer(session, other, a_stamp(), make=True))
    assert (after.head.customer_id, after.customer) == (other.id, other)
    begun = a_session().with_change(use_customer(a_session(), other, a_stamp(), make=True))
    assert begun.customer == other


def test_the_first_choice_is_undone_with_the_row_that_went() -> None:
    session, dana = with_customer(name="dan"), a_customer()
    change = use_customer(session, dana, a_stamp(), drop=True)
    after = replace(session.with_change(change), customer=dana)
    back = after.with_change(undo_of(after, change, a_stamp()))
    assert (back.head.customer_id, back.customer) == (session.head.customer_id, session.customer)


@pytest.mark.parametrize(
    ("changed", "clashes"),
    [
        ({}, ()),
        ({"contact": "0170"}, ()),
        ({"reference": "K-88"}, ("reference",)),
        ({"reference": ""}, ("reference",)),
        ({"name": "Bob", "contact": "0170"}, ("name",)),
    ],
)
def test_only_what_would_be_replaced_is_asked_about(
    changed: dict[str, str], clashes: tuple[str, ...]
) -> None:
    assert clashing(a_customer(reference="K-77", contact=""), changed) == clashes


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", True),
        ("dana", True),
        ("REYES da", True),
        ("k-77", True),
        ("0441632960", True),
        ("0441-632", True),
        ("Dana Reis", False),
        ("K-99", False),
        ("!", False),
    ],
)
def test_words_that_only_found_somebody_need_not_be_kept(typed: str, told: bool) -> None:
    assert is_told(typed, a_customer(reference="K-77", contact="0441 632960")) is told


def test_a_call_handed_over_takes_the_open_promises_of_the_agent_along() -> None:
    session = a_session(agent="kim")
    mine, theirs = a_promise(session.id, who="Kim"), a_promise(session.id, who="workshop")
    kept = a_promise(session.id, who="kim", state=PromiseState.KEPT)
    session = session.with_change(adding(mine, theirs, kept))
    change = hand_over(session, " Lee ", a_stamp())
    after = session.with_change(change)
    assert after.head.agent == "Lee"
    assert [(made.who, made.state) for made in after.promises] == [
        ("Lee", PromiseState.OPEN),
        ("workshop", PromiseState.OPEN),
        ("kim", PromiseState.KEPT),
    ]
    (event,) = change.events
    assert (event.what, event.before, event.after) == ("handed over", "", mine.id)
    assert after.with_change(undo_of(after, change, a_stamp())) == session


@pytest.mark.parametrize("name", ["", "  ", "kim", "KIM "])
def test_a_call_is_not_handed_to_nobody_nor_to_its_own_agent(name: str) -> None:
    assert hand_over(a_session(agent="kim"), name, a_stamp()) is NOTHING


@given(st.text())
def test_no_event_holds_a_word_of_a_person(name: str) -> None:
    session = a_session(agent="kim")
    changes = [hand_over(session, f"{name}Xavier", a_stamp())]
    changes.append(use_customer(session, a_customer(name=f"{name}Xavier"), a_stamp(), make=True))
    for event in (event for change in changes for event in change.events):
        assert "Xavier" not in event.before + event.after + event.what


def test_a_merge_is_one_row_and_goes_with_it() -> None:
    one, into = Family("a", ("a", "b")), Family("c", ("c",))
    change = merge(one, into, a_stamp())
    (edit,) = change.edits
    assert isinstance(edit.after, CustomerMerge)
    assert (edit.after.customer_id, edit.after.into_id, edit.after.actor) == ("a", "c", "kim")
    assert [(event.session_id, event.after) for event in change.events] == [("a", "c")]
    undone = unmerge(edit.after, a_stamp())
    assert [(edit.before, edit.after) for edit in undone.edits] == [(edit.after, None)]


@pytest.mark.parametrize(
    ("one", "into"), [(("a", "b"), ("a", "b")), (("a", "b"), ("b",)), (("a",), ("b", "a"))]
)
def test_nobody_is_merged_into_their_own_family(one: tuple[str, ...], into: tuple[str, ...]) -> None:
    with pytest.raises(MergeRefusedError, match="one customer already"):
        merge(Family(one[0], one), Family(into[0], into), a_stamp())
