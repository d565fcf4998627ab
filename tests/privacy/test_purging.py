"""Words kept no longer than wanted: what is old loses them, what is open or younger does not."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import a_call
from delivering import a_delivery, a_story
from making import NOW, a_customer, a_follow_up, a_head, a_note, a_promise, an_id
from practicing import LIND
from privacy.people import MARK, a_marked_person, files_with, keep, marked
from reading_ahead import lay_read_playbook
from services.rehearsals import done
from watching import rows

from aware_tui.config import Settings
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Source
from aware_tui.domain.practice.moves import Say
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.rows import CustomerMerge, Delivery, FollowUp, Promise, Row
from aware_tui.domain.states import DeliveryState, FollowUpState, Kind, PromiseState, Status
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import Library
from aware_tui.services.purging import Purged, look_at_old, purge
from aware_tui.store import leases
from aware_tui.store.checking import check
from aware_tui.store.erased_file import read_ledger
from aware_tui.store.opening import open_database
from aware_tui.store.purging import SOME, Old

pytestmark = pytest.mark.head(9)

CUT = NOW
OLD, YOUNG = NOW - timedelta(days=2), NOW + timedelta(days=2)
LATER = NOW + timedelta(days=400)


def run(settings: Settings) -> Purged:
    done = purge(settings, CUT, LATER, lambda: None)
    assert done.unfinished == ""
    assert check(settings.database).problems == ()
    return done


def settled(theirs: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows with nothing left to be done."""
    ends: Any = {
        Promise: PromiseState.KEPT,
        FollowUp: FollowUpState.DONE,
        Delivery: DeliveryState.DELIVERED,
    }
    return tuple(replace(row, state=ends[type(row)]) if type(row) in ends else row for row in theirs)


def test_old_words_go_with_their_people_and_young_ones_stay(settings: Settings, folder: Path) -> None:
    _, theirs = a_marked_person(at=OLD)
    _, others = a_marked_person("staysmark", at=YOUNG)
    keep(folder, *settled(theirs), *settled(others))
    seen = look_at_old(settings, CUT).old
    assert seen == Old(sessions=2, attempts=0, feedback=1, customers=1, staying=0, named=())
    assert files_with(folder) == ["aware.db"]
    assert run(settings).old == seen
    assert files_with(folder, but=()) == []
    assert rows(settings.database, "SELECT count(*) FROM note WHERE text LIKE 'staysmark%'") == [(2,)]
    kinds = sorted(line.kind.value for line in read_ledger(folder))
    assert kinds == ["customer", "feedback", "session", "session"]
    assert run(settings).old == Old(0, 0, 0, 0, 0, ())


def test_a_customer_with_a_younger_call_keeps_their_name(settings: Settings, folder: Path) -> None:
    customer, theirs = a_marked_person(at=OLD)
    young = a_head(customer_id=customer.id, started_at=YOUNG, status=Status.FINISHED, ended_at=YOUNG)
    keep(folder, *settled(theirs), young)
    assert run(settings).old.customers == 0
    assert rows(settings.database, "SELECT name FROM customer") == [(f"{MARK} customer name",)]
    assert rows(settings.database, f"SELECT count(*) FROM note WHERE text LIKE '{MARK}%'") == [(0,)]


def test_of_merged_customers_all_go_or_none(settings: Settings, folder: Path) -> None:
    one, two = a_customer(name="One"), a_customer(name="Two")
    old = a_head(customer_id=one.id, started_at=OLD, ended_at=OLD, status=Status.FINISHED)
    young = a_head(customer_id=two.id, started_at=YOUNG, ended_at=YOUNG, status=Status.FINISHED)
    merge = CustomerMerge(an_id(), one.id, two.id, NOW, "kim")
    keep(folder, one, two, old, young, merge)
    assert run(settings).old.customers == 0
    assert rows(settings.database, "SELECT name FROM customer ORDER BY name") == [("One",), ("Two",)]


def an_old_call(**parts: Any) -> tuple[Any, ...]:
    customer = a_customer()
    given: Any = {"started_at": OLD, "ended_at": OLD, "status": Status.FINISHED, "customer_id": customer.id}
    head = a_head(**(given | parts))
    return customer, head, a_note(head.id)


@pytest.mark.sweep(4)
@pytest.mark.parametrize(
    "open_still", ["parked", "open", "promise", "follow_up", "waiting", "held", "leased", "practised"]
)
def test_what_is_still_to_be_done_is_named_and_never_touched(
    settings: Settings, folder: Path, open_still: str
) -> None:
    is_status = open_still in ("parked", "open")
    theirs = an_old_call(**({"status": Status(open_still), "ended_at": None} if is_status else {}))
    head = theirs[1]
    more: dict[str, Row] = {
        "promise": a_promise(head.id),
        "follow_up": a_follow_up(head.id),
        "waiting": replace(a_delivery(a_story()), session_id=head.id),
        "held": replace(a_delivery(a_story()), session_id=head.id, state=DeliveryState.HELD),
        "practised": replace(a_call(-3), state=AttemptState.OPEN, session_id=head.id, ended_at=None),
    }
    keep(folder, *theirs, *([more[open_still]] if open_still in more else []))
    if open_still == "leased":
        with closing(open_database(settings.database)) as db:
            leases.take(db, head.id, "window 2", "desk", 1, NOW)
    seen = look_at_old(settings, CUT).old
    assert seen == Old(sessions=0, attempts=0, feedback=0, customers=0, staying=1, named=(head.id,))
    run(settings)
    assert rows(settings.database, "SELECT text FROM note") == [("It rang and rang.",)]
    assert rows(settings.database, "SELECT name FROM customer") == [("Dana Reyes",)]
    assert rows(settings.database, "SELECT count(*) FROM erasure") == [(0,)]


