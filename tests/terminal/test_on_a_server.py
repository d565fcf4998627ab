"""A live call and a practice call on a team's server, in a real terminal; and what is seen when it goes."""

import signal
from typing import Final

import pytest
from server.conftest import TEMPLATE, cluster, mortal, place
from serving import Cluster

from aware_tui.domain.server_url import ServerUrl
from terminal.conftest import OpenAware
from terminal.test_practice_in_terminal import two_calls
from terminal.test_whole_call import check_whole_call, rows_of, whole_call

pytestmark = pytest.mark.terminal

__all__ = ["cluster", "mortal", "place"]

SIZES: Final = [pytest.param((120, 36), marks=pytest.mark.long), (80, 24)]


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_whole_call_is_walked_and_finished_on_a_server(
    open_aware: OpenAware, place: ServerUrl, size: tuple[int, int]
) -> None:
    columns, rows = size
    told = {"AWARE_AGENT": "Kim", "AWARE_DATABASE_URL": place.secret}
    with open_aware(columns=columns, rows=rows, **told) as person:
        whole_call(person)
    check_whole_call(place)


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_trainee_practises_on_a_server(
    open_aware: OpenAware, place: ServerUrl, size: tuple[int, int]
) -> None:
    columns, rows = size
    told = {"AWARE_AGENT": "Kim", "AWARE_DATABASE_URL": place.secret}
    with open_aware("practice", columns=columns, rows=rows, **told) as person:
        two_calls(person)
    assert rows_of(place, "SELECT state, trainee FROM attempt ORDER BY id") == [("finished", "Kim")] * 2


@pytest.mark.long
def test_who_types_while_the_server_is_gone_is_told_and_loses_nothing(
    open_aware: OpenAware, mortal: Cluster
) -> None:
    url = mortal.url(mortal.new_database(template=TEMPLATE))
    with open_aware(AWARE_AGENT="Kim", AWARE_DATABASE_URL=url.secret) as person:
        person.wait_for("new call")
        person.press("n")
        person.wait_for("Their words")
        person.type("It rang")
        person.wait_for("saved")
        mortal.stop(signal.SIGQUIT)
        person.type(" and rang, and nobody came")
        person.wait_for("and nobody came")
        person.wait_for("cannot be reached now")
        person.type(" at all")
        person.wait_for("nobody came at all")
        person.press("f5")
        person.wait_for("open question")
        mortal.start()
        person.wait_gone("cannot be reached now")
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
    assert rows_of(url, "SELECT text FROM note") == [("It rang and rang, and nobody came at all",)]


def test_a_server_that_lets_nobody_in_is_told_and_the_terminal_is_as_it_was(
    open_aware: OpenAware, cluster: Cluster, place: ServerUrl
) -> None:
    wrong = cluster.address(place.database, "kim", "wrong")
    with open_aware(AWARE_AGENT="Kim", AWARE_DATABASE_URL=wrong) as person:
        assert person.exit_status() == 1
        assert person.restored()
        assert "does not let “kim” in" in person.screen()
