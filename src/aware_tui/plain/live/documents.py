"""The two documents: recorded, sent off, shown as they go out, drafted again."""

from collections.abc import Iterator

from aware_tui.domain import deliveries
from aware_tui.domain.playbook import PartKind
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.domain.text import folded
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, capital
from aware_tui.plain.live.hand import CallInHand, Said, answer

WORDS = {DocumentKind.PROFILE_ENTRY: _("profile entry"), DocumentKind.QUALITY_RECORD: _("quality record")}
"""What each document is called."""

PARTS = {DocumentKind.PROFILE_ENTRY: PartKind.PROFILE, DocumentKind.QUALITY_RECORD: PartKind.QUALITY}
"""The part of a step that holds each document."""

A_WHILE = 1.5
"""Seconds that an answer waits for a delivery."""


def _kind(hand: CallInHand, words: str) -> DocumentKind:
    """Return the document that words name."""
    first = folded(words).split(" ")[0]
    for kind, name in (
        (DocumentKind.PROFILE_ENTRY, "profile"),
        (DocumentKind.QUALITY_RECORD, "quality"),
    ):
        if first and name.startswith(first):
            if PARTS[kind] not in hand.call.playbook.documents():
                raise NotDone(_("This method asks for no {document}.").format(document=WORDS[kind]))
            return kind
    raise NotDone(_("Say which: profile or quality."))


def record(hand: CallInHand, rest: str) -> Said:
    """Keep that a document is recorded in its system, and send it off where a place is set for it."""
    kind = _kind(hand, rest)
    document = deliveries.document_of(hand.call.session, kind)
    if document is None or not document.text:
        raise NotDone(_("The {document} has no words yet.").format(document=WORDS[kind]))
    if document.recorded_at is not None:
        raise NotDone(_("The {document} is recorded already.").format(document=WORDS[kind]))
    outbox = hand.desk.outbox
    hand.call.record(kind, recorded=True, connector=outbox.connector_for(kind))
    return (_("Recorded: {document}.").format(document=WORDS[kind]), *_sent(hand, kind))


def _sent(hand: CallInHand, kind: DocumentKind) -> Iterator[str]:
    """Start the delivery, and tell where it is; what goes by hand is told in full, to be copied."""
    last, outbox = deliveries.latest(hand.call.session, kind), hand.desk.outbox
    if last is None or last.state is not DeliveryState.WAITING:
        return
    if outbox.by_hand(kind):
        hand.desk.flush(A_WHILE)
        yield from (_("Copy this to where it belongs:"), outbox.preview_of(last))
        handed = answer(outbox.hand_over(last.id))
        if handed is not None:
            hand.take_in(handed)
        return
    outbox.deliver_due()
    outbox.wait_until_idle(A_WHILE)
    hand.remarks += hand.before()
    yield from _standing(hand, kind)


def unrecord(hand: CallInHand, rest: str) -> Said:
    """Keep that a document is not recorded after all."""
    kind = _kind(hand, rest)
    document = deliveries.document_of(hand.call.session, kind)
    if document is None or document.recorded_at is None:
        raise NotDone(_("The {document} is not recorded.").format(document=WORDS[kind]))
    hand.call.record(kind, recorded=False, connector=None)
    return (_("Not recorded: {document}.").format(document=WORDS[kind]),)


def documents(hand: CallInHand, _rest: str) -> Said:
    """Tell how each document stands, and where it is on its way."""
    lines = []
    for kind, name in WORDS.items():
        document = deliveries.document_of(hand.call.session, kind)
        if document is None or not document.text:
            stands = _("no words yet")
        else:
            stands = _("recorded") if document.recorded_at else _("not recorded yet")
        lines.append(f"{capital(name)}: {stands}.")
        lines += _standing(hand, kind)
    return lines


def _standing(hand: CallInHand, kind: DocumentKind) -> Iterator[str]:
    session, outbox = hand.call.session, hand.desk.outbox
    last = deliveries.latest(session, kind)
    if last is None:
        place = outbox.called(kind)
        if place:
            yield _("It goes to {place} once it is recorded.").format(place=place)
    elif deliveries.changed_since(session, kind):
        yield _("The words have changed since they were sent. `unrecord`, then `record`, sends them anew.")
    else:
        yield f"{capital(outbox.state_words(last, hand.desk.now()))}."


def show(hand: CallInHand, rest: str) -> Said:
    """Tell a document whole, to be read or copied."""
    kind = _kind(hand, rest)
    document = deliveries.document_of(hand.call.session, kind)
    if document is None or not document.text:
        raise NotDone(_("The {document} has no words yet.").format(document=WORDS[kind]))
    return (document.text,)


def preview(hand: CallInHand, rest: str) -> Said:
    """Tell exactly what goes out, or went out, for a document."""
    kind, session, outbox = _kind(hand, rest), hand.call.session, hand.desk.outbox
    last = deliveries.latest(session, kind)
    as_sent = last is not None and not deliveries.changed_since(session, kind)
    return (outbox.preview_of(last) if last is not None and as_sent else outbox.preview(session, kind),)


def try_again(hand: CallInHand, _rest: str) -> Said:
    """Have whatever is held or waits delivered now."""
    waiting = (DeliveryState.WAITING, DeliveryState.HELD)
    found = [each for each in hand.call.session.deliveries if each.state in waiting]
    if not found:
        raise NotDone(_("Nothing waits to be delivered."))
    outbox = hand.desk.outbox
    for delivery in found:
        released = answer(outbox.try_again(delivery.id))
        if released is None and (problem := outbox.in_the_way(delivery.document)):
            raise NotDone(_("Nothing was sent, and nothing is lost. {problem}").format(problem=problem))
    outbox.wait_until_idle(A_WHILE)
    hand.remarks += hand.before()
    return tuple(line for delivery in found for line in _standing(hand, delivery.document))


def draft_again(hand: CallInHand, _rest: str) -> Said:
    """Write the documents of this step anew from the fields; `undo` brings the old words back."""
    if not any(part.kind in PARTS.values() for part in hand.call.phase.parts):
        raise NotDone(_("There is no document in this step. `go evaluate` leads to them."))
    hand.call.draft_documents(anew=True)
    return (_("Drafted again from your notes. `undo` brings the old words back."),)


def scenario(hand: CallInHand, _rest: str) -> Said:
    """Keep a draft of a practice scenario made of this call, without its words, and say where it is."""
    from aware_tui.services.practice.from_session import keep_draft_from

    path = answer(keep_draft_from(hand.desk, hand.call.session.id))
    said = _("The draft is in {path}. Write it in words of your own, then: aware scenario offer {path}")
    return (said.format(path=path),)


_WHICH = _("profile or quality")
COMMANDS = (
    Command(("documents",), Takes.NOTHING, "", _("how the two documents stand"), documents, True),
    Command(("record",), Takes.WORDS, _WHICH, _("it is recorded; where a place is set, it is sent"), record),
    Command(("unrecord",), Takes.WORDS, _WHICH, _("it is not recorded after all"), unrecord),
    Command(("show", "copy"), Takes.WORDS, _WHICH, _("its words, to read or copy"), show, True),
    Command(("preview",), Takes.WORDS, _WHICH, _("exactly what goes out"), preview, True),
    Command(("try again",), Takes.NOTHING, "", _("deliver now what waits"), try_again),
    Command(("draft again",), Takes.NOTHING, "", _("draft both documents anew from your notes"), draft_again),
    Command(("scenario",), Takes.NOTHING, "", _("make a draft for practice of this call"), scenario),
)
"""What can be typed about the documents."""
