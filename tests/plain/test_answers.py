"""What is answered, command by command, and what is on disk after it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from plain.talking import Talk, session_in, settings_in

from aware_tui.domain.states import FollowUpState, PromiseState, ProposedBy, Status
from aware_tui.services.desk import Desk

pytestmark = pytest.mark.head(18)

RING = "promise ring back tomorrow by 5"


@pytest.mark.sweep(14)
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("tick 1", "tick 1"), "Ticked already: I have put everything else down."),
        (("tick 9",), "There is no number 9: 1 to 3, the items here."),
        (("tick 1", "untick 1"), "Open again: I have put everything else down. Saved."),
        (("untick",), "Say which: `untick 2`."),
        (("coach",), "Only listening now. The coach speaks once they have finished."),
        (("why 1",), "Only listening now. The reasons come once they have finished."),
        (("more",), "Only listening now. They come once they have finished."),
        (("back",), "This is the first step."),
        (("go evaluate", "next"), "This is the last step. `finish` leads to the gate."),
        (("f", "finished"), "You are past listening already. `next` goes on."),
        (("undo",), "Nothing to undo."),
        (("some words", "undo", "read"), "Empty."),
        (("first words", "more words", "undo"), "Taken back: more words. Saved."),
        (("tick 1", "undo"), "Taken back: I have put everything else down. Saved."),
        (("size",), "How big an apology, in their eyes? not answered."),
        (("mood 9",), "There is no number 9: 1 to 5, 1 furious, 2 angry, 3 upset, 4 uneasy, 5 calm."),
        (("mood cal",), "Calm. Saved."),
        (("mood 2", "mood none"), "Taken back: Their mood at the start Saved."),
        (("pick 1",), "The options: nothing yet."),
        (("kept 1",), "The promises: nothing yet."),
        (("option a refund", "option a visit", "pick 1 2"), "One number at a time: nothing was done."),
        (
            ("go home, they told me",),
            "There is no step “home, they told me”. `steps` tells them",
        ),
        (("mood sunny",), "There is no “sunny” here: 1 furious, 2 angry"),
        (("hand over the money they owe me, now",), "That is no name: the call stays with you."),
        (("it leaked", "replace the boiler"), "Written anew. `undo` brings back what stood there. Saved."),
        (("place was filthy",), "Where: was filthy. Saved."),
        (
            ("discard 2 by mistake",),
            "Discard it? It will not count; its words stay until purged. `discard 2 sure by ",
        ),
        (
            ("promise ring back tomorrow by 5", "broken 1"),
            "Say it on the same line, such as: broken 1 the part never came",
        ),
        ((RING, "kept 1 done it"), "Kept: Ring back. Saved."),
        ((RING, "unsay 1"), "Taken out: Ring back. Saved."),
        (("due 1",), "No time is in doubt. `when N TIME` changes that of promise N."),
        (("check on Priya tomorrow",), "Say whom and when, with a comma: `check on Priya, tomorrow at 10`."),
        (("safety off",), "Safety is off already."),
        (("draft",), "No draft yet. `draft WORDS` writes one and reads it."),
        (("record profile",), "The profile entry has no words yet."),
        (("record nothing",), "Say which: profile or quality."),
        (("draft again",), "There is no document in this step. `go evaluate` leads to them."),
        (("take over",), "You have this call already."),
        (("hand over",), "Say who takes it over: `hand over Priya`."),
        (("hand over Kim",), "This call has that name already. Nothing was changed."),
        (("switch 1",), "No other call waits. `new call` begins one."),
        (("clock nonsense",), "Say `clock`, `clock pause` or `clock run`."),
        (("discard",), "Say why: `discard` and a number, then words if you like."),
        (
            ("discard 1",),
            "Discard it? It will not count; its words stay until purged. `discard 1 sure` does it.",
        ),
        (("finish 9",), "There is no number 9: 1 to 5, 1 it was not needed this time, "),
        (("feedback 7",), "Say a score from 1, very bad, to 5, very good."),
        (("help nonsense",), "There is no command “nonsense”. `help all` tells every one."),
        (("help t",), "tick N (t): tick item N; without N, the next one"),
        (("nxt",), "No command “nxt”. Did you mean next? `note nxt` keeps it as words."),
        (("similar",), "Nothing like it was found. `choke point WORDS` puts it in the register."),
        (
            ("choke point no text; text the day before; Ann; in two weeks",),
            "Linked to “no text”: 1 call so far. Saved.",
        ),
        (("feedback 4 it went well",), "Noted: positive. Saved."),
        (("feedback",), "Noted as asked, no answer yet. Saved."),
    ],
)
def test_a_line_is_answered_in_a_sentence(talk: Talk, typed: tuple[str, ...], answer: str) -> None:
    heard = talk("live", "--plain", typed=typed)
    assert (heard.status, heard.err) == (0, "")
    assert any(line.startswith(answer) for line in heard.lines), heard.out


def test_nothing_is_called_saved_that_was_not_changed(talk: Talk) -> None:
    asking = (
        "where",
        "help all",
        "items",
        "steps",
        "read",
        "options",
        "promises",
        "customer",
        "clock",
        "read back",
    )
    heard = talk("live", "--plain", typed=asking)
    assert "Saved." not in heard.out


def test_boxes_are_written_and_mended_line_by_line(talk: Talk, data: Path) -> None:
    typed = (
        "one",
        "two",
        "three",
        "line 2 zwei",
        "line 1 -",
        "read",
        "go widen",
        "box 3 I had assumed",
        "box 2",
        "their side",
    )
    heard = talk("live", "--plain", typed=(*typed, "replace all of it", "quit"))
    session = session_in(data)
    assert session.note("acknowledge", "their_words") == "zwei\nthree"
    assert session.note("widen", "assumed") == "I had assumed"
    assert session.note("widen", "their_side") == "all of it"
    assert "Noted under “What I assumed”. Saved." in heard.lines
    assert heard.lines[heard.lines.index("Their words:") + 1 :][:2] == ["1 zwei", "2 three"]


def test_words_in_a_step_without_a_box_of_its_own_go_to_their_words(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=("go agree", "and another thing"))
    assert "Noted under “Their words”. Saved." in heard.lines
    assert session_in(data).note("acknowledge", "their_words") == "and another thing"


def test_a_time_in_doubt_is_asked_about_and_settled_by_a_number(talk: Talk, data: Path) -> None:
    heard = talk(
        "live", "--plain", typed=("promise I will ring you back next Friday at 5", "due 2", "promises")
    )
    [promise] = session_in(data).promises
    asked = next(line for line in heard.lines if line.startswith("Promise 1"))
    assert "but when? `due` and a number says: 1 " in asked
    later = asked.partition(", 2 ")[2].removesuffix(" GMT. Saved.").removesuffix(" BST. Saved.")
    assert f"Due {later}. Saved." in heard.lines
    assert promise.due_at is not None
    assert heard.lines[-2] == f"1 Ring you back, by me, due {later}, open."


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("ring back tomorrow by 5", ""),
        ("I'll ring back tomorrow by 5", ""),
        ("ring back", ""),
        ("a refund by Friday noon", "Who does it?"),
        ("ring back soon", "“soon”: "),
    ],
)
def test_the_coach_asks_only_for_what_the_promise_lacks(talk: Talk, words: str, asked: str) -> None:
    heard = talk("live", "--plain", typed=(f"promise {words}",))
    [at] = [place for place, line in enumerate(heard.lines) if line.startswith("Promise 1")]
    coached = heard.lines[at + 1]
    assert coached.startswith(asked or "The call stays open"), heard.out


def test_promises_options_and_checks_are_settled(talk: Talk, data: Path) -> None:
    typed = (
        "promise I will ring you back tomorrow by 5",
        "who 1 Priya",
        "changed 1 in three days because the part is late",
        "broken 2 it never came",
        "option a refund",
        "option a visit",
        "ours 2",
        "works 1 no",
        "possible 2 open",
        "withdraw 1",
        "check on depot, tomorrow at 10",
        "check back in two days",
        "well 1 they have it",
        "no check 2",
    )
    assert talk("live", "--plain", typed=typed).status == 0
    session = session_in(data)
    first, second = session.promises
    assert (first.state, first.reason, first.who) == (PromiseState.CHANGED, "the part is late", "Priya")
    assert (second.state, second.reason) == (PromiseState.BROKEN, "it never came")
    [option] = session.options
    assert (option.text, option.proposed_by) == ("a visit", ProposedBy.AGENT)
    [check] = session.follow_ups
    assert (check.who, check.state, check.outcome) == ("depot", FollowUpState.DONE, "they have it")


def test_the_customer_form_is_filled_in(talk: Talk, data: Path) -> None:
    typed = (
        "customer Dana Reyes",
        "reference A-17",
        "contact 07700 900377",
        "channel phone",
        "reach email",
        "product boiler",
        "place Leeds",
        "category injury",
        "customer",
    )
    heard = talk("live", "--plain", typed=typed)
    session = session_in(data)
    assert session.customer is not None
    assert (session.customer.name, session.customer.reference) == ("Dana Reyes", "A-17")
    assert (session.head.product, session.head.location, session.head.channel) == ("boiler", "Leeds", "phone")
    assert "What is it about: injury or danger." in heard.lines


def test_a_known_customer_is_offered_taken_and_not_overwritten_without_a_word(talk: Talk, data: Path) -> None:
    talk("live", "--plain", typed=("customer Dana Reyes", "reference A-17", "park 1"))
    heard = talk("live", "--plain", typed=("customer Dana", "known 1", "customer Danielle", "reference B-2"))
    assert "1 Dana Reyes, A-17." in heard.lines
    assert any(line.startswith("Taken: Dana Reyes. Saved.") for line in heard.lines)
    assert any(line.startswith("Not changed: Dana Reyes is known from other calls.") for line in heard.lines)
    session = session_in(data)
    assert session.customer is not None
    assert (session.customer.name, session.customer.reference) == ("Dana Reyes", "A-17")
    resumed = talk("live", "--plain", "--resume", session.id, typed=("somebody else Danielle", "customer"))
    assert "Name: Danielle." in resumed.lines


def test_an_apology_is_drafted_read_and_kept_as_said(talk: Talk, data: Path) -> None:
    typed = (
        "draft I am sorry if you were upset",
        "draft I am sorry we missed the second visit.",
        "draft said",
    )
    heard = talk("live", "--plain", typed=typed)
    assert "Some words take it back." in heard.lines
    [apology] = session_in(data).apologies
    assert apology.said_at is not None
    assert apology.text == "I am sorry we missed the second visit."


def test_a_call_is_handed_over_and_stays_open(talk: Talk, data: Path) -> None:
    heard = talk("live", "--plain", typed=("promise ring back tomorrow by 5", "hand over Sam"))
    assert heard.lines[-1].startswith("Handed to Sam.")
    session = session_in(data)
    assert (session.head.agent, session.head.status, session.promises[0].who) == ("Sam", Status.OPEN, "Sam")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--channel", "pigeon"), 2, "There is no channel “pigeon” in this playbook."),
        (("--resume", "nonsense"), 1, "There is no session “nonsense”."),
    ],
)
def test_wrong_usage_is_told_on_the_other_stream(
    talk: Talk, words: tuple[str, ...], status: int, told: str
) -> None:
    heard = talk("live", "--plain", *words)
    assert (heard.status, heard.out) == (status, "")
    assert heard.err.startswith(told)


def test_a_call_that_another_window_has_can_be_read_and_taken_over(talk: Talk, data: Path) -> None:
    talk("live", "--plain", typed=("the first words",))
    session = session_in(data)
    desk = Desk(settings_in(data), lambda: datetime.now(UTC), lambda _: None)
    try:
        desk.open().result()
        desk.resume(session.id).result()
        typed = ("read", "more words", "tick 1", "help")
        heard = talk("live", "--plain", "--resume", session.id, typed=typed)
    finally:
        desk.close()
    assert "1 the first words" in heard.lines
    assert session_in(data).note("acknowledge", "their_words") == "the first words"
    assert session_in(data).ticks == ()
    assert sum(line.startswith("Another window") for line in heard.lines) == 3, heard.out
