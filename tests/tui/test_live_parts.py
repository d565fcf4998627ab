"""Each kind of part of a step, driven by keys alone, read back from the database."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from gettext import translation
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    ZONE,
    Clock,
    an_app,
    at_step,
    box,
    coach_text,
    go,
    in_call,
    live,
    on_top,
    part_id,
    press,
    saved,
    session,
    shown,
    stored,
    to_part,
    until,
)

from aware_tui import language
from aware_tui.domain.due import DueReading
from aware_tui.domain.states import FollowUpState, PromiseState
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.dialogs.promise import PromiseDialog
from aware_tui.tui.dialogs.safety import SafetyDialog
from aware_tui.tui.live.part_views import ReadBackView
from aware_tui.tui.live.promises_view import NOTHING_TYPED
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(5)

QUALITY = Spot(Table.QUALITY, "evaluate", "text")
TO_WIDEN = ["acknowledge", "widen"]
TO_AGREE = [*TO_WIDEN, "agree"]
TO_RESOLVE = [*TO_AGREE, "resolve"]
TO_EVALUATE = [*TO_RESOLVE, "evaluate"]


async def promise(pilot: Pilot[None], app: AwareApp, words: str) -> None:
    """Type a promise in the promise line and wait until it is understood."""
    before = len(session(app).promises)
    await press(pilot, *words, "enter")
    await until(lambda: len(session(app).promises) > before)
    await read(app)


async def read(app: AwareApp) -> None:
    """Wait until every due time has been read."""
    await until(lambda: not any(worker.is_running for worker in app.workers))


async def test_size_and_mood_are_answered_by_digit_or_space_and_taken_back_by_the_same(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge"])
        await at_step(app, "acknowledge", "probe")
        await to_part(pilot, app, "apology_size")
        await press(pilot, "2")
        assert session(app).head.apology_size == "full"
        assert "You counted on us and we let you down" in coach_text(app)
        await press(pilot, "left", "space")
        assert session(app).head.apology_size == "light"
        assert "You counted on us" not in coach_text(app)
        await press(pilot, "space")
        assert session(app).head.apology_size is None
        await to_part(pilot, app, "mood_start")
        await press(pilot, "4", "2")
        assert session(app).head.mood_start == 2
        assert "● 2 angry" in shown(app)
        await saved(app)
        assert stored(app, "SELECT mood_start, apology_size FROM session") == [(2, None)]
        await press(pilot, "2", *"oh")
        assert session(app).head.mood_start is None
        assert box(app).text == "oh"


async def test_options_are_added_weighed_picked_and_taken_out_each_undoable(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        await to_part(pilot, app, "options", "TextView")
        await press(pilot, *"Saturday visit", "enter", *"money back", "enter")
        assert box(app).text == ""
        assert [option.text for option in session(app).options] == ["Saturday visit", "money back"]
        await press(pilot, "shift+tab")
        await press(pilot, "t", "w", "p", "p", "down", "space")

        def table() -> list[tuple[Any, ...]]:
            return [(o.proposed_by, o.works_for_them, o.possible, o.chosen) for o in session(app).options]

        done = [("agent", True, False, False), ("customer", None, None, True)]
        assert table() == done
        assert "○ Saturday visit ours ✓ yes ✗ no" in " ".join(shown(app).split())
        await press(pilot, "up", "space")
        assert [o.chosen for o in session(app).options] == [True, False]
        await press(pilot, "ctrl+z")
        assert table() == done
        await press(pilot, "down", "delete")
        assert len(session(app).options) == 1
        await press(pilot, "ctrl+z")
        assert table() == done
        await press(pilot, *["ctrl+z"] * 5)
        assert table() == [("customer", None, None, False)] * 2
        await saved(app)
        assert stored(app, 'SELECT chosen, possible FROM "option" ORDER BY id') == [(0, None), (0, None)]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert session(app).options == ()


async def test_the_safety_switch_asks_for_a_reason_and_then_coaches_a_kind_correction(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        assert "I have to stop you there" not in coach_text(app)
        await to_part(pilot, app, "safety")
        await press(pilot, "1")
        assert on_top(app, SafetyDialog)
        await press(pilot, *"smell of gas", "enter")
        assert session(app).head.safety_reason == "smell of gas"
        assert "I have to stop you there" in coach_text(app)
        assert "smell of gas" in shown(app)
        await saved(app)
        assert stored(app, "SELECT safety_reason FROM session") == [("smell of gas",)]
        await press(pilot, "f6")
        assert session(app).head.safety_reason is None
        await press(pilot, "f6", "escape")
        assert session(app).head.safety_reason is None
        await press(pilot, "ctrl+z")
        assert session(app).head.safety_reason == "smell of gas"


async def test_events_are_named_alike_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        with monkeypatch.context() as german:
            german.setattr(language, "_in_use", translation("aware", language.LOCALE, ["de"]))
            await press(pilot, "f6", *"gas", "enter", "f6")
            await saved(app)
        named = stored(app, "SELECT what FROM event WHERE what LIKE 's%' ORDER BY seq")
        assert [what for (what,) in named][-2:] == ["safety on", "safety off"]


@pytest.mark.long
async def test_the_read_back_follows_the_fields_as_they_are_typed(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        await press(pilot, *"a Saturday visit")
        await go(pilot, app, ["agree"])

        def words() -> str:
            return str(app.screen.query_one(ReadBackView).query_one(".read-back").render())

        assert words().startswith("You asked for this: a Saturday visit")
        assert "Looking after it for you: Sam" not in words()
        await to_part(pilot, app, "owner")
        await press(pilot, *"Sam")
        await until(lambda: "Looking after it for you: Sam" in words())
        await to_part(pilot, app, "promises")
        await promise(pilot, app, "I'll ring you tomorrow by 5")
        assert "What we promise you: Ring you, by tomorrow 17:00" in words()


async def test_a_promise_is_kept_by_enter_with_its_due_time_shown_back(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        await press(pilot, "enter")
        assert NOTHING_TYPED in shown(app)
        await promise(pilot, app, "I'll send a technician on Friday at 9")
        await press(pilot, "enter")
        assert NOTHING_TYPED not in shown(app)
        assert "Due Fri 6 Mar 09:00" in shown(app)
        assert "○ open  Send a technician · me · Fri 6 Mar 09:00" in shown(app)
        await promise(pilot, app, "I'll see to it")
        assert "no time yet" in shown(app)
        made = session(app).promises
        assert [(p.who, p.zone) for p in made] == [("kim", "Europe/Berlin"), ("kim", None)]
        await saved(app)
        rows = stored(app, "SELECT what, due_at FROM promise ORDER BY id")
        assert rows == [("Send a technician", "2026-03-06 08:00:00.000000"), ("I'll see to it", None)]
        await press(pilot, "f9")
        assert "I'll see to it · promised without a time" in shown(app)


@pytest.mark.long
async def test_nothing_is_said_of_a_time_that_is_still_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        reading, slow = app.desk.read_promise, Future[tuple[DueReading, str]]()
        monkeypatch.setattr(app.desk, "read_promise", lambda *_: slow)
        await press(pilot, *"I'll ring you tomorrow by 5", "enter")
        await until(lambda: "○ open  I'll ring you tomorrow by 5 · me · ..." in shown(app))
        slow.set_result(reading("I'll ring you tomorrow by 5", NOW, ZONE).result(5))
        await until(lambda: "Ring you · me · tomorrow 17:00" in shown(app))
        await read(app)


@pytest.mark.long
async def test_a_doubtful_time_is_asked_with_its_choices_and_may_stay_open(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        await press(pilot, *"I'll ring you on 04/05 at 10", "enter")
        await until(lambda: on_top(app, Pick))
        assert session(app).promises[0].due_at is None
        await press(pilot, "2")
        await read(app)
        due = session(app).promises[0].due_at
        assert due is not None
        assert (due.month, due.day) in ((4, 5), (5, 4))
        await press(pilot, *"I'll write on 04/05 at 10", "enter")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "escape")
        await read(app)
        assert session(app).promises[1].due_at is None
        assert part_id(app) == "promises"


@pytest.mark.long
async def test_f3_makes_a_promise_from_any_step_and_names_who_keeps_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(
            pilot, *"words", "f3", *"send the letter", "enter", *"Sam", "enter", *"tomorrow at 3", "enter"
        )
        await until(lambda: session(app).promises and session(app).promises[0].due_at)
        [made] = session(app).promises
        assert (made.what, made.who, made.due_words) == ("send the letter", "Sam", made.due_words)
        assert box(app).text == "words"
        await go(pilot, app, TO_AGREE)
        assert "send the letter · Sam · tomorrow 15:00" in shown(app)


async def test_f3_without_a_what_says_so_and_keeps_what_was_typed(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", "tab", "tab", *"tomorrow at 3", "enter")
        assert on_top(app, PromiseDialog)
        assert box(app).id == "what"
        await press(pilot, *"ring", "tab", "tab", "enter")
        await until(lambda: session(app).promises and session(app).promises[0].due_at)
        assert session(app).promises[0].what == "ring"


@pytest.mark.long
async def test_a_promise_is_corrected_keeping_or_clearing_its_time(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        await promise(pilot, app, "I'll ring you tomorrow by 5")
        await press(pilot, "tab", "enter")
        assert on_top(app, PromiseDialog)
        await press(pilot, "end", *" at home", "enter", *"Sam", "enter", "enter")
        await read(app)
        [made] = session(app).promises
        assert (made.what, made.who) == ("Ring you at home", "Sam")
        assert made.due_at is not None
        assert made.due_at.hour == 16
        await press(pilot, "enter", "tab", "tab", "ctrl+u", *"Friday at 9", "enter")
        await read(app)
        [made] = session(app).promises
        assert made.due_at is not None
        assert (made.due_at.day, made.due_at.hour) == (6, 8)
        assert made.what == "Ring you at home"
        await press(pilot, "enter", "tab", "tab", "ctrl+u", "enter")
        await read(app)
        [made] = session(app).promises
        assert (made.due_at, made.zone, made.due_words) == (None, None, "")
        await press(pilot, "delete")
        assert session(app).promises == ()
        await press(pilot, "ctrl+z")
        assert [p.what for p in session(app).promises] == ["Ring you at home"]


async def test_promises_are_marked_kept_broken_and_changed(tmp_path: Path) -> None:
    app = an_app(tmp_path, now=(clock := Clock()))
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        for words in ("I'll ring you tomorrow by 5", "I'll write by Friday 9", "I'll pay by Friday noon"):
            await promise(pilot, app, words)
        clock.forward(days=2)
        await go(pilot, app, ["resolve"])
        assert part_id(app) == "kept"
        assert "overdue" in shown(app)
        await press(pilot, "k", "down", "b", *"kept by the post", "enter")
        await press(pilot, "down", "c")
        assert on_top(app, AskLine)
        await press(pilot, *"Monday at 10", "enter")
        await until(lambda: "Why does it change" in shown(app))
        await press(pilot, *"the bank was shut", "enter")
        await read(app)
        states = [(p.state, p.reason) for p in session(app).promises]
        assert states == [
            (PromiseState.KEPT, ""),
            (PromiseState.BROKEN, "kept by the post"),
            (PromiseState.CHANGED, "the bank was shut"),
            (PromiseState.OPEN, ""),
        ]
        old, new = session(app).promises[2:]
        assert (new.replaces_id, new.what, new.who) == (old.id, old.what, old.who)
        assert new.due_at is not None
        assert new.due_at.strftime("%d %H") == "09 09"
        await saved(app)
        assert stored(app, "SELECT count(*) FROM promise WHERE state = 'changed'") == [(1,)]
        await press(pilot, "up", "up", "o")
        assert session(app).promises[0].state is PromiseState.OPEN
        await press(pilot, "ctrl+z", "ctrl+z")
        assert [p.state for p in session(app).promises][:2] == [PromiseState.KEPT, PromiseState.BROKEN]
        assert len(session(app).promises) == 3
        assert session(app).promises[2].state is PromiseState.OPEN


@pytest.mark.long
async def test_follow_ups_of_both_kinds_and_how_they_come_out(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"the story")
        await go(pilot, app, TO_RESOLVE)
        await to_part(pilot, app, "follow_ups")
        await press(pilot, "1", *"Sam", "enter")
        await until(lambda: "When will you check" in shown(app))
        await press(pilot, *"tomorrow at 10", "enter")
        await read(app)
        await press(pilot, "2", *"whenever", "enter")
        await read(app)
        rows = [(f.kind, f.who, f.due_at is not None) for f in session(app).follow_ups]
        assert rows == [("delegate", "Sam", True), ("customer", "", False)]
        assert "check on Sam · tomorrow 10:00" in shown(app)
        await press(pilot, "shift+tab", "w")
        assert session(app).follow_ups[0].state is FollowUpState.DONE
        await press(pilot, "down", "n", *"still dripping", "enter")
        await read(app)
        await at_step(app, "acknowledge", "listen")
        assert box(app).text == "the story"
        check = session(app).follow_ups[1]
        assert (check.state, check.outcome) == (FollowUpState.NOT_WELL, "still dripping")
        await saved(app)
        assert stored(app, "SELECT state, outcome FROM follow_up ORDER BY id") == [
            ("done", ""),
            ("not_well", "still dripping"),
        ]
        assert session(app).head.current_phase == "listen"


@pytest.mark.long
async def test_leaving_a_question_changes_nothing_and_keeps_its_words(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_AGREE)
        await promise(pilot, app, "I'll ring you tomorrow by 5")
        await go(pilot, app, ["resolve"])
        before = session(app)
        await press(pilot, "b", "escape", "c", "escape", "c", *"tomorrow", "enter")
        await until(lambda: "Why does it change" in shown(app))
        await press(pilot, "escape")
        await to_part(pilot, app, "follow_ups")
        await press(pilot, "1", "escape", "1", *"Sam", "enter")
        await until(lambda: "When will you check" in shown(app))
        await press(pilot, "escape", "2", "escape")
        await read(app)
        assert replace(session(app), notes=()) == before
        await until(lambda: [note.text for note in session(app).notes] == ["tomorrow", "Sam"])
        await press(pilot, "1")
        assert app.screen.query_one(TextView).text == "Sam"


def recorded_at(app: AwareApp) -> datetime | None:
    """Return when the quality record was recorded."""
    record = session(app).quality_record
    return record.recorded_at if record else None


async def test_the_two_documents_are_drafted_edited_and_recorded_apart(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"two visits missed")
        await go(pilot, app, TO_EVALUATE)
        assert part_id(app) == "profile"
        assert "What happened, in their words: two visits missed" in box(app).text
        assert box(app).cursor_location == (0, 0)
        await press(pilot, *"Note. ")
        await press(pilot, "tab", "1", "tab", *"REF-7")
        await saved(app)
        entry = session(app).profile_entry
        assert entry is not None
        assert entry.text.startswith("Note. Date: 2026-03-04")
        assert entry.outside_reference == "REF-7"
        assert entry.recorded_at == NOW
        assert recorded_at(app) is None
        assert "What went wrong: two visits missed" in live(app).call.words_in(QUALITY)
        assert stored(app, "SELECT missing FROM half_documented") == [("quality_record",)]
        await press(pilot, "tab", "tab", "space")
        assert recorded_at(app) == NOW
        await saved(app)
        assert stored(app, "SELECT missing FROM half_documented") == []
        await press(pilot, "space")
        assert recorded_at(app) is None
        await press(pilot, "f7")
        await at_step(app, "resolve")
        await go(pilot, app, ["evaluate"])
        assert box(app).text.startswith("Note. ")


@pytest.mark.long
async def test_category_cause_likelihood_cost_and_answers_are_kept(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_EVALUATE)
        await to_part(pilot, app, "category")
        await press(pilot, "1")
        assert on_top(app, Pick)
        await press(pilot, "down", "enter")
        await read(app)
        await to_part(pilot, app, "cause")
        await press(pilot, "1", "3")
        await read(app)
        await to_part(pilot, app, "likelihood")
        await press(pilot, "3")
        await to_part(pilot, app, "cost")
        await press(pilot, *"two hours")
        await to_part(pilot, app, "recommendation")
        await press(pilot, *"ring before")
        await to_part(pilot, app, "training")
        await press(pilot, "1")
        await to_part(pilot, app, "system_change")
        await press(pilot, "2")
        await to_part(pilot, app, "check_in")
        await press(pilot, "4")
        await saved(app)
        assert stored(app, "SELECT category FROM session") == [("faulty",)]
        columns = "SELECT category, cause, likelihood, cost, recommendation FROM quality_record"
        assert stored(app, columns) == [("faulty", "handover", "likely", "two hours", "ring before")]
        assert stored(app, "SELECT question, value FROM answer ORDER BY question") == [
            ("system_change", "no"),
            ("training", "yes"),
        ]
        assert stored(app, "SELECT author, score FROM check_in") == [("kim", 4)]
        assert "lost in a handover" in str(live(app).query_one("#part-cause ChoiceRow").render())
