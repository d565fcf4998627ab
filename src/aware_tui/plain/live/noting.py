"""Ticks and words: ticking items, writing in boxes, reading them back, undoing."""

from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words, numbers_in
from aware_tui.plain.live.boxes import boxes_of
from aware_tui.plain.live.hand import CallInHand, Said, numbered

WORDS = {
    "ticks": "wording",
    "notes": "text",
    "options": "text",
    "promises": "what",
    "follow_ups": "who",
    "apologies": "text",
}
"""The rows of a call that have words, by which it is told what was taken back."""

SHOWN = 80
"""Cells of them."""


def tick(hand: CallInHand, rest: str) -> Said:
    """Tick items by number; without one, the next open item of the step."""
    found = [numbered(hand.items(), number, _("the items here")) for number in numbers_in(rest)]
    if not rest:
        found = [item for item in hand.call.phase.items if not _done(hand, item)][:1]
        if not found:
            raise NotDone(_("Every item of this step is ticked."))
    new = [item for item in found if not _done(hand, item)]
    for item in new:
        hand.call.tick(item)
    if not new:
        raise NotDone(_("Ticked already: {item}.").format(item=found[0].text))
    return tuple(_("Ticked: {item}.").format(item=item.text) for item in new)


def untick(hand: CallInHand, rest: str) -> Said:
    """Take ticks back by number."""
    if not rest:
        raise NotDone(_("Say which: `untick 2`."))
    found = [numbered(hand.items(), number, _("the items here")) for number in numbers_in(rest)]
    done = [item for item in found if _done(hand, item)]
    for item in done:
        hand.call.tick(item)
    if not done:
        raise NotDone(_("Not ticked: {item}.").format(item=found[0].text))
    return tuple(_("Open again: {item}.").format(item=item.text) for item in done)


def _done(hand: CallInHand, item: ChecklistItem) -> bool:
    return hand.call.session.ticked(item.id) is not None


def why(hand: CallInHand, rest: str) -> Said:
    """Tell why items matter, once listening is over."""
    if hand.call.phase.lock:
        raise NotDone(_("Only listening now. The reasons come once they have finished."))
    numbers = numbers_in(rest)
    found = [numbered(hand.items(), n, _("the items here")) for n in numbers] or list(hand.call.phase.items)
    return tuple(f"{item.text}: {item.why}" if item.why else f"{item.text}." for item in found)


def note(hand: CallInHand, rest: str) -> Said:
    """Add words to the box in hand; without words, read it."""
    return hand.write_on(hand.box, rest) if rest else read(hand, "")


def box(hand: CallInHand, rest: str) -> Said:
    """Take a box in hand by its number, or write in it at once; without a number, back to the main box."""
    number, words = number_and_words(rest)
    boxes = boxes_of(hand.call)
    if not rest:
        hand.take_box(None)
        return (_("Words go to “{label}”.").format(label=hand.box.label),)
    found = numbered(boxes, number, ", ".join(f"{n} {each.label}" for n, each in enumerate(boxes, 1)))
    if words:
        return hand.write_on(found, words)
    hand.take_box(found)
    return (_("Words go to “{label}”.").format(label=found.label), *_lines(hand))


def read(hand: CallInHand, _rest: str) -> Said:
    """Read the box in hand, a line with its number each."""
    return (_("{label}:").format(label=hand.box.label.rstrip(":")), *(_lines(hand) or (_("Empty."),)))


def _lines(hand: CallInHand) -> tuple[str, ...]:
    text = hand.call.words_in(hand.box.spot)
    return tuple(f"{number} {line}" for number, line in enumerate(text.split("\n"), 1)) if text else ()


def line(hand: CallInHand, rest: str) -> Said:
    """Put words in place of a line of the box in hand, or take the line out."""
    number, words = number_and_words(rest)
    text = hand.call.words_in(hand.box.spot)
    lines = text.split("\n") if text else []
    old = numbered(lines, number, _("the lines of “{label}”").format(label=hand.box.label))
    if not words:
        return (old or _("This line is empty."),)
    at = (number or 1) - 1
    lines[at : at + 1] = [] if words == "-" else [words]
    hand.write(hand.box, "\n".join(lines))
    return (_("Taken out.") if words == "-" else _("Changed."),)


def replace(hand: CallInHand, rest: str) -> Said:
    """Put words in place of all that the box in hand holds; none empty it."""
    before = hand.call.words_in(hand.box.spot)
    hand.write(hand.box, rest)
    if not rest:
        return (_("Emptied. `undo` brings it back."),)
    return (_("Written anew. `undo` brings back what stood there.") if before else _("Written anew."),)


def undo(hand: CallInHand, _rest: str) -> Said:
    """Take the last deed back."""
    before = hand.call.session
    if not hand.call.undo():
        raise NotDone(_("Nothing to undo."))
    words = excerpt(_words_changed(before, hand.call.session), SHOWN).rstrip(".")
    return (_("Taken back: {what}.").format(what=words) if words else _("Taken back."),)


def _words_changed(before: CoachingSession, after: CoachingSession) -> str:
    """Return the words of what came, went or changed between two states of a call, if it has any."""
    for rows, words in WORDS.items():
        old, new = getattr(before, rows), getattr(after, rows)
        said: list[str] = [getattr(row, words) for row in (*old, *new) if row not in old or row not in new]
        if said:
            whole, rest = said[0], said[-1] if len(said) > 1 else ""
            return (whole.removeprefix(rest) or whole).strip()
    return ""


COMMANDS = (
    Command(("tick", "t"), Takes.NUMBERS, "N", _("tick item N; without N, the next one"), tick),
    Command(("untick", "u"), Takes.NUMBERS, "N", _("take its tick back"), untick),
    Command(("why",), Takes.NUMBERS, "N", _("why it matters"), why, reads=True),
    Command(("note",), Takes.WORDS, _("WORDS"), _("keep words; words alone do the same"), note),
    Command(("box",), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("write in box N, or take it in hand"), box),
    Command(("read", "r"), Takes.NOTHING, "", _("read the box in hand"), read, reads=True),
    Command(("line",), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("write line N anew; - takes it out"), line),
    Command(("replace",), Takes.WORDS, _("WORDS"), _("write the whole box anew"), replace),
    Command(("undo",), Takes.NOTHING, "", _("take the last thing back"), undo),
)
"""What can be typed to tick and to write."""
