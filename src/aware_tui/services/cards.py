"""Cards on paper, out of the playbook in force."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.cards import CardKind, Paper
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook
    from aware_tui.exports.cards.sheet import Card


class CardForm(StrEnum):
    """The forms a card comes in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


SUFFIXES = {
    CardForm.TEXT: ".txt",
    CardForm.MARKDOWN: ".md",
    CardForm.HTML: ".html",
    CardForm.PDF: ".pdf",
}
"""How the name of a card's file ends."""

_ENDINGS = {suffix: form for form, suffix in SUFFIXES.items()} | {
    ".htm": CardForm.HTML,
    ".markdown": CardForm.MARKDOWN,
}


@dataclass(frozen=True, slots=True)
class CardWish:
    """Which card is wanted. No paper: the playbook's; no company: that of the settings."""

    kind: CardKind = CardKind.POCKET
    form: CardForm = CardForm.TEXT
    paper: Paper | None = None
    company: str | None = None

    @property
    def prints(self) -> bool:
        """Say whether the form is laid out for paper."""
        return self.form in (CardForm.HTML, CardForm.PDF)


def form_of(name: str) -> CardForm:
    """Return the form that a file's name ends in, text where it has no ending; NotWritten for any other."""
    ending = Path(name).suffix
    if not ending:
        return CardForm.TEXT
    if ending.lower() in _ENDINGS:
        return _ENDINGS[ending.lower()]
    from aware_tui.exports.files import NotWritten

    told = _("No card ends in {ending}. End the name in {endings}, or say which with --format.")
    raise NotWritten(told.format(ending=ending, endings=", ".join(SUFFIXES.values())))


def card_in_force(settings: Settings, wish: CardWish) -> bytes:
    """Return a card of the playbook in force, in UTF-8; raises PlaybookMissing, PlaybookError, NotWritten."""
    return card_of(_playbook(settings), settings, wish)


def card_of(playbook: "Playbook", settings: Settings, wish: CardWish) -> bytes:
    """Return a card of a playbook, in UTF-8; raises NotWritten where PDF cannot be made here."""
    from aware_tui.exports.cards.making import Wish, make_card

    company = settings.company if wish.company is None else wish.company
    card = make_card(playbook, Wish(wish.kind, wish.paper, company))
    if wish.form is CardForm.PDF:
        from aware_tui.exports.cards.page import card_html
        from aware_tui.exports.cards.pdf import pdf_of

        return pdf_of(card_html(card))
    return _words(card, wish.form).encode()


def put_away(playbook: "Playbook", settings: Settings, wish: CardWish) -> Path:
    """Write a card into the exports folder of the data, under a name that is free; raises NotWritten."""
    from aware_tui.exports.cards.file import free_name, write_card
    from aware_tui.exports.files import private_folder

    content = card_of(playbook, settings, wish)
    folder = private_folder(settings.data_dir / "exports")
    return write_card(free_name(folder, f"{playbook.id}-{wish.kind}-card", SUFFIXES[wish.form]), content)


def _words(card: "Card", form: CardForm) -> str:
    if form is CardForm.HTML:
        from aware_tui.exports.cards.page import card_html

        return card_html(card)
    if form is CardForm.MARKDOWN:
        from aware_tui.exports.cards.markdown import card_markdown

        return card_markdown(card)
    from aware_tui.exports.cards.text import card_text

    return card_text(card)


def _playbook(settings: Settings) -> "Playbook":
    from aware_tui.services.reports import named_playbook

    return named_playbook(settings, settings.playbook)
