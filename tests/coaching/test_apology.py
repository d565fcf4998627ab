"""An apology is told real from fake by its own words, and whatever is found has its place in the text."""

import json
from functools import cache
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.apology import LONGEST, ApologyReader, Element, Reading, Verdict
from aware_tui.domain.coaching.rules import Coaching, MayAdmitFault, Severity
from aware_tui.domain.states import ApologySize

LINES = Path(__file__).parent / "lines"
WORST_FIRST = [Verdict.FAKE, Verdict.NONE, Verdict.PARTIAL, Verdict.REAL]
OWNING = " I am sorry. That was our mistake, and we will put it right today."


@cache
def shipped() -> Coaching:
    shelf = paths.shipped_playbooks()
    return open_coaching(shelf / "aware", (shelf,), None).coaching


@cache
def reader(may_admit_fault: MayAdmitFault = MayAdmitFault.YES) -> ApologyReader:
    return ApologyReader(shipped().apology, may_admit_fault)


@cache
def read(text: str) -> Reading:
    return reader().read(text)


@cache
def labelled() -> tuple[str, ...]:
    files = sorted(LINES.glob("apology-*.jsonl"))
    every = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()]
    return tuple(text for text in every if len(text) <= LONGEST - len(OWNING))


def found(text: str) -> list[tuple[str, str]]:
    """The rules found in a text, each with its words as given."""
    return [(finding.rule, text[finding.start : finding.end]) for finding in read(text).findings]


def check_places(text: str) -> None:
    for finding in read(text).findings:
        assert 0 <= finding.start < finding.end <= len(text), finding
        assert text[finding.start : finding.end].strip(), finding
        assert finding.reason, finding


@pytest.mark.parametrize(
    ("text", "verdict", "elements"),
    [
        ("I'm sorry.", "partial", "regret"),
        ("I'm sorry you had to wait two hours.", "partial", "regret"),
        ("I'm sorry we missed the second visit.", "real", "responsibility regret"),
        ("I'm sorry, I gave you the wrong date.", "real", "responsibility regret"),
        ("I'm so sorry. I've refunded the fee.", "real", "repair regret"),
        ("It was our mistake.", "real", "responsibility"),
        ("That was our mistake, and we are putting it right today.", "real", "responsibility repair"),
        ("I'm sorry you feel that way.", "fake", ""),
        ("I'm sorry if you were upset.", "fake", ""),
        ("We apologise for any inconvenience.", "fake", "regret"),
        ("I'm sorry that mistakes were made.", "fake", "regret"),
        ("I'm sorry for your loss.", "none", ""),
        ("Thank you for waiting.", "none", ""),
        (
            "I'm sorry we sent it to your old address. That was our mistake, and I'm sending a new one today."
            " From now on we ring the day before.",
            "real",
            "responsibility repair regret repentance",
        ),
    ],
)
def test_an_apology_is_worth_what_it_says(text: str, verdict: str, elements: str) -> None:
    assert (read(text).verdict, list(read(text).elements)) == (verdict, elements.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm sorry you feel that way.", [("blame_shift", "I'm sorry you feel")]),
        (
            "I'm sorry if you were upset.",
            [("conditional_if", "I'm sorry if"), ("blame_shift", "I'm sorry if you were upset")],
        ),
        (
            "\U0001f600 I\u2019m   sorry if\nyou were upset.",
            [
                ("conditional_if", "I\u2019m   sorry if"),
                ("blame_shift", "I\u2019m   sorry if\nyou were upset"),
            ],
        ),
        ("If we caused offence, we apologise.", [("conditional_if", "If we caused offence, we apologise")]),
        ("I'm sorry that mistakes were made.", [("passive_vague", "mistakes were made")]),
        ("We APOLOGISE for any inconvenience!", [("ghost_any", "We APOLOGISE for any inconvenience")]),
        ("I'm sorry but it's company policy.", [("policy_shield", "it's company policy")]),
        ("I already said sorry.", [("demand_forgiveness", "I already said sorry")]),
        ("I'm sorry we missed the second visit.", []),
    ],
)
def test_a_finding_covers_the_words_it_is_about(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("I'm sorry if you were upset.", "conditional_if", Severity.BLOCK),
        ("I'm sorry you feel that way.", "blame_shift", Severity.BLOCK),
        ("I'm sorry for any inconvenience.", "ghost_any", Severity.WARN),
        ("I'm sorry that mistakes were made.", "passive_vague", Severity.WARN),
        ("I'm sorry for any inconvenience. It was our mistake.", "ghost_any", Severity.TIP),
        ("I'm sorry if we got it wrong. It was our mistake.", "conditional_if", Severity.BLOCK),
        ("Sorry, I can't do that.", "not_an_apology", Severity.TIP),
    ],
)
def test_a_finding_weighs_less_beside_a_real_apology(text: str, rule: str, severity: Severity) -> None:
    assert {finding.severity for finding in read(text).findings if finding.rule == rule} == {severity}


