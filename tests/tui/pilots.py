"""An app on a data folder of its own with a clock that stands, keys as a terminal sends them, and waiting."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from reading_ahead import lay_read_playbook
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static
from watching import rows

from aware_tui.config import Settings
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.walk import Place
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.app import AwareApp
from aware_tui.tui.compat import at_rest, no_report
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.coach_pane import CoachPane, CoachWords
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.live.rail import Rail
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import ON_TODAY, Opening
from aware_tui.tui.widgets.text_view import TextView

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
"""A Wednesday morning; half past eleven in Berlin."""

ZONE = "Europe/Berlin"
PATIENCE = 20.0
WIDE = (120, 36)
SMALL = (80, 24)


class Clock:
    """A clock that stands until it is put forward."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        """Put the clock forward."""
        self.at += timedelta(**span)


def settings(folder: Path, playbook: str = "aware", agent: str = "kim") -> Settings:
    """Return settings with all data in this folder."""
    return Settings(data_dir=folder, agent=agent, zone=ZONE, playbook=playbook)


def an_app(
    folder: Path,
    *,
    now: Callable[[], datetime] | None = None,
    opening: Opening = ON_TODAY,
    playbook: str = "aware",
) -> AwareApp:
    """Return an app on this data folder, the shipped playbook read before: reading it takes a second."""
    lay_read_playbook(folder)
    return AwareApp(settings(folder, playbook), no_report, opening=opening, now=now or Clock())


@asynccontextmanager
async def on_today(app: AwareApp, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """Run the app until its data is open, and close its writer afterwards."""
    try:
        async with app.run_test(size=size) as pilot:
            await until(lambda: app.today._ready or app.live_screens)
            await pilot.pause()
            yield pilot
    finally:
        app.desk.close()


@asynccontextmanager
async def in_call(app: AwareApp, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """Run the app in a new call."""
    async with on_today(app, size) as pilot:
        await press(pilot, "n")
        await until(lambda: isinstance(app.screen, LiveScreen) and isinstance(app.focused, TextView))
        yield pilot


async def until(condition: Callable[[], Any], what: str | Callable[[], str] = "") -> None:
    """Wait until the condition holds; `what` says what never came true, asked for only then."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not condition():
        assert loop.time() < end, (what if isinstance(what, str) else what()) or "it never came true"
        await asyncio.sleep(0.002)


def send(app: App[Any], *keys: str) -> None:
    """Send keys all at once, as a terminal does when somebody types fast."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        letter = " " if name == "space" else key if len(key) == 1 else None
        app.post_message(Key(name, letter))


def paste(app: AwareApp, text: str) -> None:
    """Paste as a terminal does."""
    assert app._driver is not None
    app._driver.send_message(Paste(text))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Send keys all at once, then wait until the app has nothing left to do."""
    send(pilot.app, *keys)
    await until(lambda: at_peace(cast(AwareApp, pilot.app)), "the keys are never done with")


def at_peace(app: AwareApp) -> bool:
    """Say whether every key is done with and the screen in front is painted."""
    screen = app.screen
    nodes = (app, *app.screen_stack, *screen.walk_children())
    painted = not screen._layout_required and not screen._dirty_widgets
    return app._exit or (app._key_order.idle and painted and all(map(at_rest, nodes)))


async def at_step(app: AwareApp, step: str, phase: str | None = None) -> None:
    """Wait until the call stands in this step and its parts are on screen."""
    screen = live(app)

    def there(place: Place) -> bool:
        return place.step == step and phase in (None, place.phase)

    await until(lambda: screen._pane._place == screen.call.place and there(screen.call.place), step)
    await until(lambda: screen.focused is not None, "nothing has focus")


async def saved(app: AwareApp) -> None:
    """Wait until the header says that everything is saved."""
    await until(lambda: live(app).save_word == "saved" and not live(app).pen, lambda: _unsaved(live(app)))


def _unsaved(screen: LiveScreen) -> str:
    told = f"{screen.save_word!r}, {screen.problem!r}, {screen._saved} of {screen.call.last_ticket} saved"
    return f"never saved: {told}, typed and waiting: {screen.pen.all()}"


def live(app: AwareApp) -> LiveScreen:
    """Return the live screen on top."""
    return next(screen for screen in reversed(app.screen_stack) if isinstance(screen, LiveScreen))


def session(app: AwareApp) -> CoachingSession:
    """Return the session in hand."""
    return live(app).call.session


