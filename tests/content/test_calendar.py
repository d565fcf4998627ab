"""A playbook's calendar and deadline packs: what they may say, what is refused, and how they merge."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from aware_tui.content.cache import open_playbook
from aware_tui.content.catalogue import find_playbook, shelf
from aware_tui.content.errors import PlaybookError, PlaybookMissing
from aware_tui.content.frozen import thaw
from aware_tui.content.loader import load_playbook
from aware_tui.domain.calendar import USUAL_CALENDAR, BusinessCalendar, WorkingWeek
from aware_tui.domain.deadline_packs import DayOne, Unit
from aware_tui.domain.playbook import Playbook
from aware_tui.paths import shipped_playbooks

Folder = Callable[..., Path]
SHELF = shipped_playbooks()
NAMED = "extends: small\ncalendar: calendar.yaml\n"
PACKED = "extends: small\ndeadlines: [ours]\n"
PACK = """\
id: ours
title: The Office
source: Its book
as_of: "2026-01-31"
stages:
  - {id: answer, label: Answer, count: 5, unit: working_days, due: Send it.}
"""


def load(folder: Path) -> Playbook:
    return load_playbook(folder, [folder.parent]).playbook


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(folder, [folder.parent])
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_playbook_without_a_calendar_is_open_from_nine_to_five(small: Path) -> None:
    playbook = load(small)
    assert (playbook.calendar, playbook.deadlines) == (USUAL_CALENDAR, ())
    assert playbook.calendar.hours == WorkingWeek(*["09:00-17:00"] * 5)


def test_the_shipped_calendar_is_the_usual_one_and_no_deadline_is_in_force() -> None:
    playbook = load_playbook(SHELF / "aware", [SHELF]).playbook
    assert (playbook.calendar, playbook.deadlines) == (USUAL_CALENDAR, ())


def test_a_calendar_is_read_from_its_file(team: Folder) -> None:
    text = "zone: Europe/London\nhours: {monday: 08:30-12:00, sunday: 00:00-24:00}\nlunch: 10:00-10:15\n"
    text += "closed:\n  - 2026-12-25 Christmas Day\n  - 2027-01-01 New Year's Day, no one is in\n"
    assert load(team(playbook=NAMED, calendar=text)).calendar == BusinessCalendar(
        "Europe/London",
        WorkingWeek(monday="08:30-12:00", sunday="00:00-24:00"),
        "10:00-10:15",
        ("2026-12-25 Christmas Day", "2027-01-01 New Year's Day, no one is in"),
    )


MISTAKES = """
hours: {monday: 9am-5pm} | 1:17: `9am-5pm` is not from one time of the day to another. Write two times of 24 hours, such as `09:00-17:00`, or `closed`.
hours: {monday: 09:00-25:00} | 1:17: `09:00-25:00` is not from one time
hours: {monday: 17:00-09:00} | 1:17: `17:00-09:00` ends before it begins. Write the earlier first; a day ends at 24:00.
hours: {monday: 09:00-09:00} | 1:17: `09:00-09:00` ends before it begins.
hours: {monday: ''} | 1:17: This text is empty.
hours: {monday: 9} | 1:17: `monday` wants a text, not `9`.
hours: {mondey: 09:00-17:00} | 1:9: A working week has no key `mondey`. Did you mean `monday`?
hours: {monday: 09:00-17:00, monday: closed} | 1:30: `monday` is here twice, first in line 1.
hours: {monday: closed} | 1:8: This calendar has no open day. Give one its hours: `monday: 09:00-17:00`.
hours: {} | 1:8: This calendar has no open day.
hours: [monday] | 1:8: `hours` wants keys and values
lunch: 18:00-19:00 | 1:8: Lunch at `18:00-19:00` lies outside the opening hours of every day. Write a time within them, or `none`.
lunch: 09:00-17:00 | 1:8: Lunch at `09:00-17:00` lies outside
lunch: 08:30-09:30 | 1:8: Lunch at `08:30-09:30` lies outside
lunch: at noon | 1:8: `at noon` is not from one time of the day to another. Write two times, such as `12:30-13:15`, or `none`.
lunch: 13:00-12:00 | 1:8: `13:00-12:00` ends before it begins.
zone: Europe/Londn | 1:7: There is no time zone `Europe/Londn`. Write one like `Europe/London`, or leave it out.
zone: new york | 1:7: There is no time zone `new york`. Write one like `America/New_York`, or leave it out.
zone: ../../etc/passwd | 1:7: There is no time zone `../../etc/passwd`.
zone: /etc/localtime | 1:7: There is no time zone `/etc/localtime`.
closed: [25 December Christmas] | 1:10: `25 December Christmas` is not a date and its name. Write year, month and day, then why: `2026-12-25 Christmas Day`.
closed: [2026-02-30 No such day] | 1:10: `2026-02-30 No such day` is not a date and its name.
closed: [2026-12-25] | 1:10: `2026-12-25` is not a date and its name.
closed: [2026-12-25 Christmas, 2026-12-25 Again] | 1:32: 2026-12-25 is in this list twice, first as number 1. Keep one of them.
closed: 2026-12-25 Christmas | 1:9: `closed` wants a list
open: 09:00 | 1:1: A business calendar has no key `open`.
"""  # noqa: E501 - a table


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in text.strip().splitlines()]


@pytest.mark.parametrize(("text", "told"), table(MISTAKES))
def test_a_mistake_in_a_calendar_is_told_with_its_place_and_cure(team: Folder, text: str, told: str) -> None:
    [problem] = problems_of(team(playbook=NAMED, calendar=f"{text}\n"))
    assert problem.startswith(f"calendar.yaml:{told}")


def test_a_calendar_that_is_not_there_is_told(team: Folder) -> None:
    [problem] = problems_of(team(playbook=NAMED))
    assert problem.startswith("playbook.yaml:2:11: There is no file `calendar.yaml` in this folder.")


def test_a_team_changes_the_days_it_names_and_keeps_the_others(team: Folder, small: Path) -> None:
    below = "hours: {monday: 09:00-17:00, friday: 09:00-17:00}\n"
    below += "lunch: 12:00-13:00\nclosed: [2026-12-25 Yule]\n"
    (small / "calendar.yaml").write_text(below, "utf-8")
    with (small / "playbook.yaml").open("a", encoding="utf-8") as stream:
        stream.write("calendar: calendar.yaml\n")
    ours = load(team(playbook=NAMED, calendar="hours: {friday: closed, sunday: 10:00-12:00}\nlunch: none\n"))
    assert ours.calendar == BusinessCalendar(
        hours=WorkingWeek(monday="09:00-17:00", sunday="10:00-12:00"), closed=("2026-12-25 Yule",)
    )
    again = load(team(playbook=NAMED, calendar="closed: [2027-01-01 New Year]\n"))
    assert again.calendar.closed == ("2027-01-01 New Year",)


def test_a_session_keeps_the_calendar_and_the_packs_it_began_with(team: Folder) -> None:
    folder = team(playbook=PACKED + "calendar: calendar.yaml\n", calendar="zone: Asia/Tokyo\n", ours=PACK)
    loaded = load_playbook(folder, [])
    thawed = thaw(loaded.document)
    assert thawed == loaded.playbook
    assert (thawed.calendar.zone, [pack.id for pack in thawed.deadlines]) == ("Asia/Tokyo", ["ours"])


def test_a_playbook_frozen_before_there_were_calendars_thaws_as_the_usual_one(small: Path) -> None:
    old = json.loads(load_playbook(small, []).document)
    del old["calendar"], old["deadlines"]
    assert thaw(json.dumps(old)) == load(small)


def on_a_shelf(team: Folder, pack: str, **files: str) -> Path:
    """A team's folder, with a pack in the folder for packs beside it."""
    folder = team(**files)
    (folder.parent / "deadlines").mkdir(exist_ok=True)
    (folder.parent / "deadlines" / "ours.yaml").write_text(pack, "utf-8")
    return folder


