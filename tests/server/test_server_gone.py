"""The server goes away in the middle of work: nothing is lost, it is told, and work goes on by itself."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from server.conftest import TEMPLATE
from serving import Cluster
from watching import Told

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.errors import StoreProblem
from aware_tui.store.opening import open_database
from aware_tui.store.snapshot import snapshot
from aware_tui.store.writer import Writer
from trials.server import begun, ended, typed
from trials.verdict import missed


@contextmanager
def writing(url: ServerUrl) -> Iterator[tuple[Writer, Told]]:
    told = Told()
    writer = Writer(url, lambda: datetime.now(UTC), told)
    writer.start()
    writer.opened.result(20)
    try:
        yield writer, told
    finally:
        assert writer.close(20), "everything is saved in the end"


def wait_for(told: Told, ticket: int) -> None:
    told.wait(lambda state: state.saved >= ticket)


def texts(url: ServerUrl) -> list[str]:
    with closing(open_database(url)) as db:
        return [row[0] for row in db.execute("SELECT text FROM note ORDER BY id")]


def test_what_is_typed_while_it_is_gone_is_saved_when_it_is_back(mortal: Cluster) -> None:
    url = mortal.url(mortal.new_database(template=TEMPLATE))
    with writing(url) as (writer, told):
        change, note = begun()
        first = writer.submit(change)
        told.wait(lambda state: state.saved >= first)
        mortal.stop(signal.SIGQUIT)
        change, note = typed(note, "It rang and rang")
        writer.submit(change)
        gone = told.wait(lambda state: state.problem is not None)
        assert "cannot be reached now. If that lasts, check the network" in str(gone.problem)
        last = writer.submit(typed(note, "It rang and rang and rang")[0])
        mortal.start()
        assert told.wait(lambda state: state.saved >= last).problem is None
    assert texts(url) == ["It rang and rang and rang"]
    assert mortal.run("SELECT count(*) FROM event", database=url.database) == [(3,)]


@pytest.mark.long
def test_a_line_that_is_cut_is_made_anew_and_nobody_notices(mortal: Cluster) -> None:
    url = mortal.url(mortal.new_database(template=TEMPLATE))
    with writing(url) as (writer, told):
        change, note = begun()
        for n in range(5):
            last = writer.submit(change)
            wait_for(told, last)
            mortal.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kim'")
            change, note = typed(note, f"word {n}")
    assert texts(url) == ["word 3"]


def test_a_question_while_it_is_gone_is_answered_in_a_plain_sentence(mortal: Cluster) -> None:
    url = mortal.url(mortal.new_database(template=TEMPLATE))
    with writing(url) as (writer, _):
        mortal.stop(signal.SIGQUIT)
        with pytest.raises(StoreProblem, match="cannot be reached now"):
            writer.ask(lambda db: db.execute("SELECT 1").fetchone()).result(20)
        with pytest.raises(StoreProblem, match="cannot be reached now"), snapshot(url):
            pass
        mortal.start()
        assert writer.ask(lambda db: db.execute("SELECT 1").fetchone()).result(20) == (1,)


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.long)])
def test_ended_again_and_again_while_saving_each_change_is_there_once(mortal: Cluster, times: int) -> None:
    url = mortal.url(mortal.new_database(template=TEMPLATE))
    assert missed(ended(mortal, url, times, 7)) == []
