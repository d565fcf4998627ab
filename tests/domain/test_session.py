"""A session as a value: changes that follow one another, and what undo takes back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_note,
    a_promise,
    a_session,
    a_stamp,
    a_tick,
    adding,
    an_event,
    an_option,
    editing,
    removing,
)

from aware_tui.domain import commitments, deeds, walk
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.rows import Row
from aware_tui.domain.session import (
    NOTHING,
    Change,
    CoachingSession,
    Edit,
    Stamp,
    change_of,
    current,
    undo_of,
)
from aware_tui.domain.states import ApologySize, FollowUpKind, FollowUpState, PromiseState, ProposedBy

Deed = Callable[[CoachingSession, int, str, Stamp], Change]
DUE = Due(NOW, "Europe/Berlin", "now")


def any_of(rows: tuple[Row, ...], pick: int) -> Row | None:
    return rows[pick % len(rows)] if rows else None


def on(name: str, deed: Callable[..., Change], **values: object) -> Deed:
    """Return a deed on one of the session's rows, which changes nothing while there is none."""

    def do(session: CoachingSession, pick: int, words: str, stamp: Stamp) -> Change:
        row = any_of(getattr(session, name), pick)
        return deed(session, row, stamp=stamp, **values) if row else NOTHING

    return do


DEEDS: tuple[Deed, ...] = (
    lambda s, n, w, at: deeds.tick(s, "fix", ChecklistItem(f"item{n}", w), at),
    lambda s, n, w, at: deeds.write(s, "fix", f"field{n}", w, at),
    lambda s, n, w, at: deeds.answer(s, "fix", "training", ("yes", "no", None)[n % 3], at),
    lambda s, n, w, at: deeds.set_head(s, "mood", at, mood_start=n or None),
    lambda s, n, w, at: deeds.set_head(s, "safety", at, safety_reason=w or None, category=w),
    lambda s, n, w, at: deeds.know_customer(s, at, name=w),
    lambda s, n, w, at: deeds.know_customer(s, at, preferred_channel=w),
    lambda s, n, w, at: deeds.draft_apology(s, list(ApologySize)[n % 2], w, at),
    lambda s, n, w, at: deeds.write_profile(s, at, text=w),
    lambda s, n, w, at: deeds.write_profile(s, at, recorded_at=NOW if n % 2 else None),
    lambda s, n, w, at: deeds.write_quality(s, at, text=w, category=w or None),
    lambda s, n, w, at: deeds.write_quality(s, at, cause=w or None),
    lambda s, n, w, at: deeds.check_in(s, n or None, at),
    lambda s, n, w, at: commitments.propose(s, w, ProposedBy.AGENT, at),
    on("options", commitments.weigh, possible=True),
    on("options", commitments.choose),
    on("options", commitments.withdraw),
    lambda s, n, w, at: commitments.promise(s, w, "kim", DUE if n % 2 else None, at),
    on("promises", commitments.amend, what="ring back"),
    on("promises", commitments.settle, state=PromiseState.KEPT),
    on("promises", commitments.settle, state=PromiseState.BROKEN, reason="late"),
    on("promises", commitments.settle, state=PromiseState.OPEN),
    on("promises", commitments.change_promise, due=DUE, reason="ill"),
    on("promises", commitments.unsay),
    lambda s, n, w, at: commitments.follow_up(
        s, FollowUpKind.CUSTOMER, w, None, at, getattr(any_of(s.promises, n), "id", None)
    ),
    on("follow_ups", commitments.close_follow_up, state=FollowUpState.NOT_WELL, outcome="no"),
    on("follow_ups", commitments.close_follow_up, state=FollowUpState.OPEN),
    on("follow_ups", commitments.drop_follow_up),
    lambda s, n, w, at: walk.move(s, walk.Place(w, str(n)), at),
)
SAYINGS = st.sampled_from(["", "a", "tomorrow", "{customer}", "é\n漢"])
STEPS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), SAYINGS), max_size=25)


def played(session: CoachingSession, steps: list[tuple[Deed, int, str]]) -> list[tuple[Change, Stamp]]:
    made = []
    for deed, pick, words in steps:
        change = deed(session, pick, words, stamp := a_stamp())
        session = session.with_change(change)
        made.append((change, stamp))
    return made


def after(session: CoachingSession, *changes: Change) -> CoachingSession:
    for change in changes:
        session = session.with_change(change)
    return session


@given(STEPS)
def test_undoing_every_deed_in_turn_gives_the_session_back_as_it_began(
    steps: list[tuple[Deed, int, str]],
) -> None:
    start = a_session()
    made = [change for change, _ in played(start, steps)]
    session = after(start, *made)
    for change in reversed(made):
        session = session.with_change(undo_of(session, change, a_stamp()))
    assert session == start


@given(STEPS, STEPS)
def test_undo_never_fails_and_never_touches_the_story_whatever_came_between(
    before: list[tuple[Deed, int, str]], between: list[tuple[Deed, int, str]]
) -> None:
    start = a_session()
    made = [change for change, _ in played(start, before)]
    session = after(start, *made)
    later = [change for change, _ in played(session, between)]
    session = after(session, *later)
    for change in made:
        undone = undo_of(session, change, a_stamp())
        assert [event.what for event in undone.events] == ["undone"]
        session = session.with_change(undone)


@given(STEPS)
def test_rows_keep_the_order_they_were_made_in(steps: list[tuple[Deed, int, str]]) -> None:
    start = a_session()
    session = after(start, *(change for change, _ in played(start, steps)))
    for rows in (session.ticks, session.notes, session.options, session.promises, session.visits):
        ids = [row.id for row in rows]
        assert ids == sorted(set(ids))


