"""What a record says of a session, in text and in Markdown."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_follow_up, a_note, a_session, adding, an_event, an_id

from aware_tui.config import Settings
from aware_tui.domain.deadline_packs import DeadlinePack, DeadlineStage, Unit
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Delivery, Session
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import DeliveryState, DocumentKind, Status
from aware_tui.domain.text import cells, for_screen
from aware_tui.domain.unfinished import field_of
from aware_tui.exports.record import Record
from aware_tui.exports.record_story import DEEDS, IN_WORDS
from aware_tui.exports.session_markdown import session_markdown
from aware_tui.exports.session_record import record_of
from aware_tui.exports.session_text import session_text, wrapped
from aware_tui.services.demo.calls import fill

EXPECTED = {
    "the header": "Dana Reyes, Wed 4 Mar 2026 10:30",
    "the zone": "(Europe/London)",
    "the channel's wording": "phone",
    "the category's wording": "late or missed delivery or visit",
    "a tick in its own wording": "[x] I had put it all down, as we said then (10:30)",
    "an item left open": "[ ] They finished without my interrupting",
    "an item beside the method": "I thanked them (not part of AWARE)",
    "a tick of a step that is gone": "I counted to ten",
    "words set aside": "found aside",
    "the mood": "angry, 2 of 5",
    "the size": "full: they feel wronged",
    "a draft of the apology": "I am sorry about the wait.",
    "an option": "chosen; proposed by the customer; works for them; not possible for us",
    "a promise that was kept": "kept Wed 4 Mar 2026 10:30",
    "a promise that is late": "open, overdue",
    "a promise without a time": "no time was given",
    "a check": "With the customer, Dana Reyes",
    "what the check is about": "about: ring her back",
    "a document recorded": "recorded Wed 4 Mar 2026 10:30, number there: CRM-1",
    "a document not recorded": "not recorded yet",
    "the cause": "it was lost in a handover (of the system)",
    "how likely": "likely",
    "the recommendation": "Ring.",
    "a step never reached": "not reached",
}


def record(session: CoachingSession, playbook: Playbook) -> Record:
    return record_of(session, playbook, (an_event(session.id, "begun"),), NOW)


@pytest.mark.parametrize("words", EXPECTED.values(), ids=EXPECTED.keys())
def test_the_record_tells(session: CoachingSession, playbook: Playbook, words: str) -> None:
    assert words in session_text(record(session, playbook), width=1000)


@pytest.mark.parametrize("words", EXPECTED.values(), ids=EXPECTED.keys())
def test_the_markdown_tells_the_same(session: CoachingSession, playbook: Playbook, words: str) -> None:
    assert words in session_markdown(session, playbook, (), NOW).replace("\\", "")


def test_every_due_time_is_told_on_the_clock_of_the_session(
    session: CoachingSession, playbook: Playbook
) -> None:
    tokyo = replace(session, head=replace(session.head, zone="Asia/Tokyo"))
    assert "by Wed 4 Mar 2026 18:30" in session_text(record(tokyo, playbook), width=1000)


def test_a_check_in_is_in_the_text_but_never_in_the_markdown(
    session: CoachingSession, playbook: Playbook
) -> None:
    events = (an_event(session.id, "check-in"), an_event(session.id, "undone", before="check-in"))
    assert "awful, 1 of 5" in session_text(record_of(session, playbook, events, NOW))
    told = session_markdown(session, playbook, events, NOW)
    assert "awful" not in told
    assert "check-in" not in told
    assert "taken back" not in told


def test_the_same_deed_again_and_again_is_told_once(playbook: Playbook) -> None:
    session = a_session()
    times = [NOW + timedelta(minutes=count) for count in (0, 1, 2)]
    events = tuple(an_event(session.id, "wrote acknowledge/their_words", at=at) for at in times)
    [line] = record_of(session, playbook, events, NOW).story
    assert line.what == "wrote: Their words (3 times, until 11:32)"


def test_words_not_finished_are_told_once_and_their_typing_never(
    session: CoachingSession, playbook: Playbook
) -> None:
    field = field_of("why broken", "0190")
    kept = session.with_change(adding(a_note(session.id, text="they were ill", field=field)))
    events = (an_event(session.id, "begun"), an_event(session.id, f"wrote resolve/{field}"))
    told = session_text(record_of(kept, playbook, events, NOW), width=1000)
    assert told.count("they were ill") == told.count("Not finished: why broken") == 1
    assert "0190" not in told


def test_a_new_day_and_another_hand_are_named(playbook: Playbook) -> None:
    session = a_session(zone="UTC")
    later = NOW + timedelta(days=1)
    events = (
        an_event(session.id, "begun"),
        an_event(session.id, "moved", at=later, actor="sam", after="widen/widen"),
        an_event(session.id, "finished", at=later, actor="sam"),
    )
    told = [(line.when, line.actor, line.what) for line in record_of(session, playbook, events, NOW).story]
    assert told == [
        ("10:30", "", "the session began"),
        ("Thu 5 Mar 2026 10:30", "sam", "moved to Widen"),
        ("10:30", "sam", "finished"),
    ]


def test_an_event_of_a_later_release_is_told_as_it_is(playbook: Playbook) -> None:
    session = a_session()
    [line] = record_of(session, playbook, (an_event(session.id, "feedback_asked"),), NOW).story
    assert line.what == "feedback asked"


def test_a_playbook_without_parts_hides_nothing(session: CoachingSession, playbook: Playbook) -> None:
    bare = replace(
        playbook, steps=tuple(replace(s, phases=(replace(s.phases[0], parts=()),)) for s in playbook.steps)
    )
    told = session_text(record_of(session, bare, (), NOW), width=1000)
    for words in (
        "And rang.",
        "a visit on Saturday",
        "send a technician",
        "Prefers Saturdays.",
        "Two visits missed.",
    ):
        assert words in told


@pytest.mark.parametrize("width", [80, 100, 120])
def test_text_stays_in_its_columns(session: CoachingSession, playbook: Playbook, width: int) -> None:
    assert all(cells(line) <= width for line in session_text(record(session, playbook), width).splitlines())


@given(text=st.text(), width=st.integers(20, 120))
def test_wrapping_keeps_every_word_and_its_columns(text: str, width: int) -> None:
    lines = wrapped(text, width, "  ", "    ")
    assert " ".join(lines).split() == for_screen(text).split()
    assert all(cells(line) <= width or len(line.split()) == 1 for line in lines)


def test_a_check_with_nobody_named_is_with_the_customer(playbook: Playbook) -> None:
    session = a_session()
    nobody = replace(session, follow_ups=(a_follow_up(session.head.id, who=""),))
    told = session_text(record_of(nobody, playbook, (), NOW), width=1000)
    assert "With the customer (on Fri 6 Mar 2026 11:30" in told


def test_an_empty_session_has_a_record(playbook: Playbook) -> None:
    session = a_session()
    assert isinstance(session.head, Session)
    assert session_text(record_of(session, playbook, (), NOW)).startswith("Customer without a name, ")
    assert session_markdown(session, playbook, (), NOW).startswith("# Customer without a name, ")


def with_deliveries(session: CoachingSession, *sent: Delivery) -> CoachingSession:
    return replace(session, deliveries=sent)


def a_delivery(session: CoachingSession, **parts: Any) -> Delivery:
    common: dict[str, Any] = {
        "document": DocumentKind.PROFILE_ENTRY,
        "connector": "webhook",
        "payload": "{}",
        "made_at": NOW,
    }
    return Delivery(**({"id": an_id(), "session_id": session.id} | common | parts))


DELIVERIES: list[tuple[dict[str, Any], str]] = [
    ({}, "waiting to be delivered by webhook"),
    ({"problem": "It does not answer."}, "waiting to be delivered by webhook: It does not answer."),
    (
        {"state": DeliveryState.DELIVERED, "delivered_at": NOW, "outside_reference": "T-7"},
        "delivered Wed 4 Mar 2026 10:30 by webhook, known there as T-7",
    ),
    ({"state": DeliveryState.HELD, "problem": "It wants a key."}, "held back: It wants a key."),
    ({"state": DeliveryState.WITHDRAWN}, "taken back"),
]


@pytest.mark.parametrize(("parts", "words"), DELIVERIES)
def test_a_document_on_its_way_tells_how_far_it_is(
    session: CoachingSession, playbook: Playbook, parts: dict[str, Any], words: str
) -> None:
    sent = a_delivery(session, state=DeliveryState.WITHDRAWN), a_delivery(session, **parts)
    told = session_markdown(with_deliveries(session, *sent), playbook, (), NOW)
    assert told.count("On its way there") == 1
    assert f"**On its way there:** {words}" in told.replace("\\", "")


def test_a_note_on_a_promise_and_on_a_check_is_told(session: CoachingSession, playbook: Playbook) -> None:
    promises = (replace(session.promises[0], note="after five"), *session.promises[1:])
    checks = (replace(session.follow_ups[0], note="not\nbefore noon"),)
    noted = replace(session, promises=promises, follow_ups=checks)
    for told in (session_markdown(noted, playbook, (), NOW), session_text(record(noted, playbook), 1000)):
        assert "note: after five" in told
        assert "note: not before noon" in told


def to_do(session: CoachingSession, playbook: Playbook) -> list[str]:
    told = session_markdown(session, playbook, (), NOW).partition("## Still to do\n\n")[2]
    return [line.removeprefix("- [ ] ") for line in told.partition("\n\n")[0].splitlines()]


def test_the_record_begins_with_what_is_still_to_do(session: CoachingSession, playbook: Playbook) -> None:
    assert to_do(session, playbook) == [
        "send a technician, promised by kim, overdue since Wed 4 Mar 2026 09:30",
        "send a technician, promised by kim, no time was given",
        "check back with Dana Reyes, about: ring her back, due Fri 6 Mar 2026 10:30",
        "not recorded yet: For the quality record",
    ]
    assert "- **Status:** open, half-documented" in session_markdown(session, playbook, (), NOW)


def test_a_session_that_leaves_nothing_to_do_says_nothing_of_it(
    session: CoachingSession, playbook: Playbook
) -> None:
    for done in (
        CoachingSession(session.head),
        replace(session, head=replace(session.head, status=Status.DISCARDED)),
    ):
        assert "Still to do" not in session_markdown(done, playbook, (), NOW)


def test_the_story_in_markdown_leaves_out_what_the_steps_tell(
    session: CoachingSession, playbook: Playbook
) -> None:
    names = ("begun", "ticked", "wrote acknowledge/their_words", "unticked", "duty noted", "parked")
    later = NOW + timedelta(days=1)
    events = [an_event(session.id, name, at=NOW if name == "begun" else later) for name in names]
    told = session_markdown(session, playbook, tuple(events), NOW).partition("What happened, in order\n\n")[2]
    assert told.splitlines() == [
        "- 10:30 the session began",
        "- Thu 5 Mar 2026 10:30 a note about a promise or a check was written",
        "- 10:30 parked",
    ]


def test_a_session_that_was_not_well_says_so_in_its_story(
    session: CoachingSession, playbook: Playbook
) -> None:
    event = an_event(session.id, "reopened: not well", after="acknowledge/listen")
    assert "reopened to Acknowledge, listen (not well)" in session_text(
        record_of(session, playbook, (event,), NOW)
    )


def test_a_deadline_of_others_stands_in_the_record_with_its_source(
    session: CoachingSession, playbook: Playbook
) -> None:
    stage = DeadlineStage("final", "Final answer", 8, Unit.WEEKS, "Write to them.", "rule 6")
    pack = DeadlinePack("house", "House rules", "a paper on the wall", "2026-01-01", (stage,))
    plain = session_text(record_of(session, playbook, (), NOW))
    assert "Deadline" not in plain
    told = session_text(record_of(session, replace(playbook, deadlines=(pack,)), (), NOW))
    wanted = "Deadline Final answer, Wed 29 Apr 2026 17:00, House rules, rule 6 (as of 2026-01-01)"
    assert wanted in " ".join(told.split())


def test_every_deed_of_the_sample_data_is_one_that_has_words(tmp_path: Path) -> None:
    mine = Settings(tmp_path, "Kim", "Europe/London", "aware")
    fill(mine, NOW)
    with closing(sqlite3.connect(mine.database)) as db:
        rows = db.execute("SELECT DISTINCT what FROM event WHERE what NOT LIKE '%/%'")
        done = {str(what) for (what,) in rows}
    told = {"moved", "ticked", "unticked", *IN_WORDS, *DEEDS}
    elsewhere = {"choke point noted", "choke point fixed", "goal made", "goal ended", "goal reopened"}
    assert {what.partition(": ")[0] for what in done} <= told | elsewhere
    assert len(done) > 15
