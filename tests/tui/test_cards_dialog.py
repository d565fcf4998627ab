"""Cards on paper from the Playbook screen: which, as what, and where the file is."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from tui.pilots import an_app, notices, on_today, press, said, until

from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.playbook.screen import PlaybookScreen

pytestmark = pytest.mark.head(4)


async def ask_for_a_card(app: AwareApp, pilot: Pilot[Any]) -> None:
    await press(pilot, "b")
    await until(lambda: isinstance(app.screen, PlaybookScreen) and app.screen.is_mounted)
    await press(pilot, "k")
    await until(lambda: isinstance(app.screen, Pick) and "Which card?" in said(app))


@pytest.mark.parametrize(
    ("kind", "form", "name", "start"),
    [("1", "1", "aware-pocket-card.html", "<!DOCTYPE"), ("4", "4", "aware-form-card.txt", "AWARE\n")],
)
async def test_a_card_is_written_where_the_data_is(
    tmp_path: Path, kind: str, form: str, name: str, start: str
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await ask_for_a_card(app, pilot)
        await press(pilot, kind)
        await until(lambda: "As what?" in said(app))
        await press(pilot, form)
        await until(lambda: notices(app))
        file = tmp_path / "exports" / name
        assert notices(app)[0].startswith(f"The card is in {file}.")
        assert file.read_text("utf-8").startswith(start)


async def test_a_second_card_takes_another_name(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "aware-desk-card.md").write_text("mine", encoding="utf-8")
    async with on_today(app) as pilot:
        await ask_for_a_card(app, pilot)
        await press(pilot, "2")
        await until(lambda: "As what?" in said(app))
        await press(pilot, "3")
        await until(lambda: notices(app))
    assert (tmp_path / "exports" / "aware-desk-card.md").read_text("utf-8") == "mine"
    assert (tmp_path / "exports" / "aware-desk-card-2.md").read_text("utf-8").startswith("# AWARE")


@pytest.mark.parametrize("keys", [("escape",), ("1", "escape")])
async def test_escape_leaves_it_with_nothing_written(tmp_path: Path, keys: tuple[str, ...]) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await ask_for_a_card(app, pilot)
        for key in keys:
            await press(pilot, key)
            await pilot.pause()
        await until(lambda: isinstance(app.screen, PlaybookScreen))
        assert notices(app) == []
    assert not (tmp_path / "exports").exists()


async def test_what_stands_in_the_way_is_told(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    (tmp_path / "exports").write_text("no folder", encoding="utf-8")
    async with on_today(app) as pilot:
        await ask_for_a_card(app, pilot)
        await press(pilot, "3")
        await until(lambda: "As what?" in said(app))
        await press(pilot, "1")
        await until(lambda: notices(app))
        assert "cannot be made" in notices(app)[0]
