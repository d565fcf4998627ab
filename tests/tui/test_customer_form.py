"""The customer form finds people while they are typed, takes one when told to, and mixes no two."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from making import a_customer, a_head, a_note, a_promise, adding
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    box,
    first_box,
    in_call,
    live,
    on_today,
    on_top,
    palette,
    pick_of,
    press,
    rail_text,
    saved,
    session,
    shown,
    stored,
    until,
)
from tui.test_history import keep

from aware_tui.domain.rows import Customer
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, PromiseState
from aware_tui.tui.app import AwareApp
from aware_tui.tui.customers.choosing import FOUND
from aware_tui.tui.customers.offers import Offers
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import Opening
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.choice_row import ChoiceRow

pytestmark = pytest.mark.head(3)

DAY = timedelta(days=1)
DANA = a_customer(reference="K-77", contact="0441 632960")
TWIN = a_customer(contact="dana@example.org")
STANDING = "third complaint in 60 days; last promise broken"


def called(customer: Customer, *days_ago: int, words: str = "It rang and rang.") -> Change:
    """Return the change of a customer who called so many days ago; the newest call has the words."""
    heads = [a_head(customer_id=customer.id, started_at=NOW - days * DAY, agent="lee") for days in days_ago]
    return adding(customer, *heads, a_note(heads[0].id, words))


def fill(folder: Path) -> None:
    """Keep two people of one name: one called twice lately, one long ago."""
    dana = called(DANA, 2, 20, words="The second visit was missed.")
    head = dana.edits[1].after
    assert head is not None
    broken = a_promise(head.id, state=PromiseState.BROKEN, settled_at=NOW - DAY)
    keep(folder, [dana, adding(broken), called(TWIN, 200, words="Charged twice.")])


def in_rail(app: AwareApp) -> str:
    """Return what the rail says, or an empty text before it is there."""
    return rail_text(app) if on_top(app, LiveScreen) and app.screen.query("#rail-end") else ""


def offers(app: AwareApp) -> Offers:
    assert isinstance(app.screen, CustomerDialog)
    return app.screen.query_one(Offers)


def offered(app: AwareApp) -> list[str]:
    """Return the ids of the people who are offered; none while the offer is out of sight."""
    rows = offers(app).rows if app.screen.query_one("#offered").display else ()
    return [row.id for row in rows]


async def type_name(pilot: Pilot[None], app: AwareApp, words: str, count: int = 2) -> None:
    """Open the form, type a name and wait until so many people are offered."""
    await press(pilot, "f4", *words)
    await until(lambda: len(offered(app)) == count, lambda: f"offered: {offered(app)}")
    await press(pilot)


async def take_dana(pilot: Pilot[None], app: AwareApp) -> None:
    """Type the name and take the first one offered."""
    await type_name(pilot, app, "dana")
    await press(pilot, "down", "1")
    await until(lambda: session(app).customer == DANA and "visit" not in shown(app))
    await until(lambda: STANDING in shown(app))


def people(app: AwareApp) -> list[tuple[Any, ...]]:
    return stored(app, "SELECT id, name, reference, contact FROM customer ORDER BY id")


def kept_people(*others: tuple[str, ...]) -> list[tuple[str, ...]]:
    known = [(each.id, each.name, each.reference, each.contact) for each in (DANA, TWIN)]
    return sorted([*known, *others])


def customer_id_of(app: AwareApp) -> str:
    return str(stored(app, "SELECT customer_id FROM session ORDER BY id DESC LIMIT 1")[0][0])


async def asked(app: AwareApp) -> str:
    """Wait until the form asks what is meant, and return the question."""
    await until(lambda: on_top(app, Pick) and "Is this still" in shown(app))
    return " ".join(shown(app).split())


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_people_are_offered_while_they_are_typed_and_none_is_taken_by_itself(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app, size) as pilot:
        await type_name(pilot, app, "dana")
        assert offered(app) == [DANA.id, TWIN.id]
        words = shown(app)
        assert FOUND in words
        assert "1 Dana Reyes  K-77 · 0441 632960 · 2 calls, 2 Mar" in words
        assert "2 Dana Reyes  dana@example.org · 1 call, 16 Aug 2025" in words
        await press(pilot, *" reyes")
        assert box(app).text == "dana reyes"
        await press(pilot, "escape")
        await saved(app)
        own = session(app).customer
        assert own is not None
        assert people(app) == kept_people((own.id, "dana reyes", "", ""))
        assert customer_id_of(app) == own.id


@pytest.mark.parametrize(
    "keys", [("down", "2"), pytest.param(("down", "down", "enter"), marks=pytest.mark.long)]
)
async def test_one_is_taken_by_a_digit_or_by_the_arrows(tmp_path: Path, keys: tuple[str, ...]) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await type_name(pilot, app, "dana")
        await press(pilot, *keys)
        await until(lambda: session(app).customer == TWIN)
        assert app.screen.query_one("#contact").text == "dana@example.org"  # type: ignore[attr-defined]
        await press(pilot, "escape")
        await until(lambda: on_top(app, LiveScreen))
        await saved(app)
        assert people(app) == kept_people()
        assert customer_id_of(app) == TWIN.id
        assert stored(app, "SELECT text FROM note WHERE field LIKE 'unfinished%' AND text <> ''") == []


@pytest.mark.long
async def test_where_nobody_fits_the_form_is_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f4", *"Zoe", "down", "enter", *"Z-1", "tab", *"0170", "tab", "4")
        assert isinstance(app.focused, ChoiceRow)
        assert offered(app) == []
        await press(pilot, "f4")
        await saved(app)
        zoe = session(app).customer
        assert zoe is not None
        assert zoe == Customer(zoe.id, "Zoe", "Z-1", "0170", "email")


@pytest.mark.long
async def test_tab_and_digits_mean_the_same_whatever_is_offered(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await type_name(pilot, app, "dana")
        await press(pilot, "tab", "tab", "tab", "4")
        assert isinstance(app.focused, ChoiceRow)
        assert offered(app) == []
        own = session(app).customer
        assert own is not None
        assert (own.name, own.preferred_channel) == ("dana", "email")


@pytest.mark.long
async def test_what_is_typed_on_the_offers_goes_in_the_box(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await type_name(pilot, app, "dana")
        await press(pilot, "down")
        assert isinstance(app.focused, Offers)
        await press(pilot, *" r", "9")
        assert box(app).text == "dana r9"
        await press(pilot, "backspace")
        await until(lambda: len(offered(app)) == 2)
        await press(pilot, "down", "9")
        assert isinstance(app.focused, Offers)
        await press(pilot, "tab")
        for key in ("up", "escape", "tab"):
            await press(pilot, "down", key)
            assert box(app).id == "name"
        assert on_top(app, CustomerDialog)


@pytest.mark.long
async def test_the_rail_tells_how_they_stand_and_costs_no_line(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app, SMALL) as pilot:
        region = first_box(app).region
        await take_dana(pilot, app)
        await press(pilot, "escape")
        await until(lambda: STANDING in in_rail(app))
        await press(pilot)
        assert first_box(app).region == region
        assert STANDING in shown(app)
        assert "Dana Reyes" in shown(app).splitlines()[1]
        live(app).problem = "The disk is full."
        await press(pilot)
        assert "The disk is full." in shown(app).splitlines()[1]
        live(app).problem = ""
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen))
        app.today.resume(session_id := live_id(app))
        await until(lambda: on_top(app, LiveScreen) and live(app).call.session.id == session_id)
        await until(lambda: STANDING in in_rail(app))


def live_id(app: AwareApp) -> str:
    return str(stored(app, "SELECT id FROM session ORDER BY id DESC LIMIT 1")[0][0])


@pytest.mark.long
async def test_a_promise_made_in_this_call_is_not_told_back(tmp_path: Path) -> None:
    keep(tmp_path, [called(DANA, 2)])
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        live(app).call.promise("ring back")
        await type_name(pilot, app, "dana", 1)
        await press(pilot, "down", "1")
        await until(lambda: "second complaint in 60 days" in shown(app))
        assert "promise" not in app.screen.query_one("#known").content.plain  # type: ignore[attr-defined]


async def test_a_name_given_at_the_start_is_never_matched_silently(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path, opening=Opening(live=True, customer="dana reyes"))
    async with on_today(app, SMALL) as pilot:
        await until(lambda: on_top(app, LiveScreen) and "2 people are called dana reyes" in in_rail(app))
        own = session(app).customer
        assert own is not None
        assert own.id not in (DANA.id, TWIN.id)
        await press(pilot, "f4")
        await until(lambda: offered(app) == [DANA.id, TWIN.id])
        await press(pilot, "down", "1")
        await until(lambda: session(app).customer == DANA)


@pytest.mark.long
async def test_what_was_typed_and_is_not_theirs_stays_and_is_asked_about(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f4", "tab", *"K-99", "shift+tab")
        await press(pilot, *"dana")
        await until(lambda: len(offered(app)) == 2)
        await press(pilot, "down", "1")
        await until(lambda: session(app).customer == DANA)
        await press(pilot)
        assert app.screen.query_one("#reference").text == "K-99"  # type: ignore[attr-defined]
        await saved(app)
        assert people(app) == kept_people()
        waiting = stored(app, "SELECT field, text FROM note WHERE field LIKE 'unf%'")
        assert waiting == [("unfinished/customer reference", "K-99")]
        await press(pilot, "escape")
        question = await asked(app)
        assert "Is this still Dana Reyes?" in question
        assert "Reference: K-77 → K-99" in question
        await press(pilot, "escape")
        assert on_top(app, CustomerDialog)


CLEARED = ("end", *["backspace"] * len(DANA.name))
MEANT = [
    pytest.param("1", [(DANA.id, "Bob", "K-77", "0441 632960")], marks=pytest.mark.long),
    ("2", [(DANA.id, "Dana Reyes", "K-77", "0441 632960"), ("new", "Bob", "", "")]),
    pytest.param("3", [(DANA.id, "Dana Reyes", "K-77", "0441 632960")], marks=pytest.mark.long),
]


@pytest.mark.parametrize(("digit", "wanted"), MEANT)
async def test_another_name_for_a_known_customer_is_never_written_without_a_question(
    tmp_path: Path, digit: str, wanted: list[tuple[str, ...]]
) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        await press(pilot, *CLEARED, *"Bob")
        await saved(app)
        assert people(app) == kept_people()
        await press(pilot, "escape")
        assert "Name: Dana Reyes → Bob" in await asked(app)
        await press(pilot, digit)
        await until(lambda: on_top(app, LiveScreen))
        await saved(app)
        others = [("new", *row[1:]) if row[0] not in (DANA.id, TWIN.id) else row for row in people(app)]
        assert [row for row in others if row[0] != TWIN.id] == wanted
        assert (customer_id_of(app) == DANA.id) == (digit != "2")
        assert session(app).customer is not None
        assert stored(app, "SELECT text FROM note WHERE field LIKE 'unfinished%' AND text <> ''") == []
        await until(lambda: (STANDING in in_rail(app)) == (digit != "2"))


async def test_a_quit_in_the_middle_leaves_the_known_customer_as_it_is(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        await press(pilot, *CLEARED, *"Bob", "ctrl+q")
        await until(lambda: app._exit)
    assert people(app) == kept_people()
    again = an_app(tmp_path)
    async with on_today(again) as pilot:
        again.today.resume(live_id(again))
        await until(lambda: on_top(again, LiveScreen) and STANDING in in_rail(again))
        await press(pilot, "f4")
        assert box(again).text == "Bob"
        await press(pilot, "escape")
        assert "Dana Reyes → Bob" in await asked(again)


@pytest.mark.long
async def test_an_empty_detail_of_a_known_customer_is_filled_without_a_question(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await type_name(pilot, app, "dana@ex", 1)
        await press(pilot, "down", "1")
        await until(lambda: session(app).customer == TWIN)
        await press(pilot, "tab", *"T-1", "tab", "tab", "4", "f4")
        await until(lambda: on_top(app, LiveScreen))
        await saved(app)
        found = stored(app, f"SELECT reference, preferred_channel FROM customer WHERE id = '{TWIN.id}'")
        assert found == [("T-1", "email")]
        assert session(app).customer == replace(TWIN, reference="T-1", preferred_channel="email")


@pytest.mark.long
async def test_details_are_changed_on_top_of_what_another_window_wrote(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        with closing(sqlite3.connect(app.desk.settings.database)) as other, other:
            other.execute(
                "UPDATE customer SET reference = 'K-78', row_version = row_version + 1 WHERE id = ?",
                (DANA.id,),
            )
        await press(pilot, "tab", "tab", *"11", "escape")
        await asked(app)
        await press(pilot, "1")
        await until(lambda: on_top(app, LiveScreen))
        wanted = replace(DANA, reference="K-78", contact="0441 63296011")
        assert session(app).customer == wanted
        assert kept_people()[0][0] == DANA.id
        assert people(app)[0] == (DANA.id, DANA.name, "K-78", "0441 63296011")


@pytest.mark.long
async def test_undo_takes_the_choice_back_with_what_was_typed(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        await press(pilot, "ctrl+z")
        await until(lambda: box(app).text == "dana")
        own = session(app).customer
        assert own is not None
        await saved(app)
        assert people(app) == kept_people((own.id, "dana", "", ""))
        assert customer_id_of(app) == own.id
        assert STANDING not in shown(app)
        await press(pilot, *" of Leeds", "escape")
        assert on_top(app, LiveScreen)
        await saved(app)
        assert people(app) == kept_people((own.id, "dana of Leeds", "", ""))


@pytest.mark.long
async def test_undo_after_a_second_choice_goes_back_to_the_first(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        await press(pilot, "end", "backspace")
        await until(lambda: offered(app) == [TWIN.id, "new"])
        await press(pilot, "down", "1")
        await until(lambda: session(app).customer == TWIN)
        await press(pilot, "ctrl+z")
        await until(lambda: session(app).customer == DANA)
        await saved(app)
        assert people(app) == kept_people()
        assert customer_id_of(app) == DANA.id


@pytest.mark.long
async def test_somebody_else_not_known_yet_can_be_said_at_any_time(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await take_dana(pilot, app)
        await press(pilot, "escape")
        await until(lambda: STANDING in in_rail(app))
        await press(pilot, "f4", "down")
        await until(lambda: offered(app) == ["new"])
        await press(pilot, "0")
        assert box(app).text == ""
        await press(pilot, *"Bob", "escape")
        await saved(app)
        own = session(app).customer
        assert own is not None
        assert people(app) == kept_people((own.id, "Bob", "", ""))
        assert customer_id_of(app) == own.id
        await until(lambda: STANDING not in in_rail(app))


@pytest.mark.long
async def test_a_customer_erased_meanwhile_is_told_and_nothing_changes(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await type_name(pilot, app, "dana")
        erase(app, TWIN)
        await press(pilot, "down", "2")
        await until(lambda: any("erased meanwhile" in note.message for note in app._notifications))
        own = session(app).customer
        assert own is not None
        assert own.name == "dana"
        await until(lambda: offered(app) == [DANA.id])


def erase(app: AwareApp, customer: Customer) -> None:
    """Erase a customer as another program does."""
    with closing(sqlite3.connect(app.desk.settings.database)) as other, other:
        for table in ("note", "promise", "profile_entry"):
            other.execute(
                f"DELETE FROM {table} WHERE session_id IN (SELECT id FROM session WHERE customer_id = ?)",
                (customer.id,),
            )
        for statement in (
            "DELETE FROM session WHERE customer_id = ?",
            "DELETE FROM customer_merge WHERE ? IN (customer_id, into_id)",
            "DELETE FROM customer WHERE id = ?",
        ):
            other.execute(statement, (customer.id,))


@pytest.mark.long
async def test_practice_offers_nobody(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        call = live(app).call
        call.session = replace(call.session, head=replace(call.session.head, kind=Kind.PRACTICE))
        await press(pilot, "f4", *"dana reyes")
        app.screen.look()  # type: ignore[attr-defined]
        await press(pilot)
        assert offered(app) == []


@pytest.mark.long
async def test_a_call_is_handed_to_a_colleague_with_the_open_promises(tmp_path: Path) -> None:
    fill(tmp_path)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        live(app).call.promise("ring back")
        session_id = session(app).id
        await palette(pilot, app, "Hand this call to a colleague")
        await until(lambda: on_top(app, Pick))
        assert [choice.label for choice in pick_of(app)._choices] == ["lee", "another name"]
        await press(pilot, "1")
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(20)
        head = stored(app, f"SELECT agent, status, clock_since FROM session WHERE id = '{session_id}'")
        assert head == [("lee", "open", None)]
        assert stored(app, f"SELECT who FROM promise WHERE session_id = '{session_id}'") == [("lee",)]
        await until(lambda: stored(app, "SELECT * FROM lease") == [])
        told = "SELECT what, after FROM event WHERE what = 'handed over'"
        assert stored(app, told) == [("handed over", stored(app, "SELECT max(id) FROM promise")[0][0])]
        assert any("Handed to lee" in note.message for note in app._notifications)


@pytest.mark.long
async def test_a_call_is_handed_to_a_name_that_is_typed_and_not_to_oneself(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        for name in ("KIM", "[bold]Ann[/]"):
            await palette(pilot, app, "Hand this call to a colleague")
            await until(lambda: on_top(app, AskLine))
            await press(pilot, "ctrl+u", *name, "enter")
            await press(pilot)
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(20)
        assert stored(app, "SELECT agent FROM session") == [("[bold]Ann[/]",)]
        assert stored(app, "SELECT text FROM note WHERE text <> ''") == []
        notes = [note.message for note in app._notifications]
        assert any("has that name already" in note for note in notes)
        assert any("Handed to [bold]Ann[/]" in note for note in notes)
