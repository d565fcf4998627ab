"""Options, promises and follow-ups: each is one row with a life of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_follow_up, a_promise, a_session, a_stamp, adding, an_option

from aware_tui.domain import commitments
from aware_tui.domain.due import Due
from aware_tui.domain.session import Change, CoachingSession, undo_of
from aware_tui.domain.states import FollowUpKind, FollowUpState, PromiseState, ProposedBy

TOMORROW = Due(NOW + timedelta(days=1), "Europe/London", "tomorrow")
LATER = NOW + timedelta(hours=1)


def with_rows(*rows: Any) -> CoachingSession:
    return a_session().with_change(adding(*rows))


def after(session: CoachingSession, deed: Callable[..., Change], *args: Any, **more: Any) -> CoachingSession:
    return session.with_change(deed(session, *args, stamp=a_stamp(LATER), **more))


def test_an_option_is_proposed_and_weighed() -> None:
    session = after(a_session(), commitments.propose, "a visit on Saturday", ProposedBy.CUSTOMER)
    (option,) = session.options
    assert (option.works_for_them, option.possible, option.chosen) == (None, None, False)
    (weighed,) = after(session, commitments.weigh, option, possible=False).options
    assert weighed == replace(option, possible=False)


@given(st.lists(st.integers(0, 3), min_size=1))
def test_the_customer_picks_one_option_at_most(picks: list[int]) -> None:
    session = with_rows(*(an_option("s", text=str(n)) for n in range(4)))
    wanted: int | None = None
    for pick in picks:
        session = after(session, commitments.choose, session.options[pick])
        wanted = None if wanted == pick else pick
        assert [n for n, option in enumerate(session.options) if option.chosen] == (
            [] if wanted is None else [wanted]
        )


def test_a_promise_is_kept_with_and_without_a_time() -> None:
    session = after(a_session(), commitments.promise, "ring Dana", "kim", TOMORROW)
    session = after(session, commitments.promise, "send a card", "lee", None)
    dated, undated = session.promises
    assert (dated.due_at, dated.zone, dated.due_words) == (TOMORROW.at, TOMORROW.zone, "tomorrow")
    assert (undated.due_at, undated.zone, undated.due_words) == (None, None, "")
    assert [(p.what, p.who, p.made_at, p.state) for p in session.promises] == [
        ("ring Dana", "kim", LATER, PromiseState.OPEN),
        ("send a card", "lee", LATER, PromiseState.OPEN),
    ]


@pytest.mark.parametrize("state", [PromiseState.KEPT, PromiseState.BROKEN])
def test_a_promise_is_settled_and_opened_again(state: PromiseState) -> None:
    made = a_promise("s")
    session = after(with_rows(made), commitments.settle, made, state, reason="why")
    (settled,) = session.promises
    assert settled == replace(made, state=state, reason="why", settled_at=LATER)
    (again,) = after(session, commitments.settle, settled, PromiseState.OPEN).promises
    assert (again.state, again.settled_at) == (PromiseState.OPEN, None)


def test_marking_a_promise_kept_once_more_does_not_make_it_later() -> None:
    made = a_promise("s", state=PromiseState.KEPT, settled_at=NOW)
    assert commitments.settle(with_rows(made), made, PromiseState.KEPT, a_stamp(LATER)).empty


def test_a_better_reason_for_a_broken_promise_does_not_make_it_later() -> None:
    made = a_promise("s", state=PromiseState.BROKEN, settled_at=NOW, reason="ill")
    session = after(with_rows(made), commitments.settle, made, PromiseState.BROKEN, reason="van broke down")
    assert session.promises == (replace(made, reason="van broke down"),)


def test_a_changed_promise_is_closed_and_has_a_successor() -> None:
    made = a_promise("s")
    session = after(with_rows(made), commitments.change_promise, made, TOMORROW, "no van today")
    closed, successor = session.promises
    assert (closed.state, closed.reason, closed.settled_at, closed.due_at) == (
        PromiseState.CHANGED,
        "no van today",
        LATER,
        made.due_at,
    )
    assert (successor.what, successor.who, successor.replaces_id) == (made.what, made.who, made.id)
    assert (successor.state, successor.due_at, successor.made_at) == (PromiseState.OPEN, TOMORROW.at, LATER)


@pytest.mark.parametrize("state", [s for s in PromiseState if s is not PromiseState.OPEN])
def test_only_an_open_promise_can_be_changed(state: PromiseState) -> None:
    made = a_promise("s", state=state, settled_at=NOW)
    assert commitments.change_promise(with_rows(made), made, TOMORROW, "", a_stamp()).empty


@pytest.mark.parametrize("state", [PromiseState.OPEN, PromiseState.KEPT, PromiseState.BROKEN])
def test_a_changed_promise_is_not_settled_beside_its_successor(state: PromiseState) -> None:
    made = a_promise("s", state=PromiseState.CHANGED, settled_at=NOW)
    assert commitments.settle(with_rows(made), made, state, a_stamp()).empty


def changed_twice() -> CoachingSession:
    made = a_promise("s")
    session = after(with_rows(made), commitments.change_promise, made, TOMORROW, "first")
    return after(session, commitments.change_promise, session.promises[-1], TOMORROW, "second")


@pytest.mark.parametrize(
    ("taken_out", "states", "replaces"),
    [
        (0, ["changed", "open"], [None, 0]),
        (1, ["changed", "open"], [None, 0]),
        (2, ["changed", "open"], [None, 0]),
    ],
)
def test_taking_out_one_of_a_chain_of_promises_leaves_one_that_stands(
    taken_out: int, states: list[str], replaces: list[int | None]
) -> None:
    session = changed_twice()
    gone = session.promises[taken_out]
    check = a_follow_up(session.id, promise_id=gone.id)
    session = session.with_change(adding(check))
    change = commitments.unsay(session, gone, a_stamp())
    left = session.with_change(change)
    ids = [promise.id for promise in left.promises]
    assert gone.id not in ids
    assert [promise.state for promise in left.promises] == states
    assert [p.replaces_id for p in left.promises] == [None if r is None else ids[r] for r in replaces]
    assert left.follow_ups[0].promise_id == gone.replaces_id
    assert left.with_change(undo_of(left, change, a_stamp())) == session


def test_a_follow_up_is_planned_closed_and_opened_again() -> None:
    session = after(
        a_session(), commitments.follow_up, FollowUpKind.DELEGATE, "Lee", TOMORROW, promise_id=None
    )
    (check,) = session.follow_ups
    assert (check.kind, check.who, check.due_at, check.state) == (
        FollowUpKind.DELEGATE,
        "Lee",
        TOMORROW.at,
        FollowUpState.OPEN,
    )
    session = after(session, commitments.close_follow_up, check, FollowUpState.NOT_WELL, outcome="dead")
    (closed,) = session.follow_ups
    assert (closed.state, closed.outcome, closed.settled_at) == (FollowUpState.NOT_WELL, "dead", LATER)
    (again,) = after(session, commitments.close_follow_up, closed, FollowUpState.OPEN).follow_ups
    assert (again.state, again.outcome, again.settled_at) == (FollowUpState.OPEN, "dead", None)


def test_a_check_said_twice_to_be_well_does_not_get_later() -> None:
    check = a_follow_up("s", state=FollowUpState.DONE, settled_at=NOW)
    assert commitments.close_follow_up(with_rows(check), check, FollowUpState.DONE, a_stamp(LATER)).empty


PROMISE, OPTION, CHECK = a_promise("s"), an_option("s"), a_follow_up("s")
ON_A_ROW: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("weigh", commitments.weigh, OPTION, {"possible": True}),
    ("choose", commitments.choose, OPTION, {}),
    ("withdraw", commitments.withdraw, OPTION, {}),
    ("amend", commitments.amend, PROMISE, {"who": "lee"}),
    ("unsay", commitments.unsay, PROMISE, {}),
    ("settle", commitments.settle, PROMISE, {"state": PromiseState.KEPT}),
    ("change", commitments.change_promise, PROMISE, {"due": TOMORROW, "reason": ""}),
    ("close", commitments.close_follow_up, CHECK, {"state": FollowUpState.DONE}),
    ("drop", commitments.drop_follow_up, CHECK, {}),
]
NAMES = [case[0] for case in ON_A_ROW]


@pytest.mark.parametrize(("deed", "row", "values"), [case[1:] for case in ON_A_ROW], ids=NAMES)
def test_a_deed_on_a_row_that_is_gone_changes_nothing(deed: Any, row: Any, values: dict[str, Any]) -> None:
    other = an_option("s", chosen=True)
    assert deed(with_rows(other), row, stamp=a_stamp(), **values).empty


@pytest.mark.parametrize(("deed", "row", "values"), [case[1:] for case in ON_A_ROW], ids=NAMES)
def test_a_deed_builds_on_the_row_as_it_is_now_not_as_a_dialog_saw_it(
    deed: Any, row: Any, values: dict[str, Any]
) -> None:
    name = "text" if row is OPTION else "zone"
    now = replace(row, **{name: "meanwhile"})
    change = deed(with_rows(now), row, stamp=a_stamp(), **values)
    (edit, *_) = change.edits
    assert edit.before == now
    assert edit.after is None or getattr(edit.after, name) == "meanwhile"
