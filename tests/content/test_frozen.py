"""A playbook frozen as JSON comes back the same, without the libraries that read files."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.content.frozen import FrozenError, freeze, thaw
from aware_tui.content.loader import load_playbook
from aware_tui.content.shapes import Hint, is_shape, item_of, keys_of, words_of
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.playbook import Playbook

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)


def made_of(hint: Hint) -> st.SearchStrategy[Any]:
    """Any value of a type of the playbook, small."""
    if is_shape(hint):
        return st.builds(hint, **{key: made_of(below) for key, below in keys_of(hint).items()})
    if (item := item_of(hint)) is not None:
        return st.lists(made_of(item), max_size=2).map(tuple)
    if words_of(hint):
        return st.sampled_from(list(hint))
    return {str: TEXT, int: st.integers()}.get(hint, st.booleans())


@given(made_of(Playbook))
def test_any_playbook_comes_back_the_same(playbook: Playbook) -> None:
    document = freeze(playbook)
    assert thaw(document) == playbook
    assert freeze(thaw(document)) == document


def test_the_document_is_canonical_and_its_hash_is_of_its_bytes(small: Path) -> None:
    read = load_playbook(small, [])
    canonical = json.dumps(
        json.loads(read.document), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert read.document == canonical
    assert read.content_hash == hash_of(read.document) == sha256(read.document.encode()).hexdigest()
    assert thaw(read.document) == read.playbook


def test_the_hash_does_not_change_with_comments_order_and_layout(small: Path) -> None:
    before = load_playbook(small, []).content_hash
    path = small / "hear.yaml"
    text = path.read_text("utf-8").replace(
        "id: hear\ntitle: Hear\n", "# first\n\ntitle:   'Hear'  # why\n\"id\": hear\n"
    )
    path.write_text(
        text.replace("required: warn", 'required: "warn"').replace("\n", "\r\n"), encoding="utf-8", newline=""
    )
    assert load_playbook(small, []).content_hash == before


def test_the_hash_changes_with_one_letter(small: Path) -> None:
    before = load_playbook(small, []).content_hash
    path = small / "hear.yaml"
    path.write_text(path.read_text("utf-8").replace("I waited", "I waitet"), encoding="utf-8")
    assert load_playbook(small, []).content_hash != before


def test_keys_unknown_today_are_left_out_and_missing_ones_take_their_defaults(small: Path) -> None:
    read = load_playbook(small, [])
    old = json.loads(read.document)
    old["mood_music"] = ["loud"]
    old["steps"][0]["phases"][0]["items"][0]["colour"] = {"red": 1}
    del old["steps"][0]["phases"][0]["items"][0]["why"], old["language"]
    del old["calendar"], old["deadlines"]
    assert thaw(json.dumps(old)) == read.playbook


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": None}, "Playbook.id is not str"),
        ({"id": 5}, "Playbook.id is not str"),
        ({"steps": {}}, "Playbook.steps is not a list"),
        ({"steps": [5]}, "Playbook.steps is not an object"),
        ({"steps": [{"id": "x"}]}, "Playbook.steps has no title"),
        ({"causes": [{"id": "x", "label": "x", "of": "fate"}]}, "Playbook.causes.of is none of its words"),
    ],
)
def test_a_document_that_does_not_fit_is_refused(small: Path, change: dict[str, object], words: str) -> None:
    document = json.dumps(json.loads(load_playbook(small, []).document) | change)
    with pytest.raises(FrozenError, match=words):
        thaw(document)


@pytest.mark.parametrize("document", ["", "{", "[]", "5", "[" * 100_000, "9" * 5_000])
def test_what_is_no_document_is_refused(document: str) -> None:
    with pytest.raises(FrozenError):
        thaw(document)


def test_every_key_of_a_shape_has_a_plain_type() -> None:
    for key, hint in keys_of(Playbook).items():
        assert is_shape(hint) or item_of(hint) is not None or hint is str, key


def test_thawing_imports_neither_pydantic_nor_yaml(small: Path) -> None:
    script = (
        "import sys\n"
        "from aware_tui.content.frozen import freeze, thaw\n"
        "document = sys.stdin.read()\n"
        "assert freeze(thaw(document)) == document\n"
        "print([name for name in ('pydantic', 'yaml', 'textual', 'sqlite3') if name in sys.modules])\n"
    )
    document = load_playbook(small, []).document
    run = subprocess.run(
        [sys.executable, "-c", script],
        input=document,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout == "[]\n"
