"""What was typed in throw-away data, so that the words of a real customer can be carried out of it."""

from collections.abc import Iterable

from aware_tui.domain.states import Status
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table

ABOUT = ("reference", "contact")
"""What a customer is known by, besides the name."""


def words_of(call: Call) -> tuple[str, ...]:
    """Return all that was typed in a call, each text once; nothing if the call was discarded."""
    session = call.session
    if session.head.status is Status.DISCARDED:
        return ()
    found = (
        *(note.text for note in session.notes),
        *(apology.text for apology in session.apologies),
        *(option.text for option in session.options),
        *(": ".join(filter(None, (each.what, each.due_words))) for each in session.promises),
    )
    return tuple(dict.fromkeys(text.strip() for text in found if text.strip()))


def names_in(call: Call) -> tuple[str, ...]:
    """Return who the customer of a call is: name, reference and contact, as far as they were typed."""
    customer = call.session.customer
    found = (getattr(customer, field, "") for field in ("name", *ABOUT))
    return tuple(text for text in found if text)


def carry_over(calls: Iterable[Call], desk: Desk) -> Call:
    """Begin a live session on `desk` with all that was typed in these calls, in the box it opens on."""
    calls = tuple(calls)
    customer = next((call.session.customer for call in calls if call.session.customer is not None), None)
    carried = desk.begin_live(customer=customer.name if customer is not None else "")
    for field in ABOUT if customer is not None else ():
        if text := getattr(customer, field):
            carried.write(Spot(Table.CUSTOMER, "", field), text, lines=False)
    carried.write(_first_box(carried), "\n".join(text for call in calls for text in words_of(call)))
    return carried


def _first_box(call: Call) -> Spot:
    main = next((part.id for part in call.phase.parts if part.main), "notes")
    return Spot(Table.NOTE, call.place.step, main)
