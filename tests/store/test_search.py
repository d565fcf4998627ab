"""Search: any text, newest sessions first, each once, with the place where it was found."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    adding,
    an_apology,
    an_option,
    editing,
    removing,
)

from aware_tui.domain.rows import Row
from aware_tui.domain.session import Change
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import around, search, terms_of


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, change: Change) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, Versions(), None)


def found(db: sqlite3.Connection, words: str, limit: int = 50) -> list[str]:
    return [line.id for line in search(db, words, limit)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("O'Brien", "spoke to O'Brien"),
        ("refund AND", "a refund and an apology"),
        ("NOT", "it is not fair"),
        ("café", "the cafe on the corner"),
        ("CAFE", "the café on the corner"),
        ("sat", "a visit on Saturday"),
        ("visit satur", "a visit on Saturday"),
        ("body:visit", "body visit"),
        ('say "sorry"', "they say sorry"),
        ("50%", "a 50 % discount"),
        ("a\x00visit", "a visit"),
        ("  visit\n", "a visit"),
        ("NEAR(visit", "near visit"),
        ("прив", "Привет"),
    ],
)
def test_words_are_found_whatever_signs_they_have(db: sqlite3.Connection, words: str, text: str) -> None:
    head = a_head()
    put(db, adding(head, a_note(head.id, text)))
    assert found(db, words) == [head.id]


@pytest.mark.parametrize(
    "words", ["", " ", '"', "*", "'", "\x00", "-", "( )", "\ud800", "^", "absent", "visit absent", "visi day"]
)
def test_nothing_is_found_where_nothing_is(db: sqlite3.Connection, words: str) -> None:
    head = a_head()
    put(db, adding(head, a_note(head.id, "a visit on Saturday")))
    assert found(db, words) == []


@given(words=st.text(max_size=60) | st.text(alphabet="\"'*:^()-+ANDORNT {}~a1\x00é\ud83d½", max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_no_text_makes_the_search_fail(db: sqlite3.Connection, words: str) -> None:
    assert search(db, words, 5) == ()


@pytest.mark.parametrize(
    "make",
    [
        lambda s: a_note(s, "marker"),
        lambda s: an_apology(s, text="marker"),
        lambda s: an_option(s, text="marker"),
        lambda s: a_promise(s, what="marker"),
        lambda s: a_follow_up(s, outcome="marker"),
        lambda s: a_profile_entry(s, text="marker"),
        lambda s: a_quality_record(s, recommendation="marker"),
    ],
)
def test_every_place_that_takes_words_is_searched_until_they_are_gone(
    db: sqlite3.Connection, make: Callable[[str], Row]
) -> None:
    head = a_head()
    row = make(head.id)
    put(db, adding(head, row))
    assert found(db, "marker") == [head.id]
    put(db, removing(row))
    assert found(db, "marker") == []


@pytest.mark.parametrize("words", ["Reyes", "K-4711", "dana rey", "mail.test"])
def test_all_sessions_of_a_customer_are_found_by_name_reference_or_contact(
    db: sqlite3.Connection, words: str
) -> None:
    customer = a_customer(reference="K-4711", contact="dana@mail.test")
    heads = [a_head(customer_id=customer.id, started_at=NOW + timedelta(days=day)) for day in (1, 3, 2)]
    put(db, adding(customer, *heads, a_head()))
    assert found(db, words) == [heads[1].id, heads[2].id, heads[0].id]


def test_a_new_name_is_found_and_the_old_one_no_longer(db: sqlite3.Connection) -> None:
    customer = a_customer(name="Dana")
    head = a_head(customer_id=customer.id)
    put(db, adding(customer, head))
    put(db, editing(customer, a_customer(id=customer.id, name="Ruth")))
    assert (found(db, "Dana"), found(db, "Ruth")) == ([], [head.id])


def test_words_may_stand_in_several_places_of_a_session(db: sqlite3.Connection) -> None:
    customer = a_customer(name="Dana Reyes")
    both, one = a_head(customer_id=customer.id), a_head()
    notes = [a_note(both.id, "wants a refund"), a_note(one.id, "wants a refund")]
    put(db, adding(customer, both, one, *notes))
    assert found(db, "reyes refund") == [both.id]
    assert found(db, "refund reyes") == [both.id]


def test_a_rare_word_and_a_common_name_are_found_together_however_many_have_the_name(
    db: sqlite3.Connection,
) -> None:
    customers = [a_customer() for _ in range(1100)]
    heads = [
        a_head(customer_id=customer.id, started_at=NOW + timedelta(days=day))
        for day, customer in enumerate(customers)
    ]
    put(db, adding(*customers, *heads, a_note(heads[3].id, "order Q42"), a_note(heads[7].id, "Q42 and Q43")))
    assert found(db, "Q42 dana") == [heads[7].id, heads[3].id]
    assert found(db, "dana Q4") == [heads[7].id, heads[3].id]
    assert found(db, "ana Q42") == []
    assert found(db, "O'dana Q42") == []


def test_a_common_word_is_not_taken_for_a_beginning(db: sqlite3.Connection) -> None:
    heads = [a_head(started_at=NOW + timedelta(days=day)) for day in range(1001)]
    words = ["orders", *["order"] * 1000]
    put(db, adding(*heads, *(a_note(head.id, text) for head, text in zip(heads, words, strict=True))))
    assert len(found(db, "order", 2000)) == 1000
    assert len(found(db, "orde", 2000)) == 1000
    assert found(db, "orders") == [heads[0].id]


def test_the_newest_sessions_come_first_each_once_with_the_place_of_the_hit(db: sqlite3.Connection) -> None:
    heads = [a_head(started_at=NOW + timedelta(days=day)) for day in (2, 5, 1)]
    notes = [
        a_note(head.id, f"{'before ' * 40}the refund {'after ' * 40}", field=field)
        for head in heads
        for field in ("first", "second")
    ]
    put(db, adding(*heads, *notes))
    lines = search(db, "refund", 2)
    assert [line.id for line in lines] == [heads[1].id, heads[0].id]
    assert all("the refund after" in line.excerpt for line in lines)
    assert all(len(line.excerpt) <= 120 for line in lines)


def test_a_session_is_found_by_the_beginning_of_its_id(db: sqlite3.Connection) -> None:
    head = a_head(id="019b1234-0000-7000-8000-000000000001")
    put(db, adding(head, a_head()))
    assert found(db, "019B1234-0000") == [head.id]
    assert found(db, "019b1") == []


@pytest.mark.parametrize(
    ("body", "words", "excerpt"),
    [
        ("one two", "two", "one two"),
        ("a b c d e f g refund h", "REFUND", "… c d e f g refund h"),
        ('a b c d e f g "refund" h', "refund", '… c d e f g "refund" h'),
        ("a b c d e f g café", "cafe", "… c d e f g café"),
        ("there a b c d e f re", "re", "… b c d e f re"),
        ("a b c d e f g h", "absent", "a b c d e f g h"),
        ("a b c d e f g \u00b4 h", "h", "a b c d e f g \u00b4 h"),
        ("a b", "*", "a b"),
    ],
)
def test_an_excerpt_begins_a_few_words_before_the_hit(body: str, words: str, excerpt: str) -> None:
    assert around(body, words) == excerpt


def test_terms_are_bounded() -> None:
    terms = terms_of(" ".join(["word" * 100] * 20))
    assert len(terms) == 8
    assert all(len(term) <= 66 for term in terms)


@pytest.mark.parametrize(("words", "terms"), [("a", ['"a"']), ("ab", ['"ab"*']), ("a bc", ['"a"', '"bc"*'])])
def test_the_last_word_may_be_unfinished(words: str, terms: list[str]) -> None:
    assert terms_of(words) == terms
