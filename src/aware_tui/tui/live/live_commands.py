"""Every action of the live screen, by name, for the palette."""

from functools import partial
from typing import TYPE_CHECKING

from aware_tui.domain.gate import Ending
from aware_tui.tui.commands import Command

if TYPE_CHECKING:
    from aware_tui.tui.live.screen import LiveScreen


def live_commands(screen: "LiveScreen") -> tuple[Command, ...]:
    """Return the actions that make sense now."""
    if screen.call.read_only:
        return (
            Command(
                "Take over this call", "Write here; the other window can then only read", screen.take_over
            ),
            *_leaving(screen)[:1],
        )
    return (*_walking(screen), *_doing(screen), *screen.document_commands(), *_leaving(screen))


def _walking(screen: "LiveScreen") -> tuple[Command, ...]:
    steps = tuple(
        Command(
            f"Go to {step.title}", "Straight to this step; nothing is lost", partial(screen.go_to, step.id)
        )
        for step in screen.call.playbook.steps
    )
    unlock = (
        (Command("They have finished", "End listening, go on to asking", screen.action_unlock, "F5"),)
        if screen.call.phase.lock
        else ()
    )
    return (
        *unlock,
        Command(
            "Next step", "Go on; gaps are shown in the rail and never block", screen.action_forward, "F8"
        ),
        Command("Back", "Go back; nothing is lost", screen.action_back, "F7"),
        *steps,
    )


def _doing(screen: "LiveScreen") -> tuple[Command, ...]:
    clock = "Pause the clock" if screen.call.session.head.clock_since else "Start the clock"
    return (
        Command("Tick the next item", "The first open one of this step", screen.action_tick_next, "ctrl+o"),
        Command("Apology guide", "What to say, and what to leave out", screen.action_apology, "F2"),
        Command("Make a promise", "What, who, by when", screen.action_promise, "F3"),
        Command("Customer", "Name, reference, channel, category", screen.action_customer, "F4"),
        Command("Safety or security", "Switch it on or off; a reason is asked", screen.action_safety, "F6"),
        Command("Coach drawer", "Show or hide the coach", screen.action_drawer, "ctrl+g"),
        Command("Undo", "Take back the last tick or row", screen.action_undo, "ctrl+z"),
        Command(clock, "The call clock", screen.action_clock),
        Command("Draft the documents again", "From the fields as they are now", screen.draft_again),
        Command("Same cause as ...", "Link this call to another one like it", screen.same_cause),
        Command("Note a choke point", "What keeps going wrong, for the register", screen.note_choke_point),
        Command("How was it for them?", "What they say of us, or that you asked", screen.note_feedback),
    )


def _leaving(screen: "LiveScreen") -> tuple[Command, ...]:
    return (
        Command("Hold this call", "Save it, leave it open, go to Today", screen.action_hold),
        Command("Hand this call to a colleague", "It stays open for them", screen.hand_over),
        Command("Hold, and begin another call", "This one waits on Today", screen.hold_and_begin),
        Command("Finish", "Through the gate", partial(screen.action_gate, Ending.FINISH), "F9"),
        Command("Park", "Come back to it later", partial(screen.action_gate, Ending.PARK)),
        Command(
            "Discard", "Asks twice; its words stay until purged", partial(screen.action_gate, Ending.DISCARD)
        ),
        Command("Help", "This screen in plain words", screen.action_help, "F1"),
    )
