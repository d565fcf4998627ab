"""The commands about goals, and their options."""

from argparse import SUPPRESS

from aware_tui.cli import commands
from aware_tui.cli.parser import Parser, add_command, add_deeds, add_json
from aware_tui.cli.typed_words import day_typed, words_typed

METRICS = (
    "first_response",
    "resolution",
    "satisfaction",
    "positive",
    "promises_kept",
    "repeats",
    "complaints",
)
STATISTICS = ("mean", "median", "share", "weekly")
AN_ID = "its id, or six or more characters of it"


def lay_goals(family: Parser) -> None:
    """Add the deeds of `goals`; without one it lists them."""
    add_json(family)
    deeds = add_deeds(family, required=False)
    add_command(deeds, "add", "make a goal, each letter of SMART checked", commands.add_goal, _adding)
    add_command(deeds, "show", "read one goal and how it goes", commands.show_goal, _one)
    add_command(deeds, "end", "end a goal, and say what came of it", commands.end_goal, _ending)


def _one(made: Parser) -> None:
    made.add_argument("id", metavar="ID", type=words_typed, help=AN_ID)
    add_json(made, SUPPRESS)


def _ending(end: Parser) -> None:
    end.add_argument("id", metavar="ID", type=words_typed, help=AN_ID)
    end.add_argument("--outcome", metavar="WORDS", default="", help="what came of it")
    add_json(end, SUPPRESS)


def _adding(add: Parser) -> None:
    add.add_argument("--title", metavar="WORDS", default="", help="what it is called; else what it says")
    measured = f"what is measured: {', '.join(METRICS)}"
    add.add_argument("--metric", metavar="METRIC", choices=METRICS, required=True, help=measured)
    add.add_argument("--statistic", choices=STATISTICS, help="which figure of it; else the usual one")
    add.add_argument("--target", metavar="NUMBER", required=True, help="minutes, days, %%, of 5, or a week")
    add.add_argument("--by", metavar="WHEN", required=True, help='the last day, such as "end of March"')
    add.add_argument(
        "--from", dest="begins", type=day_typed, metavar="DATE", help="the first day; else today"
    )
    add.add_argument(
        "--within", metavar="NUMBER", default="", help="of a share: within so many minutes, or this score"
    )
    add.add_argument("--category", metavar="NAME", default="", help="only complaints of this category")
    add.add_argument("--location", metavar="NAME", default="", help="only what happened at this place")
    add.add_argument("--channel", metavar="NAME", default="", help="only what came this way, such as phone")
    add.add_argument("--finding", metavar="KEY", default="", help="only where this keeps happening")
    add.add_argument("--owner", metavar="NAME", default="", help="whose it is; me is you")
    add.add_argument("--reason", metavar="WORDS", default="", help="why it matters")
    source = add.add_mutually_exclusive_group()
    source.add_argument("--theme", metavar="WORDS", default="", help="the theme it comes from")
    source.add_argument("--promise", metavar="ID", default="", help="the promise it comes from")
    add_json(add, SUPPRESS)
