"""What a typed line comes to, once it was read and, where it had to be, asked about."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.moves import Did, in_one_line
from aware_tui.domain.practice.scenario import Scenario

if TYPE_CHECKING:
    from aware_tui.domain.practice.understanding import Understood


def settled_by(
    scenario: Scenario, read: "Understood", text: str, confirmed: Collection[Act] = ()
) -> Did | None:
    """Return what a line does beyond doubt, and what was agreed to; None if nothing in it is certain."""
    acts = tuple(dict.fromkeys((*(guess.act for guess in read.sure), *confirmed)))
    tells = read.safety and scenario.safety
    if tells and not acts:
        acts = (Act.EXPLAIN,)
    if not acts and not read.small_sorry:
        return None
    offer = read.offer if Act.OFFER_OPTION in acts else None
    return Did(acts, offer, tells, in_one_line(text), read.small_sorry)
