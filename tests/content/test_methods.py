"""The other methods that ship: steps by name and order, what they share with AWARE, how they compare."""

import pytest
from method import METHOD

from aware_tui.content.coaching import rules_left_out
from aware_tui.content.loader import load_playbook
from aware_tui.domain.aims import Aim
from aware_tui.domain.comparison import aims_of, asked_for_at_the_end, steps_by_aim
from aware_tui.domain.playbook import CoachKind, PartKind, Playbook, Required, Step
from aware_tui.paths import shipped_playbooks
from aware_tui.services.reading_room.methods import AIMS, NOWHERE, Method, about, rows_of

SHELF = shipped_playbooks()
STEPS = {
    "last": ["Listen", "Apologize", "Solve", "Thank"],
    "heard": ["Hear", "Empathize", "Apologize", "Resolve", "Diagnose"],
    "blast": ["Believe", "Listen", "Apologize", "Satisfy", "Thank"],
}
"""The steps as those who teach the method name and order them."""

CREDIT = {"last": "Media Partners", "heard": "Disney Institute", "blast": "Albert Barneto"}
RECORDS = {"last": set(), "heard": {PartKind.QUALITY}, "blast": {PartKind.PROFILE}}
OTHERS = tuple(STEPS)


def shipped(name: str) -> Playbook:
    return load_playbook(SHELF / name, [SHELF]).playbook


AWARE = shipped("aware")
ALL = {name: shipped(name) for name in OTHERS}


@pytest.mark.parametrize("name", OTHERS)
def test_a_method_has_its_steps_by_name_and_in_order_and_says_whose_it_is(name: str) -> None:
    playbook = ALL[name]
    assert [step.title for step in playbook.steps] == STEPS[name]
    assert "".join(step.title[0] for step in playbook.steps) == playbook.title
    assert CREDIT[name] in playbook.credit
    assert "our own" in playbook.credit


@pytest.mark.parametrize("name", OTHERS)
def test_a_method_is_short_and_asks_for_little(name: str) -> None:
    steps = ALL[name].steps
    assert max(len(phase.items) for step in steps for phase in step.phases) <= 4
    assert asked_for_at_the_end(ALL[name]) == 3
    assert not [item for step in steps for item in step.items() if item.required is Required.REFUSE]
    assert all(item.why for step in steps for item in step.items())


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_asked_before_they_have_finished(name: str) -> None:
    locked = [phase for step in ALL[name].steps for phase in step.phases if phase.lock]
    assert [phase.unlock for phase in locked] == ["they have finished"]
    phases = [phase for step in ALL[name].steps for phase in step.phases]
    before = phases[: phases.index(locked[0]) + 1]
    assert not [block for phase in before for block in phase.coach if block.kind is CoachKind.ASK]


@pytest.mark.parametrize("name", OTHERS)
def test_the_page_about_methods_has_the_steps_as_they_are(name: str) -> None:
    page = (SHELF.parent / "docs" / "methods.md").read_text("utf-8")
    assert f"| {ALL[name].title} | {', '.join(STEPS[name])} |" in page


@pytest.mark.parametrize("name", OTHERS)
def test_a_method_keeps_what_is_counted_across_methods(name: str) -> None:
    ours, usual = ALL[name], AWARE
    assert (ours.apology, ours.endings, ours.causes) == (usual.apology, usual.endings, usual.causes)
    told = [(each.id, each.label, [item.id for item in each.items]) for each in ours.categories]
    assert told == [(each.id, each.label, [item.id for item in each.items]) for each in usual.categories]
    groups = [group.id for group in usual.phrases]
    assert [group.id for group in ours.phrases][: len(groups)] == groups
    assert rules_left_out(SHELF / name, [SHELF]) == ()


@pytest.mark.parametrize("name", OTHERS)
def test_an_item_that_a_method_shares_with_aware_means_the_same(name: str) -> None:
    usual = {item.id: item.text for step in AWARE.steps for item in (*step.items(), *step.extra)}
    ours = {item.id: item.text for step in ALL[name].steps for item in (*step.items(), *step.extra)}
    told = {item: text for item, text in ours.items() if item in usual and text != usual[item]}
    assert told.keys() <= {"said_sorry", "small_kindness", "took_a_breath"}
    assert len(ours.keys() & usual.keys()) > len(ours) / 2


