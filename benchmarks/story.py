"""Complaints by the million: believable words with a few common and many rare ones, the same every time."""

from collections.abc import Mapping
from random import Random
from typing import Final

CATEGORIES: Final = {
    "delivery": 22,
    "billing": 17,
    "long lines": 12,
    "repair": 11,
    "booking": 9,
    "refund": 8,
    "staff": 6,
    "website": 5,
    "noise": 4,
    "cold food": 3,
    "lost property": 2,
    "parking": 1,
}
"""How often each is complained of, beside the others; so with the two below."""
CHANNELS: Final = {"phone": 50, "chat": 20, "mail": 18, "counter": 9, "social": 3}
LOCATIONS: Final = {
    "Station": 20,
    "Harbour": 14,
    "Old Town": 12,
    "Airport": 11,
    "North": 9,
    "Market": 8,
    "University": 7,
    "West Park": 6,
    "Bridge Street": 5,
    "Hill": 4,
    "Docks": 3,
    "": 1,
}
PRODUCTS: Final = ("washing machine", "room", "internet line", "sofa", "ticket", "heating", "phone", "meal")
AGENTS: Final = ("kim", "ola", "sam", "noor", "piet")
FIRST_NAMES: Final = ("Dana", "Marek", "Aisha", "Jonas", "Lena", "Tomás", "Yuki", "Priya", "Igor", "Ruth")
LAST_NAMES: Final = ("Reyes", "Novak", "Khan", "Berg", "Rossi", "Silva", "Tanaka", "Patel", "Kovač", "Weiss")
MISHAPS: Final = (
    "never came",
    "broke down again after two days",
    "was charged twice",
    "was given to somebody else",
    "arrived damaged and wet",
    "was cancelled without a word",
    "made a noise all night",
    "was not what the picture showed",
)
CONSEQUENCES: Final = (
    "took an unpaid day off for it",
    "had guests waiting in the cold",
    "rang four times and was sent in circles",
    "had to borrow money from a neighbour",
    "missed a flight because of it",
    "could not sleep before an examination",
)
WISHES: Final = (
    "wants it repaired this week",
    "asks for the money back",
    "would like somebody to ring before coming",
    "only wants to be told the truth",
)
DEEDS: Final = (
    "send a technician",
    "pay back the fee",
    "ring them with the date",
    "replace it",
    "ask the depot",
)
PRAISE: Final = (
    "Quick and friendly",
    "They kept their word",
    "Somebody listened at last",
    "Solved in one go",
)
BLAME: Final = ("Nobody rang back", "Still not solved", "I told it all three times", "Slow and cold")
SYLLABLES: Final = (
    "ba",
    "do",
    "fen",
    "gra",
    "hul",
    "jin",
    "kor",
    "lem",
    "mis",
    "nor",
    "pel",
    "rus",
    "tav",
    "wex",
)


def complaint(chance: Random, number: int) -> str:
    """Return what a customer said: common words, one rare name and a reference that is theirs alone."""
    rare = "".join(chance.choices(SYLLABLES, k=3))
    return (
        f"The {chance.choice(PRODUCTS)} from {rare.title()} {chance.choice(MISHAPS)}. "
        f"They {chance.choice(CONSEQUENCES)} and {chance.choice(WISHES)}. Order {reference(number)}."
    )


def opinion(chance: Random, score: float) -> str:
    """Return what somebody says afterwards who gave this score of five."""
    first, then = (PRAISE, BLAME) if score >= 3 else (BLAME, PRAISE)
    more = f", but {chance.choice(then).lower()}" if chance.random() < 0.2 else ""
    return f"{chance.choice(first)}{more}. About the {chance.choice(PRODUCTS)}."


def reference(number: int) -> str:
    """Return the reference that only the session of this number has."""
    return f"Q{number:07d}x"


def drawn(chance: Random, weights: Mapping[str, float]) -> str:
    """Return one of these words, each as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def name(chance: Random) -> str:
    """Return somebody's name."""
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
