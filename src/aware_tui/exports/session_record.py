"""The record of a session: its head, its steps in the playbook's order, whatever else it keeps, its story."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain import clock, unfinished
from aware_tui.domain.deadlines import deadlines_in
from aware_tui.domain.playbook import PartKind, Playbook, Step
from aware_tui.domain.rows import Event, Session, Tick
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import DocumentKind, Kind, Status
from aware_tui.exports.imported_record import NOT_COACHED, began, called, is_imported, told
from aware_tui.exports.record import Block, Check, Fact, Record, Section, Source, Wall, Words, joined
from aware_tui.exports.record_feedback import feedback
from aware_tui.exports.record_parts import blocks_of, document, follow_ups, label_of, options, promises, words
from aware_tui.exports.record_story import story_of
from aware_tui.exports.still_to_do import missing_half, still_to_do
from aware_tui.language import _


def record_of(
    session: CoachingSession,
    playbook: Playbook,
    events: tuple[Event, ...],
    now: datetime,
    *,
    brief: bool = False,
) -> Record:
    """Return the record of a session in the wording of `playbook`; times are those of the session's zone.

    `now` (aware) tells what is overdue; `brief` makes the story short. Check-ins are in it if the session
    holds any.
    """
    source = Source(session, playbook, events, Wall(session.head.zone, session.head.started_at, now))
    steps = told(session) if is_imported(session) else (_step(source, step) for step in playbook.steps)
    rest = () if is_imported(session) else _rest(source)
    title = f"{called(session) or _('Customer without a name')}, {began(source)}"
    sections = (*steps, *feedback(source), *rest)
    return Record(title, tuple(_facts(source)), sections, story_of(source, brief=brief), still_to_do(source))


def _facts(source: Source) -> Iterator[Fact]:
    """Yield who, what, when and where it stands."""
    head, customer, wall = source.session.head, source.session.customer, source.wall
    category = source.playbook.category(head.category)
    imported = is_imported(source.session)
    found = {
        _("Status"): _status(source),
        _("Agent"): head.agent,
        _("Customer"): joined(customer.name, customer.reference) if customer else "",
        _("Contact"): joined(customer.contact, customer.preferred_channel or "") if customer else "",
        _("Reached us by"): label_of(source.playbook.channels, head.channel),
        _("About"): category.label if category else head.category or "",
        _("Product"): head.product or "",
        _("Where"): head.location or "",
        _("Began"): f"{began(source)} ({head.zone})",
        _("Ended"): wall.day(head.ended_at) if head.ended_at else "",
        _("On the clock"): "" if imported else clock.face(_seconds(source)),
        _("Playbook"): "" if imported else f"{source.playbook.title} {head.playbook_version}",
        _("Import"): head.import_id or "",
        _("Session"): head.id,
    }
    yield from (Fact(label, value) for label, value in found.items() if value)
    for deadline in () if imported else deadlines_in(source.session, source.playbook):
        yield Fact(_("Deadline"), joined(deadline.label, wall.day(deadline.due.at), deadline.source))


def _seconds(source: Source) -> int:
    """Return what is on the clock; one that was left running stands at the last event."""
    head = source.session.head
    last = max((event.at for event in source.events), default=head.started_at)
    return clock.found_running(head, last).clock_seconds


def _status(source: Source) -> str:
    head = source.session.head
    if is_imported(source.session):
        return NOT_COACHED
    practice = _("practice") if head.kind is Kind.PRACTICE else ""
    half = _("half-documented") if missing_half(source) else ""
    return joined(
        practice, state_words(head.status), half, _reason(head, source.playbook), head.end_words or ""
    )


def _reason(head: Session, playbook: Playbook) -> str:
    ending = {
        Status.FINISHED: playbook.endings.finish,
        Status.PARKED: playbook.endings.park,
        Status.DISCARDED: playbook.endings.discard,
    }
    return label_of(ending.get(head.status, ()), head.end_reason)


def _step(source: Source, step: Step) -> Section:
    session, wall = source.session, source.wall
    visits = [visit for visit in session.visits if visit.step == step.id]
    first = min((visit.entered_at for visit in visits), default=None)
    blocks = (*_checks(source, step, first), *_parts(source, step))
    if first is None:
        return Section(step.title, _("not reached"), blocks)
    left = [visit.left_at for visit in visits if visit.left_at]
    until = _(" to {time}").format(time=wall.time(max(left), first)) if len(left) == len(visits) else ""
    return Section(step.title, f"{wall.time(first)}{until}", blocks)


def _checks(source: Source, step: Step, first: datetime | None) -> Iterator[Check]:
    """Yield the items of a step that was entered at `first`, and whatever else was ticked there."""
    own = {item.id for item in step.items()}
    for item in step.items():
        tick = source.session.ticked(item.id)
        if tick or first:
            when = source.wall.time(tick.ticked_at, first) if tick else ""
            yield Check(tick.wording if tick else item.text, when)
    for tick in source.session.ticks:
        if tick.step == step.id and tick.item_id not in own:
            yield Check(_beside(tick, step, source.playbook), source.wall.time(tick.ticked_at, first))


def _beside(tick: Tick, step: Step, playbook: Playbook) -> str:
    """Return the wording of a tick that is none of the step's own items."""
    extra = tick.item_id in {item.id for item in step.extra}
    return (
        _("{wording} (not part of {title})").format(wording=tick.wording, title=playbook.title)
        if extra
        else tick.wording
    )


