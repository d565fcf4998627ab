"""The call in hand of a plain talk: what commands work on, and what happened to it meanwhile."""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from aware_tui.domain.due import Due
from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.session import Change
from aware_tui.domain.text import NOTE_LIMIT
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, capital
from aware_tui.plain.live.boxes import Box, boxes_of, main_box
from aware_tui.plain.saving import Saving
from aware_tui.services.call import Call
from aware_tui.services.customers import Customers
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table, safe_words

if TYPE_CHECKING:
    from aware_tui.domain.causes import ChokePointLine, Similar
    from aware_tui.domain.rows import Delivery

T = TypeVar("T")
Said = Sequence[str]

TAKEN = _("Another window took this call over. Here it can only be read.")
"""Told once another window has the call."""


@dataclass
class Doubt:
    """A promise whose time may be one of several."""

    promise_id: str
    what: str
    choices: tuple[Due, ...]


@dataclass
class CallInHand:
    """A call, the desk it is served by, and what the last answers listed by number."""

    desk: Desk
    call: Call
    saving: Saving
    commands: Sequence[Command[Any]] = ()
    remarks: list[str] = field(default_factory=list)
    over: bool = False
    doubt: Doubt | None = None
    """The promise whose time is asked about."""
    offered: tuple[str, ...] = ()
    """Ids of the customers told last."""
    alike: "tuple[ChokePointLine | Similar, ...]" = ()
    """Sessions and choke points told last as having the same cause."""
    waiting: tuple[str, ...] = ()
    """Ids of the calls told last."""
    wanted: str | None = None
    """The call to go on with after this one; empty for a new one, None for none."""
    outcome: str = ""
    """What became of the call; empty while it stays open."""
    arrived: "deque[Delivery]" = field(default_factory=deque)
    """How documents on their way stand, heard from the outbox and not taken in yet."""
    guard: threading.RLock = field(default_factory=threading.RLock)
    """Held while the call is worked on: here, or by the watch on its lease."""
    _box: Box | None = None
    _awaited: int = 0

    @property
    def customers(self) -> Customers:
        """Return what asks about customers."""
        return Customers(self.desk)

    @property
    def read_only(self) -> str:
        """Return why nothing can be changed, or an empty text."""
        return self.call.read_only

    @property
    def box(self) -> Box:
        """Return the box in hand."""
        chosen = self._box
        return chosen if chosen is not None and chosen in boxes_of(self.call) else main_box(self.call)

    def take_box(self, box: Box | None) -> None:
        """Have words go into this box from now on; without one, where they go by themselves."""
        self._box = box

    def before(self) -> Said:
        """Take in what happened meanwhile, and tell it."""
        while self.arrived:
            self.take_in(self.arrived.popleft())
        return self.saving.news()

    def take_in(self, delivery: "Delivery") -> None:
        """Take in how a document stands, with what the other side calls it."""
        from aware_tui.domain import deliveries

        call = self.call
        call.heard_of(delivery)
        document = deliveries.document_of(call.session, delivery.document)
        mine = any(known.id == delivery.id for known in call.session.deliveries)
        if mine and document is not None and delivery.outside_reference and not document.outside_reference:
            spot = Spot(Table(delivery.document), call.place.step, "outside_reference")
            call.write(spot, delivery.outside_reference, lines=False)

    def saved(self) -> str:
        """Wait for what was done since the last answer; return the word for how it is saved."""
        if self.call.last_ticket == self._awaited:
            return ""
        self._awaited = self.call.last_ticket
        return self.saving.wait(self._awaited)

    def words(self, line: str) -> Said:
        """Keep a line that is no command in the box in hand."""
        return self.write_on(self.box, line)

    def slip(self, line: str, name: str) -> str:
        """Return what a lone word is told that is nearly a command: it is kept only if they say so."""
        said = _("No command “{line}”. Did you mean {name}? `note {line}` keeps it as words.")
        return said.format(line=line, name=name)

    def nothing(self) -> Said:
        """Return what an empty line is told: nothing happens by it."""
        return (_("Listening. `where` says where you are, `help` what can be typed."),)

    def write_on(self, box: Box, words: str) -> Said:
        """Add words to what a box holds."""
        before = self.call.words_in(box.spot)
        self.write(box, f"{before}{(chr(10) if box.lines else ' ') if before else ''}{words}")
        if box == main_box(self.call) and box in boxes_of(self.call):
            return (_("Noted."),)
        return (_("Noted under “{label}”.").format(label=box.label),)

    def write(self, box: Box, text: str) -> None:
        """Have a box hold this text; `undo` brings back what it held. What does not fit is told."""
        kept = safe_words(text, lines=box.lines)
        if kept.cut and len(text.encode()) < NOTE_LIMIT:
            self.remarks.append(_("Only the beginning fits in one line: use a note for more."))
        elif kept.cut:
            self.remarks.append(_("This box is full: the end was left off."))
        self.call.undoable(self._written(box.spot, kept.text))

    def _written(self, spot: Spot, text: str) -> Change:
        from aware_tui.domain import deeds

        call, stamp = self.call, self.call.stamp()
        if spot.table is Table.PROFILE:
            return call.do(deeds.write_profile, stamp=stamp, **{spot.field: text})
        if spot.table is Table.QUALITY:
            return call.do(deeds.write_quality, stamp=stamp, **{spot.field: text})
        return call.do(deeds.write, spot.step, spot.field, text, stamp=stamp)

    def line(self, words: str) -> str:
        """Return words as a line may keep them; what does not fit is told."""
        kept = safe_words(words, lines=False)
        if kept.cut:
            self.remarks.append(_("Only the beginning fits in one line: use a note for more."))
        return kept.text.strip()

    def items(self) -> tuple[ChecklistItem, ...]:
        """Return the items that have a number here: those of the step, then those beside the method."""
        from aware_tui.domain.checklists import drawer_items

        call = self.call
        beside = () if call.phase.lock else drawer_items(call.playbook, call.step, call.session.head.category)
        return (*call.phase.items, *beside)


def answer(future: "Future[T]") -> T:
    """Wait for an answer of the desk; its problem is raised."""
    return future.result()


def numbered(things: Sequence[T], number: int | None, what: str) -> T:
    """Return the thing of a number, from 1; NotDone says which numbers there are."""
    if number is not None and 0 < number <= len(things):
        return things[number - 1]
    if not things:
        raise NotDone(_("{what}: nothing yet.").format(what=capital(what)))
    if number is None:
        said = _("Say which number: 1 to {last}, {what}.")
    else:
        said = _("There is no number {number}: 1 to {last}, {what}.")
    raise NotDone(said.format(number=number, last=len(things), what=what))
