"""The scrub: nothing that tells who it was stays in a draft."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    an_id,
)

from aware_tui.domain.practice.draft_text import Bones, draft_text
from aware_tui.domain.practice.letters import plain_of, plain_words
from aware_tui.domain.practice.scrub import Kind, leaks, mask, masked, without
from aware_tui.domain.practice.untold import Untold, untold_of
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize
from aware_tui.services.practice.from_session import common_words


def a_told_session() -> CoachingSession:
    """Return a session with names, numbers and words in every place that has any."""
    head = a_head(agent="Kim Adeyemi", location="Northfield depot")
    words = "Second time I waited in all day for it. Gertrude never rang from Harwick."
    return CoachingSession(
        head,
        customer=a_customer(name="Will Reyes-Müller", reference="C-2041", contact="w.reyes@example.org"),
        notes=(a_note(head.id, words),),
        promises=(a_promise(head.id, who="Ludmila"),),
        follow_ups=(a_follow_up(head.id, who="the depot"),),
        profile_entry=a_profile_entry(
            head.id, text="Keeps bees. Allergic to cashews.", outside_reference="CRM-88"
        ),
        quality_record=a_quality_record(head.id, text="The list was lost when Osric left."),
    )


UNTOLD = untold_of(a_told_session())
NOBODY = Untold()


def kinds(text: str, untold: Untold = UNTOLD) -> list[Kind]:
    return [leak.kind for leak in leaks(text, untold)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ask Reyes.", Kind.NAME),
        ("ask reyes", Kind.NAME),
        ("REYES!", Kind.NAME),
        ("Reyes's bees", Kind.NAME),
        ("the Reyeses", Kind.NAME),
        ("Mrs Mueller", Kind.NAME),
        ("Mrs Muller", Kind.NAME),
        ("id: reyes_call", Kind.NAME),
        ("id: callReyes", Kind.NAME),
        ("willreyesmuller", Kind.NAME),
        ("WillReyesmueller", Kind.NAME),
        ("Ask Will.", Kind.NAME),
        ("then will reyes", Kind.NAME),
        ("R.e.y.e.s", Kind.NAME),
        ("r e y e s", Kind.NAME),
        ("Adeyemi took it", Kind.NAME),
        ("ludmila knows", Kind.NAME),
        ("gertrude rang", Kind.NAME),
        ("a train to Harwick", Kind.NAME),
        ("Osric", Kind.NAME),
        ("the northfield people", Kind.NAME),
        ("\uff32\uff45\uff59\uff45\uff53", Kind.NAME),
        ("Re\u200dyes", Kind.NAME),
        ("Re\u00adyes", Kind.NAME),
        ("R\u0435y\u0435s", Kind.NAME),
        ("Re\u0301yes", Kind.NAME),
        ("\U0001d411eyes", Kind.NAME),
        ("call it c2041", Kind.NUMBER),
        ("C 20-41", Kind.NUMBER),
        ("crm 88", Kind.PROFILE),
        ("she keeps bees", Kind.PROFILE),
        ("cashews", Kind.PROFILE),
        ("110 euros", Kind.NUMBER),
        ("1,250 euros", Kind.NUMBER),
        ("room 4 1 7", Kind.NUMBER),
        ("\uff11\uff12\uff13 times", Kind.NUMBER),
        ("\u0667\u0667\u0667", Kind.NUMBER),
        ("0\ufe0f\u20e37\ufe0f\u20e37\ufe0f\u20e3", Kind.NUMBER),
        ("07700 900 642", Kind.CONTACT),
        ("+44 (0)20 7946 0018", Kind.CONTACT),
        ("somebody@somewhere.test", Kind.CONTACT),
        ("somebody\uff20somewhere.test", Kind.CONTACT),
        ("somebody at somewhere dot org", Kind.CONTACT),
        ("write to @somebody", Kind.CONTACT),
        ("https://somewhere.test/x", Kind.CONTACT),
        ("www.somewhere.test", Kind.CONTACT),
        ("somewhere.co.uk", Kind.CONTACT),
        ("3 March", Kind.DATE),
        ("the 3rd of March", Kind.DATE),
        ("March 3rd", Kind.DATE),
        ("3. M\u00e4rz", Kind.DATE),
        ("am 12.3. um zwei", Kind.DATE),
        ("12/03", Kind.DATE),
        ("2026-03-12", Kind.DATE),
        ("12.03.26", Kind.DATE),
        ("at 12 mill lane", Kind.ADDRESS),
        ("12b Old Mill Road", Kind.ADDRESS),
        ("Rose Court", Kind.ADDRESS),
        ("Hauptstra\u00dfe 12", Kind.ADDRESS),
        ("12 rue Cler", Kind.ADDRESS),
        ("flat 7", Kind.ADDRESS),
        ("SW1A 1AA", Kind.ADDRESS),
        ("four eight two two one zero", Kind.NUMBER),
        ("Four-eight-two", Kind.NUMBER),
        ("four, eight, two, two", Kind.NUMBER),
        ("one hundred and eighty pounds", Kind.NUMBER),
        ("a hundred and fifty", Kind.NUMBER),
        ("a hundred pounds", Kind.NUMBER),
        ("three hundred", Kind.NUMBER),
        ("two thousand", Kind.NUMBER),
        ("double seven double oh", Kind.NUMBER),
        ("nineteen seventy-four", Kind.NUMBER),
        ("four twelve pounds", Kind.NUMBER),
        ("oh double seven nine oh double one three", Kind.CONTACT),
        ("the twelfth of May", Kind.DATE),
        ("May the twelfth", Kind.DATE),
        ("may the twelfth", Kind.DATE),
        ("first of March", Kind.DATE),
        ("first of march", Kind.DATE),
        ("March the first", Kind.DATE),
        ("the twenty-first of June", Kind.DATE),
        ("August thirty-first", Kind.DATE),
        ("the third day of October", Kind.DATE),
        ("Christmas Eve", Kind.DATE),
        ("on new year\u2019s day", Kind.DATE),
        ("Berliner Str. 5", Kind.ADDRESS),
        ("Berliner Stra\u00dfe 5", Kind.ADDRESS),
        ("12 maple drive", Kind.ADDRESS),
        ("12b, maple close", Kind.ADDRESS),
        ("twelve maple drive", Kind.ADDRESS),
        ("Flat three", Kind.ADDRESS),
        ("apartment number nine", Kind.ADDRESS),
        ("t.me/x", Kind.CONTACT),
        ("bit.ly/x", Kind.CONTACT),
        ("bit.ly", Kind.CONTACT),
        ("some.thing.example/abc", Kind.CONTACT),
        ("bit dot ly slash abc", Kind.CONTACT),
        ("the second time I waited in vain", Kind.COPIED),
        ("SECOND time: I, waited in", Kind.COPIED),
    ],
)
def test_what_tells_who_it_was_is_found(text: str, kind: Kind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Lind has rung three times this week, and nobody came.",
        "You will hear from me by six tonight.",
        "At half past ten, on Friday, in 12 minutes.",
        "2 days in a row, 40 times over",
        "It stood at the gate, in a square, on the hill.",
        'say: "Two nights, and the heating at 12."',
        "Day in, day out.",
        "Waited in all day for it.",
        "may I, and March on",
        "Twelve days, eighty-six of them, and two or three more.",
        "At nine thirty, ten fifteen, or nine twenty-two; twenty-four seven.",
        "Seven, eight, nine. By six, two of you.",
        "A hundred times, and hundreds more.",
        "A double room. Oh, oh, oh.",
        "You may first want to march, third time lucky. The second may be the first.",
        "A 10 minute drive, a 5 mile walk, 2 doors away, 3 car park.",
        "Ring at a quarter to six, whichever way it went.",
        "It fell flat. Three of them. And/or, e.g. this.",
        "",
    ],
)
def test_what_tells_nothing_stays(text: str) -> None:
    assert kinds(text) == []


def a_session_with(name: str, profile: str = "", note: str = "") -> CoachingSession:
    """Return a session of a customer by their name, their profile and what was said."""
    head = a_head(agent="Kim Adeyemi")
    return CoachingSession(
        head,
        customer=a_customer(name=name),
        notes=(a_note(head.id, note),),
        profile_entry=a_profile_entry(head.id, text=profile),
    )


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        (
            "Zoe O'Brien",
            ["obrien", "Obrien", "mr obrien", "O Brien", "zoeobrien", "obrienzoe"],
        ),
        ("Zoe Obrien", ["O'Brien", "o-brien", "zoe_obrien"]),
        ("Marco D'Angelo", ["Dangelo", "d angelo", "DANGELO", "mrdangelo"]),
        (
            "Anne-Marie Lindqvist-Roy",
            ["Annemarie", "anne marie", "lindqvistroy", "annelindqvist", "roylindqvist"],
        ),
        ("Annemarie Roy", ["Anne-Marie", "anne marie"]),
        ("Ada Jane Lovelace", ["adalovelace", "janelovelace", "adajanelovelace", "lovelace_ada"]),
        (
            "\u00d8sterg\u00e5rd",
            ["Ostergard", "Oestergaard", "Ostergaard", "oestergard"],
        ),
        ("S\u00f8ren Kj\u00e6r", ["Soeren", "Soren", "soerenkjaer", "Kjaer"]),
        ("\u00c5sa Bj\u00f6rk", ["Aasa", "Asa", "Bjoerk", "bjork", "aasabjork"]),
        ("A\u030asa", ["Aasa", "\u00c5sa"]),
        ("Mueller", ["M\u00fcller", "Muller", "muellers"]),
    ],
)
def test_a_name_is_found_in_whatever_way_it_is_spelt(name: str, texts: list[str]) -> None:
    untold = untold_of(a_session_with(name), common_words())
    assert [text for text in texts if Kind.NAME not in kinds(f"and {text} again", untold)] == []


@pytest.mark.parametrize(
    ("profile", "texts"),
    [
        ("two greyhounds", ["a greyhound", "Greyhounds", "grey-hound", "grey hounds"]),
        ("a greyhound", ["greyhounds"]),
        ("a nebuliser", ["nebulisers", "nebulizer", "nebulised"]),
        ("a midwife", ["midwives", "midwifery"]),
        ("two midwives", ["midwife", "mid-wife"]),
        ("wheelchair user", ["wheel-chair", "wheel chairs", "wheelchairs"]),
        ("a wheel-chair", ["wheelchair", "wheel chair"]),
        ("has asthma", ["asthmatic"]),
        ("is asthmatic", ["asthma"]),
        ("allergies", ["allergy", "allergic"]),
        ("divorced", ["a divorce", "divorcing"]),
        ("nursing", ["a nurse", "nurses"]),
        ("deaf", ["deafness"]),
        ("hard of hearing", ["bad hearing"]),
        ("babies", ["a baby"]),
    ],
)
def test_a_word_of_the_profile_is_found_in_every_form(profile: str, texts: list[str]) -> None:
    untold = untold_of(a_session_with("Reyes", profile), common_words())
    assert [text for text in texts if Kind.PROFILE not in kinds(text, untold)] == []


TELLING = """deaf blind allergy baby divorced surgery stroke funeral nurse teacher landlord wife husband widow
mother son cancer pregnant hospital wheelchair carer dog divorce burglary depressed solicitor choir baker"""


@pytest.mark.parametrize("word", TELLING.split())
def test_a_telling_word_of_the_profile_is_never_common(word: str) -> None:
    assert word in untold_of(a_session_with("Reyes", f"Is or has: {word}."), common_words()).words


def test_the_words_of_the_work_may_stand_in_the_profile_too() -> None:
    profile = "Prefers calls and visits. Paid the bill late, waiting for an answer from the customer service."
    untold = untold_of(a_session_with("Reyes", profile), common_words())
    assert untold.words == frozenset()
    assert kinds("The customer waits, calls, and pays the bills.", untold) == []


def test_every_word_of_a_bare_draft_may_stand_in_the_profile() -> None:
    bare = draft_text(Bones("call-other", "", "", "", 2, 4, 7.0, ApologySize.FULL, True, (), ""))
    told = untold_of(
        a_session_with("Reyes", " ".join(re.findall(r"[a-z]+", plain_words(bare)))), common_words()
    )
    assert [leak for leak in leaks(bare, told) if leak.kind is not Kind.COPIED] == []


@pytest.mark.parametrize(
    ("note", "texts"),
    [
        ("then mr patel helped", ["patel", "Mr Patel", "patels"]),
        ("ask dr. osei or mrs de wit", ["osei", "Wit"]),
        ("miss o'shea was kind", ["oshea", "O'Shea"]),
        ("ms young rang", ["Ms Young"]),
    ],
)
def test_who_has_a_title_in_the_notes_has_a_name(note: str, texts: list[str]) -> None:
    untold = untold_of(a_session_with("Reyes", note=note), common_words())
    assert [text for text in texts if Kind.NAME not in kinds(text, untold)] == []


def test_not_every_miss_is_a_title_and_not_every_word_beside_a_name_is_one() -> None:
    untold = untold_of(a_session_with("Reyes", note="I miss the bus, and miss him."), common_words())
    assert kinds("The bus, and Him.", untold) == []
    head = a_head()
    billing = CoachingSession(head, promises=(a_promise(head.id, who="Osric from billing"),))
    assert kinds("From Billing, not Osric", untold_of(billing, common_words())) == [Kind.NAME]


@pytest.mark.parametrize("name", ["An", "So", "Will"])
def test_a_name_that_is_a_common_word_stops_it_only_where_it_may_be_a_name(name: str) -> None:
    untold = untold_of(replace(a_told_session(), customer=a_customer(name=f"{name} Okonkwo")))
    assert Kind.NAME in kinds(f"with {name} okonkwo", untold)
    assert kinds(f"and {name.lower()} the rest", untold) == []


def test_common_words_spare_what_may_be_names_and_not_what_the_profile_holds() -> None:
    untold = untold_of(a_told_session(), common={"bees", "keeps", "osric"})
    assert "bees" in untold.words
    assert "osric" in untold_of(a_told_session()).noted - untold.noted
    assert "reyes" in untold.names


def test_a_name_is_never_common() -> None:
    untold = untold_of(a_told_session(), common={"reyes"})
    assert kinds("Ask Reyes.", untold) == [Kind.NAME]


def test_what_overlaps_is_one() -> None:
    text = "w.reyes@example.org, 12 Reyes Road"
    found = leaks(text, UNTOLD)
    assert [text[leak.start : leak.end] for leak in found] == ["w.reyes@example.org", "12 Reyes Road"]
    assert without(text, found) == "[a way to reach somebody], [an address]"
    assert masked(text, found) == "w••••••••, 1••••••••"


@pytest.mark.parametrize(("words", "shown"), [("Reyes", "R••••"), ("7", "7"), ("07700900642", "0••••••••")])
def test_what_is_shown_of_it_is_its_first_letter(words: str, shown: str) -> None:
    assert mask(words) == shown


HIDDEN = ["\u200d", "\u00ad", "\u200b", "\u0301", "\u2060", "\ufe0f"]
ALIKE = str.maketrans({"e": "\u0435", "a": "\u0430", "o": "\u043e"})


@st.composite
def disguised(draw: st.DrawFn, secret: str) -> str:
    """Return a secret as somebody may have left it: in other cases, widths, with hidden signs in it."""
    words = draw(
        st.sampled_from([secret, secret.upper(), secret.lower(), secret.translate(ALIKE), wide(secret)])
    )
    place = draw(st.integers(0, len(words)))
    return words[:place] + draw(st.sampled_from(["", *HIDDEN])) + words[place:]


def wide(words: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in words)


AROUND = st.text("abcxyz ,.;:!?-\u2019\u201c\n", max_size=30)
SPELT = untold_of(
    replace(
        a_session_with(
            "Zo\u00eb O'Brien-\u00d8sterg\u00e5rd", "Greyhounds, a midwife, wheelchair, asthma, deaf"
        ),
        promises=(a_promise(an_id(), who="mr patel"),),
    ),
    common_words(),
)
SPELLINGS = [
    *("obrien", "OBrien", "O'Brien", "zoeobrien", "Zoe Oestergaard", "ostergaard", "oestergard", "patel"),
    *("greyhound", "grey-hound", "midwives", "wheel-chair", "wheel chair", "asthmatic", "deafness"),
    *("four eight two two", "three hundred", "double seven double oh", "the twelfth of May", "Christmas Eve"),
    *("12 maple drive", "Berliner Str. 5", "Flat three", "t.me/x", "bit.ly/x"),
]


@given(st.sampled_from(SPELLINGS).flatmap(disguised), AROUND, AROUND)
def test_no_other_spelling_survives(secret: str, before: str, after: str) -> None:
    text = f"{before} {secret} {after}"
    start, end = len(before) + 1, len(before) + 1 + len(secret)
    assert any(leak.start < end and leak.end > start for leak in leaks(text, SPELT))
    assert plain_words(secret).strip() not in plain_words(without(text, leaks(text, SPELT)))


SECRETS = [
    *("Reyes", "M\u00fcller", "Adeyemi", "Ludmila", "Gertrude", "Harwick", "Osric", "Northfield"),
    *("bees", "Allergic", "cashews", "C-2041", "07700 900642", "2026-03-12", "w.reyes@example.org"),
]


@given(st.sampled_from(SECRETS).flatmap(disguised), AROUND, AROUND)
def test_nothing_planted_survives(secret: str, before: str, after: str) -> None:
    text = f"{before} {secret} {after}"
    found = leaks(text, UNTOLD)
    start, end = len(before) + 1, len(before) + 1 + len(secret)
    assert any(leak.start < end and leak.end > start for leak in found)
    assert plain_words(secret).strip() not in plain_words(without(text, found))


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_leak_lies_in_it(text: str) -> None:
    found = leaks(text, UNTOLD)
    ends = [0]
    for leak in found:
        assert ends[-1] <= leak.start < leak.end <= len(text)
        ends.append(leak.end)
    assert not {Kind.NAME, Kind.PROFILE, Kind.COPIED} & set(kinds(text, NOBODY))


@given(st.text(max_size=100))
def test_plain_letters_know_where_they_stood(text: str) -> None:
    plain = plain_of(text)
    assert len(plain.text) == len(plain.places) == len(plain.capital)
    assert list(plain.places) == sorted(plain.places)
    assert plain.text == plain_words(text)
