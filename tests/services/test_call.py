"""A session in hand: every deed is handed over once, safely worded, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from making import (
    NOW,
    a_follow_up,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_session,
    adding,
    an_apology,
    an_id,
    an_option,
)
from method import IN_METHOD, METHOD

from aware_tui.domain import commitments, deeds
from aware_tui.domain.due import Due
from aware_tui.domain.gate import Ending, GapKind, GateRefusedError
from aware_tui.domain.rows import Row
from aware_tui.domain.session import Change, CoachingSession, Stamp
from aware_tui.domain.states import ApologySize, FollowUpState, PromiseState, ProposedBy, Status
from aware_tui.domain.text import LINE_LIMIT, NOTE_LIMIT
from aware_tui.domain.walk import Place
from aware_tui.services.call import Call
from aware_tui.services.spots import Kept, Spot, Table, safe_words

CARD = " ".join(["4111"] + ["1111"] * 3)
WHY = "Another window has this call."
LISTEN, PROBE, MEND, WRITE = (
    Place("hear", "listen"),
    Place("hear", "probe"),
    Place("fix", "mend"),
    Place("note", "write"),
)
THEIR_WORDS = Spot(Table.NOTE, "hear", "their_words")
PROFILE = Spot(Table.PROFILE, "note", "text")
QUALITY = Spot(Table.QUALITY, "note", "text")
SPOTS = (
    THEIR_WORDS,
    PROFILE,
    QUALITY,
    Spot(Table.PROFILE, "note", "outside_reference"),
    Spot(Table.QUALITY, "note", "cost"),
    Spot(Table.QUALITY, "note", "recommendation"),
    Spot(Table.APOLOGY, "hear", "light"),
    Spot(Table.APOLOGY, "hear", "full"),
)
TOMORROW = Due(NOW + timedelta(days=1), "Europe/Berlin", "tomorrow")


class Desk:
    """Hands out stamps of a time that the test sets, and keeps what is saved."""

    def __init__(self) -> None:
        self.now = NOW
        self.saved: list[Change] = []

    def stamp(self) -> Stamp:
        return Stamp(self.now, "kim", an_id)

    def save(self, change: Change) -> int:
        self.saved.append(change)
        return len(self.saved)

    def call(self, *rows: Row, read_only: str = "", **head: Any) -> Call:
        session = a_session(**(IN_METHOD | head)).with_change(adding(*rows))
        return Call(session, METHOD, self.stamp, self.save, read_only)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def replayed(start: CoachingSession, changes: list[Change]) -> CoachingSession:
    for change in changes:
        start = start.with_change(change)
    return start


def item(call: Call) -> Any:
    return call.phase.items[0]


# moving


def test_a_call_walks_forward_to_the_end_and_back_to_the_beginning(desk: Desk) -> None:
    call = desk.call()
    seen = [call.place]
    while call.forward():
        seen.append(call.place)
    assert seen == [LISTEN, PROBE, MEND, WRITE]
    while call.back():
        seen.append(call.place)
    assert seen == [LISTEN, PROBE, MEND, WRITE, MEND, PROBE, LISTEN]
    assert (call.step.id, call.phase.id) == ("hear", "listen")


@pytest.mark.parametrize("to", [LISTEN, Place("gone", "listen"), Place("hear", "gone"), Place("", "")])
def test_moving_to_the_same_or_an_unknown_place_does_nothing(desk: Desk, to: Place) -> None:
    call = desk.call()
    assert not call.move(to)
    assert desk.saved == []
    assert call.place == LISTEN


def test_a_call_whose_step_was_taken_out_of_the_playbook_goes_on_from_the_beginning(desk: Desk) -> None:
    call = desk.call(current_step="gone", current_phase="gone")
    assert call.place == LISTEN
    assert call.forward()
    assert (call.session.head.current_step, call.session.head.current_phase) == ("hear", "probe")


# saving


def test_what_was_saved_in_order_gives_the_session_in_hand(desk: Desk) -> None:
    call = desk.call()
    start = call.session
    call.tick(item(call))
    call.write(THEIR_WORDS, "no one came")
    call.forward()
    call.set_size("full")
    made = call.promise("ring Dana")
    assert made is not None
    call.understood(made, "ring Dana", TOMORROW)
    call.undo()
    call.turn_clock()
    call.move(WRITE)
    call.draft_documents()
    call.end(Ending.PARK, "cut_off", "until noon")
    assert replayed(start, desk.saved) == call.session
    assert call.last_ticket == len(desk.saved)


def test_what_changes_nothing_is_not_saved(desk: Desk) -> None:
    call = desk.call()
    call.write(THEIR_WORDS, "")
    call.set_size(None)
    call.turn_clock(run=False)
    call.draft_documents()
    assert desk.saved == []
    assert not call.undo()


# words


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: f"{spot.table}-{spot.field}")
def test_words_are_kept_in_their_place_and_masked_before_anything_is_queued(desk: Desk, spot: Spot) -> None:
    call = desk.call()
    kept = call.write(spot, f"card {CARD} \x1b[31m")
    assert kept == Kept("card •••• 1111 [31m", masked=True)
    assert call.words_in(spot) == kept.text
    assert all(call.words_in(other) == "" for other in SPOTS if other != spot)
    assert "4111" not in repr(desk.saved)
    call.write(spot, "")
    assert call.words_in(spot) == ""


@pytest.mark.parametrize(("lines", "limit"), [(True, NOTE_LIMIT), (False, LINE_LIMIT)])
def test_words_too_long_for_their_place_are_cut_and_it_is_told(desk: Desk, lines: bool, limit: int) -> None:
    call = desk.call()
    kept = call.write(THEIR_WORDS, "é" * limit, lines=lines)
    assert (len(kept.text.encode()), kept.cut, kept.masked) == (limit, True, False)
    assert call.words_in(THEIR_WORDS) == kept.text


def test_the_draft_of_an_apology_is_not_the_one_that_was_said_already(desk: Desk) -> None:
    call = desk.call(an_apology("s", text="said before", said_at=NOW))
    spot = Spot(Table.APOLOGY, "hear", ApologySize.LIGHT)
    assert call.words_in(spot) == ""
    call.write(spot, "the next one")
    assert call.words_in(spot) == "the next one"
    assert [apology.text for apology in call.session.apologies] == ["said before", "the next one"]


def test_cleaning_words_twice_is_cleaning_them_once() -> None:
    once = safe_words(f"\u202ecard {CARD}\r\nsecurity code 123")
    assert safe_words(once.text) == Kept(once.text)


# promises


@pytest.mark.parametrize(
    ("who", "owner"),
    [
        ("", "kim"),
        ("  ", "kim"),
        ("\x1b\x07", "kim"),
        ("Lee\x1b]0;x\x07", "Lee]0;x"),
        ("Lee\nMiller\u202e", "Lee Miller"),
        (f"Lee {CARD}", "Lee •••• 1111"),
    ],
)
def test_a_promise_is_ours_unless_a_name_is_given(desk: Desk, who: str, owner: str) -> None:
    call = desk.call()
    made = call.promise("ring Dana", who)
    assert made is not None
    assert (made.what, made.who) == ("ring Dana", owner)
    assert call.session.promises == (made,)


@pytest.mark.parametrize("words", ["", "  ", "\n\t", "\u200b"])
def test_a_promise_needs_words(desk: Desk, words: str) -> None:
    assert desk.call().promise(words) is None
    assert desk.saved == []


def test_no_card_number_gets_into_a_promise(desk: Desk) -> None:
    made = desk.call().promise(f"refund {CARD}\x00")
    assert made is not None
    assert made.what == "refund •••• 1111"


@pytest.mark.parametrize(
    ("what", "due", "kept"),
    [("ring Dana", TOMORROW, "ring Dana"), ("", TOMORROW, "as typed"), ("ring Dana", None, "as typed")],
)
def test_what_was_understood_of_a_promise_is_kept(desk: Desk, what: str, due: Due | None, kept: str) -> None:
    call = desk.call()
    made = call.promise("as typed")
    assert made is not None
    call.understood(made, what, due)
    (promise,) = call.session.promises
    assert (promise.what, promise.due_at) == (kept, due.at if due else None)


@pytest.mark.parametrize("meanwhile", ["taken out", "corrected"])
def test_what_is_understood_too_late_is_left_alone(desk: Desk, meanwhile: str) -> None:
    call = desk.call()
    made = call.promise("ring Dana tomorrow")
    assert made is not None
    if meanwhile == "taken out":
        call.do(commitments.unsay, made, stamp=call.stamp())
    else:
        call.do(commitments.amend, made, stamp=call.stamp(), what="write to Dana")
    before = call.session
    call.understood(made, "ring Dana", TOMORROW)
    assert call.session == before


def test_one_undo_takes_a_promise_out_with_what_was_understood_of_it(desk: Desk) -> None:
    call = desk.call()
    made = call.promise("ring Dana tomorrow")
    call.tick(item(call))
    assert made is not None
    call.understood(made, "ring Dana", TOMORROW)
    assert call.undo()
    assert call.session.ticks == ()
    assert [promise.what for promise in call.session.promises] == ["ring Dana"]
    assert call.undo()
    assert call.session.promises == ()
    assert not call.undo()


def test_one_undo_takes_a_correction_back_with_what_was_understood_of_it(desk: Desk) -> None:
    call = desk.call()
    first = call.promise("ring Dana", due=TOMORROW)
    assert first is not None
    values = {"what": "write", "due_at": None, "zone": None, "due_words": ""}
    call.undoable(call.do(commitments.amend, first, stamp=call.stamp(), **values))
    later = Due(TOMORROW.at + timedelta(days=1), "Europe/Berlin", "Friday")
    call.understood(call.session.promises[0], "write to Dana", later)
    assert call.undo()
    assert call.session.promises == (first,)


# undo


def test_undo_goes_back_deed_by_deed_and_leaves_typed_words_alone(desk: Desk) -> None:
    call = desk.call()
    call.tick(item(call))
    call.write(THEIR_WORDS, "no one came")
    call.set_size("full")
    call.forward()
    assert call.undo()
    assert call.session.head.apology_size is None
    assert call.undo()
    assert call.session.ticks == ()
    assert not call.undo()
    assert call.words_in(THEIR_WORDS) == "no one came"
    assert call.place == PROBE


def test_undo_passes_over_what_no_longer_stands(desk: Desk) -> None:
    call = desk.call()
    call.tick(item(call))
    made = call.promise("ring Dana")
    assert made is not None
    call.do(commitments.unsay, made, stamp=call.stamp())
    assert call.undo()
    assert call.session.ticks == ()


def test_undo_of_a_draft_keeps_what_was_typed_into_the_document_since(desk: Desk) -> None:
    call = desk.call()
    call.write(THEIR_WORDS, "no one came")
    call.move(WRITE)
    call.draft_documents(anew=True)
    call.write(QUALITY, "my own words")
    while call.undo():
        pass
    assert call.words_in(QUALITY) == "my own words"
    assert call.words_in(PROFILE) == ""


def test_a_document_drafted_by_itself_is_not_taken_away_by_undo(desk: Desk) -> None:
    call = desk.call()
    call.write(THEIR_WORDS, "no one came")
    call.move(WRITE)
    call.draft_documents()
    drafted = call.words_in(PROFILE)
    assert drafted
    assert not call.undo()
    assert call.words_in(PROFILE) == drafted


def test_undo_of_a_planned_check_keeps_how_it_came_out(desk: Desk) -> None:
    call = desk.call()
    check = a_follow_up(call.session.id)
    call.undoable(call.do(lambda session, stamp: adding(check), stamp=call.stamp()))
    call.not_well(check, "it broke again")
    assert not call.undo()
    assert [each.outcome for each in call.session.follow_ups] == ["it broke again"]


# read-only

DEEDS: list[Callable[[Call], object]] = [
    lambda call: call.tick(item(call)),
    lambda call: call.write(THEIR_WORDS, "words"),
    lambda call: call.write(PROFILE, "words"),
    lambda call: call.set_size("full"),
    lambda call: call.set_head("category", category="late"),
    lambda call: call.turn_clock(),
    lambda call: call.promise("ring Dana"),
    lambda call: call.understood(call.session.promises[0], "ring", TOMORROW),
    lambda call: call.not_well(call.session.follow_ups[0], "it broke"),
    lambda call: call.draft_documents(anew=True),
    lambda call: call.undo(),
    lambda call: call.take_up(NOW),
    lambda call: call.do(deeds.know_customer, stamp=call.stamp(), name="Dana"),
    lambda call: call.do(commitments.propose, "a visit", ProposedBy.AGENT, stamp=call.stamp()),
]


@pytest.mark.parametrize("deed", range(len(DEEDS)))
def test_nothing_done_in_a_read_only_call_changes_or_saves_anything(desk: Desk, deed: int) -> None:
    rows = (a_promise("s"), a_follow_up("s"))
    at = {"current_step": "note", "current_phase": "write"} if deed == 9 else {}
    call = desk.call(*rows, read_only=WHY, status=Status.PARKED, clock_since=NOW, **at)
    before = call.session
    DEEDS[deed](call)
    assert call.session == before
    assert desk.saved == []
    assert call.last_ticket == 0


@pytest.mark.parametrize("ending", list(Ending))
def test_a_read_only_call_does_not_pass_the_gate_and_says_why(desk: Desk, ending: Ending) -> None:
    call = desk.call(a_promise("s"), read_only=WHY)
    with pytest.raises(GateRefusedError, match="Another window"):
        call.end(ending)
    assert call.session.head.status is Status.OPEN


def test_a_read_only_call_can_be_looked_through_without_leaving_a_trace(desk: Desk) -> None:
    call = desk.call(read_only=WHY)
    before = call.session
    assert call.forward()
    assert call.forward()
    assert call.place == MEND
    assert desk.saved == []
    assert replace(call.session, head=before.head) == before


def test_a_call_taken_over_meanwhile_undoes_nothing(desk: Desk) -> None:
    call = desk.call()
    call.tick(item(call))
    call.read_only = WHY
    assert not call.undo()
    assert len(call.session.ticks) == 1


# the end, and after it


def test_the_words_at_the_gate_are_cleaned_and_masked(desk: Desk) -> None:
    call = desk.call()
    call.end(Ending.PARK, "cut_off", f" rang off\nwith {CARD} ")
    assert call.session.head.end_words == "rang off with •••• 1111"
    assert "4111" not in repr(desk.saved)


def test_blank_words_at_the_gate_are_no_words(desk: Desk) -> None:
    call = desk.call()
    call.end(Ending.DISCARD, "mistake", " \t ")
    assert call.session.head.end_words is None


def test_what_the_gate_refuses_is_not_saved(desk: Desk) -> None:
    call = desk.call()
    with pytest.raises(GateRefusedError):
        call.end(Ending.FINISH, "no_time")
    assert desk.saved == []


def test_not_well_goes_back_to_the_beginning_and_keeps_the_story(desk: Desk) -> None:
    check, promise = a_follow_up("s"), a_promise("s", state=PromiseState.KEPT)
    rows = (check, promise, an_option("s", chosen=True), a_profile_entry("s"), a_quality_record("s"))
    call = desk.call(*rows, current_step="fix", current_phase="mend", mood_start=2)
    call.write(THEIR_WORDS, "no one came")
    before, saved = call.session, len(desk.saved)
    call.not_well(check, f"still broken {CARD}")
    after = call.session
    (closed,) = after.follow_ups
    assert (closed.state, closed.outcome) == (FollowUpState.NOT_WELL, "still broken •••• 1111")
    assert call.place == LISTEN
    assert replace(after, head=before.head, visits=before.visits, follow_ups=before.follow_ups) == before
    assert replace(after.head, current_step="fix", current_phase="mend") == before.head
    (change,) = desk.saved[saved:]
    assert [event.what for event in change.events] == ["follow-up not_well", "reopened: not well"]


@pytest.mark.parametrize("ending", list(Ending))
def test_an_ended_session_taken_up_is_open_and_can_end_again(desk: Desk, ending: Ending) -> None:
    call = desk.call(a_promise("s"))
    reason = None if ending is Ending.PARK else {"finish": "no_time", "discard": "mistake"}[ending]
    call.move(MEND)
    call.tick(item(call))
    call.end(ending, reason, "so far")
    again = Call(call.session, METHOD, desk.stamp, desk.save)
    again.take_up(NOW)
    assert (again.session.head.status, again.place) == (Status.OPEN, MEND)
    assert again.session.note("fix", f"when {call.session.head.status}") == "so far"
    again.end(Ending.FINISH, "no_time")
    assert again.session.head.status is Status.FINISHED


def test_a_clock_cut_off_stands_at_the_last_sign_for_good(desk: Desk) -> None:
    call = desk.call(clock_since=NOW)
    call.take_up(NOW + timedelta(minutes=5))
    assert (call.session.head.clock_seconds, call.session.head.clock_since) == (300, None)
    (saved,) = desk.saved
    assert saved.edits[0].after == call.session.head


def test_taking_up_an_open_session_with_a_standing_clock_changes_nothing(desk: Desk) -> None:
    call = desk.call(clock_seconds=9)
    call.take_up(NOW)
    assert desk.saved == []


@pytest.mark.parametrize(
    ("turns", "shown"),
    [([True], 60), ([None], 60), ([True, True], 120), ([None, None], 60), ([False], 0), ([True, False], 60)],
)
def test_the_clock_is_turned_on_purpose_only(desk: Desk, turns: list[bool | None], shown: int) -> None:
    call = desk.call()
    for run in turns:
        call.turn_clock(run)
        desk.now += timedelta(minutes=1)
    assert call.clock(desk.now) == shown


def test_a_wall_clock_set_back_takes_nothing_off_the_call_clock(desk: Desk) -> None:
    call = desk.call(clock_seconds=30)
    call.turn_clock(run=True)
    desk.now -= timedelta(hours=1)
    assert call.clock(desk.now) == 30
    call.turn_clock(run=False)
    assert call.clock(desk.now) == 30


# documents


def at_the_documents(desk: Desk, **head: Any) -> Call:
    call = desk.call(**head)
    call.write(THEIR_WORDS, "no one came {agent}")
    call.promise("ring Dana", "Lee", TOMORROW)
    call.move(WRITE)
    return call


def test_documents_are_drafted_from_the_session_once(desk: Desk) -> None:
    call = at_the_documents(desk, category="late")
    call.draft_documents()
    assert call.words_in(PROFILE) == (
        "Said: no one came {agent}\nPromises: ring Dana, Lee, by tomorrow 11:30"
    )
    assert call.words_in(QUALITY) == (
        "About: Late or missed\nSaid: no one came {agent}\nLeft out: I said I am sorry; They agreed to it"
    )
    record = call.session.quality_record
    assert record is not None
    assert record.category == "late"
    call.write(PROFILE, "my own")
    call.draft_documents()
    assert call.words_in(PROFILE) == "my own"


def test_drafting_anew_replaces_the_words_and_undo_brings_them_back(desk: Desk) -> None:
    call = at_the_documents(desk)
    call.draft_documents()
    call.write(QUALITY, "my own")
    call.draft_documents(anew=True)
    assert call.words_in(QUALITY).startswith("Said: ")
    assert call.undo()
    assert call.words_in(QUALITY) == "my own"


def test_nothing_is_drafted_outside_the_phase_of_the_documents(desk: Desk) -> None:
    call = desk.call()
    call.draft_documents(anew=True)
    assert (call.session.profile_entry, call.session.quality_record) == (None, None)


def test_the_place_for_gaps_names_required_items_only(desk: Desk) -> None:
    call = desk.call(a_promise("s", due_at=None))
    values = call.values(NOW)
    assert values["gaps"] == "I said I am sorry; They agreed to it"
    assert {gap.kind for gap in call.gaps(Ending.FINISH)} > {GapKind.ITEM}
    call.tick(item(call))
    assert call.values(NOW)["gaps"] == "They agreed to it"


def test_the_clock_of_a_call_is_asked_for_a_moment(desk: Desk) -> None:
    moment: datetime = NOW + timedelta(seconds=90)
    assert desk.call(clock_since=NOW).clock(moment) == 90