def _parts(source: Source, step: Step) -> Iterator[Block]:
    seen = set[str]()
    for part in step.parts():
        if part.id not in seen:
            seen.add(part.id)
            yield from blocks_of(source, step.id, part)
            if part.kind is PartKind.SIZE:
                yield from _apologies(source)


def _apologies(source: Source) -> Iterator[Words]:
    yield from (
        Words(_("Apology, {size}").format(size=each.size), each.text)
        for each in source.session.apologies
        if each.text
    )


def _rest(source: Source) -> tuple[Section, ...]:
    """Return what the session keeps but the playbook has no place for; most sessions have nothing."""
    blocks = (*_unplaced(source), *_placeless(source))
    return (Section(_("Also kept"), "", blocks),) if blocks else ()


def _unplaced(source: Source) -> Iterator[Block]:
    """Yield ticks, notes and answers of steps and fields that the playbook does not have."""
    steps = {step.id for step in source.playbook.steps}
    places = {(step.id, part.id) for step in source.playbook.steps for part in step.parts()}
    items = {item.id for step in source.playbook.steps for item in step.items()}
    for tick in source.session.ticks:
        if tick.step not in steps and tick.item_id not in items:
            yield Check(tick.wording, source.wall.time(tick.ticked_at))
    for note in source.session.notes:
        if (note.step, note.field) not in places:
            yield from words(unfinished.said(note.field) or f"{note.step}/{note.field}", note.text)
    for answer in source.session.answers:
        if (answer.step, answer.question) not in places:
            yield Fact(f"{answer.step}/{answer.question}", answer.value)


def _placeless(source: Source) -> Iterator[Block]:
    """Yield the tables that no part of the playbook shows."""
    session = source.session
    kinds = {part.kind for step in source.playbook.steps for part in step.parts()}
    if PartKind.SIZE not in kinds:
        yield from _apologies(source)
    if PartKind.OPTIONS not in kinds:
        yield from options(source, _("Options"))
    if PartKind.PROMISES not in kinds:
        yield from promises(source, _("Promises"))
    if PartKind.FOLLOW_UPS not in kinds:
        yield from follow_ups(source, _("Follow-ups"))
    if PartKind.PROFILE not in kinds and session.profile_entry:
        yield from document(source, _("Profile entry"), DocumentKind.PROFILE_ENTRY)
    if PartKind.QUALITY not in kinds and session.quality_record:
        yield from document(source, _("Quality record"), DocumentKind.QUALITY_RECORD)
