"""What the coach says beside the step, the read-back, and help: short, and by step."""

from collections.abc import Iterator

from aware_tui.domain.checklists import applies
from aware_tui.domain.deadlines import deadlines_in
from aware_tui.domain.drafts import find_part
from aware_tui.domain.due import describe
from aware_tui.domain.playbook import PartKind
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, one
from aware_tui.plain.live.hand import CallInHand, Said

BY_STEP: dict[PartKind, tuple[str, ...]] = {
    PartKind.NOTE: ("note", "box", "read"),
    PartKind.OPTIONS: ("option", "works", "possible", "pick"),
    PartKind.SAFETY: ("safety",),
    PartKind.PROMISES: ("promise", "promises"),
    PartKind.READ_BACK: ("read back",),
    PartKind.KEPT: ("kept", "broken", "changed"),
    PartKind.FOLLOW_UPS: ("check back", "check on", "well", "not well"),
    PartKind.PROFILE: ("read", "line", "record"),
    PartKind.QUALITY: ("record",),
    PartKind.COST: ("box",),
    PartKind.RECOMMENDATION: ("box",),
    PartKind.SIZE: ("size", "apology"),
    PartKind.MOOD_START: ("mood",),
    PartKind.MOOD_END: ("mood",),
    PartKind.ANSWER: ("answer",),
    PartKind.CATEGORY: ("category",),
    PartKind.CAUSE: ("cause",),
    PartKind.LIKELIHOOD: ("likely",),
    PartKind.CHECK_IN: ("for me",),
}
"""The commands that go with each part of a step, the most useful first."""

ALWAYS = ("tick", "next", "back", "where", "finish", "quit")
"""The commands that help tells in every step."""


def coach(hand: CallInHand, _rest: str) -> Said:
    """Tell what to ask, to say, to be careful of; nothing but silence while listening."""
    call, now = hand.call, hand.desk.now()
    if call.phase.lock:
        raise NotDone(_("Only listening now. The coach speaks once they have finished."))
    lines = []
    for block in call.phase.coach:
        if applies(block, call.session):
            lines += [f"{block.title}:", *block.lines]
    for each in deadlines_in(call.session, call.playbook) if call.playbook.deadlines else ():
        said = _("Deadline, not part of {method}: {label}, {when}, {sum}.")
        when = describe(each.due, now)
        lines.append(said.format(method=call.playbook.title, label=each.label, when=when, sum=each.sum))
    return lines or (_("Nothing for this step."),)


def read_back(hand: CallInHand, _rest: str) -> Said:
    """Tell the agreed solution, to be said back to the customer."""
    part = find_part(hand.call.playbook, PartKind.READ_BACK)
    words = hand.call.draft(part.template, hand.desk.now()) if part is not None else ""
    return (words or _("Nothing is agreed yet."),)


def clock(hand: CallInHand, rest: str) -> Said:
    """Tell the call clock, or have it pause or run."""
    call = hand.call
    if rest in ("pause", "run"):
        if hand.read_only:
            raise NotDone(hand.read_only)
        if (call.session.head.clock_since is not None) != (rest == "run"):
            call.turn_clock(run=rest == "run")
    elif rest:
        raise NotDone(_("Say `clock`, `clock pause` or `clock run`."))
    minutes, seconds = divmod(call.clock(hand.desk.now()), 60)
    runs = _("running") if call.session.head.clock_since is not None else _("paused")
    said = _("{minutes} min {seconds} s, {runs}.")
    return (said.format(minutes=minutes, seconds=seconds, runs=runs),)


def help_(hand: CallInHand, rest: str) -> Said:
    """Tell the commands of this step; `help all` tells every one, `help NAME` tells one."""
    if rest == "all":
        return tuple(command.help() for command in hand.commands)
    if rest:
        return (one(hand.commands, rest).help(),)
    names = dict.fromkeys((*_of_step(hand), *ALWAYS))
    told = [one(hand.commands, name).help() for name in names]
    last = _("`help all` tells every command. Words that are no command are kept as a note.")
    return (*told, last)


def _of_step(hand: CallInHand) -> Iterator[str]:
    if hand.call.phase.lock:
        yield from ("finished", "note", "apology", "tick")
        return
    for part in hand.call.phase.parts:
        yield from BY_STEP.get(part.kind, ())
    yield "coach"


COMMANDS = (
    Command(("help", "h", "?"), Takes.WORDS, _("all, or COMMAND"), _("what can be typed"), help_, True),
    Command(("coach", "c"), Takes.NOTHING, "", _("what to ask and to be careful of"), coach, True),
    Command(("read back",), Takes.NOTHING, "", _("what was agreed, to say back to them"), read_back, True),
    Command(("clock",), Takes.WORDS, _("pause or run"), _("how long the call has gone on"), clock, True),
)
"""What can be typed to be helped."""
