"""What the record of an imported complaint has instead of steps: nobody was coached in it."""

from collections.abc import Iterator

from aware_tui.domain.forms import day_of_week
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import Kind
from aware_tui.domain.zones import local_time
from aware_tui.exports.record import Fact, Section, Source, Words
from aware_tui.language import _

NOT_COACHED = _("imported, not a coached call")
"""How the status of such a session is told."""


def is_imported(session: CoachingSession) -> bool:
    """Say whether a session came from a file."""
    return session.head.kind is Kind.IMPORTED


def told(session: CoachingSession) -> Iterator[Section]:
    """Yield what the customer said, as the file had it."""
    blocks = tuple(Words(_("In their words"), note.text) for note in session.notes if note.text)
    yield Section(
        _("What was told"), _("from a file"), blocks or (Fact(_("In their words"), _("nothing was written")),)
    )


def began(source: Source) -> str:
    """Return when a session began: of an imported one perhaps only the day is known."""
    head = source.session.head
    if not head.day_only:
        return source.wall.day(head.started_at)
    local = local_time(head.started_at, head.zone)
    return f"{day_of_week(local)} {local.year}"


def called(session: CoachingSession) -> str:
    """Return the customer's name; of one who has none the number."""
    customer = session.customer
    return (customer.name or customer.reference) if customer else ""
