"""The desk on real files: nothing is lost, wording is kept, and two windows stay out of each other's way."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from watching import PATIENCE, Told, rows

from aware_tui import paths
from aware_tui.config import Settings
from aware_tui.content.errors import PlaybookError
from aware_tui.domain import commitments, deeds
from aware_tui.domain.due import Due
from aware_tui.domain.gate import Ending
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, FollowUpKind, PromiseState, ProposedBy, Status
from aware_tui.domain.walk import Place
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.shown import NoSuchSession
from aware_tui.services.spots import Spot, Table
from aware_tui.store.errors import LeaseLost, StoreProblem

NOW = datetime(2099, 3, 4, 10, 30, tzinfo=UTC)
"""After this process began, whenever the tests run: a lease from before then would count as abandoned."""
THEIR_WORDS = Spot(Table.NOTE, "acknowledge", "their_words")
TOMORROW = Due(NOW + timedelta(days=1), "Europe/Berlin", "tomorrow")
OLD_TEXT, NEW_TEXT = "I have put everything else down", "I have closed every other window"


class Clock:
    """Time that a test moves on."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def on(self, **passed: float) -> None:
        self.time += timedelta(**passed)


@pytest.fixture(scope="module")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that knows the shipped playbook, so that it is read strictly once only."""
    folder = tmp_path_factory.mktemp("warm")
    desk = Desk(Settings(folder, "kim", "Europe/Berlin", "aware"), lambda: NOW, lambda state: None)
    desk.open().result(PATIENCE)
    assert desk.close(PATIENCE)
    return folder / "cache"


@pytest.fixture
def settings(tmp_path: Path, warm_cache: Path) -> Settings:
    copytree(warm_cache, tmp_path / "cache")
    return Settings(tmp_path, "kim", "Europe/Berlin", "aware")


@pytest.fixture
def clock() -> Clock:
    return Clock()


Opener = Callable[..., Desk]


@pytest.fixture
def opened(settings: Settings, clock: Clock) -> Iterator[Opener]:
    """Opens desks on one data folder and closes them in the end."""
    desks: list[Desk] = []

    def open_one(told: Told | None = None, **changed: str) -> Desk:
        desk = Desk(replace(settings, **changed), clock, told or Told())  # type: ignore[arg-type]
        desks.append(desk)
        desk.open().result(PATIENCE)
        return desk

    yield open_one
    for desk in desks:
        assert desk.close(PATIENCE)


def begun(desk: Desk) -> Call:
    """Begin a call that other windows can see already."""
    call = desk.begin_live()
    assert desk.flush(PATIENCE)
    return call


def resumed(desk: Desk, call: Call, *, take_over: bool = False) -> Call:
    return desk.resume(call.session.id, take_over=take_over).result(PATIENCE)


def leave(desk: Desk, call: Call) -> None:
    """Hold the call as a screen does."""
    call.turn_clock(run=False)
    desk.leases.let_go(call.session.id).result(PATIENCE)


def write_everything(call: Call) -> None:
    """Leave something in every place of a session."""

    def do(deed: Callable[..., object], *args: object, **values: object) -> None:
        call.do(deed, *args, stamp=call.stamp(), **values)  # type: ignore[arg-type]

    call.tick(call.phase.items[0])
    call.write(THEIR_WORDS, "no one came\n twice 漢字 [/b] {agent}")
    call.forward()
    call.set_size("full")
    call.set_head("mood_start", mood_start=1)
    call.set_head("case", channel="phone", category="late", location="Leeds", product="boiler")
    call.set_head("safety on", safety_reason="smell of gas")
    call.write(Spot(Table.APOLOGY, "acknowledge", "full"), "we let you down")
    do(deeds.know_customer, name="Dana", reference="4711", preferred_channel="phone")
    do(commitments.propose, "Saturday", ProposedBy.CUSTOMER)
    do(commitments.weigh, call.session.options[0], works_for_them=True, possible=False)
    do(commitments.choose, call.session.options[0])
    made = call.promise("ring Dana tomorrow", "Lee")
    assert made is not None
    call.understood(made, "ring Dana", TOMORROW)
    do(commitments.change_promise, call.session.promises[0], TOMORROW, "ill")
    do(commitments.follow_up, FollowUpKind.DELEGATE, "Lee", TOMORROW, promise_id=made.id)
    do(deeds.answer, "evaluate", "training", "yes")
    do(deeds.check_in, 2)
    call.move(Place("evaluate", "evaluate"))
    call.draft_documents()
    do(deeds.write_quality, cause="rush", cost="20 pounds", recorded_at=NOW)


def test_a_call_is_begun_typed_closed_and_resumed_with_every_word(opened: Opener, clock: Clock) -> None:
    desk = opened()
    call = desk.begin_live("phone")
    write_everything(call)
    clock.on(minutes=3)
    leave(desk, call)
    assert desk.close(PATIENCE)
    again = resumed(opened(), call)
    assert again.session == call.session
    assert again.place == Place("evaluate", "evaluate")
    assert (again.read_only, again.clock(clock())) == ("", 180)
    assert again.playbook == call.playbook


def test_the_story_tells_every_deed_in_order(opened: Opener) -> None:
    desk = opened()
    call = desk.begin_live()
    call.tick(call.phase.items[0])
    call.undo()
    call.forward()
    story = desk.story(call.session.id).result(PATIENCE)
    assert [event.what for event in story.events] == ["begun", "ticked", "undone", "moved"]
    assert story.session == call.session


def test_undoing_everything_leaves_on_disk_what_is_in_hand(opened: Opener) -> None:
    told = Told()
    desk = opened(told)
    call = desk.begin_live()
    write_everything(call)
    while call.undo():
        pass
    assert desk.story(call.session.id).result(PATIENCE).session == call.session
    assert not [state for state in told.states if state.refused]


@pytest.mark.parametrize("number", [0, 1])
def test_a_promise_of_a_chain_is_taken_out_on_disk_too(opened: Opener, number: int) -> None:
    told = Told()
    desk = opened(told)
    call = desk.begin_live()
    made = call.promise("ring Dana", due=TOMORROW)
    assert made is not None
    call.do(commitments.change_promise, made, TOMORROW, "ill", stamp=call.stamp())
    call.undoable(call.do(commitments.unsay, call.session.promises[number], stamp=call.stamp()))
    assert [promise.state for promise in call.session.promises] == [PromiseState.OPEN]
    assert desk.story(call.session.id).result(PATIENCE).session == call.session
    assert call.undo()
    assert desk.story(call.session.id).result(PATIENCE).session == call.session
    assert not [state for state in told.states if state.refused]


# ending and taking up again


@pytest.mark.parametrize(
    ("ending", "reason"),
    [(Ending.PARK, "cut_off"), (Ending.FINISH, "no_time"), (Ending.DISCARD, "by_mistake")],
)
def test_an_ended_call_is_reopened_where_it_stood_and_finished(
    opened: Opener, clock: Clock, ending: Ending, reason: str
) -> None:
    desk = opened()
    call = desk.begin_live()
    call.move(Place("widen", "widen"))
    call.end(ending, reason, "the line was bad")
    leave(desk, call)
    clock.on(hours=2)
    again = resumed(desk, call)
    assert (again.session.head.status, again.place.step) == (Status.OPEN, "widen")
    again.end(Ending.FINISH, "no_time")
    story = desk.story(call.session.id).result(PATIENCE)
    assert story.session == again.session
    assert story.session.head.status is Status.FINISHED
    assert [note.text for note in story.session.notes] == ["the line was bad"]
    assert all(visit.left_at for visit in story.session.visits)


def test_a_clock_cut_off_by_a_crash_stands_at_the_last_deed_even_after_a_second_crash(
    opened: Opener, clock: Clock
) -> None:
    first, second = opened(), opened()
    call = begun(first)
    clock.on(minutes=5)
    call.write(THEIR_WORDS, "no one came")
    assert first.flush(PATIENCE)
    clock.on(hours=4)
    again = resumed(second, call)
    assert (again.clock(clock()), again.session.head.clock_since) == (300, None)
    clock.on(minutes=1)
    again.write(THEIR_WORDS, "no one came, twice")
    assert second.flush(PATIENCE)
    clock.on(hours=4)
    assert resumed(opened(), call).clock(clock()) == 300


def test_a_session_that_is_not_there_is_told_and_leaves_no_lease(opened: Opener, settings: Settings) -> None:
    desk = opened()
    for asked in (desk.resume("none"), desk.story("none")):
        with pytest.raises(NoSuchSession, match="There is no session none"):
            asked.result(PATIENCE)
    assert rows(settings.database, "SELECT count(*) FROM lease") == [(0,)]


# two windows


def test_a_second_window_reads_asks_waits_and_takes_over(opened: Opener) -> None:
    first, second = opened(), opened()
    mine = begun(first)
    mine.write(THEIR_WORDS, "no one came")
    first.flush(PATIENCE)
    assert not first.leases.watch(mine.session.id).result(PATIENCE)
    theirs = resumed(second, mine)
    assert "Another window" in theirs.read_only
    assert theirs.words_in(THEIR_WORDS) == "no one came"
    theirs.write(THEIR_WORDS, "lost?")
    assert theirs.words_in(THEIR_WORDS) == "no one came"
    second.leases.ask_for(mine.session.id).result(PATIENCE)
    assert first.leases.watch(mine.session.id).result(PATIENCE)
    mine.write(THEIR_WORDS, "no one came, twice")
    first.leases.let_go(mine.session.id).result(PATIENCE)
    taken = resumed(second, mine)
    assert taken.read_only == ""
    assert taken.words_in(THEIR_WORDS) == "no one came, twice"
    taken.write(THEIR_WORDS, "no one came, three times")
    assert "Another window" in resumed(first, mine).read_only


def test_asking_for_a_call_does_not_take_it(opened: Opener) -> None:
    first, second = opened(), opened()
    call = begun(first)
    second.leases.ask_for(call.session.id).result(PATIENCE)
    assert resumed(second, call).read_only
    assert not resumed(first, call).read_only


def test_what_is_typed_after_a_take_over_is_kept_aside_and_nothing_is_lost(opened: Opener) -> None:
    told = Told()
    first, second = opened(told), opened()
    mine = begun(first)
    mine.write(THEIR_WORDS, "no one came")
    first.flush(PATIENCE)
    theirs = resumed(second, mine, take_over=True)
    theirs.write(THEIR_WORDS, "taken over")
    second.flush(PATIENCE)
    mine.write(THEIR_WORDS, "typed too late")
    made = mine.promise("ring Dana")
    state = told.wait(lambda state: bool(state.refused))
    assert isinstance(state.refused[0].problem, LeaseLost)
    told.wait(lambda state: state.saved == mine.last_ticket)
    refused = [each for state in told.states for each in state.refused]
    assert made is not None
    assert [each.kept_aside for each in refused] == [True, True]
    assert first.leases.watch(mine.session.id).result(PATIENCE)
    session = second.story(mine.session.id).result(PATIENCE).session
    assert sorted(note.text for note in session.notes) == ["ring Dana", "taken over", "typed too late"]


def test_the_lease_of_a_window_that_fell_silent_is_free_after_a_while(opened: Opener, clock: Clock) -> None:
    call = begun(opened())
    clock.on(seconds=29)
    assert resumed(opened(), call).read_only
    clock.on(seconds=2)
    assert not resumed(opened(), call).read_only


def test_a_read_only_call_shows_the_running_clock_of_the_other_window(opened: Opener, clock: Clock) -> None:
    call = begun(opened())
    clock.on(seconds=20)
    assert resumed(opened(), call).clock(clock()) == 20


# playbooks


def a_copy(folder: Path) -> Path:
    return copytree(paths.shipped_playbooks() / "aware", folder)


def reword(folder: Path) -> None:
    file = folder / "acknowledge.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(OLD_TEXT) == 1
    file.write_text(text.replace(OLD_TEXT, NEW_TEXT), encoding="utf-8")


@pytest.mark.parametrize("then", [reword, rmtree], ids=["reworded", "deleted"])
def test_a_session_keeps_the_wording_it_began_with(
    opened: Opener, tmp_path: Path, then: Callable[[Path], None]
) -> None:
    folder = a_copy(tmp_path / "mine")
    desk = opened(playbook=str(folder))
    call = desk.begin_live()
    call.tick(call.phase.items[0])
    leave(desk, call)
    assert desk.close(PATIENCE)
    then(folder)
    later = opened(playbook=str(folder))
    story = later.story(call.session.id).result(PATIENCE)
    again = resumed(later, call)
    assert story.playbook == again.playbook == call.playbook
    assert again.phase.items[0].text == again.session.ticks[0].wording == OLD_TEXT
    new = later.begin_live()
    assert new.phase.items[0].text == (NEW_TEXT if folder.exists() else OLD_TEXT)
    assert resumed(later, new).playbook == new.playbook


BROKEN = "id: team\nextends: aware\nsteps: [nowhere.yaml]\ncolour: red\n"


def test_a_broken_team_playbook_gives_way_to_aware_with_a_notice(opened: Opener, settings: Settings) -> None:
    folder = settings.data_dir / "playbooks" / "team"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(BROKEN, encoding="utf-8")
    in_force = opened(playbook="team").in_force.result(PATIENCE)
    assert in_force.playbook.id == "aware"
    assert "“team” cannot be used" in in_force.notice
    assert "playbook.yaml:" in in_force.notice


def test_a_team_playbook_that_extends_aware_is_in_force(opened: Opener, settings: Settings) -> None:
    folder = settings.data_dir / "playbooks" / "team"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text("id: team\ntitle: Ours\nextends: aware\n", encoding="utf-8")
    desk = opened(playbook="team")
    assert desk.in_force.result(PATIENCE).notice == ""
    call = desk.begin_live()
    assert (call.playbook.title, call.session.head.playbook_id) == ("Ours", "team")


def test_a_playbook_that_is_not_there_gives_way_to_aware_with_a_notice(opened: Opener) -> None:
    in_force = opened(playbook="nobody").in_force.result(PATIENCE)
    assert (in_force.playbook.id, "There is no playbook" in in_force.notice) == ("aware", True)


def test_a_session_whose_kept_playbook_cannot_be_read_is_shown_in_the_one_in_force(
    opened: Opener, settings: Settings
) -> None:
    desk = opened()
    call = desk.begin_live()
    desk.ask(lambda db: db.execute("UPDATE playbook_copy SET document = '{}'")).result(PATIENCE)
    story = desk.story(call.session.id).result(PATIENCE)
    assert story.playbook == desk.in_force.result().playbook


def test_without_any_playbook_the_desk_does_not_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "shipped_playbooks", lambda: tmp_path / "empty")
    desk = Desk(replace(settings, playbook=str(tmp_path / "nowhere")), lambda: NOW, Told())
    with pytest.raises(Exception, match="There is no playbook"):
        desk.open().result(PATIENCE)
    with pytest.raises(Exception, match="There is no playbook") as caught:
        desk.in_force.result(PATIENCE)
    assert not isinstance(caught.value, PlaybookError)
    assert desk.close(PATIENCE)


# lists, opening, closing, ids


def test_today_shows_what_is_unfinished_due_and_half_documented(opened: Opener, clock: Clock) -> None:
    desk = opened()
    open_one, parked, half = (desk.begin_live() for _ in range(3))
    parked.promise("ring Dana", "Lee", TOMORROW)
    parked.end(Ending.PARK)
    half.do(deeds.write_profile, stamp=half.stamp(), text="likes to be rung", recorded_at=NOW)
    half.end(Ending.FINISH, "no_time")
    day = desk.day().result(PATIENCE)
    assert [line.id for line in day.unfinished] == [open_one.session.id, parked.session.id]
    assert [(line.what, line.who, line.due_at) for line in day.due] == [("ring Dana", "Lee", TOMORROW.at)]
    assert [(line.session_id, line.missing) for line in day.half_documented] == [
        (half.session.id, "quality_record")
    ]


def test_history_is_read_newest_first_and_searched_by_words(opened: Opener, clock: Clock) -> None:
    desk = opened()
    calls = []
    for words in ("boiler", "boiler and roof", "roof"):
        clock.on(minutes=1)
        calls.append(desk.begin_live())
        calls[-1].write(THEIR_WORDS, words)
    desk.flush(PATIENCE)
    ids = [call.session.id for call in calls]
    newest = desk.history().result(PATIENCE)
    assert [line.id for line in newest] == ids[::-1]
    older = desk.history(before=(newest[0].started_at, newest[0].id)).result(PATIENCE)
    assert [line.id for line in older] == ids[1::-1]
    assert {line.id for line in desk.history("boiler").result(PATIENCE)} == set(ids[:2])
    assert {line.id for line in desk.history("roof boiler").result(PATIENCE)} == {ids[1]}


def test_a_check_in_is_read_by_its_author_only(opened: Opener) -> None:
    desk = opened()
    call = desk.begin_live()
    call.do(deeds.check_in, 1, stamp=call.stamp())

    def check_ins(reader: Desk) -> int:
        session: CoachingSession = reader.story(call.session.id).result(PATIENCE).session
        return len(session.check_ins)

    assert (check_ins(desk), check_ins(opened(agent="lee"))) == (1, 0)


def test_ids_are_ordered_within_a_millisecond_across_threads_and_when_the_clock_goes_back(
    settings: Settings, clock: Clock
) -> None:
    desk = Desk(settings, clock, Told())
    made: list[list[str]] = [[] for _ in range(4)]

    def make(mine: list[str]) -> None:
        mine.extend(desk.new_id() for _ in range(250))

    threads = [threading.Thread(target=make, args=(mine,)) for mine in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    clock.on(hours=-1)
    later = desk.new_id()
    everything = [each for mine in made for each in mine]
    assert len({desk.holder, later, *everything}) == 1_002
    assert all(mine == sorted(mine) for mine in made)
    assert desk.holder < min(everything) <= max(everything) < later


def test_a_desk_that_is_not_open_says_so_and_closes_in_peace(settings: Settings) -> None:
    desk = Desk(settings, lambda: NOW, Told())
    with pytest.raises(RuntimeError, match="not open"):
        desk.day()
    assert desk.flush(PATIENCE)
    assert desk.close(PATIENCE)
    assert not settings.database.exists()


def test_data_that_cannot_be_opened_is_a_problem_for_whoever_waits(settings: Settings) -> None:
    settings.database.write_bytes(b"this is no database, it is a shopping list" * 100)
    desk = Desk(settings, lambda: NOW, Told())
    with pytest.raises(StoreProblem):
        desk.open().result(PATIENCE)
    with pytest.raises(StoreProblem):
        desk.in_force.result(PATIENCE)
    desk.close(PATIENCE)
    assert settings.database.read_bytes().startswith(b"this is no database")


def test_a_promise_is_read_away_from_the_screen(opened: Opener) -> None:
    desk = opened()
    desk.warm_up()
    reading, what = desk.read_promise("ring Dana tomorrow at 3pm", NOW, "Europe/Berlin").result(PATIENCE)
    assert what == "Ring Dana"
    assert reading.due is not None
    assert f"{reading.due.local:%Y-%m-%d %H:%M}" == "2099-03-05 15:00"


def test_what_was_typed_last_is_saved_by_closing(opened: Opener, settings: Settings) -> None:
    desk = opened()
    call = desk.begin_live()
    for number in range(200):
        call.write(THEIR_WORDS, f"no one came {number} times")
    assert desk.close(PATIENCE)
    assert rows(settings.database, "SELECT text FROM note") == [("no one came 199 times",)]


def test_sizes_and_places_come_back_as_what_they_are(opened: Opener) -> None:
    desk = opened()
    call = desk.begin_live()
    call.set_size("light")
    session = desk.story(call.session.id).result(PATIENCE).session
    assert session.head.apology_size is ApologySize.LIGHT
    assert session.head.started_at == NOW
    assert session.head.started_at.utcoffset() == timedelta(0)
