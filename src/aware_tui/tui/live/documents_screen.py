"""The part of the live screen that records the two documents and tells where they are on their way."""

from functools import partial

from textual import on, work

from aware_tui.domain import deliveries
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.language import _
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.preview import Preview
from aware_tui.tui.live.document_views import DocumentView
from aware_tui.tui.live.promising_screen import PromisingScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

CALLED = {
    DocumentKind.PROFILE_ENTRY: _("profile entry"),
    DocumentKind.QUALITY_RECORD: _("quality record"),
}
"""What each document is called."""

COPIED = _("Copied. Paste it where it belongs.")
SENT_BEFORE = _(
    "The words have changed since they were sent. Take the tick away and tick again to send them anew."
)
NOT_YET = _("Nothing was sent, and nothing is lost.")
HERE_UNTICKED = _("They have it there; here it is not ticked.")
TRAINING = "training"
"""The question of the method whose yes makes a call into a draft of a practice scenario."""
DRAFTED = _("The draft is in {path}. Write it in words of your own, then: aware scenario offer {path}")


class DocumentsScreen(PromisingScreen):
    """Ticks documents as recorded, sends them off with that, shows what goes out, copies them."""

    @on(DocumentView.Recorded)
    def record(self, event: DocumentView.Recorded) -> None:
        event.stop()
        self.save_all()
        kind = DocumentKind(event.table)
        self.call.record(kind, event.recorded, self.desk.outbox.connector_for(kind))
        self.session_changed()
        if event.recorded:
            self._send(kind)

    def _send(self, kind: DocumentKind) -> None:
        """Start the delivery; what goes by hand is copied now, for the agent to paste."""
        last = deliveries.latest(self.call.session, kind)
        if last is None or last.state is not DeliveryState.WAITING:
            return
        if self.desk.outbox.by_hand(kind):
            self.app.copy_to_clipboard(self.desk.outbox.preview_of(last))
            self._hand_over(last)
        else:
            self.desk.outbox.deliver_due()

    @work
    async def _hand_over(self, delivery: Delivery) -> None:
        handed, sentence = await answer_of(self.desk.outbox.hand_over(delivery.id))
        if handed is not None:
            self.heard_of(handed)
        self.app.notify(sentence or COPIED, severity="warning" if sentence else "information")

    def heard_of(self, delivery: Delivery) -> None:
        """Show how a delivery of this call stands now."""
        self.call.heard_of(delivery)
        self._keep_reference(delivery)
        self.show_deliveries()

    def _keep_reference(self, delivery: Delivery) -> None:
        """Put what the other side calls a document where the agent would have typed it."""
        document = deliveries.document_of(self.call.session, delivery.document)
        mine = any(known.id == delivery.id for known in self.call.session.deliveries)
        if mine and document is not None and delivery.outside_reference and not document.outside_reference:
            spot = Spot(Table(delivery.document), self.call.place.step, "outside_reference")
            self.call.write(spot, delivery.outside_reference, lines=False)
            for view in self.query(TextView):
                if view.spot is not None and view.spot.table is spot.table and view.spot.field == spot.field:
                    view.put(delivery.outside_reference)

    def show_deliveries(self) -> None:
        """Say under each document in sight where it is on its way."""
        for view in self.query(DocumentView):
            view.say_delivery(self.delivery_words(DocumentKind(view.table)))

    def delivery_words(self, kind: DocumentKind) -> str:
        """Return where a document is on its way; nothing where it is kept here only."""
        session, outbox = self.call.session, self.desk.outbox
        last = deliveries.latest(session, kind)
        document = deliveries.document_of(session, kind)
        if last is None:
            place = outbox.called(kind)
            return (
                _("goes to {place} when you tick it").format(place=place)
                if place and not self.call.read_only
                else ""
            )
        if document is not None and document.recorded_at and deliveries.changed_since(session, kind):
            return SENT_BEFORE
        words = outbox.state_words(last, self.desk.now())
        unticked = document is None or document.recorded_at is None
        return f"{words}. {HERE_UNTICKED}" if unticked and last.state is DeliveryState.DELIVERED else words

    def session_changed(self) -> None:
        super().session_changed()
        self.show_deliveries()

    def words_kept(self) -> None:
        super().words_kept()
        self.show_deliveries()

    def preview(self, kind: DocumentKind) -> None:
        """Show exactly what goes out, or went out, for a document."""
        self.save_all()
        session, outbox = self.call.session, self.desk.outbox
        last = deliveries.latest(session, kind)
        as_sent = last is not None and not deliveries.changed_since(session, kind)
        words = outbox.preview_of(last) if last is not None and as_sent else outbox.preview(session, kind)
        self.app.push_screen(Preview(_("What goes out: {called}").format(called=CALLED[kind]), words))

    def copy(self, kind: DocumentKind) -> None:
        """Copy a document's words, to be pasted elsewhere."""
        self.save_all()
        document = deliveries.document_of(self.call.session, kind)
        if document is None or not document.text:
            self.app.notify(_("The {called} has no words yet.").format(called=CALLED[kind]))
            return
        self.app.copy_to_clipboard(document.text)
        self.app.notify(COPIED)

    @work
    async def try_again(self) -> None:
        """Have whatever is held or waits for its next try delivered now."""
        waiting = (DeliveryState.WAITING, DeliveryState.HELD)
        for delivery in self.call.session.deliveries:
            if delivery.state in waiting:
                released, sentence = await answer_of(self.desk.outbox.try_again(delivery.id))
                if sentence:
                    self.app.notify(sentence, severity="warning")
                elif released is not None:
                    self.heard_of(released)
                elif problem := self.desk.outbox.in_the_way(delivery.document):
                    self.app.notify(f"{NOT_YET} {problem}", severity="warning")

    @work
    async def draft_scenario(self) -> None:
        """Keep a draft of a practice scenario made of this call, without its words, and say where it is."""
        from aware_tui.services.practice.from_session import keep_draft_from

        self.save_all()
        path, sentence = await answer_of(keep_draft_from(self.desk, self.call.session.id))
        told = DRAFTED.format(path=path) if path is not None else sentence
        self.app.notify(told, severity="warning" if sentence else "information", timeout=30)

    def document_commands(self) -> tuple[Command, ...]:
        """Return what can be done with the documents."""
        commands = []
        for kind, name in CALLED.items():
            what = _("Exactly, before and after it is sent")
            commands.append(
                Command(_("Show what goes out: {name}").format(name=name), what, partial(self.preview, kind))
            )
            commands.append(
                Command(
                    _("Copy the {name}").format(name=name),
                    _("To paste it elsewhere"),
                    partial(self.copy, kind),
                )
            )
        title, what = (
            _("Make a practice scenario of this call"),
            _("A draft of its course, none of its words"),
        )
        commands.append(Command(title, what, self.draft_scenario))
        if any(each.state is not DeliveryState.DELIVERED for each in self.call.session.deliveries):
            commands.append(Command(_("Try to deliver again"), _("Now, not at the next try"), self.try_again))
        return tuple(commands)
