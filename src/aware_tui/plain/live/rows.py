"""The questions of a step that are answered by a choice, and the rows made so far, told in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from aware_tui.domain import deeds
from aware_tui.domain.categories import Cause
from aware_tui.domain.causes import SYSTEM_CHANGE, YES
from aware_tui.domain.playbook import Choice, Part, PartKind
from aware_tui.domain.text import folded
from aware_tui.language import _, counted_words, in_sense, marked
from aware_tui.plain.command import Command, NotDone, Takes, capital, number_and_words
from aware_tui.plain.live.hand import CallInHand, Said, numbered
from aware_tui.services.call import Call

KINDS = (
    PartKind.MOOD_START,
    PartKind.MOOD_END,
    PartKind.SIZE,
    PartKind.ANSWER,
    PartKind.LIKELIHOOD,
    PartKind.CHECK_IN,
    PartKind.CATEGORY,
    PartKind.CAUSE,
)
"""The parts of a step that are answered by a choice."""

OF = marked("cause", "system", "person")
"""Of what a cause can be."""

MOODS = {PartKind.MOOD_START: "mood_start", PartKind.MOOD_END: "mood_end"}
"""The column of the session that each mood sets."""

TRAINING = "training"
"""The question whose yes makes a draft of a practice scenario possible."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question, its choices, and the id of the one taken."""

    part: Part
    choices: tuple[Choice, ...]
    value: str | None

    def told(self) -> str:
        """Return the question with its answer, or with its choices while it has none."""
        label = self.part.label.rstrip(":")
        label = label if label.endswith("?") else f"{label}:"
        taken = next((choice.label for choice in self.choices if choice.id == self.value), "")
        if taken:
            return f"{label} {taken}."
        return _("{label} not answered.").format(label=label)


def questions(call: Call) -> tuple[Row, ...]:
    """Return the questions of the present phase."""
    return tuple(row_of(call, part) for part in call.phase.parts if part.kind in KINDS)


def row_of(call: Call, part: Part) -> Row:
    """Return a part as a question with its choices and the answer it has."""
    book = call.playbook
    choices = {
        PartKind.LIKELIHOOD: book.likelihood,
        PartKind.CATEGORY: tuple(Choice(each.id, each.label) for each in book.categories),
        PartKind.CAUSE: tuple(
            Choice(each.id, f"{each.label} ({in_sense('cause', each.of)})") for each in book.causes
        ),
    }.get(part.kind, part.choices)
    return Row(part, choices, _value(call, part, choices))


def _cause(each: Cause) -> Choice:
    return Choice(each.id, f"{each.label} ({in_sense('cause', each.of)})")


def _value(call: Call, part: Part, choices: tuple[Choice, ...]) -> str | None:
    head, record = call.session.head, call.session.quality_record
    mine = next((c.score for c in call.session.check_ins if c.author == head.agent), None)
    scores = {
        PartKind.MOOD_START: head.mood_start,
        PartKind.MOOD_END: head.mood_end,
        PartKind.CHECK_IN: mine,
    }
    if part.kind in scores:
        score = scores[part.kind]
        return choices[score - 1].id if score and score <= len(choices) else None
    taken: dict[PartKind, str | None] = {
        PartKind.SIZE: head.apology_size,
        PartKind.CATEGORY: head.category,
        PartKind.CAUSE: record.cause if record else None,
        PartKind.LIKELIHOOD: record.likelihood if record else None,
    }
    return taken[part.kind] if part.kind in taken else call.session.answer(call.place.step, part.id)


def answer(hand: CallInHand, rest: str) -> Said:
    """Answer a question of the step by its number; without a choice its choices are told."""
    number, words = number_and_words(rest)
    asked = questions(hand.call)
    about = ", ".join(f"{n} {row.part.label}" for n, row in enumerate(asked, 1)) or _("a question here")
    return choose(hand, numbered(asked, number, about), words)


def choose(hand: CallInHand, row: Row, words: str) -> Said:
    """Keep the choice that words name, by its number or its first letters; `none` takes the answer back."""
    if not words:
        choices = (f"{n} {choice.label}" for n, choice in enumerate(row.choices, 1))
        return (row.told(), *choices)
    if hand.read_only:
        raise NotDone(hand.read_only)
    choice = None if folded(words) == "none" else chosen(row.choices, words)
    _keep(hand, row, choice)
    if choice is None:
        return (_("Taken back: {label}").format(label=row.part.label),)
    return (f"{capital(choice.label)}.", *_leads_to(row, choice))


def chosen(choices: tuple[Choice, ...], words: str) -> Choice:
    """Return the choice of a number, of an id, or of first letters; NotDone says which there are."""
    number, _rest = number_and_words(words)
    there = ", ".join(f"{n} {c.label}" for n, c in enumerate(choices, 1))
    if number is not None:
        return numbered(choices, number, there)
    wanted = folded(words)
    found = [c for c in choices if c.id == wanted or folded(c.label).startswith(wanted)]
    if not found:
        raise NotDone(_("There is no “{words}” here: {there}.").format(words=words[:60], there=there))
    return found[0]