def test_findings_come_gravest_first_and_then_as_they_are_said() -> None:
    text = "We apologise for any inconvenience. I'm sorry if you were upset, but you should have rung."
    findings, weights = read(text).findings, list(Severity)
    keys = [(weights.index(finding.severity), finding.start) for finding in findings]
    assert keys == sorted(keys)
    assert findings[0].start > findings[-1].start


def test_an_apology_that_hangs_on_an_if_is_partial_however_it_is_owned() -> None:
    assert read("I'm sorry if we got it wrong. It was our mistake.").verdict is Verdict.PARTIAL
    assert read("I'm sorry we got it wrong. It was our mistake.").verdict is Verdict.REAL


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I'm sorry if you think we were late.", Verdict.FAKE),
        ("Sorry if we kept you waiting.", Verdict.FAKE),
        ("Sorry if we kept you waiting, we should have rung.", Verdict.PARTIAL),
        ("We kept you waiting. Sorry if that upset you.", Verdict.PARTIAL),
        ("I'm sorry you feel we were late.", Verdict.FAKE),
        ("I'm sorry for your frustration and I'm sorry for causing it.", Verdict.REAL),
    ],
)
def test_what_stands_behind_an_if_or_a_feeling_owns_nothing(text: str, verdict: Verdict) -> None:
    assert read(text).verdict is verdict


def test_advice_alone_does_not_take_an_apology_back() -> None:
    text = "I'm sorry, I'm sorry, I'm so sorry about the spilt wine."
    assert [finding.severity for finding in read(text).findings] == [Severity.TIP]
    assert read(text).verdict is Verdict.PARTIAL


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sorry, we don't take cards.", "Sorry, we don't take"),
        ("Sorry, I can't do that.", "Sorry, I can't"),
        ("I'm sorry, did you say Tuesday?", "I'm sorry, did you say Tuesday"),
        ("Sorry? I didn't catch that.", "Sorry? I didn't catch"),
        ("I'm sorry for your loss.", "I'm sorry for your loss"),
        ("He never said sorry.", "He never said sorry"),
        ("You must be sorry you ever bought it.", "You must be sorry"),
    ],
)
def test_refusals_questions_condolences_and_stories_are_no_apology(text: str, told: str) -> None:
    assert read(text).verdict is Verdict.NONE
    assert found(text) == [("not_an_apology", told)]


def test_an_apology_beside_a_refusal_still_counts() -> None:
    assert read("Sorry, we don't take cards. I'm sorry we sent you the wrong form.").verdict is Verdict.REAL


def test_words_quoted_in_a_text_are_not_the_agents_and_a_text_quoted_whole_is() -> None:
    assert read('She said "I\'m sorry if you were upset" and hung up.').verdict is Verdict.NONE
    for quoted in ('"I\'m sorry if you were upset."', "\u201cI\u2019m sorry if you were upset.\u201d"):
        assert read(quoted).verdict is Verdict.FAKE
        assert found(quoted)[0][1].replace("\u2019", "'") == "I'm sorry if"


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry we lost your parcel. If you need anything, ring me.",
        "I'm sorry we kept you waiting, but I will ring you back.",
        "I'm sorry if this is a stupid question.",
        "Sorry, did you want only one? We sent two by mistake.",
        "I'm sorry. I don't have any excuse: I forgot your booking.",
        "I'm sorry that only two arrived; we packed the wrong box.",
    ],
)
def test_an_honest_text_with_a_word_that_fakes_use_is_not_called_fake(text: str) -> None:
    assert read(text).verdict is not Verdict.FAKE


@pytest.mark.parametrize(
    ("text", "light", "full"),
    [
        ("I'm sorry.", "", "responsibility repair explanation repentance"),
        ("It was our mistake.", "regret", "repair regret explanation repentance"),
        ("I'm sorry we lost it, and I've refunded you.", "", "explanation repentance"),
        ("I'm sorry you feel that way.", "regret", "responsibility repair regret explanation repentance"),
    ],
)
def test_what_is_missing_depends_on_the_size_and_the_weightiest_comes_first(
    text: str, light: str, full: str
) -> None:
    assert list(reader().read(text, ApologySize.LIGHT).missing) == light.split()
    assert list(reader().read(text, ApologySize.FULL).missing) == full.split()
    assert reader().read(text, ApologySize.LIGHT).verdict is reader().read(text, ApologySize.FULL).verdict


