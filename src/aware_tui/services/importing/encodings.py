"""In which encoding a file is written, found out from all its bytes."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.text import counted, one_line

BLOCK = 1 << 20
"""Bytes read at a time."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file"),
    (b"SQLite format 3\0", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_BAD = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become letters, and what there is to say of it."""

    name: str
    notice: str = ""


def encoding_of(path: Path, told: str = "") -> Encoding:
    """Return the encoding of a file; `told` is one that was asked for. Raises ImportProblem and OSError."""
    if told:
        return _checked(path, told)
    with path.open("rb") as file:
        head = file.read(1 << 16)
    kind = next((what for mark, what in _OTHERS if head.startswith(mark)), "")
    if kind:
        raise ImportProblem(
            f"{path.name} is {kind}, not a CSV file. Open it in the program it belongs to and save it as CSV."
        )
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if marked and marked != "utf-8-sig":
        return _checked(path, marked)
    if not marked and (wide := _wide(head)):
        return Encoding(
            wide, f"It does not say how its letters are stored; it looks like {wide} and is read so."
        )
    if head.count(0) * 10 > len(head):
        raise ImportProblem(f"{path.name} does not hold text. Save the table as CSV (UTF-8) and try again.")
    return _narrow(path, marked or "utf-8")


def _wide(head: bytes) -> str:
    """Return the form of UTF-16 whose every second byte is 0 in English text, or nothing."""
    half = len(head) // 2
    if half < 8:
        return ""
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half else ""


def _narrow(path: Path, name: str) -> Encoding:
    """Return UTF-8 where all or nearly all bytes beyond ASCII fit it, else Windows-1252."""
    good, bad = _fitting(path)
    if not bad:
        return Encoding(name)
    if name == "utf-8-sig" or good > 4 * bad:
        one = "1 byte fits" if bad == 1 else f"{bad:,} bytes fit"
        return Encoding(name, f"{one} no letter of UTF-8: “\ufffd” stands in their place.")
    return Encoding(
        "cp1252", f"It is not UTF-8 ({counted(bad, 'byte')} would not fit), so it is read as Windows-1252."
    )


def _fitting(path: Path) -> tuple[int, int]:
    """Return how many letters beyond ASCII a file has as UTF-8, and how many bytes that fit none."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if block.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(block)
            wrong = len(_BAD.findall(text))
            bad += wrong
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
    return good, bad + len(_BAD.findall(decoder.decode(b"", final=True)))


def _checked(path: Path, name: str) -> Encoding:
    """Return an encoding that was told or marked, once the whole file has been read with it."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        raise ImportProblem(
            f"There is no encoding “{one_line(name)}”. Usual are utf-8, utf-16, windows-1252 and latin-1."
        ) from None
    if not known._is_text_encoding:
        raise ImportProblem(f"“{one_line(name)}” is no encoding of text. Usual are utf-8 and windows-1252.")
    wrong = _lost(path, name)
    if not wrong:
        return Encoding(name)
    return Encoding(name, f"{counted(wrong, 'byte')} do not fit {name}: “\ufffd” stands in their place.")


def _lost(path: Path, name: str) -> int:
    """Return how many letters of a file cannot be read with an encoding, beside those that are so in it."""
    decoder = codecs.getincrementaldecoder(name)("replace")
    lost = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            lost += decoder.decode(block).count("\ufffd")
    return lost + decoder.decode(b"", final=True).count("\ufffd")
