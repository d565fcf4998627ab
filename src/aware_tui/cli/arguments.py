"""Which commands and options there are."""

import argparse
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aware_tui import __version__
from aware_tui.cli import commands
from aware_tui.cli.goal_arguments import add_goals
from aware_tui.cli.import_arguments import add_import
from aware_tui.cli.insight_arguments import add_insights
from aware_tui.cli.team_arguments import add_team
from aware_tui.cli.typed_words import path_typed, words_typed

Command = Callable[[Namespace], int]


class Parser(ArgumentParser):
    """Takes options in full only, and tells a mistake in a line that is safe for the terminal."""

    late_words = False
    """Whether `words` may go on after an option, which argparse by itself does not allow."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what was understood, and the rest."""
        found, rest = super().parse_known_args(args, namespace)
        if self.late_words:
            found.words = [*found.words, *(word for word in rest if not word.startswith("-"))]
            rest = [word for word in rest if word.startswith("-")]
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to see what is right; exit with 2."""
        from aware_tui.domain.text import for_screen

        self.exit(2, f"{self.prog}: {for_screen(message)}\n`{self.prog} --help` shows how it is used.\n")


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]


def parser() -> ArgumentParser:
    """Return the parser of the whole command line; `command` of what it parses is what to run."""
    top = Parser(
        prog="aware",
        description="A coach for the hardest calls: one step at a time, every word kept.",
        epilog="Without a command, aware opens on Today.",
    )
    _global(top, None)
    top.set_defaults(command=commands.today)
    choices = top.add_subparsers(title="commands", metavar="COMMAND", dest="name")
    _screens(choices)
    _sessions(choices)
    _queue(choices)
    _coaches(choices)
    _practice(choices)
    add_team(choices, _command)
    add_goals(choices, _command)
    add_insights(choices, _command)
    add_import(choices, _command, _zone)
    _playbooks(choices)
    _export(choices)
    _care(choices)
    return top


def _global(to: ArgumentParser, default: str | None) -> None:
    """Add the options that stand before or after a command; a command's must not undo those before it."""
    group = to.add_argument_group("everywhere")
    group.add_argument(
        "--data-dir",
        type=path_typed,
        default=default,
        metavar="DIR",
        help="where the data is (AWARE_DATA_DIR)",
    )
    group.add_argument(
        "--playbook",
        type=words_typed,
        default=default,
        metavar="ID_OR_FOLDER",
        help="the playbook for new calls (AWARE_PLAYBOOK)",
    )
    group.add_argument("--version", action="version", version=f"aware {__version__}")


def _command(choices: "Commands", name: str, words: str, command: Command | None = None) -> Parser:
    """Add a command; one without a `command` to run is given its deeds by the caller."""
    made = choices.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    _global(made, SUPPRESS)
    if command is not None:
        made.set_defaults(command=command)
    return made


def _screens(choices: "Commands") -> None:
    live = _command(choices, "live", "go straight into a live call", commands.live)
    live.add_argument("--customer", metavar="NAME", help="who is calling, if you know it already")
    live.add_argument("--channel", metavar="ID", help="how they reached us, such as phone")
    live.add_argument("--resume", type=words_typed, metavar="ID", help="take up this session where it stood")
    _command(choices, "demo", "look around in sample data that is thrown away at the end", commands.demo)


def _sessions(choices: "Commands") -> None:
    many = _command(choices, "sessions", "list sessions, the newest first", commands.sessions)
    many.add_argument("--search", metavar="WORDS", default="", help="only those in which all these words are")
    many.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    _json(many)
    one = _command(choices, "session", "read one session back whole", commands.session)
    one.add_argument(
        "id", metavar="ID", type=words_typed, help="its id, or six or more characters of its beginning or end"
    )
    form = one.add_mutually_exclusive_group()
    _json(form)
    form.add_argument("--markdown", action="store_true", help="a record for people who were not there")


def _queue(choices: "Commands") -> None:
    many = _command(choices, "follow-ups", "list promises and checks by due time", commands.follow_ups)
    many.set_defaults(span="all")
    spans = many.add_mutually_exclusive_group()
    for span, told in (
        ("overdue", "only what is overdue"),
        ("today", "what is due by the end of today"),
        ("week", "what is due in the seven days from today"),
    ):
        spans.add_argument(f"--{span}", dest="span", action="store_const", const=span, help=told)
    many.add_argument("--owner", metavar="NAME", default="", help="only what is this person's; me is you")
    many.add_argument("--customer", metavar="NAME", default="", help="only for customers of this name")
    many.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    form = many.add_mutually_exclusive_group()
    _json(form)
    form.add_argument("--plain", action="store_true", help="a sentence each, for screen readers")
    many.add_argument("--ics", type=words_typed, metavar="FILE", help="a calendar file; - is stdout")
    _promise(_command(choices, "promise", "say what became of a promise or a check", commands.promise))


_MARKS = ("kept", "broken", "changed", "done", "not-well", "note")
_SAY_A_MARK = f"Say {', '.join(_MARKS[:-1])} or {_MARKS[-1]}."


