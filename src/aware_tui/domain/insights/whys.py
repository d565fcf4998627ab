"""Five whys: why something keeps happening, and why that, until there is a cause somebody can remove."""

from collections.abc import Sequence

MOST = 5
"""How many there are; fewer will do, where the cause is found sooner."""


def whys_of(text: str) -> tuple[str, ...]:
    """Return the answers that a choke point keeps, in their order."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())[:MOST]


def kept(answers: Sequence[str]) -> str:
    """Return answers as a choke point keeps them; those left empty close up."""
    return "\n".join(whys_of("\n".join(" ".join(answer.split()) for answer in answers)))