@pytest.mark.long
def test_responsibility_is_never_asked_for_where_no_fault_may_be_admitted() -> None:
    for text in labelled()[::40]:
        strict, handling = (reader(each) for each in (MayAdmitFault.NO, MayAdmitFault.HANDLING_ONLY))
        there = read(text)
        assert handling.read(text) == there
        without = tuple(each for each in there.missing if each is not Element.RESPONSIBILITY)
        assert strict.read(text).missing == without
        assert (strict.read(text).verdict, strict.read(text).elements) == (there.verdict, there.elements)


@pytest.mark.long
def test_forgiveness_is_never_asked_for() -> None:
    assert all(Element.FORGIVENESS not in read(text).missing for text in labelled()[::5])


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(), st.lists(st.sampled_from(labelled()[::30] + HOSTILE), max_size=3).map(" ".join)))
def test_every_finding_lies_inside_any_text(text: str) -> None:
    check_places(text)


@pytest.mark.long
def test_every_finding_lies_inside_labelled_and_hostile_texts() -> None:
    for text in (*labelled(), *HOSTILE, *(f"{each} I'm sorry if you felt {each}" for each in HOSTILE)):
        check_places(text)


@pytest.mark.long
def test_owning_it_after_all_never_makes_an_apology_worse() -> None:
    for text in labelled():
        before, after = read(text), reader().read(text + OWNING)
        assert WORST_FIRST.index(after.verdict) >= WORST_FIRST.index(before.verdict), text


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("old", "new"),
    [("'", "\u2019"), ("\u2019", "'"), (" ", "  "), ('"', "\u201c"), (", ", ",\n"), ("\u2014", "\u2013")],
)
def test_typography_and_spacing_change_nothing(old: str, new: str) -> None:
    told = [text for text in labelled() if old in text and "\n" not in text]
    for text in told[:: max(1, len(told) // 200)]:
        check_alike(text, text.replace(old, new))


def test_case_changes_nothing() -> None:
    for text in labelled()[::8]:
        check_alike(text, text.upper())
        check_alike(text, text.lower())


def check_alike(text: str, other: str) -> None:
    one, two = read(text), read(other)
    assert (one.verdict, one.elements, one.missing) == (two.verdict, two.elements, two.missing), other
    assert [finding.rule for finding in one.findings] == [finding.rule for finding in two.findings], other
    assert reader().rules_found(text) == reader().rules_found(other), other


@pytest.mark.parametrize("text", ["", " ", "\n", "ok", "\U0001f600\U0001f600", "?", "12", "\x00"])
def test_next_to_nothing_is_no_apology_and_no_fault(text: str) -> None:
    assert (read(text).verdict, read(text).elements, read(text).findings) == (Verdict.NONE, (), ())
    assert read(text).english


def test_the_end_of_a_very_long_text_is_left_alone_and_that_is_said() -> None:
    body = "I waited in the rain for you, and the van was late again. " * 1_800
    text = (
        f"I'm sorry you feel that way. {body}"[:99_950] + "I'm sorry if you were upset. It was our mistake."
    )
    assert len(text) > 99_000
    assert (read(text).cut, read(text[:LONGEST]).cut) == (True, False)
    assert read(text).verdict is Verdict.FAKE
    assert all(finding.end <= LONGEST for finding in read(text).findings)


@pytest.mark.parametrize("piece", ["sorry ", "I'm sorry if ", "but ", "x", "\u00a7", "'", "we are so "])
def test_a_hundred_thousand_awkward_characters_are_read(piece: str) -> None:
    assert reader().read((piece * 100_000)[:100_000]).cut


@pytest.mark.parametrize(
    "text",
    [
        "Es tut uns sehr leid, dass Sie so lange warten mussten.",
        "Lo siento mucho, pero no podemos ayudarle con esto.",
        "Nous sommes vraiment d\u00e9sol\u00e9s pour ce retard de livraison.",
        "\u7533\u3057\u8a33\u3054\u3056\u3044\u307e\u305b\u3093\u3002\u3054\u8ff7\u60d1\u3002",
        "sorry, \u043f\u0440\u043e\u0441\u0442\u0438\u0442\u0435 \u043d\u0430\u0441",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    reading = read(text)
    assert not reading.english
    assert (reading.verdict, reading.missing) == (Verdict.NONE, ())
    assert found(text) == [("not_english", text)]
    assert reading.findings[0].severity is Severity.TIP
