"""The commands about a team's practice, and their options."""

from aware_tui.cli import commands
from aware_tui.cli.parser import Parser, add_command, add_deeds, add_json
from aware_tui.cli.typed_words import day_typed, words_typed

NAMED = "its file, or six characters of its id"


def lay_team(family: Parser) -> None:
    """Add the deeds of `team`."""
    to = add_deeds(family)
    add_command(to, "assign", "write an assignment, to give to trainees", commands.assign, _assign)
    doing = "take an assignment in, and practise it"
    add_command(to, "do", doing, commands.do_assignment, _do)
    add_command(to, "results", "write your finished calls, to hand them in", commands.hand_in, _results)
    checking = "play what was handed in again, and compare scores"
    add_command(to, "check", checking, commands.check_results, _handed_in)
    collecting = "check result files, and keep the good ones"
    add_command(to, "collect", collecting, commands.collect_results, _handed_in)
    showing = "skill by person, and scenarios that tell nobody apart"
    add_command(to, "show", showing, commands.show_team, _show)


def _assign(assign: Parser) -> None:
    assign.add_argument(
        "scenarios", metavar="SCENARIO", nargs="+", type=words_typed, help="its id, or its file"
    )
    modes = ("watch", "complete", "choose", "type")
    assign.add_argument("--mode", choices=modes, help="the most help that may be taken")
    assign.add_argument("--title", metavar="WORDS", default="", help="what it is called")
    assign.add_argument("--due", type=day_typed, metavar="DATE", help="the last day, as 2026-03-12")
    _output(assign)


def _do(do: Parser) -> None:
    do.add_argument("file", metavar="FILE", type=words_typed, help=NAMED)
    do.add_argument("--list", action="store_true", help="only say what it asks, and what is done")
    do.add_argument("--json", action="store_true", help="the same as one JSON document")


def _results(results: Parser) -> None:
    results.add_argument("--assignment", type=words_typed, metavar="FILE", help=f"only those for it: {NAMED}")
    results.add_argument(
        "--trainee", type=words_typed, metavar="NAME", help="whose calls; yours, if left out"
    )
    results.add_argument("--as", dest="called", metavar="NAME", default="", help="the name in the file")
    results.add_argument(
        "--with-words", action="store_true", help="also what you would change; else it stays with you"
    )
    _output(results)


def _handed_in(made: Parser) -> None:
    _files(made, "+", "a result file")
    add_json(made)


def _show(show: Parser) -> None:
    _files(show, "*", "a result file; without any, the data and what was collected")
    show.add_argument("--own", action="store_true", help="beside the files also what is here")
    add_json(show)


def _files(to: Parser, many: str, told: str) -> None:
    to.add_argument("files", metavar="FILE", nargs=many, default=[], type=words_typed, help=told)
    to.add_argument(
        "--assignment", type=words_typed, metavar="FILE", help=f"only what was made for it: {NAMED}"
    )


def _output(to: Parser) -> None:
    to.add_argument(
        "-o", "--output", type=words_typed, metavar="FILE", required=True, help="where; - is stdout"
    )
