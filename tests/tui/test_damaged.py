"""Data that cannot be read: the app says so, keeps everything, and offers the newest good backup."""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from damaging import behead, cut, empty, spoil
from hostile import HOSTILE
from making import a_head, a_note
from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    Clock,
    an_app,
    in_call,
    noticed,
    notices,
    on_top,
    press,
    said,
    sees,
    send,
    settings,
    shown,
    stored,
    until,
)

from aware_tui.domain.text import clean
from aware_tui.store.care import backup
from aware_tui.store.checking import check
from aware_tui.store.errors import CannotWrite
from aware_tui.store.keeping import last_try
from aware_tui.store.library import sqlite3
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.damaged import DamagedDialog, Stage
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import Opening
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(3)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two sessions, a backup of them from half past eleven in Berlin, and one session more."""
    folder = tmp_path / "data"
    for number in range(2):
        head = a_head(agent="kim", current_step=("acknowledge", "widen")[number])
        put(settings(folder), head, a_note(head.id))
    backup(folder / "aware.db", folder / "backups", NOW)
    put(settings(folder), a_head())
    return folder


def sessions(app: AwareApp) -> int:
    return int(stored(app, "SELECT count(*) FROM session")[0][0])


class Offered:
    """The app, run on data that is damaged, until the choice is there."""

    def __init__(self, app: AwareApp, size: tuple[int, int] = WIDE) -> None:
        self.app = app
        self._run = app.run_test(size=size)

    async def __aenter__(self) -> Pilot[None]:
        pilot = await self._run.__aenter__()
        await until(lambda: on_top(self.app, DamagedDialog) and stage(self.app) is Stage.CHOICE)
        await press(pilot)
        return pilot

    async def __aexit__(self, *error: object) -> None:
        try:
            await self._run.__aexit__(*error)  # type: ignore[arg-type]
        finally:
            self.app.desk.close()


def stage(app: AwareApp) -> Stage:
    assert isinstance(app.screen, DamagedDialog)
    return app.screen.stage


def later(folder: Path, **options: Opening) -> AwareApp:
    return an_app(folder, now=Clock(NOW + timedelta(hours=2)), **options)  # type: ignore[arg-type]


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("size", "harm"), [(SMALL, cut), (WIDE, empty), (WIDE, behead), (WIDE, cut), (SMALL, empty)]
)
async def test_enter_puts_the_newest_good_backup_in_place_and_goes_on(
    data: Path, size: tuple[int, int], harm: Callable[[Path], None]
) -> None:
    file = data / "aware.db"
    harm(file)
    bad = file.read_bytes()
    app = later(data)
    async with Offered(app, size) as pilot:
        assert "Nothing was deleted and nothing was changed." in said(app)
        await sees(app, "The newest good backup is from today 11:30, with 2 sessions.")
        assert "NOT SAVED" not in shown(app)
        assert file.read_bytes() == bad
        send(app, "enter")
        await until(lambda: on_top(app, TodayScreen) and app.today._ready)
        await noticed(app, "The backup from today 11:30 is in place.")
        kept = data / "aware.db.bad-20260304T123000Z"
        assert any(str(kept) in notice for notice in notices(app))
        assert kept.read_bytes() == bad
        assert sessions(app) == 2
        assert app.return_code is None
        await press(pilot, "n")
        await until(lambda: on_top(app, LiveScreen))
        assert app.desk.flush(20)
        assert sessions(app) == 3
        assert "NOT SAVED" not in shown(app)
    assert check(file).ok


async def test_empty_data_is_begun_only_by_one_who_means_it(data: Path) -> None:
    behead(data / "aware.db")
    bad = (data / "aware.db").read_bytes()
    app = later(data)
    async with Offered(app) as pilot:
        await press(pilot, "2")
        await sees(app, "Begin with empty data?")
        await press(pilot, "2", "escape")
        await sees(app, "The newest good backup")
        await press(pilot, "2", "enter")
        await until(lambda: on_top(app, TodayScreen) and app.today._ready)
        await noticed(app, "The data begins empty.")
        assert sessions(app) == 0
    assert (data / "aware.db.bad-20260304T123000Z").read_bytes() == bad
    assert len(list((data / "backups").glob("aware-*.db"))) == 1


@pytest.mark.sweep(2)
@pytest.mark.parametrize("key", ["ctrl+q", "q", "escape"])
async def test_everything_can_be_left_as_it_is(data: Path, key: str) -> None:
    behead(data / "aware.db")
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    app = later(data)
    async with Offered(app):
        send(app, key)
        await until(lambda: app.return_code is not None)
    assert app.return_code == 1
    now = {file: file.read_bytes() for file in data.rglob("*") if file in before}
    assert now == before


async def test_without_a_good_backup_only_the_other_ways_are_offered(data: Path) -> None:
    for copy in (data / "backups").iterdir():
        behead(copy)
    behead(data / "aware.db")
    app = later(data)
    async with Offered(app) as pilot:
        await sees(app, "There is no good backup in")
        assert "put that backup" not in shown(app)
        await press(pilot, "enter")
        assert stage(app) is Stage.CHOICE
    assert (data / "aware.db").read_bytes().startswith(b"#")


async def test_a_backup_that_only_looks_whole_is_passed_over(data: Path) -> None:
    newer = data / "backups" / "aware-20260304T113000Z.db"
    shutil.copy(data / "backups" / "aware-20260304T103000Z.db", newer)
    with newer.open("r+b") as file:
        file.seek(-4096, 2)
        file.write(b"#" * 4096)
    behead(data / "aware.db")
    app = later(data)
    async with Offered(app):
        await sees(app, "from today 11:30, with 2 sessions")


async def test_what_stands_in_the_way_is_told_and_all_is_offered_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CannotWrite("The folder is locked away. Ask for the key.")

    behead(data / "aware.db")
    app = later(data)
    async with Offered(app) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr("aware_tui.store.restoring.restore", refuse)
            await press(pilot, "enter")
            await sees(app, "The folder is locked away. Ask for the key.", "put that backup in place")
        send(app, "enter")
        await until(lambda: on_top(app, TodayScreen) and app.today._ready)
        assert sessions(app) == 2


async def test_what_was_typed_into_a_call_that_could_not_begin_is_no_answer(data: Path) -> None:
    """Somebody starts `aware live` and types at once: a 2 among the words begins nothing anew."""
    behead(data / "aware.db")
    app = later(data, opening=Opening(live=True))
    offered = Offered(app)
    run = offered._run
    pilot = await run.__aenter__()
    send(app, *"22 visits missed", "enter", "q")
    await until(lambda: on_top(app, DamagedDialog) and stage(app) is Stage.CHOICE)
    await press(pilot)
    assert stage(app) is Stage.CHOICE
    send(app, "enter")
    await until(lambda: on_top(app, LiveScreen))
    await run.__aexit__(None, None, None)
    app.desk.close()


async def test_a_newer_file_ends_the_app_and_not_one_byte_of_it_changes(data: Path) -> None:
    file = data / "aware.db"
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    app = later(data)
    async with app.run_test():
        await until(lambda: app.return_code is not None)
        assert not any(isinstance(screen, DamagedDialog) for screen in app.screen_stack)
    app.desk.close()
    assert app.return_code == 1
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


@pytest.mark.sweep(1)
@pytest.mark.parametrize("text", [text for text in HOSTILE if "/" not in clean(text, lines=False).text][:40])
async def test_a_folder_of_any_name_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    name = clean(text, lines=False).text.encode()[:200].decode(errors="ignore").strip()
    if name in ("", ".", ".."):
        pytest.skip("no folder can have this name")
    (tmp_path / name).mkdir()
    (tmp_path / name / "aware.db").touch()
    app = later(tmp_path / name)
    async with Offered(app, SMALL):
        assert re.search(UNSAFE_ON_SCREEN, shown(app).replace("\n", "")) is None
        assert "The data cannot be read" in shown(app)


async def test_damage_found_under_the_open_app_is_told_once_with_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.tui.rounds.COPY_AFTER", 0.01)
    monkeypatch.setattr("aware_tui.tui.rounds.COPY_EVERY", 0.05)
    monkeypatch.setattr("aware_tui.store.gates.QUICK_LIMIT", 1_000)
    file = data / "aware.db"
    spoil(file, "ix_goal_id_end")
    app = later(data)
    async with in_call(app):
        await noticed(app, "A full check found the data damaged. Nothing was deleted.")
        (told,) = [notice for notice in notices(app) if "full check" in notice]
        assert "run `aware data restore aware-20260304T103000Z.db`: it is from today 11:30" in told
        assert isinstance(app.screen, LiveScreen)
    assert last_try(data / "backups") is not None


async def test_a_copy_is_made_by_itself_while_a_call_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.tui.rounds.COPY_AFTER", 0.01)
    app = an_app(tmp_path / "data")
    async with in_call(app) as pilot:
        made = tmp_path / "data" / "backups" / "aware-20260304T103000Z.db"
        await press(pilot, *"no one came")
        await until(made.exists)
        assert notices(app) == []
    assert check(made).ok
