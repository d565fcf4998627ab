"""A mistake in the settings: where it stands, and what to write instead."""

from typing import NamedTuple


class Unfit(Exception):  # noqa: N818
    """A value that a setting does not take; the message says what it takes."""


class Mistake(NamedTuple):
    """One thing that is wrong; the setting goes on with what would hold without it."""

    where: str
    """The file with its line, as in `/data/settings.toml, line 3`, or the environment variable."""
    sentence: str
    """What is wrong, and what to write."""
    setting: str = ""
    """The name of the setting; empty where none was understood."""
    line: int = 0
    """The line of the file; 0 where it is no matter of one line."""
    grave: bool = True
    """Whether a command would do something else than was meant; not so if only the screens differ."""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"
