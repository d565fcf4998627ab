"""The writer's thread: order, coalescing, refusals, closing, faults."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import NOW, a_customer, a_head, a_note, a_quality_record, a_tick, adding, an_event, editing
from watching import PATIENCE, Told, rows

from aware_tui.domain.session import Change, Edit
from aware_tui.store.database import Database
from aware_tui.store.errors import CannotWrite, Conflict, LeaseLost, StoreProblem
from aware_tui.store.writer import SaveState, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aware.db"


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def writer(path: Path, told: Told) -> Iterator[Writer]:
    writer = Writer(path, lambda: NOW, told)
    writer.start()
    writer.opened.result(PATIENCE)
    yield writer
    writer.close(PATIENCE)


class Held:
    """Keeps a writer's thread busy until the end of the block."""

    def __init__(self, writer: Writer) -> None:
        self._end = threading.Event()
        writer.ask(lambda db: self._end.wait(PATIENCE))

    def __enter__(self) -> None:
        pass

    def __exit__(self, *about: object) -> None:
        self._end.set()


def test_tickets_grow_and_saved_is_told(writer: Writer, told: Told, path: Path) -> None:
    head = a_head()
    assert [writer.submit(adding(head)), writer.submit(adding(a_note(head.id)))] == [1, 2]
    state = told.wait(lambda state: state.saved == 2)
    assert (state.asked, state.problem, state.refused) == (2, None, ())
    assert rows(path, "SELECT count(*) FROM note") == [(1,)]


def test_saved_is_never_told_before_another_program_can_read_it(path: Path) -> None:
    found: list[tuple[int, int]] = []
    head = a_head()

    def look(state: SaveState) -> None:
        found.append((state.saved, rows(path, "SELECT count(*) FROM tick")[0][0]))

    writer = Writer(path, lambda: NOW, look)
    writer.start()
    writer.submit(adding(head, a_tick(head.id, "0")))
    for number in range(1, 50):
        writer.submit(adding(a_tick(head.id, str(number))))
    assert writer.close(PATIENCE)
    assert found[-1] == (50, 50)
    assert all(saved == there for saved, there in found)


def test_what_waits_is_saved_in_one_commit(writer: Writer, told: Told) -> None:
    head = a_head()
    with Held(writer):
        writer.submit(adding(head))
        for number in range(99):
            writer.submit(adding(a_tick(head.id, str(number))))
    told.wait(lambda state: state.saved == 100)
    assert [state.saved for state in told.states] == [100]


def test_questions_are_answered_in_their_place(writer: Writer) -> None:
    head = a_head()

    def ticks(db: Database) -> int:
        return int(db.execute("SELECT count(*) FROM tick").fetchone()[0])

    answers = []
    with Held(writer):
        writer.submit(adding(head))
        for number in range(5):
            writer.submit(adding(a_tick(head.id, str(number))))
            answers.append(writer.ask(ticks))
    assert [answer.result(PATIENCE) for answer in answers] == [1, 2, 3, 4, 5]


def test_one_refused_change_leaves_the_batch_and_the_rest_is_saved(
    writer: Writer, told: Told, path: Path
) -> None:
    head, note = a_head(), a_note("", "first")
    note = replace(note, session_id=head.id)
    with Held(writer):
        writer.submit(adding(head, note))
        refused = writer.submit(adding(a_tick(head.id), a_note(head.id, "second")))
        writer.submit(adding(a_tick(head.id, "later")))
    state = told.wait(lambda state: state.saved == 3)
    assert [(r.ticket, type(r.problem), r.kept_aside) for r in state.refused] == [(refused, Conflict, True)]
    assert rows(path, "SELECT item_id FROM tick") == [("later",)]