def _leads_to(row: Row, choice: Choice) -> Iterator[str]:
    if choice.id == YES and row.part.id == SYSTEM_CHANGE:
        yield _("`choke point WORDS` puts it in the register.")
    elif choice.id == YES and row.part.id == TRAINING:
        yield _("`scenario` makes a draft for practice of this call.")


def _keep(hand: CallInHand, row: Row, choice: Choice | None) -> None:
    call, part, value = hand.call, row.part, choice.id if choice else None
    score = row.choices.index(choice) + 1 if choice else None
    if part.kind in MOODS:
        call.set_head(part.kind.value, **{MOODS[part.kind]: score})
    elif part.kind is PartKind.SIZE:
        call.set_size(value)
    elif part.kind is PartKind.CATEGORY:
        set_category(call, value)
    elif part.kind is PartKind.CHECK_IN:
        call.undoable(call.do(deeds.check_in, score, stamp=call.stamp()))
    elif part.kind is PartKind.ANSWER:
        call.undoable(call.do(deeds.answer, call.place.step, part.id, value, stamp=call.stamp()))
    else:
        column = {PartKind.CAUSE: "cause", PartKind.LIKELIHOOD: "likelihood"}[part.kind]
        call.undoable(call.do(deeds.write_quality, stamp=call.stamp(), **{column: value}))


def set_category(call: Call, category: str | None) -> None:
    """Keep what it is about, in the call and, once there is one, in the quality record."""
    call.set_head("category", category=category)
    if call.session.quality_record is not None:
        call.do(deeds.write_quality, stamp=call.stamp(), category=category)


def _by_kind(hand: CallInHand, rest: str, *kinds: PartKind) -> Said:
    """Answer the question of a kind: that of this step, else the first one of the walk."""
    here = [part for part in hand.call.phase.parts if part.kind in kinds]
    anywhere = [p for step in hand.call.playbook.steps for p in step.parts() if p.kind in kinds]
    if not anywhere:
        raise NotDone(_("This method does not ask that."))
    return choose(hand, row_of(hand.call, (here or anywhere)[0]), rest)


def mood(hand: CallInHand, rest: str) -> Said:
    """Keep the customer's mood, 1 to 5: at the end where the step asks for that, else at the start."""
    return _by_kind(hand, rest, PartKind.MOOD_START, PartKind.MOOD_END)


def size(hand: CallInHand, rest: str) -> Said:
    """Keep how big an apology the customer feels is due."""
    return _by_kind(hand, rest, PartKind.SIZE)


def category(hand: CallInHand, rest: str) -> Said:
    """Keep what it is about."""
    return _by_kind(hand, rest, PartKind.CATEGORY)


def cause(hand: CallInHand, rest: str) -> Said:
    """Keep why it went wrong."""
    return _by_kind(hand, rest, PartKind.CAUSE)


def likely(hand: CallInHand, rest: str) -> Said:
    """Keep how likely it is to happen again."""
    return _by_kind(hand, rest, PartKind.LIKELIHOOD)


def check_in(hand: CallInHand, rest: str) -> Said:
    """Keep how the call was for the agent."""
    return _by_kind(hand, rest, PartKind.CHECK_IN)


def said_rows(hand: CallInHand) -> Iterator[str]:
    """Yield how many options, promises and checks there are, where the step has a place for them."""
    kinds, session = {part.kind for part in hand.call.phase.parts}, hand.call.session
    if PartKind.OPTIONS in kinds:
        found = len(session.options)
        yield counted_words("{n} option.", "{n} options.", found).format(n=found)
    if kinds & {PartKind.PROMISES, PartKind.KEPT}:
        found = len(session.promises)
        yield counted_words("{n} promise.", "{n} promises.", found).format(n=found)
    if PartKind.FOLLOW_UPS in kinds:
        found = len(session.follow_ups)
        yield counted_words("{n} check.", "{n} checks.", found).format(n=found)
    if PartKind.SAFETY in kinds and session.head.safety_reason is not None:
        yield _("Safety or security: {reason}.").format(reason=session.head.safety_reason)


_CHOICE = _("CHOICE")
COMMANDS = (
    Command(("answer",), Takes.NUMBER_AND_WORDS, _("N CHOICE"), _("answer a question of this step"), answer),
    Command(("size",), Takes.WORDS, _("light or full"), _("how big an apology, in their eyes"), size),
    Command(("mood",), Takes.WORDS, _("1 to 5"), _("their mood, from furious to calm"), mood),
    Command(("category",), Takes.WORDS, _CHOICE, _("what it is about"), category),
    Command(("cause",), Takes.WORDS, _CHOICE, _("why it went wrong"), cause),
    Command(("likely",), Takes.WORDS, _CHOICE, _("will it happen again?"), likely),
    Command(("for me",), Takes.WORDS, _("1 to 5"), _("how was this for you? Only you read it"), check_in),
)
"""What can be typed to answer questions."""
