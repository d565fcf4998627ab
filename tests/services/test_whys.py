"""A finding in the register: it is noted with its pattern and its whys, and correcting it loses neither."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from making import NOW
from services.rehearsals import done
from services.test_causes import opened
from watching import rows

from aware_tui.domain.insights.patterns import Dimension, Pattern, pattern_of
from aware_tui.services import cause_deeds, causes
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.causes import GONE
from aware_tui.services.desk import Desk
from aware_tui.services.overtaken import OVERTAKEN
from aware_tui.store.errors import Conflict

TUESDAYS = Pattern("late", Dimension.WEEKDAY, "Tuesday")
NOTED = PointWords("late on Tuesdays", pattern=TUESDAYS.key, whys="one van\nnobody plans")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(opened(tmp_path)) as one:
        yield one


def noted(desk: Desk, words: PointWords = NOTED) -> str:
    """Note a choke point, and return its id."""
    change = done(cause_deeds.note(desk, words))
    return next(edit.row.id for edit in change.edits)


def kept(desk: Desk) -> list[tuple[str, ...]]:
    """Return what another program reads in the register."""
    return rows(desk.settings.database, "SELECT title, action, pattern, whys FROM choke_point")


def test_a_finding_is_noted_with_its_pattern_and_its_whys(desk: Desk) -> None:
    noted(desk)
    ((title, _, pattern, whys),) = kept(desk)
    assert (title, pattern_of(pattern), whys) == ("late on Tuesdays", TUESDAYS, "one van\nnobody plans")


def test_correcting_the_words_leaves_the_pattern_and_the_whys_alone(desk: Desk) -> None:
    shown = done(causes.detail(desk, noted(desk))).point
    done(cause_deeds.amend(desk, shown, PointWords("late on Tuesdays", action="a second van")))
    assert kept(desk) == [("late on Tuesdays", "a second van", TUESDAYS.key, "one van\nnobody plans")]


def test_words_left_and_taken_up_again_keep_what_the_finding_gave() -> None:
    again = NOTED.with_left(title="late", when="Friday")
    assert (again.title, again.when, again.pattern, again.whys) == (
        "late",
        "Friday",
        TUESDAYS.key,
        NOTED.whys,
    )


def test_whys_are_kept_without_gaps_card_numbers_or_words_in_the_story(desk: Desk) -> None:
    shown = done(causes.detail(desk, noted(desk, PointWords("late")))).point
    done(cause_deeds.answer_whys(desk, shown, ("paid with 4111 1111 1111 1111", "", "no\x1b plan")))
    ((_, _, _, whys),) = kept(desk)
    assert "4111 1111 1111 1111" not in whys
    assert whys.split("\n")[1:] == ["no plan"]
    told = rows(desk.settings.database, "SELECT what, before || after FROM event ORDER BY seq")
    assert told[-1] == ("choke point amended", "whys")


def test_the_same_answers_again_change_nothing(desk: Desk) -> None:
    shown = done(causes.detail(desk, noted(desk))).point
    assert done(cause_deeds.answer_whys(desk, shown, ("one van", "nobody plans"))).empty


def test_answers_that_another_window_gave_meanwhile_are_not_written_over(desk: Desk) -> None:
    shown = done(causes.detail(desk, noted(desk))).point
    done(cause_deeds.answer_whys(desk, shown, ("theirs",)))
    with pytest.raises(Conflict, match=OVERTAKEN[:20]):
        done(cause_deeds.answer_whys(desk, shown, ("mine",)))
    assert kept(desk)[0][3] == "theirs"
    assert done(cause_deeds.answer_whys(desk, shown, ("theirs",))).empty


def test_whys_of_what_was_erased_meanwhile_say_so(desk: Desk) -> None:
    shown = done(causes.detail(desk, noted(desk))).point
    with pytest.raises(Conflict, match=GONE[:30]):
        done(cause_deeds.answer_whys(desk, replace(shown, id="gone"), ("mine",)))
    assert shown.made_at == NOW
