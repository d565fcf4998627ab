"""The word-weight model knows an act by lines like it, and says how sure it is."""

import pytest
from practice.typed_lines import rules

from aware_tui.domain.coaching.rules import WordList
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.centroid import Centroid, features

SMALL = {
    Act.THANK: ("thank you for waiting", "thanks a lot", "many thanks"),
    Act.PROBE_OPEN: ("what happened ?", "how did it start ?", "what did you see ?"),
    Act.BLAME: ("you should have asked", "you should have waited"),
}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("thanks for that", Act.THANK),
        ("what did he see ?", Act.PROBE_OPEN),
        ("you should have rung", Act.BLAME),
    ],
)
def test_a_line_is_known_by_lines_like_it(text: str, act: Act) -> None:
    assert Centroid(SMALL).read(text)[0].act is act


def test_a_question_is_told_from_a_statement_by_its_mark() -> None:
    asked = {Act.PROBE_CLOSED: ("did it arrive ?",), Act.CONTRADICT: ("it did arrive",)}
    assert Centroid(asked).read("did he arrive ?")[0].act is Act.PROBE_CLOSED
    assert Centroid(asked).read("he did arrive")[0].act is Act.CONTRADICT


def test_words_of_one_list_are_alike() -> None:
    lists = (WordList("bad", ("awful", "dreadful", "not nice")),)
    assert features("how dreadful", {"dreadful": "{bad}"})["{bad}"] == 1
    phrases = {Act.ACKNOWLEDGE: ("how awful",), Act.EXPLAIN: ("how it works",)}
    assert Centroid(phrases, lists).read("how dreadful")[0].act is Act.ACKNOWLEDGE


def test_words_never_seen_give_no_reading() -> None:
    assert Centroid(SMALL).read("zyx wvu") == []
    assert Centroid(SMALL).knows("zyx thanks") == 0.5
    assert Centroid(SMALL).knows("? 5 !") == 0
    assert Centroid({}).read("thanks") == []


def test_confidences_are_shares_in_order() -> None:
    model = Centroid({each.id: each.any for each in rules().phrases}, rules().words)
    for text in ("thank you", "what happened ?", "so", "we will see", "the"):
        shares = [each.confidence for each in model.read(text)]
        assert shares == sorted(shares, reverse=True)
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) <= 1.01


def test_the_order_of_the_phrases_makes_no_difference() -> None:
    turned = {act: tuple(reversed(texts)) for act, texts in reversed(SMALL.items())}
    assert dict_of(Centroid(SMALL)) == dict_of(Centroid(turned))


def dict_of(model: Centroid) -> dict[Act, float]:
    return dict(model.likeness("you should have told me what happened , thanks"))


@pytest.mark.long
def test_a_phrase_is_known_by_the_others_of_its_act() -> None:
    known = [(each.id, text) for each in rules().phrases for text in each.any][::6]
    right = sum(act in _without(act, text) for act, text in known)
    assert right / len(known) >= 0.75


def _without(act: Act, text: str) -> list[Act]:
    left = {each.id: tuple(one for one in each.any if one != text) for each in rules().phrases}
    return [each for each, _ in Centroid(left, rules().words).likeness(text.casefold())[:3]]
