"""The commands that read an apology or a promise: one line in, one reading out."""

import io
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import Styled, complain, flush, say, say_json, say_styled
from aware_tui.domain.states import ApologySize
from aware_tui.exports.reading_json import apology_object, promise_object
from aware_tui.services.coach import Coach

Read = Callable[[str], dict[str, Any]]


def read_apology(args: Namespace) -> int:
    """Read a draft of an apology, or one on each line of stdin."""
    coach, size = _coach(args), ApologySize(args.size)
    if _for_people(args):
        from aware_tui.cli.explaining import explained_apology

        return _explain(args.text, lambda text: explained_apology(text, size, coach))
    return _answer(args.text, lambda text: apology_object(text, size, coach.apology(text, size)))


def check_promise(args: Namespace) -> int:
    """Check the wording of a promise, or of one on each line of stdin."""
    coach, now = _coach(args), args.now or datetime.now(UTC)
    zone = args.zone or settings_of(args).zone
    now = now if now.tzinfo else now.replace(tzinfo=ZoneInfo(zone))
    if _for_people(args):
        from aware_tui.cli.explaining import explained_promise

        return _explain(args.text, lambda text: explained_promise(text, coach.promise(text, now, zone), now))
    return _answer(args.text, lambda text: promise_object(text, coach.promise(text, now, zone)))


def _coach(args: Namespace) -> Coach:
    coach = Coach(settings_of(args))
    for sentence in coach.left_out:
        complain(sentence)
    return coach


def _for_people(args: Namespace) -> bool:
    """Drafts from stdin are answered for programs, one given as an argument for people."""
    return not args.json and (args.text is not None or args.explain)


def _explain(text: str | None, explained: Callable[[str], Iterable[Styled]]) -> int:
    for index, each in enumerate(_drafts(text)):
        say(*[""] * (index > 0))
        say_styled(explained(each))
    return 0


def _answer(text: str | None, read: Read) -> int:
    """Print one JSON document for the text given, or one object a line for those on stdin."""
    for each in _drafts(text):
        say_json(read(each), indent=2 if text is not None else None)
        if text is None:
            flush()
    return 0


def _drafts(text: str | None) -> Iterator[str]:
    """Yield the text given, or each line of stdin without its end, empty ones too."""
    if text is not None:
        yield text
        return
    if sys.stdin.isatty():
        complain("One draft a line; Ctrl-D ends.")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    for line in sys.stdin:
        yield line.removesuffix("\n").removesuffix("\r")
