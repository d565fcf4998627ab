"""Cards on paper: one sheet each, nothing cut off, in a browser and as PDF."""

import builtins
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from chromium import chromium
from playwright.sync_api import Page
from pypdf import PdfReader

from aware_tui.content.loader import load_playbook
from aware_tui.domain.cards import CardKind, Cards, Paper, StepCard
from aware_tui.domain.playbook import Playbook
from aware_tui.exports.cards.fit import SHEETS, fitted
from aware_tui.exports.cards.making import Wish, make_card
from aware_tui.exports.cards.page import card_html
from aware_tui.exports.cards.pdf import PACKAGE, NoPdf, pdf_of
from aware_tui.exports.cards.sheet import Card, Room, Rows
from aware_tui.paths import install_command, shipped_playbooks

SHIPPED = tuple(path.parent.name for path in sorted(shipped_playbooks().glob("*/playbook.yaml")))
EVERY = list(product(SHIPPED, CardKind, Paper))
POINTS_TO_MM = 25.4 / 72

LOOK = """() => [...document.querySelectorAll('.side')].flatMap(side => {
  const box = side.getBoundingClientRect(), foot = side.querySelector('footer');
  const turned = getComputedStyle(side).transform !== 'none';
  const ends = foot ? foot.getBoundingClientRect() : box;
  const low = turned ? (foot ? ends.bottom : box.top) : (foot ? ends.top : box.bottom);
  return [...side.querySelectorAll('.sections *, header *')].filter(each => {
    const at = each.getBoundingClientRect();
    const below = turned ? at.top < low - 1 : at.bottom > low + 1;
    return below || at.left < box.left - 1 || at.right > box.right + 1;
  }).map(each => side.className + ': ' + each.textContent.slice(0, 40));
})"""
"""What reaches beyond its side, or into the foot."""

OVERLAPS = """() => [...document.querySelectorAll('header')].flatMap(header => {
  const boxes = [...header.children].map(each => each.getBoundingClientRect());
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter(other =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 1 && other.top < one.bottom - 1).map(() => header.textContent));
})"""
"""Heads in which one thing stands upon another."""


def a_playbook(name: str) -> Playbook:
    return load_playbook(shipped_playbooks() / name, (shipped_playbooks(),)).playbook


def crowded() -> Playbook:
    """Return a method of seven steps with more items, longer titles and a longer credit than any other."""
    playbook = a_playbook("aware")
    steps = tuple(
        replace(playbook.steps[number % 2], id=f"step_{number}", title="Rindfleischetikettierung")
        for number in range(7)
    )
    credit = "Whoever thought of it would like to be named, and so they are. " * 9
    title = "A method with a name that is long"
    return replace(playbook, title=title, steps=steps, credit=credit, cards=Cards())


def wordy() -> Playbook:
    """Return AWARE with cards of a team's own, every word of them as long as it may be."""
    playbook = a_playbook("aware")
    line = "For each call that begins badly, and that is to end well all the same!"
    footer = "Stuck? Ring Kim Larsen on 4411, or ask the lead upstairs, at any hour. " * 2
    steps = tuple(StepCard(step.id, (line, line), say=f"“{line} It can.”") for step in playbook.steps)
    return replace(
        playbook, cards=Cards("HOW WE PUT IT RIGHT: OUR VERY OWN METHOD", line, footer, steps=steps)
    )


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    """Return a page in a browser that fetches nothing."""
    with chromium() as browser:
        yield browser.new_page()


def check_sheet(page: Page, html: str, kind: CardKind, paper: Paper) -> None:
    """Assert that a card prints on its sheet, and that nothing on it is cut off."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(html)
    page.emulate_media(media="print")
    assert page.evaluate(LOOK) == []
    assert page.evaluate(OVERLAPS) == []
    check_pages(page.pdf(prefer_css_page_size=True), kind, paper)
    assert asked == []


def check_pages(pdf: bytes, kind: CardKind, paper: Paper) -> None:
    """Assert that a PDF has one page, or the two of the form, of the size of the paper."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == (2 if kind is CardKind.FORM else 1)
    for each in pages:
        size = (float(each.mediabox.width) * POINTS_TO_MM, float(each.mediabox.height) * POINTS_TO_MM)
        assert size == pytest.approx(SHEETS[paper], abs=0.6)


@pytest.mark.long
@pytest.mark.parametrize(("name", "kind", "paper"), EVERY)
def test_a_card_prints_on_one_sheet_with_nothing_cut_off(
    browser_page: Page, name: str, kind: CardKind, paper: Paper
) -> None:
    html = card_html(make_card(a_playbook(name), Wish(kind, paper, "Riverside Energy and Water")))
    check_sheet(browser_page, html, kind, paper)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "paper"), product(CardKind, Paper))
def test_a_crowded_method_prints_on_one_sheet_too(browser_page: Page, kind: CardKind, paper: Paper) -> None:
    company = "The Worshipful Company of Long Names, Limited"
    check_sheet(browser_page, card_html(make_card(crowded(), Wish(kind, paper, company))), kind, paper)


@pytest.mark.long
@pytest.mark.parametrize("kind", CardKind)
@pytest.mark.parametrize("company", ["The Worshipful Company of Long Names, " * 12, "شركة ABC (Ltd) للطاقة"])
def test_long_words_of_a_team_stand_beside_each_other(
    browser_page: Page, kind: CardKind, company: str
) -> None:
    html = card_html(make_card(wordy(), Wish(kind, Paper.A4, company)))
    check_sheet(browser_page, html, kind, Paper.A4)


@pytest.mark.long
@pytest.mark.parametrize("kind", CardKind)
def test_the_pdf_has_as_many_pages_as_the_sheet_has_sides(kind: CardKind) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    for paper in Paper:
        check_pages(pdf_of(card_html(make_card(a_playbook("aware"), Wish(kind, paper)))), kind, paper)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModuleNotFoundError("No module named 'weasyprint'"), f"Type `{install_command(PACKAGE)}`. "),
        (OSError("cannot load library 'libpango-1.0-0'"), "apt install libpango"),
    ],
)
def test_what_pdf_lacks_is_told_with_the_way_round_it(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *args, **named)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NoPdf) as caught:
        pdf_of("<p>one</p>")
    assert told in str(caught.value)
    assert "html" in str(caught.value)


@pytest.mark.sweep(4)
@pytest.mark.parametrize(("name", "kind"), product(SHIPPED, CardKind))
def test_print_can_be_read(name: str, kind: CardKind) -> None:
    least = {CardKind.POCKET: 7.0, CardKind.DESK: 6.5, CardKind.POSTER: 9.0, CardKind.FORM: 6.4}
    for paper in Paper:
        assert min(fitted(make_card(a_playbook(name), Wish(kind, paper))).points) >= least[kind]


def lines_of(card: Card) -> int:
    blocks = (block for side in card.sides for section in side.sections for block in section.blocks)
    return sum(block.lines for block in blocks if isinstance(block, Room | Rows))


@pytest.mark.parametrize("paper", Paper)
def test_the_form_fills_the_paper_with_lines_to_write_on(paper: Paper) -> None:
    card = make_card(a_playbook("aware"), Wish(CardKind.FORM, paper))
    assert lines_of(fitted(card).card) > lines_of(card) > 20
