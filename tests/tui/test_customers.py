"""The customers screen: found as typed, read on one page, opened, merged and taken apart again."""

import re
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from making import a_customer, a_head, a_profile_entry, a_promise, adding
from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    on_today,
    on_top,
    palette,
    pick_of,
    press,
    session,
    settings,
    shown,
    stored,
    until,
    visible_letters,
)
from tui.test_customer_form import DANA, DAY, STANDING, TWIN, called, erase, fill
from tui.test_history import keep

from aware_tui.domain.customers import CustomerLine
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.text import one_line
from aware_tui.store.customers import find
from aware_tui.store.opening import open_database
from aware_tui.tui.app import AwareApp
from aware_tui.tui.customers.deeds import GONE, NONE_OPEN, NOT_MERGED
from aware_tui.tui.customers.handing import AskName
from aware_tui.tui.customers.merging import FindOther
from aware_tui.tui.customers.rows import calls, customer_row, offer_row
from aware_tui.tui.customers.screen import ERASED, NO_CUSTOMERS, NONE_FOUND, CustomersScreen
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

pytestmark = pytest.mark.head(6)


def customers(app: AwareApp) -> CustomersScreen:
    return next(each for each in reversed(app.screen_stack) if isinstance(each, CustomersScreen))


def profile(app: AwareApp) -> str:
    """Return the profile that is shown, as one line."""
    return " ".join(" ".join(str(view.render()) for view in customers(app).query("PassageView")).split())


def listed(app: AwareApp) -> list[str]:
    """Return the ids of the customers in the list."""
    return [line.customer.id for line in customers(app)._lines]


async def open_customers(app: AwareApp, pilot: Pilot[None], rows: int) -> None:
    await press(pilot, "c")
    await until(lambda: on_top(app, CustomersScreen) and len(listed(app)) == rows, "the list never came")


def told(app: AwareApp) -> str:
    """Return what the app has told besides, as one text."""
    return " ".join(note.message for note in app._notifications)


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_a_customer_is_found_and_read_and_escape_goes_back_step_by_step(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    fill(tmp_path)
    head = a_head(customer_id=DANA.id, started_at=NOW - DAY, status=Status.FINISHED, channel="phone")
    entry = a_profile_entry(head.id, recorded_at=NOW - DAY, outside_reference="CRM-9")
    late = a_promise(head.id, what="ring back", due_at=NOW - DAY)
    zoe = called(a_customer(name="Zoë"), 300, words="Wrong colour.")
    keep(tmp_path, [adding(head, entry, late), zoe])
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_customers(app, pilot, 3)
        assert listed(app)[:2] == [DANA.id, TWIN.id]
        await press(pilot, "slash", *"0441632960")
        await until(lambda: listed(app) == [DANA.id] and "1 found" in shown(app))
        await press(pilot, "down", "enter")
        await until(lambda: isinstance(app.focused, Prose) and "Where to reach them" in shown(app))
        words = profile(app)
        assert "third complaint in 60 days; last promise broken; one promise still open, overdue" in words
        assert "Reference K-77" in words
        assert "ring back open, overdue · kim · Tue 3 Mar 11:30" in words
        assert "phone" in words
        assert "The second visit was missed." in words
        assert "recorded 3 Mar · CRM-9 Prefers Saturdays." in words
        await press(pilot, "escape")
        assert isinstance(app.focused, LongList)
        await press(pilot, "slash", "ctrl+u", *"nobody")
        await until(lambda: NONE_FOUND in shown(app))
        await press(pilot, "escape")
        await until(lambda: len(listed(app)) == 3)
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))


