"""What a playbook must mean, beyond its shape: ids, limits, texts, and what names what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from aware_tui.content.errors import shown
from aware_tui.content.meaning_calendar import calendar_rules, pack_rules
from aware_tui.content.meaning_cards import card_rules
from aware_tui.content.meaning_parts import Finding, phase_rules, step_rules
from aware_tui.content.nodes import Path
from aware_tui.content.shapes import is_shape, keys_of
from aware_tui.domain.cards import CardWords
from aware_tui.domain.categories import CategoryItem
from aware_tui.domain.playbook import ChecklistItem, Choice, Part, Playbook, Required

MAX_REQUIRED = 3
MAX_CHOICES = 9
MAX_TEXT = 200
MAX_ID = 40
LIMITS = {
    "ChecklistItem.text": 70,
    "CategoryItem.text": 70,
    "Phase.lead": 90,
    "Part.label": 40,
    "Choice.label": 40,
    "Phrases.title": 40,
    "Phrases.lines": 90,
    "Category.label": 40,
    "Cause.label": 40,
    "BusinessCalendar.closed": 60,
    "DeadlinePack.title": 60,
    "DeadlineStage.label": 40,
    "Cards.title": 40,
    "Cards.line": 70,
    "StepCard.lines": 70,
    "StepCard.say": 90,
    "Playbook.about": 600,
    "Playbook.credit": 600,
}
"""The most characters a text may have; any other has `MAX_TEXT`."""

OFFERED = ("", "light", "full", "any")
"""For which apologies the coach can offer phrases."""

ID = re.compile(rf"[a-z0-9_]{{1,{MAX_ID}}}")
_MAY_BE_EMPTY = {
    *("ChecklistItem.why", "Part.hint", "Phase.unlock", "Part.template"),
    *("BusinessCalendar.zone", "DeadlineStage.rule"),
    *("CoachBlock.only", "CoachBlock.id", "Phrases.apology"),
    *("Cards.title", "Cards.line", "Cards.footer", "StepCard.say"),
    *(f"CardWords.{word}" for word in keys_of(CardWords)),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A dataclass of the playbook and the path to it."""

    path: Path
    value: object


def findings(playbook: Playbook) -> Iterator[Finding]:
    """Yield everything in a playbook that breaks a rule of meaning."""
    for place in everything((), playbook):
        yield from _texts(place)
        yield from _lists(place)
    yield from _required(playbook)
    yield from _item_ids(playbook)
    yield from _category_steps(playbook)
    yield from _phrase_steps(playbook)
    yield from calendar_rules(("calendar",), playbook.calendar)
    for index, pack in enumerate(playbook.deadlines):
        yield from pack_rules(("deadlines", index), pack)
    yield from card_rules(("cards",), playbook)
    if not playbook.steps:
        yield Finding(("steps",), "A playbook has at least one step", "Name the file of a step.")
    for index, step in enumerate(playbook.steps):
        yield from step_rules(("steps", index), step, playbook)
        for number in range(len(step.phases)):
            yield from phase_rules(("steps", index, "phases", number), step, number)


def everything(path: Path, value: object) -> Iterator[Place]:
    """Yield a dataclass and every dataclass in it, with their paths."""
    yield Place(path, value)
    for name, below in _values(value):
        if isinstance(below, tuple):
            for index, each in enumerate(below):
                if is_shape(type(each)):
                    yield from everything((*path, name, index), each)
        elif is_shape(type(below)):
            yield from everything((*path, name), below)


def _values(value: object) -> Iterator[tuple[str, object]]:
    for each in fields(value):  # type: ignore[arg-type]  # every Place holds a dataclass
        yield each.name, getattr(value, each.name)


def _texts(place: Place) -> Iterator[Finding]:
    shape = type(place.value).__name__
    for name, value in _values(place.value):
        full = f"{shape}.{name}"
        if name == "id" and (value or full not in _MAY_BE_EMPTY):
            yield from _id((*place.path, name), str(value))
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            yield from _text((*place.path, name), value, full)
        elif isinstance(value, tuple):
            for index, text in enumerate(value):
                if isinstance(text, str):
                    yield from _text((*place.path, name, index), text, full)


