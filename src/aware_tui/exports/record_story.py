"""The event story in words: what happened, when, by whom; repeated deeds told once."""

from collections.abc import Iterator
from itertools import groupby

from aware_tui.domain import unfinished
from aware_tui.domain.playbook import ChecklistItem, Playbook
from aware_tui.domain.rows import Event
from aware_tui.domain.state_words import state_words
from aware_tui.exports.record import Source, StoryLine
from aware_tui.language import _, in_sense, marked

CHECK_IN = "check-in"
"""What the event of a check-in is called; it holds no answer."""


IN_WORDS = {
    "begun": _("the session began"),
    "customer": _("the customer's details were written down"),
    "category": _("the category was chosen"),
    "apology size": _("the size of the apology was chosen"),
    "mood_start": _("the mood at the start was noted"),
    "mood_end": _("the mood at the end was noted"),
    "undone": _("the last deed was taken back"),
    "duty noted": _("a note about a promise or a check was written"),
    "follow-up moved": _("a check was given another time"),
    "owner changed": _("a promise or a check was given to somebody else"),
    "asked for feedback": _("the customer was asked how it was for them"),
    "feedback noted": _("what the customer said of us was noted"),
    "feedback answered": _("the customer said how it was for them"),
    "feedback amended": _("what the customer said of us was corrected"),
    "feedback taken away": _("what the customer said of us was taken away"),
    "kept_aside": _("words that another window had overtaken were kept aside"),
    "erased": _("the words were erased; what stays is that it happened"),
}
"""Deeds whose names say too little."""

DEEDS = marked(
    "deed",
    *("promised", "promise amended", "promise taken out"),
    *("promise kept", "promise broken", "promise changed", "promise open"),
    *("delegate follow-up planned", "customer follow-up planned", "follow-up taken out"),
    *("follow-up done", "follow-up not well", "follow-up open"),
    *("option added", "option weighed", "option chosen", "option withdrawn"),
    *("apology drafted", "apology read", "apology said", "check-in", "safety on", "safety off"),
    *("wrote profile entry", "profile entry recorded", "profile entry not recorded"),
    *("wrote quality record", "quality record recorded", "quality record not recorded"),
    *("clock paused", "clock started", "handed over", "parked", "reopened", "finished", "discarded", "typed"),
    *("practised", "practice begun", "practice finished", "practice discarded", "practice thought over"),
    *("linked to a choke point", "unlinked from a choke point"),
    *("told that the cause is fixed", "not told after all", "imported", "import taken away"),
)
"""All others, as they are kept."""


def story_of(source: Source, *, brief: bool = False) -> tuple[StoryLine, ...]:
    """Return the story of a session; the same deed several times in a row becomes one line.

    A `brief` one leaves out ticks and typing, which the steps show in their places.
    """
    wording = {item.id: item.text for item in _items(source.playbook)}
    wording |= {tick.item_id: tick.wording for tick in source.session.ticks}
    skipped = _is_shown_elsewhere if brief else _is_typing
    told = [(event, _told(event, wording, source.playbook)) for event in source.events if not skipped(event)]
    lines, last, agent = [], source.wall.began, source.session.head.agent
    for (actor, what), group in groupby(told, key=lambda pair: (pair[0].actor, pair[1])):
        events = [event for event, _said in group]
        first, count = events[0].at, len(events)
        time = source.wall.time(events[-1].at, first)
        again = _(" ({count} times, until {time})").format(count=count, time=time) if count > 1 else ""
        who = "" if actor == agent else actor
        lines.append(StoryLine(source.wall.time(first, last), who, what + again))
        last = events[-1].at
    return tuple(lines)


def _items(playbook: Playbook) -> Iterator[ChecklistItem]:
    for step in playbook.steps:
        yield from step.items()
        yield from step.extra
    yield from playbook.apology.light
    yield from playbook.apology.full


def _is_typing(event: Event) -> bool:
    """Say whether an event is of words in a question: the story tells the answer, not how it was typed."""
    step, _, field = event.what.partition("/")
    return step.startswith("wrote ") and unfinished.said(field) is not None


def _is_shown_elsewhere(event: Event) -> bool:
    return event.what in ("ticked", "unticked") or event.what.startswith("wrote ")


def _told(event: Event, wording: dict[str, str], playbook: Playbook) -> str:
    """Return an event in words; one that is unknown here is told as it was kept."""
    if event.what in ("ticked", "unticked"):
        item = event.after or event.before
        return f"{state_words(event.what)}: {wording.get(item, item)}"
    if event.what.startswith("wrote ") and "/" in event.what:
        step, _rest, field = event.what.removeprefix("wrote ").partition("/")
        return _("wrote: {label}").format(label=_label(playbook, step, field))
    deed, _rest, why = event.what.partition(": ")
    if deed in ("moved", "reopened") and event.after:
        return _("{deed} to {place}{why}").format(
            deed=state_words(deed), place=_place(playbook, event.after), why=f" ({why})" if why else ""
        )
    return IN_WORDS.get(event.what) or in_sense("deed", event.what.replace("_", " "))


def _place(playbook: Playbook, place: str) -> str:
    step_id, _, phase = place.partition("/")
    step = next((s for s in playbook.steps if s.id == step_id), None)
    if step is None:
        return place
    return f"{step.title}, {phase}" if len(step.phases) > 1 else step.title


def _label(playbook: Playbook, step_id: str, field: str) -> str:
    parts = (part for step in playbook.steps if step.id == step_id for part in step.parts())
    return next((part.label for part in parts if part.id == field), f"{step_id}/{field}")
