"""What keeps happening, told already, and then dealt with by commands."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from aware_tui.config import Settings
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Insights
from aware_tui.plain.at_once import desk_open
from aware_tui.plain.console import Console, heeding_signals
from aware_tui.plain.insights import aims, hearing, looking, points
from aware_tui.plain.insights.hand import InsightsInHand
from aware_tui.plain.loop import Loop

COMMANDS = (*points.COMMANDS, *aims.COMMANDS, *hearing.COMMANDS, *looking.COMMANDS)
"""Everything that can be typed about what keeps happening."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What comes after the talk: a call, an old one or a new one, or a scenario; else nothing."""

    session: str | None = None
    new_call: bool = False
    scenario: str | None = None


def talk(
    settings: Settings,
    console: Console,
    now: Callable[[], datetime],
    found: tuple[Insights, Names],
    page: Callable[[Period], Sequence[str]],
) -> Wish:
    """Deal with what was found and told; return what they wish for next. Raises HangUp."""
    insights, names = found
    with ExitStack() as stack, heeding_signals(console):
        hand = InsightsInHand(
            lambda: stack.enter_context(desk_open(settings, now)), COMMANDS, insights, names, page
        )
        Loop(console, hand).run()
        return Wish(hand.session, hand.new_call, hand.scenario)
