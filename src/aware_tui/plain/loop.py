"""The loop of every talk: a line in, one answer out, and "Saved." only after the commit."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Generic, Protocol, TypeVar

from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, find, meant, numbers_in
from aware_tui.plain.console import TOO_LONG, Console, Typed
from aware_tui.services.problems import sentence_of
from aware_tui.services.spots import Kept, safe_words


class Hand(Protocol):
    """What a talk has in hand."""

    remarks: list[str]
    """Sentences to add to the answer in hand."""
    over: bool
    """Whether the talk is at its end."""

    @property
    def guard(self) -> AbstractContextManager[Any]:
        """Return what is held while a line is answered."""

    @property
    def commands(self) -> "Sequence[Command[Any]]":
        """Return what can be typed now."""

    @property
    def read_only(self) -> str:
        """Return why nothing can be changed, or an empty text."""

    def before(self) -> Sequence[str]:
        """Get ready for a line; return what happened meanwhile."""

    def saved(self) -> str:
        """Wait until what was done is on disk; return the word for it, or nothing where nothing was done."""

    def words(self, line: str) -> Sequence[str]:
        """Do what is right with a line that is no command."""

    def slip(self, line: str, name: str) -> str:
        """Return what a lone word is told that is nearly a command."""

    def nothing(self) -> Sequence[str]:
        """Return what an empty line is told."""


H = TypeVar("H", bound=Hand)


class Loop(Generic[H]):
    """Reads lines and answers them until the talk is over or the lines end."""

    def __init__(self, console: Console, hand: H) -> None:
        self._console = console
        self._hand = hand

    def run(self) -> bool:
        """Talk; return whether the talk was ended, and not only its lines. Raises HangUp."""
        while not self._hand.over:
            typed = self._console.next()
            if typed is None:
                return False
            with self._hand.guard:
                self._console.say(*self._hand.before())
                self.answer(typed)
        return True

    def answer(self, typed: Typed) -> None:
        """Answer one line."""
        kept = safe_words(typed.text)
        try:
            lines = tuple(self._done(kept.text))
        except NotDone as problem:
            lines = (str(problem),)
        except Exception as problem:
            sentence = sentence_of(problem)
            if sentence is None:
                raise
            lines = (sentence,)
        self._say(lines, _altered(kept, cut=typed.cut))

    def _done(self, line: str) -> Sequence[str]:
        hand = self._hand
        if not line:
            return hand.nothing()
        found = find(hand.commands, line)
        if found is None:
            return self._no_command(line)
        command, rest = found
        if hand.read_only and not command.reads:
            raise NotDone(hand.read_only)
        if command.takes is Takes.NUMBER and len(numbers_in(rest)) > 1:
            raise NotDone(
                _("One number at a time: nothing was done. Say it as in `{name} 1`.").format(
                    name=command.name
                )
            )
        return tuple(command.do(hand, rest))

    def _no_command(self, line: str) -> Sequence[str]:
        name = meant(self._hand.commands, line)
        if name:
            raise NotDone(self._hand.slip(line, name))
        if self._hand.read_only:
            raise NotDone(self._hand.read_only)
        return self._hand.words(line)

    def _say(self, lines: Sequence[str], altered: Sequence[str]) -> None:
        """Say an answer: the first sentence with the word for how it is saved, then the rest."""
        first, *rest = lines or ("",)
        remarks, self._hand.remarks = self._hand.remarks, []
        ends = (self._hand.saved(), *remarks, *altered)
        self._console.say(" ".join(part for part in (first, *ends) if part), *rest)


def _altered(kept: Kept, *, cut: bool) -> tuple[str, ...]:
    told = []
    if kept.masked:
        told.append(_("What looks like a card number or a security code was masked."))
    if cut or kept.cut:
        told.append(TOO_LONG)
    return tuple(told)
