"""Which reply a customer gives: the most specific that fits, then the least used, then the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aware_tui.domain.practice.acts import Act, Deed, Happening
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.scenario import Choice, Reply, Scenario, When


@dataclass(frozen=True, slots=True)
class Moment:
    """What conditions are held against."""

    call: PracticeCall
    acts: frozenset[Act]
    events: frozenset[Happening] = frozenset()
    deed: Deed | None = None


def holds(when: When, moment: Moment) -> bool:
    """Return whether every condition that is given is met."""
    call = moment.call
    return (
        (not when.acts or not moment.acts.isdisjoint(when.acts))
        and (not when.events or not moment.events.isdisjoint(when.events))
        and set(when.known) <= set(call.known)
        and when.agreed in (None, call.agreed is not None)
        and when.safety in (None, call.told)
        and _between(call.anger, when.anger_min, when.anger_max)
        and _between(call.trust, when.trust_min, when.trust_max)
        and _after(when, moment)
    )


def _between(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _after(when: When, moment: Moment) -> bool:
    return not when.after or (moment.deed in when.after and set(when.after) <= set(moment.call.tried))


def reply_to(replies: Iterable[Reply], moment: Moment, used: Mapping[int, int], first: int = 0) -> int | None:
    """Return the place of the reply that is given, counted from `first`, or None if none fits."""
    fitting = [
        (-reply.when.specificity, used.get(place, 0), place)
        for place, reply in enumerate(replies, first)
        if holds(reply.when, moment)
    ]
    return min(fitting)[2] if fitting else None


def open_choices(scenario: Scenario, call: PracticeCall) -> tuple[Choice, ...]:
    """Return what there is to say at this point, in the order of the file; what was said is left out.

    When nothing else is left, what was said can be said again: nobody is ever stuck.
    """
    moment = Moment(call, frozenset(act for act, count in call.counts.items() if count))
    fitting = tuple(choice for choice in scenario.choices if holds(choice.when, moment))
    fresh = tuple(choice for choice in fitting if choice.id not in call.used)
    return fresh or fitting or scenario.choices
