"""Scripts of moves: read line by line, played without a screen, and always the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from practicing import a_dangerous_one, a_scenario, moods, with_ways

from aware_tui.domain.practice.acts import Act, Ending
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import begin, play
from aware_tui.domain.practice.moves import Listen, Move, parse_move, written
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.services.practice.scripting import (
    MOST_BYTES,
    MOST_LINES,
    SURE_OF_NOTHING,
    Played,
    ScriptProblem,
    line_reader,
    play_script,
    read_script,
)

Reading = Callable[[str, Scenario, PracticeCall], Understood]


def unread(text: str, scenario: Scenario, call: PracticeCall) -> Understood:
    raise AssertionError("nothing was typed")


def reading(*sure: Act, maybe: tuple[Act, ...] = (), **more: object) -> Reading:
    """Return a reader that makes the same of every line."""
    guesses = tuple(Guess(act, 0.95, 0, 1) for act in sure), tuple(Guess(act, 0.5, 0, 1) for act in maybe)
    return lambda text, scenario, call: Understood(*guesses, **more)  # type: ignore[arg-type]


def run(*lines: str, scenario: Scenario | None = None, read: Reading = unread) -> Played:
    content = "\n".join(lines).encode()
    return play_script(scenario or a_scenario(), moods(), read_script(content, "a.txt"), "a.txt", read)


def moves_in(content: bytes) -> list[tuple[int, Move]]:
    return [(line.number, line.move) for line in read_script(content, "a.txt")]


@pytest.mark.parametrize(
    "content",
    [
        b"listen\n# a remark\n\nlisten",
        b"listen\r\n# a remark\r\n\r\nlisten\r\n",
        b"listen\r  # a remark\r\rlisten\r",
        b"\xef\xbb\xbflisten\n#\n \t\n  listen  \n",
    ],
    ids=["plain", "of Windows", "of old Macs", "with a mark at the start"],
)
def test_blank_lines_and_remarks_are_passed_over(content: bytes) -> None:
    assert moves_in(content) == [(1, Listen()), (4, Listen())]


def test_an_empty_script_is_a_call_in_which_nothing_is_said() -> None:
    played = run()
    assert (played.turns, played.ended, played.score.total) == ((), Ending.RAN_OUT, 0)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["listen", "hang up"], "a.txt:2: “hang up” is no move. Write listen, choice ID, say TEXT,"),
        (["choice"], "a.txt:1: “choice” is no move."),
        (["act scold"], "a.txt:1: There is no act “scold”. There is: acknowledge,"),
        (["act : Well."], "a.txt:1: This act has no name. There is: acknowledge,"),
        (["act explain loudly"], "a.txt:1: “loudly” is unknown here."),
        (["after lunch"], "a.txt:1: There is no deed “lunch”. There is: check_delegate,"),
        (["", "choice nope"], "a.txt:2: There is no choice “nope” in cold-flat. There is: ack, sorry,"),
        (
            ["act offer_option offer=moon"],
            "a.txt:1: There is no option “moon” in cold-flat. There is: visit,",
        ),
        (
            ["after root_cause=x"],
            "a.txt:1: There is no way “x” to do root_cause in cold-flat. Write after root",
        ),
    ],
)
def test_a_line_that_cannot_be_played_is_named(lines: list[str], sentence: str) -> None:
    with pytest.raises(ScriptProblem) as told:
        run(*lines)
    assert str(told.value).startswith(sentence)
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_the_ways_of_a_deed_are_named() -> None:
    with pytest.raises(
        ScriptProblem, match=r"Write after root_cause, after root_cause=ayo, after root_cause=jobs\."
    ):
        run("after root_cause=x", scenario=with_ways())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"listen\n\xff\xfe", "a.txt:2: This is not UTF-8 text. Save the script as UTF-8."),
        ("listen".encode("utf-16"), "a.txt:1: This is not UTF-8 text. Save the script as UTF-8."),
        (b"\n" * (MOST_LINES + 1), f"a.txt:{MOST_LINES + 1}: A script has at most 10,000 lines"),
        (b"x" * (MOST_BYTES + 1), "a.txt: A script is at most 8 MB."),
    ],
    ids=["not text", "of another kind", "too many lines", "too large"],
)
def test_a_file_that_is_no_script_is_told_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ScriptProblem) as told:
        read_script(content, "a.txt")
    assert str(told.value).startswith(sentence)


@pytest.mark.parametrize("move", ["act acknowledge: ", "say "])
def test_a_script_of_a_megabyte_in_one_line_is_played(move: str) -> None:
    [turn] = run(move + "so " * 350_000, read=reading()).turns
    assert 1_900 < len(turn.said) <= 2_000
    assert len(turn.move) < 2_100


@pytest.mark.long
def test_a_script_of_as_many_lines_as_may_be_is_played() -> None:
    assert len(run(*["listen"] * MOST_LINES).turns) == MOST_LINES


def test_a_script_of_the_model_scores_as_the_model() -> None:
    scenario = a_dangerous_one()
    moves = ideal(scenario)
    played = run(*map(written, moves), scenario=scenario)
    assert played.call == play(scenario, moods(), moves)
    assert played.score == score(scenario, moods(), played.call)
    assert played.ended is Ending.RESOLVED


def test_what_is_certain_in_a_typed_line_counts() -> None:
    read = reading(Act.ACKNOWLEDGE, Act.APOLOGISE_REAL)
    turn = run("listen", "listen", "say I am  so sorry.", read=read).turns[-1]
    assert (turn.move, turn.acts) == ("say I am so sorry.", (Act.ACKNOWLEDGE, Act.APOLOGISE_REAL))
    assert turn.why == ("They felt heard.", "That was a real apology.")
    assert (turn.anger, turn.trust) == (5, 4.5)


@pytest.mark.parametrize("act", [Act.BLAME, Act.CONTRADICT, Act.ACKNOWLEDGE])
def test_what_is_uncertain_costs_and_counts_nothing(act: Act) -> None:
    read = reading(maybe=(act, Act.EXPLAIN, Act.OTHER), offer="visit", note="It was hard to read.")
    start = begin(a_scenario())
    played = run("say Hm.", read=read)
    [turn] = played.turns
    assert turn.why == ("It was hard to read.", SURE_OF_NOTHING, f"It may be: {act}, explain, other.")
    assert (turn.anger, turn.trust, turn.acts, turn.customer) == (start.anger, start.trust, (), "")
    assert (played.call.answers, played.call.cut_off, played.score.total) == (0, False, 0)


def test_what_is_uncertain_beside_what_counts_is_named() -> None:
    read = reading(Act.ACKNOWLEDGE, maybe=(Act.BLAME, Act.OTHER))
    [turn] = run("say Hm.", read=read).turns
    assert turn.acts == (Act.ACKNOWLEDGE,)
    assert turn.why[-1] == "Not counted, because a script cannot be asked: blame."


def test_an_offer_counts_only_if_it_is_certain_that_it_is_one() -> None:
    for acts, offer in (((Act.OFFER_OPTION,), "visit"), ((Act.EXPLAIN,), None)):
        [turn] = run("say A fitter.", read=reading(*acts, offer="visit")).turns
        assert turn.offer == offer


def test_a_small_sorry_is_told_as_an_attempt_keeps_it() -> None:
    [*_, turn] = run("listen", "listen", "say Sorry.", read=reading(small_sorry=True)).turns
    kept = run("listen", "listen", "act other small_sorry: Sorry.").turns[-1]
    assert (turn.acts, turn.why, turn.anger) == (kept.acts, kept.why, kept.anger)
    assert "A small sorry" in " ".join(turn.why)


@pytest.mark.parametrize("dangerous", [True, False])
def test_a_truth_counts_where_there_is_one_to_tell(dangerous: bool) -> None:
    scenario = a_dangerous_one() if dangerous else a_scenario()
    played = run("say There is a leak.", scenario=scenario, read=reading(safety=True))
    assert played.call.told is dangerous
    assert (Act.EXPLAIN in played.turns[0].acts) is dangerous


def test_a_line_after_the_end_is_not_even_read() -> None:
    scenario = a_scenario(persona=replace(a_scenario().persona, anger=5, patience=1))
    played = run("act explain", "say Wait!", scenario=scenario)
    assert (played.turns[-1].move, played.turns[-1].why) == ("say Wait!", ("The call was over.",))


def test_the_reader_is_made_at_the_first_typed_line_and_once() -> None:
    made = []

    class Mute:
        def read(self, text: str, case: object) -> Understood:
            return Understood()

    def make() -> Mute:
        made.append(1)
        return Mute()

    read = line_reader(make)  # type: ignore[arg-type]
    run("listen", read=read)
    assert made == []
    run("say a", "say b", read=read)
    assert made == [1]


MOVES = st.sampled_from(
    [
        *("listen", "choice ack", "choice commit", "choice wrong", "act other", "act apologise_real: Sorry."),
        *("act offer_option offer=visit", "act commit: By six.", "after root_cause", "say Well, well."),
    ]
)


@given(st.lists(MOVES, max_size=25))
def test_the_same_script_is_the_same_call_and_bounds_hold(lines: list[str]) -> None:
    read = reading(Act.RESTATE, maybe=(Act.BLAME,))
    played = run(*lines, read=read)
    assert played == run(*lines, read=read)
    assert [turn.move for turn in played.turns] == [written(parse_move(line)) for line in lines]
    assert 0 <= played.score.total <= 100
    assert all(0 <= turn.anger <= 10 and 0 <= turn.trust <= 10 for turn in played.turns)


@given(st.text(max_size=60))
def test_any_text_is_a_script_or_told_in_one_line(text: str) -> None:
    told = ""
    try:
        run(text, read=reading())
    except ScriptProblem as problem:
        told = str(problem)
    assert not told or told.startswith("a.txt:")
    assert "\n" not in told
