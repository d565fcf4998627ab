"""Which category a name from elsewhere means: never one that only sounds a little like it."""

import pytest

from aware_tui import paths
from aware_tui.content.loader import load_playbook
from aware_tui.domain.insights.sounding import MEANING, meant, tells_of

SHIPPED = paths.shipped_playbooks()
LABELS = {each.id: each.label for each in load_playbook(SHIPPED / "aware", (SHIPPED,)).playbook.categories}


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Late delivery", "late"),
        ("DELAYS", "late"),
        ("Missed collection", "late"),
        ("Damaged goods", "faulty"),
        ("Wrong bill", "money"),
        ("Billing / invoice", "money"),
        ("Refund not received", "money"),
        ("No response", "silence"),
        ("passed around", "silence"),
        ("Incorrect information", "information"),
        ("Staff attitude", "manner"),
        ("Rude!", "manner"),
        ("Double booking", "booking"),
        ("Unfair terms", "rules"),
        ("Personal data", "privacy"),
        ("Accidents", "danger"),
        ("Poor workmanship", "workmanship"),
    ],
)
def test_a_name_means_the_one_category_that_has_all_its_words(name: str, category: str) -> None:
    assert meant(name, LABELS) == category


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Long lines",
        "Lange Wartezeit",
        "Damaged tree",
        "Late fee",
        "Late or damaged delivery",
        "Street light condition",
        "Noise - residential",
        "Wrong",
        "Delivery",
        "Account",
        "Broken promise",
        "🙂 !!",
        "late " * 3 + "train",
    ],
)
def test_what_could_be_two_or_has_a_word_of_its_own_means_none(name: str) -> None:
    assert meant(name, LABELS) == ""


def test_a_category_of_a_team_is_meant_by_the_words_of_its_label() -> None:
    labels = {"queue": "waiting in a long queue", "gate": "gate closed early"}
    assert meant("Long queues", labels) == "queue"
    assert meant("Waiting", labels) == ""
    assert meant("Late delivery", labels) == ""


@pytest.mark.parametrize("category", MEANING)
def test_the_label_of_a_category_means_it(category: str) -> None:
    assert category in LABELS
    assert meant(LABELS[category], LABELS) in (category, "")


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Gas meters", True),
        ("Gas", False),
        ("Gas bill", False),
        ("Customer service", False),
        ("", False),
    ],
)
def test_a_story_tells_of_a_name_only_with_all_its_words_and_more_than_one(name: str, tells: bool) -> None:
    story = "The customer of a gas service has a red tag on the meter."
    assert tells_of(name, story) is tells
