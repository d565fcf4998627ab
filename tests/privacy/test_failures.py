"""Whatever fails, nobody's words are told: not on the terminal, not in a report, not in a log."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from privacy.failing import FAILURES, Outcome, leaks
from privacy.people import MARK, a_marked_person, keep

from aware_tui.store.errors import StoreProblem


def test_thirty_failures_are_forced() -> None:
    assert len(FAILURES) >= 30


@pytest.mark.sweep(16)
@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.__name__)
def test_a_failure_tells_nobodys_words(
    failure: Callable[[Path], Outcome],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert leaks(failure, tmp_path / "data", tmp_path / "reports") == []
    printed = capfd.readouterr()
    assert MARK not in printed.out + printed.err
    assert MARK not in caplog.text


def a_leak(_: Path) -> Outcome:
    return [f"see {MARK}"]


def a_leak_of_a_problem(_: Path) -> Outcome:
    return [StoreProblem(MARK)]


@pytest.mark.parametrize("failure", [a_leak, a_leak_of_a_problem])
def test_this_test_sees_words_that_are_told(failure: Callable[[Path], Outcome], tmp_path: Path) -> None:
    assert len(leaks(failure, tmp_path, tmp_path / "reports")) == 1


FAULTY = """
import gc, sys, threading
from concurrent.futures import Future
from aware_tui.cli import main
from aware_tui.services import reports
from aware_tui.services.crash import hush_libraries

MARK = {mark!r}

class Finalised:
    def __del__(self):
        raise ValueError(MARK)

def called(future):
    raise ValueError(MARK)

def fail(*_, **__):
    words = MARK
    hush_libraries()
    thread = threading.Thread(target=lambda: int(words))
    thread.start()
    thread.join()
    Finalised()
    gc.collect()
    answer = Future()
    answer.add_done_callback(called)
    answer.set_result(words)
    raise LookupError(words)

reports.listed = fail
sys.argv = ["aware", "sessions"]
sys.exit(main.run())
"""


def test_faults_in_threads_finalizers_and_callbacks_of_a_command_are_told_without_words(
    tmp_path: Path, folder: Path
) -> None:
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY.format(mark=MARK))
    done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    found = [path.read_text() for path in (folder / "crashes").iterdir()]
    assert len(found) == 3
    assert MARK not in done.stderr + "".join(found)


SAVING = """
import sys, time
from pathlib import Path
sys.path[:0] = {path!r}
from making import NOW, a_head, a_note, adding
from watching import Told
from aware_tui.services.crash import guard, reporter
from aware_tui.store.writer import Writer
from datetime import UTC, datetime

folder = Path({folder!r})
guard(reporter(folder / "crashes", lambda: datetime.now(UTC), {{}}))
writer = Writer(folder / "aware.db", lambda: NOW, lambda state: None)
writer.start()
print("begun", flush=True)
while True:
    head = a_head()
    writer.submit(adding(head, a_note(head.id, {mark!r})))
    time.sleep(0.001)
"""


def test_a_program_that_is_stopped_while_it_saves_says_nothing(tmp_path: Path, folder: Path) -> None:
    keep(folder, *a_marked_person()[1])
    script = tmp_path / "saving.py"
    script.write_text(SAVING.format(path=sys.path, folder=str(folder), mark=MARK))
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        time.sleep(0.3)
        os.kill(running.pid, signal.SIGTERM)
        out, err = running.communicate(timeout=20)
    assert MARK not in out + err
    assert not (folder / "crashes").exists()
