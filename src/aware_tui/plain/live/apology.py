"""The apology coach in words: what to say, ticked as it is said, and a draft that is read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aware_tui.domain import deeds
from aware_tui.domain.playbook import ChecklistItem
from aware_tui.domain.states import ApologySize
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words, numbers_in
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.services.spots import Spot, Table, safe_words

if TYPE_CHECKING:
    from aware_tui.domain.coaching.apology import Reading
    from aware_tui.domain.coaching.rules import Coaching

OFFERED = 6
"""Phrases told to be put into the draft."""


def size_of(hand: CallInHand) -> ApologySize:
    """Return the size in hand: light until the customer's view calls for more."""
    return hand.call.session.head.apology_size or ApologySize.LIGHT


def _elements(hand: CallInHand) -> tuple[ChecklistItem, ...]:
    guide = hand.call.playbook.apology
    return guide.full if size_of(hand) is ApologySize.FULL else guide.light


def apology(hand: CallInHand, _rest: str) -> Said:
    """Tell the elements of an apology of this size, in the order to say them, and what to leave out."""
    full = size_of(hand) is ApologySize.FULL
    title = _("A full apology: they feel wronged.") if full else _("A light apology, for the situation.")
    ticked = {tick.item_id for tick in hand.call.session.ticks}
    elements = (
        f"[{'x' if item.id in ticked else ' '}] {n} {item.text}" for n, item in enumerate(_elements(hand), 1)
    )
    leave_out = hand.call.playbook.apology.leave_out
    out = _("Leave out: {words}.").format(words="; ".join(line.replace(" · ", ": ") for line in leave_out))
    return (title, *elements, *([out] if leave_out else ()), _("`said N` ticks one as you say it."))


def said(hand: CallInHand, rest: str) -> Said:
    """Tick an element of the apology as said, or take its tick back; without a number, the next one."""
    elements, call = _elements(hand), hand.call
    open_ones = [item for item in elements if call.session.ticked(item.id) is None]
    if not rest and not open_ones:
        raise NotDone(_("Every element is ticked."))
    found = [numbered(elements, n, _("the elements")) for n in numbers_in(rest)] or open_ones[:1]
    for item in found:
        call.tick(item)
    done = {item.id for item in found if call.session.ticked(item.id) is not None}
    return tuple(
        (_("Said: {item}.") if item.id in done else _("Open again: {item}.")).format(item=item.text)
        for item in found
    )


def phrases(hand: CallInHand, rest: str) -> Said:
    """Tell words that help, or put one into the draft by its number."""
    found = _phrases(hand)
    number, _words = number_and_words(rest)
    if number is None:
        return tuple(f"{n} {line}" for n, line in enumerate(found, 1))
    words = numbered(found, number, _("the phrases")).strip("“”")
    before = hand.call.words_in(_spot(hand))
    return _drafted(hand, f"{before} {words}".strip())


def _phrases(hand: CallInHand) -> tuple[str, ...]:
    book, size = hand.call.playbook, size_of(hand)
    own = book.apology.say_full if size is ApologySize.FULL else book.apology.say_light
    more = (line for group in book.phrases if group.apology in (size, "any") for line in group.lines)
    return tuple(dict.fromkeys((*own, *more)))[:OFFERED]


def _spot(hand: CallInHand) -> Spot:
    return Spot(Table.APOLOGY, hand.call.place.step, size_of(hand))


def draft(hand: CallInHand, rest: str) -> Said:
    """Write the draft anew and have it read; without words, read the one there is."""
    if rest:
        return _drafted(hand, rest)
    words = hand.call.words_in(_spot(hand))
    if not words:
        raise NotDone(_("No draft yet. `draft WORDS` writes one and reads it."))
    return (words, *_read(hand, words))


def _drafted(hand: CallInHand, words: str) -> Said:
    if hand.read_only:
        raise NotDone(hand.read_only)
    _write(hand, words)
    return (_("Drafted."), *_read(hand, hand.call.words_in(_spot(hand))))


