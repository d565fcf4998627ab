"""What a call and its debrief tell: in the right order, by the right voice, nothing twice, nothing untrue."""

from dataclasses import replace
from typing import Any

import pytest
from practicing import lind, moods, played

from aware_tui.domain.practice.acts import Act, Deed, Ending, Happening
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.debrief import Debrief, Instance, NextThing, debrief
from aware_tui.domain.practice.scenario import Rubric, Scenario
from aware_tui.domain.practice.scoring import STEPS, Point, score
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import cells
from aware_tui.domain.walk import StepMark
from aware_tui.services.practice.debrief_page import Outcome, debrief_page, in_short
from aware_tui.services.practice.never_words import NEVER_WORDS
from aware_tui.services.practice.standing import standing
from aware_tui.services.practice.transcript import (
    WRITTEN_DOWN,
    Line,
    Speaker,
    asks_how,
    lines_of,
    note_of,
    transcript,
)

LIND = lind()
LISTENED = ("listen", "listen")
SETTLED = (*LISTENED, *(f"choice {name}" for name in LIND.model))
HAPPY = "Goodbye, then."


def told(call: PracticeCall, scenario: Scenario = LIND) -> tuple[Line, ...]:
    return transcript(scenario, moods(), call, AttemptMode.CHOOSE)


def page(
    call: PracticeCall, scenario: Scenario = LIND, mode: AttemptMode = AttemptMode.CHOOSE, **parts: Any
) -> dict[str, str]:
    """Return the debrief's passages by their titles."""
    result = score(scenario, moods(), call)
    outcome = Outcome(scenario, call, mode, result, debrief(scenario, moods(), call, result))
    found = debrief_page(replace(outcome, **parts), whole=True)
    return {each.title: " ".join(f"{line.lead}{line.text}" for line in each.lines) for each in found}


@pytest.mark.parametrize("patience", [14, len(LIND.model)])
def test_the_end_of_the_story_is_told_after_what_went_wrong_in_between(patience: int) -> None:
    scenario = replace(LIND, persona=replace(LIND.persona, patience=patience))
    call = played(scenario, *SETTLED, "after check_delegate")
    texts = [line.text for line in told(call, scenario)]
    assert LIND.later.story in texts
    assert HAPPY not in texts
    for mode in (AttemptMode.CHOOSE, AttemptMode.WATCH):
        assert page(call, scenario, mode)["How it ended"].startswith(HAPPY)


def test_where_nothing_comes_later_the_last_words_are_told_at_once() -> None:
    call = played(LIND, *LISTENED, "after root_cause")
    assert "I have to go." in [line.text for line in told(call)]
    assert "I have to go." not in page(call)["How it ended"]


def speaker(call: PracticeCall, text: str) -> Speaker:
    return next(line.speaker for line in told(call) if line.text == text)


def test_what_nobody_says_has_no_name_over_it() -> None:
    gone = played(LIND, *LISTENED, "choice calm", "choice rule", "choice calm")
    assert gone.ended is Ending.WALKED_AWAY
    assert speaker(gone, "The line goes dead.") is Speaker.STORY
    open_end = played(LIND, *LISTENED, "after check_customer")
    assert speaker(open_end, "Nothing was agreed, so there is nothing to check.") is Speaker.STORY


def test_what_is_really_said_has_a_name_over_it() -> None:
    call = played(LIND, *SETTLED, "after check_customer=truth", "after check_delegate")
    assert speaker(call, "Thank you for telling me.") is Speaker.CUSTOMER
    assert speaker(call, "Depot: sorry, six.") is Speaker.STORY
    assert speaker(call, LIND.opening[1]) is Speaker.CUSTOMER
    out_of_time = replace(LIND, persona=replace(LIND.persona, patience=1))
    last = played(out_of_time, *LISTENED, "choice ack")
    assert [line.speaker for line in lines_of(out_of_time, last, last.turns[-1], AttemptMode.CHOOSE)][
        -1
    ] is Speaker.STORY


