import time
import unicodedata

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.text import (
    LINE_LIMIT,
    NOTE_LIMIT,
    Cleaned,
    cells,
    clean,
    count_words,
    excerpt,
    for_screen,
    one_line,
)

ANY_TEXT = st.one_of(
    st.text(st.characters(codec=None, categories=None)),
    st.text(
        st.sampled_from(
            "a é\r\n\t\v\x1b\x00\x9b\u0301\u0323\u0344\u05b0\u3099\u200d\u200b👩🏽\ufe0f\u2028\ud800\u202e"
        )
    ),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join),
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HIDING = "\u200b\u2060\ufeff\u00ad\U000e0041"


def is_harmless(text: str, *, lines: bool = True) -> bool:
    allowed = "\n\t" if lines else ""
    for char in text:
        if char in BIDI or char in HIDING:
            return False
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in allowed:
            return False
    return True


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("soft\vbreak\x85next\u2028line\u2029end\fpage", "soft\nbreak\nnext\nline\nend\npage"),
        ("tab\tstays", "tab\tstays"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31mred", "31mred"),
        ("\x1b]52;c;aGVsbG8=\x07", "]52;c;aGVsbG8="),
        ("nul\x00 del\x7f", "nul del"),
        ("lone\ud800surrogate\udfff", "lonesurrogate"),
        ("refund \u202edenied\u202c", "refund denied"),
        ("\u2066a\u2069\u200eb\u200fc\u061cd", "abcd"),
        ("zero\u200bwidth\u2060and\ufeffmark", "zerowidthandmark"),
        ("e\u0301", "\u00e9"),
        ("a\u200b\u0301", "\u00e1"),
        (
            "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1e9\U0001f1ea",
            "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1e9\U0001f1ea",
        ),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        (
            "[/] [@click=app.quit]x[/] O'Brien %s {x} $q =1+1",
            "[/] [@click=app.quit]x[/] O'Brien %s {x} $q =1+1",
        ),
        ("", ""),
    ],
)
def test_text_is_cleaned_on_the_way_in(raw: str, kept: str) -> None:
    assert clean(raw) == Cleaned(kept, cut=False)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Anna\nBell", "Anna Bell"),
        ("Anna \r\n\t Bell", "Anna Bell"),
        ("Anna\tBell", "Anna Bell"),
        ("two  blanks stay", "two  blanks stay"),
        ("being typed ", "being typed "),
        ("\n", " "),
    ],
)
def test_one_line_has_no_breaks_or_tabs(raw: str, kept: str) -> None:
    assert one_line(raw) == kept


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_text_is_harmless_once_cleaned(raw: str) -> None:
    assert is_harmless(clean(raw).text)
    assert is_harmless(one_line(raw), lines=False)


@given(ANY_TEXT, st.integers(1, 60), st.booleans())
def test_cleaned_text_is_harmless_short_enough_and_stays_as_it_is(raw: str, limit: int, lines: bool) -> None:
    cleaned = clean(raw, limit=limit, lines=lines).text
    assert is_harmless(cleaned, lines=lines)
    assert len(cleaned.encode()) <= limit
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned, limit=limit, lines=lines) == Cleaned(cleaned, cut=False)


@given(ANY_TEXT, st.integers(1, 60))
def test_the_first_part_is_kept_and_the_cut_is_told(raw: str, limit: int) -> None:
    whole = clean(raw)
    short = clean(raw, limit=limit)
    assert whole.text.startswith(short.text)
    assert short.cut or short.text == whole.text


@pytest.mark.parametrize(
    ("raw", "limit", "kept"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcde"),
        ("aéé", 4, "aé"),
        ("ab👍🏽", 7, "ab"),
        ("ab👩\u200d👧", 9, "ab"),
        ("ab❤\ufe0f", 6, "ab"),
        ("abx\u0323\u0301", 5, "ab"),
        ("漢字", 5, "漢"),
    ],
)
def test_a_cut_splits_no_visible_character(raw: str, limit: int, kept: str) -> None:
    assert clean(raw, limit=limit) == Cleaned(kept, cut=kept != raw)


def test_a_letter_with_endless_marks_is_still_cut() -> None:
    assert len(clean("x" + "\u0334\u0301" * 5_000).text) == 31
    assert clean("x" + "\u0e31" * 5_000, limit=100).cut


@pytest.mark.parametrize(
    "raw",
    [
        "word " * 1_000_000,
        " " * 5_000_000,
        " \n" * 2_500_000,
        "\x00" * 5_000_000,
        "a" + "\u0301\u0323" * 1_000_000,
        "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 1_000_000,
    ],
    ids=["words", "blanks", "lines", "nul", "marks", "emoji"],
)
@pytest.mark.parametrize("lines", [True, False])
def test_a_five_megabyte_paste_is_cleaned_at_once(raw: str, lines: bool) -> None:
    start = time.process_time()
    cleaned = clean(raw, lines=lines)
    assert time.process_time() - start < 0.25
    assert cleaned.cut
    assert len(cleaned.text.encode()) <= NOTE_LIMIT


def test_a_line_is_shorter_than_a_note() -> None:
    assert len(one_line("x" * 5_000)) == LINE_LIMIT


@pytest.mark.parametrize("raw", HOSTILE)
def test_text_from_elsewhere_reaches_the_screen_without_control(raw: str) -> None:
    shown = for_screen(raw)
    assert is_harmless(shown)
    assert len(shown) == len(raw)
    assert all(new in (old, "\ufffd") for old, new in zip(raw, shown, strict=True))


@given(ANY_TEXT)
def test_cleaned_text_is_shown_unchanged(raw: str) -> None:
    cleaned = clean(raw).text
    assert for_screen(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("We are sorry.\nTruly.", 4),
        ("well-known — don't", 2),
        ("… ! ?", 0),
        ("नमस्ते दुनिया", 2),
        ("24 hours", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("one too long", 11, "one too lo…"),
        ("two\n  lines", 20, "two lines"),
        ("cut at blank", 5, "cut…"),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 6, "漢字…"),
        ("ab👩\u200d👧cd", 5, "ab…"),
        ("\x1b[31mred", 20, "\ufffd[31mred"),
        ("any", 0, ""),
        ("any", 1, "…"),
        (" " * 1_000 + "late", 10, "late"),
        ("x" * 5_000, 4, "xxx…"),
    ],
)
def test_an_excerpt_is_one_line_of_a_given_width(text: str, width: int, shown: str) -> None:
    assert excerpt(text, width) == shown


@given(ANY_TEXT, st.integers(1, 30))
def test_an_excerpt_is_never_wider_than_asked(text: str, width: int) -> None:
    shown = excerpt(text, width)
    assert cells(shown) <= width
    assert is_harmless(shown, lines=False)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("\u6f22\u5b57", 4), ("e\u0301", 1), ("\uff21\uff22", 4), ("a\u200db", 2)],
)
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert cells(text) == columns
