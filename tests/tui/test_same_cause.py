"""A call gets the same cause as another, or puts one in the register: from Live and from History, by keys."""

from pathlib import Path

import pytest
from making import a_head, a_note, a_quality_record
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    an_app,
    at_step,
    go,
    in_call,
    live,
    on_today,
    on_top,
    palette,
    press,
    session,
    shown,
    stored,
    to_part,
    until,
)
from tui.registers import DAY, a_point, asked, keep, told
from watching import rows

from aware_tui.domain.states import ChokePointState, Status
from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.causes.similar_dialog import NONE_ALIKE, SimilarDialog
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.live.screen import LiveScreen

pytestmark = pytest.mark.head(1)

LONG = pytest.mark.long


async def pick_first(app: AwareApp, pilot: Pilot[None], *words: str) -> None:
    """Pick the first session or choke point that is offered."""
    await until(lambda: on_top(app, SimilarDialog))
    assert isinstance(app.screen, SimilarDialog)
    dialog = app.screen
    await press(pilot, *words)
    await until(lambda: dialog._found, "nothing is offered")
    await press(pilot, "down", "enter")


async def test_a_call_gets_the_same_cause_as_another_and_the_cause_gets_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_head(started_at=NOW - DAY, status=Status.FINISHED)
    keep(tmp_path, other, a_note(other.id), a_quality_record(other.id, cause="handover"))
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        sentences = told(app, monkeypatch)
        await press(pilot, *"the van never came")
        await palette(pilot, app, "Same cause as ...")
        await pick_first(app, pilot)
        await until(lambda: on_top(app, PointDialog))
        assert asked(app, "title") == "it was lost in a handover"
        await press(pilot, *" again", "enter")
        await until(lambda: any("2 calls so far" in sentence for sentence in sentences))
        mine = session(app).id
        assert stored(app, "SELECT title, cause FROM choke_point") == [
            ("it was lost in a handover again", "handover")
        ]
        linked = {row[0] for row in stored(app, "SELECT session_id FROM cause_link")}
        assert linked == {mine, other.id}
        assert not [note for note in session(app).notes if "choke point" in note.field and note.text]
        await palette(pilot, app, "Same cause as ...")
        await pick_first(app, pilot, *"handover")
        await until(lambda: on_top(app, LiveScreen) and len(sentences) == 2)
        assert len(stored(app, "SELECT 1 FROM cause_link")) == 2


@pytest.mark.long
async def test_a_choke_point_of_the_register_is_offered_first_and_a_fixed_one_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a_point("slot lost", state=ChokePointState.FIXED, fixed_at=NOW - DAY))
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        sentences = told(app, monkeypatch)
        await palette(pilot, app, "Same cause as ...")
        await pick_first(app, pilot)
        await until(lambda: sentences)
        assert "which was marked fixed" in sentences[0]
        assert stored(app, "SELECT session_id FROM cause_link") == [(session(app).id,)]


@LONG
async def test_where_nothing_is_alike_it_says_so_and_escape_goes_back(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, SMALL) as pilot:
        await palette(pilot, app, "Same cause as ...")
        await until(lambda: on_top(app, SimilarDialog) and NONE_ALIKE[:30] in shown(app))
        await press(pilot, *"zz", "enter", "enter", "escape", "escape")
        await until(lambda: on_top(app, LiveScreen))
        assert stored(app, "SELECT count(*) FROM choke_point") == [(0,)]


async def test_a_change_to_the_system_opens_the_register_drafted_from_the_record(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"the van never came")
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await at_step(app, "evaluate")
        await to_part(pilot, app, "recommendation")
        await press(pilot, *"call them the day before")
        await to_part(pilot, app, "system_change")
        await press(pilot, "1")
        await until(lambda: on_top(app, PointDialog))
        assert asked(app, "action") == "call them the day before"
        await press(pilot, *"van late", "escape")
        await until(lambda: on_top(app, LiveScreen))
        assert stored(app, "SELECT count(*) FROM choke_point") == [(0,)]
        await palette(pilot, app, "Note a choke point")
        await until(lambda: on_top(app, PointDialog))
        assert asked(app, "title") == "van late", "what was typed is gone"
        await press(pilot, "enter", "enter", "enter", "enter")
        await until(lambda: on_top(app, LiveScreen))
        await until(lambda: stored(app, "SELECT session_id FROM cause_link") == [(session(app).id,)])
        assert session(app).answer("evaluate", "system_change") == "yes"
        await until(lambda: not [n for n in session(app).notes if "choke point" in n.field and n.text])


@LONG
async def test_a_call_that_is_linked_already_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a_point("slot lost"))
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        sentences = told(app, monkeypatch)
        await palette(pilot, app, "Same cause as ...")
        await pick_first(app, pilot)
        await until(lambda: sentences)
        live(app).note_choke_point(again=False)
        await until(lambda: len(sentences) == 2)
        assert "linked to “slot lost” already" in sentences[1]
        assert on_top(app, LiveScreen)


@pytest.mark.long
async def test_a_name_left_in_history_waits_for_whoever_asks_again(tmp_path: Path) -> None:
    heads = [a_head(started_at=NOW - day * DAY, status=Status.FINISHED, category="late") for day in (1, 2)]
    keep(tmp_path, *heads)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s")
        await until(lambda: on_top(app, HistoryScreen) and getattr(app.screen, "line", None) is not None)
        for typed in (" vans", ""):
            await palette(pilot, app, "Same cause as ...")
            await pick_first(app, pilot)
            await until(lambda: on_top(app, PointDialog))
            await press(pilot, *typed)
            assert asked(app, "title").endswith(" vans")
            await press(pilot, "enter" if not typed else "escape")
            await until(lambda: on_top(app, HistoryScreen))
        await until(lambda: len(stored(app, "SELECT 1 FROM cause_link")) == 2)
        assert app.desk.left_words == {}


@pytest.mark.long
async def test_the_session_under_the_cursor_in_history_gets_the_same_cause(tmp_path: Path) -> None:
    point = a_point("slot lost")
    keep(tmp_path, point, a_head(started_at=NOW - DAY, status=Status.FINISHED))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s")
        await until(lambda: on_top(app, HistoryScreen) and getattr(app.screen, "line", None) is not None)
        await palette(pilot, app, "Same cause as ...")
        await pick_first(app, pilot)
        await until(lambda: len(stored(app, "SELECT 1 FROM cause_link")) == 1)
        assert rows(app.desk.settings.database, "SELECT choke_point_id FROM cause_link") == [(point.id,)]
