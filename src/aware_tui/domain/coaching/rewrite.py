"""A suggested wording: its slots filled only with what the call's notes say, else left as visible blanks."""

from collections.abc import Callable

from aware_tui.domain.coaching.rules import Coaching, MayAdmitFault, Slot
from aware_tui.domain.drafts import PLACE
from aware_tui.domain.states import ApologySize

LONGEST_FILL = 120
"""Characters of a note that still fit into a sentence; a longer one leaves the blank."""


def rewrite(coaching: Coaching, size: ApologySize, note: Callable[[str], str]) -> str:
    """Return a wording of this size, a sentence a line; `note` gives what the call has under a name."""
    slots = {slot.id: _filled(slot, note) for slot in coaching.rewrite.slots}
    lines = _lines(coaching, size)
    return "\n".join(PLACE.sub(lambda found: slots.get(found[1], found[0]), line) for line in lines)


def _lines(coaching: Coaching, size: ApologySize) -> tuple[str, ...]:
    wording = coaching.rewrite
    if size is ApologySize.LIGHT:
        return wording.light
    if coaching.may_admit_fault is MayAdmitFault.NO:
        return wording.no_fault
    return wording.handling_only if coaching.may_admit_fault is MayAdmitFault.HANDLING_ONLY else wording.full


def _filled(slot: Slot, note: Callable[[str], str]) -> str:
    words = (" ".join(note(name).split()).rstrip(" .") for name in slot.notes)
    return next((each for each in words if 0 < len(each) <= LONGEST_FILL), slot.blank)
