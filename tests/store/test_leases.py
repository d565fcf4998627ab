"""Leases: who may write in a session, who asks for it, and which leases nobody holds any more."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from making import NOW

from aware_tui.store.leases import LASTS, began_at, lives, release, renew, take, take_over, want, wanted
from aware_tui.store.opening import open_file

ME = os.getpid()
SECOND = timedelta(seconds=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_free_session_is_taken_and_stays_taken(db: sqlite3.Connection) -> None:
    at = now()
    lease = take(db, "s", "me", "here", ME, at)
    assert (lease.session_id, lease.holder, lease.since, lease.renewed_at) == ("s", "me", at, at)
    assert take(db, "s", "you", "here", ME, at + SECOND) == lease


def test_taking_again_keeps_the_beginning_and_renews(db: sqlite3.Connection) -> None:
    at = now()
    take(db, "s", "me", "here", ME, at)
    again = take(db, "s", "me", "here", ME, at + SECOND)
    assert (again.since, again.renewed_at) == (at, at + SECOND)


@pytest.mark.parametrize(("age", "free"), [(LASTS - SECOND, False), (LASTS, True), (-LASTS, True)])
def test_a_lease_that_is_not_renewed_becomes_free(db: sqlite3.Connection, age: timedelta, free: bool) -> None:
    at = now()
    take(db, "s", "me", "there", ME, at)
    assert (take(db, "s", "you", "here", ME, at + age).holder == "you") is free


def test_a_renewed_lease_holds_on(db: sqlite3.Connection) -> None:
    at = now()
    take(db, "s", "me", "there", ME, at)
    assert renew(db, "me", at + LASTS - SECOND) == ("s",)
    assert take(db, "s", "you", "here", ME, at + LASTS + SECOND).holder == "me"


@pytest.mark.parametrize(("host", "holder"), [("here", "you"), ("there", "me")])
def test_the_lease_of_a_dead_process_is_free_at_once_on_its_own_machine(
    db: sqlite3.Connection, gone: int, host: str, holder: str
) -> None:
    at = now()
    take(db, "s", "me", "here", gone, at)
    assert take(db, "s", "you", host, ME, at + SECOND).holder == holder


def test_a_process_that_got_an_old_number_again_does_not_hold_the_lease(db: sqlite3.Connection) -> None:
    begun = began_at(ME)
    if begun is None:
        pytest.skip("this system does not tell when a process began")
    long_ago = datetime.fromtimestamp(begun, UTC) - timedelta(seconds=20)
    take(db, "s", "me", "here", ME, long_ago)
    assert take(db, "s", "you", "here", ME, long_ago + SECOND).holder == "you"
    assert lives(ME, now())
    assert not lives(ME, NOW - timedelta(days=9999))


def test_a_lease_is_given_back_by_its_holder_only(db: sqlite3.Connection) -> None:
    take(db, "s", "me", "here", ME, now())
    release(db, "s", "you")
    assert renew(db, "me", now()) == ("s",)
    release(db, "s", "me")
    assert renew(db, "me", now()) == ()
    assert take(db, "s", "you", "here", ME, now()).holder == "you"


def test_asking_for_a_lease_is_seen_by_its_holder_until_it_is_given_back(db: sqlite3.Connection) -> None:
    take(db, "s", "me", "here", ME, now())
    assert wanted(db, "me") == ()
    want(db, "s", "you")
    want(db, "s", "me")
    assert wanted(db, "me") == (("s", "you"),)
    take(db, "s", "me", "here", ME, now())
    assert wanted(db, "me") == (("s", "you"),)
    release(db, "s", "me")
    take(db, "s", "you", "here", ME, now())
    assert wanted(db, "you") == ()


def test_a_lease_taken_by_force_changes_hands(db: sqlite3.Connection) -> None:
    take(db, "s", "me", "here", ME, now())
    want(db, "s", "you")
    assert take_over(db, "s", "you", "here", ME, now()).holder == "you"
    assert renew(db, "me", now()) == ()
    assert wanted(db, "you") == ()
