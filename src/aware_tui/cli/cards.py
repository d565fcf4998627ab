"""The command that puts the method on paper."""

import sys
from argparse import Namespace
from pathlib import Path

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, say_bytes
from aware_tui.domain.cards import CardKind, Paper
from aware_tui.language import _
from aware_tui.services.cards import CardForm, CardWish, card_in_force, form_of

WRONG = 1


def print_card(args: Namespace) -> int:
    """Print a card on stdout, or into a file; raises NotWritten and the problems of a playbook."""
    output = "" if args.output in (None, "-") else args.output
    form = CardForm(args.format) if args.format else form_of(output)
    if form is CardForm.PDF and not output and sys.stdout.isatty():
        told = _("A PDF is nothing a terminal can show. Name a file for it, such as -o {name}.pdf.")
        complain(told.format(name=args.kind))
        return WRONG
    paper = Paper(args.paper) if args.paper else None
    wish = CardWish(CardKind(args.kind), form, paper, args.company)
    content = card_in_force(settings_of(args), wish)
    if output:
        _write(output, content, form, overwrite=args.overwrite)
    elif form in (CardForm.TEXT, CardForm.MARKDOWN):
        say(*content.decode().splitlines())
    else:
        say_bytes(content)
    return 0


def _write(output: str, content: bytes, form: CardForm, *, overwrite: bool) -> None:
    from aware_tui.exports.cards.file import write_card

    file = write_card(Path(output), content, overwrite=overwrite)
    if form is CardForm.HTML:
        told = _("The card is in {file}. Open it in a browser and print it at 100 %.")
    elif form is CardForm.PDF:
        told = _("The card is in {file}. Print it at 100 %.")
    else:
        told = _("The card is in {file}.")
    say(told.format(file=file))
