"""What the call screen says of itself: its help, and the keys at its foot."""

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.widgets.key_line import Key

CALL_HELP = Help(
    _("A practice call"),
    (
        _(
            "The customer talks in pieces. Let them go on until they have finished: whoever answers "
            "before cuts them off, and may never hear what they were about to say. No clock runs: take "
            "the time you need."
        ),
        _("Everything is saved at once. Leave with escape whenever you like; the call waits in Practice."),
    ),
    (
        ("space", _("let them go on")),
        ("1 to 9", _("say it, or choose it")),
        (_("↑ ↓ enter"), _("the same by arrows")),
        ("enter", _("say what you typed")),
        ("F2", _("what you may offer")),
        ("w", _("notes beside the turns")),
        (_("pageup, pagedown"), _("read back")),
        ("F9", _("end the call")),
        ("escape", _("back, or pause")),
        ("^p", _("every command")),
    ),
)
"""The help of a practice call."""

ALWAYS: tuple[Key, ...] = (("escape", _("pause")), ("F1", _("help")))
MAY_GO = ("F1", "w", "F2")
NOTES: Key = ("w", _("notes"))
OFFERS: Key = ("F2", _("may offer"))


def keys_for(stage: Stage, mode: AttemptMode, *, talking: bool) -> tuple[Key, ...]:
    """Return the keys at the foot while the screen waits for this."""
    notes = () if mode is AttemptMode.TYPE else (NOTES,)
    listen: tuple[Key, ...] = (("space", _("let them go on")),) if talking else ()
    match stage:
        case Stage.MODEL:
            return (("space", _("go on")), *notes, OFFERS, *ALWAYS)
        case Stage.CHOOSING:
            return (*listen, ("1-9", _("say it")), *notes, OFFERS, ("F9", _("end")), *ALWAYS)
        case Stage.TYPING | Stage.READING:
            return (*listen, ("enter", _("say it")), OFFERS, ("F9", _("end")), *ALWAYS)
        case Stage.AFTER:
            deeds: tuple[Key, ...] = () if mode is AttemptMode.WATCH else (("1-5", _("do it")),)
            return (*deeds, ("enter", _("debrief")), ("pgdn", _("read on")), *notes, *ALWAYS)
        case _:
            return ((_("digit"), _("choose")), ("escape", _("back")), ("F1", _("help")))
