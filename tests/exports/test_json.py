"""JSON that gives back what went in, and is safe to look at."""

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st
from making import NOW, an_event

from aware_tui.domain.rows import Tick
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.text import for_screen
from aware_tui.exports.json_text import json_text, only_ascii
from aware_tui.exports.session_json import TABLES, session_object

ANYTHING = st.text(st.characters(exclude_categories=()))


@given(ANYTHING | st.text(alphabet='\x00\x1b\x7f\x85\x9b\u200b\u202e\ufeff\U000e0041é“a"\\'))
def test_text_comes_back_whole_and_nothing_hidden_is_printed(text: str) -> None:
    for indent in (None, 2):
        written = json_text({"text": text}, indent=indent)
        assert json.loads(written) == {"text": text}
        assert for_screen(written) == written
        assert json.loads(only_ascii(written)) == {"text": text}
        assert only_ascii(written).isascii()


def test_letters_stay_letters() -> None:
    assert json_text("Zoë said “né”") == '"Zoë said “né”"'


def test_a_session_is_one_object_with_its_tables(session: CoachingSession) -> None:
    found = json.loads(json_text(session_object(session, (an_event(session.id),))))
    assert found["id"] == session.id
    assert found["started_at"] == "2026-03-04T10:30:00+00:00"
    assert found["apology_size"] == "full"
    assert {table for table in TABLES if not isinstance(found[table], list)} == set()
    assert [list(row) for row in found["tick"]] == [[field.name for field in fields(Tick)]] * 3
    assert found["promise"][2]["due_at"] is None
    assert found["option"][0]["possible"] is False
    assert found["event"][0]["at"] == NOW.isoformat()


def test_what_is_not_there_is_null_or_an_empty_list(session: CoachingSession) -> None:
    found = session_object(CoachingSession(session.head), ())
    assert found["customer"] is None
    assert found["profile_entry"] is None
    assert found["tick"] == []
