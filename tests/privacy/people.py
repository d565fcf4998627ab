"""Somebody with a word of their own in every place that holds words, and what is left of it on the disk."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from delivering import a_delivery, a_story
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_tick,
    adding,
    an_apology,
    an_id,
    an_option,
)

from aware_tui.domain.erasing import FATES
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Source
from aware_tui.domain.rows import Answer, CauseLink, CheckIn, ChokePoint, Customer, Row
from aware_tui.domain.states import DeliveryState, Status
from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.records import TABLES
from aware_tui.store.saving import Versions

MARK = "zq7ymarker"
"""A word that stands nowhere else: lower case, so that the search index keeps it as it is."""


def marked(row: Row, mark: str = MARK) -> Row:
    """Return a row with a marked sentence in every column that may hold words of a person."""
    table = TABLES[type(row)]
    words: Any = {name: f"{mark} {table} {name}" for name in FATES[table]}
    return replace(row, **words)


def a_marked_session(
    customer_id: str | None, mark: str = MARK, at: datetime = NOW, **head: Any
) -> Iterator[Row]:
    """Yield a finished session with a row of every kind, each with marked words in all its places."""
    own: dict[str, Any] = {
        "customer_id": customer_id,
        "status": Status.FINISHED,
        "started_at": at,
        "ended_at": at + timedelta(minutes=20),
    }
    session = a_head(**(own | head))
    yield marked(session, mark)
    yield a_tick(session.id)
    rows: tuple[Row, ...] = (
        a_note(session.id),
        Answer(an_id(), session.id, "widen", "assumed", ""),
        an_apology(session.id),
        an_option(session.id),
        a_promise(session.id),
        a_follow_up(session.id),
        a_profile_entry(session.id, recorded_at=at),
        a_quality_record(session.id),
        replace(
            a_delivery(a_story()), id=an_id(), session_id=session.id, state=DeliveryState.WAITING, made_at=at
        ),
        Feedback(an_id(), Source.SURVEY, "UTC", session_id=session.id, received_at=at),
    )
    yield from (marked(row, mark) for row in rows)
    yield CheckIn(an_id(), session.id, "kim", 4, at)


def a_marked_person(
    mark: str = MARK, at: datetime = NOW, calls: int = 2, **head: Any
) -> tuple[Customer, tuple[Row, ...]]:
    """Return a customer with marked words everywhere, and all rows to save: theirs, calls, feedback."""
    customer = marked(a_customer(), mark)
    assert isinstance(customer, Customer)
    alone = marked(Feedback(an_id(), Source.SURVEY, "UTC", customer_id=customer.id, received_at=at), mark)
    sessions = (row for _ in range(calls) for row in a_marked_session(customer.id, mark, at, **head))
    return customer, (customer, *sessions, alone)


def a_link(session_id: str) -> tuple[Row, ...]:
    """Return a cause that a session ran into."""
    point = ChokePoint(an_id(), "The depot has one van", NOW)
    return point, CauseLink(an_id(), session_id, point.id, NOW)


def keep(folder: Path, *rows: Row) -> None:
    """Save rows in the data of a folder."""
    with closing(open_database(folder / "aware.db")) as db:
        save_now(db, adding(*rows), Versions(), None)


def files_with(folder: Path, mark: str = MARK, but: Iterable[str] = ("backups",)) -> list[str]:
    """Return the files below a folder that have the bytes of a word in them, whatever its case."""
    wanted = mark.lower().encode()
    left_out = set(but)
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        str(path.relative_to(folder))
        for path in found
        if not left_out.intersection(path.relative_to(folder).parts) and wanted in path.read_bytes().lower()
    ]
