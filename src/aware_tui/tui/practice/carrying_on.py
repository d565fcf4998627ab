"""Taking up a call that waits, from whatever list it stands in."""

from typing import TYPE_CHECKING, Any

from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.screen import Screen

    from aware_tui.services.practice.rehearsal import Rehearsal


async def carry_on(screen: "Screen[Any]", resuming: "Future[Rehearsal]") -> bool:
    """Open a call once it is taken up; say whether it could be. What stands in the way is told."""
    from aware_tui.tui.practice.call_screen import CallScreen

    found, problem = await answer_of(resuming)
    if not screen.is_attached:
        return True
    if found is None:
        screen.app.notify(problem, severity="warning")
    elif screen.app.screen is screen:  # a screen under a dialog is `is_current` too
        screen.app.push_screen(CallScreen(found))
    return found is not None
