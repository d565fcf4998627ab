"""The simulator: what a customer hears, feels, tells and does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from practicing import HEARD, a_dangerous_one, a_scenario, moods, played, with_ways

from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Ending, Happening
from aware_tui.domain.practice.engine import begin, play, take
from aware_tui.domain.practice.mood import HIGHEST
from aware_tui.domain.practice.moves import Did, Listen, Move, MoveError, parse_move, written
from aware_tui.domain.practice.scenario import Persona, Reply, Shift, When


def the_good_start() -> tuple[str, ...]:
    return (*HEARD, "choice ack", "choice sorry", "choice open", "choice back")


def test_a_call_begins_with_the_first_beat_and_the_persona_s_mood() -> None:
    call = begin(a_scenario())
    assert (call.beats, call.anger, call.trust, call.turns) == (1, 8, 3, ())


def test_letting_them_go_on_brings_the_next_beat_and_what_it_holds() -> None:
    call = played(a_scenario(), *HEARD)
    assert [turn.customer for turn in call.turns] == ["With a child here.", "And he coughs all night."]
    assert call.known == ("stove",)
    assert (call.anger, call.trust) == (8, 3)


def test_an_answer_before_the_last_beat_cuts_them_off_and_loses_the_rest() -> None:
    call = played(a_scenario(), "listen", "act acknowledge: That is hard.")
    turn = call.turns[-1]
    assert turn.events == (Happening.INTERRUPTED,)
    assert turn.lost == ("And he coughs all night.",)
    assert turn.customer == "I was not finished."
    assert "stove" not in call.known
    assert turn.anger_change == pytest.approx(-1.5 + 1.2)


def test_a_lost_fact_can_still_be_asked_for() -> None:
    call = played(a_scenario(), "choice ack", "act probe_closed: Who lit the stove?")
    assert call.known == ("stove",)


@pytest.mark.parametrize(
    ("line", "interrupts"),
    [
        ("act probe_closed", True),
        ("act explain", True),
        ("act offer_option offer=visit", True),
        ("act probe_open", False),
        ("act acknowledge,probe_closed", False),
        ("act apologise_real,explain", False),
    ],
)
def test_what_comes_before_they_were_heard_interrupts(line: str, interrupts: bool) -> None:
    call = played(a_scenario(), *HEARD, line)
    assert (Happening.INTERRUPTED in call.turns[-1].events) is interrupts


@pytest.mark.parametrize("act", [act for act in Act if act not in (Act.OFFER_OPTION, Act.COMMIT)])
def test_each_act_moves_the_mood_by_the_table(act: Act) -> None:
    heard = played(a_scenario(persona=Persona("A", 5, 5)), *HEARD, "act acknowledge", "act apologise_real")
    turn = take(a_scenario(persona=Persona("A", 5, 5)), moods(), heard, Did((act,))).turns[-1]
    effect, times = moods().acts[act], 2 if act in (Act.ACKNOWLEDGE, Act.APOLOGISE_REAL) else 1
    assert turn.anger_change == pytest.approx(effect.anger / times if effect.anger < 0 else effect.anger)
    assert turn.trust_change == pytest.approx(effect.trust / times if effect.trust > 0 else effect.trust)
    assert effect.told in turn.why


def test_a_good_act_fades_and_a_bad_one_does_not() -> None:
    thanks = [turn.anger_change for turn in played(a_scenario(), *HEARD, *["act acknowledge"] * 3).turns[2:]]
    assert thanks == [-1.5, -0.75, -0.5]
    blamed = played(a_scenario(persona=Persona("A", 1, 9)), *HEARD, "act blame", "act blame")
    assert [turn.anger_change for turn in blamed.turns[2:]] == [2.5, 2.5]


def test_temper_multiplies_rises_only() -> None:
    hot = a_scenario(persona=Persona("A", 5, 5, temper=1.2))
    assert [
        turn.anger_change for turn in played(hot, *HEARD, "act policy_quote", "act acknowledge").turns[2:]
    ] == [
        1.8,
        -1.5,
    ]


def test_a_person_can_differ_from_the_table() -> None:
    sore = a_scenario(mood={Act.VAGUE_PROMISE: Shift(anger=2, trust=-2)}, persona=Persona("A", 5, 5))
    turn = played(sore, *HEARD, "act vague_promise").turns[-1]
    assert (turn.anger_change, turn.trust_change) == (2, -2)


def test_the_third_apology_irritates_of_whatever_kind() -> None:
    call = played(a_scenario(), *HEARD, "act apologise_real", "act apologise_fake", "act apologise_real")
    assert call.turns[-1].events == (Happening.TOO_SORRY,)
    assert call.turns[-1].anger_change == 1


def test_a_small_sorry_where_a_full_one_is_due_is_told_and_costs_nothing() -> None:
    for move in (Did((), small_sorry=True, text="Sorry."), parse_move("act other small_sorry: Sorry.")):
        turn = take(a_scenario(), moods(), played(a_scenario(), *HEARD), move).turns[-1]
        assert turn.events == (Happening.SMALL_SORRY,)
        assert (turn.acts, turn.anger_change) == ((), 0)


def test_at_most_three_good_acts_count_but_all_that_harm() -> None:
    line = "act acknowledge,apologise_real,probe_open,restate,invite_solution,blame,policy_quote"
    turn = played(a_scenario(), *HEARD, line).turns[-1]
    assert set(turn.acts) == {
        Act.ACKNOWLEDGE,
        Act.APOLOGISE_REAL,
        Act.PROBE_OPEN,
        Act.BLAME,
        Act.POLICY_QUOTE,
    }


def test_the_same_sentence_again_counts_for_nothing_and_annoys() -> None:
    call = played(a_scenario(), *HEARD, "act acknowledge: That is hard.", "act acknowledge:  that IS hard. ")
    assert call.turns[-1].acts == ()
    assert call.turns[-1].events == (Happening.REPEATED,)
    assert call.turns[-1].anger_change > 0


def test_what_came_too_soon_to_be_heard_may_be_said_again() -> None:
    call = played(a_scenario(), "choice open")
    assert call.used == frozenset()
    again = played(a_scenario(), "choice open", "choice ack", "choice visit", "choice open")
    assert Happening.REPEATED not in again.turns[-1].events
    assert "visit" not in again.used
    assert again.known == ("chest",)


def test_an_offer_waits_until_they_can_take_it_in() -> None:
    early = played(a_scenario(), *HEARD, "choice ack", "choice visit")
    assert early.agreed is None
    assert Happening.TOO_EARLY in early.turns[-1].events
    taken = played(a_scenario(), *the_good_start(), "choice visit")
    assert taken.agreed == "visit"
    assert Happening.ACCEPTED in taken.turns[-1].events


@pytest.mark.parametrize(
    ("offer", "event"),
    [("voucher", Happening.DECLINED), ("reopen", Happening.IMPOSSIBLE)],
)
def test_an_offer_that_does_not_help_or_cannot_be_is_not_taken(offer: str, event: Happening) -> None:
    call = played(a_scenario(), *the_good_start(), f"act offer_option offer={offer}")
    assert call.agreed is None
    assert event in call.turns[-1].events


def test_an_offer_of_nothing_in_particular_is_no_offer() -> None:
    call = played(a_scenario(), *the_good_start(), "act offer_option: I could do something for you.")
    assert call.agreed is None
    assert (call.turns[-1].anger_change, call.turns[-1].trust_change) == (0, 0)
    assert "not clear" in " ".join(call.turns[-1].why)


def test_a_commitment_closes_only_what_was_agreed() -> None:
    early = played(a_scenario(), *the_good_start(), "choice commit")
    assert not early.committed
    assert Happening.NO_SAY in early.turns[-1].events
    assert early.turns[-1].anger_change > 0
    closed = played(a_scenario(), *the_good_start(), "choice visit", "choice commit")
    assert closed.committed
    assert Happening.CLOSED in closed.turns[-1].events


def test_a_commitment_in_the_breath_of_the_offer_waits_for_their_answer() -> None:
    call = played(a_scenario(), *the_good_start(), "act commit,offer_option offer=visit: Ayo by six.")
    assert call.agreed == "visit"
    assert not call.committed
    assert "not answered yet" in " ".join(call.turns[-1].why)
    assert played(a_scenario(), *the_good_start(), "choice visit", "act commit: Ayo, by six.").committed


def test_everything_at_once_is_heard_in_part_and_a_second_time_not_at_all() -> None:
    line = "act acknowledge,apologise_real,probe_open,restate,invite_solution"
    call = played(a_scenario(), *HEARD, line, "act invite_solution,restate,probe_open,acknowledge,thank")
    assert [len(turn.acts) for turn in call.turns[2:]] == [3, 0]


def test_mostly_the_same_sentences_in_another_order_are_the_same() -> None:
    call = played(
        a_scenario(),
        *HEARD,
        "act acknowledge: That is hard. Two days is long. And him coughing!",
        "act restate: And him coughing! That is hard. So.",
    )
    assert call.turns[-1].events == (Happening.REPEATED,)


def test_an_open_question_brings_two_facts_a_closed_one_the_one_it_asks_for() -> None:
    facts = {name: replace(fact, beat=None) for name, fact in a_scenario().facts.items()}
    both = {
        name: replace(fact, revealed_by=(Act.PROBE_OPEN, Act.PROBE_CLOSED)) for name, fact in facts.items()
    }
    scenario = a_scenario(facts=both)
    assert played(scenario, *HEARD, "choice ack", "choice open").known == ("chest", "stove")
    assert played(scenario, *HEARD, "choice ack", "act probe_closed: The stove?").known == ("stove",)
    stuffed = played(scenario, *HEARD, "act acknowledge,apologise_real,probe_open")
    assert stuffed.known == ("chest",)


def test_a_guarded_fact_is_told_only_to_somebody_they_trust() -> None:
    facts = {"chest": replace(a_scenario().facts["chest"], trust_min=5)}
    scenario = a_scenario(facts=facts, need=("chest",))
    assert played(scenario, *HEARD, "choice open").known == ()
    assert played(scenario, *HEARD, "choice ack", "choice sorry", "choice back", "choice open").known == (
        "chest",
    )


def test_the_truth_that_safety_demands_is_nearly_free_when_told_kindly() -> None:
    scenario = a_dangerous_one()
    kind = played(scenario, *HEARD, "choice truth")
    assert kind.told
    assert kind.turns[-1].anger_change == pytest.approx(0.3)
    assert kind.turns[-1].trust_change == 0
    flat = played(scenario, *HEARD, "choice wrong")
    assert not flat.told
    assert flat.turns[-1].trust_change == -2
    assert not played(scenario, *HEARD, "act contradict,blame safety").told


def test_where_nothing_is_dangerous_the_flag_excuses_no_contradiction() -> None:
    turn = played(a_scenario(), *HEARD, "act contradict safety: You are mistaken.").turns[-1]
    assert turn.trust_change == -2


def test_the_most_specific_reply_wins_then_the_least_used_then_the_first() -> None:
    call = played(
        a_scenario(persona=Persona("A", 5, 5)),
        *HEARD,
        "act contradict: No.",
        "act other: Hm.",
        "act other: Well now.",
        "act other: So.",
    )
    assert [turn.customer for turn in call.turns[2:]] == [
        "You would not say that if it were your boy.",
        "Yes.",
        "Well.",
        "Yes.",
    ]


def test_an_answer_to_a_question_is_the_fact_itself() -> None:
    assert (
        played(a_scenario(), *HEARD, "choice ack", "choice open").turns[-1].customer == "He has a weak chest."
    )


def test_they_hang_up_when_they_are_as_angry_as_can_be() -> None:
    call = played(a_scenario(), *HEARD, "act blame: You did it.")
    assert call.ended is Ending.WALKED_AWAY
    assert call.turns[-1].customer == moods().endings[Ending.WALKED_AWAY]


def test_a_quiet_one_leaves_when_trust_is_gone_and_a_loud_one_asks_for_somebody_else() -> None:
    quiet = a_scenario(persona=Persona("A", 2, 1, quiet=True))
    assert played(quiet, *HEARD, "act policy_quote").ended is Ending.WALKED_AWAY
    loud = a_scenario(persona=Persona("A", 2, 1))
    warned = played(loud, *HEARD, "act policy_quote")
    assert warned.ended is None
    assert Happening.WARNED in warned.turns[-1].events


@pytest.mark.parametrize(
    ("line", "ending"),
    [("act acknowledge: I hear you.", None), ("act explain: It works like this.", Ending.ESCALATED)],
)
def test_the_next_words_turn_it_round_or_lose_them(line: str, ending: Ending | None) -> None:
    scenario = a_scenario(persona=Persona("A", 5, 6))
    call = played(
        scenario, *HEARD, "act acknowledge", "act policy_quote: One.", "act policy_quote: Two.", line
    )
    assert Happening.WARNED in call.turns[-2].events
    assert call.ended is ending


def test_the_truth_that_safety_demands_turns_somebody_who_asks_for_somebody_else() -> None:
    scenario = replace(a_dangerous_one(), persona=Persona("A", 5, 6))
    quoted = (*HEARD, "act acknowledge", "act policy_quote: One.", "act policy_quote: Two.")
    assert played(scenario, *quoted, "choice truth").ended is None


def test_time_runs_out_unless_something_was_agreed() -> None:
    short = a_scenario(persona=Persona("A", 5, 5, patience=2))
    assert played(short, *HEARD, "act thank: 1", "act thank: 2").ended is Ending.RAN_OUT
    long = a_scenario(persona=Persona("A", 5, 5, patience=7))
    assert (
        played(long, *the_good_start(), "choice visit", "choice commit", "act thank").ended is Ending.RESOLVED
    )


def test_silence_counts_as_an_answer_and_is_felt() -> None:
    turn = played(a_scenario(), *HEARD, "listen").turns[-1]
    assert turn.events == (Happening.SILENCE,)
    assert turn.anger_change > 0


def test_a_deed_after_the_call_ends_it() -> None:
    assert played(a_scenario(), *HEARD, "after profile_entry").ended is Ending.RAN_OUT
    good = played(a_scenario(), *the_good_start(), "choice visit", "choice commit", "after check_delegate")
    assert good.ended is Ending.RESOLVED
    assert good.deeds == (Deed.CHECK_DELEGATE,)


def test_the_first_way_to_do_a_deed_counts() -> None:
    wrong = played(with_ways(), "after root_cause=ayo", "after root_cause=jobs")
    assert wrong.deeds == ()
    assert played(with_ways(), "after root_cause=jobs").deeds == (Deed.ROOT_CAUSE,)
    assert played(with_ways(), "after root_cause").deeds == (Deed.ROOT_CAUSE,)


def test_replies_of_later_know_what_was_done_before() -> None:
    base = a_scenario()
    after = When(after=(Deed.CHECK_CUSTOMER,))
    chased = When(after=(Deed.CHECK_CUSTOMER, Deed.CHECK_DELEGATE))
    replies = (
        Reply("So you do not know?", after),
        Reply("Thank you for telling me.", replace(chased, agreed=True)),
    )
    scenario = replace(base, later=replace(base.later, replies=replies))
    end = (*the_good_start(), "choice visit", "choice commit")
    assert played(scenario, *end, "after check_customer").turns[-1].customer == "So you do not know?"
    both = played(scenario, *end, "after check_delegate", "after check_customer")
    assert both.turns[-1].customer == "Thank you for telling me."


def test_nothing_counts_once_the_call_is_over() -> None:
    call = played(a_scenario(), *HEARD, "act blame", "act acknowledge: Too late.")
    assert call.turns[-1].acts == ()
    assert call.turns[-1].why == ("The call was over.",)


def test_a_line_nobody_has_understood_costs_nothing() -> None:
    before = played(a_scenario(), *HEARD)
    after = played(a_scenario(), *HEARD, "say blorf")
    assert (after.anger, after.trust, after.answers, after.ended) == (before.anger, before.trust, 0, None)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "shout",
        "listen now",
        "choice",
        "act",
        "act shout",
        "act thank loudly",
        "after tea",
        "after",
        "CHOICE x",
    ],
)
def test_a_line_that_is_no_move_is_told(line: str) -> None:
    with pytest.raises(MoveError) as told:
        parse_move(line)
    assert str(told.value)


@pytest.mark.parametrize("line", ["choice nobody", "act offer_option offer=moon", "after root_cause=fate"])
def test_what_the_scenario_does_not_have_is_told(line: str) -> None:
    with pytest.raises(MoveError):
        played(with_ways(), line)


ACTS = st.lists(st.sampled_from(list(Act)), min_size=1, max_size=5, unique=True).map(tuple)
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.just(Listen()),
    st.builds(
        Did,
        ACTS,
        st.sampled_from([None, "visit", "voucher", "reopen"]),
        st.booleans(),
        st.text(max_size=20).map(lambda text: " ".join(text.split())),
        st.booleans(),
    ),
    st.sampled_from(["choice ack", "choice visit", "choice commit", "after check_customer", "say x"]).map(
        parse_move
    ),
)


@given(st.lists(MOVES, max_size=30))
def test_whatever_is_done_the_bounds_hold_and_the_lines_replay_it(moves: list[Move]) -> None:
    scenario = a_dangerous_one()
    call = play(scenario, moods(), moves)
    assert all(0 <= turn.anger <= HIGHEST and 0 <= turn.trust <= HIGHEST for turn in call.turns)
    assert play(scenario, moods(), [parse_move(written(move)) for move in moves]) == call


def test_blanks_of_any_kind_stand_between_the_words_of_a_line() -> None:
    assert parse_move("act\tacknowledge , probe_open  offer=visit\tsafety : So.") == Did(
        (Act.ACKNOWLEDGE, Act.PROBE_OPEN), "visit", True, "So."
    )


@given(MOVES)
def test_a_line_reads_back_as_the_move_it_was_written_from(move: Move) -> None:
    assert parse_move(written(move)) == move


def test_what_harms_is_known() -> None:
    assert {act for act in Act if moods().acts[act].trust < 0} == HARMFUL