@given(STEPS)
def test_no_event_holds_words_that_were_typed(steps: list[tuple[Deed, int, str]]) -> None:
    secret = [(deed, pick, "Mrs Miller's words" if words else "") for deed, pick, words in steps]
    for change, _ in played(a_session(), [s for s in secret if s[0] is not DEEDS[-1]]):
        for event in change.events:
            assert "Miller" not in f"{event.what} {event.before} {event.after}"


@given(STEPS)
def test_a_deed_tells_exactly_one_event_or_nothing_at_all(steps: list[tuple[Deed, int, str]]) -> None:
    session = a_session()
    for change, stamp in played(session, steps):
        assert len(change.events) == (0 if change.empty else 1)
        assert all((event.at, event.actor) == (stamp.at, stamp.actor) for event in change.events)


def undone(session: CoachingSession, change: Change, *later: Change) -> CoachingSession:
    session = after(session, change, *later)
    return session.with_change(undo_of(session, change, a_stamp()))


def test_a_row_that_was_changed_since_it_was_made_stays() -> None:
    session, check = a_session(), a_follow_up("s")
    answered = replace(check, state=FollowUpState.NOT_WELL, outcome="it broke again")
    assert undone(session, adding(check), editing(check, answered)).follow_ups == (answered,)


def test_a_row_that_was_taken_out_since_is_not_made_again() -> None:
    option = an_option("s")
    weighed = replace(option, possible=True)
    session = a_session().with_change(adding(option))
    assert undone(session, editing(option, weighed), removing(weighed)).options == ()


def test_a_row_taken_out_comes_back_in_its_old_place() -> None:
    first, second, third = (an_option("s", text=str(n)) for n in range(3))
    session = a_session().with_change(adding(first, second, third))
    assert undone(session, removing(second)).options == (first, second, third)


def test_a_field_that_was_changed_again_stays_and_the_others_go_back() -> None:
    made = a_promise("s")
    session = a_session().with_change(adding(made))
    corrected = replace(made, what="ring", who="Lee")
    later = replace(corrected, who="Sam")
    (now,) = undone(session, editing(made, corrected), editing(corrected, later)).promises
    assert (now.what, now.who) == (made.what, "Sam")


def test_the_place_moved_to_since_stays_when_a_choice_of_the_head_is_undone() -> None:
    session = a_session()
    chosen = deeds.set_head(session, "category", a_stamp(), category="late")
    moved = walk.move(session.with_change(chosen), walk.Place("widen", "widen"), a_stamp())
    head = undone(session, chosen, moved).head
    assert (head.category, head.current_step) == (None, "widen")


def test_words_added_to_a_drafted_document_outlive_the_undo_of_the_draft() -> None:
    session = a_session()
    drafted = deeds.write_quality(session, a_stamp(), text="drafted", cause="rush")
    typed = deeds.write_quality(session.with_change(drafted), a_stamp(), text="drafted, then typed")
    record = undone(session, drafted, typed).quality_record
    assert record is not None
    assert (record.text, record.cause) == ("drafted, then typed", None)


def test_undo_takes_a_document_out_when_nothing_was_added_to_it() -> None:
    session = a_session()
    assert undone(session, deeds.write_profile(session, a_stamp(), text="drafted")).profile_entry is None


def test_another_customer_in_the_same_place_is_left_alone() -> None:
    mine, other = a_customer(), a_customer(name="Lee")
    session = a_session().with_change(adding(mine))
    renamed = replace(mine, name="Dana R.")
    assert undone(session, editing(mine, renamed), adding(other)).customer == other


def test_undo_of_a_change_without_effect_edits_nothing() -> None:
    tick = a_tick("s")
    session = a_session().with_change(adding(tick))
    assert undo_of(session, removing(tick), a_stamp()).edits == ()
    assert undo_of(session, NOTHING, a_stamp()).edits == ()


def test_undo_names_what_it_took_back() -> None:
    session = a_session()
    change = change_of(a_stamp(), session.id, "ticked")
    (event,) = undo_of(session, change, a_stamp()).events
    assert (event.what, event.before) == ("undone", "ticked")


def test_an_edit_needs_a_row() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        _ = Edit(None, None).row


def test_changes_add_up_in_order() -> None:
    first, second = a_note("s", "a"), a_note("s", "b", field="other")
    both = adding(first) + adding(second)
    assert [edit.row for edit in both.edits] == [first, second]
    assert NOTHING.empty
    assert not both.empty
    assert not Change((), (an_event("s"),)).empty


def test_a_session_is_asked_for_what_it_holds() -> None:
    note, tick, promise = a_note("s", "words"), a_tick("s", "item"), a_promise("s")
    session = a_session().with_change(adding(note, tick, promise))
    assert (session.note("acknowledge", "their_words"), session.note("widen", "their_words")) == ("words", "")
    assert (session.ticked("item"), session.ticked("other")) == (tick, None)
    assert current(session, replace(promise, what="stale")) == promise
    assert current(session, a_promise("s")) is None
    assert current(session, a_customer()) is None
    assert session.answer("widen", "training") is None


def test_the_head_of_a_session_cannot_be_taken_away() -> None:
    session = a_session()
    assert session.with_change(removing(session.head)) == session


def test_check_ins_do_not_show_where_a_session_is_printed() -> None:
    session = a_session()
    session = session.with_change(deeds.check_in(session, 1, a_stamp()))
    assert "CheckIn" not in repr(session)
