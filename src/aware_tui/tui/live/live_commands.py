"""Every action of the live screen: the keys of its foot line, and by name for the palette."""

from functools import partial
from typing import TYPE_CHECKING

from aware_tui.domain import walk
from aware_tui.domain.gate import Ending
from aware_tui.language import _
from aware_tui.tui.commands import Command
from aware_tui.tui.widgets.key_line import Key

if TYPE_CHECKING:
    from aware_tui.services.call import Call
    from aware_tui.tui.live.screen import LiveScreen

KEYS = (
    ("F2", _("apology")),
    ("F3", _("promise")),
    ("F4", _("customer")),
    ("F6", _("safety")),
    ("F7", _("back")),
    ("F8", _("next")),
    ("F9", _("finish")),
    ("^o", _("tick")),
    ("^p", _("more")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

MAY_GO = ("F4", "F3", "F7", "F6", "^o")
"""The keys that give way where the line is short, the last one first."""

COACH_QUIET = _("The coach keeps quiet until they have finished: F5.")
"""Told to whoever asks for the coach before."""

LAST_STEP = _("This is the last step. F9 finishes the call.")
"""Told to whoever asks for the next one."""


def keys_at(call: "Call") -> tuple[Key, ...]:
    """Return the keys of the foot line where a call stands: the way on and back only where there is one."""
    if call.phase.lock:
        return ("F5", call.phase.unlock), ("F2", _("apology")), ("F8", _("next")), *KEYS[-3:]
    ways = {
        "F7": walk.previous_place(call.playbook, call.place),
        "F8": walk.next_place(call.playbook, call.place),
    }
    return tuple((key, what) for key, what in KEYS if ways.get(key, call.place) is not None)


def live_commands(screen: "LiveScreen") -> tuple[Command, ...]:
    """Return the actions that make sense now."""
    if screen.call.read_only:
        return (
            Command(
                _("Take over this call"),
                _("Write here; the other window can then only read"),
                screen.take_over,
            ),
            *_leaving(screen)[:1],
        )
    return (*_walking(screen), *_doing(screen), *screen.document_commands(), *_leaving(screen))


def _walking(screen: "LiveScreen") -> tuple[Command, ...]:
    steps = tuple(
        Command(
            _("Go to {title}").format(title=step.title),
            _("Straight to this step; nothing is lost"),
            partial(screen.go_to, step.id),
        )
        for step in screen.call.playbook.steps
    )
    unlock = (
        (Command(_("They have finished"), _("End listening, go on to asking"), screen.action_unlock, "F5"),)
        if screen.call.phase.lock
        else ()
    )
    return (
        *unlock,
        Command(
            _("Next step"),
            _("Go on; gaps are shown in the rail and never block"),
            screen.action_forward,
            "F8",
        ),
        Command(_("Back"), _("Go back; nothing is lost"), screen.action_back, "F7"),
        *steps,
    )


def _doing(screen: "LiveScreen") -> tuple[Command, ...]:
    clock = _("Pause the clock") if screen.call.session.head.clock_since else _("Start the clock")
    return (
        Command(
            _("Tick the next item"), _("The first open one of this step"), screen.action_tick_next, "ctrl+o"
        ),
        Command(_("Apology guide"), _("What to say, and what to leave out"), screen.action_apology, "F2"),
        Command(_("Make a promise"), _("What, who, by when"), screen.action_promise, "F3"),
        Command(_("Customer"), _("Name, reference, channel, category"), screen.action_customer, "F4"),
        Command(
            _("Safety or security"), _("Switch it on or off; a reason is asked"), screen.action_safety, "F6"
        ),
        Command(_("Coach drawer"), _("Show or hide the coach"), screen.action_drawer, "ctrl+g"),
        Command(_("Undo"), _("Take back the last tick or row"), screen.action_undo, "ctrl+z"),
        Command(clock, _("The call clock"), screen.action_clock),
        Command(_("Draft the documents again"), _("From the fields as they are now"), screen.draft_again),
        Command(_("Same cause as ..."), _("Link this call to another one like it"), screen.same_cause),
        Command(
            _("Note a choke point"), _("What keeps going wrong, for the register"), screen.note_choke_point
        ),
        Command(_("How was it for them?"), _("What they say of us, or that you asked"), screen.note_feedback),
    )


def _leaving(screen: "LiveScreen") -> tuple[Command, ...]:
    return (
        Command(_("Hold this call"), _("Save it, leave it open, go to Today"), screen.action_hold),
        Command(_("Hand this call to a colleague"), _("It stays open for them"), screen.hand_over),
        Command(_("Hold, and begin another call"), _("This one waits on Today"), screen.hold_and_begin),
        Command(_("Finish"), _("Through the gate"), partial(screen.action_gate, Ending.FINISH), "F9"),
        Command(_("Park"), _("Come back to it later"), partial(screen.action_gate, Ending.PARK)),
        Command(
            _("Discard"),
            _("Asks twice; its words stay until purged"),
            partial(screen.action_gate, Ending.DISCARD),
        ),
        Command(_("Help"), _("This screen in plain words"), screen.action_help, "F1"),
    )
