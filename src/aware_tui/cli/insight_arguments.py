"""The command about what keeps happening, and its options."""

from aware_tui.cli.parser import Parser, add_json
from aware_tui.cli.typed_words import day_typed


def lay_insights(made: Parser) -> None:
    """Add the options of `insights`."""
    made.add_argument("--since", type=day_typed, metavar="DATE", help="the first day, as 2026-03-12")
    made.add_argument("--until", type=day_typed, metavar="DATE", help="the day after the last, as 2026-03-12")
    form = made.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--markdown", action="store_true", help="a report for a meeting")
    form.add_argument("--plain", action="store_true", help="sentences, then commands, for screen readers")
