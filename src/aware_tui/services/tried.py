"""What was typed in throw-away data, so that the words of a real customer can be carried out of it."""

from collections.abc import Iterable, Iterator

from aware_tui.domain import commitments
from aware_tui.domain.due import Due
from aware_tui.domain.rows import Promise
from aware_tui.domain.states import PromiseState, Status
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table

ABOUT = ("reference", "contact")
"""What a customer is known by, besides the name."""

AS_IT_STOOD = ("due_words", "verdict", "findings", "state", "reason", "settled_at", "note")
"""What is known of a promise besides what, who and by when."""


def words_of(call: Call) -> tuple[str, ...]:
    """Return all that was typed in a call, each text once; nothing if the call was discarded."""
    promised = (": ".join(filter(None, (each.what, each.due_words))) for each in _promises(call))
    return _each_once((*_written(call), *promised))


def _written(call: Call) -> Iterator[str]:
    """Yield what was typed in a call but for its promises."""
    session = call.session
    if session.head.status is not Status.DISCARDED:
        yield from (note.text for note in session.notes)
        yield from (apology.text for apology in session.apologies)
        yield from (option.text for option in session.options)


def _promises(call: Call) -> tuple[Promise, ...]:
    """Return what was promised in a call, each as it was agreed last."""
    session = call.session
    if session.head.status is Status.DISCARDED:
        return ()
    return tuple(each for each in session.promises if each.state is not PromiseState.CHANGED)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def names_in(call: Call) -> tuple[str, ...]:
    """Return who the customer of a call is: name, reference and contact, as far as they were typed."""
    customer = call.session.customer
    found = (getattr(customer, field, "") for field in ("name", *ABOUT))
    return tuple(text for text in found if text)


def carry_over(calls: Iterable[Call], desk: Desk) -> Call:
    """Begin a live session on `desk` with all that was typed in these calls.

    Promises are promises there too; every other text stands in the box the session opens on.
    """
    calls = tuple(calls)
    customer = next((call.session.customer for call in calls if call.session.customer is not None), None)
    carried = desk.begin_live(customer=customer.name if customer is not None else "")
    for field in ABOUT if customer is not None else ():
        if text := getattr(customer, field):
            carried.write(Spot(Table.CUSTOMER, "", field), text, lines=False)
    carried.write(
        _first_box(carried), "\n".join(_each_once(text for call in calls for text in _written(call)))
    )
    for call in calls:
        for promise in _promises(call):
            _promise_again(carried, promise)
    return carried


def _promise_again(carried: Call, made: Promise) -> None:
    """Make a promise in another call, with its time and as it stood."""
    due = Due(made.due_at, made.zone or "UTC", made.due_words) if made.due_at is not None else None
    again = carried.promise(made.what, made.who, due)
    if again is not None:
        carried.do(
            commitments.amend, again, stamp=carried.stamp(), **{n: getattr(made, n) for n in AS_IT_STOOD}
        )


def _first_box(call: Call) -> Spot:
    main = next((part.id for part in call.phase.parts if part.main), "notes")
    return Spot(Table.NOTE, call.place.step, main)
