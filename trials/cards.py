"""Card numbers of every brand, however they are typed, are masked; references that are none are not."""

from pathlib import Path

from privacy.cards import measured

from trials.verdict import Figure

LEAST_MASKED, MOST_TOUCHED = 0.99, 0.005


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Mask a thousand cards and ten thousand references so many times, each time others."""
    found = [measured(seed + number) for number in range(times)]
    cards, references = sum(each.cards for each in found), sum(each.references for each in found)
    missed = [str(typed) for each in found for typed in each.missed]
    touched = [str(reference) for each in found for reference in each.touched]
    masked, share = 1 - len(missed) / cards, len(touched) / references
    return [
        Figure(
            "card numbers masked",
            f"{cards - len(missed):,} of {cards:,}",
            "at least 99 %",
            masked >= LEAST_MASKED,
            tuple(missed),
        ),
        Figure(
            "references touched",
            f"{len(touched):,} of {references:,}",
            "at most 0.5 %",
            share <= MOST_TOUCHED,
            tuple(touched),
        ),
    ]
