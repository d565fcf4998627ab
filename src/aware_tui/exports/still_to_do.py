"""What a session leaves to be done, for whoever reads its record first thing."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain.playbook import PartKind
from aware_tui.domain.rows import FollowUp
from aware_tui.domain.states import DocumentKind, FollowUpKind, FollowUpState, PromiseState, Status
from aware_tui.exports.record import Check, Section, Source, joined, written_in

DOCUMENTS = {
    DocumentKind.PROFILE_ENTRY: PartKind.PROFILE,
    DocumentKind.QUALITY_RECORD: PartKind.QUALITY,
}
"""The part of a playbook that asks for each document."""


def still_to_do(source: Source) -> Section | None:
    """Return open promises and checks, and the one document that is missing; None if there is nothing."""
    if source.session.head.status is Status.DISCARDED:
        return None
    lines = (*_promises(source), *_checks(source), *_document(source))
    return Section("Still to do", "", tuple(Check(text, "") for text in lines)) if lines else None


def missing_half(source: Source) -> DocumentKind | None:
    """Return the document that is not recorded yet of a session that is half-documented."""
    asked_for = source.playbook.documents()
    missing = [kind for kind, part in DOCUMENTS.items() if part in asked_for and not _recorded(source, kind)]
    return missing[0] if len(asked_for) == len(DOCUMENTS) and len(missing) == 1 else None


def _recorded(source: Source, kind: DocumentKind) -> bool:
    written = written_in(source.session, kind)
    return written is not None and written.recorded_at is not None


def _promises(source: Source) -> Iterator[str]:
    for made in source.session.promises:
        if made.state is PromiseState.OPEN:
            yield joined(made.what, f"promised by {made.who or 'nobody'}", _when(made.due_at, source))


def _checks(source: Source) -> Iterator[str]:
    for check in source.session.follow_ups:
        if check.state is FollowUpState.OPEN:
            about = next((p.what for p in source.session.promises if p.id == check.promise_id), "")
            told = f"about: {about}" if about else ""
            yield joined(f"{_deed(check)} {check.who or 'them'}", told, _when(check.due_at, source))


def _deed(check: FollowUp) -> str:
    return "check with" if check.kind is FollowUpKind.DELEGATE else "check back with"


def _when(due_at: datetime | None, source: Source) -> str:
    if due_at is None:
        return "no time was given"
    late = "overdue since" if source.wall.past(due_at) else "due"
    return f"{late} {source.wall.day(due_at)}"


def _document(source: Source) -> Iterator[str]:
    kind = missing_half(source)
    if kind is not None:
        yield f"not recorded yet: {source.playbook.documents()[DOCUMENTS[kind]].label}"
