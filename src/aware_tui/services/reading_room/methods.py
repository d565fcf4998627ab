"""The methods there are, side by side: rows of a table, and what there is to say of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.domain.aims import Aim
from aware_tui.domain.comparison import asked_for_at_the_end, steps_by_aim
from aware_tui.language import _, counted_words
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook

AIMS = {
    Aim.BELIEVE: _("take their word for it"),
    Aim.HEAR: _("let them tell it"),
    Aim.FEEL: _("see what it did to them"),
    Aim.SORRY: _("say sorry"),
    Aim.CHOOSE: _("find what would help"),
    Aim.PROMISE: _("promise what, by when"),
    Aim.MEND: _("put it right, and check"),
    Aim.THANK: _("thank them"),
    Aim.WRITE: _("write it down"),
    Aim.LEARN: _("look behind it"),
}
"""What each row of the table is called, in its order."""

NOWHERE = "·"
"""Stands where a method has no step for something."""


@dataclass(frozen=True, slots=True)
class Method:
    """A playbook that new calls could begin with."""

    name: str
    """How the settings name it: its id, or its folder."""
    playbook: "Playbook"
    in_use: bool
    """Whether new calls begin with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that methods do, and the steps in which each does it."""

    label: str
    cells: tuple[str, ...]
    """One for each method: its steps with their numbers, or `NOWHERE`."""


def rows_of(methods: Sequence[Method]) -> tuple[Row, ...]:
    """Return what the methods do, row by row; what none of them does has no row."""
    found = [(method.playbook, steps_by_aim(method.playbook)) for method in methods]
    return tuple(
        Row(label, tuple(_cell(playbook, aims.get(aim, ())) for playbook, aims in found))
        for aim, label in AIMS.items()
        if any(aim in aims for _playbook, aims in found)
    )


def _cell(playbook: "Playbook", numbers: Iterable[int]) -> str:
    return ", ".join(_numbered(playbook, number) for number in numbers) or NOWHERE


def _numbered(playbook: "Playbook", number: int) -> str:
    return f"{number} {playbook.steps[number - 1].title}"


def about(methods: Sequence[Method], number: int) -> Passage:
    """Return what there is to say of one of the methods, beside the others."""
    method = methods[number]
    playbook = method.playbook
    here = steps_by_aim(playbook)
    others = [steps_by_aim(each.playbook) for each in methods if each is not method]
    lines = [Said(_in_use(method), Voice.STRONG), Said(playbook.about), GAP, *_in_numbers(playbook)]
    alone = [aim for aim in here if others and not any(aim in each for each in others)]
    without = [aim for aim in Aim if aim not in here and any(aim in each for each in others)]
    if alone:
        lines.append(Said(_("Only here: {aims}.").format(aims=_listed(alone))))
    if without:
        lines.append(Said(_("Left to you: {aims}.").format(aims=_listed(without))))
    lines += [GAP, Said(playbook.credit, Voice.QUIET)]
    return Passage(playbook.title, tuple(lines), _("version {version}").format(version=playbook.version))


def _in_use(method: Method) -> str:
    if method.in_use:
        return _("New calls begin with it.")
    return _("Enter: new calls begin with it.")


def _in_numbers(playbook: "Playbook") -> Iterator[Said]:
    steps = len(playbook.steps)
    items = sum(1 for step in playbook.steps for _item in step.items())
    walk = ", ".join(_numbered(playbook, number) for number in range(1, steps + 1))
    words = counted_words("{count} step: {walk}.", "{count} steps: {walk}.", steps)
    yield Said(words.format(count=steps, walk=walk))
    words = counted_words(
        "{count} thing to tick; asked for at the end: {asked}.",
        "{count} things to tick; asked for at the end: {asked}.",
        items,
    )
    yield Said(words.format(count=items, asked=asked_for_at_the_end(playbook)))
    yield Said(_records(len(playbook.documents())))


def _records(records: int) -> str:
    if not records:
        return _("It asks for no record afterwards.")
    words = counted_words(
        "It asks for {count} record afterwards.", "It asks for {count} records afterwards.", records
    )
    return words.format(count=records)


def _listed(aims: Iterable[Aim]) -> str:
    return ", ".join(AIMS[aim] for aim in aims)
