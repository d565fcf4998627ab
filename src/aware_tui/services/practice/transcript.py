"""A practice call as a conversation: who said what, and what there is to learn from each turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from aware_tui.domain.practice.acts import Act, Deed, Ending, Happening
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.engine import NOT_UNDERSTOOD, ended
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.practice.model_run import by_model, is_wrong
from aware_tui.services.practice.words import ACT_WORDS, DEED_WORDS, ENDING_WORDS, change_words

NOT_THE_MODEL = _("The good run says something else here.")
SAID_NOTHING = _("(You said nothing.)")
WRITTEN_DOWN = _("It is written down as far as it went.")

ASK_FOR_A_PLAN = frozenset(Deed) - {Deed.ROOT_CAUSE}
"""Deeds whose ways and answers tell of what was agreed; where nothing was, they would be untrue."""


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
    lines = _deed_lines(call, turn) if turn.deed is not None else _lines(scenario, call, turn, mode)
    own = {Speaker.TRAINEE: speaker}
    return tuple(Line(own.get(who, who), text, turn.number) for who, text in lines if text)


def asks_how(call: PracticeCall, deed: Deed) -> bool:
    """Say whether the ways to do a deed can be true in this call."""
    return call.committed or deed not in ASK_FOR_A_PLAN


def _deed_lines(call: PracticeCall, turn: Turn) -> Iterator[tuple[Speaker, str]]:
    deed = turn.deed
    if deed is not None:
        yield Speaker.TRAINEE, turn.said or f"{DEED_WORDS[deed]}."
        yield Speaker.NOTE, " ".join(turn.why)
        called = deed is Deed.CHECK_CUSTOMER and call.committed
        yield Speaker.CUSTOMER if called else Speaker.STORY, answer_to(call, turn)


def answer_to(call: PracticeCall, turn: Turn) -> str:
    """Return what they said to a turn, or what came of a deed, so that it is true of this call."""
    record = turn.deed in (Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD)
    return WRITTEN_DOWN if record and turn.customer and not call.committed else turn.customer


def _is_ending(scenario: Scenario, call: PracticeCall, turn: Turn) -> bool:
    """Say whether a turn ended the call by itself, so that its answer is what happened, said by nobody."""
    last = next((each for each in reversed(call.turns) if each.spoken or each.events), None)
    if last is None or turn.number != last.number:
        return False
    if call.ended in (Ending.WALKED_AWAY, Ending.ESCALATED):
        return True
    no_more_time = call.ended is not None and call.answers >= scenario.persona.patience
    return no_more_time and not (call.ended is Ending.RESOLVED and turn.events)


def _lines(
    scenario: Scenario, call: PracticeCall, turn: Turn, mode: AttemptMode
) -> Iterator[tuple[Speaker, str]]:
    yield Speaker.TRAINEE, turn.said or (SAID_NOTHING if turn.events else "")
    if turn.choice is None and turn.said:
        yield Speaker.READ, read_as(turn)
    yield Speaker.NOTE, note_of(scenario, turn, mode)
    if not _is_ending(scenario, call, turn):
        yield Speaker.CUSTOMER, turn.customer
    elif not has_more(scenario, call):
        yield Speaker.STORY, turn.customer


def read_as(turn: Turn) -> str:
    """Return as what a typed line was taken."""
    if NOT_UNDERSTOOD in turn.why:
        return _("taken as it stands; it cost nothing and counted for nothing")
    acts = [ACT_WORDS[act] for act in turn.acts if act is not Act.OTHER or len(turn.acts) == 1]
    return _("taken as: {acts}").format(acts=" · ".join(acts)) if acts else ""


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
        choice.feedback if choice and (choice.trap or Happening.INTERRUPTED not in turn.events) else "",
    )
    return "\n".join(part for part in parts if part)


def has_more(scenario: Scenario, call: PracticeCall) -> bool:
    """Say whether something happens later: the end of the story is then told in the debrief."""
    return call.committed and bool(scenario.later.story)


def afterwards(scenario: Scenario, moods: MoodTable, call: PracticeCall) -> tuple[Line, ...]:
    """Return what is told when the call is over: their last words, how it ended, and what happens later."""
    ending = ended(call)
    last = scenario.endings.get(ending, moods.endings[ending])
    told = [Line(Speaker.RULE, _("The call is over"))]
    later = has_more(scenario, call)
    if not later and all(turn.customer != last for turn in call.turns):
        told.append(Line(Speaker.STORY, last))
    told.append(Line(Speaker.STORY, ENDING_WORDS[ending]))
    if later:
        told += [Line(Speaker.RULE, _("Later")), Line(Speaker.STORY, scenario.later.story)]
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
