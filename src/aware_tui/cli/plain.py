"""The commands that go line by line: a live call, and the queue with what became of it."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from aware_tui.cli.in_force import settings_for_call
from aware_tui.cli.output import complain, flush, say
from aware_tui.config import Settings
from aware_tui.domain.queue import Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import one_line
from aware_tui.language import _
from aware_tui.plain.console import TOO_LONG, Console, HangUp, heeding_signals, on_terminal

if TYPE_CHECKING:
    from aware_tui.domain.insights.names import Names
    from aware_tui.domain.insights.period import Period
    from aware_tui.domain.insights.report import Insights
    from aware_tui.plain.at_once import Said

MISUSED = 2
"""Exit status after wrong usage."""

BY_SIGNAL = 128
"""A signal's number is added to this for the exit status."""


def utc_now() -> datetime:
    """Return the time now in UTC."""
    return datetime.now(UTC)


def console() -> Console:
    """Return stdin and stdout as a talk; a prompt is shown only between a person and a terminal."""
    source: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    encoding = getattr(sys.stdin, "encoding", None) or "utf-8"
    prompt = _prompt if a_person_types() else flush
    return Console(source, _say, prompt, terminal=on_terminal(source), encoding=encoding)


def _say(*lines: str) -> None:
    say(*lines)
    flush()


def _prompt() -> None:
    sys.stdout.write("> ")
    flush()


def typed_lines(lines: Console) -> Iterator[str]:
    """Yield what is typed, line by line, whatever bytes it is made of; of what is cut off, that it is."""
    while (typed := lines.next()) is not None:
        if typed.cut:
            lines.say(TOO_LONG)
        yield typed.text


def played(play: Callable[[Iterator[str]], None]) -> int:
    """Play by typed lines, until it is over or a signal comes; return the exit status."""
    lines = console()
    try:
        with heeding_signals(lines):
            play(typed_lines(lines))
    except HangUp as signal:
        return BY_SIGNAL + signal.number
    return 0


def open_live_plain(args: Namespace) -> int:
    """Walk a call line by line; `quit` or the end of the lines leaves it open."""
    from aware_tui.cli.screen import knows_channel
    from aware_tui.services.reports import full_id

    settings = settings_for_call(args)
    for mistake in settings.passed_over:
        complain(mistake)
    if args.channel is not None and not knows_channel(settings, args.channel):
        return MISUSED
    resume = full_id(settings, args.resume) if args.resume is not None else None
    return _talk(settings, resume, args.channel, one_line(args.customer or ""))


def _talk(settings: Settings, resume: str | None, channel: str | None = None, customer: str = "") -> int:
    from aware_tui.plain.live.talk import NotSaved, talk

    try:
        talk(settings, console(), utc_now, resume=resume, channel=channel, customer=customer)
    except HangUp as signal:
        return BY_SIGNAL + signal.number
    except NotSaved as problem:
        complain(str(problem))
        return 1
    return 0


def takes_lines() -> bool:
    """Say whether commands may come: from a pipe, or from a person who sees what is said to them."""
    return sys.stdout.isatty() or not on_terminal(getattr(sys.stdin, "buffer", None))


def work_through(settings: Settings, lines: tuple[DueLine, ...], wanted: Wanted) -> int:
    """Work through the queue that was told; then go on with a call, if one was asked for."""
    from aware_tui.plain.queue.talk import talk

    if not takes_lines():
        return 0
    _tell_how(_("`help` tells what can be typed, `quit` leaves."))
    try:
        session = talk(settings, console(), utc_now, lines, wanted)
    except HangUp as signal:
        return BY_SIGNAL + signal.number
    return 0 if session is None else _talk(settings, session)


def a_person_types() -> bool:
    """Say whether commands come from a person who sees what is said to them."""
    return on_terminal(getattr(sys.stdin, "buffer", None)) and sys.stdout.isatty()


def _tell_how(how: str) -> None:
    """Tell a person at a terminal that it goes on, and how."""
    if a_person_types():
        say(how)


def deal_with(
    args: Namespace, settings: Settings, found: "tuple[Insights, Names]", page: "Callable[[Period], Said]"
) -> int:
    """Deal with what keeps happening, once told; then go on with a call or a scenario, if asked for."""
    from aware_tui.plain.insights.talk import talk

    _tell_how(_("`list` tells what was found by number, `help` what can be typed, `quit` leaves."))
    try:
        wish = talk(settings, console(), utc_now, found, page)
    except HangUp as signal:
        return BY_SIGNAL + signal.number
    if wish.scenario is not None:
        from aware_tui.cli.rehearsing import play_plain

        return play_plain(Namespace(**{**vars(args), "scenario": wish.scenario}))
    return _talk(settings, wish.session) if wish.new_call or wish.session else 0
