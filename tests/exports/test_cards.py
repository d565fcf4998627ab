"""Cards out of a playbook: every step on each, and people's words as they are, whatever the method."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise, product

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aware_tui.content.loader import load_playbook
from aware_tui.domain.cards import CardKind, Cards, CardWords, Paper, StepCard
from aware_tui.domain.playbook import PartKind, Phase, Playbook, Step
from aware_tui.domain.text import cells
from aware_tui.exports.cards.making import LONGEST_NAME, Wish, make_card
from aware_tui.exports.cards.markdown import card_markdown
from aware_tui.exports.cards.page import card_html
from aware_tui.exports.cards.picking import marks
from aware_tui.exports.cards.text import WIDTH, card_text
from aware_tui.paths import shipped_playbooks

SHIPPED = tuple(
    load_playbook(path.parent, (shipped_playbooks(),)).playbook
    for path in sorted(shipped_playbooks().glob("*/playbook.yaml"))
)
EVERY = [
    pytest.param(playbook, kind, id=f"{playbook.id}-{kind}") for playbook, kind in product(SHIPPED, CardKind)
]
VOID = ("meta", "col", "br")


class Read(HTMLParser):
    """The text of a page, its tags with their attributes, and whether each is closed where it must be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return flat(" ".join(self.words))


def flat(text: str) -> str:
    return " ".join(text.split())


def a_card(playbook: Playbook, kind: CardKind = CardKind.POCKET, company: str = "") -> tuple[str, str, str]:
    """Return a card as text, as the text that its Markdown shows, and as a page."""
    card = make_card(playbook, Wish(kind, company=company))
    shown = MarkdownIt("gfm-like", {"linkify": False}).render(card_markdown(card))
    return card_text(card), Read(re.sub(r"<(hr|br) ?/?>", "", shown)).text, card_html(card)


@pytest.mark.sweep(4)
@pytest.mark.parametrize(("playbook", "kind"), EVERY)
def test_every_step_of_every_shipped_playbook_and_its_credit_are_on_every_card(
    playbook: Playbook, kind: CardKind
) -> None:
    for told in map(flat, (forms := a_card(playbook, kind))[:2]):
        assert all(step.title in told for step in playbook.steps)
        assert flat(playbook.credit) in told
    page = Read(forms[2])
    assert all(step.title in page.words for step in playbook.steps)
    assert playbook.credit in page.words


@pytest.mark.sweep(4)
@pytest.mark.parametrize(("playbook", "kind"), EVERY)
def test_the_text_has_at_most_eighty_columns_and_no_box_drawing(playbook: Playbook, kind: CardKind) -> None:
    text = a_card(playbook, kind, "Riverside Energy")[0]
    assert max(cells(line) for line in text.splitlines()) <= WIDTH < 80
    assert not re.search(r"[\u2500-\u259f\u2610-\u2612]", text)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("playbook", SHIPPED, ids=lambda playbook: playbook.id)
def test_desk_card_and_poster_have_every_item_and_something_to_say(playbook: Playbook) -> None:
    for kind in (CardKind.DESK, CardKind.POSTER):
        text, page = flat(a_card(playbook, kind)[0]), Read(a_card(playbook, kind)[2])
        items = [item.text for step in playbook.steps for item in step.items()]
        assert all(f"[ ] {item}" in text for item in items)
        assert set(items) <= set(page.words)
        says = [attrs for _, attrs in page.tags if attrs.get("class") == "says"]
        assert len(says) >= len(playbook.steps)


def test_the_desk_card_has_the_elements_of_both_apologies_and_what_a_promise_has(playbook: Playbook) -> None:
    text = flat(a_card(playbook, CardKind.DESK)[0])
    for item in (*playbook.apology.light, *playbook.apology.full):
        assert f"[ ] {item.text}" in text
    assert "What: something they can see" in text
    assert "By when: a day and an hour" in text


