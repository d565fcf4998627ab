"""A customer's profile as passages: who it is, what to know, promises, calls, feedback, entries."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain.customers import CustomerStory, standing
from aware_tui.domain.due import Due, describe, describe_day
from aware_tui.domain.forms import short_day
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Promise
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import Kind, PromiseState
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.tui.customers.rows import NO_NAME, in_short
from aware_tui.tui.feedback.rows import said_lines

VOICES = {
    PromiseState.OPEN: Voice.QUIET,
    PromiseState.KEPT: Voice.DONE,
    PromiseState.CHANGED: Voice.QUIET,
    PromiseState.BROKEN: Voice.LATE,
}
"""How the state of a promise is said."""

LABEL = 22
"""Cells of the names of facts."""


def profile_of(story: CustomerStory, playbook: Playbook, now: datetime) -> tuple[Passage, ...]:
    """Return a customer to read, at the aware time `now`; labels are those of `playbook`, else bare ids."""
    passages = (
        Passage(story.customer.name or NO_NAME, tuple(_facts(story, playbook))),
        Passage(_("Promises"), tuple(_promises(story, now))),
        Passage(_("Calls"), tuple(_calls(story, playbook, now))),
        Passage(_("What they said of us"), said_lines(story.feedback, now)),
        Passage(_("Profile"), tuple(_entries(story, now))),
    )
    return tuple(passage for passage in passages if passage.lines)


def _facts(story: CustomerStory, playbook: Playbook) -> Iterator[Said]:
    known = standing(story.record)
    if known:
        yield Said(known, Voice.LATE)
        yield Said("")
    customer = story.customer
    labels = {channel.id: channel.label for channel in playbook.channels}
    preferred = customer.preferred_channel or ""
    facts = (
        (_("Reference"), customer.reference),
        (_("Where to reach them"), customer.contact),
        (_("Likes to be reached by"), labels.get(preferred, preferred)),
    )
    for label, value in facts:
        yield Said(value or _("not known"), Voice.PLAIN if value else Voice.FAINT, f"{label:<{LABEL}}  ")
    for _first, merged in story.merged:
        yield Said(in_short(merged), lead=f"{_('Merged with'):<{LABEL}}  ")


def _promises(story: CustomerStory, now: datetime) -> Iterator[Said]:
    for made in story.promises:
        yield Said(made.what, lead="· ")
        late = made.state is PromiseState.OPEN and made.due_at is not None and made.due_at < now
        parts = (_state(made, late), made.who, _due(made, now), made.reason)
        voice = Voice.LATE if late else VOICES[made.state]
        yield Said(" · ".join(part for part in parts if part), voice, "  ")


def _state(made: Promise, late: bool) -> str:
    return _("open, overdue") if late else state_words(made.state)


def _due(made: Promise, now: datetime) -> str:
    if made.due_at is None:
        return _("no time")
    return describe(Due(made.due_at, made.zone or "UTC", made.due_words), now)


def _calls(story: CustomerStory, playbook: Playbook, now: datetime) -> Iterator[Said]:
    channels = {channel.id: channel.label for channel in playbook.channels}
    for line in story.sessions:
        category = playbook.category(line.category)
        about = category.label if category else line.category or ""
        head = (
            state_words(line.status),
            channels.get(line.channel or "", line.channel or ""),
            about,
            line.agent,
        )
        yield Said(" · ".join(part for part in head if part), Voice.QUIET, f"{day_of(line, now)}  ")
        if line.excerpt:
            yield Said(line.excerpt, lead="  ")


def day_of(line: SessionLine, now: datetime) -> str:
    """Return the day of a call, said as that of a promise is; imported ones are marked."""
    day = describe_day(Due(line.started_at, line.zone, ""), now)
    return _("{day}, imported").format(day=day) if line.kind is Kind.IMPORTED else day


def _entries(story: CustomerStory, now: datetime) -> Iterator[Said]:
    zones = {line.id: line.zone for line in story.sessions}
    for entry in story.entries:
        zone = zones.get(entry.session_id, "UTC")
        day = _("not recorded")
        if entry.recorded_at is not None:
            local, here = (local_time(at, zone) for at in (entry.recorded_at, now))
            year = "" if local.year == here.year else f" {local.year}"
            day = _("recorded {day}").format(day=f"{short_day(local)}{year}")
        outside = f" · {entry.outside_reference}" if entry.outside_reference else ""
        yield Said(day + outside, Voice.QUIET)
        yield Said(entry.text.strip("\n"))
