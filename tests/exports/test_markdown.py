"""Typed words stay words in Markdown: a real Markdown reader is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_customer, a_head, a_note
from markdown_it import MarkdownIt
from markdown_it.token import Token

from aware_tui.domain.markdown import escaped
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.text import for_screen
from aware_tui.exports.session_markdown import session_markdown

READER = MarkdownIt("gfm-like", {"linkify": False})

MARKUP = [
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "12) no list",
    "> no quotation",
    "*no stress* and _none_ here",
    "`no code`",
    "```no code",
    "~~~no code",
    "~~not struck~~",
    "[no link](javascript:alert(1))",
    "![no picture](x)",
    "<b>no HTML</b>",
    "<!-- no comment -->",
    "&amp; no entity &#65;",
    "a | b | c",
    "---",
    "===",
    "* * *",
    "\\* a backslash",
    "[x] no box",
    "<https://no.link>",
    "$no$ sum",
    "2026. was the year",
]


def words_of(markdown: str) -> str:
    """Return the text of one paragraph as a reader shows it; fail if it is anything else."""
    tokens = READER.parse(markdown)
    assert [token.type for token in tokens] in (["paragraph_open", "inline", "paragraph_close"], [])
    parts: list[Token] = (tokens[1].children or []) if tokens else []
    assert {token.type for token in parts} <= {"text", "text_special"}
    return "".join(token.content for token in parts)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_was_typed(text: str) -> None:
    assert words_of(escaped(text)) == text


@given(st.text() | st.text(alphabet="#*_`[]()<>!|~&-+=.0123456789 \n\\:$ahtpsw/"))
def test_any_text_is_shown_as_it_was_typed(text: str) -> None:
    assert words_of(escaped(text)) == " ".join(for_screen(text).split())


@pytest.mark.parametrize("text", ["see https://example.org/x", "see www.example.org", "HTTP://EXAMPLE.ORG"])
def test_an_address_becomes_no_link(text: str) -> None:
    linking = MarkdownIt("gfm-like", {"linkify": False})
    assert words_of(escaped(text)) == text
    assert "\\" in escaped(text)
    assert "<a" not in linking.render(escaped(text))


@pytest.mark.parametrize("text", MARKUP)
def test_typed_words_never_change_the_shape_of_the_record(playbook: Playbook, text: str) -> None:
    def shape(name: str, words: str) -> list[str]:
        head = a_head()
        note = a_note(head.id, f"one\n{words}\n\n{words}")
        session = CoachingSession(head, customer=a_customer(name=name, reference=words), notes=(note,))
        return [token.type for token in READER.parse(session_markdown(session, playbook, (), NOW))]

    assert shape(text, text) == shape("Dana", "plain words")
