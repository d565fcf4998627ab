"""What the program was started to do."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from aware_tui.services.acting import Making


class Opening(NamedTuple):
    """Where the app opens: on Today, in a new call, in a session taken up again, or on Practice."""

    live: bool = False
    resume: str | None = None
    reopen: bool = True
    """Whether a session to resume is opened again if it has ended; not where a page only comes back to it."""
    customer: str | None = None
    channel: str | None = None
    practice: str | None = None
    """On Practice: the id or the file of a scenario whose briefing is opened, or empty for the list."""
    welcome: bool = False
    """Whether nobody has opened the program here before: Today offers a tour then."""
    sample: bool = False
    """Whether the data is thrown away at the end; every screen says so then."""
    afterwards: "Making | None" = None
    """A change of the data that can wait until the first screen is shown."""


ON_TODAY = Opening()
"""Started with nothing special to do."""