@pytest.mark.long
async def test_without_customers_it_says_how_they_come_about(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_customers(app, pilot, 0)
        await until(lambda: NO_CUSTOMERS in " ".join(shown(app).split()))
        await press(pilot, *"omu", "enter", "down", "f1")
        assert "Two of one name stay two" in " ".join(shown(app).split())


@pytest.mark.long
async def test_a_call_that_waits_is_opened_and_of_several_one_is_picked(tmp_path: Path) -> None:
    ada = a_customer(name="Ada")
    done = a_head(customer_id=ada.id, started_at=NOW, status=Status.FINISHED)
    fill(tmp_path)
    keep(tmp_path, [adding(ada, done)])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_customers(app, pilot, 3)
        await press(pilot, "o")
        await until(lambda: NONE_OPEN in told(app))
        await press(pilot, "down", "o")
        await until(lambda: on_top(app, Pick))
        first, second = pick_of(app)._choices
        assert first.label == "Mon 2 Mar · open · The second visit was missed."
        await press(pilot, "escape", "down", "o")
        await until(lambda: on_top(app, LiveScreen))
        assert session(app).customer == TWIN
        assert second.label == "Thu 12 Feb · open"


def other_found(app: AwareApp) -> bool:
    """Say whether the other one of the same name is offered for a merge."""
    return isinstance(app.screen, FindOther) and [line.customer.id for line in app.screen._lines] == [TWIN.id]


async def merge_twin(pilot: Pilot[None], app: AwareApp, digit: str) -> None:
    """Merge the two of one name from the list; `digit` says which both are shown as."""
    await press(pilot, "m")
    await until(lambda: other_found(app))
    await press(pilot, "enter")
    await until(lambda: on_top(app, Pick) and "Are these two one customer?" in shown(app))


@pytest.mark.parametrize(("digit", "kept"), [("1", DANA), pytest.param("2", TWIN, marks=pytest.mark.long)])
async def test_two_that_are_one_are_merged_side_by_side_and_taken_apart_again(
    tmp_path: Path, digit: str, kept: Any
) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_customers(app, pilot, 2)
        await press(pilot, "u")
        await until(lambda: NOT_MERGED in told(app))
        await merge_twin(pilot, app, digit)
        words = " ".join(shown(app).split())
        assert "Contact 0441 632960 dana@example.org" in words
        assert "Calls 2 1" in words
        await press(pilot, "escape")
        assert stored(app, "SELECT * FROM customer_merge") == []
        await merge_twin(pilot, app, digit)
        await press(pilot, digit)
        await until(lambda: listed(app) == [kept.id])
        await press(pilot, "m")
        await until(lambda: on_top(app, FindOther) and "Nobody else" in shown(app))
        await press(pilot, "enter", "escape", "enter")
        await until(lambda: "Merged with" in shown(app))
        assert "3 calls" in str(customer_row(customers(app)._lines[0], NOW, 100))
        await press(pilot, "u")
        await until(lambda: len(listed(app)) == 2)
        assert stored(app, "SELECT * FROM customer_merge") == []
        assert customers(app).customer_id == kept.id


@pytest.mark.long
async def test_of_several_merges_the_one_to_undo_is_picked(tmp_path: Path) -> None:
    fill(tmp_path)
    other = a_customer(name="D. Reyes", reference="K-9")
    keep(tmp_path, [called(other, 3)])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_customers(app, pilot, 3)
        for twin in (TWIN, other):
            customers(app).customers.merge(twin.id, DANA.id).result(20)
        await press(pilot, "u")
        await until(lambda: on_top(app, Pick))
        assert {choice.label for choice in pick_of(app)._choices} == {
            "D. Reyes · K-9",
            "Dana Reyes · dana@example.org",
        }
        await press(pilot, "D", "1")
        await until(lambda: len(listed(app)) == 2)
        assert len(stored(app, "SELECT * FROM customer_merge")) == 1


@pytest.mark.long
async def test_a_customer_erased_elsewhere_while_the_profile_is_open(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with on_today(app, WIDE) as pilot:
        await open_customers(app, pilot, 2)
        await until(lambda: STANDING.partition(" ")[2].partition(";")[0] in shown(app))
        await press(pilot, "m")
        await until(lambda: other_found(app))
        erase(app, TWIN)
        await press(pilot, "enter")
        await until(lambda: GONE in told(app))
        erase(app, DANA)
        await press(pilot, "down")
        await until(lambda: ERASED in shown(app))
        await press(pilot, "u")
        await until(lambda: listed(app) == [])
        await press(pilot, "o", "m", "u", "enter")
        assert on_top(app, CustomersScreen)


@pytest.mark.long
async def test_a_call_is_handed_over_from_here_and_taken_back(tmp_path: Path) -> None:
    keep(tmp_path, [called(DANA, 1)])
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_customers(app, pilot, 1)
        await palette(pilot, app, "Hand a call to a colleague")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "2")
        await until(lambda: on_top(app, AskName))
        await press(pilot, *"Ann", "enter")
        await until(lambda: stored(app, "SELECT agent FROM session") == [("Ann",)])
        await palette(pilot, app, "Take back the hand-over")
        await until(lambda: stored(app, "SELECT agent FROM session") == [("lee",)])


LINES = [line for text in HOSTILE if (line := one_line(text)).strip()]


async def test_every_name_is_shown_as_it_is_and_harms_nothing(tmp_path: Path) -> None:
    people = [a_customer(name=text, reference=text[:40], contact=text[:40]) for text in LINES]
    keep(tmp_path, [called(each, 1, words=each.name) for each in people])
    app = an_app(tmp_path)
    async with on_today(app, (160, len(LINES) + 10)) as pilot:
        await open_customers(app, pilot, len(LINES))
        await until(lambda: "[bold]loud[/bold]" in shown(app))
        words = shown(app).replace("\n", "")
        assert re.search(UNSAFE_ON_SCREEN, words) is None
        seen = visible_letters(words)
        for text in LINES:
            if text.isascii() and text.isprintable():
                assert visible_letters(text[:18]) in seen, text
        customers(app).show_customer(next(each.id for each in people if "@click" in each.name))
        await until(lambda: "[@click" in profile(app))
        await press(pilot, "m")
        await until(lambda: on_top(app, FindOther))
        await press(pilot, "escape")
        assert app._exception is None


def test_past_complaints_from_a_file_are_not_told_as_calls(tmp_path: Path) -> None:
    person = a_customer(name="Dana Reyes")
    past = {"customer_id": person.id, "status": Status.FINISHED}
    put(settings(tmp_path), person, a_head(**past), a_head(**past, kind=Kind.IMPORTED))
    with closing(open_database(settings(tmp_path).database)) as db:
        (line,) = find(db, "Dana", 5)
    assert (line.sessions, line.imported) == (2, 1)
    assert "2 complaints" in str(customer_row(line, NOW, 80))
    assert calls(line._replace(imported=0)) == "2 calls"
    assert calls(line._replace(sessions=0, imported=0)) == "no call yet"


@pytest.mark.parametrize("width", [20, 46, 76, 120])
def test_a_row_is_never_wider_than_its_room(width: int) -> None:
    for text in LINES:
        person = a_customer(name=text, reference=text, contact=text)
        line = CustomerLine(person, 1_000, NOW - timedelta(days=400), "Europe/Berlin", text, text)
        for row in (customer_row(line, NOW, width), offer_row(line, "1 ", NOW, max(40, width))):
            assert "\n" not in row.plain
            assert row.cell_length <= max(46, width) + 2, row.plain
