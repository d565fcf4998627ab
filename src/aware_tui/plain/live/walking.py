"""Going through the steps: next, back, straight to one, and where we are."""

from collections.abc import Iterator

from aware_tui.domain import walk
from aware_tui.domain.text import counted, folded
from aware_tui.domain.walk import Place, StepMark
from aware_tui.language import _, counted_words, in_sense, marked
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words
from aware_tui.plain.live.boxes import boxes_of
from aware_tui.plain.live.hand import CallInHand, Said, numbered
from aware_tui.plain.live.rows import questions, said_rows

MARKS = {
    StepMark.HERE: _("you are here"),
    StepMark.DONE: _("done"),
    StepMark.GAPS: _("something is open"),
    StepMark.TO_DO: _("to do"),
}
"""How each step stands, in words."""

PHASES = marked("phase", "listen", "probe")
"""What the phases of a step are called that has several; those of other methods go by their ids."""


def next_step(hand: CallInHand, _rest: str) -> Said:
    """Go one place on."""
    if not hand.call.forward():
        raise NotDone(_("This is the last step. `finish` leads to the gate."))
    return arrived(hand)


def back(hand: CallInHand, _rest: str) -> Said:
    """Go one place back."""
    if not hand.call.back():
        raise NotDone(_("This is the first step."))
    return arrived(hand)


def finished_talking(hand: CallInHand, _rest: str) -> Said:
    """End the listen lock."""
    if not hand.call.phase.lock:
        raise NotDone(_("You are past listening already. `next` goes on."))
    return next_step(hand, "")


def go(hand: CallInHand, rest: str) -> Said:
    """Go straight to a step, by its number or its name; listening is over then."""
    steps = hand.call.playbook.steps
    number, words = number_and_words(rest)
    if number is None and words:
        names = [i for i, step in enumerate(steps, 1) if folded(step.title).startswith(folded(words))]
        if not names:
            said = _("There is no step “{words}”. `steps` tells them; `note go {words}` keeps it as words.")
            raise NotDone(said.format(words=words))
        number = names[0]
    step = numbered(steps, number, ", ".join(f"{i} {each.title}" for i, each in enumerate(steps, 1)))
    phase = next((p for p in step.phases if not p.lock), step.phases[0])
    if not hand.call.move(Place(step.id, phase.id)):
        raise NotDone(_("You are in {step} already.").format(step=step.title))
    return arrived(hand)


def arrived(hand: CallInHand) -> Said:
    """Tell in two short lines where the call stands now."""
    hand.call.draft_documents()
    items = counted(len(hand.call.phase.items), "item")
    return (
        heading(hand),
        _("{lead} {items}; `where` reads them.").format(lead=hand.call.phase.lead, items=items),
    )


def heading(hand: CallInHand) -> str:
    """Return the step and its number; the word for saving follows it."""
    call = hand.call
    steps = call.playbook.steps
    number = [step.id for step in steps].index(call.step.id) + 1
    phase = in_sense("phase", call.phase.id)
    place = call.step.title if len(call.step.phases) == 1 else f"{call.step.title}, {phase}"
    said = _("{place}, step {number} of {count}.")
    return said.format(place=place, number=number, count=len(steps))


def where(hand: CallInHand, _rest: str) -> Said:
    """Tell the step, its items, its boxes and questions, and what is empty."""
    call = hand.call
    return (heading(hand), call.phase.lead, *_lock(hand), *items(hand, ""), *_boxes(hand), *_rows(hand))


def _lock(hand: CallInHand) -> Iterator[str]:
    if hand.call.phase.lock:
        yield _("No questions yet. `finished` when they have finished.")


def items(hand: CallInHand, _rest: str) -> Said:
    """Tell the items of the step with their numbers and ticks."""
    done = {tick.item_id for tick in hand.call.session.ticks}
    of_step = len(hand.call.phase.items)
    lines = []
    for number, item in enumerate(hand.items()[:of_step], 1):
        lines.append(f"[{'x' if item.id in done else ' '}] {number} {item.text}")
    return lines


def more_items(hand: CallInHand, _rest: str) -> Said:
    """Tell the items beside the method; their numbers go on from those of the step."""
    if hand.call.phase.lock:
        raise NotDone(_("Only listening now. They come once they have finished."))
    done = {tick.item_id for tick in hand.call.session.ticks}
    of_step = len(hand.call.phase.items)
    found = list(enumerate(hand.items(), 1))[of_step:]
    if not found:
        raise NotDone(_("This step has no others."))
    title = _("Also useful, not part of {method}:").format(method=hand.call.playbook.title)
    return (title, *(f"[{'x' if item.id in done else ' '}] {n} {item.text}" for n, item in found))


def _boxes(hand: CallInHand) -> Iterator[str]:
    for number, box in enumerate(boxes_of(hand.call), 1):
        words = len(hand.call.words_in(box.spot).split())
        told = counted_words("{number} word", "{number} words", words).format(number=words)
        here = _(", words go here") if box == hand.box else ""
        label = box.label.rstrip("?.:")
        said = _("Box {number}, {label}: {words}{here}.")
        yield said.format(number=number, label=label, words=told if words else _("empty"), here=here)


def _rows(hand: CallInHand) -> Iterator[str]:
    for number, row in enumerate(questions(hand.call), 1):
        yield _("Question {number}, {row}").format(number=number, row=row.told())
    yield from said_rows(hand)


def steps(hand: CallInHand, _rest: str) -> Said:
    """Tell every step and how it stands."""
    rail = walk.rail(hand.call.session, hand.call.playbook)
    return tuple(f"{n} {each.step.title}: {MARKS[each.mark]}." for n, each in enumerate(rail, 1))


COMMANDS = (
    Command(("next", "n"), Takes.NOTHING, "", _("go on to the next step"), next_step, reads=True),
    Command(("back", "b"), Takes.NOTHING, "", _("go back, nothing is lost"), back, reads=True),
    Command(("finished", "f"), Takes.NOTHING, "", _("they have finished talking"), finished_talking),
    Command(("go", "g"), Takes.WORDS, _("STEP"), _("straight to a step, by number or name"), go, reads=True),
    Command(("where", "w"), Takes.NOTHING, "", _("the step, its items, its boxes"), where, reads=True),
    Command(("items",), Takes.NOTHING, "", _("the items alone"), items, reads=True),
    Command(("more items", "more"), Takes.NOTHING, "", _("items beside the method"), more_items, reads=True),
    Command(("steps",), Takes.NOTHING, "", _("every step and how it stands"), steps, reads=True),
)
"""What can be typed to walk."""
