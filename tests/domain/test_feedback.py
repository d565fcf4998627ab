"""What a score says, the deeds of feedback and their stories, and the sentence with its counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_customer, a_quality_record, a_session, a_stamp

from aware_tui.domain.customers import use_customer
from aware_tui.domain.feedback import (
    About,
    Said,
    about_session,
    amended,
    answered,
    asked,
    least,
    noted,
    said_in,
    sentiment_of,
    taken_away,
    what_about,
)
from aware_tui.domain.feedback_counts import NOBODY_ASKED, Cell, figures_of
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.session import NOTHING, Change

GOOD, SO_SO, BAD = Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE
ABOUT = About("Europe/Berlin", Source.SURVEY, customer_id="c", location=" north shop ")


def row_of(change: Change) -> Feedback:
    row = change.edits[0].after
    assert isinstance(row, Feedback)
    return row


@pytest.mark.parametrize(
    ("scale", "bad", "so_so", "good"),
    [
        (5, (1, 1.5, 2), (2.5, 3, 3.9), (4, 4.5, 5)),
        (10, (0, 3, 6, 6.9), (7, 8, 8.5), (9, 10)),
        (100, (0, 10, 25), (26, 50, 74), (75, 100)),
        (4, (0, 1), (2, 2.9), (3, 4)),
    ],
)
def test_a_score_says_what_it_is_on_its_scale(
    scale: int, bad: tuple[float, ...], so_so: tuple[float, ...], good: tuple[float, ...]
) -> None:
    for scores, kind in ((bad, BAD), (so_so, SO_SO), (good, GOOD)):
        assert {score: sentiment_of(score, scale) for score in scores} == dict.fromkeys(scores, kind)


@pytest.mark.parametrize(("score", "scale"), [(0, 5), (6, 5), (-1, 10), (11, 10), (1, 0), (float("nan"), 5)])
def test_a_score_off_its_scale_is_refused(score: float, scale: int) -> None:
    with pytest.raises(ValueError, match="is no score from"):
        sentiment_of(score, scale)


@given(scale=st.integers(2, 1000), scores=st.data())
def test_a_better_score_is_never_taken_for_worse(scale: int, scores: st.DataObject) -> None:
    order = (BAD, SO_SO, GOOD)
    some = sorted(scores.draw(st.lists(st.floats(least(scale), scale), max_size=6)))
    found = [sentiment_of(score, scale) for score in some]
    places = [order.index(each) for each in found if each is not None]
    assert places == sorted(places)
    assert len(places) == len(some)
    assert sentiment_of(None, scale) is None


def test_a_question_waits_until_it_is_answered_and_both_times_are_kept() -> None:
    question = row_of(asked(ABOUT, a_stamp()))
    assert (question.asked_at, question.received_at, question.sentiment) == (NOW, None, None)
    assert question.location == "north shop"
    later = a_stamp(NOW + timedelta(days=2))
    change = answered(question, Said(5.0, text=" lovely "), later)
    assert row_of(change) == replace(
        question, score=5.0, sentiment=GOOD, text="lovely", received_at=NOW + timedelta(days=2)
    )
    (told,) = change.events
    assert (told.what, told.before, told.after) == ("feedback answered", "not answered", "positive")
    assert answered(question, Said(text="  "), later) == NOTHING


def test_after_a_call_they_were_asked_and_elsewhere_they_spoke_up() -> None:
    session = a_session(category="late", channel="phone", location="north", customer_id="c")
    here = about_session(session)
    assert (here.source, here.session_id, here.category) == (Source.SESSION, session.id, "late")
    assert row_of(noted(here, Said(3.0), a_stamp())).asked_at == NOW
    assert row_of(noted(ABOUT, Said(3.0), a_stamp())).asked_at is None
    assert noted(ABOUT, Said(), a_stamp()) == NOTHING
    recorded = replace(session, quality_record=a_quality_record(session.id, category="rude"))
    assert about_session(recorded).category == "rude"


def test_the_story_is_told_of_the_call_and_holds_no_words() -> None:
    session = a_session()
    change = noted(about_session(session), Said(1.0, text="they shouted at me"), a_stamp())
    alone = noted(ABOUT, Said(text="they shouted"), a_stamp())
    assert change.events[0].session_id == session.id
    assert alone.events[0].session_id == row_of(alone).id
    assert [each.after for each in (*change.events, *alone.events)] == ["negative", "unclear"]
    gone = taken_away(row_of(alone), a_stamp())
    assert (gone.edits[0].after, gone.events[0].before) == (None, "unclear")


def test_what_a_person_says_goes_before_the_score_and_comes_back_as_theirs() -> None:
    row = row_of(noted(ABOUT, Said(5.0, sentiment=BAD, text="great, not"), a_stamp()))
    assert row.sentiment is BAD
    assert said_in(row) == Said(5.0, sentiment=BAD, text="great, not")
    by_score = row_of(noted(ABOUT, Said(5.0), a_stamp()))
    assert said_in(by_score).sentiment is None
    assert said_in(replace(by_score, score=9.0)).sentiment is GOOD


def test_a_correction_keeps_the_times_and_may_make_a_question_of_it() -> None:
    row = row_of(noted(ABOUT, Said(5.0), a_stamp()))
    later = a_stamp(NOW + timedelta(days=1))
    better = row_of(amended(row, what_about(row), Said(2.0), later))
    assert (better.sentiment, better.received_at) == (BAD, NOW)
    emptied = row_of(amended(row, what_about(row), Said(), later))
    assert (emptied.received_at, emptied.asked_at) == (None, NOW)
    assert amended(row, what_about(row), said_in(row), later) == NOTHING
    with pytest.raises(ValueError, match="is no score"):
        amended(row, what_about(row), Said(7.0), later)


def test_feedback_of_a_call_goes_with_its_customer() -> None:
    ann, ben = a_customer(name="Ann"), a_customer(name="Ben")
    session = replace(a_session(customer_id=ann.id), customer=ann)
    session = session.with_change(noted(about_session(session), Said(5.0), a_stamp()))
    session = session.with_change(use_customer(session, ben, a_stamp()))
    assert [each.customer_id for each in session.feedback] == [ben.id]


def cells(good: int, so_so: int, bad: int, unsaid: int = 0) -> list[Cell]:
    counts = zip((GOOD, SO_SO, BAD, None), (good, so_so, bad, unsaid), strict=True)
    return [(Source.SESSION, "phone", kind, number) for kind, number in counts if number]


@pytest.mark.parametrize(
    ("counted", "unanswered", "sentence"),
    [
        (cells(0, 0, 0), 0, NOBODY_ASKED),
        (cells(0, 0, 0), 1, "1 customer asked, nobody answered yet."),
        (cells(0, 0, 0), 3, "3 customers asked, nobody answered yet."),
        (cells(2, 0, 1), 0, "2 positive, 1 negative of 3 answered, 3 asked."),
        (
            cells(18, 0, 7),
            6,
            "18 positive, 7 negative of 25 answered, 31 asked: 2.6 positive for each negative.",
        ),
        (
            cells(18, 4, 7),
            2,
            "18 positive, 4 neutral, 7 negative of 29 answered, 31 asked: 2.6 positive for each negative.",
        ),
        (
            cells(2, 0, 7, 3),
            0,
            "2 positive, 7 negative, 3 unclear of 12 answered, 12 asked: 3.5 negative for each positive.",
        ),
        (
            cells(3, 0, 3),
            0,
            "3 positive, 3 negative of 6 answered, 6 asked: as many positive as negative.",
        ),
        (cells(9, 0, 0), 0, "9 positive, 0 negative of 9 answered, 9 asked."),
        (cells(2, 0, 2), 50, "2 positive, 2 negative of 4 answered, 54 asked."),
    ],
)
def test_the_sentence_carries_every_count(counted: list[Cell], unanswered: int, sentence: str) -> None:
    assert figures_of(counted, unanswered).sentence == sentence


def test_sources_and_channels_come_most_first_and_none_is_hidden() -> None:
    found = figures_of(
        [
            (Source.SURVEY, "", None, 2),
            (Source.SESSION, "phone", GOOD, 3),
            (Source.SESSION, "chat", BAD, 2),
        ],
        0,
        [("phone", 1), ("email", 4), ("fax", 0)],
    )
    assert found.by_source == (("session", 5), ("survey", 2))
    assert found.by_channel == (("phone", 3), ("", 2), ("chat", 2))
    assert found.preferred == (("email", 4), ("phone", 1))
    assert (found.asked, found.unsaid, found.ratio) == (7, 2, 1.5)