def _promise(one: Parser) -> None:
    one.add_argument("id", metavar="ID", type=words_typed, help="its id, or six or more characters of it")
    one.add_argument(
        "mark",
        metavar="MARK",
        type=lambda text: text if text in _MARKS else one.error(f"There is no mark “{text}”. {_SAY_A_MARK}"),
        help="kept, broken or changed for a promise; done, not-well or changed for a check; note for either",
    )
    one.late_words = True
    one.add_argument("words", metavar="WORDS", nargs="*", help="the reason, the outcome or the note")
    one.add_argument("--due", type=words_typed, metavar="WHEN", help='the new time, such as "Friday 17:00"')
    one.add_argument("--who", metavar="NAME", help="the new owner; me is you")
    _json(one)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= 10**9:
        raise ArgumentTypeError("it wants a number from 1 on")
    return int(text)


def _json(to: Any) -> None:
    to.add_argument("--json", action="store_true", help="one JSON document for other programs")


def _draft(to: Any, told: str) -> None:
    to.add_argument(
        "text", metavar="TEXT", nargs="?", type=lambda text: None if text == "-" else text, help=told
    )


def _coaches(choices: "Commands") -> None:
    apology = _command(
        choices, "apology", "read a draft of an apology: real or fake, and why", commands.apology
    )
    _draft(apology, "the draft; without it, or with -, one a line from stdin")
    apology.add_argument("--size", choices=("light", "full"), default="full", help="how big it should be")
    promise = _command(
        choices,
        "promise-check",
        "check the wording of a promise: exact or vague, and why",
        commands.promise_check,
    )
    _draft(promise, "the promise; without it, or with -, one a line from stdin")
    promise.add_argument(
        "--now", type=_moment, metavar="TIME", help="the time to reckon from, as 2026-03-12T10:20"
    )
    promise.add_argument("--zone", type=_zone, metavar="NAME", help="the zone to reckon in, as Europe/London")
    for made in (apology, promise):
        form = made.add_mutually_exclusive_group()
        _json(form)
        form.add_argument("--explain", action="store_true", help="for people, also for drafts from stdin")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("it wants a time such as 2026-03-12T10:20") from None


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ArgumentTypeError("it wants a time zone such as Europe/London") from None
    return text


def _practice(choices: "Commands") -> None:
    play = _command(choices, "practice", "practise on an upset customer", commands.practice)
    play.add_argument("scenario", metavar="SCENARIO", nargs="?", type=words_typed, help="its id, or its file")
    play.add_argument("--list", action="store_true", help="the scenarios, the one to play now first")
    play.add_argument("--script", type=words_typed, metavar="FILE", help="play moves from a file; - is stdin")
    play.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    _json(play)
    deeds = _deeds(_command(choices, "scenario", "check a scenario, or make one of a session"))
    check = _command(deeds, "check", "say what is wrong, by file and line", commands.check_scenarios)
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=words_typed, help="a file, or a folder of them"
    )
    check.add_argument("--prove", action="store_true", help="also prove its score; takes seconds a file")
    _json(check)
    draft = _command(deeds, "from-session", "draft a scenario from a session", commands.draft_scenario)
    draft.add_argument("id", metavar="ID", type=words_typed, help="its id, or six or more characters of it")
    draft.add_argument("-o", "--output", type=words_typed, metavar="FILE", help="only there; - is stdout")
    scrub = _command(deeds, "scrub", "show what must still go from a draft", commands.scrub_scenario)
    offer = _command(deeds, "offer", "check a scenario in full, and offer it", commands.offer_scenario)
    for made in (scrub, offer):
        made.add_argument("file", metavar="FILE", type=words_typed, help="the draft, rewritten")
        made.add_argument("--session", type=words_typed, metavar="ID", help="the session it came from")


def _playbooks(choices: "Commands") -> None:
    deeds = _deeds(_command(choices, "playbook", "list, read and check playbooks"))
    _command(deeds, "list", "list the playbooks there are", commands.list_playbooks)
    show = _command(deeds, "show", "read a playbook", commands.show_playbook)
    show.add_argument("id", metavar="ID", nargs="?", type=words_typed, help="the one in force, if left out")
    check = _command(
        deeds, "check", "say what is wrong in a playbook, by file and line", commands.check_playbook
    )
    check.add_argument(
        "path", metavar="PATH", nargs="?", type=words_typed, help="the one in force, if left out"
    )


def _export(choices: "Commands") -> None:
    made = _command(choices, "export", "write everything out, for people and programs", commands.export)
    made.add_argument("--format", choices=("json", "csv", "markdown"), default="json", help="else json")
    made.add_argument(
        "-o", "--output", type=path_typed, metavar="DIR", required=True, help="a folder that is not there yet"
    )


def _care(choices: "Commands") -> None:
    deeds = _deeds(_command(choices, "data", "care for the data"))
    _command(deeds, "where", "say where everything is", commands.where_data)
    _command(deeds, "backup", "make a copy of the data, checked in full", commands.back_up)
    checked = _command(deeds, "check", "check the data in full", commands.check_data)
    checked.add_argument("--repair", action="store_true", help="make anew what is only derived from the rest")
    _json(_command(choices, "doctor", "say what is wrong here, and how to mend it", commands.doctor))


def _deeds(of: Parser) -> "Commands":
    """Let a command ask for one of its deeds."""
    return of.add_subparsers(title="deeds", metavar="DEED", dest="deed", required=True)