@pytest.mark.sweep(1)
@pytest.mark.parametrize("playbook", SHIPPED, ids=lambda playbook: playbook.id)
def test_the_form_asks_all_that_the_walk_asks_but_how_the_call_was_for_the_agent(playbook: Playbook) -> None:
    text, page = flat(a_card(playbook, CardKind.FORM)[0]), Read(a_card(playbook, CardKind.FORM)[2]).text
    asked = [part for step in playbook.steps for part in step.parts()]
    assert any(part.kind is PartKind.CHECK_IN for part in asked) or playbook.id not in ("aware", "aware_de")
    for part in asked:
        assert (part.label in text) == (part.label in page) == (part.kind is not PartKind.CHECK_IN)


def test_the_form_has_lines_for_promises_both_documents_and_checking_back(playbook: Playbook) -> None:
    text = a_card(playbook, CardKind.FORM)[0]
    assert text.count("What: ____") >= 3
    assert text.count("By when: ____") >= 3
    assert text.count("Reference:  ____") == 2
    assert text.count("Ask whom: ____") == 2
    assert "[ ] Kept  [ ] Changed" in text


def test_the_pocket_card_has_a_line_or_two_for_each_step(playbook: Playbook) -> None:
    card = make_card(playbook, Wish(CardKind.POCKET))
    sections = [section for side in card.sides for section in side.sections]
    assert [section.mark for section in sections] == list("AWARE")
    assert all(1 <= len(section.blocks) <= 2 for section in sections)


@pytest.mark.parametrize("kind", CardKind)
def test_a_team_words_its_cards_itself(playbook: Playbook, kind: CardKind) -> None:
    steps = (StepCard("widen", ("Look again.",), ("asked_remedy",), "“And now?”"),)
    own = Cards("Our way", "Kindly", "Ask Kim.", Paper.LETTER, steps, CardWords(customer="Guest", who="Host"))
    team = replace(playbook, cards=own)
    assert make_card(team, Wish(kind)).paper is Paper.LETTER
    assert make_card(team, Wish(kind, Paper.A4)).paper is Paper.A4
    for told in map(flat, a_card(team, kind, "Riverside Energy")):
        assert all(words in told for words in ("Our way", "Kindly", "Ask Kim.", "Riverside Energy"))
        assert ("Look again." in told) == (kind is CardKind.POCKET)
        assert ("“And now?”" in told) == (kind in (CardKind.DESK, CardKind.POSTER))
        assert ("They chose from options" in told) == (kind is CardKind.FORM)
        assert ("Guest" in told) == (kind is CardKind.FORM)


@pytest.mark.parametrize("kind", CardKind)
def test_a_name_longer_than_a_card_can_take_ends_in_dots(playbook: Playbook, kind: CardKind) -> None:
    name = make_card(playbook, Wish(kind, company="Überlange Gesellschaft " * 20)).company
    assert LONGEST_NAME - 5 < cells(name) <= LONGEST_NAME
    assert name.endswith("…")
    for told in map(flat, a_card(playbook, kind, name)):
        assert name[:30] in told


@pytest.mark.parametrize("kind", CardKind)
def test_a_name_in_another_script_is_set_in_its_own_direction(playbook: Playbook, kind: CardKind) -> None:
    assert "<bdi>شركة ABC</bdi>" in a_card(playbook, kind, "شركة ABC")[2]


def test_steps_are_marked_by_letters_only_where_these_spell_the_name(playbook: Playbook) -> None:
    for title, on_cards in (("AWARE", ""), ("Aware at Harbour", ""), ("Harbour", "AWARE")):
        own = replace(playbook, title=title, cards=Cards(title=on_cards))
        assert marks(own) == ("A", "W", "A", "R", "E")
    assert marks(replace(playbook, title="Five steps")) == ("1", "2", "3", "4", "5")
    assert marks(replace(playbook, steps=playbook.steps[:2])) == ("1", "2")
    assert marks(replace(playbook, title="A way", steps=playbook.steps[:1])) == ("1",)


