"""Each part of a playbook with what a session holds for it, in the wording the playbook had."""

from collections.abc import Callable, Iterable

from aware_tui.domain.categories import CauseOf
from aware_tui.domain.playbook import Choice, Part, PartKind
from aware_tui.domain.rows import Delivery, FollowUp, Option, Promise
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import (
    DeliveryState,
    DocumentKind,
    FollowUpKind,
    FollowUpState,
    PromiseState,
    ProposedBy,
)
from aware_tui.exports.record import Block, Entries, Entry, Fact, Source, Wall, Words, joined, written_in
from aware_tui.language import _

Blocks = tuple[Block, ...]


OVERDUE = _("open, overdue")
"""How an open promise or check is told once its time has passed."""

WITH = {FollowUpKind.CUSTOMER: _("With the customer"), FollowUpKind.DELEGATE: _("With the delegate")}
"""How each kind of check is told."""


def blocks_of(source: Source, step: str, part: Part) -> Blocks:
    """Return what the session holds for a part of a step; nothing for what was left empty."""
    return _PARTS[part.kind](source, step, part)


def _note(source: Source, step: str, part: Part) -> Blocks:
    return words(part.label, source.session.note(step, part.id))


def words(label: str, text: str | None) -> Blocks:
    """Return typed words under their label; nothing if there are none."""
    return (Words(label, text),) if text and text.strip() else ()


def _fact(label: str, value: str | None) -> Blocks:
    return (Fact(label, value),) if value else ()


def label_of(choices: Iterable[Choice], choice_id: str | None) -> str:
    """Return the wording of a choice; its id if the playbook does not know it."""
    return next((c.label for c in choices if c.id == choice_id), choice_id or "")


def _scale(part: Part, value: int | None) -> Blocks:
    if value is None:
        return ()
    named = part.choices[value - 1].label if 1 <= value <= len(part.choices) else ""
    return _fact(part.label, joined(named, _("{value} of 5").format(value=value)))


