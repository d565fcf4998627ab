"""What erasing, purging and access say: who it is, what goes, what stays, and where else it may be."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aware_tui.cli.output import shown_ids
from aware_tui.domain.text import counted

if TYPE_CHECKING:
    from aware_tui.domain.rows import Customer
    from aware_tui.services.privacy import Person
    from aware_tui.services.privacy_places import KeptCopy, Places
    from aware_tui.services.purging import Age
    from aware_tui.services.written import Written
    from aware_tui.store.person import Mentions
    from aware_tui.store.purging import Old

STAYS = "That the calls happened stays: when, how long, their category, and how they are counted."


def several(found: "Sequence[Customer]") -> Iterator[str]:
    """Yield the people of whom one has to be chosen, a line each."""
    ids = shown_ids([each.id for each in found])
    for shown, each in zip(ids, found, strict=True):
        yield f"{shown}  {each.name or 'no name'}, {each.reference or 'no reference'}"


def preview(person: "Person") -> Iterator[str]:
    """Yield what there is to know before a person is erased."""
    yield from _who(person)
    yield from _held(person)
    yield STAYS
    yield from _elsewhere(person.places)
    yield from _mentions(person.mentions)


def _who(person: "Person") -> Iterator[str]:
    for each in person.customers:
        told = [part for part in (each.name, each.reference, each.contact) if part.strip()]
        yield f"{', '.join(told) or 'No name'} (customer {each.id})"
    if len(person.customers) > 1:
        yield f"These {len(person.customers)} entries are shown as one customer, and go together."
    yield ""


def _held(person: "Person") -> Iterator[str]:
    held = person.holding
    parts = _some(
        (held.calls, "call", ""),
        (held.notes, "note", ""),
        (held.promises, "promise", ""),
        (held.follow_ups, "check", ""),
        (held.documents, "document", ""),
        (held.deliveries, "document given to other programs", "documents given to other programs"),
        (held.feedback, "piece of feedback", "pieces of feedback"),
    )
    yield f"Every word goes: who they are, and all in {', '.join(parts) or 'no call'}."
    still = _some(
        (held.open_calls, "open call", ""),
        (held.open_promises, "open promise", ""),
        (held.open_follow_ups, "open check", ""),
    )
    if still:
        yield f"Still to be done, and closed by this: {', '.join(still)}."
    if held.deliveries:
        yield "What other programs were given stays there: ask whoever keeps them to erase it too."


def _some(*counts: tuple[int, str, str]) -> list[str]:
    """Return in words those counts that are not 0."""
    return [counted(number, one, many) for number, one, many in counts if number]


def _elsewhere(places: "Places") -> Iterator[str]:
    yield from _copies(
        places.copies, "still hold them. Each is deleted on its day; restoring one erases them again"
    )
    yield from _list("Databases set aside may hold them; delete these by hand", map(str, places.aside))
    yield from _list("Drafts of scenarios were made of their calls, and go too", map(str, places.drafts))
    yield from _list("Files name them; look at each, and change or delete it", map(str, places.naming))
    yield from _exports(places.exports)


def _copies(copies: "Sequence[KeptCopy]", what: str) -> Iterator[str]:
    yield from _list(f"Backups {what}", (f"{copy.path}  until {copy.until}" for copy in copies))


def _exports(exports: "Sequence[Written]") -> Iterator[str]:
    yield from _list(
        "Exports are still where they were written, and may hold them; delete these by hand",
        (f"{each.folder}  of {each.at:%Y-%m-%d}" for each in exports),
    )


def _mentions(mentions: "Mentions") -> Iterator[str]:
    yield from _list("Calls of others name them; these words stay, look at them", mentions.calls)
    yield from _list("Causes in the register name them; these words stay, look at them", mentions.causes)
    yield from _list("Goals name them; these words stay, look at them", mentions.goals)


def _list(head: str, lines: Iterable[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield from ("", f"{head}:", *(f"  {line}" for line in shown))


def old_lines(age: "Age") -> Iterator[str]:
    """Yield what is too old, what stays although it is, and where copies may be."""
    old = age.old
    yield f"Ended before {age.before:%Y-%m-%d %H:%M} UTC: {_old_counts(old)}."
    if not old.nothing:
        yield f"Every word goes from these. {STAYS}"
    if old.staying:
        calls = counted(old.staying, "call is as old and stays", "calls are as old and stay")
        first = "" if old.staying == len(old.named) else f". The first {len(old.named)}"
        yield from _list(f"{calls}, for something is still to be done with it{first}", old.named)
    if not old.nothing:
        yield from _copies(age.copies, "hold what they held. Each is deleted on its day")
        yield from _exports(age.exports)


def purged_line(old: "Old") -> str:
    """Return the sentence of what lost its words."""
    return f"The words are gone from {_old_counts(old)}."


def _old_counts(old: "Old") -> str:
    parts = _some(
        (old.sessions, "call", ""),
        (old.feedback, "piece of feedback without a call", "pieces of feedback without a call"),
        (old.attempts, "practice attempt", ""),
        (
            old.customers,
            "customer of whom there is nothing younger",
            "customers of whom there is nothing younger",
        ),
    )
    return ", ".join(parts) or "nothing"


def preview_object(person: "Person") -> dict[str, Any]:
    """Return the same as one JSON object."""
    from aware_tui.exports.json_text import row

    places = person.places
    return {
        "customers": person.customers,
        "type_to_confirm": person.to_type,
        "erased_already": person.erased,
        "sessions": person.sessions,
        "holds": row(person.holding),
        "named_elsewhere": row(person.mentions),
        "backups": [
            {"path": copy.path, "until": str(copy.until), "readable": copy.readable} for copy in places.copies
        ],
        "set_aside": places.aside,
        "drafts": places.drafts,
        "files_naming_them": places.naming,
        "exports": [row(each) for each in places.exports],
    }
