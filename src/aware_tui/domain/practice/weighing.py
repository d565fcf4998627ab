"""How surely a clause does an act, when rules, coaches and likeness each say something of it."""

from collections.abc import Iterable, Mapping, Sequence

from aware_tui.domain.practice.acts import HARMFUL, Act
from aware_tui.domain.practice.cues import Cue

BY_SURE_RULE, BY_RULE, BY_GUARD, BY_LATER_RULE = 0.95, 0.65, 0.65, 0.25
AGREED, DISPUTED = 0.92, 0.85
"""The confidence of a rule that likeness agrees with, and of a sure one that it speaks against."""
MOST_ALIKE = 0.89
"""The confidence that likeness alone can give: never enough to be credited without asking."""
TELLING = 0.3
"""Under this confidence a clause may just as well have nothing in it for them."""
NOT_SHARED, SHARED = 0.2, 2
"""The confidence of a read-back without their words, and how many of those make one."""
NAMED_AGAIN = 0.2
"""The confidence of an offer that names an option once they have agreed."""
SUGGESTED = 0.3
"""The confidence of a read-back that no rule finds, where most telling words are theirs."""
NAMED, EITHER = 0.45, 0.55
"""The confidence of an offer that only names an option, and of a promise that may be an offer."""
TOO_SOON, SETTLED = 0.8, 0.92
"""The most of a promise before they have agreed, which harms, and the confidence of a likely one after."""
SURELY_LIKE = 0.8
"""How like a promise words must be to settle what was agreed."""
SECOND = 0.5
"""The share of what a rule leaves open that likeness may claim for another act."""
NEAR = 3
"""The likeliest acts that do not speak against a rule."""

Weights = dict[Act, float]


def by_rules(cues: Sequence[Cue], likely: Mapping[Act, float]) -> Weights:
    """Return what the rules that fit a clause say: the first counts, the others are second thoughts."""
    if not cues:
        return {}
    weights = {cue.act: BY_LATER_RULE for cue in cues[1:]}
    first = cues[0].rule
    near = list(likely)[:NEAR]
    agreed = near[:1] == [first.act]
    if first.sure:
        weights[first.act] = BY_SURE_RULE if first.act in near else DISPUTED
    else:
        weights[first.act] = AGREED if agreed else BY_RULE
    return weights


def with_coaches(weights: Weights, said: Iterable[tuple[Act, float]], likely: Mapping[Act, float]) -> Weights:
    """Return the weights with what the coaches say; harm that two find is surer than harm that one finds."""
    weights = dict(weights)
    for act, confidence in said:
        if act in HARMFUL and weights.get(act, 0) >= BY_RULE:
            confidence = AGREED
        elif act in HARMFUL and act is next(iter(likely), None):
            confidence = BY_GUARD
        weights[act] = max(weights.get(act, 0), confidence)
    return weights


def by_agreement(weights: Weights, likely: Mapping[Act, float], *, agreed: bool) -> Weights:
    """Return the weights held to what was agreed: no promise is sure before it, a likely one is after."""
    weights = dict(weights)
    found = weights.get(Act.COMMIT, 0)
    if not agreed and found:
        weights[Act.COMMIT] = min(found, TOO_SOON)
    elif agreed and likely.get(Act.COMMIT, 0) >= SURELY_LIKE:
        least = SETTLED if found else TOO_SOON if not weights else EITHER
        weights[Act.COMMIT] = max(found, least)
    return weights


def with_option(weights: Weights, *, agreed: bool | None = None) -> Weights:
    """Return the weights where an option is named: it may be offered; promised at once, it may be either."""
    weights = dict(weights)
    if weights.get(Act.OFFER_OPTION, 0) >= BY_RULE:
        weights[Act.OFFER_OPTION] = max(weights[Act.OFFER_OPTION], AGREED)
        return weights
    if agreed:
        weights.setdefault(Act.OFFER_OPTION, NAMED_AGAIN)
        return weights
    weights[Act.OFFER_OPTION] = NAMED
    if Act.COMMIT in weights:
        weights[Act.COMMIT] = min(weights[Act.COMMIT], EITHER)
    if agreed is False and Act.COMMIT in weights:
        weights |= {Act.OFFER_OPTION: EITHER, Act.COMMIT: NAMED}
    return weights


def beside_an_apology(weights: Weights) -> Weights:
    """Return the weights where an apology stands beside it: less is certain, and "that was wrong" is ours."""
    return {
        act: share if share >= BY_SURE_RULE else min(share, BY_RULE)
        for act, share in weights.items()
        if act is not Act.CONTRADICT
    }


def together(weights: Weights, likely: Mapping[Act, float]) -> Weights:
    """Return the weights with likeness for second thoughts; where nothing tells, it may be nothing."""
    top = max(weights.values(), default=0)
    most = SECOND * (1 - top) if weights else 1
    left = {act: round(min(share, most), 4) for act, share in likely.items()}
    if max((*weights.values(), *left.values()), default=0) < TELLING:
        weights = {Act.OTHER: TELLING} | weights
    return left | weights


def read_back(weights: Weights, shared: int, *, echoes: bool) -> Weights:
    """Return the weights with a read-back held to their words; a statement full of them may be one."""
    weights = dict(weights)
    if shared < SHARED and Act.RESTATE in weights:
        weights[Act.RESTATE] = min(weights[Act.RESTATE], NOT_SHARED)
    elif echoes:
        weights[Act.RESTATE] = max(weights.get(Act.RESTATE, 0), SUGGESTED)
    return weights
