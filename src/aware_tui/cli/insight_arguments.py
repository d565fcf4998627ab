"""The command about what keeps happening, and its options."""

from collections.abc import Callable
from typing import Any

from aware_tui.cli import commands
from aware_tui.cli.typed_words import day_typed

Make = Callable[..., Any]
"""Adds a command of this name, told in these words, that runs this."""


def add_insights(choices: Any, make: Make) -> None:
    """Add `insights`."""
    made = make(choices, "insights", "say what keeps happening, in sentences with counts", commands.insights)
    made.add_argument("--since", type=day_typed, metavar="DATE", help="the first day, as 2026-03-12")
    made.add_argument("--until", type=day_typed, metavar="DATE", help="the day after the last, as 2026-03-12")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document for other programs")
    form.add_argument("--markdown", action="store_true", help="a report for a meeting")
    form.add_argument("--plain", action="store_true", help="a sentence a line, for screen readers")
