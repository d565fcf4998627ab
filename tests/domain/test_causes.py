"""Choke points and their links: said twice is said once, and no event holds anybody's words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_stamp, an_id

from aware_tui.domain import causes
from aware_tui.domain.causes import ChokePointLine, ToBeTold
from aware_tui.domain.due import Due
from aware_tui.domain.rows import CauseLink, ChokePoint, Row
from aware_tui.domain.session import NOTHING, Change
from aware_tui.domain.states import ChokePointState

HOUR = timedelta(hours=1)
LATER = a_stamp(NOW + HOUR, "ana")
FRIDAY = Due(NOW + timedelta(days=2), "Europe/Berlin", "Friday")


def a_point(**parts: object) -> ChokePoint:
    return replace(ChokePoint(an_id(), "the slot is lost", NOW, owner="Ana"), **parts)  # type: ignore[arg-type]


def a_link(session_id: str = "s", point: str = "p", **parts: object) -> CauseLink:
    return replace(CauseLink(an_id(), session_id, point, NOW), **parts)  # type: ignore[arg-type]


def made(change: Change) -> list[Row]:
    return [edit.after for edit in change.edits if edit.after is not None]


def test_a_choke_point_is_noted_with_its_cause_action_owner_and_date() -> None:
    change = causes.note_choke_point("slot lost", "tool", "save it", "Ana", FRIDAY, LATER)
    (point,) = made(change)
    assert isinstance(point, ChokePoint)
    assert (point.title, point.cause, point.action, point.owner) == ("slot lost", "tool", "save it", "Ana")
    assert (point.due_at, point.zone, point.due_words) == (FRIDAY.at, FRIDAY.zone, "Friday")
    assert (point.made_at, point.state, point.fixed_at) == (LATER.at, ChokePointState.OPEN, None)
    assert [event.session_id for event in change.events] == [point.id]


def test_words_that_hold_no_time_are_kept_all_the_same() -> None:
    (point,) = made(causes.note_choke_point("t", None, "", "", None, LATER, "when the new app comes"))
    assert isinstance(point, ChokePoint)
    assert (point.due_at, point.zone, point.due_words) == (None, None, "when the new app comes")


def test_amending_tells_the_columns_that_changed_and_nothing_else() -> None:
    point = a_point()
    change = causes.amend(point, LATER, title="the slot is gone", owner="Ana", action="")
    assert made(change) == [replace(point, title="the slot is gone")]
    assert (change.events[0].before, change.events[0].after) == ("", "title")


Twice = Callable[[ChokePoint, CauseLink], Change]

SAID_TWICE: dict[str, Twice] = {
    "amended to what it is": lambda point, link: causes.amend(point, LATER, title=point.title),
    "linked again": lambda point, link: causes.link(
        "s", point, LATER, [replace(link, choke_point_id=point.id)]
    ),
    "fixed again": lambda point, link: causes.mark_fixed(replace(point, state=ChokePointState.FIXED), LATER),
    "open already": lambda point, link: causes.reopen(point, LATER),
    "told again": lambda point, link: causes.told(replace(link, told_at=NOW), LATER),
    "not told anyway": lambda point, link: causes.untold(link, LATER),
}


@pytest.mark.parametrize("name", SAID_TWICE)
def test_what_is_so_already_changes_nothing(name: str) -> None:
    assert SAID_TWICE[name](a_point(), a_link()) == NOTHING


def test_a_link_names_its_session_in_the_story_and_the_choke_point_by_its_id() -> None:
    point = a_point()
    change = causes.link("s", point, LATER, [a_link("other", point.id), a_link("s", "another point")])
    (linked,) = made(change)
    assert isinstance(linked, CauseLink)
    assert (linked.session_id, linked.choke_point_id, linked.told_at) == ("s", point.id, None)
    assert [(event.session_id, event.after) for event in change.events] == [("s", point.id)]
    (gone,) = causes.unlink(linked, LATER).edits
    assert (gone.before, gone.after) == (linked, None)


def test_the_same_cause_as_another_joins_the_choke_point_of_the_other() -> None:
    point = a_point()
    change = causes.same_cause("mine", "theirs", point, "unused", LATER, [a_link("theirs", point.id)])
    assert [(row.session_id, row.choke_point_id) for row in made(change) if isinstance(row, CauseLink)] == [
        ("mine", point.id)
    ]
    assert len(made(change)) == 1


def test_where_there_is_no_choke_point_one_is_noted_for_both() -> None:
    change = causes.same_cause("mine", "theirs", None, "the slot is lost", LATER, cause="tool")
    point, *links = made(change)
    assert isinstance(point, ChokePoint)
    assert (point.title, point.cause) == ("the slot is lost", "tool")
    linked = [(row.session_id, row.choke_point_id) for row in links if isinstance(row, CauseLink)]
    assert linked == [("theirs", point.id), ("mine", point.id)]


def test_a_session_with_itself_is_linked_once() -> None:
    links = [row for row in made(causes.same_cause("s", "s", None, "t", LATER)) if isinstance(row, CauseLink)]
    assert [row.session_id for row in links] == ["s"]


def test_fixed_and_open_again_leaves_no_time_behind() -> None:
    (fixed,) = made(causes.mark_fixed(a_point(), LATER))
    assert isinstance(fixed, ChokePoint)
    assert (fixed.state, fixed.fixed_at) == (ChokePointState.FIXED, LATER.at)
    (again,) = made(causes.reopen(fixed, LATER))
    assert isinstance(again, ChokePoint)
    assert (again.state, again.fixed_at) == (ChokePointState.OPEN, None)


def marks(point: ChokePoint, link: CauseLink) -> dict[str, Change]:
    return {
        "noted": causes.note_choke_point("t", None, "", "", None, LATER),
        "amended": causes.amend(point, LATER, title="another"),
        "fixed": causes.mark_fixed(point, LATER),
        "told": causes.told(link, LATER),
        "linked": causes.link("s2", point, LATER),
        "unlinked": causes.unlink(link, LATER),
        "told twice at once": causes.told(link, LATER) + causes.told(a_link("s3"), LATER),
    }


def after(change: Change) -> dict[str, Row]:
    return {edit.after.id: edit.after for edit in change.edits if edit.after is not None}


@pytest.mark.parametrize("name", marks(a_point(), a_link()))
def test_a_mark_is_taken_back_whole(name: str) -> None:
    change = marks(a_point(), a_link())[name]
    now = after(change)
    undone = causes.taken_back(change, lambda row: now.get(row.id), LATER)
    assert {edit.before for edit in change.edits} == {edit.after for edit in undone.edits}
    assert [event.what for event in undone.events] == ["undone"] * len(change.events)


@pytest.mark.parametrize("name", ["amended", "fixed", "told", "linked", "told twice at once"])
def test_a_mark_that_somebody_changed_since_is_left_alone(name: str) -> None:
    change = marks(a_point(), a_link())[name]
    now = after(change)
    del now[next(iter(now))]
    assert causes.taken_back(change, lambda row: now.get(row.id), LATER) == NOTHING
    assert causes.taken_back(NOTHING, lambda row: None, LATER) == NOTHING


@given(st.text(min_size=4).filter(lambda words: words.strip()))
def test_no_event_holds_what_was_typed(words: str) -> None:
    said = f"«{words}»"
    point = a_point(title=said, action=said, owner=said, due_words=said)
    for change in (
        causes.note_choke_point(said, None, said, said, None, LATER, said),
        causes.amend(a_point(), LATER, title=said, action=said, owner=said),
        causes.same_cause("a", "b", None, said, LATER),
        causes.mark_fixed(point, LATER),
        causes.link("s", point, LATER),
    ):
        assert change.events
        assert not [e for e in change.events if said in f"{e.what}{e.before}{e.after}{e.session_id}"]


@pytest.mark.parametrize(
    ("due", "state", "late"),
    [
        (-HOUR, ChokePointState.OPEN, True),
        (HOUR, ChokePointState.OPEN, False),
        (-HOUR, ChokePointState.FIXED, False),
        (None, ChokePointState.OPEN, False),
    ],
)
def test_only_an_open_choke_point_with_a_past_date_is_overdue(
    due: timedelta | None, state: ChokePointState, late: bool
) -> None:
    point = a_point(due_at=None if due is None else NOW + due, state=state)
    assert ChokePointLine(point).overdue(NOW) is late


@pytest.mark.parametrize(
    ("name", "action", "words"),
    [
        ("Dana Reyes", "we save the slot", "Hello Dana Reyes, on Wednesday 4 March you told us"),
        ("", "", "Hello, on Wednesday 4 March you told us"),
        ("Dana Reyes", "we save the slot", "What is different now: we save the slot. Thank you"),
        ("Dana Reyes", "We save it.", "What is different now: We save it. Thank you"),
        ("Dana Reyes", " ", "We have fixed what caused it. Thank you for telling us."),
    ],
)
def test_the_draft_says_when_what_and_thanks(name: str, action: str, words: str) -> None:
    line = ToBeTold(a_point(action=action), (a_link(),), "s", NOW, "Europe/Berlin", customer=name)
    assert words in line.draft


def test_a_call_after_the_fix_asks_whether_it_is_fixed() -> None:
    point = a_point(fixed_at=NOW)
    assert ToBeTold(point, (), "s", NOW + HOUR, "UTC").again
    assert not ToBeTold(point, (), "s", NOW - HOUR, "UTC").again
