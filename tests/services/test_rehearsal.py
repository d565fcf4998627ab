"""A practice call in hand: every move on disk, played on as it began, nothing counted unasked."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import NOW
from practicing import LIND
from reading_ahead import lay_read_playbook
from services.rehearsals import begun, done
from watching import rows

from aware_tui.config import Settings
from aware_tui.domain.practice.acts import Act, Deed, Ending
from aware_tui.domain.practice.attempts import moves_of, skills_of
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Say, parse_move
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import Library
from aware_tui.services.practice.model_run import is_gap, next_choice, next_move
from aware_tui.services.practice.rehearsal import NO_COPY, NOT_PLAYABLE, Rehearsal
from aware_tui.services.practice.result_words import COMPLETED, RETRIED, WATCHED, result_words
from aware_tui.services.practice.transcript import Speaker
from aware_tui.store.errors import Conflict

SORRY = Guess(Act.APOLOGISE_REAL, 0.95, 0, 5)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("rehearsing")
    lay_read_playbook(folder)
    with closing(
        Desk(Settings(folder, "kim", "Europe/Berlin", "aware"), lambda: NOW, lambda _: None)
    ) as made:
        made._start_writer()
        yield made


@pytest.fixture(scope="module")
def library(desk: Desk) -> Library:
    return Library(desk)


def on_disk(one: Rehearsal) -> tuple[str, ...]:
    found = rows(one.desk.settings.database, f"SELECT moves FROM attempt WHERE id = '{one.attempt.id}'")
    return tuple(found[0][0].split("\n")) if found[0][0] else ()


def test_every_move_is_on_disk_once_it_is_answered_for(desk: Desk, library: Library) -> None:
    one = begun(desk, library, assignment="week 1")
    assert (one.attempt.assignment, one.attempt.trainee, on_disk(one)) == ("week 1", "kim", ())
    for count, move in enumerate(ideal(one.scenario), 1):
        done(one.do(move))
        assert on_disk(one) == one.moves
        assert (len(one.moves), len(one.call.turns)) == (count, count)


def test_a_paused_call_goes_on_as_it_began_though_the_file_has_changed(
    desk: Desk, library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "changed.yaml"
    file.write_text(LIND.read_text("utf-8"), "utf-8")
    loaded = done(library.find(str(file)))
    one = done(rehearsals.begin(desk, library, loaded, AttemptMode.CHOOSE))
    for move in (Listen(), Listen(), Choose("ack")):
        done(one.do(move))
    file.write_text(LIND.read_text("utf-8").replace("It is miserable, yes.", "Something else."), "utf-8")
    again = done(rehearsals.resume(desk, library, one.attempt.id))
    assert again.call == one.call
    assert again.scenario == one.scenario
    assert again.choices() == one.choices()
    assert again.told() == one.told()


def test_an_attempt_whose_copy_is_gone_is_told_in_a_sentence(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    statement = "UPDATE scenario SET document = '{torn' WHERE id = ?"
    kept = one.stage.document
    done(desk.ask(lambda db: db.execute(statement, (one.attempt.scenario_hash,)).rowcount))
    try:
        with pytest.raises(Conflict, match=NO_COPY[:30]):
            done(rehearsals.resume(desk, library, one.attempt.id))
    finally:
        mend = "UPDATE scenario SET document = ? WHERE id = ?"
        done(desk.ask(lambda db: db.execute(mend, (kept, one.attempt.scenario_hash)).rowcount))


def test_an_attempt_that_cannot_be_played_is_told_in_a_sentence(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    done(practice_store.save_moves(desk, one.attempt, ["choice nowhere"]))
    with pytest.raises(Conflict, match=NOT_PLAYABLE[:30]):
        done(rehearsals.resume(desk, library, one.attempt.id))


def test_an_attempt_played_on_in_another_window_is_not_overwritten(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    other = done(rehearsals.resume(desk, library, one.attempt.id))
    done(one.do(Listen()))
    with pytest.raises(Conflict):
        done(other.do(Choose("calm")))
    assert on_disk(one) == ("listen",)


def test_choices_keep_their_place_while_they_talk_and_differ_between_attempts(
    desk: Desk, library: Library
) -> None:
    one = begun(desk, library)
    before = [each.id for each in one.choices()]
    done(one.do(Listen()))
    assert [each.id for each in one.choices()] == before
    orders = {tuple(each.id for each in begun(desk, library).choices()) for _ in range(6)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(before)}


def test_ways_to_do_a_deed_keep_their_place_and_are_all_there(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    ways = one.ways(Deed.CHECK_CUSTOMER)
    assert {way.id for way in ways} == {"truth", "wait"}
    assert one.ways(Deed.CHECK_CUSTOMER) == ways
    assert one.ways(Deed.ROOT_CAUSE) == ()


SETTLED = [
    (Understood(sure=(SORRY,)), (), Did((Act.APOLOGISE_REAL,), text="hm")),
    (Understood(sure=(SORRY,)), (Act.BLAME,), Did((Act.APOLOGISE_REAL, Act.BLAME), text="hm")),
    (Understood(maybe=(Guess(Act.BLAME, 0.6, 0, 2),)), (), Say("hm")),
    (Understood(offer="visit"), (Act.OFFER_OPTION,), Did((Act.OFFER_OPTION,), "visit", text="hm")),
    (Understood(offer="visit"), (Act.EXPLAIN,), Did((Act.EXPLAIN,), text="hm")),
    (Understood(safety=True), (), Did((Act.EXPLAIN,), safety=True, text="hm")),
    (Understood(small_sorry=True), (), Did((), text="hm", small_sorry=True)),
]


@pytest.mark.parametrize(("read", "confirmed", "move"), SETTLED, ids=range(len(SETTLED)))
def test_a_typed_line_is_what_was_read_beyond_doubt_and_what_was_agreed_to(
    desk: Desk, library: Library, read: Understood, confirmed: tuple[Act, ...], move: object
) -> None:
    assert begun(desk, library, "type").settle("  hm \n", read, confirmed) == move


def test_a_line_that_nobody_could_read_costs_nothing_and_counts_for_nothing(
    desk: Desk, library: Library
) -> None:
    one = begun(desk, library, "type")
    for _ in one.scenario.opening[1:]:
        done(one.do(Listen()))
    before = one.call
    done(one.do(one.settle("mhm, well, as it were", Understood())))
    after = one.call
    assert (after.anger, after.trust, after.answers) == (before.anger, before.trust, before.answers)
    assert after.turns[-1].said == "mhm, well, as it were"
    assert on_disk(one)[-1] == "say mhm, well, as it were"


@settings(max_examples=30)
@given(st.text(max_size=60), st.sets(st.sampled_from(list(Act)), max_size=3), st.booleans(), st.booleans())
def test_a_typed_line_replays_to_the_same_call(
    desk: Desk, library: Library, text: str, acts: set[Act], safety: bool, small: bool
) -> None:
    one = begun(desk, library, "type")
    offer = "visit" if Act.OFFER_OPTION in acts else None
    done(one.do(one.settle(text, Understood(safety=safety, small_sorry=small, offer=offer), sorted(acts))))
    again = play(one.scenario, one.stage.moods, map(parse_move, on_disk(one)))
    assert again == one.call


def test_numbers_of_cards_are_masked_before_they_are_kept(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "type")
    done(one.do(one.settle("is it 4111 1111 1111 1111?", Understood(sure=(SORRY,)))))
    assert "4111 1111" not in "".join(on_disk(one))


def test_a_typed_line_is_read_away_from_the_screen(desk: Desk, library: Library) -> None:
    read = done(begun(desk, library, "type").understand("I'll send an engineer round today by five."))
    assert read.offer == "visit"
    assert read.top3()


def test_a_finished_call_keeps_its_result_and_reviews_its_skills(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    for move in ideal(one.scenario):
        one.do(move)
    kept = done(one.finish())
    assert (kept.state, kept.ended, kept.total) == (AttemptState.FINISHED, Ending.RESOLVED, 100.0)
    assert one.finished
    assert kept.turns == len(one.call.turns)
    cards = {card.skill for card in done(practice_store.cards(desk))}
    assert set(skills_of(kept)) <= cards
    assert done(one.finish()) == kept
    assert done(one.reflect("less haste")).reflection == "less haste"


def test_a_retry_goes_on_from_before_the_turn_with_all_before_it_as_it_was(
    desk: Desk, library: Library
) -> None:
    one = begun(desk, library)
    for move in (Listen(), Listen(), Choose("calm"), Choose("ack")):
        one.do(move)
    done(one.finish())
    again = done(one.retry_from(3))
    assert (again.moves, again.attempt.retry_of, again.attempt.retry_turn) == (
        ("listen", "listen"),
        one.attempt.id,
        3,
    )
    assert again.attempt.seed != one.attempt.seed
    assert again.call == play(one.scenario, one.stage.moods, [Listen(), Listen()])
    assert on_disk(again) == again.moves
    assert moves_of(done(practice_store.attempt(desk, one.attempt.id))) == one.moves
    assert done(one.retry_from(1)).moves == ()


@pytest.mark.parametrize(
    ("mode", "retried", "again"), [("watch", "choose", "complete"), ("type", "type", "type")]
)
def test_what_was_watched_is_played_next(
    desk: Desk, library: Library, mode: str, retried: str, again: str
) -> None:
    one = begun(desk, library, mode)
    assert done(one.retry_from(1)).mode == retried
    assert done(one.again()).mode == again


def test_the_good_run_can_be_watched_to_its_end(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "watch")
    while (move := next_move(one.scenario, one.call)) is not None:
        one.do(move)
    assert one.score().total == 100.0
    assert [line.split()[0] for line in one.moves] == ["listen"] * 2 + ["choice"] * 8 + ["after"] * 5
    assert Speaker.TRAINEE not in {line.speaker for line in one.told()}
    assert "after check_customer=truth" in one.moves


def test_every_second_answer_of_a_run_to_complete_is_the_trainees(desk: Desk, library: Library) -> None:
    one = begun(desk, library, "complete")
    for move in (Listen(), Listen()):
        one.do(move)
    assert not is_gap(one.scenario, one.call)
    one.do(Choose("ack"))
    assert is_gap(one.scenario, one.call)
    one.do(Choose("calm"))
    assert is_gap(one.scenario, one.call), "a wrong choice leaves the gap open"
    wrong = [line for line in one.last_said() if line.speaker is Speaker.NOTE]
    assert "The good run says something else here." in wrong[0].text
    due = next_choice(one.scenario, one.call)
    assert due is not None
    assert due in one.choices()
    one.do(Choose(due.id))
    assert not is_gap(one.scenario, one.call)
    assert [line.speaker for line in one.told() if line.speaker in (Speaker.MODEL, Speaker.TRAINEE)] == [
        Speaker.MODEL,
        Speaker.TRAINEE,
        Speaker.TRAINEE,
    ]


def test_what_a_call_came_to_is_told_by_what_was_given(desk: Desk, library: Library) -> None:
    def said(mode: str, *, retry: bool = False) -> str:
        one = begun(desk, library, mode)
        one = done(one.retry_from(1)) if retry else one
        for move in ideal(one.scenario):
            one.do(move)
        return result_words(done(one.finish()), (), "Europe/Berlin", NOW.date())

    assert said("watch") == WATCHED
    assert said("complete") == COMPLETED
    assert said("choose", retry=True) == RETRIED
    assert said("choose").startswith("A good call. One more good call passes:")


def test_a_deed_without_an_agreement_is_told_so(desk: Desk, library: Library) -> None:
    one = begun(desk, library)
    one.do(After(Deed.CHECK_DELEGATE))
    assert [line.text for line in one.last_said()][-1] == "Nothing was agreed, so there is nothing to check."
