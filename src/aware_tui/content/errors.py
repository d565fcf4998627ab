"""What is wrong with a file that people edit: where it is, what it is, what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from aware_tui.domain.text import excerpt

MAX_PROBLEMS = 20
MAX_SHOWN = 40  # columns of a file's own words in a message


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right; line and column count from 1."""

    file: str
    line: int
    column: int
    message: str
    instead: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}. {self.instead}".rstrip()


class ContentError(Exception):
    """Content that cannot be used; `problems` are sorted and at most 20, `every` holds them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.every = tuple(sorted(set(problems)))
        self.problems = self.every[:MAX_PROBLEMS]
        self.more = len(self.every) - len(self.problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"... and {self.more} more.")
        return "\n".join(lines)


class PlaybookError(ContentError):
    """A playbook that cannot be used."""


class PlaybookMissing(Exception):  # noqa: N818 - callers read it as a sentence
    """There is no such playbook; the message says which there are."""


def shown(words: str) -> str:
    """Return words of a file between backticks, without hidden characters, at most 40 columns."""
    return f"`{excerpt(words, MAX_SHOWN)}`"
