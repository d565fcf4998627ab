"""The commands: seen first, confirmed, told plainly; wrong input changes nothing."""

import json
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli.said import Aware, typing
from making import NOW, a_customer, a_head, a_note, an_id
from privacy.people import MARK, a_marked_person, files_with, keep
from watching import rows

from aware_tui.domain.erasing import FATES
from aware_tui.domain.rows import CustomerMerge, Session
from aware_tui.domain.states import Status
from aware_tui.store.library import sqlite3

NAME, REFERENCE = f"{MARK} customer name", f"{MARK} customer reference"


@pytest.fixture
def session_id(folder: Path) -> str:
    """Have a marked person in the data; return the id of a call of theirs."""
    _, theirs = a_marked_person(status=Status.PARKED)
    keep(folder, *theirs)
    return next(row.id for row in theirs if isinstance(row, Session))


def untouched(folder: Path) -> bool:
    return rows(folder / "aware.db", "SELECT count(*) FROM erasure") == [(0,)] and bool(files_with(folder))


def test_the_preview_says_what_goes_what_stays_and_where_else_it_is(
    aware: Aware, folder: Path, tmp_path: Path, session_id: str
) -> None:
    aware("data", "backup")
    aware("export", "-o", str(tmp_path / "exported"))
    [copy] = (folder / "backups").glob("*.db")
    (folder / "aware.db.bad-20260101T000000Z").write_bytes(b"")
    (folder / "imports").mkdir()
    (folder / "imports" / "half.rejected.csv").write_text(f"1,no date,{NAME.upper()}\n")
    (folder / "imports" / "other.rejected.csv").write_text("1,no date,Somebody\n")
    said = aware("data", "erase-customer", NAME)
    assert said.status == 1
    assert (
        said.err
        == f"Nothing was erased. To erase them, add --confirm and what stands for them: {REFERENCE}\n"
    )
    for words in (
        f"{NAME}, {REFERENCE}",
        "all in 2 calls, 2 notes, 2 promises, 2 checks, 4 documents, 2 documents given to other programs, 3",
        "Still to be done, and closed by this: 2 open calls, 2 open promises, 2 open checks.",
        "That the calls happened stays",
        "What other programs were given stays there",
        f"{copy}  until ",
        str(tmp_path / "exported"),
        "aware.db.bad-20260101T000000Z",
        "half.rejected.csv",
    ):
        assert words in said.out
    assert "other.rejected.csv" not in said.out
    assert untouched(folder)


def test_the_reference_confirms_it(aware: Aware, folder: Path, session_id: str) -> None:
    said = aware("data", "erase-customer", NAME, "--confirm", REFERENCE.upper())
    assert (said.status, said.err) == (0, "")
    assert "Erased: 1 entry of a customer and the words of 2 calls." in said.out
    assert "No remains are left" in said.out
    assert files_with(folder, but=()) == []
    again = aware("data", "erase-customer", NAME)
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith(f"There is no customer “{NAME}”. Nothing was changed. Give the reference")


@pytest.mark.parametrize("typed", ["", "no", NAME])
def test_a_wrong_word_confirms_nothing(aware: Aware, folder: Path, session_id: str, typed: str) -> None:
    said = aware("data", "erase-customer", NAME, "--confirm", typed)
    assert said.status == 1
    assert "nothing was erased" in said.err
    assert untouched(folder)


@pytest.mark.parametrize(("typed", "status"), [(REFERENCE, 0), ("", 1), ("no", 1)])
def test_at_a_terminal_it_is_asked_for(
    aware: Aware,
    folder: Path,
    session_id: str,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    status: int,
) -> None:
    typing(monkeypatch, typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = aware("data", "erase-customer", NAME)
    assert said.status == status
    assert f"This cannot be undone. Type {REFERENCE} to erase them" in said.out
    assert untouched(folder) is bool(status)


def test_without_a_reference_the_end_of_the_id_confirms(aware: Aware, folder: Path) -> None:
    customer = a_customer(name=MARK)
    keep(folder, customer)
    said = aware("data", "erase-customer", customer.id[-8:], "--confirm", customer.id[-6:])
    assert said.status == 0
    assert files_with(folder, but=()) == []
    said = aware("data", "erase-customer", customer.id)
    assert (said.status, said.err) == (0, "")
    assert said.out == f"Customer {customer.id} was erased already: nothing of them is left in the data.\n"


def test_of_several_one_has_to_be_chosen(aware: Aware, folder: Path) -> None:
    one, two = (a_customer(name="Ann Lee", reference=reference) for reference in ("A-1", ""))
    keep(folder, one, two)
    said = aware("data", "erase-customer", "ann lee", "--confirm", "A-1")
    assert said.status == 1
    assert "A-1" in said.out
    assert "no reference" in said.out
    assert said.err.startswith("2 customers fit. Nothing was changed.")
    assert rows(folder / "aware.db", "SELECT count(*) FROM erasure") == [(0,)]


@pytest.mark.sweep(3)
@pytest.mark.parametrize("deed", ["erase-customer", "access-export"])
@pytest.mark.parametrize("who", ["nobody", "0195ffff", "%", "'; DROP TABLE customer; --", "[/red]"])
def test_nobody_of_that_name_is_one_sentence(aware: Aware, folder: Path, deed: str, who: str) -> None:
    keep(folder, a_customer())
    said = aware("data", deed, who)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"There is no customer “{who}”. Nothing was changed.")
    assert len(said.err.splitlines()) == 1


