"""The queue of a plain talk: its lines by number, read when the first command comes."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aware_tui.domain.queue import Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone
from aware_tui.services.desk import Desk
from aware_tui.services.duties import Duties
from aware_tui.services.spots import safe_words

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

Said = Sequence[str]


@dataclass
class QueueInHand:
    """The lines told last; `start` opens the data, once something is to be done with it."""

    start: Callable[[], Desk]
    commands: Sequence[Command[Any]]
    lines: tuple[DueLine, ...]
    wanted: Wanted = field(default_factory=Wanted)
    remarks: list[str] = field(default_factory=list)
    over: bool = False
    read_only: str = ""
    marked: "list[tuple[DueLine, Change]]" = field(default_factory=list)
    """What was marked here, the last one last, for `undo`."""
    reopened: str = ""
    """The call that a check opened again."""
    session: str | None = None
    """The call to go on with."""
    guard: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def desk(self) -> Desk:
        """Return the desk, opened at the first question; raises a StoreProblem."""
        return self.start()

    @property
    def duties(self) -> Duties:
        """Return what reads the queue and marks what is in it."""
        return Duties(self.desk)

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

    def nothing(self) -> Said:
        """Return what an empty line is told."""
        return (_("`list` tells what is due, `help` what can be typed."),)

    def read(self) -> None:
        """Read the queue as it stands now."""
        self.lines = self.duties.queue(self.wanted).result().lines

    def line_of(self, name: str) -> DueLine:
        """Return the line of a number told last, or of an id or its beginning (six signs or more)."""
        if name.isascii() and name.isdecimal() and len(name) < 6:
            number = int(name)
            if 0 < number <= len(self.lines):
                return self.lines[number - 1]
        elif len(name) >= 6:
            found = [each for each in self.lines if each.id.startswith(name.lower())]
            if len(found) == 1:
                return found[0]
        said = _("There is no line {name}. `list` tells them with their numbers.")
        raise NotDone(said.format(name=name[:40]))

    def text(self, words: str) -> str:
        """Return words as a line may keep them; what does not fit is told."""
        kept = safe_words(words, lines=False)
        if kept.cut:
            self.remarks.append(_("The words were too long: their end was left off."))
        return kept.text.strip()
