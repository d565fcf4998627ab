"""What the desk hands to a screen, and what it says when there is nothing to hand over."""

from typing import TYPE_CHECKING, NamedTuple

from aware_tui.paths import shipped_playbooks

if TYPE_CHECKING:
    from aware_tui.domain.causes import ToBeTold
    from aware_tui.domain.figures import Figures
    from aware_tui.domain.playbook import Playbook
    from aware_tui.domain.rows import Event
    from aware_tui.domain.session import Change, CoachingSession
    from aware_tui.domain.summary import DueLine, HalfDocumented, NotDelivered, SessionLine, Totals


class InForce(NamedTuple):
    """The playbook new sessions start with; `notice` tells why it is not the one that was asked for."""

    playbook: "Playbook"
    content_hash: str
    notice: str = ""


def ships_with_us(playbook: str) -> bool:
    """Say whether a playbook, as the settings name it, is one that came with the program."""
    return any(folder.name == playbook for folder in shipped_playbooks().iterdir())


class Day(NamedTuple):
    """What Today shows."""

    unfinished: "tuple[SessionLine, ...]"
    due: "tuple[DueLine, ...]"
    half_documented: "tuple[HalfDocumented, ...]"
    to_tell: "tuple[ToBeTold, ...]" = ()
    """Customers hit by a cause that is fixed, not told yet."""
    not_delivered: "tuple[NotDelivered, ...]" = ()
    """Documents that did not get through to where they belong."""
    totals: "Totals | None" = None
    """How many there are of each: the lists hold the first ones."""
    figures: "Figures | None" = None
    """What the tiles show."""


class Story(NamedTuple):
    """A session read back whole, in the wording it had."""

    session: "CoachingSession"
    playbook: "Playbook"
    events: "tuple[Event, ...]"


class Acted(NamedTuple):
    """A deed that was done and saved: the session after it, and what it changed."""

    session: "CoachingSession"
    change: "Change"


class NoSuchSession(Exception):  # noqa: N818
    """No session has this id; the message says so and what to do."""
