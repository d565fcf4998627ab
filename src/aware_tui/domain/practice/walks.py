"""Playing a scenario at random: nobody is stuck, moods stay in bounds, and everything there is comes up."""

from collections.abc import Iterator

from aware_tui.domain.practice.acts import Act, Deed, Ending
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.dice import Dice
from aware_tui.domain.practice.engine import begin, take
from aware_tui.domain.practice.mood import HIGHEST, MoodTable
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Move
from aware_tui.domain.practice.replies import open_choices
from aware_tui.domain.practice.scenario import Scenario

WALKS = 3_000
"""Walks after which everything a scenario holds must have come up."""

_LONGEST_WALK = 80
_TYPED = 0.08


def walk_through(scenario: Scenario, moods: MoodTable, walks: int) -> Iterator[str]:
    """Play at random: nobody is stuck, bounds hold, and everything there is comes up."""
    seen = _Seen()
    for number in range(walks):
        call = _walk(scenario, moods, Dice(f"{scenario.id}-{number}"), seen)
        if call is None:
            yield f"Walk {number} never ends."
            return
        if not all(0 <= turn.anger <= HIGHEST and 0 <= turn.trust <= HIGHEST for turn in call.turns):
            yield f"Walk {number} leaves the bounds of the mood."
    if walks >= WALKS:
        yield from seen.missing(scenario)


def _walk(scenario: Scenario, moods: MoodTable, dice: Dice, seen: "_Seen") -> PracticeCall | None:
    call = begin(scenario)
    beats = len(scenario.opening)
    patient = dice.number() < 0.6
    for _ in range(_LONGEST_WALK):
        if call.ended is not None:
            break
        shown = open_choices(scenario, call)
        seen.shown.update(choice.id for choice in shown)
        listens = call.beats < beats and not call.cut_off and (patient or dice.number() < 0.5)
        move: Move = Listen() if listens or dice.number() < 0.02 else _said(scenario, call, dice)
        if call.committed and dice.number() < 0.5:
            move = After(dice.one_of(tuple(Deed)))
        call = take(scenario, moods, call, move)
    if call.ended is None:
        return None
    for deed in dice.mixed(tuple(Deed)):
        call = take(scenario, moods, call, After(deed))
    seen.note(call)
    return call


def _said(scenario: Scenario, call: PracticeCall, dice: Dice) -> Move:
    """Return an answer: mostly a choice that is open, by half the next of the model; now and then any act."""
    if dice.number() < _TYPED:
        return Did((dice.one_of((*Act, Act.APOLOGISE_REAL)),), dice.one_of(tuple(scenario.options)))
    shown = [choice.id for choice in open_choices(scenario, call)]
    following = next((each for each in scenario.model if each in shown), None)
    if following is not None and dice.number() < 0.5:
        return Choose(following)
    return Choose(dice.one_of(shown))


class _Seen:
    """What came up in walks."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.facts: set[str] = set()
        self.replies: set[int] = set()
        self.endings: set[Ending] = set()

    def note(self, call: PracticeCall) -> None:
        """Remember what a call met."""
        self.facts.update(call.known)
        self.replies.update(call.replies)
        if call.ended is not None:
            self.endings.add(call.ended)

    def missing(self, scenario: Scenario) -> Iterator[str]:
        """Yield what never came up."""
        for place, reply in enumerate((*scenario.replies, *scenario.later.replies)):
            if place not in self.replies:
                yield f"The reply “{reply.say[:50]}” is never given."
        choices = [choice.id for choice in scenario.choices]
        yield from (f"The choice `{each}` is never open." for each in choices if each not in self.shown)
        yield from (f"The fact `{each}` is never told." for each in scenario.facts if each not in self.facts)
        yield from (f"No walk ends {each}." for each in Ending if each not in self.endings)
