"""What became of a promise or a check, said on the command line."""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli.kept import keep
from cli.said import Aware
from making import a_customer, a_follow_up, a_head, a_note, a_promise, an_id
from watching import rows

from aware_tui.domain.rows import FollowUp, Promise, Session
from aware_tui.domain.states import FollowUpKind, PromiseState, Status
from aware_tui.store.leases import take
from aware_tui.store.opening import open_database

pytestmark = pytest.mark.head(30)

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
NEXT_YEAR = NOW.year + 1


class Work:
    """A parked call with a promise, two checks and a note, in the data folder."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "aware.db"
        customer = a_customer()
        self.call: Session = a_head(
            agent="Kim",
            zone="Europe/London",
            started_at=NOW - DAY,
            status=Status.PARKED,
            ended_at=NOW - DAY,
            customer_id=customer.id,
            current_step="resolve",
            current_phase="resolve",
        )
        when: dict[str, Any] = {"made_at": NOW - DAY, "due_at": NOW - timedelta(hours=2)}
        self.promise: Promise = a_promise(
            self.call.id, **when, what="ring Dana back.", who="Kim", zone="America/New_York"
        )
        self.delegate: FollowUp = a_follow_up(
            self.call.id, **when, kind=FollowUpKind.DELEGATE, who="depot", promise_id=self.promise.id
        )
        self.customer: FollowUp = a_follow_up(self.call.id, **when, who="Dana Reyes")
        note = a_note(self.call.id, "It rang and rang.")
        keep(folder, customer, self.call, self.promise, self.delegate, self.customer, note)

    def one(self, query: str) -> tuple[Any, ...]:
        """Return the one row of a query."""
        [found] = rows(self.file, query)
        return found


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "data")


@pytest.mark.parametrize("due", ["9999-12-31T23:30+00:00", "9999-12-31T23:30-12:00", "31 December 9999"])
def test_a_new_time_that_is_too_far_away_is_refused(aware: Aware, work: Work, due: str) -> None:
    said = aware("promise", work.promise.id, "changed", "later", "--due", due)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("That is too far away. Say an earlier time.\n")
    assert work.one("SELECT count(*) FROM promise") == (1,)


def test_the_new_time_of_a_row_with_an_unknown_zone_is_read_in_the_readers(aware: Aware, work: Work) -> None:
    with closing(open_database(work.file)) as db:
        db.execute("UPDATE promise SET zone = 'Mars/Base'")
    said = aware("promise", work.promise.id, "changed", "later", "--due", f"4 March {NEXT_YEAR} at 5pm")
    assert (said.status, said.err) == (0, "")
    assert work.one("SELECT zone FROM promise WHERE state = 'open'") != ("Mars/Base",)


def test_a_mark_that_does_not_exist_is_told_with_those_that_do(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id, "mended")
    assert (said.status, said.out) == (2, "")
    told = "MARK cannot be “mended”. Say one of: kept, broken, changed, done, not-well, note."
    assert said.err.splitlines()[0] == told


def test_a_promise_is_marked_kept_with_what_came_of_it(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id, "kept", "she", "was", "glad")
    assert (said.status, said.err) == (0, "")
    assert said.out == "Kept: ring Dana back, for Dana Reyes.\n"
    state, reason, settled = work.one("SELECT state, reason, settled_at FROM promise")
    assert (state, reason) == ("kept", "she was glad")
    assert settled is not None
    assert work.one("SELECT actor FROM event WHERE what = 'promise kept'") == ("Kim",)
    assert work.promise.id not in aware("follow-ups", "--json").out


def test_a_promise_is_marked_broken_with_its_reason(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id[-8:], "broken", "the engineer was ill")
    assert said.out == "Marked as broken: ring Dana back, for Dana Reyes.\n"
    assert work.one("SELECT state, reason FROM promise") == ("broken", "the engineer was ill")


def test_a_changed_promise_has_a_successor_with_the_new_time_on_its_own_clock(
    aware: Aware, work: Work
) -> None:
    words = ["changed", "she asked", "--due", f"4 March {NEXT_YEAR} 17:00", "--who", "Sam", "for", "it"]
    said = aware("promise", work.promise.id, *words)
    assert (said.status, said.err) == (0, "")
    new_id, due_at, zone, who, words_kept = work.one(
        "SELECT id, due_at, zone, who, due_words FROM promise WHERE state = 'open'"
    )
    assert (due_at, zone, who) == (f"{NEXT_YEAR}-03-04 22:00:00.000000", "America/New_York", "Sam")
    assert f"4 March {NEXT_YEAR}" in words_kept
    assert work.one("SELECT state, reason FROM promise WHERE state <> 'open'") == (
        "changed",
        "she asked for it",
    )
    assert said.out.startswith("Changed: ring Dana back, for Dana Reyes. Now due ")
    assert said.out.endswith(f"{NEXT_YEAR} 17:00 EST, by Sam. Id {new_id}\n")
    assert work.one("SELECT promise_id FROM follow_up WHERE kind = 'delegate'") == (new_id,)


def test_a_check_gets_another_time_and_keeps_its_id(aware: Aware, work: Work) -> None:
    said = aware("promise", work.customer.id, "changed", "no answer", "--due", "in three days", "--json")
    found = said.json
    assert (found["id"], found["kind"], found["state"]) == (work.customer.id, "customer", "open")
    assert datetime.fromisoformat(found["due_at"]) > NOW + 2 * DAY
    assert (found["zone"], found["note"], found["session_status"]) == ("Europe/London", "no answer", "parked")


def test_a_check_is_done(aware: Aware, work: Work) -> None:
    said = aware("promise", work.delegate.id, "done", "it came")
    assert said.out == "Done, all well: check with depot about “ring Dana back”, for Dana Reyes.\n"
    assert work.one("SELECT state, outcome FROM follow_up WHERE kind = 'delegate'") == ("done", "it came")


def test_not_well_opens_the_session_at_acknowledge_and_keeps_its_story(aware: Aware, work: Work) -> None:
    said = aware("promise", work.customer.id, "not-well", "it leaks again")
    assert (said.status, said.err) == (0, "")
    assert f"`aware live --resume {work.call.id}`" in said.out
    stands = "SELECT status, current_step, current_phase, ended_at FROM session"
    assert work.one(stands) == ("open", "acknowledge", "listen", None)
    assert work.one("SELECT state, outcome FROM follow_up WHERE kind = 'customer'") == (
        "not_well",
        "it leaks again",
    )
    assert ("It rang and rang.",) in rows(work.file, "SELECT text FROM note")
    assert work.one("SELECT state FROM promise") == ("open",)


def test_a_note_is_kept_while_it_stays_open(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id, "note", "only", "after", "five")
    assert said.out == "Noted: ring Dana back, for Dana Reyes.\n"
    assert work.one("SELECT state, note FROM promise") == ("open", "only after five")


def test_json_tells_the_row_that_stands_now(aware: Aware, work: Work) -> None:
    words = ["changed", "she asked", "--due", f"4 March {NEXT_YEAR} 17:00", "--json"]
    found = aware("promise", work.promise.id, *words).json
    assert (found["kind"], found["replaces_id"], found["state"]) == ("promise", work.promise.id, "open")
    assert found["due_at"] == f"{NEXT_YEAR}-03-04T22:00:00+00:00"
    assert (found["customer"], found["session_id"]) == ("Dana Reyes", work.call.id)


@pytest.mark.parametrize(
    "words",
    [
        ["--due", "DUE", "ID", "changed", "she", "asked"],
        ["ID", "--due", "DUE", "changed", "she", "asked"],
        ["ID", "changed", "--due", "DUE", "she", "asked"],
        ["ID", "changed", "she", "--due", "DUE", "asked"],
        ["ID", "changed", "she", "asked", "--due", "DUE"],
    ],
    ids=" ".join,
)
def test_words_and_options_come_in_any_order(aware: Aware, work: Work, words: list[str]) -> None:
    known = {"DUE": f"4 March {NEXT_YEAR} 17:00", "ID": work.promise.id}
    assert aware("promise", *(known.get(word, word) for word in words)).status == 0
    assert work.one("SELECT reason FROM promise WHERE state = 'changed'") == ("she asked",)


def last_october_sunday() -> datetime:
    """Return the day on which the clocks go back in London next year."""
    last = datetime(NEXT_YEAR, 10, 31, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def test_a_time_that_comes_twice_is_asked_about_and_can_be_said_exactly(aware: Aware, work: Work) -> None:
    day = last_october_sunday()
    due = f"{day.day} October {NEXT_YEAR} 01:30"
    said = aware("promise", work.customer.id, "changed", "later", "--due", due)
    assert (said.status, said.out) == (1, "")
    exactly = [f"{day:%Y-%m-%d}T01:30+0{hour}:00" for hour in (1, 0)]
    first, second = said.err.splitlines()
    assert "comes twice" in first
    assert second == f"Nothing was changed. Write one of: --due {exactly[0]} or --due {exactly[1]}"
    aware("promise", work.customer.id, "changed", "later", "--due", exactly[1])
    assert work.one("SELECT due_at FROM follow_up WHERE kind = 'customer'") == (
        f"{day:%Y-%m-%d} 01:30:00.000000",
    )


def test_numbers_of_cards_are_masked_and_it_is_told(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id, "kept", "paid", "with", "4111 1111 1111 1111")
    assert said.status == 0
    assert said.err == "What looks like a card number or a security code was masked.\n"
    assert "1111 1111 1111" not in work.one("SELECT reason FROM promise")[0]


def test_words_are_cleaned_and_cut_as_typed_ones_are(aware: Aware, work: Work) -> None:
    said = aware("promise", work.promise.id, "note", "one\ntwo\x1b[31m\u202e " + "x" * 5_000)
    assert said.err == "The words were too long: their end was left off.\n"
    (note,) = work.one("SELECT note FROM promise")
    assert note.startswith("one two[31m x")
    assert len(note) <= 500


NO_CHECK = "This is a promise, not a check."
NO_PROMISE = "This is a check, not a promise."

BAD: dict[str, tuple[Callable[[Work], list[str]], str]] = {
    "an unknown id": (lambda work: ["abcdef12", "kept"], "There is no promise or check “abcdef12”."),
    "too little of an id": (lambda work: [work.promise.id[:5], "kept"], "There is no promise or check"),
    "a session's id": (lambda work: [work.call.id, "kept"], "There is no promise or check"),
    "no new time": (lambda work: [work.promise.id, "changed", "x"], "Say the new time as well"),
    "no reason for the change": (
        lambda work: [work.promise.id, "changed", "--due", "in three days"],
        "Say why it changes, after the mark: `aware promise ",
    ),
    "no reason for breaking it": (
        lambda work: [work.promise.id, "broken", " "],
        "Say what kept us from it, after the mark: `aware promise ",
    ),
    "nothing to note": (lambda work: [work.promise.id, "note"], "Say what to note."),
    "a time that has passed": (
        lambda work: [work.promise.id, "changed", "x", "--due", "1 January 2020 10:00"],
        "That time has passed",
    ),
    "an exact time that has passed": (
        lambda work: [work.promise.id, "changed", "x", "--due", "2020-01-01T10:00+00:00"],
        "That time has passed",
    ),
    "a time that is none": (
        lambda work: [work.promise.id, "changed", "x", "--due", "soon"],
        "No time in it yet.",
    ),
    "an owner without a name": (
        lambda work: [work.promise.id, "changed", "x", "--due", "in three days", "--who", " "],
        "Say whose it is: a promise needs an owner.",
    ),
    "a time for a kept promise": (
        lambda work: [work.promise.id, "kept", "--due", "in three days"],
        "--due and --who go with `changed`",
    ),
    "a promise that is done": (lambda work: [work.promise.id, "done"], NO_CHECK),
    "a promise that is not well": (
        lambda work: [work.promise.id, "not-well"],
        NO_CHECK,
    ),
    "a check that is kept": (lambda work: [work.customer.id, "kept"], NO_PROMISE),
    "a check that is broken": (
        lambda work: [work.customer.id, "broken", "x"],
        NO_PROMISE,
    ),
}


@pytest.mark.parametrize(("words", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_mistake_is_told_and_nothing_changes(
    aware: Aware, work: Work, words: Callable[[Work], list[str]], sentence: str
) -> None:
    said = aware("promise", *words(work))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(sentence)
    assert len(said.err.splitlines()) <= 2
    assert rows(work.file, "SELECT 1 FROM event UNION ALL SELECT 1 FROM lease") == []
    assert work.one("SELECT state FROM promise") == ("open",)


def test_what_was_marked_stays_marked(aware: Aware, work: Work) -> None:
    aware("promise", work.promise.id, "kept")
    said = aware("promise", work.promise.id, "broken", "no, it was not")
    assert said.status == 1
    assert said.err.startswith("It is marked kept already.")
    assert work.one("SELECT state FROM promise") == ("kept",)


def test_without_data_there_is_nothing_to_mark(aware: Aware, tmp_path: Path) -> None:
    said = aware("promise", "abcdef12", "kept")
    assert (said.status, said.out) == (1, "")
    assert not (tmp_path / "data").exists()


def test_an_id_that_fits_a_promise_and_a_check_is_asked_about(aware: Aware, tmp_path: Path) -> None:
    head, (first, second) = a_head(), (f"01950000-0000-7000-8000-00000000000{n}" for n in "ab")
    keep(tmp_path / "data", head, a_promise(head.id, id=first), a_follow_up(head.id, id=second))
    said = aware("promise", first[:13], "kept")
    assert (said.status, said.out) == (1, "")
    assert said.err == f"A promise and a check both fit “{first[:13]}”. Type more of the id.\n"
    listed = aware("follow-ups").out
    assert first in listed
    assert second in listed


@pytest.mark.parametrize("words", [[], ["abcdef12"], ["abcdef12", "gone"], ["abcdef12", "kept", "--soon"]])
def test_wrong_usage_is_told(aware: Aware, words: list[str]) -> None:
    said = aware("promise", *words)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 2


def test_a_session_in_another_window_is_left_alone(aware: Aware, work: Work) -> None:
    with closing(open_database(work.file)) as db:
        take(db, work.call.id, "a window", socket.gethostname(), os.getpid(), datetime.now(UTC))
    said = aware("promise", work.promise.id, "kept")
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        "Another window has this call in hand. Nothing was changed. Say it there, or take it over.\n"
    )
    assert work.one("SELECT state FROM promise") == ("open",)
    assert work.one("SELECT holder FROM lease") == ("a window",)


def test_a_lease_that_a_dead_window_left_behind_is_no_obstacle(aware: Aware, work: Work) -> None:
    with closing(open_database(work.file)) as db:
        take(db, work.call.id, "a window", "elsewhere", 1, datetime.now(UTC) - timedelta(minutes=5))
    assert aware("promise", work.promise.id, "kept").status == 0
    assert rows(work.file, "SELECT holder FROM lease") == []


def test_a_row_whose_session_is_practice_can_be_marked_too(aware: Aware, tmp_path: Path) -> None:
    head = a_head(kind="practice")
    keep(tmp_path / "data", head, promise := a_promise(head.id, id=an_id()))
    assert aware("promise", promise.id, "kept").status == 0
    assert rows(tmp_path / "data" / "aware.db", "SELECT state FROM promise") == [(PromiseState.KEPT,)]