def test_a_pack_is_found_by_its_name_in_the_folder_or_beside_it(team: Folder) -> None:
    beside = load(on_a_shelf(team, PACK, playbook=PACKED))
    assert [(pack.id, pack.title) for pack in beside.deadlines] == [("ours", "The Office")]
    within = load(team(playbook=PACKED, ours=PACK.replace("The Office", "Our own")))
    assert [pack.title for pack in within.deadlines] == ["Our own"]
    named = load(team(playbook="extends: small\ndeadlines: [ours.yaml]\n"))
    assert named == within


def test_the_packs_that_ship_can_be_turned_on_and_off(tmp_path: Path) -> None:
    for name, text in {
        "lower": "extends: aware\ndeadlines: [uk_disp]\n",
        "upper": "extends: lower\ndeadlines: [scottish_spso, {id: uk_disp, remove: true}]\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "playbook.yaml").write_text(text, "utf-8")
    [disp] = load_playbook(tmp_path / "lower", [SHELF]).playbook.deadlines
    counted = [(stage.count, stage.unit, stage.day_one, stage.rule) for stage in disp.stages]
    assert counted == [
        (3, Unit.WORKING_DAYS, DayOne.AFTER, "DISP 1.5"),
        (8, Unit.WEEKS, DayOne.AFTER, "DISP 1.6.2R"),
    ]
    [spso] = load_playbook(tmp_path / "upper", [SHELF]).playbook.deadlines
    assert [(stage.count, stage.day_one) for stage in spso.stages] == [
        (5, DayOne.RECEIPT),
        (3, DayOne.RECEIPT),
        (20, DayOne.RECEIPT),
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in (SHELF / "deadlines").glob("*.yaml")))
def test_every_pack_that_ships_is_in_order_and_called_by_its_id(tmp_path: Path, name: str) -> None:
    (tmp_path / "playbook.yaml").write_text(f"extends: aware\ndeadlines: [{name}]\n", "utf-8")
    [pack] = load_playbook(tmp_path, [SHELF]).playbook.deadlines
    assert pack.id == name


