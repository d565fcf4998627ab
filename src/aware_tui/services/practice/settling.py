"""What a typed line comes to, once it was read and, where it had to be, asked about."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.moves import Did, in_one_line
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.domain.practice.understanding import Understood


UNREAD = _("This could not be read. It cost nothing: say it in other words.")


def can_be_read(read: "Understood", scenario: Scenario) -> bool:
    """Say whether there is anything in a line to go on with."""
    return bool(read.sure or read.maybe or read.small_sorry or (read.safety and scenario.safety))


def is_open(read: "Understood") -> bool:
    """Say whether a line has to be asked about; beside what is certain, keeping the talk going is nothing."""
    only_talk = bool(read.sure) and {guess.act for guess in read.maybe} == {Act.OTHER}
    return bool(read.maybe) and not only_talk


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
