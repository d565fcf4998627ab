"""A customer as one line: the name, and what tells people of one name apart."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.customers import CustomerLine
from aware_tui.domain.forms import short_day
from aware_tui.domain.rows import Customer
from aware_tui.domain.text import counted, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

WHEN, CALLS = 12, 13
"""Cells of the columns; a gap of two follows each."""

NO_NAME = _("no name yet")


def customer_row(line: CustomerLine, now: datetime, width: int) -> Content:
    """Return a customer of a list in at most `width` cells."""
    name = max(14, min(24, width // 4))
    columns = [
        _column(line.customer.name or NO_NAME, name, "" if line.customer.name else "$faint"),
        _column(last_call(line, now), WHEN, "$muted"),
        _column(calls(line), CALLS, "$muted"),
    ]
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    rest = " · ".join(part for part in (details(line), line.last_words) if part)
    return Content("  ").join([*columns, styled((excerpt(rest, room), "$muted"))])


def offer_row(line: CustomerLine, mark: str, now: datetime, width: int) -> Content:
    """Return a customer who fits what is typed, after a mark such as the digit that takes them."""
    called = f"{calls(line)}, {last_call(line, now)}" if line.last_at else calls(line)
    rest = " · ".join(part for part in ("", details(line), called, line.last_words) if part)
    lead = styled((mark, "$muted"), (excerpt(line.customer.name or NO_NAME, 24), "bold"))
    room = max(0, width - lead.cell_length - 2)
    return Content("").join([lead, styled(("  ", ""), (excerpt(rest, room), "$muted"))])


def details(line: CustomerLine) -> str:
    """Return what else is known of a customer; the name that was found, if it is shown by another."""
    also = _("also {also}").format(also=line.also) if line.also else ""
    return " · ".join(part for part in (also, line.customer.reference, line.customer.contact) if part)


def in_short(customer: Customer) -> str:
    """Return who a customer is on one line."""
    parts = (customer.name or NO_NAME, customer.reference, customer.contact)
    return " · ".join(part for part in parts if part)


def calls(line: CustomerLine) -> str:
    """Return how many calls there are of a customer; with past complaints from a file, how many of all."""
    if not line.sessions:
        return _("no call yet")
    return counted(line.sessions, "complaint" if line.imported else "call")


def last_call(line: CustomerLine, now: datetime) -> str:
    """Return the day of the last call: "today 11:30", "4 Mar" or, of another year, "4 Mar 2025"."""
    if line.last_at is None:
        return ""
    local, here = (local_time(at, line.zone) for at in (line.last_at, now))
    if local.date() == here.date():
        return _("today {local:%H:%M}").format(local=local)
    day = short_day(local)
    return day if local.year == here.year else f"{day} {local.year}"


def padded(text: str, width: int) -> str:
    """Return text in just so many cells."""
    shown = excerpt(text, width)
    return shown + " " * max(0, width - plain(shown).cell_length)


def _column(text: str, width: int, style: str) -> Content:
    return styled((padded(text, width), style))
