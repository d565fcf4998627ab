"""The cards part of a playbook: it names what is there, and a team's lies over the one it extends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aware_tui.content.errors import PlaybookError
from aware_tui.content.frozen import freeze, thaw
from aware_tui.content.loader import load_playbook
from aware_tui.domain.cards import Cards, CardWords, Paper, StepCard

Folder = Callable[..., Path]

WORDED = """\
title: Our way
paper: letter
footer: Ask Kim.
steps:
  - {id: mend, lines: [Put it right.], items: [agreed], say: Done.}
words: {customer: Guest}
"""


def test_a_team_words_its_cards(team: Folder) -> None:
    playbook = load_playbook(team(playbook="extends: small\ncards: cards.yaml\n", cards=WORDED), []).playbook
    mend = StepCard("mend", ("Put it right.",), ("agreed",), "Done.")
    assert playbook.cards == Cards(
        "Our way", "", "Ask Kim.", Paper.LETTER, (mend,), CardWords(customer="Guest")
    )
    assert thaw(freeze(playbook)) == playbook


def test_a_playbook_without_cards_has_some_all_the_same(small: Path) -> None:
    assert load_playbook(small, []).playbook.cards == Cards()


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("id: mend", "id: bend", 5, "There is no step `bend`. Write one of: hear, mend."),
        ("[agreed]", "[agreeed]", 5, "This step has no item `agreeed`. Its items are: agreed."),
        ("[Put it right.]", "[a, b, c]", 5, "at most 2 lines on the pocket card"),
        ("paper: letter", "paper: a3", 2, "`paper` cannot be `a3`"),
        ("customer: Guest", "custommer: Guest", 6, "Did you mean `customer`?"),
        ("Our way", "x" * 41, 1, "This text has 41 characters, 40 fit"),
    ],
)
def test_a_slip_in_the_cards_is_told_with_its_line(
    team: Folder, old: str, new: str, line: int, told: str
) -> None:
    assert old in WORDED
    folder = team(playbook="extends: small\ncards: cards.yaml\n", cards=WORDED.replace(old, new))
    with pytest.raises(PlaybookError) as caught:
        load_playbook(folder, [])
    (problem,) = map(str, caught.value.problems)
    assert f"cards.yaml:{line}:" in problem
    assert told in problem
