"""Fields for the words of a question that was not answered yet."""

import pytest

from aware_tui.domain.unfinished import field_of, said


@pytest.mark.parametrize(
    ("question", "row", "words"),
    [
        ("promise, what", "", "Not finished: promise, what"),
        ("why broken", "0190-ab", "Not finished: why broken"),
    ],
)
def test_a_field_tells_its_question_and_not_its_row(question: str, row: str, words: str) -> None:
    assert said(field_of(question, row)) == words


def test_two_rows_have_two_fields() -> None:
    assert field_of("why broken", "1") != field_of("why broken", "2") != field_of("why broken")


@pytest.mark.parametrize("field", ["their_words", "when parked", "unfinished", "unfinished/", ""])
def test_any_other_field_is_none(field: str) -> None:
    assert said(field) is None
