"""What an agent in practice can know of the case, to be looked up while the customer talks."""

from collections.abc import Iterator

from aware_tui.domain.practice.scenario import Scenario
from aware_tui.language import _
from aware_tui.services.practice.standing import offers
from aware_tui.services.reading_room.passages import Passage, Said, Voice

NOTHING = Said(_("nothing is fixed beforehand"), Voice.QUIET)


def case_page(scenario: Scenario) -> tuple[Passage, ...]:
    """Return what may be offered, what may not, and the briefing."""
    may, may_not = offers(scenario)
    pages = [
        Passage(_("You may offer"), tuple(_listed(may)) or (NOTHING,)),
        Passage(_("You may not"), tuple(_listed(may_not)) or (NOTHING,)),
    ]
    if scenario.about:
        pages.append(Passage(_("The case"), (Said(scenario.about, Voice.QUIET),)))
    return tuple(pages)


def _listed(lines: tuple[str, ...]) -> Iterator[Said]:
    return (Said(line, lead="· ") for line in lines)
