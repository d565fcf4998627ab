"""The queue of a plain talk: its lines by number, read when the first command comes."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aware_tui.domain.queue import Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.language import _
from aware_tui.plain.at_once import AtOnce, Said
from aware_tui.plain.command import NotDone
from aware_tui.services.duties import Duties

if TYPE_CHECKING:
    from aware_tui.domain.session import Change


@dataclass
class QueueInHand(AtOnce):
    """The lines told last, and what was marked."""

    lines: tuple[DueLine, ...]
    wanted: Wanted = field(default_factory=Wanted)
    marked: "list[tuple[DueLine, Change]]" = field(default_factory=list)
    """What was marked here, the last one last, for `undo`."""
    reopened: str = ""
    """The call that a check opened again."""
    session: str | None = None
    """The call to go on with."""

    @property
    def duties(self) -> Duties:
        """Return what reads the queue and marks what is in it."""
        return Duties(self.desk)

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
