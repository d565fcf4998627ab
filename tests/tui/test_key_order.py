"""Keys are handed on one by one, and none is left behind."""

import asyncio
from pathlib import Path

from textual.events import Event, Key
from tui.pilots import an_app, in_call, until

from aware_tui.tui.key_order import KeyOrder


async def test_a_key_that_comes_as_the_last_one_is_done_is_handed_on_too(tmp_path: Path) -> None:
    app, handed_on = an_app(tmp_path), list[str]()
    letters = iter("bcdefghij")

    async def pass_on(event: Event) -> None:
        assert isinstance(event, Key)
        handed_on.append(event.key)
        if (letter := next(letters, None)) is not None:
            asyncio.get_running_loop().call_soon(order.takes, Key(letter, letter))

    order = KeyOrder(app, pass_on, lambda: False)
    async with in_call(app):
        order.takes(Key("a", "a"))
        await until(lambda: order.idle)
        assert "".join(handed_on) == "abcdefghij"