def test_a_conflict_keeps_both_texts_and_tells_it(writer: Writer, told: Told, path: Path) -> None:
    head = a_head()
    writer.submit(adding(head, a_note(head.id, "theirs")))
    loser = a_note(head.id, "our")
    events = (an_event(head.id, actor="kim"),)
    writer.submit(Change((Edit(None, loser),), events))
    longer = replace(loser, text="our words")
    last = writer.submit(Change((Edit(loser, longer),), events))
    told.wait(lambda state: state.saved == last)
    (theirs, ours) = rows(path, "SELECT field, text FROM note ORDER BY id LIKE '0195%' DESC, id")
    assert theirs == ("their_words", "theirs")
    assert ours[0].startswith("their_words~")
    assert ours[1] == "our words"
    ((what, before, after, actor),) = rows(path, "SELECT what, before, after, actor FROM event")
    assert (what, before, actor) == ("kept_aside", loser.id, "kim")
    assert "our" not in after.split(":")[-1]


def test_words_of_a_document_are_kept_aside_too(writer: Writer, told: Told, path: Path) -> None:
    head = a_head()
    record = a_quality_record(head.id, text="what went wrong")
    writer.submit(adding(head, record))
    writer.ask(lambda db: db.execute("UPDATE quality_record SET text = 'other', row_version = 9"))
    writer.submit(editing(record, replace(record, text="ours", cost="20 pounds")))
    told.wait(lambda state: bool(state.refused))
    assert rows(path, "SELECT step, substr(field, 1, 5), text FROM note ORDER BY field") == [
        ("quality_record", "cost~", "20 pounds"),
        ("quality_record", "text~", "ours"),
    ]


def test_what_was_typed_of_a_customer_is_kept_beside_its_call(writer: Writer, told: Told, path: Path) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id)
    writer.submit(adding(customer, head))
    writer.ask(lambda db: db.execute("UPDATE customer SET row_version = 9"))
    ours = Edit(customer, replace(customer, contact="07700 900377"))
    writer.submit(Change((ours,), (an_event(head.id, "customer known"),)))
    told.wait(lambda state: bool(state.refused))
    kept = "SELECT session_id, step, substr(field, 1, 8), text FROM note"
    assert rows(path, kept) == [(head.id, "customer", "contact~", "07700 900377")]


def test_what_is_lost_after_a_good_save_is_kept_as_another_note(
    writer: Writer, told: Told, path: Path
) -> None:
    head, note = (head := a_head()), a_note(head.id, "a")
    writer.submit(adding(head, note))

    def lose(text: str) -> None:
        writer.ask(lambda db: db.execute("UPDATE note SET row_version = 9 WHERE id = ?", (note.id,)))
        ticket = writer.submit(editing(note, replace(note, text=text)))
        told.wait(lambda state: state.saved >= ticket)

    lose("lost first")
    writer.ask(lambda db: writer.versions.saw("note", note.id, 9))
    writer.submit(editing(note, replace(note, text="saved")))
    writer.ask(lambda db: writer.versions.saw("note", note.id, 1))
    lose("lost again")
    assert sorted(rows(path, "SELECT text FROM note")) == [("lost again",), ("lost first",), ("saved",)]


def test_a_lost_lease_keeps_the_words(writer: Writer, told: Told, path: Path) -> None:
    head = a_head()
    writer.submit(adding(head))
    writer.ask(lambda db: db.execute("INSERT INTO lease VALUES (?, 'x', 'h', 1, '', '', NULL)", (head.id,)))
    writer.submit(adding(a_note(head.id, "typed too late")), holder="me")
    state = told.wait(lambda state: bool(state.refused))
    assert isinstance(state.refused[0].problem, LeaseLost)
    assert rows(path, "SELECT text FROM note") == [("typed too late",)]


def test_a_change_of_a_session_that_is_gone_does_not_stop_the_others(
    writer: Writer, told: Told, path: Path
) -> None:
    head = a_head()
    with Held(writer):
        writer.submit(adding(head))
        lost = writer.submit(adding(a_note("no such session")))
        last = writer.submit(adding(a_tick(head.id)))
    told.wait(lambda state: state.saved == last)
    refused = [r for state in told.states for r in state.refused]
    assert [(r.ticket, r.kept_aside) for r in refused] == [(lost, False)]
    assert rows(path, "SELECT count(*) FROM tick") == [(1,)]


def test_closing_saves_a_thousand_changes(writer: Writer, path: Path) -> None:
    head = a_head()
    writer.submit(adding(head))
    for number in range(999):
        writer.submit(adding(a_tick(head.id, str(number))))
    assert writer.close(PATIENCE)
    assert rows(path, "SELECT count(*) FROM tick") == [(999,)]
    assert not _alive()


