"""The terminal's glass: whole frames, no litter from sequences it does not know, answers to questions."""

import pytest

from terminal.glass import Glass

LITTER = [
    pytest.param(b"\x1b[>25u", id="kitty keyboard on"),
    pytest.param(b"\x1b[<u", id="kitty keyboard off"),
    pytest.param(b"\x1b[>4;2m", id="modified keys"),
    pytest.param(b"\x1b[?2048h", id="resize in band"),
    pytest.param(b"\x1b[?6n", id="extended cursor question"),
    pytest.param(b"\x1b[ q", id="cursor shape"),
    pytest.param(b"\x1bP>|name\x1b\\", id="device control"),
    pytest.param(b"\x1b]0;a title\x07", id="title"),
    pytest.param(b"\x1b]52;c;aGVsbG8=\x1b\\", id="clipboard"),
    pytest.param(b"\x1b]8;;https://example.org\x1b\\", id="link"),
    pytest.param(b"\x1b_Gi=1\x1b\\", id="picture"),
]


def top_line(glass: Glass) -> str:
    return glass.lines()[0]


@pytest.mark.parametrize("sequence", LITTER)
def test_an_unknown_sequence_leaves_nothing_on_the_screen(sequence: bytes) -> None:
    glass = Glass(20, 3)
    glass.feed(b"be" + sequence + b"fore")
    assert top_line(glass) == "before"


@pytest.mark.parametrize("sequence", LITTER)
def test_a_sequence_cut_anywhere_is_put_together_again(sequence: bytes) -> None:
    for cut in range(1, len(sequence)):
        glass = Glass(20, 3)
        glass.feed(b"be" + sequence[:cut])
        glass.feed(sequence[cut:] + b"fore")
        assert top_line(glass) == "before"


def test_a_frame_is_shown_when_it_is_whole() -> None:
    glass = Glass(20, 3)
    glass.feed(b"old\x1b[?2026h\x1b[Hnew")
    assert top_line(glass) == "old"
    glass.feed(b"er\x1b[?20")
    assert top_line(glass) == "old"
    glass.feed(b"26l\x1b[?2026h\x1b[Hnext")
    assert top_line(glass) == "newer"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"plain words", b""),
    ],
)
def test_questions_are_answered_once(question: bytes, answer: bytes) -> None:
    glass = Glass(20, 3)
    assert glass.feed(question) == answer
    assert glass.feed(b"") == b""


def test_characters_in_two_parts_and_of_two_cells_keep_their_place() -> None:
    glass = Glass(20, 3)
    glass.feed("日é".encode()[:4])
    glass.feed("日é".encode()[4:] + b"x")
    assert top_line(glass) == "日éx"
    assert glass.screen.cursor.x == 4


def test_modes_are_remembered() -> None:
    glass = Glass(20, 3)
    glass.feed(b"\x1b[?1049h\x1b[?25l")
    assert (glass.mode(1049), glass.mode(25)) == (True, False)
    glass.feed(b"\x1b[?1049l\x1b[?25h")
    assert (glass.mode(1049), glass.mode(25)) == (False, True)
