"""What customers said of us, in the record of a session: in text, Markdown and JSON."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from making import NOW, a_session, a_stamp
from method import METHOD

from aware_tui.domain.feedback import About, Said, about_session, asked, noted
from aware_tui.domain.insight_states import Source
from aware_tui.domain.session import CoachingSession
from aware_tui.exports.json_text import json_text
from aware_tui.exports.session_json import session_object
from aware_tui.exports.session_markdown import session_markdown
from aware_tui.exports.session_record import record_of
from aware_tui.exports.session_text import session_text
from aware_tui.services.reading_room.session import read_back
from aware_tui.services.shown import Story

DAY = timedelta(days=1)


@pytest.fixture
def session() -> CoachingSession:
    """Return a call with a compliment, a form and a question that nobody answered."""
    session = a_session()
    here = about_session(session)
    form = replace(About("UTC", Source.FORM), session_id=session.id)
    for change in (
        noted(here, Said(5.0, text="very *kind*"), a_stamp()),
        noted(form, Said(2.0), a_stamp(NOW + DAY)),
        asked(here, a_stamp(NOW + 2 * DAY)),
    ):
        session = session.with_change(change)
    return session


def test_the_record_tells_each_with_what_it_is_and_when(session: CoachingSession) -> None:
    text = session_text(record_of(session, METHOD, (), NOW), 200)
    lines = [line.strip() for line in text[text.index("What they said of us") :].splitlines()[2:5]]
    assert lines == [
        "- very *kind* (positive; 5 of 5; after a call; Wed 4 Mar 2026 11:30; kim)",
        "- no words (negative; 2 of 5; form; Thu 5 Mar 2026 11:30; kim)",
        "- no answer yet (after a call; Fri 6 Mar 2026 11:30; kim)",
    ]


def test_markdown_shows_their_words_as_they_are(session: CoachingSession) -> None:
    page = session_markdown(session, METHOD, (), NOW)
    assert "## What they said of us" in page
    assert "very \\*kind\\*" in page


def test_json_holds_the_rows_and_reading_back_has_them_too(session: CoachingSession) -> None:
    found = json.loads(json_text(session_object(session, ())))
    assert [each["score"] for each in found["feedback"]] == [5.0, 2.0, None]
    passages = read_back(Story(session, METHOD, ()), NOW)
    (page,) = (passage for passage in passages if passage.title == "What they said of us")
    assert "very *kind*" in [line.text for line in page.lines]


def test_a_session_without_feedback_says_nothing_of_it() -> None:
    assert "said of us" not in session_text(record_of(a_session(), METHOD, (), NOW))
