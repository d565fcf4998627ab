"""A call from its first word to its last that never needs the screen, and its promise in between."""

from datetime import timedelta
from pathlib import Path

from plain.talking import Talk, printable, session_in, settings_in

from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, PromiseState, Status
from aware_tui.services.reports import listed, read_session

FIRST = (
    "It leaked twice, and nobody rang.",
    "They took a day off for it each time.",
    "tick 2",
    "finished",
    "mood 1",
    "size full",
    "apology",
    "said 1",
    "next",
    "a visit on Saturday",
    "option visit on Saturday",
    "works 1 yes",
    "possible 1 yes",
    "pick 1",
    "next",
    "promise I will send an engineer in two days",
    "customer Dana Reyes",
    "read back",
    "finish",
    "park",
)
LAST = (
    "well they said thank you",
    "next",
    "go evaluate",
    "record profile",
    "record quality",
    "cause 1",
    "for me 4",
    "finish",
    "finish 5 it was late",
)


def test_a_call_is_walked_parked_kept_and_finished_without_the_screen(talk: Talk, data: Path) -> None:
    first = talk("live", "--plain", "--channel", "phone", typed=FIRST)
    assert (first.status, first.err) == (0, "")
    assert first.lines[0] == "Acknowledge, listen, step 1 of 5."
    assert first.lines[-1].startswith("Parked until ")
    assert first.lines[-1].endswith("Saved.")
    assert printable(first.out)
    parked = session_in(data)
    _as_said(parked)
    assert "nobody rang" not in first.out  # what a customer said is not read out again unless it is asked for

    kept = talk("follow-ups", "--plain", typed=("list", "kept 1 he came at nine"))
    assert (kept.status, kept.err) == (0, "")
    assert kept.lines[-1] == "Kept: Send an engineer. Saved."
    [promise] = session_in(data).promises
    assert (promise.state, promise.reason) == (PromiseState.KEPT, "he came at nine")

    last = talk("live", "--plain", "--resume", parked.id, typed=LAST)
    assert (last.status, last.err, last.lines[-1]) == (0, "", "Finished. Saved.")
    assert printable(kept.out + last.out)
    done = session_in(data)
    assert (done.head.status, done.head.end_reason, done.head.end_words) == (
        Status.FINISHED,
        "no_time",
        "it was late",
    )
    assert done.profile_entry is not None
    assert done.profile_entry.recorded_at is not None
    assert done.quality_record is not None
    assert done.quality_record.recorded_at is not None
    assert done.quality_record.cause is not None
    assert [check.score for check in done.check_ins] == [4]


def _as_said(parked: CoachingSession) -> None:
    head = parked.head
    assert (head.status, head.channel, head.mood_start) == (Status.PARKED, "phone", 1)
    assert head.apology_size is ApologySize.FULL
    words = "It leaked twice, and nobody rang.\nThey took a day off for it each time."
    assert parked.note("acknowledge", "their_words") == words
    assert parked.note("widen", "remedy") == "a visit on Saturday"
    assert {tick.item_id for tick in parked.ticks} == {"said_sorry", "apology_regret"}
    [option] = parked.options
    assert (option.works_for_them, option.possible, option.chosen) == (True, True, True)
    [promise] = parked.promises
    assert promise.due_at is not None
    assert timedelta(days=1) < promise.due_at - promise.made_at < timedelta(days=3)
    assert parked.customer is not None
    assert parked.customer.name == "Dana Reyes"
    assert head.clock_since is None


def test_the_lines_ending_leave_the_call_open_and_nothing_lost(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=b"they waited two days\r\nand nobody rang")
    assert heard.status == 0
    session = session_in(data)
    assert f"--resume {session.id}" in heard.lines[-1]
    assert (session.head.status, session.head.clock_since) == (Status.OPEN, None)
    assert session.note("acknowledge", "their_words") == "they waited two days\nand nobody rang"


def test_another_call_is_begun_and_gone_back_to(talk: Talk, data: Path) -> None:
    typed = ("first one", "new call", "second one", "calls", "switch 1", "still the first", "quit")
    heard = talk("live", "--plain", typed=typed)
    assert heard.status == 0
    assert "1 no name, open, first one." in heard.lines
    settings = settings_in(data)
    calls = [read_session(settings, each.head.id).session for each in listed(settings)]
    notes = {call.note("acknowledge", "their_words") for call in calls}
    assert notes == {"second one", "first one\nstill the first"}
    assert {call.head.status for call in calls} == {Status.OPEN}


def test_a_check_that_finds_it_not_well_opens_the_call_again(talk: Talk, data: Path) -> None:
    talk("live", "--plain", typed=("it broke", "go resolve", "check back tomorrow at 10", "park"))
    heard = talk("follow-ups", "--plain", typed=("not well 1 it broke again", "open", "where", "quit"))
    assert heard.status == 0
    assert "Acknowledge, listen, step 1 of 5." in heard.lines
    session = session_in(data)
    assert (session.head.status, session.head.current_step) == (Status.OPEN, "acknowledge")
    assert session.follow_ups[0].outcome == "it broke again"


def test_a_call_is_discarded_with_a_reason_and_a_word(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=("discard 4 sure I was looking round",))
    assert heard.lines[-1] == "Discarded. Saved."
    head = session_in(data).head
    assert (head.status, head.end_reason, head.end_words) == (
        Status.DISCARDED,
        "trying_out",
        "I was looking round",
    )


def test_a_discard_is_done_by_the_line_that_was_told(talk: Talk, data: Path) -> None:
    asked = talk("live", "--plain", typed=("discard 2 rang the wrong firm",))
    told = next(line for line in asked.lines if line.startswith("Discard it? ")).split("`")[1]
    assert told == "discard 2 sure rang the wrong firm"
    assert talk("live", "--plain", typed=(told,)).lines[-1] == "Discarded. Saved."
    assert session_in(data).head.end_words == "rang the wrong firm"
