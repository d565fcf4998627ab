"""What the headings on the cards are called where the playbook has no word of its own for them."""

from aware_tui.domain.cards import CardWords
from aware_tui.language import _


def our_words() -> CardWords:
    """Return every heading in the language in use."""
    return CardWords(
        pocket=_("Pocket card"),
        desk=_("Desk card"),
        poster=_("Poster"),
        form=_("Call form"),
        back_of_desk=_("When you say sorry, and when you promise"),
        light_apology=_("A light apology"),
        full_apology=_("A full apology"),
        leave_out=_("Better left out"),
        promise=_("A promise has"),
        what=_("What"),
        who=_("Who"),
        by_when=_("By when"),
        what_told=_("something they can see when it is done"),
        who_told=_("a name, best of all yours"),
        by_when_told=_("a day and an hour you can keep on a bad day"),
        during=_("During the call"),
        after=_("After the call"),
        **_of_the_form(),
        to_cut=_("Print at 100 %. Cut along the dashed lines, fold along the dotted line."),
        to_fold=_("Print at 100 %. Fold across the middle, and it stands with a side each way."),
    )


def _of_the_form() -> dict[str, str]:
    return {
        "customer": _("Customer"),
        "contact": _("How to reach them"),
        "channel": _("Reached us by"),
        "taken_at": _("Date and time"),
        "taken_by": _("Taken by"),
        "option": _("A way to put it right"),
        "whose": _("Whose idea"),
        "works": _("Works for them"),
        "possible": _("We can do it"),
        "chosen": _("Chosen"),
        "kept": _("Kept"),
        "changed": _("Changed"),
        "broken": _("Broken"),
        "whom": _("Ask whom"),
        "well": _("All is well"),
        "not_well": _("Not well"),
        "reference": _("Reference"),
    }
