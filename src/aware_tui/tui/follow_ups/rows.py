"""A promise or a check as one line of the queue, and all there is to say of it below."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.due import Due, describe
from aware_tui.domain.states import FollowUpKind, Status
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.tui.plaintext import styled

WHEN, NAME, WHO = 24, 20, 10
"""Cells of the columns at most; two blanks stand between them."""

NARROW = 90
"""Below so many cells the names get fewer of them."""

NOBODY = "nobody yet"
"""Stands where a promise has no owner."""


def queue_row(line: DueLine, now: datetime, width: int, agent: str) -> Content:
    """Return a line of the queue in at most `width` cells; `agent` is told as me."""
    name = NAME if width >= NARROW else 15
    what = max(10, width - WHEN - name - WHO - 6)
    late = line.overdue(now)
    return styled(
        (_filled(when_of(line, now), WHEN), "bold $warning" if late else "$muted"),
        (f"  {_filled(what_of(line), what)}", ""),
        (f"  {_filled(line.customer or 'no name yet', name)}", "bold" if line.customer else "$faint"),
        (f"  {excerpt(owner_of(line, agent), WHO)}", "$muted" if line.owner else "$warning"),
    )


def when_of(line: DueLine, now: datetime) -> str:
    """Return "overdue Mon 2 Mar 17:00", "today 17:00" or "no time yet"."""
    if line.due_at is None:
        return "no time yet"
    when = describe(Due(line.due_at, line.zone or "UTC", line.due_words), now)
    return f"overdue {when}" if line.overdue(now) else when


def what_of(line: DueLine) -> str:
    """Return what is to be done, in a few words."""
    about = f": {line.what}" if line.what else ""
    if line.kind is FollowUpKind.DELEGATE:
        return f"check with {line.who or 'them'}{about}"
    return f"check back with them{about}" if line.kind is FollowUpKind.CUSTOMER else line.what


def owner_of(line: DueLine, agent: str) -> str:
    """Return whose it is; `agent` is told as me."""
    return "me" if line.owner == agent else line.owner or NOBODY


def _filled(text: str, width: int) -> str:
    short = excerpt(text, width)
    return short + " " * max(0, width - cells(short))


def details_of(line: DueLine, now: datetime, agent: str) -> tuple[Content, ...]:
    """Return the lines under the queue that tell of the row under the cursor."""
    kind = {None: "Promise", FollowUpKind.DELEGATE: "Check", FollowUpKind.CUSTOMER: "Check"}[line.kind]
    who = " · ".join(part for part in (line.customer or "no name yet", line.contact) if part)
    ends = [f"“{line.due_words}”"] if line.due_words else []
    ends += [f"by {owner_of(line, agent)}", f"the call is {_stands(line)}"]
    told = ((f"{kind}  ", "bold $accent"), (what_of(line), "bold"))
    lines = [
        styled(*told),
        styled(("for ", "$muted"), (who, "")),
        styled((" · ".join([when_of(line, now), *ends]), "$muted")),
    ]
    note = " ".join(line.note.split())
    return (*lines, styled(("note  ", "$muted"), (note, ""))) if note else tuple(lines)


def _stands(line: DueLine) -> str:
    return {Status.OPEN: "open", Status.PARKED: "parked"}.get(line.status, "finished")
