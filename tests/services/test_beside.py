"""Long reads at a desk: they see what was saved before them, and hold up nothing that comes after."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest
from making import NOW, a_customer, a_head, adding
from services.rehearsals import done
from watching import PATIENCE

from aware_tui.config import Settings
from aware_tui.domain.session import Change
from aware_tui.services.beside import Beside
from aware_tui.services.desk import Desk
from aware_tui.store.database import Database
from aware_tui.store.errors import CannotWrite, StoreProblem


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = Settings(data_dir=tmp_path, agent="kim", zone="Europe/Berlin", playbook="aware")
    with closing(Desk(settings, lambda: NOW, lambda _: None)) as one:
        done(one.open())
        yield one


def a_change() -> Change:
    customer = a_customer()
    return adding(customer, a_head(customer_id=customer.id))


def counted(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM session").fetchone()[0])


def test_what_is_typed_is_saved_while_a_long_read_goes_on(desk: Desk) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long_read(db: Database) -> tuple[int, int]:
        before = counted(db)
        begun.set()
        assert go_on.wait(PATIENCE)
        return before, counted(db)

    answer = desk.read_beside(long_read)
    assert begun.wait(PATIENCE)
    desk.writer.submit(a_change())
    assert done(desk.ask(counted)) == 1
    assert not answer.done()
    go_on.set()
    assert done(answer) == (0, 0), "it reads the data as it was at one moment"


def test_a_long_read_sees_all_that_was_handed_over_before_it(desk: Desk) -> None:
    for number in range(1, 21):
        desk.writer.submit(a_change())
        assert done(desk.read_beside(counted)) == number


def test_a_long_read_cannot_write(desk: Desk) -> None:
    with pytest.raises(StoreProblem):
        done(desk.read_beside(lambda db: db.execute("INSERT INTO count_mark VALUES ('x', 1)")))


def test_a_fault_in_a_long_read_reaches_whoever_asked(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        done(desk.read_beside(lambda db: counted(db) // 0))


def test_after_closing_the_reason_is_told(desk: Desk) -> None:
    desk.close()
    with pytest.raises(CannotWrite, match="closed"):
        done(desk.read_beside(counted))


def test_a_read_that_nobody_waits_for_any_more_is_not_begun(tmp_path: Path) -> None:
    read = threading.Event()
    first = Future[None]()
    answer = Beside(tmp_path / "aware.db").read(lambda db: read.set(), first)
    assert answer.cancel()
    first.set_result(None)
    assert not read.is_set()
