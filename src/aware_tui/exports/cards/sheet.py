"""A card as it is before it has a form: sides, sections, and the blocks in them."""

from dataclasses import dataclass

from aware_tui.domain.cards import CardKind, CardWords, Paper


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; a `lead` says what a step is about, a `name` before it what the sentence is about."""

    text: str
    lead: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Deeds to tick."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """Words that may be said, under a title where they need one."""

    lines: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A place to write: `lines` of them, more where the paper has room and it `grows`."""

    label: str
    lines: int = 1
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """A question answered by a tick; with `room`, also by a word or two."""

    label: str
    options: tuple[str, ...]
    room: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in: `share` of the width, or a box to tick."""

    label: str
    share: int = 1
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of `lines` empty rows, more where the paper has room and it `grows`."""

    label: str
    columns: tuple[Column, ...]
    lines: int
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in one line of a form: short places to write, side by side."""

    labels: tuple[str, ...]


Block = Told | Ticks | Says | Room | Choose | Rows | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A step with its mark, or something beside the steps, which has none."""

    title: str
    blocks: tuple[Block, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What is seen at once: a face of the card, a page."""

    sections: tuple[Section, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card whole. `name` says which it is, `credit` whose the method is."""

    kind: CardKind
    paper: Paper
    language: str
    name: str
    title: str
    line: str
    company: str
    footer: str
    credit: str
    sides: tuple[Side, ...]
    words: CardWords