def _mood_start(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return _scale(part, source.session.head.mood_start)


def _mood_end(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return _scale(part, source.session.head.mood_end)


def _size(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return _fact(part.label, label_of(part.choices, source.session.head.apology_size))


def _answer(source: Source, step: str, part: Part) -> Blocks:
    return _fact(part.label, label_of(part.choices, source.session.answer(step, part.id)))


def _safety(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return words(part.label, source.session.head.safety_reason)


def _check_in(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return tuple(block for each in source.session.check_ins for block in _scale(part, each.score))


def _nothing(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return ()


def _options(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return options(source, part.label)


def _promises(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return promises(source, "Promises")


def _follow_ups(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return follow_ups(source, part.label)


def _profile(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return document(source, part.label, DocumentKind.PROFILE_ENTRY)


def _quality(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    return document(source, part.label, DocumentKind.QUALITY_RECORD)


def _category(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    record = source.session.quality_record
    category_id = source.session.head.category or (record.category if record else None)
    category = source.playbook.category(category_id)
    return _fact(part.label, category.label if category else category_id)


def _cause(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    record = source.session.quality_record
    cause_id = record.cause if record else None
    known = (f"{c.label} ({_CAUSES[c.of]})" for c in source.playbook.causes if c.id == cause_id)
    return _fact(part.label, next(known, cause_id))


_CAUSES = {CauseOf.SYSTEM: _("of the system"), CauseOf.PERSON: _("of a person")}


def _likelihood(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    record = source.session.quality_record
    return _fact(part.label, label_of(source.playbook.likelihood, record.likelihood if record else None))


def _cost(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    record = source.session.quality_record
    return words(part.label, record.cost if record else "")


def _recommendation(source: Source, step: str, part: Part) -> Blocks:  # noqa: ARG001
    record = source.session.quality_record
    return words(part.label, record.recommendation if record else "")


_PARTS: dict[PartKind, Callable[[Source, str, Part], Blocks]] = {
    PartKind.NOTE: _note,
    PartKind.MOOD_START: _mood_start,
    PartKind.MOOD_END: _mood_end,
    PartKind.SIZE: _size,
    PartKind.ANSWER: _answer,
    PartKind.OPTIONS: _options,
    PartKind.SAFETY: _safety,
    PartKind.PROMISES: _promises,
    PartKind.KEPT: _nothing,  # the promises once more
    PartKind.FOLLOW_UPS: _follow_ups,
    PartKind.READ_BACK: _nothing,  # built from what stands in the other parts
    PartKind.PROFILE: _profile,
    PartKind.QUALITY: _quality,
    PartKind.CATEGORY: _category,
    PartKind.CAUSE: _cause,
    PartKind.LIKELIHOOD: _likelihood,
    PartKind.COST: _cost,
    PartKind.RECOMMENDATION: _recommendation,
    PartKind.CHECK_IN: _check_in,
}


def options(source: Source, label: str) -> Blocks:
    """Return the ways to put it right that were on the table."""
    rows = tuple(_option(option) for option in source.session.options)
    return (Entries(label, rows),) if rows else ()


def _option(option: Option) -> Entry:
    by = _("the customer") if option.proposed_by is ProposedBy.CUSTOMER else _("us")
    details = (
        "chosen" if option.chosen else "",
        _("proposed by {by}").format(by=by),
        _weighed(_("works for them"), _("does not work for them"), option.works_for_them),
        _weighed(_("possible for us"), _("not possible for us"), option.possible),
    )
    return Entry(option.text, tuple(detail for detail in details if detail))


def _weighed(yes: str, no: str, value: bool | None) -> str:
    if value is None:
        return ""
    return yes if value else no


def promises(source: Source, label: str) -> Blocks:
    """Return every promise with who, by when and what became of it."""
    rows = tuple(_promise(made, source.wall) for made in source.session.promises)
    return (Entries(label, rows),) if rows else ()


def _promise(made: Promise, wall: Wall) -> Entry:
    state = state_words(made.state)
    if made.state is PromiseState.OPEN and made.due_at is not None and wall.past(made.due_at):
        state = OVERDUE
    settled = wall.day(made.settled_at) if made.settled_at else ""
    details = (
        made.who,
        _("by {day}").format(day=wall.day(made.due_at)) if made.due_at else _("no time was given"),
        f"{state} {settled}".strip(),
        made.reason,
        _("note: {note}").format(note=made.note) if made.note else "",
        _("in place of the one that was changed") if made.replaces_id else "",
    )
    return Entry(made.what, tuple(detail for detail in details if detail))


def follow_ups(source: Source, label: str) -> Blocks:
    """Return every check with the customer or with whoever was given the work."""
    rows = tuple(_follow_up(check, source) for check in source.session.follow_ups)
    return (Entries(label, rows),) if rows else ()


def _follow_up(check: FollowUp, source: Source) -> Entry:
    wall, state = source.wall, state_words(check.state)
    if check.state is FollowUpState.OPEN and check.due_at is not None and wall.past(check.due_at):
        state = OVERDUE
    about = next((p.what for p in source.session.promises if p.id == check.promise_id), "")
    settled = wall.day(check.settled_at) if check.settled_at else ""
    details = (
        _("on {day}").format(day=wall.day(check.due_at)) if check.due_at else _("no time was given"),
        _("about: {about}").format(about=about) if about else "",
        f"{state} {settled}".strip(),
        check.outcome,
        _("note: {note}").format(note=check.note) if check.note else "",
    )
    who = check.who or ("" if check.kind == "customer" else _("the one who has it"))
    return Entry(joined(WITH[check.kind], who), tuple(detail for detail in details if detail))


def document(source: Source, label: str, kind: DocumentKind) -> Blocks:
    """Return a document, whether it was recorded, and how far it is on its way to the other system."""
    written, wall = written_in(source.session, kind), source.wall
    if written is None or written.recorded_at is None:
        state = _("not recorded yet")
    else:
        number = (
            _("number there: {outside_reference}").format(outside_reference=written.outside_reference)
            if written.outside_reference
            else ""
        )
        state = joined(_("recorded {day}").format(day=wall.day(written.recorded_at)), number)
    body = words(label, written.text) if written else ()
    sent = [each for each in source.session.deliveries if each.document is kind]
    way = (Fact(_("On its way there"), _delivery(sent[-1], wall)),) if sent else ()
    return (*body, Fact(label if not body else _("In the other system"), state), *way)


def _delivery(sent: Delivery, wall: Wall) -> str:
    """Return how the newest delivery of a document stands."""
    if sent.state is DeliveryState.DELIVERED:
        at = f" {wall.day(sent.delivered_at)}" if sent.delivered_at else ""
        number = (
            _("known there as {outside_reference}").format(outside_reference=sent.outside_reference)
            if sent.outside_reference
            else ""
        )
        return joined(_("delivered{at} by {connector}").format(at=at, connector=sent.connector), number)
    if sent.state is DeliveryState.WITHDRAWN:
        return _("taken back")
    held = (
        _("held back")
        if sent.state is DeliveryState.HELD
        else _("waiting to be delivered by {connector}").format(connector=sent.connector)
    )
    return f"{held}: {sent.problem}" if sent.problem else held