@pytest.mark.parametrize("kind", CardKind)
def test_a_page_is_whole_in_itself_and_says_what_it_is(playbook: Playbook, kind: CardKind) -> None:
    page = a_card(playbook, kind)[2]
    read = Read(page)
    tags = {tag for tag, _ in read.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "base", "form", "a"}
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|//", style)
    assert not [attrs for _, attrs in read.tags if {"src", "href", "srcset", "onload"} & set(attrs)]
    assert "default-src 'none'" in page
    assert ("html", {"lang": "en", "dir": "ltr"}) in read.tags
    assert len([tag for tag, attrs in read.tags if tag == "h1"]) == (4 if kind is CardKind.POCKET else 1)
    order = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(order))


def test_only_one_of_the_pocket_cards_on_a_sheet_is_read_aloud(playbook: Playbook) -> None:
    copies = [attrs for _, attrs in Read(a_card(playbook)[2]).tags if attrs.get("class") == "copy"]
    assert [attrs.get("aria-hidden") for attrs in copies] == [None, "true", "true", "true"]


@pytest.mark.parametrize(("language", "told", "direction"), [("de_AT", "de-AT", "ltr"), ("ar", "ar", "rtl")])
def test_a_page_says_its_language(playbook: Playbook, language: str, told: str, direction: str) -> None:
    read = Read(a_card(replace(playbook, language=language))[2])
    assert ("html", {"lang": told, "dir": direction}) in read.tags


def light_of(colour: str) -> float:
    """Return the relative luminance of a colour such as #0b4f5c, as WCAG 2 reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", CardKind)
def test_the_print_is_dark_on_white_and_nothing_hangs_on_a_background(
    playbook: Playbook, kind: CardKind
) -> None:
    style = a_card(playbook, kind)[2].partition("<style>")[2].partition("</style>")[0]
    inks = set(re.findall(r"[{;]color:(#[0-9a-f]+)", style))
    assert {"#16202a", "#0b4f5c"} <= inks
    assert all(1.05 / (light_of(ink) + 0.05) >= 7 for ink in inks)
    printed = re.sub(r"@media screen\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", style)
    assert set(re.findall(r"background[a-z-]*:([^;}]+)", printed)) == {"#fff"}


@pytest.mark.parametrize("kind", CardKind)
def test_whatever_a_playbook_says_stays_text(playbook: Playbook, kind: CardKind) -> None:
    words = " ".join(HOSTILE)
    step = replace(playbook.steps[0], title="</h2><script>alert(1)</script>")
    team = replace(playbook, steps=(step, *playbook.steps[1:]), language='en" onload="x', cards=Cards(words))
    text, shown, page = a_card(team, kind, '"><img src=x onerror=alert(1)>')
    read = Read(page)
    assert not {"script", "img", "b"} & ({tag for tag, attrs in read.tags} - {"b"} - {"style"})
    assert "</h2><script>alert(1)</script>" in read.words
    assert not any("onload" in attrs or "onerror" in attrs for _, attrs in read.tags)
    assert "<script>alert(1)</script>" in flat(text)
    assert "<script>alert(1)</script>" in shown
    for told in (text, page):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def test_a_method_with_next_to_nothing_in_it_has_every_card(playbook: Playbook) -> None:
    bare = replace(
        playbook,
        title="Bare",
        steps=(Step("one", "One", (Phase("one", "Do it."),)),),
        apology=replace(playbook.apology, light=(), full=(), say_light=(), say_full=(), leave_out=()),
        phrases=(),
        channels=(),
        cards=Cards(),
    )
    for kind in CardKind:
        for told in map(flat, a_card(bare, kind)):
            assert "One" in told
            assert "Do it." in told


ODD_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=90)


@settings(max_examples=25, deadline=None)
@given(st.lists(ODD_WORDS, min_size=1, max_size=9))
def test_no_line_of_text_is_too_long_however_odd_the_words(words: list[str]) -> None:
    playbook = SHIPPED[0]
    steps = tuple(replace(playbook.steps[0], id=f"s{n}", title=word) for n, word in enumerate(words))
    text = card_text(make_card(replace(playbook, steps=steps, cards=Cards()), Wish(CardKind.DESK)))
    assert max(cells(line) for line in text.splitlines()) <= WIDTH