def test_without_data_nobody_is_there(aware: Aware, folder: Path) -> None:
    said = aware("data", "erase-customer", "Ann")
    assert said.status == 1
    assert "There is no customer “Ann”" in said.err
    assert not folder.exists()


def test_whom_it_is_about_has_to_be_said(aware: Aware) -> None:
    said = aware("data", "erase-customer")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Say whom")


def test_programs_get_the_preview_and_the_outcome_as_json(
    aware: Aware, folder: Path, session_id: str
) -> None:
    seen = aware("data", "erase-customer", NAME, "--json")
    assert (seen.status, seen.err) == (0, "")
    assert (seen.json["type_to_confirm"], seen.json["holds"]["calls"]) == (REFERENCE, 2)
    assert untouched(folder)
    done = aware("data", "erase-customer", NAME, "--json", "--confirm", REFERENCE)
    assert (done.status, done.err) == (0, "")
    assert done.json == {"customers": 1, "sessions": 2, "drafts": [], "remains": ""}


def test_drafts_made_of_their_calls_go_too(aware: Aware, data: Path, tmp_path: Path) -> None:
    listed = aware("sessions", "--json").json
    session_id = next(each["id"] for each in listed if each["customer"] == "Dana Reyes")
    other_id = next(each["id"] for each in listed if each["customer"] == "Priya Nair")
    for each in (session_id, other_id):
        assert aware("scenario", "from-session", each).status == 0
    elsewhere = tmp_path / "elsewhere.yaml"
    assert aware("scenario", "from-session", session_id, "-o", str(elsewhere)).status == 0
    drafts = data / "scenarios" / "drafts"
    assert len(list(drafts.iterdir())) == 4
    assert (
        "Drafts of scenarios were made of their calls, and go too"
        in aware("data", "erase-customer", "Dana").out
    )
    assert aware("data", "erase-customer", "Dana", "--confirm", "C-21054").status == 0
    assert len(list(drafts.iterdir())) == 2
    assert files_with(data, "dana reyes") == []
    said = aware("scenario", "offer", str(elsewhere))
    assert said.status == 1
    assert "was erased, as its customer asked" in said.out + said.err
    assert "Delete the file." in said.out + said.err


def test_others_who_name_them_are_told_of(aware: Aware, folder: Path) -> None:
    dana, ann = a_customer(), a_customer(name="Ann Lee")
    head = a_head(customer_id=ann.id)
    keep(
        folder,
        dana,
        a_head(customer_id=dana.id),
        ann,
        head,
        a_note(head.id, "Her sister Dana Reyes rang too."),
    )
    said = aware("data", "erase-customer", "Dana Reyes")
    assert f"Calls of others name them; these words stay, look at them:\n  {head.id}\n" in said.out


