"""What can be typed: commands with their short forms, and which line asks for which."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, TypeVar

from aware_tui.domain.text import folded
from aware_tui.language import _

H = TypeVar("H")

ALIKE = 0.82
"""How alike a lone word and a command must be for the word to be taken as a slip of the hand (0 to 1)."""


class NotDone(Exception):  # noqa: N818
    """It was not done; the message says why, and what to type instead."""


class Takes(StrEnum):
    """What follows a command; a line with anything else after it is not that command."""

    NOTHING = r"^$"
    NUMBER = r"^(\d[\d ,]*)?$"
    """One number; that more stand there is told."""
    NUMBERS = r"^(\d+([ ,]+\d+)*)?$"
    NUMBER_AND_WORDS = r"^(\d+\b.*)?$"
    WORDS = r"^.*$"


@dataclass(frozen=True, slots=True)
class Command(Generic[H]):
    """A command: its name and short forms, what follows it, and what it does to what is in hand.

    `do` gives the sentences of the answer; with `reads` it changes nothing, so it is there in a call that can
    only be read too.
    """

    names: tuple[str, ...]
    takes: Takes
    usage: str
    told: str
    do: Callable[[H, str], Iterable[str]]
    reads: bool = False

    @property
    def name(self) -> str:
        """Return the name it goes by."""
        return self.names[0]

    def help(self) -> str:
        """Return one line of help."""
        also = f" ({', '.join(self.names[1:])})" if len(self.names) > 1 else ""
        return f"{' '.join(part for part in (self.name, self.usage) if part)}{also}: {self.told}"


def capital(words: str) -> str:
    """Return words that begin a sentence; all other letters stay as they are."""
    return words[:1].upper() + words[1:]


def find(commands: Sequence[Command[H]], line: str) -> tuple[Command[H], str] | None:
    """Return the command a line asks for, and what follows it; None if it asks for none.

    The longest name wins. A command that takes nothing is not meant by a line that goes on: "back in March"
    are words.
    """
    lowered = line.lower()
    named = ((name, command) for command in commands for name in command.names)
    for name, command in sorted(named, key=lambda each: -len(each[0])):
        if lowered == name or lowered.startswith(f"{name} "):
            rest = line[len(name) :].strip()
            if re.match(command.takes.value, rest, re.DOTALL):
                return command, rest
    return None


def one(commands: Sequence[Command[H]], line: str) -> Command[H]:
    """Return the command of a name, or that a line asks for; NotDone says that there is none."""
    spoken = find(commands, line)
    said = next((command for command in commands if line.lower() in command.names), spoken and spoken[0])
    if said is None:
        raise NotDone(_("There is no command “{name}”. `help all` tells every one.").format(name=line[:60]))
    return said


def meant(commands: Sequence[Command[H]], line: str) -> str:
    """Return the command that a lone word is a slip of, or an empty text; its first letter is right."""
    word = folded(line)
    if " " in word or len(word) < 3:
        return ""
    names = (name for command in commands for name in command.names)
    near = [name for name in names if len(name) > 2 and name[0] == word[0]]
    return next(iter(get_close_matches(word, near, 1, ALIKE)), "")


def numbers_in(rest: str) -> tuple[int, ...]:
    """Return the numbers of a line such as `1 3` or `1,3`; one too long to be meant counts as 0."""
    return tuple(int(each) if len(each) < 7 else 0 for each in re.findall(r"\d+", rest))


def number_and_words(rest: str) -> tuple[int | None, str]:
    """Return the number that a line begins with, if it does, and the words after it."""
    first, _blank, words = rest.partition(" ")
    if not (first.isascii() and first.isdecimal()):
        return None, rest
    return (int(first) if len(first) < 7 else 0), words.strip()
