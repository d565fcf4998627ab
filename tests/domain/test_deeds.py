"""What an agent does inside a step: one row for each place, nothing lost, no words in the story."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_session, a_stamp

from aware_tui.domain import deeds
from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.rows import Customer
from aware_tui.domain.session import Change, CoachingSession
from aware_tui.domain.states import ApologySize

ITEM = ChecklistItem("sorry", "I said I am sorry")
Deed = Callable[..., Change]


def after(session: CoachingSession, deed: Deed, *args: Any, **values: Any) -> CoachingSession:
    return session.with_change(deed(session, *args, stamp=a_stamp(), **values))


def test_a_tick_keeps_the_wording_and_the_time_and_goes_away_again() -> None:
    session = after(a_session(), deeds.tick, "hear", ITEM)
    (tick,) = session.ticks
    assert (tick.step, tick.item_id, tick.wording, tick.ticked_at) == ("hear", "sorry", ITEM.text, NOW)
    change = deeds.tick(session, "hear", ITEM, a_stamp())
    assert session.with_change(change).ticks == ()
    assert [(e.what, e.before) for e in change.events] == [("unticked", "sorry")]


def test_an_item_ticked_in_one_step_is_unticked_from_another() -> None:
    session = after(a_session(), deeds.tick, "hear", ITEM)
    assert after(session, deeds.tick, "fix", ITEM).ticks == ()


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_place_has_one_note_which_holds_what_was_written_last(texts: list[str]) -> None:
    session = a_session()
    for text in texts:
        session = after(session, deeds.write, "hear", "their_words", text)
    assert session.note("hear", "their_words") == (texts[-1] if texts else "")
    assert len(session.notes) == (1 if any(texts) else 0)


def test_the_same_field_in_two_steps_is_two_notes() -> None:
    session = after(a_session(), deeds.write, "hear", "words", "one")
    session = after(session, deeds.write, "fix", "words", "two")
    assert (session.note("hear", "words"), session.note("fix", "words")) == ("one", "two")


def test_a_note_tells_its_lengths_only() -> None:
    session = after(a_session(), deeds.write, "hear", "words", "cross")
    (event,) = deeds.write(session, "hear", "words", "calm now", a_stamp()).events
    assert (event.what, event.before, event.after) == ("wrote hear/words", "5", "8")


def test_a_second_answer_takes_the_place_of_the_first_and_none_takes_it_back() -> None:
    session = after(a_session(), deeds.answer, "note", "training", "yes")
    (first,) = session.answers
    session = after(session, deeds.answer, "note", "training", "no")
    assert [(a.id, a.value) for a in session.answers] == [(first.id, "no")]
    session = after(session, deeds.answer, "note", "change", "yes")
    assert (session.answer("note", "training"), session.answer("note", "change")) == ("no", "yes")
    assert after(session, deeds.answer, "note", "training", None).answer("note", "training") is None


UNCHANGED: list[tuple[str, Deed, tuple[Any, ...], dict[str, Any]]] = [
    ("an empty note", deeds.write, ("hear", "words", ""), {}),
    ("no answer", deeds.answer, ("hear", "question", None), {}),
    ("the category there was", deeds.set_head, ("category",), {"category": None}),
    ("an empty name", deeds.know_customer, (), {"name": ""}),
    ("no preferred channel", deeds.know_customer, (), {"preferred_channel": None, "contact": None}),
    ("an empty apology", deeds.draft_apology, (ApologySize.LIGHT, ""), {}),
    ("an empty profile entry", deeds.write_profile, (), {"text": ""}),
    ("a record without a cause", deeds.write_quality, (), {"cause": None, "text": ""}),
    ("no check-in", deeds.check_in, (None,), {}),
]


@pytest.mark.parametrize(
    ("deed", "args", "values"), [case[1:] for case in UNCHANGED], ids=[case[0] for case in UNCHANGED]
)
def test_what_says_nothing_new_changes_nothing(
    deed: Deed, args: tuple[Any, ...], values: dict[str, Any]
) -> None:
    assert deed(a_session(), *args, stamp=a_stamp(), **values).empty


REPEATED: list[tuple[Deed, tuple[Any, ...], dict[str, Any]]] = [
    (deeds.write, ("hear", "words", "cross"), {}),
    (deeds.answer, ("hear", "question", "yes"), {}),
    (deeds.set_head, ("mood",), {"mood_start": 2}),
    (deeds.know_customer, (), {"name": "Dana", "reference": "4711"}),
    (deeds.draft_apology, (ApologySize.FULL, "I am sorry"), {}),
    (deeds.write_profile, (), {"text": "likes to be rung", "recorded_at": NOW}),
    (deeds.write_quality, (), {"cause": "rush", "cost": "20 pounds"}),
    (deeds.check_in, (3,), {}),
]


@pytest.mark.parametrize(("deed", "args", "values"), REPEATED)
def test_saying_the_same_twice_changes_nothing(
    deed: Deed, args: tuple[Any, ...], values: dict[str, Any]
) -> None:
    session = after(a_session(), deed, *args, **values)
    assert not deed(a_session(), *args, stamp=a_stamp(), **values).empty
    assert deed(session, *args, stamp=a_stamp(), **values).empty


def test_what_is_known_of_the_customer_grows_and_never_clears_anything() -> None:
    session = after(a_session(), deeds.know_customer, name="Dana")
    session = after(session, deeds.know_customer, contact="020 7946 0000", preferred_channel="phone")
    session = after(session, deeds.know_customer, reference="4711")
    customer = session.customer
    assert customer is not None
    assert session.head.customer_id == customer.id
    assert customer == Customer(customer.id, "Dana", "4711", "020 7946 0000", "phone")


@pytest.mark.parametrize("name", ["name", "reference", "contact", "preferred_channel"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_an_emptied_value_of_the_customer_is_stored_as_the_empty_customer_has_it(
    name: str, nothing: str | None
) -> None:
    session = after(a_session(), deeds.know_customer, **{name: "given"})
    customer = after(session, deeds.know_customer, **{name: nothing}).customer
    assert customer is not None
    assert getattr(customer, name) == getattr(Customer("any"), name)


def test_the_story_names_what_was_filled_in_but_not_with_what() -> None:
    (event,) = deeds.know_customer(a_session(), a_stamp(), reference="4711", name="Dana").events
    assert (event.what, event.after) == ("customer", "name,reference")


def test_each_size_of_apology_has_its_own_draft() -> None:
    session = after(a_session(), deeds.draft_apology, ApologySize.LIGHT, "sorry for the wait")
    session = after(session, deeds.draft_apology, ApologySize.FULL, "we were wrong")
    session = after(session, deeds.draft_apology, ApologySize.LIGHT, "sorry for the long wait")
    assert [(a.size, a.text) for a in session.apologies] == [
        (ApologySize.LIGHT, "sorry for the long wait"),
        (ApologySize.FULL, "we were wrong"),
    ]


@pytest.mark.parametrize("write", [deeds.write_profile, deeds.write_quality])
def test_a_document_keeps_its_words_while_it_is_recorded_and_not(write: Deed) -> None:
    session = after(a_session(), write, text="two visits missed")
    told = []
    for at in (NOW, None):
        change = write(session, stamp=a_stamp(), recorded_at=at)
        session = session.with_change(change)
        told += [event.what for event in change.events]
    document = session.profile_entry or session.quality_record
    assert document is not None
    assert (document.text, document.recorded_at) == ("two visits missed", None)
    assert [what.removeprefix("profile entry ").removeprefix("quality record ") for what in told] == [
        "recorded",
        "not recorded",
    ]


def test_a_check_in_tells_that_it_was_made_and_not_how_it_was() -> None:
    change = deeds.check_in(a_session(), 1, a_stamp())
    (event,) = change.events
    assert (event.what, event.before, event.after) == ("check-in", "", "")


def test_everyone_has_a_check_in_of_their_own() -> None:
    session = after(a_session(), deeds.check_in, 1)
    session = session.with_change(deeds.check_in(session, 5, a_stamp(actor="lee")))
    assert [(c.author, c.score) for c in session.check_ins] == [("kim", 1), ("lee", 5)]
    assert [c.author for c in after(session, deeds.check_in, None).check_ins] == ["lee"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"mood_start": 2}, "mood_start=2"),
        ({"apology_size": ApologySize.FULL}, "apology_size=full"),
        ({"safety_reason": "smell of gas"}, "safety_reason=12 characters"),
        ({"mood_end": None, "mood_start": 1}, "mood_end=,mood_start=1"),
    ],
)
def test_the_story_tells_states_whole_and_words_by_their_length(values: dict[str, Any], told: str) -> None:
    (event,) = deeds.set_head(a_session(), "set", a_stamp(), **values).events
    assert event.after == told
