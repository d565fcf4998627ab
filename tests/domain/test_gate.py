"""The gate: what is named, what is asked, what is refused, and what each ending leaves behind."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    NOW,
    a_follow_up,
    a_head,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_session,
    a_stamp,
    a_tick,
    adding,
    an_id,
)
from method import IN_METHOD, METHOD, without

from aware_tui.domain.gate import (
    STATUS_AFTER,
    Ending,
    GapKind,
    GateRefusedError,
    first_due,
    gaps,
    needs_reason,
    pass_gate,
    reasons,
    reopen,
    suggested,
)
from aware_tui.domain.playbook import PartKind
from aware_tui.domain.rows import Row, StepVisit
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import FollowUpState, PromiseState, Status

LATER = NOW + timedelta(minutes=7)
REASON = {Ending.FINISH: "no_time", Ending.PARK: "cut_off", Ending.DISCARD: "mistake"}


def session(*rows: Row, **head: object) -> CoachingSession:
    """Return a session of the method with the item that refuses ticked, and these rows."""
    made = a_session(**(IN_METHOD | head))
    return made.with_change(adding(a_tick(made.id, "agreed"), *rows))


def whole() -> CoachingSession:
    """Return a session with nothing left open."""
    return session(
        a_tick("s", "sorry"),
        a_profile_entry("s", recorded_at=NOW),
        a_quality_record("s", recorded_at=NOW),
    )


def ended(made: CoachingSession, ending: Ending, **more: str) -> CoachingSession:
    reason = REASON[ending] if needs_reason(made, METHOD, ending) else None
    return made.with_change(pass_gate(made, METHOD, ending, a_stamp(LATER), reason, **more))


UNDATED = a_promise("s", due_at=None)
OPEN = a_promise("s")
KEPT = a_promise("s", state=PromiseState.KEPT)
BARE = session()
STAY = StepVisit(an_id(), "s", "hear", "probe", NOW)

GAPS = [
    ("nothing is open", whole(), Ending.FINISH, []),
    (
        "a warned item and two documents",
        BARE,
        Ending.FINISH,
        [(GapKind.ITEM, "sorry"), (GapKind.HALF, "profile_entry"), (GapKind.HALF, "quality_record")],
    ),
    ("parking does not ask for items", BARE, Ending.PARK, []),
    ("parking names an undated promise", session(UNDATED), Ending.PARK, [(GapKind.UNDATED, UNDATED.id)]),
    ("parking is what a dated promise wants", session(OPEN), Ending.PARK, []),
    ("a discard leaves nothing open", session(UNDATED, OPEN), Ending.DISCARD, []),
]


@pytest.mark.parametrize(("made", "ending", "found"), [c[1:] for c in GAPS], ids=[c[0] for c in GAPS])
def test_the_gate_names_what_is_open(
    made: CoachingSession, ending: Ending, found: list[tuple[GapKind, str]]
) -> None:
    assert [(gap.kind, gap.ref) for gap in gaps(made, METHOD, ending)] == found


@pytest.mark.parametrize(
    ("state", "named"),
    [
        (PromiseState.OPEN, True),
        (PromiseState.KEPT, False),
        (PromiseState.BROKEN, False),
        (PromiseState.CHANGED, False),
    ],
)
@pytest.mark.parametrize(
    ("due", "kind"), [(None, GapKind.UNDATED), (NOW, GapKind.OPEN_PROMISE)], ids=["undated", "dated"]
)
def test_only_open_promises_are_gaps(
    state: PromiseState, named: bool, due: datetime | None, kind: GapKind
) -> None:
    made = session(a_promise("s", state=state, due_at=due))
    assert (kind in {gap.kind for gap in gaps(made, METHOD, Ending.FINISH)}) is named


@pytest.mark.parametrize(
    ("taken_out", "missing"),
    [
        ((), ["profile_entry", "quality_record"]),
        ((PartKind.PROFILE,), ["quality_record"]),
        ((PartKind.QUALITY,), ["profile_entry"]),
        ((PartKind.PROFILE, PartKind.QUALITY), []),
    ],
)
def test_only_documents_the_playbook_has_can_be_missing(
    taken_out: tuple[PartKind, ...], missing: list[str]
) -> None:
    found = gaps(BARE, without(METHOD, *taken_out), Ending.FINISH)
    assert [gap.ref for gap in found if gap.kind is GapKind.HALF] == missing


def test_a_document_that_is_written_but_not_recorded_is_a_gap() -> None:
    made = session(a_profile_entry("s"), a_quality_record("s", recorded_at=NOW))
    assert [g.ref for g in gaps(made, METHOD, Ending.FINISH) if g.kind is GapKind.HALF] == ["profile_entry"]


def test_a_required_extra_item_is_asked_for_like_any_other() -> None:
    step = METHOD.steps[0]
    (extra,) = step.extra
    asked = replace(step, extra=(replace(extra, required=METHOD.steps[1].phases[0].items[0].required),))
    playbook = replace(METHOD, steps=(asked, *METHOD.steps[1:]))
    assert ("thanked", True) in [(gap.ref, gap.refuses) for gap in gaps(BARE, playbook, Ending.FINISH)]


DUES = [
    ("nothing", (), None),
    ("undated", (UNDATED,), None),
    ("a kept one", (KEPT,), None),
    ("a promise", (OPEN,), OPEN.due_at),
    ("the sooner check", (OPEN, a_follow_up("s", due_at=NOW)), NOW),
    ("a check that was done", (a_follow_up("s", due_at=NOW, state=FollowUpState.DONE),), None),
]


@pytest.mark.parametrize(("rows", "due"), [c[1:] for c in DUES], ids=[c[0] for c in DUES])
def test_the_first_due_time_is_of_what_is_open(rows: tuple[Row, ...], due: datetime | None) -> None:
    assert first_due(session(*rows)) == due


@pytest.mark.parametrize(
    ("rows", "way"),
    [
        ((), Ending.FINISH),
        ((KEPT,), Ending.FINISH),
        ((OPEN,), Ending.PARK),
        ((UNDATED,), Ending.PARK),
        ((a_follow_up("s"),), Ending.PARK),
        ((a_follow_up("s", state=FollowUpState.DONE),), Ending.FINISH),
    ],
)
def test_enter_parks_while_something_is_promised(rows: tuple[Row, ...], way: Ending) -> None:
    assert suggested(session(*rows)) is way


@pytest.mark.parametrize(
    ("made", "ending", "asks"),
    [
        (whole(), Ending.FINISH, False),
        (BARE, Ending.FINISH, True),
        (BARE, Ending.PARK, True),
        (session(UNDATED), Ending.PARK, True),
        (session(OPEN), Ending.PARK, False),
        (session(OPEN, UNDATED), Ending.PARK, False),
        (whole(), Ending.DISCARD, True),
    ],
)
def test_a_reason_is_asked_only_where_one_is_owed(made: CoachingSession, ending: Ending, asks: bool) -> None:
    assert needs_reason(made, METHOD, ending) is asks
    if asks:
        with pytest.raises(GateRefusedError, match="digit"):
            pass_gate(made, METHOD, ending, a_stamp())
    else:
        assert not pass_gate(made, METHOD, ending, a_stamp()).empty


PROMISES = st.lists(
    st.builds(
        a_promise,
        st.just("s"),
        due_at=st.sampled_from([None, NOW, NOW - timedelta(days=9), LATER]),
        state=st.sampled_from(list(PromiseState)),
    ),
    max_size=5,
)


@given(PROMISES, st.sets(st.sampled_from(["sorry", "asked"])), st.sampled_from([Status.OPEN, Status.PARKED]))
def test_parking_with_a_due_promise_is_never_refused(
    promises: list[Row], ticked: set[str], status: Status
) -> None:
    due = a_promise("s")
    made = a_session(**IN_METHOD, status=status)
    made = made.with_change(adding(due, *promises, *(a_tick("s", item) for item in sorted(ticked))))
    after = made.with_change(pass_gate(made, METHOD, Ending.PARK, a_stamp()))
    assert (after.head.status, after.head.end_reason, after.head.ended_at) == (Status.PARKED, None, None)


@given(PROMISES, st.sampled_from(list(Ending)))
def test_whatever_is_open_a_reason_opens_the_gate_and_only_the_head_and_stays_change(
    promises: list[Row], ending: Ending
) -> None:
    made = session(*promises)
    after = ended(made, ending)
    assert after.head.status is STATUS_AFTER[ending]
    assert replace(after, head=made.head, visits=made.visits) == made


@pytest.mark.parametrize("ending", list(Ending))
def test_ending_stops_the_clock_and_closes_the_stay(ending: Ending) -> None:
    made = session(STAY, clock_seconds=5, clock_since=NOW)
    after = ended(made, ending, words="one line")
    assert (after.head.clock_seconds, after.head.clock_since) == (5 + 7 * 60, None)
    assert [visit.left_at for visit in after.visits] == [LATER]
    assert after.head.ended_at == (None if ending is Ending.PARK else LATER)
    assert (after.head.end_reason, after.head.end_words) == (REASON[ending], "one line")


def test_finishing_over_an_item_that_refuses_is_refused_even_with_a_reason() -> None:
    made = a_session(**IN_METHOD)
    with pytest.raises(GateRefusedError, match="They agreed to it"):
        pass_gate(made, METHOD, Ending.FINISH, a_stamp(), "no_time")
    assert ended(made, Ending.PARK).head.status is Status.PARKED
    assert ended(made, Ending.DISCARD).head.status is Status.DISCARDED


@pytest.mark.parametrize("ending", list(Ending))
@pytest.mark.parametrize("reason", ["", "mistake ", "nonsense", "sorry"])
def test_a_reason_must_be_one_of_the_endings_own(ending: Ending, reason: str) -> None:
    with pytest.raises(GateRefusedError, match="not one of the reasons"):
        pass_gate(BARE, METHOD, ending, a_stamp(), reason)


@pytest.mark.parametrize("status", [Status.FINISHED, Status.DISCARDED])
@pytest.mark.parametrize("ending", list(Ending))
def test_what_has_ended_does_not_end_again(status: Status, ending: Ending) -> None:
    with pytest.raises(GateRefusedError, match=f"already {status}"):
        pass_gate(session(status=status), METHOD, ending, a_stamp(), REASON[ending])


@pytest.mark.parametrize("ending", list(Ending))
def test_the_reasons_come_in_the_order_of_their_digits(ending: Ending) -> None:
    assert [choice.id for choice in reasons(METHOD, ending)] == [REASON[ending]]


def test_the_story_keeps_what_was_left_open_but_no_words() -> None:
    made = session(a_promise("s", what="bring flowers", due_at=None))
    change = pass_gate(made, METHOD, Ending.FINISH, a_stamp(), "no_time", "he was cross")
    (event,) = change.events
    assert (event.what, event.before) == ("finished", "open")
    (promise,) = made.promises
    assert event.after == (
        f"no_time;item:sorry,undated promise:{promise.id},half-documented:profile_entry,"
        "half-documented:quality_record"
    )
    assert "flowers" not in str(event)
    assert "cross" not in str(event)


def test_a_parked_session_reopens_where_it_stood_and_can_be_finished() -> None:
    parked = ended(session(STAY, current_phase="probe"), Ending.PARK)
    again = parked.with_change(reopen(parked, a_stamp(LATER)))
    head = again.head
    assert (head.status, head.end_reason, head.ended_at) == (Status.OPEN, None, None)
    assert (head.current_step, head.current_phase) == ("hear", "probe")
    assert [(v.phase, v.left_at) for v in again.visits] == [("probe", LATER), ("probe", None)]
    done = ended(again, Ending.FINISH)
    assert done.head.status is Status.FINISHED
    assert all(visit.left_at for visit in done.visits)


@pytest.mark.parametrize("ending", list(Ending))
def test_words_said_at_the_gate_are_kept_when_the_session_opens_again(ending: Ending) -> None:
    made = session()
    for words in ("waits for a part", "the part is late"):
        made = ended(made, ending, words=words)
        made = made.with_change(reopen(made, a_stamp()))
        assert made.head.end_words is None
    assert made.note("hear", f"when {STATUS_AFTER[ending]}") == "waits for a part\nthe part is late"


def test_reopening_without_words_makes_no_note_and_an_open_session_is_left_alone() -> None:
    parked = ended(session(), Ending.PARK)
    assert parked.with_change(reopen(parked, a_stamp())).notes == ()
    assert reopen(session(), a_stamp()).empty


def test_nothing_in_a_head_is_lost_by_parking_and_reopening() -> None:
    head = a_head(**IN_METHOD, channel="phone", category="late", mood_start=2, safety_reason="gas")
    made = CoachingSession(head)
    parked = ended(made, Ending.PARK)
    assert parked.with_change(reopen(parked, a_stamp())).head == head


def test_a_check_that_is_still_open_is_named_at_finish() -> None:
    session = a_session()
    session = session.with_change(adding(a_follow_up(session.id, who="depot")))
    found = [(gap.kind, gap.what) for gap in gaps(session, METHOD, Ending.FINISH)]
    assert [what for kind, what in found if kind is GapKind.OPEN_CHECK] == ["customer depot"]
