"""What of a call matters for a typed line: its options, what was agreed, and what an apology owns."""

import pytest
from practice.typed_lines import understanding

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.understanding import ASKED, Understood

COLD = Case(
    options={
        "rooms": ("guest house", "bed"),
        "visit": "engineer",
        "credit": ("take charge off",),
        "half": ("half",),
    },
    told={
        "rooms": "two warm rooms for tonight",
        "visit": "the emergency engineer within the hour",
        "credit": "the missed visits off the bill",
    },
    accept=("rooms", "visit"),
    heard="Two days without heating, and my father in the back room.",
)
PLAN = "I'll have the engineer there by six."


def told(**changed: object) -> Case:
    return Case(COLD.options, told=COLD.told, accept=COLD.accept, heard=COLD.heard, **changed)  # type: ignore[arg-type]


def sure(read: Understood) -> list[Act]:
    return [each.act for each in read.sure]


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("I can send an engineer and find you a bed for the night.", "rooms"),
        ("I can take the charge off, or send an engineer.", "visit"),
        ("I can take the whole charge off.", "credit"),
        ("I can take half of the charge off.", "half"),
        ("I can't find a bed, but an engineer could come.", "visit"),
        ("The charge stays. They take your shoes off.", None),
    ],
)
def test_of_several_options_the_best_that_helps_is_meant(text: str, offer: str | None) -> None:
    assert COLD.offer_in(text) == offer


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("We could put the two of you up somewhere warm tonight.", "rooms"),
        ("I could get somebody round for the emergency.", "visit"),
        ("I could bring you flowers.", None),
        ("A warm visit.", None),
    ],
)
def test_without_a_cue_the_telling_of_an_option_suggests_it(text: str, offer: str | None) -> None:
    assert COLD.suggested_by(text) == offer


def test_an_offer_that_is_only_suggested_is_asked_about() -> None:
    read = understanding().read("Could I offer you somewhere warm tonight?", COLD)
    assert read.offer == "rooms"
    assert Act.OFFER_OPTION not in sure(read)
    assert {each.act: each.confidence for each in read.maybe}[Act.OFFER_OPTION] <= ASKED


def test_a_plan_is_an_offer_before_they_agreed_and_a_promise_after() -> None:
    before = understanding().read(PLAN, told(agreed=False))
    assert before.sure == ()
    assert [each.act for each in before.maybe][:2] == [Act.OFFER_OPTION, Act.COMMIT]
    assert sure(understanding().read(PLAN, told(agreed=True))) == [Act.COMMIT]


def test_a_promise_too_soon_does_harm_and_is_asked_about() -> None:
    text = "I'll put the papers in the post by 4 pm today."
    assert sure(understanding().read(text, told())) == [Act.COMMIT]
    early = understanding().read(text, told(agreed=False))
    assert (sure(early), early.maybe[0].act) == ([], Act.COMMIT)


@pytest.mark.parametrize(
    "text",
    [
        "she asked a sensible question and we laughed at her. i am so sorry, that should never have happened",
        "We strung you along for hours. I'm sorry, that was badly done.",
        "sorry, we blocked it and didn't bother to call you",
        "i'm sorry. we sold it to you as foolproof and it isn't",
    ],
)
def test_an_apology_beside_a_deed_that_we_own_is_asked_about_and_never_too_small(text: str) -> None:
    read = understanding().read(text, Case())
    named = {each.act for each in (*read.sure, *read.maybe)}
    assert Act.APOLOGISE_REAL in named
    assert not read.small_sorry


@pytest.mark.parametrize(
    "text",
    [
        "Sorry if we kept you waiting.",
        "I'm sorry, but we never said that.",
        "Sorry for the misunderstanding.",
    ],
)
def test_one_that_is_taken_back_stays_fake(text: str) -> None:
    read = understanding().read(text, Case())
    assert read.sure == ()
    assert read.maybe[0].act is Act.APOLOGISE_FAKE


def test_a_denial_beside_what_we_own_is_doubted_but_may_be_meant_well() -> None:
    read = understanding().read("That was our job, and we didn't do it. I'm sorry.", Case())
    assert [each.act for each in read.maybe][:2] == [Act.APOLOGISE_FAKE, Act.APOLOGISE_REAL]
