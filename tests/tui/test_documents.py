"""The two documents in a call: ticked here, sent off in the same moment, and where they are on their way."""

import json
from pathlib import Path

import pytest
from reading_ahead import lay_read_playbook
from textual.pilot import Pilot
from tui.pilots import (
    Clock,
    at_step,
    in_call,
    live,
    on_top,
    palette,
    press,
    saved,
    session,
    settings,
    shown,
    stored,
    to_part,
    until,
)

from aware_tui.config.connectors import ConnectorSettings
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.tui.app import AwareApp
from aware_tui.tui.compat import no_report
from aware_tui.tui.dialogs.preview import Preview


def an_app_with(folder: Path, kind: str, **options: str) -> AwareApp:
    """Return an app that delivers both documents by a connector of this kind."""
    from dataclasses import replace

    lay_read_playbook(folder)
    connectors = {kind_.value: ConnectorSettings(kind, options=options) for kind_ in DocumentKind}
    return AwareApp(replace(settings(folder), connectors=connectors), no_report, now=Clock())


async def at_documents(pilot: Pilot[None], app: AwareApp) -> None:
    await press(pilot, *"no one came", "f5")
    for step in ("widen", "agree", "resolve", "evaluate"):
        await press(pilot, "f8")
        await at_step(app, step)


async def tick_recorded(pilot: Pilot[None], app: AwareApp, part: str) -> None:
    await to_part(pilot, app, part, "ChoiceRow")
    await press(pilot, "1")


async def test_a_ticked_document_is_delivered_and_the_screen_says_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    app = an_app_with(tmp_path / "data", "folder", path=str(out))
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        assert "goes to the customer profile when you tick it" in shown(app)
        await tick_recorded(pilot, app, "profile")
        await until(lambda: "delivered 11:30 to the customer profile" in shown(app))
        [(key, payload, state)] = stored(app, "SELECT id, payload, state FROM delivery")
        assert state == "delivered"
        assert json.loads((out / f"{key}.json").read_text("utf-8")) == json.loads(payload)
        assert "no one came" in json.loads(payload)["text"]
        assert session(app).deliveries[0].state is DeliveryState.DELIVERED


@pytest.mark.long
async def test_words_changed_after_they_were_sent_are_told_and_go_out_anew(tmp_path: Path) -> None:
    app = an_app_with(tmp_path / "data", "folder", path=str(tmp_path / "out"))
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        await tick_recorded(pilot, app, "profile")
        await until(lambda: "delivered 11:30" in shown(app))
        await press(pilot, "shift+tab", *"More. ")
        await saved(app)
        assert "The words have changed since they were sent." in shown(app)
        await tick_recorded(pilot, app, "profile")  # takes the tick away
        await until(lambda: stored(app, "SELECT recorded_at FROM profile_entry") == [(None,)])
        await press(pilot, "1")
        await until(lambda: len(list((tmp_path / "out").glob("*.json"))) == 2)
        told = [
            json.loads(text)["revision"]
            for (text,) in stored(app, "SELECT payload FROM delivery ORDER BY id")
        ]
        assert told == [1, 2]


@pytest.mark.long
async def test_a_tick_taken_away_after_delivery_says_that_they_have_it(tmp_path: Path) -> None:
    app = an_app_with(tmp_path / "data", "folder", path=str(tmp_path / "out"))
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        await tick_recorded(pilot, app, "profile")
        await until(lambda: "delivered 11:30" in shown(app))
        assert "not ticked" not in shown(app)
        await press(pilot, "1")
        await until(lambda: "They have it there; here it is" in shown(app))


@pytest.mark.long
async def test_a_place_that_goes_away_is_told_in_the_call_and_on_today(tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    app = an_app_with(tmp_path / "data", "folder", path=str(drive / "out"))
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        drive.rmdir()
        await tick_recorded(pilot, app, "profile")
        await until(lambda: "waits: There is no folder" in shown(app))
        await until(lambda: any("Nothing is delivered to" in note.message for note in app._notifications))
        await palette(pilot, app, "Try to deliver again")
        await until(lambda: any(note.message.startswith("Nothing was sent") for note in app._notifications))
        await palette(pilot, app, "Hold this call")
        await until(lambda: "needs you" in shown(app) and "There is no folder" in shown(app))


@pytest.mark.long
async def test_a_clipboard_takes_the_words_and_the_agent_pastes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    app = an_app_with(tmp_path / "data", "clipboard")
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        await tick_recorded(pilot, app, "profile")
        await until(
            lambda: stored(app, "SELECT state, connector FROM delivery") == [("delivered", "clipboard")]
        )
        assert "no one came" in copied[0]
        await until(lambda: any("Paste it where it belongs" in note.message for note in app._notifications))


@pytest.mark.long
async def test_what_goes_out_can_be_seen_before_and_after(tmp_path: Path) -> None:
    app = an_app_with(tmp_path / "data", "folder", path=str(tmp_path / "out"))
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        await palette(pilot, app, "Show what goes out: profile entry")
        await until(lambda: on_top(app, Preview))
        assert '"document": "profile_entry"' in shown(app) or "profile_entry" in shown(app)
        await press(pilot, "escape")
        assert stored(app, "SELECT count(*) FROM delivery") == [(0,)]


@pytest.mark.long
async def test_a_connector_that_is_set_up_wrongly_is_told_and_the_call_goes_on(tmp_path: Path) -> None:
    app = an_app_with(tmp_path / "data", "webhook", url="ftp://nowhere")
    async with in_call(app) as pilot:
        await until(lambda: any("Nothing is delivered to" in note.message for note in app._notifications))
        await at_documents(pilot, app)
        await tick_recorded(pilot, app, "profile")
        await until(lambda: stored(app, "SELECT state FROM delivery") == [("waiting",)])
        assert stored(app, "SELECT count(*) FROM profile_entry WHERE recorded_at IS NOT NULL") == [(1,)]


@pytest.mark.long
async def test_without_a_connector_a_tick_only_marks(tmp_path: Path) -> None:
    from tui.pilots import an_app

    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await at_documents(pilot, app)
        await tick_recorded(pilot, app, "profile")
        await saved(app)
        assert stored(app, "SELECT count(*) FROM delivery") == [(0,)]
        assert "goes to" not in shown(app)
        await press(pilot, "ctrl+z")
        await until(lambda: stored(app, "SELECT recorded_at FROM profile_entry") == [(None,)])
        assert live(app).call.session.profile_entry is not None
