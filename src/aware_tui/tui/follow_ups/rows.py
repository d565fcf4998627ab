"""A promise or a check as one line of the queue, and all there is to say of it below."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.due import Due, describe, describe_day
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import FollowUpKind, Status
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _
from aware_tui.tui.plaintext import styled

WHEN, NAME, WHO = 24, 20, 10
"""Cells of the columns at most; two blanks stand between them."""

WITH_ZONE = 34
"""Cells that a time may take with its year and its zone: no part of it may be lost."""

NARROW, TIGHT = 90, 68
"""Below so many cells the names get fewer of them, and fewer still."""

NOBODY = _("nobody yet")
"""Stands where a promise has no owner."""


def queue_row(line: DueLine, now: datetime, width: int, agent: str, zone: str = "") -> Content:
    """Return a line of the queue in at most `width` cells; `agent` is told as me, `zone` is the reader's."""
    when = when_of(line, now, zone)
    time = min(max(WHEN, cells(when)), WITH_ZONE)
    name, who = (NAME, WHO) if width >= NARROW else (15, WHO) if width >= TIGHT else (9, 6)
    what = max(10, width - time - name - who - 6)
    late = line.overdue(now)
    return styled(
        (_filled(when, time), "bold $warning" if late else "$muted"),
        (f"  {_filled(what_of(line), what)}", ""),
        (f"  {_filled(line.customer or _('no name yet'), name)}", "bold" if line.customer else "$faint"),
        (f"  {excerpt(owner_of(line, agent), who)}", "$muted" if line.owner else "$warning"),
    )


def when_of(line: DueLine, now: datetime, zone: str = "") -> str:
    """Return "overdue Mon 2 Mar 17:00", "today 17:00" or "no time yet".

    The letters of its zone follow where it is not the reader's `zone`.
    """
    if line.due_at is None:
        return _("no time yet")
    when = describe(Due(line.due_at, line.zone or zone or "UTC", line.due_words), now, zone or None)
    return _("overdue {when}").format(when=when) if line.overdue(now) else when


def what_of(line: DueLine) -> str:
    """Return what is to be done, in a few words."""
    about = f": {line.what}" if line.what else ""
    if line.kind is FollowUpKind.DELEGATE:
        return _("check with {who}{about}").format(who=line.who or _("them"), about=about)
    return (
        _("check back with them{about}").format(about=about)
        if line.kind is FollowUpKind.CUSTOMER
        else line.what
    )


def owner_of(line: DueLine, agent: str) -> str:
    """Return whose it is; `agent` is told as me."""
    return _("me") if line.owner == agent else line.owner or NOBODY


def _filled(text: str, width: int) -> str:
    short = excerpt(text, width)
    return short + " " * max(0, width - cells(short))


def details_of(line: DueLine, now: datetime, agent: str, zone: str = "") -> tuple[Content, ...]:
    """Return the lines under the queue that tell of the row under the cursor; `zone` is the reader's."""
    kind = {None: _("Promise"), FollowUpKind.DELEGATE: _("Check"), FollowUpKind.CUSTOMER: _("Check")}[
        line.kind
    ]
    who = " · ".join(part for part in (line.customer or _("no name yet"), line.contact) if part)
    ends = [f"“{line.due_words}”"] if line.due_words else []
    ends += [
        _("by {owner_of}").format(owner_of=owner_of(line, agent)),
        _("the call is {stands}").format(stands=_stands(line)),
    ]
    told = ((f"{kind}  ", "bold $accent"), (what_of(line), "bold"))
    lines = [
        styled(*told),
        styled((_("for ") if line.customer else "", "$muted"), (who, "")),
        styled((" · ".join([f"{when_of(line, now, zone)}{_here(line, now, zone)}", *ends]), "$muted")),
    ]
    note = " ".join(line.note.split())
    return (*lines, styled((_("note  "), "$muted"), (note, ""))) if note else tuple(lines)


def _here(line: DueLine, now: datetime, zone: str) -> str:
    """Return the same time on the reader's clock, ", 10:30 here", where that shows another."""
    if line.due_at is None or not zone or not line.zone:
        return ""
    there, here = Due(line.due_at, line.zone, ""), Due(line.due_at, zone, "")
    if there.local.replace(tzinfo=None) == here.local.replace(tzinfo=None):
        return ""
    same_day = describe_day(there, now) == describe_day(here, now)
    return (
        _(", {local:%H:%M} here").format(local=here.local)
        if same_day
        else _(", {when} here").format(when=describe(here, now))
    )


def _stands(line: DueLine) -> str:
    return state_words(line.status if line.status in (Status.OPEN, Status.PARKED) else Status.FINISHED)
