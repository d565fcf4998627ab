"""A practice call on screen: listened to, chosen, typed, watched and completed, paused and taken up again."""

import re
from concurrent.futures import Future
from pathlib import Path

import pytest
from hostile import HOSTILE
from tui.pilots import (
    SMALL,
    WIDE,
    an_app,
    noticed,
    on_today,
    on_top,
    palette,
    paste,
    press,
    shown,
    stored,
    until,
)
from tui.rehearsing import (
    FULL,
    GOOD,
    begun,
    call_of,
    choose,
    debrief_of,
    digit_of,
    hear_out,
    heard,
    rehearsing,
    say,
    sees,
    shown_call,
    to_debrief,
)

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import library_of
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.words import MINUS
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.practice import after_screen, answering_screen, practising_screen
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.call_help import keys_for
from aware_tui.tui.practice.call_screen import NO_UNDO, CallScreen
from aware_tui.tui.practice.case_dialog import CaseDialog
from aware_tui.tui.practice.debrief_screen import DebriefScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.waiting import wait_for

pytestmark = pytest.mark.head(5)

LONG = pytest.mark.long
SIZES = [WIDE, pytest.param(SMALL, marks=LONG), pytest.param((60, 18), marks=LONG)]
KIND = "That must have been miserable."


def reads(one: Rehearsal, *answers: Understood) -> list[str]:
    """Have typed lines read as these, one after the other; return the lines, once they were read."""
    lines: list[str] = []

    def understand(text: str) -> "Future[Understood]":
        lines.append(text)
        made: Future[Understood] = Future()
        made.set_result(answers[min(len(lines), len(answers)) - 1])
        return made

    one.understand = understand  # type: ignore[method-assign]
    return lines


def guess(act: Act, text: str = KIND) -> Guess:
    return Guess(act, 0.6, 0, len(text))


KIND_READ = Understood(sure=(guess(Act.ACKNOWLEDGE),))
BLAME_READ = Understood(maybe=(guess(Act.BLAME), guess(Act.EXPLAIN), guess(Act.THANK)))


@pytest.mark.parametrize("size", SIZES)
async def test_a_customer_talks_in_beats_and_space_lets_them_go_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with rehearsing(tmp_path, size=size) as (app, pilot):
        screen = call_of(app)
        await sees(app, "Three days without heating!")
        await sees(app, answering_screen.TALKING)
        await press(pilot, "space")
        await sees(app, "I have a baby here.")
        await press(pilot, "space")
        await sees(app, "Your turn")
        await press(pilot, "space")
        assert screen.rehearsal.moves == ("listen", "listen")
        await noticed(app, answering_screen.THEY_HAVE_FINISHED)
        assert ("Anger" in shown(app), "furious" in shown(app), "saved" in shown(app)) == (True, True, True)


@pytest.mark.parametrize("size", SIZES)
async def test_a_choice_by_its_digit_is_said_answered_and_explained(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with rehearsing(tmp_path, size=size) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, "ack")
        assert call_of(app).rehearsal.moves[-1] == "choice ack"
        await sees(app, "It is miserable, yes.")
        told = "You Three days in the cold with a baby. That is miserable. They felt heard."
        assert told in heard(app)
        assert f"(anger {MINUS}1.5, trust +0.5) You named it." in heard(app)
        await press(pilot, "w")
        assert "You named it." not in shown(app)
        await press(pilot, "w")
        assert "You named it." in shown(app) or size == (60, 18)


