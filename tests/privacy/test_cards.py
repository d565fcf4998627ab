"""Card numbers are masked, references are not; measured on a thousand and ten thousand."""

from collections import Counter
from random import Random

import pytest
from privacy.cards import BRANDS, REFERENCES, WAYS, Typed, a_card, grouped, is_masked, measured

from aware_tui.domain.masking import Masked, mask

CARD = "4929738455610021"
CARDS = ("4111111111111111", "378282246310005", "6011000990139424", "4222222222222", "5020521234567894")


@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.sweep(1)
def test_99_percent_of_cards_are_masked_and_half_a_percent_of_references_touched_at_most(seed: int) -> None:
    found = measured(seed)
    assert sum(count for count, _ in REFERENCES.values()) == found.references == 10_000
    assert len(found.missed) <= found.cards // 100, found.missed
    assert len(found.touched) <= 50, Counter(kind for kind, _ in found.touched)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("way", WAYS)
def test_every_brand_is_masked_in_every_way(brand: str, way: str) -> None:
    random = Random(f"{brand} {way}")
    for _ in range(5):
        card = a_card(random, brand)
        typed = Typed(brand, way, card, f"it is {WAYS[way](random, card)}.")
        assert is_masked(typed), typed


DECLARED = (
    "not a card: {}",
    "Not a card number {}",
    "this is not a card {}",
    "not a card - {}",
    "{} (not a card)",
    "{} not a card",
    "{}, not a card, it is the order",
    "({} not a card)",
)


@pytest.mark.sweep(40)
@pytest.mark.parametrize("form", DECLARED)
@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("gap", ["", " ", "-"])
def test_a_number_that_is_declared_as_no_card_stays(form: str, card: str, gap: str) -> None:
    text = form.format(grouped(card, gap))
    assert mask(text) == Masked(text, ())


@pytest.mark.parametrize(
    "form",
    [
        "is this not a cardigan? {}",
        "{} was not accepted, a card",
        "knot a card: {}",
        "not a card. Then she said {}",
        "not a card\n\n{}",
        "{}\nnot a card",
        "{} is not a card",
        "not a card: x {}",
    ],
)
def test_other_words_declare_nothing(form: str) -> None:
    text = mask(form.format(CARDS[0])).text
    assert CARDS[0] not in text
    assert "•••• 1111" in text


def test_one_declared_number_declares_no_other() -> None:
    text = f"not a card: {CARDS[0]}, paid with {CARDS[2]}"
    assert mask(text).text == f"not a card: {CARDS[0]}, paid with •••• 9424"
    text = f"{CARDS[2]} {CARDS[0]} (not a card)"
    assert mask(text).text == f"•••• 9424 {CARDS[0]} (not a card)"
