"""The queue, told already, and then worked through by commands."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from aware_tui.config import Settings
from aware_tui.domain.queue import Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.plain.at_once import desk_open
from aware_tui.plain.console import Console, heeding_signals
from aware_tui.plain.loop import Loop
from aware_tui.plain.queue import looking, marking
from aware_tui.plain.queue.hand import QueueInHand

COMMANDS = (*marking.COMMANDS, *looking.COMMANDS)
"""Everything that can be typed about the queue."""


def talk(
    settings: Settings,
    console: Console,
    now: Callable[[], datetime],
    lines: tuple[DueLine, ...],
    wanted: Wanted,
) -> str | None:
    """Work through lines that were told; return the call to go on with, if there is one. Raises HangUp."""
    with ExitStack() as stack, heeding_signals(console):
        hand = QueueInHand(lambda: stack.enter_context(desk_open(settings, now)), COMMANDS, lines, wanted)
        Loop(console, hand).run()
        return hand.session
