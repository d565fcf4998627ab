"""Make a card of a playbook."""

from dataclasses import dataclass

from aware_tui.domain.cards import CardKind, CardWords, Paper
from aware_tui.domain.playbook import PartKind, Playbook
from aware_tui.domain.text import excerpt, one_line
from aware_tui.exports.cards import form
from aware_tui.exports.cards.fit import size_of
from aware_tui.exports.cards.picking import items_of, leads_of, lines_of, marks, say_of
from aware_tui.exports.cards.sheet import Block, Card, Says, Section, Side, Ticks, Told
from aware_tui.exports.cards.words import our_words

LEGIBLE = 7.4
"""Points of print that a form should have at least."""
LONGEST_NAME = 80
"""Columns of a company's name at most; a longer one would push the method off the card."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which card is wanted; no paper: the one the playbook is made for."""

    kind: CardKind = CardKind.POCKET
    paper: Paper | None = None
    company: str = ""


def make_card(playbook: Playbook, wish: Wish) -> Card:
    """Return the card, before it has a form."""
    words = playbook.cards.words.over(our_words())
    if wish.kind is CardKind.FORM:
        return _form(playbook, wish, words)
    sides = {CardKind.POCKET: _pocket, CardKind.DESK: _desk, CardKind.POSTER: _poster}
    return _card(playbook, wish, words, sides[wish.kind](playbook, words))


def _card(playbook: Playbook, wish: Wish, words: CardWords, sides: tuple[Side, ...]) -> Card:
    own = playbook.cards
    return Card(
        kind=wish.kind,
        paper=wish.paper or own.paper,
        language=playbook.language,
        name=getattr(words, wish.kind),
        title=own.title or playbook.title,
        line=own.line,
        company=excerpt(one_line(wish.company), LONGEST_NAME),
        footer=own.footer,
        credit=playbook.credit,
        sides=sides,
        words=words,
    )


def _form(playbook: Playbook, wish: Wish, words: CardWords) -> Card:
    """Return the form turned over after the promise, or where it must be for print that can be read."""
    best = form.turn_of(playbook)
    turns = sorted(range(1, len(playbook.steps) + 1), key=lambda turn: abs(turn - best))
    cards = [_card(playbook, wish, words, form.sides(playbook, words, turn)) for turn in turns]
    return next((card for card in cards if size_of(card) >= LEGIBLE), max(cards, key=size_of))


def _pocket(playbook: Playbook, words: CardWords) -> tuple[Side, ...]:  # noqa: ARG001
    sections = tuple(
        Section(step.title, tuple(Told(line) for line in lines_of(playbook, step)), mark)
        for mark, step in zip(marks(playbook), playbook.steps, strict=True)
    )
    half = max(1, len(sections) // 2)
    return Side(sections[:half]), Side(sections[half:])


def _steps(playbook: Playbook) -> tuple[Section, ...]:
    sections = []
    for mark, step in zip(marks(playbook), playbook.steps, strict=True):
        blocks: list[Block] = [Told(leads_of(step), lead=True)]
        items, say = items_of(playbook, step), say_of(playbook, step)
        blocks += [Ticks(items)] if items else []
        blocks += [Says((say,))] if say else []
        sections.append(Section(step.title, tuple(blocks), mark))
    return tuple(sections)


def _poster(playbook: Playbook, words: CardWords) -> tuple[Side, ...]:  # noqa: ARG001
    return (Side(_steps(playbook)),)


def _desk(playbook: Playbook, words: CardWords) -> tuple[Side, ...]:
    front, back = Side(_steps(playbook)), Side(_aside(playbook, words), words.back_of_desk)
    return (front, back) if back.sections else (front,)


def _aside(playbook: Playbook, words: CardWords) -> tuple[Section, ...]:
    """Return what helps beside the steps; what the playbook has nothing about is left out."""
    apology = playbook.apology
    sorry = [
        (words.light_apology, apology.light, apology.say_light[:2]),
        (words.full_apology, apology.full, apology.say_full[:4]),
    ]
    sections = []
    for title, items, say in sorry:
        blocks: list[Block] = [Ticks(tuple(item.text for item in items))] if items else []
        blocks += [Says(say)] if say else []
        sections += [Section(title, tuple(blocks))] if blocks else []
    if apology.leave_out:
        spoilt = (line.partition(" · ") for line in apology.leave_out)
        told = tuple(Told(why or name, name=name if why else "") for name, _, why in spoilt)
        sections.append(Section(words.leave_out, told))
    if any(part.kind is PartKind.PROMISES for step in playbook.steps for part in step.parts()):
        told = (
            Told(words.what_told, name=words.what),
            Told(words.who_told, name=words.who),
            Told(words.by_when_told, name=words.by_when),
        )
        sections.append(Section(words.promise, told))
    return tuple(sections)
