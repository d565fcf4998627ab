"""The command line of an import."""

import io
import sys
from pathlib import Path

import pytest
from cli.said import Aware, Said
from importing.desks import table

from aware_tui.cli.main import run
from aware_tui.services.importing import sinks

SAMPLE = str(Path(__file__).with_name("complaints.csv"))


@pytest.fixture
def aware(capsys: pytest.CaptureFixture[str]) -> Aware:
    def call(*words: str) -> Said:
        capsys.readouterr()
        try:
            status: object = run(words)
        except SystemExit as leaving:
            status = leaving.code or 0
        assert isinstance(status, int)
        return Said(status, *capsys.readouterr())

    return call


def test_a_dry_run_says_how_the_file_reads_and_writes_nothing(aware: Aware, tmp_path: Path) -> None:
    said = aware("import", SAMPLE, "--dry-run")
    assert (said.status, said.err) == (0, "")
    for words in (
        "3 rows, UTF-8, columns separated by commas",
        "month-first: 1 row can be read in no other way, such as “02/24/2026” in line 4",
        "left out          “Company”, “Complaint ID”",
        "Mon 2 Mar 2026, complaint: category Long lines",
        "3 rows would be added (3 complaints).",
        "Nothing was written.",
    ):
        assert words in said.out
    assert not (tmp_path / "data").exists()


def test_one_row_and_several_are_told_as_such_and_none_of_a_kind_is_not(aware: Aware, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    rows = (("2026-03-02", "Late"), ("soon", "Late"), ("later", "Late"), ("", "Late"))
    path.write_text(table(*rows, header="started_at,category"))
    said = aware("import", str(path)).out
    for words in (
        "1 row added (1 complaint).\n",
        "3 rows rejected:\n",
        "  2: started_at holds no date or time that can be read (lines 3, 4)\n",
        "  1: started_at is empty (line 5)\n",
        "mixed.rejected.csv: mend what is wrong there and import that file.\n",
        "`aware insights --since 2026-03-02 --until 2026-03-03` tells what keeps happening there.\n",
    ):
        assert words in said
    again = aware("import", str(path), "--dry-run").out
    assert "Nothing would be added.\n1 row in the data already, left as it is.\n" in again
    assert again.endswith("Nothing was written.\n")


def test_the_report_as_one_document(aware: Aware) -> None:
    report = aware("import", SAMPLE, "--json").json
    assert (report["added"], report["complaints"], report["already_there"], report["rejected"]) == (
        3,
        3,
        0,
        0,
    )
    assert report["columns"][0]["field"] == "received_at"
    assert (report["first_day"], report["last_day"]) == ("2026-02-24", "2026-03-03")
    again = aware("import", SAMPLE, "--json").json
    assert (again["added"], again["already_there"], again["import_id"]) == (0, 3, None)


def test_imports_are_listed_and_taken_away(aware: Aware) -> None:
    assert "Nothing was imported yet" in aware("import", "--list").out
    import_id = aware("import", SAMPLE, "--json").json["import_id"]
    assert "complaints.csv: 3 rows, 0 rejected" in aware("import", "--list").out
    [listed] = aware("import", "--list", "--json").json
    assert (listed["id"], listed["added"], listed["actor"]) == (import_id, 3, "Kim")
    said = aware("import", "--undo", import_id[-8:])
    assert said.out.startswith("complaints.csv: 3 complaints taken away again.")
    assert aware("sessions", "--json").json == []
    assert aware("import", "--undo", import_id).status == 1


def test_a_file_after_several_mappings_is_still_the_file(aware: Aware, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(table(("2026-03-02", "Late"), header="Tag,Was"))
    said = aware("import", "--dry-run", "--map", "started_at=Tag", "text=Was", str(path))
    assert (said.status, "1 row would be added" in said.out) == (0, True)


def test_stdin_is_a_file_too(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    content = table(("2026-03-02", "Late")).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert "1 row added" in aware("import", "-").out


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", SAMPLE, "--list"),
        ("import", SAMPLE, "--day-first", "--month-first"),
        ("import", SAMPLE, "--zone", "Mars/Olympus"),
    ],
)
def test_wrong_usage(aware: Aware, words: tuple[str, ...]) -> None:
    assert aware(*words).status == 2


def test_a_mistake_is_one_sentence(aware: Aware, tmp_path: Path) -> None:
    said = aware("import", str(tmp_path / "none.csv"))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("There is no file")
    kept = tmp_path / "kept.csv"
    kept.write_text("mine")
    said = aware("import", SAMPLE, "--rejected", str(kept))
    assert (said.status, kept.read_text()) == (1, "mine")
    assert "is there already" in said.err


def test_ctrl_c_says_that_nothing_is_half_imported(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sinks.Adding, "put", stop)
    said = aware("import", SAMPLE)
    assert (said.status, "nothing is half-imported" in said.err) == (130, True)
    assert aware("import", "--list", "--json").json == []


def test_an_imported_complaint_cannot_be_gone_on_with(aware: Aware) -> None:
    aware("import", SAMPLE)
    assert "imported" in aware("sessions").out
    [newest, *_] = aware("sessions", "--json").json
    shown = aware("session", newest["id"]).out
    assert "imported, not a coached call" in shown
    assert "What happened" not in shown
    page = aware("session", newest["id"], "--markdown").out
    assert "What was told" in page
    assert "**Where:** " in page
    assert "**Product:** " in page
    assert "What happened" not in page
