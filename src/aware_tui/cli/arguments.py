"""Which commands and options there are."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aware_tui.cli import commands
from aware_tui.cli.card_arguments import lay_card
from aware_tui.cli.data_arguments import lay_data
from aware_tui.cli.goal_arguments import lay_goals
from aware_tui.cli.help_page import TopParser
from aware_tui.cli.import_arguments import lay_import
from aware_tui.cli.insight_arguments import lay_insights
from aware_tui.cli.new_arguments import add_new_playbook, add_new_scenario
from aware_tui.cli.parser import Parser, add_command, add_deeds, add_global, add_json
from aware_tui.cli.serve_arguments import lay_serve
from aware_tui.cli.settings_arguments import add_settings
from aware_tui.cli.team_arguments import lay_team
from aware_tui.cli.typed_words import path_typed, words_typed, zone_typed

if TYPE_CHECKING:
    from aware_tui.cli.parser import Commands

IN_FORCE = "the one in force, if left out"
"""What a command about a playbook says of the one it is about."""


def parser() -> ArgumentParser:
    """Return the parser of the whole command line; `command` of what it parses is what to run."""
    told = "a coach for the hardest calls: one step at a time, every word kept."
    return TopParser(prog="aware", description=told, lay=add_everything)


def add_everything(top: Parser) -> None:
    """Lay out the options that stand everywhere, and every command."""
    add_global(top, None)
    top.set_defaults(command=commands.today)
    choices = top.add_subparsers(metavar="COMMAND", dest="name", parser_class=Parser)
    top.commands = choices.choices
    _calls(choices)
    _coaching(choices)
    _insight(choices)
    _care(choices)


def _calls(to: "Commands") -> None:
    add_command(to, "live", "go straight into a live call", commands.live, _live)
    add_command(to, "demo", "look around in sample data that is thrown away at the end", commands.demo)
    add_command(to, "sessions", "list sessions, the newest first", commands.sessions, _sessions)
    add_command(to, "session", "read one session back whole", commands.session, _session)
    add_command(to, "follow-ups", "list promises and checks by due time", commands.follow_ups, _follow_ups)
    add_command(to, "promise", "say what became of a promise or a check", commands.promise, _promise)


def _coaching(to: "Commands") -> None:
    reading = "read a draft of an apology: real or fake, and why"
    add_command(to, "apology", reading, commands.apology, _apology)
    checking = "check the wording of a promise: exact or vague, and why"
    add_command(to, "promise-check", checking, commands.promise_check, _promise_check)
    add_command(to, "practice", "practise on an upset customer", commands.practice, _practice)
    add_command(to, "scenario", "begin a practice call, check one, or make one of a session", lay=_scenario)
    teaching = "assign practice, hand it in, check it, and see how the team does"
    add_command(to, "team", teaching, lay=lay_team)


def _insight(to: "Commands") -> None:
    aiming = "list goals and how they go, or make, show and end one"
    add_command(to, "goals", aiming, commands.goals, lay_goals)
    finding = "say what keeps happening, in sentences with counts"
    add_command(to, "insights", finding, commands.insights, lay_insights)
    taking = "take in past complaints or feedback from a CSV file"
    add_command(to, "import", taking, commands.take_in, lay_import)


def _care(to: "Commands") -> None:
    add_command(to, "playbook", "begin, list, read and check playbooks", lay=_playbook)
    add_command(to, "card", "put the method on paper: cards, a poster, a call form", commands.card, lay_card)
    add_command(to, "export", "write everything out, for people and programs", commands.export, _export)
    add_command(to, "data", "care for the data", lay=lay_data)
    add_command(to, "serve", "open the same app in a browser", commands.serve, lay_serve)
    add_settings(to)
    add_command(to, "doctor", "say what is wrong here, and how to mend it", commands.doctor, add_json)


def _live(live: Parser) -> None:
    live.add_argument("--customer", metavar="NAME", help="who is calling, if you know it already")
    live.add_argument("--channel", metavar="ID", help="how they reached us, such as phone")
    live.add_argument("--resume", type=words_typed, metavar="ID", help="take up this session where it stood")
    live.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")


def _sessions(many: Parser) -> None:
    many.add_argument("--search", metavar="WORDS", default="", help="only those in which all these words are")
    many.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    add_json(many)


def _session(one: Parser) -> None:
    one.add_argument(
        "id", metavar="ID", type=words_typed, help="its id, or six or more characters of its beginning or end"
    )
    form = one.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--markdown", action="store_true", help="a record for people who were not there")


def _follow_ups(many: Parser) -> None:
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
    add_json(form)
    form.add_argument("--plain", action="store_true", help="sentences, then commands, for screen readers")
    many.add_argument("--ics", type=words_typed, metavar="FILE", help="a calendar file; - is stdout")


_MARKS = ("kept", "broken", "changed", "done", "not-well", "note")


def _promise(one: Parser) -> None:
    one.add_argument("id", metavar="ID", type=words_typed, help="its id, or six or more characters of it")
    one.add_argument(
        "mark",
        metavar="MARK",
        choices=_MARKS,
        help="kept, broken or changed for a promise; done, not-well or changed for a check; note for either",
    )
    one.late_words = True
    told = "the reason (broken and changed want one), the outcome or the note"
    one.add_argument("words", metavar="WORDS", nargs="*", default=[], help=told)
    one.add_argument("--due", type=words_typed, metavar="WHEN", help='the new time, such as "Friday 17:00"')
    one.add_argument("--who", metavar="NAME", help="the new owner; me is you")
    add_json(one)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) <= 10**9:
        raise ArgumentTypeError("It wants a number from 1 on.")
    return int(text)


def _draft(to: Any, told: str) -> None:
    to.add_argument(
        "text", metavar="TEXT", nargs="?", type=lambda text: None if text == "-" else text, help=told
    )


def _apology(apology: Parser) -> None:
    _draft(apology, "the draft; without it, or with -, one a line from stdin")
    apology.add_argument("--size", choices=("light", "full"), default="full", help="how big it should be")
    _explained(apology)


def _promise_check(promise: Parser) -> None:
    _draft(promise, "the promise; without it, or with -, one a line from stdin")
    promise.add_argument(
        "--now", type=_moment, metavar="TIME", help="the time to reckon from, as 2026-03-12T10:20"
    )
    promise.add_argument(
        "--zone", type=zone_typed, metavar="NAME", help="the zone to reckon in, as Europe/London"
    )
    _explained(promise)


def _explained(made: Parser) -> None:
    form = made.add_mutually_exclusive_group()
    add_json(form)
    form.add_argument("--explain", action="store_true", help="for people, also for drafts from stdin")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("It wants a time such as 2026-03-12T10:20.") from None


def _practice(play: Parser) -> None:
    play.add_argument("scenario", metavar="SCENARIO", nargs="?", type=words_typed, help="its id, or its file")
    play.add_argument("--list", action="store_true", help="the scenarios, the one to play now first")
    play.add_argument("--script", type=words_typed, metavar="FILE", help="play moves from a file; - is stdin")
    play.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    add_json(play)


def _scenario(family: Parser) -> None:
    deeds = add_deeds(family)
    checking = "say what is wrong, by file and line"
    add_command(deeds, "check", checking, commands.check_scenarios, _scenario_check)
    add_command(
        deeds, "from-session", "draft a scenario from a session", commands.draft_scenario, _scenario_of
    )
    scrubbing = "show what must still go from a draft"
    add_command(deeds, "scrub", scrubbing, commands.scrub_scenario, _scenario_draft)
    add_new_scenario(deeds)
    offering = "check a scenario in full, and offer it"
    add_command(deeds, "offer", offering, commands.offer_scenario, _scenario_draft)


def _scenario_check(check: Parser) -> None:
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=words_typed, help="a file, or a folder of them"
    )
    check.add_argument("--prove", action="store_true", help="also prove its score; takes seconds a file")
    add_json(check)


def _scenario_of(draft: Parser) -> None:
    draft.add_argument("id", metavar="ID", type=words_typed, help="its id, or six or more characters of it")
    draft.add_argument("-o", "--output", type=words_typed, metavar="FILE", help="only there; - is stdout")


def _scenario_draft(made: Parser) -> None:
    made.add_argument("file", metavar="FILE", type=words_typed, help="the draft, rewritten")
    made.add_argument("--session", type=words_typed, metavar="ID", help="the session it came from")


def _playbook(family: Parser) -> None:
    deeds = add_deeds(family)
    add_command(deeds, "list", "list the playbooks there are", commands.list_playbooks)
    add_command(deeds, "show", "read a playbook", commands.show_playbook, _playbook_show)
    add_new_playbook(deeds)
    checking = "say what is wrong in a playbook, by file and line"
    add_command(deeds, "check", checking, commands.check_playbook, _playbook_check)


def _playbook_show(show: Parser) -> None:
    show.add_argument("id", metavar="ID", nargs="?", type=words_typed, help=IN_FORCE)


def _playbook_check(check: Parser) -> None:
    check.add_argument("path", metavar="PATH", nargs="?", type=words_typed, help=IN_FORCE)


def _export(made: Parser) -> None:
    made.add_argument("--format", choices=("json", "csv", "markdown"), default="json", help="else json")
    made.add_argument(
        "-o", "--output", type=path_typed, metavar="DIR", required=True, help="a folder that is not there yet"
    )
