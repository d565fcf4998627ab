"""The folder: two whole files for each key, named by nothing else; a sentence for whatever is wrong."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from delivering import HOSTILE, PROFILE, QUALITY, a_parcel
from hostile import HOSTILE as HOSTILES
from markdown_it import MarkdownIt

from aware_tui.connectors.files import turn, write_whole
from aware_tui.connectors.folder import FolderConnector, make
from aware_tui.connectors.trouble import DeliveryTrouble, Misconfigured, Refused, TryLater
from aware_tui.domain.states import DocumentKind


@pytest.fixture
def folder(tmp_path: Path) -> FolderConnector:
    return make({"path": str(tmp_path / "out")}, None)


def test_a_document_becomes_two_private_files_named_by_its_key(
    folder: FolderConnector, tmp_path: Path
) -> None:
    parcel = a_parcel("Prefers Saturdays.")
    folder.deliver(parcel)
    found = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in found] == [f"{parcel.key}.json", f"{parcel.key}.md"]
    assert found[0].read_text("utf-8") == parcel.payload
    assert "> Prefers Saturdays." in found[1].read_text("utf-8")
    if os.name == "posix":
        assert [path.stat().st_mode & 0o777 for path in found] == [0o600, 0o600]


def test_delivering_again_writes_the_same_files_and_mends_torn_ones(
    folder: FolderConnector, tmp_path: Path
) -> None:
    parcel, out = a_parcel(), tmp_path / "out"
    folder.deliver(parcel)
    (out / f"{parcel.key}.json").write_text('{"aw')
    (out / f".{parcel.key}.json.x1.part").write_text("left by a kill")
    folder.deliver(replace(parcel, attempt=2))
    assert json.loads((out / f"{parcel.key}.json").read_text("utf-8"))["key"] == parcel.key
    assert len(list(out.iterdir())) == 2


def test_a_folder_that_exists_keeps_what_is_in_it(folder: FolderConnector, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    folder.deliver(a_parcel())
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("key", ["../out", "a/b", "", ".hidden", "a\x00b", "a b", "x" * 65, "C:aux", "Ä"])
def test_a_key_that_leads_elsewhere_is_refused(folder: FolderConnector, key: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be the name of a file"):
        folder.deliver(a_parcel(key=key))
    assert list(tmp_path.iterdir()) == []


def test_words_of_people_are_no_markup_and_no_file_name(folder: FolderConnector, tmp_path: Path) -> None:
    parcel = a_parcel(f"{HOSTILE}\n# Loud\n[x](http://e.org) <script>../../x</script>", QUALITY)
    folder.deliver(parcel)
    text = (tmp_path / "out" / f"{parcel.key}.md").read_text("utf-8")
    page = MarkdownIt().render(text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert page.count("<h1>") == 1
    assert "<a " not in page
    assert "<script>" not in page
    assert "Call ahead" in page


@pytest.mark.parametrize("text", ["", " \n\t ", "\n", "one\n\n\ntwo", *HOSTILES])
@pytest.mark.parametrize("document", [PROFILE, QUALITY])
def test_any_words_can_be_delivered(
    folder: FolderConnector, tmp_path: Path, text: str, document: DocumentKind
) -> None:
    parcel = a_parcel(text, document)
    folder.deliver(parcel)
    told = (tmp_path / "out" / f"{parcel.key}.md").read_text("utf-8")
    assert ("Nothing was written." in told) is not any(line.strip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("arrange", "told"),
    [
        (lambda out: out.write_text("a file"), "is a file, not a folder"),
        (lambda out: out.symlink_to("nowhere"), "is a file, not a folder"),
    ],
)
def test_a_path_that_is_no_folder_is_told_and_left_alone(
    folder: FolderConnector, tmp_path: Path, arrange: Callable[[Path], object], told: str
) -> None:
    arrange(tmp_path / "out")
    assert told in folder.check()[0]
    with pytest.raises(Misconfigured, match=told):
        folder.deliver(a_parcel())
    assert not (tmp_path / "out").is_dir()


def test_a_folder_is_made_only_where_its_parent_is(tmp_path: Path) -> None:
    deep = make({"path": str(tmp_path / "no" / "out")}, None)
    assert "There is no folder" in deep.check()[0]
    with pytest.raises(Misconfigured):
        deep.deliver(a_parcel())
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_is_too_long_is_told_and_not_repeated(tmp_path: Path) -> None:
    for path in (tmp_path / ("x" * 300), tmp_path / ("x" * 300) / "out", Path("/" + "y/" * 4000)):
        long = make({"path": str(path)}, None)
        assert long.check() == ("The path is too long for this computer. Choose a shorter one.",)
        with pytest.raises(Misconfigured, match="too long for this computer"):
            long.deliver(a_parcel())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such folders")
@pytest.mark.parametrize("path", ["/proc", "/proc/aware", "/sys/aware"])
def test_a_folder_that_only_shows_the_state_of_the_computer_is_told(path: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(path)
    for each in (path, str(tmp_path / "link")):
        assert "shows its own state" in make({"path": each}, None).check()[0]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may look anywhere")
def test_a_folder_that_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert "cannot be looked at" in make({"path": str(tmp_path / "closed" / "out")}, None).check()[0]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(folder: FolderConnector, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    assert "cannot be written" in folder.check()[0]


def test_what_cannot_be_written_now_is_tried_later(folder: FolderConnector, tmp_path: Path) -> None:
    parcel = a_parcel()
    (tmp_path / "out" / f"{parcel.key}.json").mkdir(parents=True)
    with pytest.raises(TryLater, match="cannot be written"):
        folder.deliver(parcel)
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize("payload", ["", "[]", "{", '"text"'])
def test_a_payload_that_is_no_object_is_refused(folder: FolderConnector, payload: str) -> None:
    with pytest.raises(Refused, match="Record the document again"):
        folder.deliver(a_parcel(payload=payload))


def test_the_preview_shows_both_files_and_writes_none(folder: FolderConnector, tmp_path: Path) -> None:
    parcel = a_parcel()
    shown = folder.preview(parcel)
    assert parcel.payload in shown
    assert f"{tmp_path / 'out' / parcel.key}.md" in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, 'needs a line like path = "'),
        ({"path": 3}, "needs a line like path"),
        ({"path": " "}, "needs a line like path"),
        ({"path": "out"}, "Write path out in full"),
        ({"path": "/a\0b"}, "Write path out in full"),
        ({"path": "~nobody-of-this-name/out"}, "no home folder"),
        ({"path": "/out", "pth": "x"}, "has no setting “pth”. Known are kind, path"),
    ],
)
def test_options_that_cannot_be_used_are_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        make(options, None)
    assert told in str(caught.value)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_whole(target, "one")
    (tmp_path / "a.json").chmod(0o600)
    with pytest.raises(AttributeError):
        write_whole(target, None)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert target.read_text() == "one"


def test_one_turn_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aware_tui.connectors.files.TRIES", 1)
    with turn(tmp_path / "a"), pytest.raises(TryLater, match="Another program"), turn(tmp_path / "a"):
        pass
    with turn(tmp_path / "a"):
        assert issubclass(TryLater, DeliveryTrouble)
