"""A promise that was typed in three fields, as it would be said in one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """A promise as one sentence; `what` stands in `text` from `at` on."""

    text: str
    what: str
    at: int

    def in_what(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of a stretch of the sentence that lies in the what; it may be empty."""
        length = len(self.what)
        return min(max(start - self.at, 0), length), min(max(end - self.at, 0), length)


def spoken_promise(what: str, who: str, when: str) -> Spoken:
    """Return the fields of a promise as "Dana will ring you back by Friday noon"; nobody named is "I"."""
    first = what.lstrip().split(" ")[0].casefold().replace("\u2019", "'")
    begun = first in ("i", "i'll", "we", "we'll", "i'm", "we're")
    lead = "" if begun else f"{who.strip() or 'I'} will "
    tail = f" by {when.strip().removeprefix('by ')}" if when.strip() else ""
    return Spoken(f"{lead}{what}{tail}", what, len(lead))
