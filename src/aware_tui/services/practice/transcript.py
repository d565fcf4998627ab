"""A practice call as a conversation: who said what, and what there is to learn from each turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.engine import NOT_UNDERSTOOD, ended
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services.practice.model_run import by_model, is_wrong
from aware_tui.services.practice.words import ACT_WORDS, DEED_WORDS, ENDING_WORDS, change_words

NOT_THE_MODEL = "The good run says something else here."
SAID_NOTHING = "(You said nothing.)"


class Speaker(StrEnum):
    """Who speaks."""

    CUSTOMER = "customer"
    TRAINEE = "trainee"
    MODEL = "model"
    """The good run, in the trainee's place."""
    NOTE = "note"
    """What there is to learn from a turn."""
    READ = "read"
    """As what a typed line was taken."""
    STORY = "story"
    """What happens, told by nobody in it."""
    RULE = "rule"
    """Where one part ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said or told."""

    speaker: Speaker
    text: str
    turn: int = 0
    """The turn it belongs to; 0 is before the first."""


def opening(scenario: Scenario) -> tuple[Line, ...]:
    """Return what is said before the first turn."""
    return tuple(Line(Speaker.CUSTOMER, beat) for beat in scenario.opening[:1])


def lines_of(scenario: Scenario, call: PracticeCall, turn: Turn, mode: AttemptMode) -> tuple[Line, ...]:
    """Return what is said in a turn of a call, in the order in which it is shown."""
    speaker = Speaker.MODEL if by_model(scenario, call, turn, mode) else Speaker.TRAINEE
    lines = _deed_lines(turn) if turn.deed is not None else _lines(scenario, turn, mode)
    own = {Speaker.TRAINEE: speaker}
    return tuple(Line(own.get(who, who), text, turn.number) for who, text in lines if text)


def _deed_lines(turn: Turn) -> Iterator[tuple[Speaker, str]]:
    deed = turn.deed
    if deed is not None:
        yield Speaker.TRAINEE, turn.said or f"{DEED_WORDS[deed]}."
        yield Speaker.NOTE, " ".join(turn.why)
        yield Speaker.CUSTOMER if deed is Deed.CHECK_CUSTOMER else Speaker.STORY, turn.customer


def _lines(scenario: Scenario, turn: Turn, mode: AttemptMode) -> Iterator[tuple[Speaker, str]]:
    yield Speaker.TRAINEE, turn.said or (SAID_NOTHING if turn.events else "")
    if turn.choice is None and turn.said:
        yield Speaker.READ, read_as(turn)
    yield Speaker.NOTE, note_of(scenario, turn, mode)
    yield Speaker.CUSTOMER, turn.customer


def read_as(turn: Turn) -> str:
    """Return as what a typed line was taken."""
    if NOT_UNDERSTOOD in turn.why:
        return "taken as it stands; it cost nothing and counted for nothing"
    acts = [ACT_WORDS[act] for act in turn.acts if act is not Act.OTHER or len(turn.acts) == 1]
    return f"taken as: {' · '.join(acts)}" if acts else ""


def note_of(scenario: Scenario, turn: Turn, mode: AttemptMode) -> str:
    """Return what there is to learn from an answer: what it did to them, and why."""
    if not turn.spoken and not turn.events:
        return ""
    moved = change_words(turn.anger_change, turn.trust_change)
    did = " ".join(turn.why)
    choice = scenario.choice(turn.choice) if turn.choice else None
    wrong = mode is AttemptMode.COMPLETE and is_wrong(scenario, turn)
    parts = (
        NOT_THE_MODEL if wrong else "",
        f"{did} ({moved})" if moved else did,
        choice.feedback if choice else "",
    )
    return "\n".join(part for part in parts if part)


def afterwards(scenario: Scenario, moods: MoodTable, call: PracticeCall) -> tuple[Line, ...]:
    """Return what is told when the call is over: their last words, how it ended, and what happens later."""
    ending = ended(call)
    last = scenario.endings.get(ending, moods.endings[ending])
    told = [Line(Speaker.RULE, "The call is over")]
    if all(turn.customer != last for turn in call.turns):
        told.append(Line(Speaker.STORY, last))
    told.append(Line(Speaker.STORY, ENDING_WORDS[ending]))
    if call.committed and scenario.later.story:
        told += [Line(Speaker.RULE, "Later"), Line(Speaker.STORY, scenario.later.story)]
    return tuple(told)


def transcript(
    scenario: Scenario, moods: MoodTable, call: PracticeCall, mode: AttemptMode
) -> tuple[Line, ...]:
    """Return all that was said so far, with what is told between the call and the deeds after it."""
    before = [turn for turn in call.turns if turn.deed is None]
    after = call.turns[len(before) :]
    lines = list(opening(scenario))
    for turn in before:
        lines += lines_of(scenario, call, turn, mode)
    if call.ended is not None:
        lines += afterwards(scenario, moods, call)
    for turn in after:
        lines += lines_of(scenario, call, turn, mode)
    return tuple(lines)
