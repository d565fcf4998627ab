"""The cards of the tour: what each says, and which of them goes with what was done so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from aware_tui.language import _

ENOUGH = 3
"""Characters typed from which on somebody has begun to write."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the call of the tour is."""

    in_call: bool = False
    place: int = 0
    """The phase it stands in, counted from 0: listen, probe, widen, agree, resolve, evaluate."""
    typed: int = 0
    """Characters of what the customer said."""
    ticks: int = 0
    promises: int = 0
    kept: bool = False
    """Whether a call was parked or finished."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: what it says, where {next} and its like stand for keys."""

    title: str
    words: str

    def told(self, keys: Mapping[str, str]) -> str:
        """Return the words with the keys in force."""
        return self.words.format_map(keys)


CARDS = (
    Card(
        _("A customer is upset"),
        _("Nothing here is real, and nothing can go wrong. The telephone rings. Press {new}."),
    ),
    Card(
        _("They are already talking"),
        _("So you are asked nothing. Just type what they say, such as: second visit missed."),
    ),
    Card(
        _("Every word is kept"),
        _(
            "Look at the corner: saved means that it is on disk. "
            "While they talk, no question stands in your way. They have finished now: press {heard}."
        ),
    ),
    Card(
        _("Now there are questions to ask"),
        _("The list holds deeds. {tick} ticks the next one while your hands stay on the notes. Press it."),
    ),
    Card(
        _("One step at a time"),
        _("There are five, along the top. {next} goes on, {back} goes back; no word is lost. Press {next}."),
    ),
    Card(
        _("What would put it right?"),
        _("Ask them. You may write it down or leave it empty: nothing has to be filled in. Press {next}."),
    ),
    Card(
        _("A promise has a what, a who and a when"),
        _("Type: ring them back tomorrow by 5. Then press {enter}."),
    ),
    Card(
        _("You will not have to remember it"),
        _("The time is shown back to you. Now leave the call until then: press {finish}, then {enter}."),
    ),
    Card(
        _("There it waits, and so it will every day"),
        _(
            "That was a whole call. {help} explains any screen, {more} finds every action, {undo} takes "
            "things back. Press escape: your own day is as you left it."
        ),
    ),
)
"""In the order in which they come up."""

ESCAPE = _("Only this tour keeps nothing. A real customer? Press escape.")
"""Stands under each card but the last, which says so itself."""

WIDEN, AGREE = 2, 3
"""The places from which on the questions and the options lie behind."""


def card_number(seen: Seen) -> int:
    """Return which card goes with what was done, counted from 0; whoever runs ahead skips what is done."""
    if not seen.in_call:
        return len(CARDS) - 1 if seen.kept else 0
    if seen.place == 0:
        return 2 if seen.typed >= ENOUGH else 1
    if seen.place < WIDEN:
        return 4 if seen.ticks else 3
    if seen.place < AGREE:
        return 5
    return 7 if seen.promises or seen.place > AGREE else 6


def of_the_cards(words: str) -> bool:
    """Say whether words are hardly any, or no more than a card asked for; case and signs do not count."""
    bare = _bare(words)
    return len(bare) < ENOUGH or any(bare in _bare(card.words) for card in CARDS)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