WRONG_PACKS = """
[uk_dsip] | playbook.yaml:2:13: There is no deadline pack `uk_dsip`. There is: ours.
[our] | playbook.yaml:2:13: There is no deadline pack `our`. Did you mean `ours`? There is: ours.
[../ours] | playbook.yaml:2:13: There is no deadline pack `../ours`.
[5] | playbook.yaml:2:13: This wants keys and values
ours | playbook.yaml:2:12: `deadlines` wants a list
[{id: ours}] | playbook.yaml:2:13: A deadline pack has no `as_of` here.
"""


@pytest.mark.parametrize(("names", "told"), table(WRONG_PACKS))
def test_a_pack_that_cannot_be_had_is_told_with_those_that_can(team: Folder, names: str, told: str) -> None:
    problems = problems_of(on_a_shelf(team, PACK, playbook=f"extends: small\ndeadlines: {names}\n"))
    assert problems[0].startswith(told)


def test_a_pack_that_is_named_twice_is_told(team: Folder) -> None:
    [problem] = problems_of(on_a_shelf(team, PACK, playbook="extends: small\ndeadlines: [ours, ours]\n"))
    assert "The id `ours` is in this list twice. Keep one of them." in problem


SPOILED = [
    ("count: 5", "count: 0", "6:40: A deadline of 0 cannot be counted. Write a number from 1 to 366."),
    ("count: 5", "count: 367", "6:40: A deadline of 367 cannot be counted."),
    ("count: 5", "count: many", "6:40: `count` wants a whole number, not `many`."),
    ("working_days", "workdays", "6:49: `unit` cannot be `workdays`. Did you mean `working_days`?"),
    ('"2026-01-31"', "last year", "4:8: `last year` is not a date."),
    ("Send it.", "''", "6:68: This text is empty."),
    ("title: The Office\n", "", "1:1: A deadline pack has no `title` here."),
    ("source: Its book\n", "", "1:1: A deadline pack has no `source` here."),
]


@pytest.mark.parametrize(("old", "new", "told"), SPOILED)
def test_a_mistake_in_a_pack_is_told_in_its_own_file(team: Folder, old: str, new: str, told: str) -> None:
    folder = on_a_shelf(team, PACK.replace(old, new), playbook=PACKED)
    [problem] = problems_of(folder)
    assert problem.startswith(f"{folder.parent}/deadlines/ours.yaml:{told}")


def test_a_pack_without_stages_is_refused(team: Folder) -> None:
    [problem] = problems_of(on_a_shelf(team, f"{PACK.partition('stages:')[0]}stages: []\n", playbook=PACKED))
    assert "A deadline pack has at least one stage" in problem


def test_a_pack_that_changes_or_goes_is_seen_by_the_cache(team: Folder, tmp_path: Path) -> None:
    folder, cache = on_a_shelf(team, PACK, playbook=PACKED), tmp_path / "cache"
    shelves = [folder.parent]
    assert open_playbook(folder, shelves, cache) == open_playbook(folder, shelves, cache)
    on_a_shelf(team, PACK.replace("count: 5", "count: 6"), playbook=PACKED)
    assert open_playbook(folder, shelves, cache).playbook.deadlines[0].stages[0].count == 6
    (folder.parent / "deadlines" / "ours.yaml").unlink()
    with pytest.raises(PlaybookError):
        open_playbook(folder, shelves, cache)


def test_the_folder_of_packs_is_no_playbook(tmp_path: Path) -> None:
    copied = copytree(SHELF, tmp_path / "shelf")
    listed = [entry.folder.name for entry in shelf([copied])]
    assert "aware" in listed
    assert "deadlines" not in listed
    with pytest.raises(PlaybookMissing, match="There is: aware"):
        find_playbook("deadlines", [copied])
