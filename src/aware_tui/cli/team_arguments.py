"""The commands about a team's practice, and their options."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from aware_tui.cli import commands
from aware_tui.cli.typed_words import day_typed, words_typed

Make = Callable[..., Any]
"""Adds a command of this name, told in these words, that runs this."""

NAMED = "its file, or six characters of its id"


def add_team(choices: Any, make: Make) -> None:
    """Add `team` with its deeds."""
    family = make(choices, "team", "assign practice, hand it in, check it, and see how the team does")
    deeds = family.add_subparsers(title="deeds", metavar="DEED", dest="deed", required=True)
    _assigning(deeds, make)
    _handing_in(deeds, make)
    check = make(deeds, "check", "play what was handed in again, and compare scores", commands.check_results)
    _files(check, "+", "a result file")
    collect = make(deeds, "collect", "check result files, and keep the good ones", commands.collect_results)
    _files(collect, "+", "a result file")
    show = make(deeds, "show", "skill by person, and scenarios that tell nobody apart", commands.show_team)
    _files(show, "*", "a result file; without any, the data and what was collected")
    show.add_argument("--own", action="store_true", help="beside the files also what is here")
    for made in (check, collect, show):
        made.add_argument("--json", action="store_true", help="one JSON document for other programs")


def _assigning(deeds: Any, make: Make) -> None:
    assign = make(deeds, "assign", "write an assignment, to give to trainees", commands.assign)
    assign.add_argument(
        "scenarios", metavar="SCENARIO", nargs="+", type=words_typed, help="its id, or its file"
    )
    modes = ("watch", "complete", "choose", "type")
    assign.add_argument("--mode", choices=modes, help="the most help that may be taken")
    assign.add_argument("--title", metavar="WORDS", default="", help="what it is called")
    assign.add_argument("--due", type=day_typed, metavar="DATE", help="the last day, as 2026-03-12")
    _output(assign)
    do = make(deeds, "do", "take an assignment in, and practise it", commands.do_assignment)
    do.add_argument("file", metavar="FILE", type=words_typed, help=NAMED)
    do.add_argument("--list", action="store_true", help="only say what it asks, and what is done")
    do.add_argument("--json", action="store_true", help="the same as one JSON document")


def _handing_in(deeds: Any, make: Make) -> None:
    results = make(deeds, "results", "write your finished calls, to hand them in", commands.hand_in)
    results.add_argument("--assignment", type=words_typed, metavar="FILE", help=f"only those for it: {NAMED}")
    results.add_argument(
        "--trainee", type=words_typed, metavar="NAME", help="whose calls; yours, if left out"
    )
    results.add_argument("--as", dest="called", metavar="NAME", default="", help="the name in the file")
    results.add_argument(
        "--with-words", action="store_true", help="also what you would change; else it stays with you"
    )
    _output(results)


def _files(to: ArgumentParser, many: str, told: str) -> None:
    to.add_argument("files", metavar="FILE", nargs=many, type=words_typed, help=told)
    to.add_argument(
        "--assignment", type=words_typed, metavar="FILE", help=f"only what was made for it: {NAMED}"
    )


def _output(to: ArgumentParser) -> None:
    to.add_argument(
        "-o", "--output", type=words_typed, metavar="FILE", required=True, help="where; - is stdout"
    )
