"""Files as they come: encodings, delimiters, quotes, and what is no table at all."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing.desks import Desk, table

from aware_tui.domain.importing.oddities import runs
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.services.importing.table import LONGEST, Table

TEXT = "started_at,text\r\n2026-03-02,Café ünd\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.replace("\r\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\r\n", "\n").encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends_are_found_out(desk: Desk, content: bytes, encoding: str) -> None:
    report = desk.take(content)
    assert report.survey.encoding == encoding
    assert desk.rows("SELECT text FROM note") == ["Café ünd"]


def test_a_few_bytes_that_fit_nothing_are_told(desk: Desk) -> None:
    report = desk.take("started_at,text\n2026-03-02,éééééééé".encode() + b"\xff\n")
    assert "1 byte fits no letter" in report.survey.notices[0]
    assert desk.rows("SELECT text FROM note") == ["éééééééé\ufffd"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_delimiters_are_found_by_looking(desk: Desk, sign: str) -> None:
    header = sign.join(("started_at", "category", "text"))
    row = sign.join(("2026-03-02", "Long lines", '"Waited, and waited; 3|4"'))
    assert desk.take(f"{header}\n{row}\n").tally.rows == 1
    assert desk.rows("SELECT category FROM session") == ["Long lines"]
    assert desk.rows("SELECT text FROM note") == ["Waited, and waited; 3|4"]


def test_a_line_that_names_the_delimiter_is_obeyed(desk: Desk) -> None:
    assert desk.take("sep=#\nstarted_at#text\n2026-03-02#x\n").tally.rows == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "is empty"),
        (b"PK\x03\x04" + bytes(99), "save it as CSV"),
        (bytes(range(256)) * 40 + bytes(4000), "does not hold text"),
        (b"started_at\n2026-03-02\n", "--delimiter"),
        (b"started_at,text\n", "no rows"),
        (b"2026-03-02,Late\n2026-03-03,Rude\n", "looks like a row"),
        (b"name,words\nAnn,x\n", '--map "started_at='),
        (b"started_at,started_at\n2026-03-02,2026-03-03\n", "2 columns are called"),
    ],
)
def test_what_is_no_table_is_told_with_what_to_do(desk: Desk, content: bytes, says: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        desk.take(content)
    assert says in str(problem.value)
    assert not desk.settings.database.exists()


def test_a_folder_and_a_file_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(ImportProblem, match="is a folder"):
        desk.take(desk.folder)
    with pytest.raises(ImportProblem, match="There is no file"):
        desk.take(desk.folder / "none.csv")


def test_a_stray_quotation_mark_costs_its_own_line_only(desk: Desk) -> None:
    rows = [("2026-03-02", '"open'), *((f"2026-03-{day:02}", f'"text {day}"') for day in range(3, 9))]
    report = desk.take(table(*rows))
    assert (report.tally.rows, report.rejected) == (6, 1)
    assert list(report.reasons) == ["a quotation mark in it is not closed"]


def test_short_rows_nuls_and_quotes_inside_are_borne(desk: Desk) -> None:
    rows = ("2026-03-02", '"He said ""no""\nand left"'), ("2026-03-03", "a\0b", "c")
    text = table(*rows, ("2026-03-04", 'so "so" it', "d"), header="started_at,text,category")
    assert desk.take(text).tally.rows == 3
    assert sorted(desk.rows("SELECT text FROM note")) == ['He said "no"\nand left', "ab", 'so "so" it']


def test_a_line_without_end_is_rejected_and_the_next_is_read(desk: Desk) -> None:
    path = desk.file("started_at,text\n2026-03-02," + "x" * (LONGEST + 50) + "\n2026-03-03,fine\n")
    with Table(path, "utf-8", ",").opened() as reading:
        rows = list(reading.rows())
    assert [bool(row.problem) for row in rows] == [False, True, False]
    assert rows[2].number == 3


def test_a_long_text_is_capped_as_notes_are(desk: Desk) -> None:
    desk.take(table(("2026-03-02", "word " * 20_000)))
    assert desk.rows("SELECT length(text) FROM note")[0] <= 20_000


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [
                (f"2025-{month:02}-{day:02}", f"t {month} {day} {k}")
                for month in (4, 5, 6, 8, 9, 10)
                for day in (4, 5, 6, *range(13, 29))
                for k in range(3)
            ],
            "No rows fall on days 1-3 and 7-12 of any month: day and month may be swapped.",
        ),
        (
            [("2026-03-02", "the same") for _ in range(150)],
            "The same text stands in at least 150 of 150 rows",
        ),
        (
            [(f"2025-{month:02}-01", f"t{n}") for month in (1, 2, 5) for n in range(50)],
            "none in March 2025, April 2025",
        ),
    ],
)
def test_what_looks_odd_is_told_with_its_counts(desk: Desk, rows: list[tuple[str, str]], says: str) -> None:
    report = desk.take(table(*rows), dry_run=True)
    assert [odd for odd in report.odd if says in odd]


def test_nothing_looks_odd_in_an_even_file(desk: Desk) -> None:
    rows = [(f"2025-{1 + n % 12:02}-{1 + n % 28:02} {n % 24:02}:10", f"t {n}") for n in range(700)]
    assert desk.take(table(*rows), dry_run=True).odd == ()


def test_runs_of_numbers_in_words() -> None:
    assert [runs(numbers) for numbers in ([3], [1, 2, 3], [1, 3, 4, 9])] == ["3", "1-3", "1, 3-4 and 9"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400)
    | st.text(alphabet='a1-/,;"\n\r\t\0é\ud7ff ', max_size=300).map(str.encode)
    | st.text(alphabet='a,"\n2026-03\0é', max_size=200).map(
        lambda text: f"date,text\n2026-03-02,{text}".encode()
    )
)
def test_any_bytes_are_taken_in_or_refused_in_words(desk: Desk, content: bytes) -> None:
    with suppress(ImportProblem):
        report = desk.take(content, dry_run=True)
        assert report.tally.rows + report.tally.there + report.rejected == report.survey.rows
