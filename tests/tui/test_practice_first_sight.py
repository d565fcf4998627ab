"""What a trainee sees: the latest words, whole words, nothing said twice, and nothing never agreed."""

from functools import partial
from pathlib import Path

import pytest
from practicing import lind
from textual.content import Content
from tui.pilots import SMALL, WIDE, press, until
from tui.rehearsing import GOOD, call_of, choose, digit_of, hear_out, rehearsing, sees

from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.practice.understanding import Guess, Understood
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.confirming import entries_of
from aware_tui.tui.practice.conversation import Conversation
from aware_tui.tui.practice.numbered import up_to_a_word

LINE = "    2 A whole day at the window, and then a machine"
CUT = [
    (LINE, 60, LINE),
    (LINE, 36, "    2 A whole day at the window, and"),
    (LINE, 35, "    2 A whole day at the window,"),
    (LINE, 31, "    2 A whole day at the"),
    ("    2 " + "x" * 50, 30, "    2 " + "x" * 24),
    ("    2 日本語日本語 日本語", 20, "    2 日本語日本語"),
]


@pytest.mark.parametrize(("line", "width", "cut"), CUT)
def test_a_shortened_line_ends_with_a_whole_word(line: str, width: int, cut: str) -> None:
    assert up_to_a_word(Content(line), width).plain == cut


def at_the_end(talk: Conversation) -> bool:
    """Say whether a conversation that is longer than its place shows its end."""
    return bool(talk.children[-1].size) and talk.scroll_y == talk.max_scroll_y > 0


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_customers_last_words_are_in_sight_after_every_answer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with rehearsing(tmp_path, scenario="hotel-interview", size=size) as (app, pilot):
        await hear_out(app, pilot)
        talk = call_of(app).conversation
        for each in ("until_one", *call_of(app).rehearsal.scenario.model):
            await choose(app, pilot, each)
            await until(partial(at_the_end, talk), f"the answer to {each} is not in sight")


@pytest.mark.long
async def test_where_nothing_was_agreed_no_way_to_check_on_it_is_offered(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await press(pilot, "f9")
        await press(pilot, "2")
        assert call_of(app).rehearsal.ways(Deed.CHECK_CUSTOMER)
        await press(pilot, digit_of(app, Deed.CHECK_CUSTOMER))
        await sees(app, "Nothing was agreed, so there is nothing to check.")
        assert call_of(app).stage is Stage.AFTER


async def test_where_it_was_agreed_the_ways_are_offered(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, *GOOD)
        await press(pilot, "f9")
        await press(pilot, digit_of(app, Deed.CHECK_CUSTOMER))
        assert call_of(app).stage is Stage.WAYS


QUOTES = [
    ("What must you do tomorrow?", "What must you do tomorrow", ""),
    ("What must you do tomorrow?", "What must you do tomorrow?", ""),
    ("Sorry. What must you do?", "What must you do", "“What must you do”"),
]


@pytest.mark.parametrize(("line", "rests_on", "quote"), QUOTES)
def test_a_guess_quotes_its_words_unless_they_are_the_whole_line(
    line: str, rests_on: str, quote: str
) -> None:
    scenario = lind()
    start = line.index(rests_on)
    read = Understood(maybe=(Guess(Act.PROBE_OPEN, 0.5, start, start + len(rests_on)),))
    assert entries_of(read, line, scenario)[0].aside == quote
