"""A crash report says where it happened and holds nobody's words."""

import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aware_tui.services.crash import Report, farewell, reporter, write_report

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
VERSIONS = {"aware": "0.1", "python": "3.11"}
CARD = "4111" + "1111"


def pay(card: str) -> None:
    raise ValueError(f"refused {card}")


def fault_of_a_payment() -> BaseException:
    held = CARD
    try:
        pay(held)
    except ValueError as error:
        return error
    raise AssertionError


def fault_caused_by_a_payment() -> BaseException:
    try:
        raise RuntimeError(CARD) from fault_of_a_payment()
    except RuntimeError as error:
        return error


def group_of_payments() -> BaseException:
    return BaseExceptionGroup(CARD, [fault_of_a_payment(), fault_caused_by_a_payment()])


def fault_that_causes_itself() -> BaseException:
    error = fault_of_a_payment()
    error.__cause__ = KeyError(CARD)
    error.__cause__.__cause__ = error
    return error


def endless() -> BaseException:
    def again(card: str) -> None:
        again(card)

    try:
        again(CARD)
    except RecursionError as error:
        return error
    raise AssertionError


FAULTS = [
    fault_of_a_payment,
    fault_caused_by_a_payment,
    group_of_payments,
    fault_that_causes_itself,
    endless,
]


@pytest.mark.parametrize("make", FAULTS)
def test_a_report_holds_no_message_and_no_variable(tmp_path: Path, make: Callable[[], BaseException]) -> None:
    report = write_report(tmp_path / "reports", make(), NOW, VERSIONS)
    text = report.path.read_text()
    assert CARD not in text
    assert len(text) < 10_000


def test_a_report_names_types_places_versions_and_the_time(tmp_path: Path) -> None:
    report = write_report(tmp_path, fault_caused_by_a_payment(), NOW, VERSIONS)
    lines = report.path.read_text().splitlines()
    assert lines[:5] == [
        f"report {report.id}",
        "at 2026-03-04T05:06:07+00:00",
        "",
        "aware 0.1",
        "python 3.11",
    ]
    assert (
        lines.index("builtins.RuntimeError") < lines.index("caused by") < lines.index("builtins.ValueError")
    )
    line = pay.__code__.co_firstlineno + 1
    assert lines[-1].endswith(f"test_crash.py:{line} pay")


def test_a_report_does_not_name_the_home_folder(tmp_path: Path) -> None:
    text = write_report(tmp_path, fault_of_a_payment(), NOW, VERSIONS).path.read_text()
    assert str(Path(__file__).parent) not in text


def test_only_the_user_may_read_a_report(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "reports"
    folder.mkdir(parents=True, mode=0o755)
    report = write_report(folder, fault_of_a_payment(), NOW, VERSIONS)
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert report.path.parent == folder


def test_reports_of_one_second_do_not_meet_and_only_the_newest_stay(tmp_path: Path) -> None:
    early = NOW.replace(year=2025)
    old = [write_report(tmp_path, KeyError(), early, VERSIONS) for _ in range(15)]
    new = [write_report(tmp_path, KeyError(), NOW, VERSIONS) for _ in range(15)]
    assert len({report.id for report in old + new}) == 30
    kept = set(tmp_path.iterdir())
    assert len(kept) == 20
    assert {report.path for report in new} < kept


def test_the_sentence_is_one_line_with_the_id_and_the_path() -> None:
    sentence = farewell(Report("20260304-050607-ab12cd", Path("/data/reports/crash.txt")))
    assert "20260304-050607-ab12cd" in sentence
    assert sentence.endswith("/data/reports/crash.txt")
    assert "\n" not in sentence


def test_a_reporter_says_where_its_report_is(tmp_path: Path) -> None:
    sentence = reporter(tmp_path, lambda: NOW, VERSIONS)(KeyError(CARD))
    [path] = tmp_path.iterdir()
    assert sentence.endswith(str(path))
    assert CARD not in sentence


def test_a_reporter_that_cannot_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file is in the way")
    assert reporter(tmp_path / "reports", lambda: NOW, VERSIONS)(KeyError(CARD)) == farewell(None)


GUARDED = """
import sys, threading
from datetime import UTC, datetime
from pathlib import Path
from aware_tui.services.crash import guard, reporter

guard(reporter(Path(sys.argv[1]), lambda: datetime.now(UTC), {}))
card = "4111" + "1111"

def fail():
    raise ValueError(card)

class Finalized:
    def __del__(self):
        fail()
"""


@pytest.mark.parametrize(
    ("deed", "status", "spoken", "reports"),
    [
        ("fail()", 1, True, 1),
        ("threading.Thread(target=fail).start()", 0, False, 1),
        ("Finalized()", 0, False, 1),
        ("sys.exit(3)", 3, False, 0),
    ],
)
def test_an_uncaught_fault_is_reported_and_its_message_is_not_printed(
    tmp_path: Path, deed: str, status: int, spoken: bool, reports: int
) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"{GUARDED}\n{deed}\n")
    folder = tmp_path / "reports"
    done = subprocess.run([sys.executable, script, folder], capture_output=True, text=True, check=False)
    written = list(folder.glob("*")) if folder.exists() else []
    assert done.returncode == status
    assert done.stdout == ""
    assert bool(done.stderr) == spoken
    assert len(written) == reports
    assert not any(CARD in text for text in [done.stderr, *(path.read_text() for path in written)])
    assert all(str(path) in done.stderr for path in written) or not spoken
