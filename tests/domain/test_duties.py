"""What becomes of promises and checks that came due."""

from dataclasses import replace
from datetime import timedelta

import pytest
from making import NOW, a_follow_up, a_promise, a_session, a_stamp
from method import METHOD

from aware_tui.domain import duties
from aware_tui.domain.due import Due
from aware_tui.domain.duties import DutyProblem
from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.session import Change, CoachingSession
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState, Status

LATER = a_stamp(NOW + timedelta(hours=3))
FRIDAY = Due(NOW + timedelta(days=2), "Europe/Berlin", "Friday 11:30")


def with_duties() -> tuple[CoachingSession, Promise, FollowUp]:
    session = a_session(status=Status.PARKED, current_step="resolve", current_phase="resolve")
    made = a_promise(session.id)
    check = a_follow_up(session.id, kind=FollowUpKind.DELEGATE, who="depot", promise_id=made.id)
    return replace(session, promises=(made,), follow_ups=(check,)), made, check


def states(session: CoachingSession) -> list[str]:
    return [*(str(p.state) for p in session.promises), *(str(f.state) for f in session.follow_ups)]


def test_a_promise_is_kept_with_what_came_of_it() -> None:
    session, made, _ = with_duties()
    after = session.with_change(duties.keep(session, made.id, "van came at 9", LATER))
    (kept,) = after.promises
    assert (kept.state, kept.reason, kept.settled_at) == (PromiseState.KEPT, "van came at 9", LATER.at)


def test_a_changed_promise_has_a_successor_that_takes_its_checks_along() -> None:
    session, made, check = with_duties()
    after = session.with_change(duties.change(session, made.id, FRIDAY, "no van", "ann", LATER))
    closed, successor = after.promises
    assert (closed.state, closed.reason) == (PromiseState.CHANGED, "no van")
    assert (successor.replaces_id, successor.who, successor.due_at) == (made.id, "ann", FRIDAY.at)
    assert after.follow_ups == (replace(check, promise_id=successor.id),)


def test_a_check_that_is_changed_moves_and_keeps_why() -> None:
    session, _, check = with_duties()
    noted = session.with_change(duties.note(session, check.id, "ask for Priya", LATER))
    (moved,) = noted.with_change(duties.change(noted, check.id, FRIDAY, "chased", "", LATER)).follow_ups
    assert (moved.due_at, moved.due_words, moved.who) == (FRIDAY.at, FRIDAY.words, "depot")
    assert moved.note == "ask for Priya · chased"


def test_not_well_opens_the_session_at_its_beginning_with_its_story_kept() -> None:
    session, made, check = with_duties()
    book = METHOD
    after = session.with_change(duties.not_well(session, book, check.id, "nobody came", LATER))
    first = book.steps[0]
    assert (after.head.status, after.head.current_step) == (Status.OPEN, first.id)
    assert after.head.current_phase == first.phases[0].id
    assert after.promises == (made,)
    assert (after.follow_ups[0].state, after.follow_ups[0].outcome) == (FollowUpState.NOT_WELL, "nobody came")


def test_a_check_is_done_with_its_outcome() -> None:
    session, _, check = with_duties()
    (closed,) = session.with_change(duties.done(session, check.id, "all well", LATER)).follow_ups
    assert (closed.state, closed.outcome) == (FollowUpState.DONE, "all well")


def test_an_owner_can_be_found_for_what_had_none() -> None:
    session, made, _ = with_duties()
    orphan = replace(session, promises=(replace(made, who=""),))
    assert orphan.with_change(duties.entrust(orphan, made.id, "ann", LATER)).promises[0].who == "ann"
    assert duties.entrust(session, made.id, made.who, LATER).empty


def test_events_hold_no_words() -> None:
    session, made, check = with_duties()
    for change in (
        duties.note(session, made.id, "secret", LATER),
        duties.keep(session, made.id, "secret", LATER),
        duties.break_(session, made.id, "secret", LATER),
        duties.change(session, check.id, FRIDAY, "secret", "", LATER),
        duties.entrust(session, check.id, "secret", LATER),
    ):
        assert "secret" not in repr(change.events)


def problems(session: CoachingSession, made: Promise, check: FollowUp) -> dict[str, tuple[object, ...]]:
    past = Due(NOW, "Europe/Berlin", "today")
    return {
        "taken out": (duties.keep, "gone", "", LATER),
        "a check, not a promise": (duties.keep, check.id, "", LATER),
        "a promise, not a check": (duties.done, made.id, "", LATER),
        "what kept us": (duties.break_, made.id, "  ", LATER),
        "why it changes": (duties.change, made.id, FRIDAY, " ", "", LATER),
        "has passed": (duties.change, made.id, past, "late", "", LATER),
        "needs an owner": (duties.entrust, made.id, " ", LATER),
    }


@pytest.mark.parametrize("told", list(problems(*with_duties())))
def test_what_makes_no_sense_is_told(told: str) -> None:
    session, made, check = with_duties()
    deed, *arguments = problems(session, made, check)[told]
    with pytest.raises(DutyProblem, match=told):
        deed(session, *arguments)  # type: ignore[operator]


@pytest.mark.parametrize("state", [PromiseState.KEPT, PromiseState.CHANGED, PromiseState.BROKEN])
def test_a_promise_is_settled_once(state: PromiseState) -> None:
    session, made, _ = with_duties()
    settled = replace(session, promises=(replace(made, state=state),))
    for deed in (duties.keep, duties.break_):
        with pytest.raises(DutyProblem, match=f"marked {state} already"):
            deed(settled, made.id, "again", LATER)


def test_a_deed_that_says_the_same_again_changes_nothing() -> None:
    session, made, _ = with_duties()
    assert duties.note(session, made.id, "", LATER) == Change((), ())
    assert states(session) == ["open", "open"]


def test_what_another_window_wrote_is_not_overwritten() -> None:
    session, made, _ = with_duties()
    theirs = session.with_change(duties.note(session, made.id, "gate code 7", LATER))
    with pytest.raises(DutyProblem, match="noted meanwhile: “gate code 7”"):
        duties.note(theirs, made.id, "mine", LATER, "")
    given = session.with_change(duties.entrust(session, made.id, "ann", LATER))
    with pytest.raises(DutyProblem, match="gave it to ann"):
        duties.entrust(given, made.id, "sam", LATER, made.who)


def test_a_mark_is_taken_back_whole_or_not_at_all() -> None:
    session, made, _ = with_duties()
    change = duties.change(session, made.id, FRIDAY, "no van", "", LATER)
    after = session.with_change(change)
    back = after.with_change(duties.take_back(after, change, LATER))
    assert (back.promises, back.follow_ups) == (session.promises, session.follow_ups)
    kept = after.with_change(duties.keep(after, after.promises[1].id, "", LATER))
    with pytest.raises(DutyProblem, match="cannot be taken back"):
        duties.take_back(kept, change, LATER)
