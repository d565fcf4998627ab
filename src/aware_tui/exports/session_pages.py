"""A page for each session, and the list of them: their names and lines."""

import re
from datetime import datetime
from hashlib import sha256

from aware_tui.domain.markdown import escaped
from aware_tui.domain.rows import Session
from aware_tui.domain.zones import local_time

_PLAIN = re.compile("[0-9a-f-]{1,64}")

INDEX = "index.md"
"""The list of the pages."""


def page_name(head: Session) -> str:
    """Return the name of a session's page: its day and its id, never a word that somebody typed."""
    name = head.id if _PLAIN.fullmatch(head.id) else sha256(head.id.encode()).hexdigest()
    return f"{_local(head):%Y-%m-%d}-{name}.md"


def _local(head: Session) -> datetime:
    return local_time(head.started_at, head.zone)


def index_line(head: Session, customer: str) -> str:
    """Return the line of a session in the list, with the way to its page."""
    status = {"practice": f"practice, {head.status}", "imported": "imported"}.get(head.kind, head.status)
    about = f"{_local(head):%Y-%m-%d %H:%M}, {escaped(customer) or 'no name'}"
    return f"- [{about}]({page_name(head)}), {status}{f', {escaped(head.agent)}' if head.agent else ''}"


def index_top(count: int, made_at: datetime) -> str:
    """Return what stands above the list; `made_at` is aware UTC."""
    many = "1 session" if count == 1 else f"{count} sessions"
    return f"# {many}, newest first\n\nExported {made_at:%Y-%m-%d %H:%M} UTC.\n\n"