def _id(path: Path, value: str) -> Iterator[Finding]:
    if not ID.fullmatch(value):
        suggestion = re.sub(r"[^a-z0-9]+", "_", value.lower()).strip("_")[:MAX_ID]
        instead = f"Write `{suggestion}`." if suggestion else "Write a short word, such as `listen`."
        yield Finding(
            path, f"{shown(value)} is no id: small letters, digits and _ only, at most {MAX_ID}", instead
        )


def _text(path: Path, value: str, full: str) -> Iterator[Finding]:
    limit = LIMITS.get(full, MAX_TEXT)
    if not value.strip():
        if full not in _MAY_BE_EMPTY:
            yield Finding(path, "This text is empty", "Write it, or take the line out.")
    elif len(value) > limit:
        yield Finding(
            path, f"This text has {len(value)} characters, {limit} fit", f"Take out {len(value) - limit}."
        )
    elif "\n" in value:
        yield Finding(
            path,
            "This text has a line break in it",
            "Write `>-` for `|`, or split it in two lines of a list.",
        )


def _lists(place: Place) -> Iterator[Finding]:
    for name, value in _values(place.value):
        if not isinstance(value, tuple):
            continue
        path = (*place.path, name)
        yield from _twice(path, value)
        if len(value) > MAX_CHOICES and isinstance(value[0], Choice) and not isinstance(place.value, Part):
            yield Finding(
                (*path, MAX_CHOICES),
                f"{len(value)} choices are more than the {MAX_CHOICES} digits",
                f"Keep {MAX_CHOICES}.",
            )


def _twice(path: Path, entries: Sequence[object]) -> Iterator[Finding]:
    """Yield the ids that a list has twice; parts and items have rules of their own."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        name = getattr(entry, "id", "")
        if not name or isinstance(entry, ChecklistItem | CategoryItem | Part):
            continue
        if name in seen:
            yield Finding(
                (*path, index, "id"), f"The id {shown(name)} is in this list twice", "Give it another id."
            )
        seen.add(name)


def _required(playbook: Playbook) -> Iterator[Finding]:
    asked = [
        path
        for path, item in _items(playbook)
        if isinstance(item, ChecklistItem) and item.required is not Required.NO
    ]
    for path in asked[MAX_REQUIRED:]:
        yield Finding(
            (*path, "required"),
            f"At most {MAX_REQUIRED} items of a playbook are required: this is one too many",
            "Write `required: no`, or take the line out.",
        )


def _items(playbook: Playbook) -> Iterator[tuple[Path, ChecklistItem | CategoryItem]]:
    """Yield everything that can be ticked, with its path."""
    for place in everything((), playbook):
        if isinstance(place.value, ChecklistItem | CategoryItem):
            yield place.path, place.value


def _item_ids(playbook: Playbook) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, item in _items(playbook):
        if item.id in seen:
            yield Finding(
                (*path, "id"),
                f"Another item of this playbook has the id {shown(item.id)}",
                "Give it another id.",
            )
        seen.add(item.id)


def _category_steps(playbook: Playbook) -> Iterator[Finding]:
    steps = [step.id for step in playbook.steps]
    for index, category in enumerate(playbook.categories):
        for place, item in enumerate(category.items):
            if item.step not in steps:
                yield Finding(
                    ("categories", index, "items", place, "step"),
                    f"There is no step {shown(item.step)}",
                    f"Write one of: {', '.join(steps[:12])}.",
                )


def _phrase_steps(playbook: Playbook) -> Iterator[Finding]:
    steps = [step.id for step in playbook.steps]
    for index, group in enumerate(playbook.phrases):
        if group.apology not in OFFERED:
            instead = "Write one of: light, full, any; or take it out."
            yield Finding(("phrases", index, "apology"), f"{shown(group.apology)} is not known here", instead)
        if group.step not in steps:
            yield Finding(
                ("phrases", index, "step"),
                f"There is no step {shown(group.step)}",
                f"Write one of: {', '.join(steps[:12])}.",
            )
