"""What of each table is words of or about a person, and what a row becomes when these go.

Columns that are not named here hold no words: ids, times, numbers, states, the names of those who work here,
and the playbook's own wording.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Stored = str | int | float | None
"""What a column holds."""


class ErasedKind(StrEnum):
    """What kind of row was erased; each is the name of its table."""

    CUSTOMER = "customer"
    SESSION = "session"
    ATTEMPT = "attempt"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A line of the ledger: it holds an id that chance made, and nothing of a person."""

    id: str
    erased_at: datetime
    """Aware UTC."""
    actor: str
    kind: ErasedKind
    row_id: str


class Fate(StrEnum):
    """What becomes of the words in a column."""

    GOES = "goes"
    LABEL = "label"
    """They stay where they are one plain word, such as the id of a choice."""
    SHARED = "shared"
    """They stay where others say them too, so that they tell of nobody."""
    LABEL_OR_SHARED = "label or shared"
    COLLEAGUE = "colleague"
    """They stay where they name somebody who works here."""


OTHERS = 5
"""How many other people have to say a thing for it to tell of nobody."""

_GOES = Fate.GOES

FATES: Mapping[str, Mapping[str, tuple[Fate, Stored]]] = {
    "customer": {
        "name": (_GOES, ""),
        "reference": (_GOES, ""),
        "contact": (_GOES, ""),
        "preferred_channel": (_GOES, None),
    },
    "session": {
        "product": (_GOES, None),
        "location": (Fate.SHARED, None),
        "category": (Fate.LABEL_OR_SHARED, None),
        "channel": (Fate.LABEL, None),
        "safety_reason": (_GOES, None),
        "end_reason": (Fate.LABEL, None),
        "end_words": (_GOES, None),
    },
    "note": {"text": (_GOES, "")},
    "answer": {"value": (Fate.LABEL, "")},
    "apology": {"text": (_GOES, "")},
    "option": {"text": (_GOES, "")},
    "promise": {
        "what": (_GOES, ""),
        "who": (Fate.COLLEAGUE, ""),
        "due_words": (_GOES, ""),
        "reason": (_GOES, ""),
        "note": (_GOES, ""),
    },
    "follow_up": {
        "who": (Fate.COLLEAGUE, ""),
        "due_words": (_GOES, ""),
        "outcome": (_GOES, ""),
        "note": (_GOES, ""),
    },
    "profile_entry": {"text": (_GOES, ""), "outside_reference": (_GOES, "")},
    "quality_record": {
        "text": (_GOES, ""),
        "category": (Fate.LABEL_OR_SHARED, None),
        "cause": (Fate.LABEL, None),
        "likelihood": (Fate.LABEL, None),
        "cost": (_GOES, ""),
        "recommendation": (_GOES, ""),
        "outside_reference": (_GOES, ""),
    },
    "delivery": {"payload": (_GOES, ""), "problem": (_GOES, ""), "outside_reference": (_GOES, "")},
    "feedback": {
        "text": (_GOES, ""),
        "location": (Fate.SHARED, None),
        "category": (Fate.LABEL_OR_SHARED, None),
        "channel": (Fate.LABEL, None),
    },
    "attempt": {"moves": (_GOES, ""), "draft": (_GOES, ""), "reflection": (_GOES, "")},
}
"""By table and column: what becomes of the words, and what stands there when they are gone."""

ENDS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "session": ({"open": "finished", "parked": "finished"}, "ended_at"),
    "promise": ({"open": "changed"}, "settled_at"),
    "follow_up": ({"open": "done"}, "settled_at"),
    "delivery": ({"waiting": "withdrawn", "held": "withdrawn"}, ""),
}
"""What nobody can deal with any more ends: the states it ends from and in, and the column of the time.

A promise ends as `changed`, which counts as neither kept nor broken; nobody waits to be told of a cause.
"""

_STOPS: Mapping[str, tuple[str, ...]] = {
    "session": ("clock_since",),
    "delivery": ("next_at", "claimed_until"),
}

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")

Known = Callable[[Fate, str, str], bool]
"""Says whether others have this value in this column too (SHARED), or it names a colleague (COLLEAGUE)."""


def without_words(table: str, row: Mapping[str, Stored], known: Known) -> dict[str, Stored]:
    """Return the columns of a row that change when the words in it go, with what they hold then."""
    return {
        name: blank
        for name, (fate, blank) in FATES.get(table, {}).items()
        if row[name] not in (blank, None) and not _stays(fate, name, str(row[name]), known)
    }


def _stays(fate: Fate, column: str, value: str, known: Known) -> bool:
    match fate:
        case Fate.GOES:
            return False
        case Fate.LABEL:
            return is_label(value)
        case Fate.LABEL_OR_SHARED:
            return is_label(value) or known(Fate.SHARED, column, value)
    return known(fate, column, value)


def is_label(value: str) -> bool:
    """Say whether a value is one plain word, as the ids of a playbook are."""
    return _LABEL.fullmatch(value) is not None


def ended(table: str, row: Mapping[str, Stored], at: str) -> dict[str, Stored]:
    """Return the columns that change when a row that is still open ends; `at` is the time as it is stored."""
    if table == "cause_link" and row["told_at"] is None:
        return {"told_at": at}
    states, when = ENDS.get(table, ({}, ""))
    column = "status" if table == "session" else "state"
    state = states.get(str(row.get(column)))
    if state is None:
        return {}
    return {column: state, **({when: at} if when else {}), **dict.fromkeys(_STOPS.get(table, ()))}


def typed_to_confirm(reference: str, customer_id: str) -> str:
    """Return what has to be typed to erase a customer: the reference, else the last six of the id."""
    return reference.strip() or customer_id[-6:]


def is_confirmed(typed: str, reference: str, customer_id: str) -> bool:
    """Say whether the right words were typed; case and blanks around do not matter."""
    return typed.strip().casefold() == typed_to_confirm(reference, customer_id).casefold()
