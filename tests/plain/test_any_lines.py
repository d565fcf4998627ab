"""Whatever bytes come in, what goes out can be read, and nothing breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain.talking import Talk, printable, session_in

from aware_tui.plain.live.talk import COMMANDS
from aware_tui.plain.queue.talk import COMMANDS as OF_QUEUE

ENDING = {"finish", "park", "discard", "quit", "hold", "q", "hand over", "new call", "switch", "take over"}
STAYING = sorted({name for command in COMMANDS for name in command.names} - ENDING)
QUEUE = sorted({name for command in OF_QUEUE for name in command.names} - {"quit", "q", "open", "o"})
WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "1", "2 yes", "1 tomorrow at 5", "9 x", "-1", "1 \x1b[31mred", "99999999999", "5; a; b; c"]
    ),
    st.sampled_from(["\x1b]52;c;aGk=\x07", "1 \u202eabc", "name x", "off", "none", "4111 1111 1111 1111"]),
)
NARROW = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lines_of(names: list[str]) -> st.SearchStrategy[bytes]:
    """Return many lines: commands with any words after them, and any bytes."""
    asked = st.builds(
        lambda name, rest: f"{name} {rest}".encode("utf-8", "replace"), st.sampled_from(names), WORDS
    )
    return st.lists(st.one_of(asked, asked, st.binary(max_size=80)), min_size=20, max_size=120).map(
        b"\n".join
    )


@NARROW
@given(content=lines_of(STAYING))
def test_any_lines_are_answered_in_a_call(talk: Talk, content: bytes) -> None:
    heard = talk("live", "--plain", typed=content)
    assert (heard.status, heard.err) == (0, "")
    assert printable(heard.out)


@NARROW
@given(content=lines_of(QUEUE))
def test_any_lines_are_answered_in_the_queue(talk: Talk, data: Path, content: bytes) -> None:
    talk("live", "--plain", typed=("promise ring back tomorrow by 5", "check back Friday at 10", "park"))
    heard = talk("follow-ups", "--plain", typed=content)
    assert (heard.status, heard.err) == (0, "")
    assert printable(heard.out)


@pytest.mark.long
@settings(NARROW, max_examples=80)
@given(content=lines_of(STAYING + sorted(ENDING)))
def test_any_lines_are_answered_in_many_calls(talk: Talk, content: bytes) -> None:
    heard = talk("live", "--plain", typed=content)
    assert (heard.status, heard.err) == (0, "")
    assert printable(heard.out)


def test_bytes_that_are_no_text_become_visible_signs(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=b"note caf\xe9 \xff\x00\x1b[2J gone\n\n\r\nwhere\n")
    assert (heard.status, printable(heard.out)) == (0, True)
    assert session_in(data).note("acknowledge", "their_words") == "caf\ufffd \ufffd[2J gone"


def test_a_line_without_end_is_capped_and_said(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=b"x" * 3_000_000 + b"\ntick 1\n")
    assert "Noted. Saved. That line was too long: only its beginning came through." in heard.lines
    assert "Ticked: I have put everything else down. Saved." in heard.lines
    assert len(session_in(data).note("acknowledge", "their_words")) == 20_000


def test_a_card_number_is_masked_before_it_is_kept_or_said(talk: Talk, data: Path) -> None:
    typed = (
        "note my card is 4111 1111 1111 1111",
        "promise refund 4111111111111111 tomorrow",
        "read",
        "promises",
    )
    heard = talk("live", "--plain", typed=typed)
    assert "Noted. Saved. What looks like a card number or a security code was masked." in heard.lines
    on_disk = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert b"4111 1111" not in on_disk
    assert b"41111111" not in on_disk
    assert "1111 1111" not in heard.out
    assert "\u2022 1111" in heard.out.replace("\u2022\u2022\u2022\u2022", "\u2022")


def test_an_empty_line_does_nothing(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=("", "   ", "\t"))
    assert heard.lines.count("Listening. `where` says where you are, `help` what can be typed.") == 3
    assert session_in(data).notes == ()
