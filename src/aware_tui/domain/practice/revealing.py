"""Which facts an answer brings to light."""

from collections.abc import Collection, Iterator

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.scenario import Fact, Scenario
from aware_tui.domain.text import folded

AT_EASE = 2
"""Acts in a breath that still leave room for a whole answer."""

OPEN_BRINGS = 2
"""Facts that an open question brings out at most; in a fuller breath it brings one."""


def revealed_by(scenario: Scenario, call: PracticeCall, acts: Collection[Act], text: str) -> tuple[str, ...]:
    """Return the facts that these acts bring out: first those whose cue is in the words, then in order."""
    waiting = [
        (name, fact)
        for name, fact in scenario.facts.items()
        if name not in call.known
        and fact.trust_min <= call.trust
        and not set(fact.revealed_by).isdisjoint(acts)
    ]
    waiting.sort(key=lambda each: not _asked_for(each[1], text))
    return tuple(_brought(waiting, acts))


def _brought(waiting: list[tuple[str, Fact]], acts: Collection[Act]) -> Iterator[str]:
    opened = 1 if len(acts) > AT_EASE else OPEN_BRINGS
    left = {act: opened if act is Act.PROBE_OPEN else 1 for act in acts}
    for name, fact in waiting:
        act = next((act for act in fact.revealed_by if left.get(act, 0) > 0), None)
        if act is not None:
            left[act] -= 1
            yield name


def _asked_for(fact: Fact, text: str) -> bool:
    words = folded(text)
    return any(folded(cue) in words for cue in fact.cues)
