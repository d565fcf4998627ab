"""Put the method on paper: which card, in which form; the file is written where the data is."""

from functools import partial
from typing import Any

from textual.app import App

from aware_tui.domain.cards import CardKind
from aware_tui.domain.playbook import Choice, Playbook
from aware_tui.language import _
from aware_tui.services.cards import CardForm, CardWish, put_away
from aware_tui.services.desk import Desk
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.waiting import answer_of

KINDS = (
    Choice(CardKind.POCKET, _("Pocket card: every step in a line or two")),
    Choice(CardKind.DESK, _("Desk card: it stands, and has the apology on its back")),
    Choice(CardKind.POSTER, _("Poster for the wall")),
    Choice(CardKind.FORM, _("Call form: for a call without a computer")),
)
"""The cards there are."""

FORMS = (
    Choice(CardForm.HTML, _("A page to print from a browser (HTML)")),
    Choice(CardForm.PDF, _("PDF")),
    Choice(CardForm.MARKDOWN, _("Markdown")),
    Choice(CardForm.TEXT, _("Plain text")),
)
"""The forms they come in."""


async def print_card(app: App[Any], desk: Desk, playbook: Playbook) -> None:
    """Ask for a card and its form, write it, and say where it is; escape leaves it at any time."""
    kind = await app.push_screen_wait(Pick(_("Which card?"), KINDS))
    if kind is None:
        return
    form = await app.push_screen_wait(Pick(_("As what?"), FORMS))
    if form is None:
        return
    wish = CardWish(CardKind(kind), CardForm(form))
    file, sentence = await answer_of(desk.aside(partial(put_away, playbook, desk.settings, wish)))
    if file is None:
        app.notify(sentence, severity="warning", timeout=20)
        return
    told = _("The card is in {file}. Print it at 100 %.") if wish.prints else _("The card is in {file}.")
    app.notify(told.format(file=file), timeout=20)
