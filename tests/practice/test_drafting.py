"""A draft of a scenario: the bones of a session, none of its words, and nothing but words left to write."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_tick,
    an_apology,
    an_option,
)
from practicing import moods, rewritten, written_to

from aware_tui import paths
from aware_tui.content.cache import open_playbook
from aware_tui.content.scenarios import read_scenario
from aware_tui.domain.categories import Category
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.practice.drafting import Draft, draft_of, left_to_write, renamed
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.happened import happened
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.proving import prove
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score
from aware_tui.domain.practice.scrub import leaks
from aware_tui.domain.practice.untold import untold_of
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize, FollowUpKind, FollowUpState
from aware_tui.services.practice.from_session import common_words

REMEDY = "the first slot of the morning, nothing to pay"


@cache
def shipped() -> Playbook:
    """Return the playbook that ships."""
    shelf = paths.shipped_playbooks()
    return open_playbook(shelf / "aware", (shelf,), None).playbook


def a_lived_session() -> CoachingSession:
    """Return a session in which much was done, in this order."""
    head = a_head(category="late", mood_start=2, mood_end=5, apology_size=ApologySize.FULL)
    row = head.id
    ticks = (a_tick(row, "open_question"), a_tick(row, "said_sorry"), a_tick(row, "uninterrupted"))
    return CoachingSession(
        head,
        customer=a_customer(name="Amara Okafor", reference="C-20418", contact="07700 900118"),
        ticks=ticks,
        notes=(a_note(row, "I lost a day's pay, twice. Nobody rang."), a_note(row, "a slot", field="remedy")),
        apologies=(an_apology(row, verdict="real", size=ApologySize.FULL),),
        options=(an_option(row, text=REMEDY, chosen=True),),
        promises=(a_promise(row), a_promise(row, due_at=None)),
        follow_ups=(a_follow_up(row, kind=FollowUpKind.CUSTOMER, state=FollowUpState.DONE),),
        profile_entry=a_profile_entry(row, text="Offer early slots.", recorded_at=NOW),
        quality_record=a_quality_record(row, cause="handover"),
    )


def drafted(session: CoachingSession) -> Draft:
    return draft_of(session, shipped(), common_words())


def read(folder: Path, text: str) -> Scenario:
    return read_scenario(written_to(folder, text), moods()).scenario


def test_what_was_done_is_told_in_its_order() -> None:
    assert happened(a_lived_session()) == (
        Act.PROBE_OPEN,
        Act.ACKNOWLEDGE,
        Act.INVITE_SOLUTION,
        Act.APOLOGISE_REAL,
        Act.OFFER_OPTION,
        Act.COMMIT,
        Act.VAGUE_PROMISE,
        Deed.CHECK_CUSTOMER,
        Deed.PROFILE_ENTRY,
        Deed.ROOT_CAUSE,
    )


@pytest.mark.parametrize(
    ("verdict", "size", "act"),
    [
        ("real", ApologySize.LIGHT, Act.APOLOGISE_REAL),
        ("real", ApologySize.FULL, Act.APOLOGISE_REAL),
        ("partial", ApologySize.LIGHT, Act.APOLOGISE_REAL),
        ("partial", ApologySize.FULL, None),
        ("fake", ApologySize.LIGHT, Act.APOLOGISE_FAKE),
        ("none", ApologySize.LIGHT, None),
        (None, ApologySize.FULL, None),
    ],
)
def test_an_apology_is_what_the_coach_read_in_it(
    verdict: str | None, size: ApologySize, act: Act | None
) -> None:
    head = a_head()
    session = CoachingSession(head, apologies=(an_apology(head.id, verdict=verdict, size=size),))
    assert happened(session) == ((act,) if act else ())


def test_a_promise_is_soft_by_its_words_or_without_a_time() -> None:
    head = a_head()
    for promise in (a_promise(head.id, verdict="vague"), a_promise(head.id, due_at=None)):
        assert happened(CoachingSession(head, promises=(promise,))) == (Act.VAGUE_PROMISE,)


def test_a_draft_keeps_mood_remedy_and_cause(tmp_path: Path) -> None:
    draft = drafted(a_lived_session())
    scenario = read(tmp_path, draft.text)
    assert (scenario.id, scenario.source, scenario.apology) == ("call-late", "from-session", ApologySize.FULL)
    assert (scenario.persona.anger, scenario.persona.trust) == (7, 3)
    assert scenario.categories == ("late",)
    assert scenario.options["taken"].say == REMEDY
    assert "# What it was about: late or missed delivery or visit.\n" in draft.text
    assert "# The cause: it was lost in a handover.\n" in draft.text
    assert "2 of 5 at the start, 5 of 5 at the end" in draft.text
    assert "- id: soon # done in that call\n" in draft.text


def test_a_draft_holds_nothing_of_the_session_and_does_not_name_it() -> None:
    session = a_lived_session()
    draft = drafted(session)
    assert draft.session_id == session.id
    assert session.id not in draft.text
    for words in ("Amara", "Okafor", "20418", "pay, twice", "kim", "early slots"):
        assert words not in draft.text
    found = leaks(draft.text, untold_of(session, common_words()))
    assert [draft.text[leak.start : leak.end] for leak in found] == []


@pytest.mark.parametrize(
    "words", ["send Amara the morning slot", "50 off C-20418", "nothing before 12 March"]
)
def test_a_remedy_that_tells_who_it_was_is_not_kept(words: str) -> None:
    session = a_lived_session()
    session = replace(session, options=(replace(session.options[0], text=words),))
    assert words not in drafted(session).text
    assert "TODO: what was agreed" in drafted(session).text


def test_a_category_that_tells_something_of_the_customer_is_not_kept() -> None:
    head = a_head(category="faulty")
    for text, kept in (("Has a faulty heart.", False), ("Has a heart.", True)):
        session = CoachingSession(head, profile_entry=a_profile_entry(head.id, text=text))
        draft = draft_of(session, shipped())
        assert (draft.scenario_id == "call-faulty", "damaged or wrong goods" in draft.text) == (kept, kept)
        assert ('categories: ["faulty"]\n' in draft.text) == kept


@pytest.mark.parametrize("row", ["no", "12", "null", "late", None, 'Ünfug "x": {y}'])
def test_the_category_is_drafted_in_as_the_playbook_has_it(row: str | None, tmp_path: Path) -> None:
    playbook = shipped()
    known = replace(
        playbook, categories=tuple(Category(name, "of some kind") for name in ("no", "12", "null", "late"))
    )
    text = draft_of(CoachingSession(a_head(category=row)), known).text
    ids = [each.id for each in known.categories]
    assert read(tmp_path, text).categories == ((row,) if row in ids else ())


def test_the_order_of_the_session_is_that_of_the_model(tmp_path: Path) -> None:
    head = a_head()
    ticks = tuple(a_tick(head.id, item) for item in ("asked_remedy", "apology_responsibility", "told_back"))
    scenario = read(tmp_path, drafted(CoachingSession(head, ticks=ticks)).text)
    assert scenario.model == ("sorry", "ack", "invite", "back", "openq", "taken", "commit")


SESSIONS = {
    "empty": {},
    "furious": {"mood_start": 1},
    "calm": {"mood_start": 5, "apology_size": ApologySize.LIGHT},
    "dangerous": {"safety_reason": "the gas was turned on again", "mood_start": 1},
    "dangerous and calm": {"safety_reason": "", "mood_start": 5},
    "of a category that is no id": {"category": 'Ünfug "x": {y}'},
}


@pytest.mark.parametrize("parts", SESSIONS.values(), ids=SESSIONS.keys())
def test_a_draft_can_be_played_as_it_is_and_once_it_is_written(
    parts: dict[str, object], tmp_path: Path
) -> None:
    text = drafted(CoachingSession(a_head(**parts))).text
    for written in (text, rewritten(text)):
        scenario = read(tmp_path, written)
        assert score(scenario, moods(), play(scenario, moods(), ideal(scenario))).total == 100
    assert scenario.safety == ("safety_reason" in parts)
    assert not list(left_to_write(rewritten(text)))


@pytest.mark.long
@pytest.mark.parametrize("parts", SESSIONS.values(), ids=SESSIONS.keys())
def test_the_score_of_a_draft_is_proved_before_a_word_is_written(
    parts: dict[str, object], tmp_path: Path
) -> None:
    assert prove(read(tmp_path, drafted(CoachingSession(a_head(**parts))).text), moods()) == []


def test_what_is_left_to_write_is_named_by_line_and_column() -> None:
    assert list(left_to_write("a\n  say: TODO and TODO\nTODOS todo")) == [(2, 8), (2, 17)]


def test_another_name_is_the_only_difference() -> None:
    draft = drafted(a_lived_session())
    other = renamed(draft, "call-late-2")
    assert other.text == draft.text.replace("id: call-late\n", "id: call-late-2\n")