@pytest.mark.parametrize("name", OTHERS)
def test_a_method_asks_for_the_records_it_makes_much_of_and_no_more(name: str) -> None:
    assert set(ALL[name].documents()) == RECORDS[name]


@pytest.mark.parametrize("name", OTHERS)
def test_every_step_of_a_method_has_a_line_on_its_cards_and_words_that_help(name: str) -> None:
    steps = [step.id for step in ALL[name].steps]
    assert [card.id for card in ALL[name].cards.steps] == steps
    assert {group.step for group in ALL[name].phrases} == set(steps)


@pytest.mark.parametrize(
    ("name", "aims"),
    [
        (
            "aware",
            [
                {Aim.HEAR, Aim.FEEL, Aim.SORRY},
                {Aim.CHOOSE},
                {Aim.PROMISE},
                {Aim.MEND},
                {Aim.WRITE, Aim.LEARN},
            ],
        ),
        ("last", [{Aim.HEAR}, {Aim.SORRY}, {Aim.CHOOSE, Aim.PROMISE}, {Aim.MEND, Aim.THANK}]),
        (
            "heard",
            [
                {Aim.HEAR},
                {Aim.FEEL},
                {Aim.SORRY},
                {Aim.CHOOSE, Aim.PROMISE, Aim.MEND},
                {Aim.WRITE, Aim.LEARN},
            ],
        ),
        (
            "blast",
            [
                {Aim.BELIEVE},
                {Aim.HEAR},
                {Aim.SORRY},
                {Aim.CHOOSE, Aim.PROMISE},
                {Aim.MEND, Aim.THANK, Aim.WRITE},
            ],
        ),
    ],
)
def test_what_each_step_is_for_is_told_by_its_parts_and_by_itself(name: str, aims: list[set[Aim]]) -> None:
    assert [aims_of(step) for step in shipped(name).steps] == aims


def test_a_step_that_says_nothing_of_itself_is_told_by_its_parts_alone() -> None:
    assert [aims_of(step) for step in METHOD.steps] == [{Aim.HEAR}, {Aim.PROMISE}, {Aim.WRITE}]
    assert steps_by_aim(METHOD) == {Aim.HEAR: (1,), Aim.PROMISE: (2,), Aim.WRITE: (3,)}
    assert aims_of(Step("x", "X", ())) == frozenset()


def test_every_aim_has_a_row_and_rows_that_nobody_fills_are_left_out() -> None:
    assert set(AIMS) == set(Aim)
    (hear, promise, write) = rows_of([Method("small", METHOD, in_use=True)])
    assert (hear.cells, promise.cells, write.cells) == (("1 Hear",), ("2 Fix",), ("3 Note",))


def test_methods_stand_side_by_side_by_what_they_do() -> None:
    methods = [
        Method("aware", AWARE, in_use=True),
        *(Method(name, ALL[name], in_use=False) for name in OTHERS),
    ]
    table = {row.label: row.cells for row in rows_of(methods)}
    assert table["say sorry"] == ("1 Acknowledge", "2 Apologize", "3 Apologize", "3 Apologize")
    assert table["thank them"] == (NOWHERE, "4 Thank", NOWHERE, "5 Thank")
    assert table["look behind it"] == ("5 Evaluate", NOWHERE, "5 Diagnose", NOWHERE)
    assert table["take their word for it"] == (NOWHERE, NOWHERE, NOWHERE, "1 Believe")


def test_what_is_said_of_a_method_has_its_counts_and_what_it_leaves_out() -> None:
    methods = [
        Method("aware", AWARE, in_use=True),
        *(Method(name, ALL[name], in_use=False) for name in OTHERS),
    ]
    told = [[said.text for said in about(methods, number).lines] for number in range(4)]
    assert "New calls begin with it." in told[0]
    assert "It asks for 2 records afterwards." in told[0]
    assert "Enter: new calls begin with it." in told[1]
    assert "17 things to tick; asked for at the end: 3." in told[1]
    assert "It asks for no record afterwards." in told[1]
    assert "It asks for 1 record afterwards." in told[2]
    assert "Only here: take their word for it." in told[3]
    assert "Left to you: see what it did to them, look behind it." in told[3]


def test_a_method_alone_leaves_nothing_out_and_has_nothing_only_here() -> None:
    told = " ".join(said.text for said in about([Method("small", METHOD, in_use=True)], 0).lines)
    assert "Only here" not in told
    assert "Left to you" not in told