def test_remains_are_told_and_wiped_later(
    aware: Aware, folder: Path, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.store.residue.wipe.__defaults__", (0.1,))
    with closing(sqlite3.connect(folder / "aware.db", isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM note").fetchone()
        said = aware("data", "erase-customer", NAME, "--confirm", REFERENCE)
        assert said.status == 1
        assert "Erased: 1 entry" in said.out
        assert said.err.endswith("Close the other windows, then run `aware data erase-customer --finish`.\n")
        assert aware("data", "erase-customer", "--finish").status == 1
    said = aware("data", "erase-customer", "--finish")
    assert (said.status, said.err) == (0, "")
    assert files_with(folder, but=()) == []


def old_person(folder: Path) -> None:
    now = datetime.now(UTC)
    customer = a_customer(name=MARK)
    at = now - timedelta(days=40)
    head = a_head(customer_id=customer.id, started_at=at, ended_at=at, status=Status.FINISHED)
    parked = a_head(started_at=at, status=Status.PARKED)
    keep(folder, customer, head, a_note(head.id, MARK), parked)


def test_a_purge_is_seen_first(aware: Aware, folder: Path) -> None:
    old_person(folder)
    for words in (["--dry-run"], []):
        said = aware("data", "purge", "--older-than", "1m", *words)
        assert "1 call, 1 customer of whom there is nothing younger." in said.out
        assert "1 call is as old and stays" in said.out
        assert untouched(folder)
    assert said.status == 1
    assert said.err == "Nothing was changed. Add --yes to do it.\n"


def test_a_purge_takes_the_words_out(aware: Aware, folder: Path) -> None:
    old_person(folder)
    said = aware("data", "purge", "--older-than", "30d", "--yes")
    assert (said.status, said.err) == (0, "")
    assert "The words are gone from 1 call, 1 customer" in said.out
    assert files_with(folder, but=()) == []
    said = aware("data", "purge", "--older-than", "30d", "--yes")
    assert said.out.endswith("Nothing was changed.\n")


@pytest.mark.sweep(3)
@pytest.mark.parametrize(("typed", "done"), [("yes", True), ("YES", True), ("", False), ("y", False)])
def test_at_a_terminal_a_purge_wants_a_yes(
    aware: Aware, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, done: bool
) -> None:
    old_person(folder)
    typing(monkeypatch, typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = aware("data", "purge", "--older-than", "30d")
    assert said.status == (0 if done else 1)
    assert untouched(folder) is not done


@pytest.mark.parametrize("words", [[], ["--older-than", "soon"], ["--older-than", "0d"]])
def test_an_age_that_is_none_is_wrong_usage(aware: Aware, words: list[str]) -> None:
    assert aware("data", "purge", *words).status == 2


def test_without_data_nothing_is_too_old(aware: Aware, folder: Path) -> None:
    said = aware("data", "purge", "--older-than", "3y", "--yes")
    assert (said.status, said.out) == (1, "")
    assert "nothing is too old" in said.err
    assert not folder.exists()


def test_all_about_a_person_is_written_out(
    aware: Aware, folder: Path, tmp_path: Path, session_id: str
) -> None:
    _, others = a_marked_person("staysmark")
    keep(folder, *others)
    target = tmp_path / "for-them"
    said = aware("data", "access-export", NAME, "-o", str(target))
    assert (said.status, said.err) == (0, "")
    assert f"Written to {target}" in said.out
    assert sorted(path.name for path in target.iterdir()) == ["person.json", "person.md"]
    assert target.stat().st_mode & 0o777 == 0o700
    for path in target.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        text = path.read_text()
        assert "staysmark" not in text
        assert "check-in" not in text
    assert str(target) in (folder / "exports.jsonl").read_text()


def test_its_json_has_every_word_by_table(
    aware: Aware, folder: Path, tmp_path: Path, session_id: str
) -> None:
    aware("data", "access-export", NAME, "-o", str(tmp_path / "out"))
    told = json.loads((tmp_path / "out" / "person.json").read_text())
    for table, columns in FATES.items():
        if table != "attempt":
            assert told["tables"][table], table
            assert all(MARK in row[name] for row in told["tables"][table] for name in columns), table
    assert "check_in" not in told["tables"]
    assert "check_in" in told["left_out"]


def test_its_text_shows_words_as_they_are(aware: Aware, folder: Path, tmp_path: Path) -> None:
    customer = a_customer(name="*Dana* [x](http://evil.example)", reference="D-1")
    head = a_head(customer_id=customer.id)
    keep(folder, customer, head, a_note(head.id, "# no heading\n<script>alert(1)</script>\x1b[31m"))
    aware("data", "access-export", "D-1", "-o", str(tmp_path / "out"))
    text = (tmp_path / "out" / "person.md").read_text()
    assert "\\*Dana\\*" in text
    assert "> \\# no heading" in text
    assert "<script>" not in text
    assert "\x1b" not in text


def test_it_is_named_by_the_id_and_nothing_is_overwritten(
    aware: Aware, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = a_customer()
    keep(folder, customer)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert aware("data", "access-export", "Dana").status == 0
    assert [path.name for path in here.iterdir()] == [f"person-{customer.id}"]
    said = aware("data", "access-export", "Dana")
    assert said.status == 1
    assert "nothing is overwritten" in said.err
    assert [path.name for path in here.iterdir()] == [f"person-{customer.id}"]


def test_it_has_whoever_is_shown_as_the_same(aware: Aware, folder: Path, tmp_path: Path) -> None:
    one, two = a_customer(name="One"), a_customer(name="Two")
    heads = [a_head(customer_id=each.id) for each in (one, two)]
    keep(folder, one, two, *heads, CustomerMerge(an_id(), one.id, two.id, NOW, "kim"))
    said = aware("data", "access-export", "One", "-o", str(tmp_path / "out"))
    assert "2 calls" in said.out
