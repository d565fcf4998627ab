"""What the talks share in which every deed is on disk before it is answered."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from aware_tui.config import Settings
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, one
from aware_tui.services.crash import hush_libraries
from aware_tui.services.desk import Desk
from aware_tui.services.spots import safe_words

Said = Sequence[str]
"""The sentences of an answer."""


@dataclass
class AtOnce:
    """What such a talk has in hand; `start` opens the data, once something is to be done with it."""

    start: Callable[[], Desk]
    commands: Sequence[Command[Any]]
    remarks: list[str] = field(default_factory=list, kw_only=True)
    over: bool = field(default=False, kw_only=True)
    read_only: str = field(default="", kw_only=True)
    guard: threading.RLock = field(default_factory=threading.RLock, kw_only=True)

    @cached_property
    def desk(self) -> Desk:
        """Return the desk, opened at the first question; raises a StoreProblem."""
        return self.start()

    def before(self) -> Said:
        """Return nothing: whatever happens here is answered at once."""
        return ()

    def saved(self) -> str:
        """Return nothing: every deed here is on disk before its answer, which says so."""
        return ""

    def words(self, line: str) -> Said:
        """Say that a line is no command; nothing is changed by guessing."""
        said = _("No command “{line}”. Nothing was changed; `help` tells what can be typed.")
        raise NotDone(said.format(line=line[:60]))

    def slip(self, line: str, name: str) -> str:
        """Return what a lone word is told that is nearly a command."""
        said = _("No command “{line}”. Did you mean {name}? Nothing was changed.")
        return said.format(line=line[:60], name=name)

    def text(self, words: str) -> str:
        """Return words as they may be kept; what does not fit is told."""
        kept = safe_words(words, lines=False)
        if kept.cut:
            self.remarks.append(_("The words were too long: their end was left off."))
        return kept.text.strip()


def help_(hand: AtOnce, rest: str) -> Said:
    """Tell what can be typed; with a name, one command."""
    told = hand.commands if rest.lower() in ("", "all") else (one(hand.commands, rest),)
    return tuple(command.help() for command in told)


def quit_(hand: AtOnce, _rest: str) -> Said:
    """Leave; everything is saved already."""
    hand.over = True
    return (_("Everything is saved."),)


@contextmanager
def desk_open(settings: Settings, now: Callable[[], datetime]) -> Iterator[Desk]:
    """Give a desk with its data open; raises a StoreProblem."""
    hush_libraries()
    desk = Desk(settings, now, lambda _state: None)
    try:
        desk.open().result()
        yield desk
    finally:
        desk.close()
