"""Scores as people write them: 4, 4/5, 8/10, 4 stars, 80%, very satisfied."""

import re
from dataclasses import dataclass

from aware_tui.domain.feedback import FIVE, TEN, least
from aware_tui.domain.text import folded

HUNDRED = 100

_NUMBER = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,6})?)", re.ASCII)
_OF = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*(?:/|out of|of)\s*(\d{1,4})(?:\s*stars?)?", re.ASCII)
_STARS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*[-\s]?(?:stars?|\u2605)", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|percent)", re.ASCII)
_DRAWN = re.compile("([\u2605\u2b50]{1,5})\u2606*")

_WORDS = {
    5: (
        "very satisfied",
        "very good",
        "excellent",
        "very happy",
        "extremely satisfied",
        "completely satisfied",
    ),
    4: ("satisfied", "good", "happy", "somewhat satisfied", "positive"),
    3: ("neutral", "neither", "ok", "okay", "average", "fair", "mixed", "neither satisfied nor dissatisfied"),
    2: ("dissatisfied", "unsatisfied", "poor", "bad", "unhappy", "somewhat dissatisfied", "negative"),
    1: (
        "very dissatisfied",
        "very poor",
        "very bad",
        "terrible",
        "awful",
        "very unhappy",
        "very unsatisfied",
    ),
}
NOT_GIVEN = frozenset(("offered", "unoffered", "not offered", "not rated", "unrated", "no rating"))
"""What help desks write where nobody gave a score."""

_SCORE_OF = {word: score for score, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Score:
    """A score; without a scale it is a bare number, of which the whole column tells the scale."""

    value: float
    scale: int | None


def read_score(cell: str) -> Score | None:
    """Return the score that a cell holds; None if it is none."""
    text = " ".join(folded(cell).split())
    if text in _SCORE_OF:
        return Score(_SCORE_OF[text], FIVE)
    if found := _NUMBER.fullmatch(text):
        return Score(_value(found[1]), None)
    if found := _OF.fullmatch(text):
        return Score(_value(found[1]), int(found[2]))
    if found := _PERCENT.fullmatch(text):
        return Score(_value(found[1]), HUNDRED)
    if found := _STARS.fullmatch(text):
        return Score(_value(found[1]), FIVE if _value(found[1]) <= FIVE else TEN)
    drawn = _DRAWN.fullmatch(cell.strip())
    return Score(len(drawn[1]), FIVE) if drawn else None


def scale_of(highest: float) -> int | None:
    """Return the scale of bare numbers by the highest of a column; None where it is above 100."""
    return next((scale for scale in (FIVE, TEN, HUNDRED) if highest <= scale), None)


def on_scale(score: Score, bare: int | None) -> tuple[float, int] | None:
    """Return a score with its scale, which for a bare number is `bare`; None where it is off its scale."""
    scale = score.scale or bare
    if not scale or not least(scale) <= score.value <= scale:
        return None
    return score.value, scale


def _value(digits: str) -> float:
    return float(digits.replace(",", "."))
