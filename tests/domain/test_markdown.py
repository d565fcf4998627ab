"""Words as Markdown: whatever they hold, they are shown as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aware_tui.domain.markdown import escaped, quoted

MARKED = [
    "# loud",
    "1. one",
    "- dash",
    "*a* _b_ `c`",
    "[x](http://e.org)",
    "<b>&amp;</b>",
    "www.e.org",
    "~~no~~",
    "$x$",
]


@pytest.mark.parametrize("words", MARKED)
def test_markup_in_words_is_shown_and_not_obeyed(words: str) -> None:
    page = MarkdownIt().render(escaped(words))
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert page == f"<p>{plain}</p>\n"


def test_a_quotation_keeps_its_lines() -> None:
    assert list(quoted("one\ntwo\n\nthree\n")) == ["> one\\", "> two", ">", "> three"]


@given(st.text())
def test_a_quotation_of_anything_is_a_quotation(text: str) -> None:
    assert all(line.startswith(">") for line in quoted(text))
    assert list(quoted(text)) == [] or text.strip()
