"""Copies that are made while the app is open, and what is said of them."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from damaging import spoil

from aware_tui.config import Settings
from aware_tui.services import backups
from aware_tui.services.backup_rounds import BackupRounds
from aware_tui.store.care import backup
from aware_tui.store.errors import CannotWrite
from aware_tui.store.keeping import last_try
from aware_tui.store.opening import open_database

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
PATIENCE = 20.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "data", "kim", "Europe/Berlin", "aware")
    open_database(made.database).close()
    return made


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def rounds(settings: Settings, told: list[str]) -> BackupRounds:
    return BackupRounds(settings, lambda: NOW, told.append)


def look(rounds: BackupRounds) -> None:
    thread = rounds.look()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def names(settings: Settings) -> list[str]:
    return sorted(file.path.name for file in backups.copies_of(settings))


def test_a_look_makes_a_copy_that_is_due_and_says_nothing(
    settings: Settings, rounds: BackupRounds, told: list[str]
) -> None:
    look(rounds)
    assert names(settings) == ["aware-20260304T103000Z.db"]
    look(rounds)
    assert (len(names(settings)), told) == (1, [])


def test_a_look_keeps_copies_as_long_as_the_settings_say(settings: Settings, told: list[str]) -> None:
    for days in (3, 40):
        backup(settings.database, settings.backups, NOW - timedelta(days=days))
    short = Settings(settings.data_dir, "kim", "UTC", "aware", keep_backups_days=30)
    look(BackupRounds(short, lambda: NOW, told.append))
    assert names(settings) == ["aware-20260301T103000Z.db", "aware-20260304T103000Z.db"]


def test_damage_is_told_once_and_nothing_is_done_after_that(
    settings: Settings, rounds: BackupRounds, told: list[str]
) -> None:
    backup(settings.database, settings.backups, NOW - timedelta(hours=20))
    spoil(settings.database)
    look(rounds)
    look(rounds)
    (sentence,) = told
    assert sentence == (
        "A full check found the data damaged. Nothing was deleted. When this call is over, leave with ctrl+q "
        "and run `aware data restore aware-20260303T143000Z.db`: it is from Tue 3 Mar 15:30, with 0 sessions."
    )
    assert len(names(settings)) == 1


def test_damage_without_a_good_copy_is_told_with_what_to_do(
    settings: Settings, rounds: BackupRounds, told: list[str]
) -> None:
    spoil(settings.database)
    look(rounds)
    assert "There is no good backup: when this call is over, run `aware data check`." in told[0]


def test_large_data_is_read_through_once_though_no_copy_is_due(
    settings: Settings, rounds: BackupRounds, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(rounds)
    read: list[Path] = []
    monkeypatch.setattr("aware_tui.store.keeping.read_through", read.append)
    again = BackupRounds(settings, lambda: NOW, told.append)
    look(again)
    look(again)
    assert (read, told) == ([settings.database], [])


@pytest.mark.parametrize("trouble", ["no room", "no folder", "no data"])
def test_other_trouble_disturbs_nobody_and_is_remembered_where_it_can_be(
    settings: Settings,
    rounds: BackupRounds,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    if trouble == "no room":
        settings.backups.mkdir()
        monkeypatch.setattr("aware_tui.store.keeping.shutil.disk_usage", lambda _: _Full())
    elif trouble == "no folder":
        settings.backups.write_text("a file")
    else:
        settings.backups.mkdir()
        settings.database.unlink()
    look(rounds)
    assert told == []
    assert (last_try(settings.backups) is None) == (trouble == "no folder")


class _Full:
    free = 10


def test_while_one_look_goes_on_another_does_nothing(
    settings: Settings, rounds: BackupRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    looks: list[int] = []

    def slow(*_: object) -> None:
        looks.append(1)
        begun.set()
        go.wait(PATIENCE)

    monkeypatch.setattr("aware_tui.services.backup_rounds.BackupRounds._care", slow)
    first = rounds.look()
    assert begun.wait(PATIENCE)
    look(rounds)
    go.set()
    first.join(PATIENCE)
    assert looks == [1]


def test_the_newest_good_one_is_found_past_those_that_only_look_whole(settings: Settings) -> None:
    good = backup(settings.database, settings.backups, NOW - timedelta(hours=5))
    spoilt = backup(settings.database, settings.backups, NOW - timedelta(hours=4))
    spoil(spoilt)
    found = backups.newest_good(settings)
    assert found == backups.GoodCopy(good, NOW - timedelta(hours=5), 0)


def test_where_no_copy_can_be_listed_there_is_none(settings: Settings) -> None:
    assert backups.newest_good(settings) is None
    settings.backups.write_text("a file")
    assert backups.newest_good(settings) is None
    assert "cannot be made or written" in backups.advice_of(settings)
    (line,) = backups.health_of(settings)
    assert line.state == "problem"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (1, "1 KB"), (786_432, "786 KB"), (1_240_000, "1.2 MB"), (5_100_000_000, "5.1 GB")],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert backups.size_words(size) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW - timedelta(hours=1), "today 10:30"),
        (NOW - timedelta(days=1), "Tue 3 Mar 11:30"),
        (NOW - timedelta(days=90), "Thu 4 Dec 2025 11:30"),
    ],
)
def test_when_a_copy_was_made_is_told_in_the_agents_own_time(at: datetime, words: str) -> None:
    assert backups.made_words(at, "Europe/Berlin", NOW) == words


def test_a_name_alone_is_that_of_a_backup_and_anything_else_a_path(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = backup(settings.database, settings.backups, NOW)
    (tmp_path / made.name).touch()
    assert backups.named(settings, Path(made.name)) == made
    assert backups.named(settings, Path("./stick") / made.name) == Path("stick") / made.name
    assert backups.named(settings, Path("other.db")) == Path("other.db")
    assert backups.named(settings, Path("~/x.db")) == Path("~/x.db").expanduser()
    assert backups.named(settings, Path("~nobody-of-this-name/x.db")) == Path("~nobody-of-this-name/x.db")


def test_a_folder_that_nobody_knows_takes_no_restore(settings: Settings) -> None:
    with pytest.raises(CannotWrite, match="no copy at"):
        backups.compare(settings, Path("nowhere.db"))
