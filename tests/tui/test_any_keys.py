"""Whatever keys are pressed, words pasted and windows resized, in any order: the program goes on."""

import asyncio
from pathlib import Path
from random import Random

import pytest
from tui.pilots import SMALL, WIDE, an_app, at_peace, on_today, paste, press, send, until

from aware_tui.tui.app import AwareApp

KEYS = """
    f1 f2 f3 f4 f5 f6 f7 f8 f9 ctrl+p ctrl+o ctrl+g ctrl+z ctrl+z ctrl+y ctrl+a ctrl+u ctrl+k ctrl+w ctrl+x
    tab tab shift+tab escape escape enter enter space 1 2 3 up down left right shift+up shift+end
    pageup pagedown home end backspace delete slash n s h b x o k t y a e c m u p p g d i i v r f w
""".split()  # noqa: SIM905 - fifty keys, not fifty lines
TYPED = ("I am sorry if ", "you're wrong ", "by Friday noon", "I'll look into it", "Ann")
PASTED = (
    "sorry you feel that way " * 25,
    "line\n" * 40,
    "日本語 😀 [/] [@click=app.quit]x[/]",
    "\x1b[31mred",
)
SIZES = (SMALL, WIDE, (60, 18), (200, 60), (40, 10), (2, 3))
TOGETHER = 5
"""So many things are done on average before the app comes to rest."""


def do_anything(app: AwareApp, chance: Random) -> None:
    """Press a key, type words or paste some."""
    deed = chance.random()
    if deed < 0.12:
        paste(app, chance.choice(PASTED))
    elif deed < 0.3:
        send(app, *chance.choice(TYPED))
    else:
        send(app, chance.choice(KEYS))


@pytest.mark.sweep(1)
@pytest.mark.parametrize("seed", range(20))
async def test_no_order_of_keys_harms_the_program_or_keeps_it_busy(tmp_path: Path, seed: int) -> None:
    chance, app = Random(seed), an_app(tmp_path)
    async with on_today(app, chance.choice(SIZES[:4])) as pilot:
        await press(pilot, *chance.choice(("n", "sn", "bhn", "")))
        for _ in range(100):
            do_anything(app, chance)
            if chance.random() < 0.04:
                await pilot.resize_terminal(*chance.choice(SIZES))
            if chance.random() < 1 / TOGETHER:
                await until(lambda: at_peace(app), f"never at rest: {app.screen_stack}")
            await asyncio.sleep(0)
            if not app.is_running:
                break  # the palette has a command for that
        await pilot.resize_terminal(*WIDE)
        await until(lambda: at_peace(app), f"never at rest: {app.screen_stack}")
        assert app._exception is None
        assert not app.return_code
