"""The call form: every part of the walk as a place to write in, on the two sides of one sheet."""

import re
from collections.abc import Callable, Iterator

from aware_tui.domain.cards import CardWords
from aware_tui.domain.playbook import Lines, Part, PartKind, Playbook, Step
from aware_tui.exports.cards.picking import leads_of, marks
from aware_tui.exports.cards.sheet import (
    Block,
    Choose,
    Column,
    Facts,
    Room,
    Rows,
    Says,
    Section,
    Side,
    Ticks,
    Told,
)

MAX_OPTIONS = 14
"""Answers that are offered as boxes to tick; where there are more, one writes."""

Blocks = Callable[[Part, Playbook, CardWords], tuple[Block, ...]]


def sides(playbook: Playbook, words: CardWords, turn: int) -> tuple[Side, ...]:
    """Return the front with the first `turn` steps, for the call, and the back, for what comes after it.

    There is no back where nothing would be on it.
    """
    sections = tuple(
        _section(step, mark, playbook, words)
        for step, mark in zip(playbook.steps, marks(playbook), strict=True)
    )
    head = Section("", _head(playbook, words))
    front = Side((head, *sections[:turn]), words.during)
    return (front, Side(sections[turn:], words.after)) if sections[turn:] else (front,)


def turn_of(playbook: Playbook) -> int:
    """Return how many steps belong on the front: up to the promise, else the first half."""
    for number, step in enumerate(playbook.steps, 1):
        if any(part.kind is PartKind.PROMISES for part in step.parts()):
            return number
    return (len(playbook.steps) + 1) // 2


def _head(playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    channels = tuple(channel.label for channel in playbook.channels)
    asked = (Choose(words.channel, channels),) if channels else (Room(words.channel),)
    return (
        Facts((words.customer, words.contact)),
        Facts((words.taken_by, words.taken_at)),
        *asked,
    )


def _section(step: Step, mark: str, playbook: Playbook, words: CardWords) -> Section:
    items = tuple(item.text for item in step.items())
    blocks: list[Block] = [Told(leads_of(step), lead=True)]
    blocks += [Ticks(items)] if items else []
    known: set[str] = set()
    for part in step.parts():
        if part.id not in known and part.kind in _BLOCKS:
            blocks += _BLOCKS[part.kind](part, playbook, words)
        known.add(part.id)
    return Section(step.title, tuple(_joined(blocks)), mark)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, with two short places to write in a row side by side."""
    waiting: list[Room] = []
    for block in blocks:
        short = isinstance(block, Room) and block.lines == 1 and len(block.label) <= 30
        if short and isinstance(block, Room):
            waiting.append(block)
        if waiting and (not short or len(waiting) == 2):
            yield _side_by_side(waiting)
            waiting = []
        if not short:
            yield block
    if waiting:
        yield _side_by_side(waiting)


def _side_by_side(rooms: list[Room]) -> Block:
    return rooms[0] if len(rooms) == 1 else Facts(tuple(room.label for room in rooms))


def _note(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    box = part.lines is Lines.BOX
    return (Room(part.label, 3 if box else 1, grows=box),)


def _line(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return (Room(part.label),)


def _answer(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return (Choose(part.label, tuple(choice.label for choice in part.choices)),)


def _safety(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return (Choose("", (part.label,)), Room(part.hint))


def _document(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    recorded = tuple(choice.label for choice in part.choices)
    return (Room(part.label, 4, grows=True), Choose(words.reference, recorded, room=True))


def _options(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    ticks = (Column(each, tick=True) for each in (words.works, words.possible, words.chosen))
    return (Rows(part.label, (Column(words.option, 3), Column(words.whose, 1), *ticks), 3),)


def _promises(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    columns = (Column(words.what, 4), Column(words.who, 2), Column(words.by_when, 2))
    return (Rows(part.label, columns, 3, grows=True),)


def _kept(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    ticks = (Column(each, tick=True) for each in (words.kept, words.changed, words.broken))
    return (Rows(part.label, (Column(words.what, 4), *ticks), 3),)


def _follow_ups(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    written = (Column(words.whom, 2), Column(words.by_when, 2))
    ticks = (Column(words.well, tick=True), Column(words.not_well, tick=True))
    return (Rows(part.label, (*written, *ticks), 2),)


def _read_back(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    lines = tuple(re.sub(r"\s*\{[a-z0-9_]+\}", " ...", line) for line in part.template)
    return (Says(lines, part.label),)


def _labels(labels: tuple[str, ...], part: Part) -> tuple[Block, ...]:
    return (Choose(part.label, labels),) if 0 < len(labels) <= MAX_OPTIONS else (Room(part.label),)


def _category(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return _labels(tuple(each.label for each in playbook.categories), part)


def _cause(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return _labels(tuple(each.label for each in playbook.causes), part)


def _likelihood(part: Part, playbook: Playbook, words: CardWords) -> tuple[Block, ...]:
    return _labels(tuple(each.label for each in playbook.likelihood), part)


_BLOCKS: dict[PartKind, Blocks] = {
    PartKind.NOTE: _note,
    PartKind.MOOD_START: _answer,
    PartKind.MOOD_END: _answer,
    PartKind.SIZE: _answer,
    PartKind.ANSWER: _answer,
    PartKind.OPTIONS: _options,
    PartKind.SAFETY: _safety,
    PartKind.PROMISES: _promises,
    PartKind.KEPT: _kept,
    PartKind.FOLLOW_UPS: _follow_ups,
    PartKind.READ_BACK: _read_back,
    PartKind.PROFILE: _document,
    PartKind.QUALITY: _document,
    PartKind.CATEGORY: _category,
    PartKind.CAUSE: _cause,
    PartKind.LIKELIHOOD: _likelihood,
    PartKind.COST: _line,
    PartKind.RECOMMENDATION: _line,
}
"""What each kind of part is on paper. How the call was for the agent is left out: only they may read it."""
