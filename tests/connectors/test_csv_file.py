"""The CSV file: a row for each key, safe in a spreadsheet, whole again after a kill, never another's."""

import csv
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from delivering import HOSTILE, QUALITY, a_parcel
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.connectors.csv_file import CsvConnector, make
from aware_tui.connectors.csv_rows import (
    COLUMNS,
    HEADER,
    MARK,
    decoded,
    encoded,
    ending,
    plain_cell,
    row_of,
    safe_cell,
)
from aware_tui.connectors.document import read_document
from aware_tui.connectors.protocol import Parcel
from aware_tui.connectors.trouble import Misconfigured, Refused

ANYTHING = st.text()
FORMULAS = st.text(alphabet="=+-@'\t\r\n\"\uff1d,;1A ")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "complaints.csv"


@pytest.fixture
def connector(file: Path) -> CsvConnector:
    return make({"path": str(file)}, None)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def a_row(parcel: Parcel) -> bytes:
    return encoded(row_of(read_document(parcel.document, parcel.payload)))


def test_a_document_is_a_row_under_names(connector: CsvConnector, file: Path) -> None:
    first, second = a_parcel("One\nand two"), a_parcel("Three", QUALITY)
    connector.deliver(first)
    connector.deliver(second)
    found = rows(file)
    assert [row["key"] for row in found] == [first.key, second.key]
    assert (found[0]["text"], found[0]["customer_name"]) == ("One\nand two", "Dana Reyes")
    assert (found[1]["cause"], found[1]["cost"], found[1]["revision"]) == ("system", "2 visits", "1")
    assert found[1]["promises"].startswith("send a technician (kim, 2026-03-05T10:30:00+00:00, open)")
    assert file.read_bytes().startswith(MARK)
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_there_counts_as_delivered(connector: CsvConnector, file: Path) -> None:
    parcel = a_parcel()
    connector.deliver(parcel)
    before = file.read_bytes()
    connector.deliver(parcel)
    assert file.read_bytes() == before


def test_a_key_in_the_words_of_somebody_does_not_count(connector: CsvConnector, file: Path) -> None:
    parcel = a_parcel()
    connector.deliver(a_parcel(f'see\n"{parcel.key}",\n{parcel.key},'))
    connector.deliver(parcel)
    assert [row["key"] for row in rows(file)][1:] == [parcel.key]


@given(ANYTHING | FORMULAS)
def test_any_words_come_back_from_a_cell_and_none_begin_a_formula(text: str) -> None:
    written = encoded([safe_cell(text), "1"])
    [[cell, _]] = list(csv.reader(io.StringIO(written.decode("utf-8"), newline=""), strict=True))
    assert plain_cell(cell) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")
    assert b"\r" not in written[:-2]


def test_hostile_words_are_one_cell_of_one_row(connector: CsvConnector, file: Path) -> None:
    connector.deliver(a_parcel(HOSTILE))
    [row] = rows(file)
    assert row["text"] == "'" + HOSTILE.replace("\r\n", "\n")
    assert None not in row


def whole(*parcels: Parcel) -> bytes:
    return MARK + HEADER + b"".join(map(a_row, parcels))


TALE = a_parcel('a "quoted"\n"tale", =1+1\nand more')
NEXT = a_parcel("next")


@pytest.mark.parametrize("before", [(), (a_parcel("first\nrow"),)])
def test_a_row_torn_anywhere_is_mended_and_the_others_stay(
    connector: CsvConnector, file: Path, before: tuple[Parcel, ...]
) -> None:
    start, all_of_it = len(whole(*before)) if before else 0, whole(*before, TALE)
    for end in range(start, len(all_of_it)):
        keep, add = ending(all_of_it[:end])
        mended = all_of_it[:keep] + add
        assert mended in (whole(*before), whole(*before, TALE)), all_of_it[:end]
    for end in (start, start + 1, len(all_of_it) - 40, len(all_of_it) - 1):
        file.write_bytes(all_of_it[:end])
        connector.deliver(NEXT)
        connector.deliver(TALE)
        keys = [row["key"] for row in rows(file)]
        assert sorted(keys) == sorted(parcel.key for parcel in (*before, TALE, NEXT))


