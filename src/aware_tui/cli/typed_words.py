"""How the words of an option are read: a name, path, day or zone, else a sentence of what it wants."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from aware_tui.language import _


def words_typed(text: str) -> str:
    """Return words that name something; raises ArgumentTypeError for blanks and null bytes."""
    if not text.strip() or "\0" in text:
        raise ArgumentTypeError(_("It wants a name."))
    return text


def path_typed(text: str) -> Path:
    """Return the path that words name; raises ArgumentTypeError for blanks and null bytes."""
    return Path(words_typed(text))


def day_typed(text: str) -> date:
    """Return a day in ISO form; raises ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("It wants a day such as 2026-03-12.") from None


def zone_typed(text: str) -> str:
    """Return the name of a time zone; raises ArgumentTypeError for anything else."""
    from aware_tui.domain.zones import is_zone  # help needs none of the domain

    if not is_zone(text):
        raise ArgumentTypeError("It wants a time zone such as Europe/London.")
    return text


def age_typed(text: str) -> str:
    """Return an age such as 400d, 18m or 3y; raises ArgumentTypeError for anything else."""
    from datetime import UTC, datetime

    from aware_tui.domain.retention import NotAnAge, before

    try:
        before(text, datetime(2000, 1, 1, tzinfo=UTC))
    except NotAnAge:
        raise ArgumentTypeError("It wants an age such as 400d, 18m or 3y, of 100 years at most.") from None
    return text


def logins_typed(text: str) -> list[str]:
    """Return the names in a list with commas; raises ArgumentTypeError if there is none."""
    names = [name for name in (part.strip() for part in text.split(",")) if name]
    if not names or "\0" in text:
        raise ArgumentTypeError("It wants names with commas between, such as kim,lee.")
    return names


def rename_typed(text: str) -> tuple[str, str]:
    """Return both names of `OLD=NEW`; raises ArgumentTypeError for anything else."""
    old, _, new = (part.strip() for part in text.partition("="))
    if not (old and new):
        raise ArgumentTypeError("It wants two names such as Kim=kim.")
    return old, new