@LONG
async def test_the_arrows_and_enter_choose_too_and_enter_alone_says_nothing(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await press(pilot, "enter")
        assert len(call_of(app).rehearsal.moves) == 2
        first = call_of(app).pane.entries[0].id
        await press(pilot, "down", "enter")
        assert call_of(app).rehearsal.moves[-1] == f"choice {first}"


async def test_answering_early_cuts_them_off_and_the_debrief_tells_what_was_lost(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await choose(app, pilot, "ack")
        assert "I was not finished." in shown(app)
        assert not call_of(app).rehearsal.still_talking
        await press(pilot, "f9")
        await press(pilot, "2")
        await press(pilot, "enter")
        await to_debrief(app, pilot)
        lost = debrief_of(app).outcome.call.turns[0].lost
        assert lost == ("I have a baby here.", "My neighbour opened the valve.")


@LONG
async def test_the_rail_marks_the_steps_by_what_was_done(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await sees(app, "● Acknowledge")
        await hear_out(app, pilot)
        await choose(app, pilot, "ack", "sorry", "openq")
        await sees(app, "✓ Acknowledge  ● Widen  ○ Agree")
        await choose(app, pilot, *GOOD[3:])
        await sees(app, "✓ Widen  ✓ Agree")
        await press(pilot, "f9")
        await sees(app, "● Resolve")


@LONG
async def test_what_may_be_offered_is_at_hand(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, size=SMALL) as (app, pilot):
        assert "You may offer" not in shown(app)
        await press(pilot, "f2")
        assert on_top(app, CaseDialog)
        await sees(app, "send an engineer today")
        await sees(app, "reopen the valve")
        await press(pilot, "escape", "f1")
        assert on_top(app, HelpDialog)
        await press(pilot, "escape")
        assert on_top(app, CallScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_after_the_call_its_story_the_deeds_and_their_ways(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with rehearsing(tmp_path, size=size) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, *GOOD)
        await sees(app, answering_screen.AGREED)
        await press(pilot, "f9")
        assert "They know what happens now, and by when." in heard(app)
        assert "Goodbye, then." not in heard(app), "the end of the story comes after the trouble"
        await press(pilot, *["pagedown"] * (3 if size == (60, 18) else 0))
        await sees(app, "The depot never got the job.")
        await press(pilot, "1")
        await sees(app, "Depot: sorry, six.")
        await sees(app, "✓ 1 Chase")
        await press(pilot, "1")
        await noticed(app, after_screen.DONE_ALREADY)
        await press(pilot, "2")
        await sees(app, "Call the customer back: how?")
        await press(pilot, "escape")
        assert call_of(app).stage is Stage.AFTER
        await press(pilot, "2")
        await choose(app, pilot, "truth")
        assert "Mrs Lind Thank you for telling me." in heard(app)
        await press(pilot, "3", "4", "5")
        await sees(app, after_screen.ALL_DONE)
        screen = await to_debrief(app, pilot)
        assert screen.rehearsal.finished
        assert stored(app, "SELECT state, ended, total FROM attempt") == [("finished", "resolved", 100.0)]


@pytest.mark.parametrize("mode", AttemptMode)
def test_digits_are_offered_after_a_call_where_they_do_something(mode: AttemptMode) -> None:
    named = {key for key, _ in keys_for(Stage.AFTER, mode, talking=False)}
    assert ("1-5" in named) is (mode is not AttemptMode.WATCH)
    assert {"enter", "escape"} <= named


@LONG
async def test_enter_after_the_call_asks_once_before_nothing_is_done(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await press(pilot, "f9")
        await sees(app, answering_screen.END)
        await press(pilot, "escape")
        assert call_of(app).stage is Stage.CHOOSING
        for key in ("f9", "1", "f9", "2"):
            await press(pilot, key)
        assert "Nothing was agreed." in heard(app)
        assert "The depot" not in heard(app)
        await press(pilot, "enter")
        await sees(app, after_screen.NOTHING_DONE)
        await to_debrief(app, pilot)
        assert stored(app, "SELECT ended FROM attempt") == [("ran_out",)]


@LONG
async def test_a_customer_who_hangs_up_is_told_kindly(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, "calm")
        assert call_of(app).stage is Stage.AFTER
        assert "The line goes dead." in heard(app)
        assert "It happens to everyone" in heard(app)


async def test_what_was_typed_is_said_and_its_reading_told(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        lines = reads(call_of(app).rehearsal, KIND_READ)
        await hear_out(app, pilot)
        await say(app, pilot, KIND)
        assert lines == [KIND]
        assert call_of(app).rehearsal.moves[-1] == f"act acknowledge: {KIND}"
        assert (call_of(app).box.text, call_of(app).stage) == ("", Stage.TYPING)
        assert f"{KIND} taken as: say what it was like for them" in heard(app)
        assert "They felt heard." not in shown(app)


@pytest.mark.long
async def test_spaces_are_letters_once_something_is_typed(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await press(pilot, *"I see  it")
        assert call_of(app).box.text == "I see  it"
        assert call_of(app).rehearsal.moves == ()


async def test_cutting_them_off_is_asked_first_and_the_words_stay(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        reads(call_of(app).rehearsal, KIND_READ)
        await say(app, pilot, KIND)
        await sees(app, answering_screen.EARLY)
        await press(pilot, "escape")
        assert (call_of(app).box.text, call_of(app).rehearsal.moves) == (KIND, ())
        await press(pilot, "enter", "1")
        await sees(app, "I have a baby here.")
        assert (call_of(app).box.text, call_of(app).rehearsal.moves) == (KIND, ("listen",))
        await press(pilot, "enter", "2")
        await until(lambda: call_of(app).box.text == "")
        assert call_of(app).rehearsal.call.cut_off


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("key", "move", "left"),
    [
        ("4", f"say {KIND}", ""),
        ("1", f"act blame: {KIND}", ""),
        ("3", f"act thank: {KIND}", ""),
        ("0", "listen", KIND),
        ("escape", "listen", KIND),
    ],
)
async def test_an_uncertain_line_is_asked_about_and_counts_only_as_agreed(
    tmp_path: Path, key: str, move: str, left: str
) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        reads(call_of(app).rehearsal, BLAME_READ)
        await hear_out(app, pilot)
        before = call_of(app).rehearsal.call
        await say(app, pilot, KIND)
        assert call_of(app).stage is Stage.CONFIRMING
        await sees(app, "Did you mean to ...")
        assert call_of(app).rehearsal.call == before
        await press(pilot, key)
        after = call_of(app).rehearsal
        assert (after.moves[-1], call_of(app).box.text) == (move, left)
        if key in ("4", "0", "escape"):
            now = after.call
            assert (now.anger, now.trust, now.answers) == (before.anger, before.trust, before.answers)


@LONG
async def test_what_is_certain_counts_with_what_is_agreed_to(tmp_path: Path) -> None:
    read = Understood(sure=KIND_READ.sure, maybe=(guess(Act.BLAME),))
    async with rehearsing(tmp_path, "type") as (app, pilot):
        reads(call_of(app).rehearsal, read)
        await hear_out(app, pilot)
        await say(app, pilot, KIND)
        await sees(app, "Understood: say what it was like for them.")
        await press(pilot, "4")
        assert call_of(app).rehearsal.moves[-1] == f"act acknowledge: {KIND}"


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (Understood(note="In English, please."), "In English, please."),
        pytest.param(Understood(), "could not be read", marks=LONG),
    ],
)
async def test_a_line_that_cannot_be_read_is_told_and_stays_in_the_box(
    tmp_path: Path, read: Understood, told: str
) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        reads(call_of(app).rehearsal, read)
        await hear_out(app, pilot)
        await say(app, pilot, "Das tut mir leid")
        assert told in shown(app)
        assert (call_of(app).box.text, call_of(app).rehearsal.moves[-1]) == ("Das tut mir leid", "listen")


@pytest.mark.long
async def test_a_line_too_long_for_one_breath_is_told_and_stays_whole(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        lines = reads(call_of(app).rehearsal, KIND_READ)
        await hear_out(app, pilot)
        long = "So sorry. " * 250
        paste(app, long)
        await until(lambda: call_of(app).box.text)
        await press(pilot, "enter")
        await sees(app, "Nobody says more than 2,000 characters in one breath.")
        assert (call_of(app).box.text.strip(), lines) == (long.strip(), [])


@pytest.mark.long
async def test_an_empty_line_lets_them_go_on_and_costs_nothing_when_they_have_finished(
    tmp_path: Path,
) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await press(pilot, "enter", "enter", "enter", "enter")
        assert call_of(app).rehearsal.moves == ("listen", "listen")
        await sees(app, answering_screen.NOTHING_TYPED)


@LONG
async def test_typed_lines_are_understood_by_the_playbook(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await hear_out(app, pilot)
        await say(app, pilot, "I am so sorry we left you in the cold, that was our fault.")
        screen = call_of(app)
        read = [entry.id for entry in screen.pane.entries] if screen.stage is Stage.CONFIRMING else []
        assert Act.APOLOGISE_REAL in (*read, *screen.rehearsal.call.turns[-1].acts)


@LONG
async def test_what_people_type_is_shown_as_they_typed_it(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await hear_out(app, pilot)
        for words in HOSTILE[:12]:
            reads(call_of(app).rehearsal, BLAME_READ)
            call_of(app).box.put(words)
            await press(pilot, "enter")
            assert not any(re.search(UNSAFE_ON_SCREEN, line) for line in shown(app).splitlines())
            if call_of(app).stage is Stage.CONFIRMING:
                await press(pilot, "4")
                assert not any(re.search(UNSAFE_ON_SCREEN, line) for line in shown(app).splitlines())
        assert call_of(app).rehearsal.call.answers == 0


@pytest.mark.long
async def test_the_good_run_is_watched_by_space_with_its_reasons(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "watch") as (app, pilot):
        await press(pilot, "1")
        assert call_of(app).rehearsal.moves == ()
        await press(pilot, *["space"] * 3)
        assert "Done well Three days in the cold" in heard(app)
        await sees(app, "You named it.")
        await press(pilot, *["space"] * 7)
        assert "Five. Right." in heard(app)
        assert "Goodbye, then." not in heard(app)
        await press(pilot, "space")
        assert "The depot never got the job." in heard(app)
        await press(pilot, *["space"] * 5)
        await sees(app, after_screen.MODEL_DONE)
        await to_debrief(app, pilot)
        assert stored(app, "SELECT mode, total FROM attempt") == [("watch", 100.0)]
        assert stored(app, "SELECT count(*) FROM skill_card") == [(0,)]


@LONG
async def test_a_run_with_gaps_asks_for_every_second_answer(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "complete") as (app, pilot):
        await press(pilot, "space", "space")
        await sees(app, answering_screen.MODEL_ANSWERS)
        await press(pilot, "space")
        assert call_of(app).stage is Stage.CHOOSING
        await choose(app, pilot, "calm")
        assert "The good run says something else here." in heard(app)
        assert call_of(app).stage is Stage.CHOOSING
        await choose(app, pilot, "sorry")
        assert call_of(app).stage is Stage.MODEL
        for due in ("truth", "invite", "commit"):
            await press(pilot, "space")
            await choose(app, pilot, due)
        await sees(app, answering_screen.MODEL_NEXT)
        await press(pilot, "space")
        assert call_of(app).stage is Stage.AFTER


async def test_a_paused_call_comes_back_as_it_was_with_what_was_half_typed(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        reads(call_of(app).rehearsal, KIND_READ)
        await hear_out(app, pilot)
        await say(app, pilot, KIND)
        was = heard(app)
        await press(pilot, *"What hap", "escape")
        await until(lambda: on_top(app, TodayScreen))
        await noticed(app, practising_screen.PAUSED)
        ((attempt_id, moves),) = stored(app, "SELECT id, moves FROM attempt WHERE state = 'open'")
        assert moves.splitlines()[-1] == f"act acknowledge: {KIND}"
        again = await wait_for(rehearsals.resume(app.desk, library_of(app.desk), attempt_id))
        await shown_call(app, pilot, again)
        assert (call_of(app).box.text, heard(app)) == ("What hap", was)
        await press(pilot, *"pened")
        assert call_of(app).box.text == "What happened"


@LONG
async def test_a_call_that_was_over_comes_back_with_its_deeds(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, *GOOD)
        await press(pilot, "f9")
        await press(pilot, "1")
        was = heard(app)
        one = call_of(app).rehearsal
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))
        again = await wait_for(rehearsals.resume(app.desk, library_of(app.desk), one.attempt.id))
        await shown_call(app, pilot, again)
        assert (call_of(app).stage, heard(app)) == (Stage.AFTER, was)


async def test_a_save_that_fails_is_told_and_made_good_by_the_next_turn(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        one = call_of(app).rehearsal
        save = one.save
        one.save = FULL  # type: ignore[method-assign]
        await press(pilot, "space")
        await until(lambda: "NOT SAVED" in shown(app))
        await noticed(app, "The disk is full.")
        await press(pilot, "escape")
        assert on_top(app, CallScreen)
        one.save = save  # type: ignore[method-assign]
        await press(pilot, "space")
        await until(lambda: "· saved" in shown(app))
        assert stored(app, "SELECT moves FROM attempt") == [("listen\nlisten",)]


async def test_there_is_no_taking_back_in_a_call(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await press(pilot, "ctrl+z")
        await noticed(app, NO_UNDO)
        await press(pilot, *"ab", "ctrl+z")
        assert call_of(app).box.text != "ab"


async def test_quitting_keeps_every_move(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await shown_call(app, pilot, await begun(app))
        await press(pilot, "space", "ctrl+q")
        await until(lambda: app._exit)
    assert stored(app, "SELECT moves, state FROM attempt") == [("listen", "open")]


@LONG
async def test_every_action_is_in_the_palette_and_a_real_call_comes_first(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await palette(pilot, app, "Say nothing")
        assert call_of(app).rehearsal.moves == ("listen",)
        await palette(pilot, app, "New call")
        await until(lambda: on_top(app, LiveScreen))
        assert stored(app, "SELECT state FROM attempt") == [("open",)]


@LONG
async def test_digits_mean_the_same_while_the_list_stands(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        before = {entry.id: entry.key for entry in call_of(app).pane.entries}
        await press(pilot, "space", "down", "down", "w")
        assert {entry.id: entry.key for entry in call_of(app).pane.entries} == before
        assert digit_of(app, "ack") == before["ack"]


@pytest.mark.long
async def test_the_debrief_opens_once_a_dialog_over_the_call_has_gone(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await press(pilot, "f9")
        await press(pilot, "2", "f1")
        screen = app.screen_stack[-2]
        assert isinstance(screen, CallScreen)
        await screen.finish().wait()
        assert on_top(app, HelpDialog)
        await press(pilot, "escape")
        await until(lambda: on_top(app, DebriefScreen))
