"""Whatever is done to a session, the file has the same session as the memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOW, a_head, a_stamp, adding, an_id

from aware_tui.domain.rows import Row, Session
from aware_tui.domain.session import MANY, ONE, Change, CoachingSession, Edit, undo_of
from aware_tui.store.loading import load_session
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
UNIQUE = {"field", "item_id", "question"}
REFERENCES = {"id", "session_id", "customer_id", "promise_id", "replaces_id", "import_id"}
KINDS = [Session, *MANY, *ONE]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def value_of(data: st.DataObject, hint: Any, name: str) -> Any:
    kinds = get_args(hint)
    if NoneType in kinds and data.draw(st.booleans()):
        return None
    (kind,) = [kind for kind in kinds if kind is not NoneType] or [hint]
    if issubclass(kind, StrEnum):
        return data.draw(st.sampled_from(list(kind)))
    if kind is datetime:
        return data.draw(st.datetimes(timezones=st.just(UTC)))
    if kind is bool:
        return data.draw(st.booleans())
    if kind is int:
        return data.draw(st.integers(1, 5))
    if kind is float:
        return data.draw(st.floats(0, 1))
    return data.draw(WORDS) + (an_id() if name in UNIQUE else "")


def some_values(data: st.DataObject, kind: type[Any], names: list[str]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: value_of(data, hints[name], name) for name in names}


def rows_now(session: CoachingSession, kind: type[Any]) -> list[Any]:
    if kind is Session:
        return [session.head]
    if kind in ONE:
        one = getattr(session, ONE[kind])
        return [] if one is None else [one]
    return list(getattr(session, MANY[kind]))


def an_edit(data: st.DataObject, session: CoachingSession) -> Edit | None:
    kind: type[Any] = data.draw(st.sampled_from(KINDS))
    there: list[Row] = rows_now(session, kind)
    names = [f.name for f in fields(kind) if f.name not in REFERENCES]
    if there and (kind is Session or kind in ONE or data.draw(st.booleans())):
        row = data.draw(st.sampled_from(there))
        if kind in MANY and data.draw(st.integers(0, 3)) == 0:
            return Edit(row, None)
        changed = some_values(data, kind, data.draw(st.lists(st.sampled_from(names), max_size=3)))
        return Edit(row, replace(row, **changed))
    belongs = {"session_id": session.id} if "session_id" in {f.name for f in fields(kind)} else {}
    new = kind(id=an_id(), **belongs, **some_values(data, kind, names))
    return Edit(None, replace(new, author="kim") if hasattr(new, "author") else new)


def a_deed(data: st.DataObject, session: CoachingSession) -> Change:
    edits: list[Edit] = []
    after = session
    for _ in range(data.draw(st.integers(1, 4))):
        edit = an_edit(data, after)
        if edit is not None:
            edits.append(edit)
            after = after.with_change(Change((edit,), ()))
    return Change(tuple(edits), ())


@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
def test_any_deeds_and_undos_are_read_back_equal(db: sqlite3.Connection, data: st.DataObject) -> None:
    session, versions = CoachingSession(a_head()), Versions()
    done: list[Change] = [adding(session.head)]
    save(db, done[0], versions)
    for _ in range(data.draw(st.integers(1, 8))):
        undo = len(done) > 1 and data.draw(st.integers(0, 3)) == 0
        change = undo_of(session, done.pop(), a_stamp()) if undo else a_deed(data, session)
        save(db, change, versions)
        session = session.with_change(change)
        if not undo:
            done.append(change)
    session = with_customer_named(db, session, versions)
    assert load_session(db, session.id, reader="kim") == authored(session)


def save(db: sqlite3.Connection, change: Change, versions: Versions) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, versions, None)


def with_customer_named(
    db: sqlite3.Connection, session: CoachingSession, versions: Versions
) -> CoachingSession:
    """Let the session name its customer, so that it is found."""
    head = replace(session.head, customer_id=session.customer.id if session.customer else None)
    change = Change((Edit(session.head, head),), ())
    save(db, change, versions)
    return session.with_change(change)


def authored(session: CoachingSession) -> CoachingSession:
    return replace(session, check_ins=tuple(c for c in session.check_ins if c.author == "kim"))


def test_a_row_with_nothing_optional_is_read_back_equal(db: sqlite3.Connection) -> None:
    head = a_head(started_at=NOW.replace(microsecond=0))
    save(db, adding(head), Versions())
    assert load_session(db, head.id) == CoachingSession(head)
