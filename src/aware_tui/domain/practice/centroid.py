"""A small word-weight model: which act a clause does, by how like its words are to those of known lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import exp, log, sqrt

from aware_tui.domain.coaching.rules import WordList
from aware_tui.domain.practice.acts import Act

_TOKEN = re.compile(r"[^\W\d_][\w']*|\d[\d:.]*|\?")
_PLAIN_WORD = re.compile(r"[a-z'-]+")
MOST_TOKENS = 60
"""Words of a clause that are looked at."""
SKIPPED = 0.5
"""How much two words with one between them weigh, beside two that follow each other."""
CERTAIN, CLOSENESS, LEAD = -1.2, 3.5, 24.0
"""How a likeness and its lead over the next become a confidence: measured on phrases left out in turn."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likely:
    """An act that a clause may do, and how often such a reading is right."""

    act: Act
    confidence: float


class Centroid:
    """Knows an act by the mean of its phrases, each a vector of words and pairs of words."""

    def __init__(self, phrases: Mapping[Act, Sequence[str]], words: Sequence[WordList] = ()) -> None:
        self._phrases = phrases
        self._alike = {
            word: f"{{{each.id}}}" for each in words for word in each.any if _PLAIN_WORD.fullmatch(word)
        }

    @cached_property
    def _model(self) -> tuple[Vector, dict[str, list[tuple[Act, float]]]]:
        """Return the weight of each feature, and by feature its weight in each act's centre."""
        known = [(act, features(text, self._alike)) for act, texts in self._phrases.items() for text in texts]
        spread = Counter(feature for _, found in known for feature in found)
        weights = {feature: log((1 + len(known)) / (1 + times)) for feature, times in spread.items()}
        sums: dict[Act, defaultdict[str, float]] = {act: defaultdict(float) for act in self._phrases}
        for act, found in known:
            for feature, weight in _unit(found, weights).items():
                sums[act][feature] += weight
        places: dict[str, list[tuple[Act, float]]] = {}
        for act, total in sums.items():
            length = _length(total.values())
            for feature, weight in total.items():
                places.setdefault(feature, []).append((act, weight / length))
        return weights, places

    def likeness(self, text: str) -> list[tuple[Act, float]]:
        """Return how like a plain text is to each act, 0 to 1, the likest first."""
        weights, places = self._model
        scores = dict.fromkeys(self._phrases, 0.0)
        for feature, weight in _unit(features(text, self._alike), weights).items():
            for act, there in places.get(feature, ()):
                scores[act] += weight * there
        rounded = ((act, round(score, 9)) for act, score in scores.items())
        return sorted(rounded, key=lambda each: -each[1])

    def read(self, text: str) -> list[Likely]:
        """Return the acts that a plain text may do, the likeliest first; none if no word of it is known."""
        scores = [(act, score) for act, score in self.likeness(text) if score > 0]
        if not scores or not self.knows(text):
            return []
        best = scores[0][1]
        second = scores[1][1] if len(scores) > 1 else 0.0
        first = 1 / (1 + exp(-(CERTAIN + CLOSENESS * best + LEAD * (best - second))))
        rest = sum(score for _, score in scores[1:]) or 1.0
        shares = ((act, (1 - first) * score / rest) for act, score in scores[1:])
        likely = [(scores[0][0], first), *((act, min(share, first)) for act, share in shares)]
        return [Likely(act, round(share, 4)) for act, share in likely]

    def knows(self, text: str) -> float:
        """Return the share of a plain text's words that stand in a phrase."""
        weights, _ = self._model
        found = [word for word in _TOKEN.findall(text) if word[0].isalpha()]
        return sum(word in weights for word in found) / len(found) if found else 0.0


def features(text: str, alike: Mapping[str, str]) -> dict[str, float]:
    """Return the words of a plain text, and what stands beside what; words alike count as one too."""
    tokens = [_number_or_word(token) for token in _TOKEN.findall(text)[:MOST_TOKENS]]
    words = [token for token in tokens if token != "?"]
    end = "?" if "?" in tokens else "."
    found: defaultdict[str, float] = defaultdict(float, {end: 1.0})
    line = ["^", *(alike.get(word, word) for word in words), end]
    beside = [f"{one} {two}" for one, two in pairwise(line)]
    for feature in (*words, *(word for word in line if word[0] == "{"), *beside):
        found[feature] += 1
    for one, two in zip(line, line[2:], strict=False):
        found[f"{one}_{two}"] += SKIPPED
    return found


def _number_or_word(token: str) -> str:
    return "#" if token[0].isdigit() else token


def _unit(found: Mapping[str, float], weights: Vector) -> dict[str, float]:
    """Return features weighted, as a vector of length 1."""
    vector = {
        feature: (1 + log(times) if times > 1 else times) * weights[feature]
        for feature, times in found.items()
        if feature in weights
    }
    length = _length(vector.values())
    return {feature: weight / length for feature, weight in vector.items()}


def _length(numbers: Iterable[float]) -> float:
    return sqrt(sum(number * number for number in numbers)) or 1.0
