"""What to say of the elements of an apology: what each missing one needs, and which items stand for it."""

from collections.abc import Iterable

from aware_tui.domain.coaching.apology import Element
from aware_tui.domain.coaching.rules import Coaching, MayAdmitFault


def advice_for(coaching: Coaching, element: Element) -> str:
    """Return what to add where an element is missing, as far as fault may be admitted here."""
    found = next((each for each in coaching.elements if each.id == element), None)
    if found is None:
        return ""
    handling = coaching.may_admit_fault is MayAdmitFault.HANDLING_ONLY
    return found.handling_only if handling and found.handling_only else found.missing


def items_for(coaching: Coaching, elements: Iterable[Element]) -> frozenset[str]:
    """Return the ids of the checklist items that stand for these elements."""
    wanted = set(elements)
    return frozenset(item for each in coaching.elements if each.id in wanted for item in each.items)
