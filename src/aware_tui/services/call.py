"""A session in hand: each deed makes the next session and goes to the writer at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from aware_tui.domain import clock, commitments, deeds, deliveries, drafts, gate, unfinished, walk
from aware_tui.domain.due import Due
from aware_tui.domain.playbook import ChecklistItem, Phase, Playbook, Step
from aware_tui.domain.rows import Delivery, FollowUp, Promise
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, undo_of
from aware_tui.domain.states import ApologySize, DocumentKind, FollowUpState
from aware_tui.services.spots import DOCUMENTS, Kept, Spot, Table, safe_line, safe_words, words_in

if TYPE_CHECKING:
    from aware_tui.domain.coaching.apology import Reading
    from aware_tui.domain.coaching.promise import PromiseReading

P = ParamSpec("P")


class Call:
    """One session as it is now, with its playbook; every deed is saved through `save`.

    `save` takes a change and returns the writer's ticket. `read_only` holds the sentence that says why
    nothing can be changed here, or an empty text.
    """

    def __init__(
        self,
        session: CoachingSession,
        playbook: Playbook,
        stamp: Callable[[], Stamp],
        save: Callable[[Change], int],
        read_only: str = "",
    ) -> None:
        self.session = session
        self.playbook = playbook
        self.read_only = read_only
        self.last_ticket = 0
        self._stamp = stamp
        self._save = save
        self._undoable: list[Change] = []

    @property
    def step(self) -> Step:
        """Return the step the session stands in."""
        return self.playbook.step(self.place.step)

    @property
    def phase(self) -> Phase:
        """Return the phase the session stands in."""
        return walk.phase_at(self.playbook, self.place)

    @property
    def place(self) -> walk.Place:
        """Return where the session stands."""
        return walk.place_of(self.session, self.playbook)

    def do(
        self,
        deed: Callable[Concatenate[CoachingSession, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Change:
        """Do a deed that takes the stamp as its keyword `stamp`; nothing happens when read-only."""
        if self.read_only:
            return NOTHING
        return self._keep(deed(self.session, *args, **kwargs))

    def stamp(self) -> Stamp:
        """Return a stamp of this moment."""
        return self._stamp()

    def undoable(self, change: Change) -> Change:
        """Remember a change for undo; returns it."""
        if not change.empty:
            self._undoable.append(change)
        return change

    def undo(self) -> bool:
        """Take back the last tick or row that still stands; say whether there was one."""
        while self._undoable and not self.read_only:
            change = undo_of(self.session, self._undoable.pop(), self.stamp())
            if change.edits:
                self._keep(change)
                return True
        return False

    def _keep(self, change: Change) -> Change:
        if not change.empty:
            self.session = self.session.with_change(change)
            self.last_ticket = self._save(change)
        return change

    def tick(self, item: ChecklistItem) -> Change:
        """Tick an item of the present step, or take its tick back."""
        return self.undoable(self.do(deeds.tick, self.place.step, item, stamp=self.stamp()))

    def write(self, spot: Spot, text: str, *, lines: bool = True) -> Kept:
        """Keep what was typed in a spot: cleaned, capped, card numbers masked before anything is queued."""
        kept = safe_words(text, lines=lines)
        stamp, words = self.stamp(), kept.text
        match spot.table:
            case Table.NOTE:
                self.do(deeds.write, spot.step, spot.field, words, stamp=stamp)
            case Table.PROFILE:
                self.do(deeds.write_profile, stamp=stamp, **{spot.field: words})
            case Table.QUALITY:
                self.do(deeds.write_quality, stamp=stamp, **{spot.field: words})
            case Table.APOLOGY:
                self.do(deeds.draft_apology, ApologySize(spot.field), words, stamp=stamp)
            case Table.CUSTOMER:
                self.do(deeds.know_customer, stamp=stamp, **{spot.field: words})
            case Table.SESSION:
                self.do(deeds.set_head, spot.field, stamp=stamp, **{spot.field: words or None})
        return kept

    def words_in(self, spot: Spot) -> str:
        """Return what is kept in a spot."""
        return words_in(self.session, spot)

    def unfinished(self, question: str, row: str = "") -> Spot:
        """Return where the words of a question stay until it is answered, whatever the step by then."""
        field = unfinished.field_of(question, row)
        step = next((note.step for note in self.session.notes if note.field == field), self.place.step)
        return Spot(Table.NOTE, step, field)

    def move(self, to: walk.Place) -> bool:
        """Go to another place of the playbook; say whether it is one. Read-only, only the view moves."""
        if to == self.place or to not in walk.places(self.playbook):
            return False
        if self.read_only:
            head = replace(self.session.head, current_step=to.step, current_phase=to.phase)
            self.session = replace(self.session, head=head)
        else:
            self.do(walk.move, to, stamp=self.stamp())
        return True

    def forward(self) -> bool:
        """Go one place on; False at the end."""
        to = walk.next_place(self.playbook, self.place)
        return to is not None and self.move(to)

    def back(self) -> bool:
        """Go one place back; False at the beginning."""
        to = walk.previous_place(self.playbook, self.place)
        return to is not None and self.move(to)

    def set_head(self, what: str, **values: Any) -> Change:
        """Set columns of the session's head, undoable."""
        return self.undoable(self.do(deeds.set_head, what, stamp=self.stamp(), **values))

    def clock(self, now: datetime) -> int:
        """Return the seconds on the call clock."""
        return clock.seconds(self.session.head, now)

    def turn_clock(self, run: bool | None = None) -> None:
        """Start or pause the call clock; without `run`, the other of the two."""
        head, at = self.session.head, self.stamp().at
        wanted = head.clock_since is None if run is None else run
        new = clock.started(head, at) if wanted else clock.paused(head, at)
        what = "clock started" if wanted else "clock paused"
        self.do(
            deeds.set_head,
            what,
            stamp=self.stamp(),
            clock_seconds=new.clock_seconds,
            clock_since=new.clock_since,
        )

    def take_up(self, last_sign: datetime) -> None:
        """Open the session if it had ended; a clock that was cut off while running stands at `last_sign`."""
        head = clock.found_running(self.session.head, last_sign)
        times = {"clock_seconds": head.clock_seconds, "clock_since": head.clock_since}
        self.do(deeds.set_head, "clock paused", stamp=self.stamp(), **times)
        self.do(gate.reopen, stamp=self.stamp())

    def set_size(self, size: str | None) -> None:
        """Keep how big an apology the customer feels is due; None takes it back."""
        self.set_head("apology size", apology_size=ApologySize(size) if size else None)

    def judge_apology(self, size: ApologySize, reading: "Reading", *, said: bool = False) -> Change:
        """Keep how the coach reads the draft of this size; `said` keeps it as said now, undoable."""
        change = self.do(deeds.judge_apology, size, reading, stamp=self.stamp(), said=said)
        return self.undoable(change) if said else change

    def promise(self, words: str, who: str = "", due: Due | None = None) -> Promise | None:
        """Make a promise, ours unless another name is given; None without words or when read-only."""
        what, who = (safe_line(text) for text in (words, who))
        if not what:
            return None
        owner = who or self.session.head.agent
        change = self.undoable(self.do(commitments.promise, what, owner, due, stamp=self.stamp()))
        made = change.edits[0].after if change.edits else None
        return made if isinstance(made, Promise) else None

    def understood(
        self, made: Promise, what: str, due: Due | None, reading: "PromiseReading | None" = None
    ) -> None:
        """Keep what was understood of a promise, and how it reads, if it still stands as it was made.

        It belongs to the deed that made or corrected the promise: both are undone together.
        """
        if made not in self.session.promises:
            return
        when = {"due_at": due.at, "zone": due.zone, "due_words": due.words} if due else {}
        meant = (what or made.what) if due else made.what
        read = commitments.reading_of(reading) if reading else {}
        change = self.do(commitments.amend, made, stamp=self.stamp(), what=meant, **when, **read)
        made_by = [i for i, deed in enumerate(self._undoable) if any(e.after == made for e in deed.edits)]
        if made_by:
            self._undoable[made_by[-1]] += change

    def record(self, kind: DocumentKind, recorded: bool, connector: str | None) -> Change:
        """Keep that a document is recorded, or is not after all; with a connector it is sent off with that.

        Both are saved in one go. Undo takes the mark back; what was sent off by then stays sent.
        """
        write = deeds.write_profile if kind is DocumentKind.PROFILE_ENTRY else deeds.write_quality
        if self.read_only:
            return NOTHING
        stamp = self.stamp()
        marked = write(self.session, stamp=stamp, recorded_at=stamp.at if recorded else None)
        whole = marked
        if recorded and connector is not None:
            whole += deliveries.send(self.session.with_change(marked), kind, connector, stamp)
        self._keep(whole)
        return self.undoable(marked)

    def heard_of(self, delivery: Delivery) -> None:
        """Take in how a delivery of this session stands now; the outbox has saved it."""
        if any(known.id == delivery.id for known in self.session.deliveries):
            self.session = self.session.with_change(Change((Edit(delivery, delivery),), ()))

    def not_well(self, check: FollowUp, outcome: str) -> None:
        """Keep that a check found it not well, and bring the session back to its beginning."""
        if self.read_only:
            return
        stamp, words = self.stamp(), safe_words(outcome, lines=False).text
        closed = commitments.close_follow_up(self.session, check, FollowUpState.NOT_WELL, stamp, words)
        first = walk.places(self.playbook)[0]
        self._keep(closed + walk.move(self.session, first, stamp, "reopened: not well"))

    def gaps(self, ending: gate.Ending) -> tuple[gate.Gap, ...]:
        """Return what is open if the session ended so."""
        return gate.gaps(self.session, self.playbook, ending)

    def end(self, ending: gate.Ending, reason: str | None = None, words: str = "") -> None:
        """Pass the gate; GateRefusedError says what is missing, or why nothing can be changed here."""
        if self.read_only:
            raise gate.GateRefusedError(self.read_only)
        words = safe_line(words)
        self._keep(gate.pass_gate(self.session, self.playbook, ending, self.stamp(), reason, words))

    def values(self, now: datetime) -> dict[str, str]:
        """Return what the places of a template stand for now."""
        open_items = (gap.what for gap in self.gaps(gate.Ending.FINISH) if gap.kind is gate.GapKind.ITEM)
        return drafts.values_of(self.session, self.playbook, now) | {"gaps": "; ".join(open_items)}

    def draft_documents(self, *, anew: bool = False) -> None:
        """Draft each document of the present phase that has no words yet; `anew` drafts all, undoable."""
        for part in self.phase.parts:
            table = DOCUMENTS.get(part.kind)
            if table is not None and (anew or not self.words_in(Spot(table, self.place.step, "text"))):
                change = self._draft_document(table, self.draft(part.template, self.stamp().at))
                if anew:
                    self.undoable(change)

    def _draft_document(self, table: Table, words: str) -> Change:
        stamp, words = self.stamp(), safe_words(words).text
        if table is Table.PROFILE:
            return self.do(deeds.write_profile, stamp=stamp, text=words)
        about = self.session.head.category
        return self.do(deeds.write_quality, stamp=stamp, text=words, category=about)

    def draft(self, template: tuple[str, ...], now: datetime) -> str:
        """Return a template filled from the session."""
        return drafts.fill(template, self.values(now))