def test_a_last_row_without_its_line_end_stays(connector: CsvConnector, file: Path) -> None:
    file.write_bytes(whole(TALE)[:-2])
    connector.deliver(NEXT)
    assert file.read_bytes() == whole(TALE, NEXT)


SAVED_AGAIN: list[Callable[[str], str]] = [
    lambda text: text.replace("\r\n", "\n"),
    lambda text: text.removeprefix("\ufeff"),
    lambda text: text.removesuffix("\r\n"),
    lambda text: text.replace('"', "", 2 * len(COLUMNS)),
    lambda text: text + "a note, by hand",
]


@pytest.mark.parametrize("change", SAVED_AGAIN)
def test_a_file_that_another_program_saved_is_added_to(
    connector: CsvConnector, file: Path, change: Callable[[str], str]
) -> None:
    first = a_parcel("first")
    file.write_bytes(change(whole(first).decode("utf-8")).encode("utf-8"))
    connector.deliver(NEXT)
    connector.deliver(first)
    keys = [row["key"] for row in rows(file)]
    assert keys.count(first.key) == keys.count(NEXT.key) == 1
    assert ("a note" in keys) is (b"by hand" in file.read_bytes())


@pytest.mark.parametrize(
    "content", [b"name,phone\r\nDana,1\r\n", b"key,document\n", b"PK\x03\x04", b"\n", b"\xff"]
)
def test_a_file_of_somebody_else_is_refused_and_left_alone(
    connector: CsvConnector, file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    assert "its first line is not ours" in connector.check()[0]
    with pytest.raises(Misconfigured, match="Choose another file"):
        connector.deliver(a_parcel())
    assert file.read_bytes() == content


def test_a_quote_that_somebody_opened_is_not_taken_for_a_torn_row(
    connector: CsvConnector, file: Path
) -> None:
    broken = whole(TALE, NEXT).replace(b'"next"', b'"next')
    file.write_bytes(broken + a_row(a_parcel("last")))
    with pytest.raises(Refused, match="quotation mark that is never closed"):
        connector.deliver(a_parcel())
    assert file.read_bytes().startswith(broken)


@pytest.mark.parametrize(
    ("arrange", "told"),
    [
        (lambda file: file.mkdir(), "is a folder"),
        (lambda file: file.symlink_to("nowhere"), "cannot be read and written"),
        (lambda file: file.parent.rmdir(), "There is no folder"),
    ],
)
def test_a_path_that_cannot_be_used_is_told(
    tmp_path: Path, arrange: Callable[[Path], object], told: str
) -> None:
    (tmp_path / "out").mkdir()
    connector = make({"path": str(tmp_path / "out" / "a.csv")}, None)
    arrange(tmp_path / "out" / "a.csv")
    assert told in connector.check()[0]
    with pytest.raises(Misconfigured, match=told):
        connector.deliver(a_parcel())


@pytest.mark.parametrize("length", [250, 300])
def test_a_name_that_is_too_long_for_the_file_or_its_turn_is_told(tmp_path: Path, length: int) -> None:
    long = make({"path": str(tmp_path / ("x" * length))}, None)
    assert long.check() == ("The path is too long for this computer. Choose a shorter one.",)


def test_many_writers_at_once_lose_and_double_nothing(file: Path) -> None:
    parcels = [a_parcel(f"words {number}") for number in range(12)]
    threads = [
        threading.Thread(target=lambda each=parcel: make({"path": str(file)}, None).deliver(each))
        for parcel in [*parcels, *parcels[:6]]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(row["key"] for row in rows(file)) == sorted(parcel.key for parcel in parcels)


def test_the_preview_is_the_row_and_writes_nothing(connector: CsvConnector, file: Path) -> None:
    parcel = a_parcel()
    assert a_row(parcel).decode("utf-8") in connector.preview(parcel)
    assert not file.exists()


def test_every_column_has_its_own_name() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS) == len(decoded(HEADER)[0])