def _write(hand: CallInHand, words: str) -> None:
    """Have the draft of this size hold these words; `undo` brings back what it held."""
    call, stamp = hand.call, hand.call.stamp()
    call.undoable(call.do(deeds.draft_apology, size_of(hand), safe_words(words).text, stamp=stamp))


def _read(hand: CallInHand, words: str) -> Iterator[str]:
    """Yield how a draft reads: its verdict, its weightiest finding, what is not said yet."""
    size = size_of(hand)
    reading, coaching = answer(hand.desk.consult(lambda coach: (coach.apology(words, size), coach.coaching)))
    hand.call.judge_apology(size, reading)
    yield from told(words, reading, coaching)


def told(words: str, reading: "Reading", coaching: "Coaching") -> Iterator[str]:
    """Yield what the coach says of a draft, the weightiest first."""
    from aware_tui.domain.coaching.advice import advice_for
    from aware_tui.domain.coaching.apology import Verdict

    verdicts = {
        Verdict.REAL: _("A real apology."),
        Verdict.PARTIAL: _("Honest regret, and no more yet."),
        Verdict.FAKE: _("Some words take it back."),
        Verdict.NONE: _("No apology to them yet."),
    }
    enough = reading.verdict is Verdict.PARTIAL and not reading.missing
    yield _("Honest regret: all a light apology needs.") if enough else verdicts[reading.verdict]
    for finding in reading.findings[:1]:
        yield f"“{words[finding.start : finding.end]}”: {finding.reason} {finding.suggestion}".strip()
    missing = [advice for each in reading.missing if (advice := advice_for(coaching, each))]
    if missing and reading.english:
        yield _("Not said yet: {advice}").format(advice=" ".join(missing[:2]))


def suggest(hand: CallInHand, _rest: str) -> Said:
    """Put the suggested wording in place of the draft; its blanks are told."""
    from aware_tui.domain.coaching.rewrite import rewrite

    values, size = hand.call.values(hand.desk.now()), size_of(hand)
    words = answer(
        hand.desk.consult(lambda coach: rewrite(coach.coaching, size, lambda name: values.get(name, "")))
    )
    if not words:
        raise NotDone(_("There is no suggested wording for this size."))
    _write(hand, words)
    return (_("Drafted."), words, _("Fill the blanks with `draft WORDS`. `undo` brings your draft back."))


def sent(hand: CallInHand, _rest: str) -> Said:
    """Keep the draft as said now, and tick the elements it holds."""
    from aware_tui.domain.coaching.advice import items_for
    from aware_tui.domain.coaching.apology import Verdict

    words, size, call = hand.call.words_in(_spot(hand)), size_of(hand), hand.call
    if not words.strip():
        raise NotDone(_("No draft yet. `draft WORDS` writes one."))
    reading, coaching = answer(hand.desk.consult(lambda coach: (coach.apology(words, size), coach.coaching)))
    call.judge_apology(size, reading, said=True)
    heard = items_for(coaching, () if reading.verdict is Verdict.FAKE else reading.elements)
    found = [i for i in _elements(hand) if i.id in heard and call.session.ticked(i.id) is None]
    for item in found:
        call.tick(item)
    return (_("Kept as you said it."), *(_("Ticked: {item}.").format(item=item.text) for item in found))


COMMANDS = (
    Command(("apology", "sorry"), Takes.NOTHING, "", _("what to say, and what to leave out"), apology, True),
    Command(("said",), Takes.NUMBERS, "N", _("you said element N of the apology"), said),
    Command(
        ("phrases", "phrase"),
        Takes.NUMBER,
        "N",
        _("words that help; N drafts one"),
        phrases,
        True,
    ),
    Command(("draft",), Takes.WORDS, _("WORDS"), _("write an apology and have it read"), draft, True),
    Command(("suggest",), Takes.NOTHING, "", _("have a wording drafted from your notes"), suggest),
    Command(("draft said",), Takes.NOTHING, "", _("you said or sent the draft"), sent),
)
"""What can be typed about the apology."""
