"""Who complained in the half-year before: made-up names, a few of whom come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aware_tui.domain.practice.dice import Dice


@dataclass(frozen=True, slots=True)
class Person:
    """A customer who is known by name."""

    name: str
    reference: str
    prefers: str
    """The channel they like; empty where nobody asked."""


class People:
    """Everybody who is known by name, as they turn up."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._names = told["people"]
        self._again: float = told["comes_back"]
        self._known: dict[str, Person] = {}

    def one(self, dice: Dice) -> Person:
        """Return somebody: mostly new, at times one who was here before."""
        if self._known and dice.number() < self._again:
            return dice.one_of(tuple(self._known.values()))
        name = self._new_name(dice)
        reference = f"C-{11_000 + 13 * len(self._known)}"
        self._known[name] = Person(name, reference, dice.one_of(self._names["prefers"]))
        return self._known[name]

    def _new_name(self, dice: Dice) -> str:
        """Return a name that nobody has yet; there are several times more than are needed."""
        while True:
            name = f"{dice.one_of(self._names['first'])} {dice.one_of(self._names['last'])}"
            if name not in self._known:
                return name
