"""Deeds on causes: saved before they are told, safe against another window, and taken back whole."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from making import NOW, a_head, adding, an_id
from services.rehearsals import done
from watching import rows

from aware_tui.config import Settings
from aware_tui.domain.due import Due
from aware_tui.domain.rows import CauseLink, ChokePoint, Row, Session
from aware_tui.domain.states import ChokePointState
from aware_tui.services import cause_deeds, causes
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.causes import GONE, SESSION_GONE
from aware_tui.services.desk import Desk
from aware_tui.services.overtaken import MOVED_ON, OVERTAKEN
from aware_tui.services.shown import NoSuchSession
from aware_tui.store.errors import Conflict, LeaseLost
from aware_tui.store.saving import Versions, apply

POINT = ChokePoint("point", "slot lost", NOW, action="save it", owner="Ana")


def opened(folder: Path) -> Desk:
    desk = Desk(
        Settings(data_dir=folder, agent="kim", zone="Europe/Berlin", playbook="aware"),
        lambda: NOW,
        lambda _: None,
    )
    desk._start_writer()
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(opened(tmp_path)) as one:
        yield one


@pytest.fixture
def elsewhere(tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    with closing(opened(tmp_path)) as other:
        yield other


def put(desk: Desk, *more: Row) -> tuple[Row, ...]:
    def save(db: Any) -> None:
        with db:
            db.execute("BEGIN IMMEDIATE")
            apply(db, adding(*more), Versions(), None)

    done(desk.ask(save))
    return more


def erase(desk: Desk, table: str) -> None:
    def take_away(db: Any) -> None:
        with db:
            db.execute(f"DELETE FROM {table}")

    done(desk.ask(take_away))


def a_call(desk: Desk) -> str:
    head = a_head()
    put(desk, head)
    return head.id


def points(desk: Desk) -> list[ChokePoint]:
    return [line.point for line in done(causes.register(desk))]


def test_a_choke_point_is_noted_with_words_fit_to_be_kept_and_linked(desk: Desk, tmp_path: Path) -> None:
    call = a_call(desk)
    words = PointWords(" slot\x00 lost ", "card 4111 1111 1111 1111", "", "some day", "tool")
    done(cause_deeds.note(desk, words, call))
    (point,) = points(desk)
    assert (point.title, point.cause, point.due_words, point.due_at) == (
        "slot lost",
        "tool",
        "some day",
        None,
    )
    assert "4111 1111" not in point.action
    assert [each.id for each in done(causes.of_session(desk, call))] == [point.id]
    told = rows(tmp_path / "aware.db", "SELECT what, session_id FROM event ORDER BY seq")
    assert told == [("choke point noted", point.id), ("linked to a choke point", call)]


def test_the_same_cause_makes_one_choke_point_and_the_next_call_joins_it(desk: Desk) -> None:
    one, two, three = a_call(desk), a_call(desk), a_call(desk)
    done(cause_deeds.same_cause(desk, two, one, "slot lost", "tool"))
    done(cause_deeds.same_cause(desk, three, two, "another title"))
    assert done(cause_deeds.same_cause(desk, three, two)).empty
    (line,) = done(causes.register(desk))
    assert (line.point.title, line.sessions) == ("slot lost", 3)


def test_a_call_with_a_choke_point_lends_it_to_one_that_has_none(desk: Desk) -> None:
    put(desk, POINT)
    mine, theirs = a_call(desk), a_call(desk)
    done(cause_deeds.link(desk, mine, POINT.id))
    done(cause_deeds.same_cause(desk, mine, theirs))
    assert [each.id for each in done(causes.of_session(desk, theirs))] == [POINT.id]


def test_a_mark_after_another_windows_mark_is_not_refused(desk: Desk, elsewhere: Desk) -> None:
    put(desk, POINT)
    for window, fixed in ((desk, True), (elsewhere, False), (desk, True), (elsewhere, False)):
        done(cause_deeds.mark(window, POINT.id, fixed=fixed))
    assert points(desk)[0].state is ChokePointState.OPEN


def test_two_windows_that_correct_other_words_keep_both(desk: Desk, elsewhere: Desk) -> None:
    put(desk, POINT)
    done(cause_deeds.amend(elsewhere, POINT, PointWords(POINT.title, POINT.action, "Bob")))
    done(cause_deeds.amend(desk, POINT, PointWords("the slot is gone", POINT.action, "Ana")))
    (now,) = points(desk)
    assert (now.title, now.action, now.owner) == ("the slot is gone", "save it", "Bob")


def test_two_windows_that_correct_the_same_words_are_told(desk: Desk, elsewhere: Desk) -> None:
    put(desk, POINT)
    done(cause_deeds.amend(elsewhere, POINT, PointWords(POINT.title, POINT.action, "Bob")))
    with pytest.raises(Conflict, match="changed in another window") as problem:
        done(cause_deeds.amend(desk, POINT, PointWords(POINT.title, POINT.action, "Cem")))
    assert str(problem.value) == OVERTAKEN
    assert points(desk)[0].owner == "Bob"
    assert done(cause_deeds.amend(desk, POINT, PointWords(POINT.title, POINT.action, "Bob"))).empty


def test_a_date_whose_words_stay_is_not_read_again(desk: Desk) -> None:
    put(desk, ChokePoint("dated", "slot", NOW, due_at=NOW, zone="Europe/Berlin", due_words="tomorrow"))
    (shown,) = points(desk)
    done(cause_deeds.amend(desk, shown, PointWords("the slot", when="tomorrow")))
    (same,) = points(desk)
    assert (same.title, same.due_at, same.due_words) == ("the slot", NOW, "tomorrow")
    done(cause_deeds.amend(desk, same, PointWords("the slot", when="")))
    assert (points(desk)[0].due_at, points(desk)[0].due_words) == (None, "")
    due = Due(NOW, "Europe/Berlin", "Friday")
    done(cause_deeds.amend(desk, points(desk)[0], PointWords("the slot", when="by Friday", due=due)))
    assert (points(desk)[0].due_at, points(desk)[0].due_words) == (NOW, "Friday")


def test_what_was_erased_elsewhere_is_told_and_nothing_is_changed(desk: Desk) -> None:
    call = a_call(desk)
    deeds: tuple[Callable[[], Future[Any]], ...] = (
        lambda: causes.detail(desk, "gone"),
        lambda: cause_deeds.mark(desk, "gone", fixed=True),
        lambda: cause_deeds.amend(desk, POINT, PointWords("new")),
        lambda: cause_deeds.link(desk, call, "gone"),
    )
    for deed in deeds:
        with pytest.raises(Conflict, match="erased") as problem:
            done(deed())
        assert str(problem.value) == GONE
    put(desk, POINT)
    linkings: tuple[Callable[[], Future[Any]], ...] = (
        lambda: cause_deeds.link(desk, "gone", POINT.id),
        lambda: cause_deeds.same_cause(desk, call, "gone", "t"),
        lambda: cause_deeds.same_cause(desk, "gone", call, "t"),
        lambda: cause_deeds.note(desk, PointWords("t"), "gone"),
    )
    for linking in linkings:
        with pytest.raises(NoSuchSession) as missing:
            done(linking())
        assert str(missing.value) == SESSION_GONE
    assert points(desk) == [POINT]


def linked(desk: Desk) -> tuple[Session, CauseLink]:
    session = a_head()
    link = CauseLink(an_id(), session.id, POINT.id, NOW)
    put(desk, POINT, session, link)
    return session, link


def test_a_person_is_told_for_all_their_calls_at_once_and_not_told_after_all(desk: Desk) -> None:
    _, link = linked(desk)
    again = a_head()
    more = CauseLink(an_id(), again.id, POINT.id, NOW)
    put(desk, again, more)
    done(cause_deeds.mark(desk, POINT.id, fixed=True))
    assert sum(len(line.links) for line in done(causes.to_be_told(desk))) == 2
    change = done(cause_deeds.tell(desk, (link, more), told=True))
    assert done(causes.to_be_told(desk)) == ()
    assert done(cause_deeds.tell(desk, (link, more), told=True)).empty
    done(cause_deeds.take_back(desk, change))
    assert len(done(causes.to_be_told(desk))) == 2
    with pytest.raises(Conflict, match="cannot be taken back") as problem:
        done(cause_deeds.take_back(desk, change))
    assert str(problem.value) == MOVED_ON


def test_telling_somebody_whose_session_was_erased_is_told(desk: Desk) -> None:
    _, link = linked(desk)
    erase(desk, "cause_link")
    with pytest.raises(Conflict, match="erased"):
        done(cause_deeds.tell(desk, (link,), told=True))
    assert done(cause_deeds.unlink(desk, link)).empty


def test_an_unlinked_call_is_linked_again_unless_one_of_the_two_is_gone(desk: Desk) -> None:
    session, link = linked(desk)
    change = done(cause_deeds.unlink(desk, link))
    assert done(causes.of_session(desk, session.id)) == ()
    done(cause_deeds.take_back(desk, change))
    assert done(causes.of_session(desk, session.id)) == (POINT,)
    change = done(cause_deeds.unlink(desk, link))
    erase(desk, "choke_point")
    with pytest.raises(Conflict, match="erased"):
        done(cause_deeds.take_back(desk, change))
    put(desk, POINT)
    erase(desk, "session")
    with pytest.raises(NoSuchSession):
        done(cause_deeds.take_back(desk, change))


def test_a_new_choke_point_is_taken_back_while_nothing_else_hangs_on_it(desk: Desk) -> None:
    call = a_call(desk)
    first = done(cause_deeds.note(desk, PointWords("mistaken"), call))
    done(cause_deeds.take_back(desk, first))
    assert points(desk) == []
    second = done(cause_deeds.note(desk, PointWords("right"), call))
    done(cause_deeds.link(desk, a_call(desk), points(desk)[0].id))
    with pytest.raises(Conflict, match="cannot be taken back"):
        done(cause_deeds.take_back(desk, second))
    assert [point.title for point in points(desk)] == ["right"]


def test_a_call_in_hand_in_another_window_is_not_touched(desk: Desk, elsewhere: Desk) -> None:
    from aware_tui.services.questions import take_lease

    put(desk, POINT)
    call = a_call(desk)
    done(elsewhere.ask(lambda db: take_lease(db, call, elsewhere.holder, NOW)))
    with pytest.raises(LeaseLost, match="Another window"):
        done(cause_deeds.link(desk, call, POINT.id))
    assert not done(cause_deeds.link(elsewhere, call, POINT.id)).empty
