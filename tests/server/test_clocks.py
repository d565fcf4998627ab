"""Computers whose clocks differ share a server: nobody's call is taken for abandoned by that."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from delivering import a_delivery, a_story, put

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store import leases, outbox
from aware_tui.store.opening import open_database

RIGHT = datetime.now(UTC)


@pytest.mark.parametrize("wrong", [timedelta(minutes=-7), timedelta(0), timedelta(days=40)])
def test_a_clock_that_is_wrong_takes_no_call_from_anybody(place: ServerUrl, wrong: timedelta) -> None:
    with closing(open_database(place)) as here, closing(open_database(place)) as there:
        leases.take(here, "a call", "kim", "one", 1, RIGHT)
        assert leases.take(there, "a call", "lee", "two", 2, RIGHT + wrong).holder == "kim"
        assert leases.renew(here, "kim", RIGHT + wrong) == ("a call",)
        assert leases.take(there, "a call", "lee", "two", 2, RIGHT).holder == "kim"


def test_a_lease_that_nobody_renews_lapses_by_the_servers_time(place: ServerUrl) -> None:
    with closing(open_database(place)) as db:
        leases.take(db, "a call", "kim", "one", 1, RIGHT)
        db.execute("UPDATE lease SET renewed_at = renewed_at - interval '31 seconds'")
        assert leases.take(db, "a call", "lee", "two", 2, RIGHT).holder == "lee"


@pytest.mark.parametrize("wrong", [timedelta(minutes=-7), timedelta(days=2)])
def test_a_document_in_hand_is_not_delivered_twice(place: ServerUrl, wrong: timedelta) -> None:
    session = a_story()
    document = a_delivery(session)
    with closing(open_database(place)) as db:
        put(db, session, document)
        assert outbox.claim(db, document.id, RIGHT, RIGHT + timedelta(minutes=1)) is not None
        late = RIGHT + wrong
        assert outbox.claim(db, document.id, late, late + timedelta(minutes=1)) is None
        assert outbox.due(db, late, 5) == ()
