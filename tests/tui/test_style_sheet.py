"""Parsing each source once leaves the rules that Textual has, which parses all of them again and again."""

from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from tui.pilots import an_app, on_today, press

from aware_tui.tui import compat
from aware_tui.tui.app import AwareApp
from aware_tui.tui.style_sheet import ThriftyStylesheet

KEYS = ("s", "escape", "n", "f2", "escape")
"""To another screen and back, into a call, and to a dialog over it."""

Rules = list[tuple[str, str, int]]


async def walked(folder: Path, kind: type[Stylesheet]) -> list[Rules]:
    """Return the rules in force after each key, and in each set of colours."""
    app, seen = an_app(folder), list[Rules]()
    async with on_today(app) as pilot:
        assert type(app.stylesheet) is kind
        for key in KEYS:
            await press(pilot, key)
            seen.append(rules_of(app))
        for theme in ("aware-light", "aware-contrast", "aware-terminal", "aware-dark"):
            app.theme = theme
            await pilot.pause()
            seen.append(rules_of(app))
    return seen


def rules_of(app: AwareApp) -> Rules:
    return [
        (each.selectors, repr(each.styles.get_rules()), each.tie_breaker) for each in app.stylesheet.rules
    ]


async def test_the_rules_are_those_of_textuals_own_style_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = await walked(tmp_path / "ours", ThriftyStylesheet)
    monkeypatch.setattr(compat, "ThriftyStylesheet", Stylesheet)
    assert ours == await walked(tmp_path / "theirs", Stylesheet)
    assert len({repr(each) for each in ours[-4:]}) == 4, "each set of colours has rules of its own"


async def test_our_own_sources_are_parsed_once_for_their_colours(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        before = ours_in(app)
        await press(pilot, "n")
        assert before < ours_in(app)
        app.theme = "aware-light"
        await pilot.pause()
        assert not before & ours_in(app)


def ours_in(app: AwareApp) -> set[int]:
    """Return the rules of our style sheets; those of widgets change places as other widgets come."""
    return {id(rule) for rule in app.stylesheet.rules if not rule.is_default_rules}