def test_nothing_is_taken_after_closing(writer: Writer) -> None:
    assert writer.close(PATIENCE)
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(adding(a_head()))
    with pytest.raises(CannotWrite):
        writer.ask(lambda db: None).result(PATIENCE)


def test_a_writer_that_never_began_answers_with_a_problem(path: Path, told: Told) -> None:
    writer = Writer(path, lambda: NOW, told)
    question = writer.ask(lambda db: None)
    assert writer.close(PATIENCE)
    for answer in (question, writer.opened):
        with pytest.raises(CannotWrite):
            answer.result(PATIENCE)


def test_a_question_that_fails_tells_its_asker_and_nobody_else(writer: Writer, told: Told) -> None:
    with pytest.raises(ZeroDivisionError):
        writer.ask(lambda db: 1 / 0).result(PATIENCE)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        writer.ask(lambda db: db.execute("SELECT * FROM nowhere")).result(PATIENCE)
    writer.submit(adding(a_head()))
    told.wait(lambda state: state.saved == 1)
    assert writer.fault is None


def test_a_transaction_left_open_by_a_question_is_rolled_back(writer: Writer, path: Path) -> None:
    def begin(db: Database) -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO lease VALUES ('s', 'me', 'h', 1, '', '', NULL)")

    writer.ask(begin).result(PATIENCE)
    writer.submit(adding(a_head()))
    assert writer.close(PATIENCE)
    assert rows(path, "SELECT count(*) FROM lease") == [(0,)]


def test_a_withdrawn_question_is_not_asked(writer: Writer) -> None:
    done: list[str] = []
    with Held(writer):
        question = writer.ask(lambda db: done.append("asked"))
        assert question.cancel()
    writer.ask(lambda db: done.append("after")).result(PATIENCE)
    assert done == ["after"]


def test_a_fault_inside_the_thread_is_told(writer: Writer, told: Told) -> None:
    nonsense: Any = an_event("s")
    with Held(writer):
        writer.submit(Change((Edit(None, nonsense),), ()))
        waiting = writer.ask(lambda db: None)
    state = told.wait(lambda state: state.problem is not None)
    assert "The program has a fault (KeyError)" in str(state.problem)
    assert isinstance(writer.fault, KeyError)
    with pytest.raises(KeyError):
        waiting.result(PATIENCE)
    with pytest.raises(CannotWrite):
        writer.ask(lambda db: None).result(PATIENCE)
    assert not writer.close(PATIENCE)


def test_a_listener_that_fails_does_not_stop_saving(path: Path) -> None:
    def fail(state: SaveState) -> None:
        raise LookupError("no screen")

    writer = Writer(path, lambda: NOW, fail)
    writer.start()
    writer.submit(adding(a_head()))
    writer.submit(adding(a_head()))
    assert writer.close(PATIENCE)
    assert rows(path, "SELECT count(*) FROM session") == [(2,)]
    assert isinstance(writer.fault, LookupError)


def test_a_file_that_cannot_be_opened_is_told_to_everybody(tmp_path: Path, told: Told) -> None:
    writer = Writer(tmp_path, lambda: NOW, told)
    question = writer.ask(lambda db: None)
    writer.start()
    with pytest.raises(StoreProblem):
        writer.opened.result(PATIENCE)
    with pytest.raises(StoreProblem):
        question.result(PATIENCE)
    told.wait(lambda state: state.problem is not None)
    writer.submit(adding(a_head()))
    assert not writer.close(PATIENCE)
    assert writer.fault is None


def test_a_program_that_forgets_to_close_ends_and_has_saved(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from making import *\n"
        "from aware_tui.store.writer import Writer\n"
        "writer = Writer(Path(sys.argv[1]), lambda: NOW, lambda state: None); writer.start()\n"
        "[writer.submit(adding(a_head())) for _ in range(20)]\n"
    )
    tests = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=tests, check=True, timeout=60)
    assert rows(path, "SELECT count(*) FROM session") == [(20,)]


def _alive() -> bool:
    return any(thread.name == "writer" for thread in threading.enumerate())