def test_a_kept_promise_holds_nothing_up(settings: Settings, folder: Path) -> None:
    theirs = an_old_call()
    keep(folder, *theirs, a_promise(theirs[1].id, state=PromiseState.KEPT))
    assert run(settings).old.sessions == 1


def test_a_complaint_from_a_file_goes_by_the_day_it_came(settings: Settings, folder: Path) -> None:
    keep(folder, *an_old_call(kind=Kind.IMPORTED, ended_at=None))
    assert run(settings).old == Old(1, 0, 0, 1, 0, ())


def test_a_call_that_ended_after_the_day_stays(settings: Settings, folder: Path) -> None:
    keep(folder, *an_old_call(ended_at=NOW + timedelta(seconds=1)))
    assert run(settings).old == Old(0, 0, 0, 0, 0, ())


def test_practice_loses_its_words_and_keeps_its_scores(settings: Settings, folder: Path) -> None:
    finished = marked(a_call(-3, total=71.0))
    going = replace(a_call(-3), state=AttemptState.OPEN, ended_at=None, draft="typing")
    keep(folder, finished, going, marked(a_call(3), "staysmark"))
    assert run(settings).old == Old(0, 1, 0, 0, 0, ())
    assert files_with(folder, but=()) == []
    kept = rows(settings.database, f"SELECT total, moves, draft FROM attempt WHERE id = '{finished.id}'")
    assert kept == [(71.0, "", "")]
    drafts = rows(settings.database, "SELECT draft FROM attempt WHERE draft <> '' ORDER BY draft")
    assert drafts == [("staysmark attempt draft",), ("typing",)]


def test_feedback_of_nobody_goes_by_its_day(settings: Settings, folder: Path) -> None:
    old, young = (
        marked(Feedback(an_id(), Source.SURVEY, "UTC", received_at=at, score=4.0), mark)
        for at, mark in ((OLD, MARK), (YOUNG, "staysmark"))
    )
    keep(folder, old, young)
    assert run(settings).old == Old(0, 0, 1, 0, 0, ())
    assert files_with(folder, but=()) == []
    assert rows(settings.database, "SELECT score FROM feedback") == [(4.0,), (4.0,)]


def test_many_go_some_at_a_time(settings: Settings, folder: Path) -> None:
    many = SOME + 3
    heads = [a_head(started_at=OLD, ended_at=OLD, status=Status.FINISHED) for _ in range(many)]
    keep(folder, *heads, *(a_note(head.id, MARK) for head in heads))
    stops: list[int] = []
    done = purge(settings, CUT, LATER, lambda: stops.append(1))
    assert (done.old.sessions, len(stops)) == (many, 2)
    assert files_with(folder, but=()) == []


def test_a_call_that_is_opened_again_meanwhile_is_left_alone(settings: Settings, folder: Path) -> None:
    heads = [a_head(started_at=OLD, ended_at=OLD, status=Status.FINISHED) for _ in range(SOME + 1)]
    keep(folder, *heads, *(a_note(head.id, MARK) for head in heads))
    last = max(head.id for head in heads)

    def reopened() -> None:
        with closing(open_database(settings.database)) as db:
            leases.take(db, last, "window 2", "desk", 1, NOW)

    purge(settings, CUT, LATER, reopened)
    texts = rows(settings.database, "SELECT session_id FROM note WHERE text <> ''")
    assert texts == [(last,)]
    assert rows(settings.database, f"SELECT count(*) FROM erasure WHERE row_id = '{last}'") == [(0,)]


def test_practice_that_lost_its_words_can_still_be_looked_at(settings: Settings, folder: Path) -> None:
    folder.mkdir()
    lay_read_playbook(folder)
    with closing(Desk(settings, lambda: LATER, lambda _: None)) as desk:
        desk.open().result(20)
        library = Library(desk)
        call = done(rehearsals.begin(desk, library, done(library.find(str(LIND))), AttemptMode("type")))
        done(call.do(Say(MARK)))
        attempt = done(practice_store.discard(desk, done(call.save())))
        purge(settings, LATER + timedelta(days=1), LATER + timedelta(days=2), lambda: None)
        again = done(rehearsals.resume(desk, library, attempt.id))
        assert again.moves == ()
        assert again.told() is not None
        assert again.debrief() is not None
    assert files_with(folder, but=()) == []
