"""The months by name, also shortened."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
"""Not those of strftime, which follow the machine's language."""

SHORTEST = 3
"""Letters that tell a month from all others."""


def month_of(word: str) -> int | None:
    """Return 1 to 12 for a month's name, whole or its beginning, in any case; None for another word."""
    said = word.casefold().removesuffix(".")
    fits = (number for number, name in enumerate(MONTHS, 1) if name.startswith(said))
    return next(fits, None) if len(said) >= SHORTEST else None
