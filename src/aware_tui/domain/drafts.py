"""Drafts built from the session: the read-back and the two documents."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from aware_tui.domain.due import Due, describe
from aware_tui.domain.playbook import Part, PartKind, Playbook
from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import PromiseState
from aware_tui.domain.zones import local_time
from aware_tui.language import _

PLACE = re.compile(r"\{([a-z0-9_]+)\}")


def fill(template: Iterable[str], values: Mapping[str, str]) -> str:
    """Return the template's lines with their places filled; a line whose places are all empty is left out."""
    lines = []
    for line in template:
        names = PLACE.findall(line)
        if names and not any(values.get(name) for name in names):
            continue
        lines.append(PLACE.sub(lambda found: values.get(found.group(1), ""), line))
    return "\n".join(lines).strip()


def values_of(session: CoachingSession, playbook: Playbook, now: datetime) -> dict[str, str]:
    """Return what each place of a template stands for in this session, in words."""
    head = session.head
    category = playbook.category(head.category)
    channel = next((c.label for c in playbook.channels if c.id == head.channel), "")
    values = {note.field: words for note in session.notes if (words := " ".join(note.text.split()))}
    values |= {
        "customer": session.customer.name if session.customer else "",
        "agent": head.agent,
        "channel": channel,
        "category": category.label if category else "",
        "date": f"{local_time(head.started_at, head.zone):%Y-%m-%d}",
        "chosen": "; ".join(option.text for option in session.options if option.chosen),
        "safety": head.safety_reason or "",
        "apology": state_words(head.apology_size) if head.apology_size else "",
        "mood_start": _mood(playbook, PartKind.MOOD_START, head.mood_start),
        "mood_end": _mood(playbook, PartKind.MOOD_END, head.mood_end),
    }
    return {"owner": head.agent} | values | _commitments(session, now)


def _commitments(session: CoachingSession, now: datetime) -> dict[str, str]:
    standing = [p for p in session.promises if p.state is not PromiseState.CHANGED]
    lines = [promise_line(p, now, session.head.agent) for p in standing]
    return {
        "promises": "; ".join(lines),
        "promise_states": "; ".join(
            f"{line} ({state_words(p.state)})" for line, p in zip(lines, standing, strict=True)
        ),
        "follow_ups": "; ".join(_check_line(f, now) for f in session.follow_ups),
    }


def promise_line(made: Promise, now: datetime, agent: str | None = None) -> str:
    """Return a promise as one line: what, who if it is somebody else than `agent`, by when.

    Without an `agent` nobody is named.
    """
    when = describe(Due(made.due_at, made.zone or "UTC", made.due_words), now) if made.due_at else ""
    who = "" if agent in (None, made.who) else made.who
    return ", ".join(
        part for part in (made.what, who, _("by {when}").format(when=when) if when else "") if part
    )


def _check_line(check: FollowUp, now: datetime) -> str:
    when = describe(Due(check.due_at, check.zone or "UTC", check.due_words), now) if check.due_at else ""
    parts = [f"{state_words(check.kind)} {check.who}".strip(), when, state_words(check.state), check.outcome]
    return ", ".join(part for part in parts if part)


def _mood(playbook: Playbook, kind: PartKind, value: int | None) -> str:
    part = find_part(playbook, kind)
    if part is None or value is None or not 1 <= value <= len(part.choices):
        return ""
    return part.choices[value - 1].label


def find_part(playbook: Playbook, kind: PartKind) -> Part | None:
    """Return the first part of this kind in the playbook, if it has one."""
    return next((p for step in playbook.steps for p in step.parts() if p.kind is kind), None)