@pytest.mark.parametrize("deed", [Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD])
def test_a_record_of_a_call_without_an_agreement_tells_of_none(deed: Deed) -> None:
    reply = replace(LIND.later.replies[0], when=replace(LIND.later.replies[0].when, after=(deed,)))
    scenario = replace(LIND, later=replace(LIND.later, replies=(reply,)))
    loose, settled = (played(scenario, *lines, f"after {deed}") for lines in (LISTENED, SETTLED))
    assert [line.text for line in told(loose, scenario)][-1] == WRITTEN_DOWN
    assert reply.say not in page(loose, scenario)["The call, turn by turn"]
    assert [line.text for line in told(settled, scenario)][-1] == reply.say
    assert (asks_how(loose, deed), asks_how(settled, deed)) == (False, True)
    assert asks_how(loose, Deed.ROOT_CAUSE)


def test_a_question_that_cut_them_off_is_not_praised() -> None:
    early, later = played(LIND, "choice openq"), played(LIND, *LISTENED, "choice ack", "choice openq")
    assert Happening.INTERRUPTED in early.turns[-1].events
    assert "You asked." not in note_of(LIND, early.turns[-1], AttemptMode.CHOOSE)
    assert "You asked." in note_of(LIND, later.turns[-1], AttemptMode.CHOOSE)
    trap = played(LIND, "choice calm").turns[-1]
    assert "Nobody ever calmed down by that." in note_of(LIND, trap, AttemptMode.CHOOSE)


@pytest.mark.parametrize(
    ("done", "over", "here"),
    [
        ("", False, "acknowledge"),
        ("acknowledge", False, "widen"),
        ("acknowledge widen agree", False, "resolve"),
        ("acknowledge widen agree", True, "resolve"),
        ("acknowledge widen agree resolve", True, "evaluate"),
        ("agree", False, "resolve"),
        (" ".join(STEPS), True, ""),
    ],
)
def test_the_step_after_the_last_that_is_wholly_done_is_the_present_one(
    done: str, over: bool, here: str
) -> None:
    points = [Point(step, "it", 10.0 * (step in done.split()), 10.0) for step in STEPS]
    stands = standing(points, over=over)
    assert [each.step for each in stands if each.mark is StepMark.HERE] == here.split()


def test_what_is_fatal_is_told_in_a_sentence_whatever_it_is() -> None:
    for name in (*Act, *Happening):
        assert NEVER_WORDS[name].endswith("."), name
        assert "_" not in NEVER_WORDS[name]
    scenario = replace(LIND, rubric=Rubric({}, ("blame",)))
    words = page(played(scenario, *LISTENED, "choice calm"), scenario)["Before anything else"]
    assert "You put it on them. That must never happen with this customer" in words


WHY, LINE = "It was put on them.", "That is miserable."


def both(thing: NextThing) -> dict[str, str]:
    call = played(LIND, *LISTENED, "choice calm")
    moment = Instance(call.turns[-1], "Calm down.", WHY, LINE)
    return page(call, told=Debrief(None, moment, thing, ()))


def test_the_same_reason_and_the_same_line_are_told_once() -> None:
    found = both(NextThing(Skill.THEIR_SIDE, WHY, LINE, 3))
    first, cost = found["One thing for next time"], found["What cost most"]
    assert (WHY in first, LINE in first) == (False, True)
    assert (WHY in cost, LINE in cost) == (True, False)
    found = both(NextThing(Skill.READ_BACK, "This would have brought most: say it back.", "So, cold.", 3))
    assert found["One thing for next time"].startswith("Say it back. This would have brought most. For")
    assert LINE in found["What cost most"]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("The fire went out at five", 25, "The fire went out at five"),
        ("The fire went out at five", 11, "The fire …"),
        ("The fire, which went out", 14, "The fire …"),
        (
            "The fire went out, said the extraordinarily tall man",
            44,
            "The fire went out, said the extraordinarily…",
        ),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrtsgesellschaft", 30, "A Donaudampfschifffahrtsgesel…"),
        ("It went on and on…", 18, "It went on and on…"),
    ],
)
def test_a_quote_ends_with_a_whole_word_if_that_costs_little(text: str, width: int, shown: str) -> None:
    assert in_short(text, width) == shown
    assert cells(in_short(text, width)) <= width
