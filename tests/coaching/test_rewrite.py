"""A suggested wording says nothing that the notes do not say: what is not known stays a visible blank."""

from functools import cache

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.advice import advice_for, items_for
from aware_tui.domain.coaching.apology import Element
from aware_tui.domain.coaching.rewrite import LONGEST_FILL, rewrite
from aware_tui.domain.coaching.rules import Coaching, ElementAdvice, MayAdmitFault, Rewrite, Slot
from aware_tui.domain.states import ApologySize

WORDING = Rewrite(
    slots=(
        Slot("thing", "____ (what went wrong)", ("their_words", "category")),
        Slot("when", "____ (by when)", ("promises",)),
        Slot("never", "____ (nobody knows)"),
    ),
    light=("You told me: {thing}.",),
    full=("You told me: {thing}.", "That was our doing, by {when}."),
    handling_only=("We should have rung you: {thing}.",),
    no_fault=("I'm sorry it happened: {thing}.",),
)
ELEMENTS = (
    ElementAdvice("regret", "Say that you are sorry.", items=("light_regret", "regret")),
    ElementAdvice("responsibility", "Say whose doing it was.", "Own how we dealt with it.", ("owned",)),
)


def coaching(may_admit_fault: MayAdmitFault = MayAdmitFault.YES, wording: Rewrite = WORDING) -> Coaching:
    return Coaching(may_admit_fault, ELEMENTS, wording)


def wording(size: ApologySize = ApologySize.LIGHT, /, **notes: str) -> str:
    return rewrite(coaching(), size, lambda name: notes.get(name, ""))


@cache
def shipped() -> Coaching:
    shelf = paths.shipped_playbooks()
    return open_coaching(shelf / "aware", (shelf,), None).coaching


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ({}, "You told me: ____ (what went wrong)."),
        ({"their_words": ""}, "You told me: ____ (what went wrong)."),
        ({"their_words": " \n . "}, "You told me: ____ (what went wrong)."),
        ({"their_words": "the van was late"}, "You told me: the van was late."),
        ({"their_words": "  The van\n was  late. .."}, "You told me: The van was late."),
        ({"category": "late"}, "You told me: late."),
        ({"their_words": "the van", "category": "late"}, "You told me: the van."),
        ({"their_words": "x" * 120}, f"You told me: {'x' * 120}."),
        ({"their_words": "x" * 121}, "You told me: ____ (what went wrong)."),
        ({"their_words": "x" * 121, "category": "late"}, "You told me: late."),
        ({"promises": "a note for another place"}, "You told me: ____ (what went wrong)."),
        ({"their_words": "{when} {thing} {x}"}, "You told me: {when} {thing} {x}."),
        ({"their_words": r"\1 \g<0>"}, r"You told me: \1 \g<0>."),
    ],
)
def test_a_slot_is_filled_only_from_its_own_notes(notes: dict[str, str], expected: str) -> None:
    assert wording(**notes) == expected


def test_a_slot_without_notes_is_always_a_blank_and_an_unknown_one_stays() -> None:
    odd = Rewrite(WORDING.slots, light=("{never}, {nothing}, {thing} and {thing}",))
    said = rewrite(coaching(wording=odd), ApologySize.LIGHT, lambda name: name)
    assert said == "____ (nobody knows), {nothing}, their_words and their_words"


@pytest.mark.parametrize(
    ("size", "may_admit_fault", "expected"),
    [
        (ApologySize.LIGHT, MayAdmitFault.YES, "You told me: late."),
        (ApologySize.LIGHT, MayAdmitFault.HANDLING_ONLY, "You told me: late."),
        (ApologySize.LIGHT, MayAdmitFault.NO, "You told me: late."),
        (ApologySize.FULL, MayAdmitFault.YES, "You told me: late.\nThat was our doing, by ____ (by when)."),
        (ApologySize.FULL, MayAdmitFault.HANDLING_ONLY, "We should have rung you: late."),
        (ApologySize.FULL, MayAdmitFault.NO, "I'm sorry it happened: late."),
    ],
)
def test_the_wording_fits_the_size_and_what_may_be_admitted(
    size: ApologySize, may_admit_fault: MayAdmitFault, expected: str
) -> None:
    notes = {"category": "late"}
    assert rewrite(coaching(may_admit_fault), size, lambda name: notes.get(name, "")) == expected


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_any_note_is_said_in_one_line_or_not_at_all(note: str) -> None:
    said = wording(their_words=note)
    filled = said.removeprefix("You told me: ").removesuffix(".")
    assert "\n" not in said
    assert len(filled) <= LONGEST_FILL
    assert filled == "____ (what went wrong)" or filled in " ".join(note.split())


@pytest.mark.parametrize("may_admit_fault", MayAdmitFault)
@pytest.mark.parametrize("size", ApologySize)
def test_the_shipped_wording_shows_a_blank_for_all_it_does_not_know(
    size: ApologySize, may_admit_fault: MayAdmitFault
) -> None:
    here = Coaching(may_admit_fault, shipped().elements, shipped().rewrite)
    blank, full = rewrite(here, size, lambda _: ""), rewrite(here, size, lambda name: f"<{name}>")
    assert "____" in blank
    assert "____" not in full
    assert "{" not in blank + full
    assert "sorry" in blank


def test_without_fault_to_admit_the_shipped_wording_owns_nothing() -> None:
    no_fault = rewrite(Coaching(MayAdmitFault.NO, (), shipped().rewrite), ApologySize.FULL, lambda _: "")
    yes = rewrite(shipped(), ApologySize.FULL, lambda _: "")
    assert "our doing" in yes
    assert "our" not in no_fault.lower().split()


@pytest.mark.parametrize(
    ("element", "may_admit_fault", "advice"),
    [
        (Element.REGRET, MayAdmitFault.YES, "Say that you are sorry."),
        (Element.REGRET, MayAdmitFault.HANDLING_ONLY, "Say that you are sorry."),
        (Element.RESPONSIBILITY, MayAdmitFault.YES, "Say whose doing it was."),
        (Element.RESPONSIBILITY, MayAdmitFault.HANDLING_ONLY, "Own how we dealt with it."),
        (Element.REPAIR, MayAdmitFault.YES, ""),
    ],
)
def test_what_is_missing_comes_with_advice(
    element: Element, may_admit_fault: MayAdmitFault, advice: str
) -> None:
    assert advice_for(coaching(may_admit_fault), element) == advice


def test_shipped_advice_speaks_of_every_element_that_is_asked_for() -> None:
    for element in Element:
        assert bool(advice_for(shipped(), element)) is (element is not Element.FORGIVENESS)


def test_items_stand_for_the_elements_that_were_said() -> None:
    assert items_for(coaching(), [Element.REGRET]) == {"light_regret", "regret"}
    assert items_for(coaching(), [Element.RESPONSIBILITY, Element.REGRET, Element.REPAIR]) == {
        "light_regret",
        "regret",
        "owned",
    }
    assert items_for(coaching(), []) == frozenset()
