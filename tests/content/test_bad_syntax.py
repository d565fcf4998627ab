"""Every file in bad/ says in its first line where and why it is refused."""

from itertools import islice
from pathlib import Path

import pytest
import yaml

from aware_tui.content.errors import MAX_SHOWN, ContentError, PlaybookError
from aware_tui.content.loader import load_playbook
from aware_tui.content.nodes import Keyed, Listing, plain
from aware_tui.content.yaml_reader import MAX_BYTES, MAX_NODES, parse, read_yaml, resolve

BOOLEANS_OF_OLD = ["no", "No", "NO", "yes", "Yes", "on", "off", "y", "n", "True", "TRUE", "False"]
ODD_NUMBERS = ["2026-03-04", ".inf", ".nan", "1.", ".5", "9" * 16, "None", "Null", "=", "--"]
BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


def expectation(path: Path) -> str:
    return path.read_text("utf-8").split("\n", 1)[0].removeprefix("# ")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_where_and_for_what_it_says(path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(path, "step.yaml")
    assert str(caught.value.problems[0]).startswith(f"step.yaml:{expectation(path)}")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_parser_written_in_python_refuses_it_in_the_same_line(path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        parse(path.read_text("utf-8"), "step.yaml", yaml.SafeLoader)
    line, _, message = expectation(path).split(":", 2)
    assert caught.value.problems[0].line == int(line)
    assert caught.value.problems[0].message.startswith(message.strip())


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_playbook_with_a_bad_step_is_refused_in_that_file(path: Path, small: Path) -> None:
    step = small / "hear.yaml"
    step.write_bytes(path.read_bytes())
    with pytest.raises(PlaybookError) as caught:
        load_playbook(small, [])
    assert str(caught.value.problems[0]).startswith(f"{step}:{expectation(path)}")


def test_the_table_is_long_enough() -> None:
    assert len(BAD) >= 30


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff\xfei\x00d\x00", "f:1:1: This file is not UTF-8 text. Save it as UTF-8."),
        (b"id: hear\ntitle: caf\xe9\n", "f:2:11: This file is not UTF-8 text"),
        (b"id: a\x00b\n", "f:1:6: A hidden character is here (U+0000)"),
        (b"", "f:1:1: This file is empty"),
        (b"x: " + b"a" * MAX_BYTES, "f:1:1: This file is larger than 256 KB"),
        (b"id: hear\r\ntitle: [\r\n", "f:3:1: A value is missing here"),
        (b"a: 1\rb: 2\ra: 3\r", "f:3:1: `a` is here twice, first in line 1"),
        (b"\xef\xbb\xbfid: x\nid: y\n", "f:2:1: `id` is here twice"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "f"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_yaml(path, "f")
    assert str(caught.value).startswith(expected)


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="not a plain file"):
        read_yaml(tmp_path)
    with pytest.raises(ContentError, match="cannot be opened"):
        read_yaml(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * MAX_BYTES,
        "{a: " * (MAX_BYTES // 4),
        "- " * (MAX_BYTES // 2),
        "? " * (MAX_BYTES // 2),
        "- x\n" * (MAX_BYTES // 4),
        "[" + "x," * (MAX_BYTES // 2),
        "\n".join(f"k{i}:" for i in range(30_000)),
    ],
    ids=lambda bomb: bomb[:4],
)
def test_a_bomb_is_left_after_few_values(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    events = yaml.parse

    def counted(*args: object, **named: object) -> object:
        nonlocal seen
        for event in events(*args, **named):  # type: ignore[arg-type]
            seen += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    with pytest.raises(ContentError):
        parse(bomb, "f")
    assert seen <= 2 * MAX_NODES


def test_the_most_values_still_fit() -> None:
    node = parse("- x\n" * (MAX_NODES - 1), "f")
    assert isinstance(node, Listing)
    assert len(node.items) == MAX_NODES - 1


@pytest.mark.parametrize(
    "word",
    [*BOOLEANS_OF_OLD, "12:30", "1:2:3", "0x1f", "0o7", "1_000", "007", "1e3", "+1", *ODD_NUMBERS, "<<"],
)
def test_a_word_stays_a_word(word: str) -> None:
    assert plain(parse(f"a: {word}\n", "f")) == {"a": word}
    assert plain(parse(f"{word}: a\n", "f")) == {word: "a"}


@pytest.mark.parametrize(
    ("words", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("7", 7), ("1.50", 1.5)],
)
def test_only_plain_values_are_more_than_words(words: str, value: object) -> None:
    assert resolve(words) == value
    assert type(resolve(words)) is type(value)
    assert plain(parse(f"a: '{words}'\n", "f")) == {"a": words}


def test_each_value_keeps_its_place() -> None:
    node = parse("a: 1\nb:\n  - c: é\n    d: x\n", "f.yaml")
    assert isinstance(node, Keyed)
    listing = node.get("b")
    assert isinstance(listing, Listing)
    first = listing.items[0]
    assert isinstance(first, Keyed)
    assert (first.entries["d"].key.line, first.entries["d"].key.column) == (4, 5)
    assert (first.entries["d"].value.spot.line, first.entries["d"].value.spot.column) == (4, 8)


def test_text_is_composed_and_trimmed() -> None:
    assert plain(parse('a: "cafe\\u0301 \\t "\nb: |\n  one\n  two\n', "f")) == {"a": "café", "b": "one\ntwo"}


def test_words_of_a_file_are_shortened_in_a_message() -> None:
    with pytest.raises(ContentError) as caught:
        parse(f"{'k' * 100}: 1\n{'k' * 100}: 2\n", "f")
    echoed = caught.value.problems[0].message.split("`")[1]
    assert len(echoed) == MAX_SHOWN
    assert echoed.endswith("…")


def test_several_problems_of_one_file_are_told_together() -> None:
    with pytest.raises(ContentError) as caught:
        parse("a: 1\na: 2\nb: 1\nb: 2\n", "f")
    assert [problem.line for problem in caught.value.problems] == [2, 4]


def test_at_most_twenty_problems_are_told_and_the_rest_counted() -> None:
    with pytest.raises(ContentError) as caught:
        parse("".join(f"a: {i}\n" for i in range(31)), "f")
    assert len(caught.value.problems) == 20
    assert caught.value.more == 10
    assert str(caught.value).endswith("\n... and 10 more.")
    assert list(islice((p.line for p in caught.value.problems), 3)) == [2, 3, 4]