def name_customer(app: AwareApp, name: str) -> None:
    """Give the customer a name, as the form of F4 does."""
    live(app).call.write(Spot(Table.CUSTOMER, "", "name"), name, lines=False)
    live(app).session_changed()


def on_top(app: App[Any], kind: type[Screen[Any]]) -> bool:
    """Say whether a screen of this kind is in front, with its parts in it."""
    return isinstance(app.screen, kind) and app.screen.is_mounted


def gate_of(app: App[Any]) -> GateDialog:
    """Return the gate, which is in front."""
    assert isinstance(app.screen, GateDialog)
    return app.screen


def pick_of(app: App[Any]) -> Pick:
    """Return the list to pick from, which is in front."""
    assert isinstance(app.screen, Pick)
    return app.screen


def first_box(app: AwareApp) -> TextView:
    """Return the first place to type in on the live screen."""
    return live(app).query(TextView).first()


def box(app: AwareApp) -> TextView:
    """Return the place to type in that has focus."""
    assert isinstance(app.focused, TextView), app.focused
    return app.focused


def shown(app: App[Any]) -> str:
    """Return the characters on screen, as they go to the terminal."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips(app.size))


async def sees(app: App[Any], *words: str) -> None:
    """Wait until all these words are on screen, however many blanks and ends of lines are between them."""
    wanted = [" ".join(each.split()) for each in words]

    def there() -> bool:
        screen = " ".join(shown(app).split())
        return all(each in screen for each in wanted)

    await until(there, lambda: shown(app))


def said(app: App[Any]) -> str:
    """Return what the sentences of the screen in front say, as one line."""
    words = (str(widget.render()) for widget in app.screen.query(Static) if widget.display)
    return " ".join(" ".join(words).split())


def notices(app: AwareApp) -> list[str]:
    """Return what notices tell and told."""
    return [notice.message for notice in app._notifications]


async def noticed(app: AwareApp, words: str) -> None:
    """Wait until a notice tells this, or words with this in them: it comes a moment after its cause."""
    await until(lambda: any(words in notice for notice in notices(app)), lambda: f"{notices(app)}")


def coach_text(app: AwareApp) -> str:
    """Return what the coach says, as one line."""
    assert app.screen.query_one(CoachPane).display
    return " ".join(str(app.screen.query_one("#coach-words", CoachWords).render()).split())


def rail_text(app: AwareApp) -> str:
    """Return what the rail says."""
    end = live(app).query_one("#rail-end", Static)
    return f"{live(app).query_one(Rail).render()} {end.render()}"


def stored(app: AwareApp, query: str) -> list[tuple[Any, ...]]:
    """Return what another program reads in the app's database."""
    return rows(app.desk.settings.database, query)


def visible_letters(text: str) -> str:
    """Return text without what wraps and trims may change: every blank and invisible character."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn"))


async def go(pilot: Pilot[None], app: AwareApp, steps: Iterable[str]) -> None:
    """Press F8 until the call has passed through these steps."""
    for step in steps:
        await press(pilot, "f8")
        await at_step(app, step)


def part_id(app: AwareApp) -> str:
    """Return the id of the part that has focus."""
    assert app.focused is not None
    view = next(node for node in app.focused.ancestors if isinstance(node, PartView))
    return view.part.id


async def to_part(pilot: Pilot[None], app: AwareApp, wanted: str, kind: str = "") -> None:
    """Press tab until this part has focus, or the widget of this class in it."""
    for _ in range(40):
        if app.focused and _in_part(app, wanted) and kind in ("", type(app.focused).__name__):
            return
        await press(pilot, "tab")
    raise AssertionError(f"tab never reached {wanted} {kind}")


def _in_part(app: AwareApp, wanted: str) -> bool:
    assert app.focused is not None
    return any(isinstance(node, PartView) and node.part.id == wanted for node in app.focused.ancestors)


async def palette(pilot: Pilot[None], app: AwareApp, title: str) -> None:
    """Choose a command in the palette, by typing its title."""
    await press(pilot, "ctrl+p")
    await until(lambda: isinstance(app.screen, CommandPalette))
    await press(pilot, *title)
    found = app.screen.query_one(CommandList)
    await until(lambda: found.option_count and str(found.get_option_at_index(0).prompt).startswith(title))
    await press(pilot, "enter")
    await until(lambda: not isinstance(app.screen, CommandPalette))
    await pilot.pause()
