"""Apologies in German: real, small, fake or none, by the rules of the German playbook."""

from functools import cache

import pytest

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.content.coaching_loader import load_coaching
from aware_tui.domain.coaching.apology import ApologyReader, Element
from aware_tui.domain.coaching.language import NOT_ENGLISH, language_of, looks_like
from aware_tui.domain.coaching.readers import Readers

SHIPPED = paths.shipped_playbooks()
READ = {
    "real": (
        "Es tut mir leid, dass wir den zweiten Termin versäumt haben.",
        "Sie haben sich auf uns verlassen, und wir haben Sie im Stich gelassen. Das tut mir leid.",
        "Zwei Tage Lohn haben Sie verloren. Das war unser Fehler. Es tut mir leid.",
        "Wir hätten zurückrufen müssen. Es tut mir leid, dass Sie umsonst gewartet haben.",
        "So hätte niemand mit Ihnen sprechen dürfen. Das tut mir leid.",
        "Sie hatten uns gewarnt, und wir taten nichts. Es tut mir leid. Jetzt tue ich etwas.",
        "Unsere Auskunft war falsch, und Sie haben danach geplant. Das tut mir leid.",
        "Ich hatte Ihnen zwölf Uhr versprochen und schaffe es nicht. Das tut mir leid. Es wird heute 16 Uhr.",
        "Entschuldigen Sie bitte, wir haben Ihre Bestellung vertauscht.",
        "Dafür möchte ich mich entschuldigen. Wir haben Sie eine Stunde in der Leitung hängen lassen.",
        "Das war mein Fehler, ich habe die falsche Nummer notiert.",
        "Ich entschuldige mich dafür, dass unser Techniker nicht gekommen ist.",
        "Verzeihen Sie, das lag an uns.",
    ),
    "partial": (
        "Das tut mir wirklich leid. Bitte erzählen Sie.",
        "Es tut mir leid, dass Sie so viel Ärger hatten. Ich bin da und möchte helfen.",
        "Es tut mir leid, dass Sie so lange gewartet haben.",
    ),
    "fake": (
        "Es tut mir leid, falls Sie Umstände hatten.",
        "Es tut mir leid, falls wir Sie im Stich gelassen haben.",
        "Es tut mir leid, dass Sie das so empfinden.",
        "Es tut mir leid, aber so sind die Vorschriften.",
        "Wir entschuldigen uns für etwaige Unannehmlichkeiten.",
        "Sollten Sie sich gekränkt fühlen, tut mir das leid.",
        "Wir bedauern, wenn unsere Leistung nicht Ihren Erwartungen entsprach.",
        "Tut mir leid, aber Sie hätten die Bestätigung lesen müssen.",
    ),
    "none": (
        "Ich rufe Sie morgen um neun an.",
        "Tut mir leid, das geht nicht.",
        "Entschuldigung, wie war Ihr Name?",
        "Sie müssen sich nicht entschuldigen.",
    ),
}


@cache
def reader(playbook: str) -> ApologyReader:
    return Readers(open_coaching(SHIPPED / playbook, (SHIPPED,), None).coaching).apology


@pytest.mark.long
def test_the_german_rules_pass_their_own_tests() -> None:
    assert load_coaching([SHIPPED / "aware_de", SHIPPED / "aware"])[1] == []


@pytest.mark.parametrize(
    ("verdict", "text"), [(name, text) for name, texts in READ.items() for text in texts]
)
def test_an_apology_in_german_is_read_for_what_it_is(verdict: str, text: str) -> None:
    assert reader("aware_de").read(text).verdict == verdict


def test_what_a_german_apology_holds() -> None:
    said = "Es tut mir leid, wir haben den Termin vergessen. Ich schicke Ihnen morgen früh jemanden. "
    read = reader("aware_de").read(said + "Ab jetzt rufen wir am Tag vorher an.")
    assert {*read.elements} == {Element.REGRET, Element.RESPONSIBILITY, Element.REPAIR, Element.REPENTANCE}


def test_english_is_read_by_the_german_playbook_too_and_french_by_none() -> None:
    french = "Nous sommes vraiment désolés de vous avoir fait attendre si longtemps hier."
    assert reader("aware_de").read("I'm sorry we forgot your taxi.").verdict == "real"
    assert [each.rule for each in reader("aware_de").read(french).findings] == [NOT_ENGLISH]
    assert not reader("aware").read("Es tut mir leid, dass wir Ihren Termin vergessen haben.").english


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Jetzt warten wir schon seit zwei Tagen, und niemand sagt uns etwas."),
        ("en", "We have been waiting for two days now, and nobody tells us anything."),
        ("en", ""),
    ],
)
def test_a_language_is_told_by_its_common_words(language: str, text: str) -> None:
    assert language_of(text) == language
    assert looks_like(text, language)
