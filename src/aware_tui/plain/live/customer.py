"""The customer form in words: who is calling, what about; nothing has to be filled in."""

from collections.abc import Callable

from aware_tui.domain import deeds
from aware_tui.domain.customers import clashing
from aware_tui.domain.playbook import Choice
from aware_tui.domain.rows import Customer
from aware_tui.language import _
from aware_tui.plain.command import Command, NotDone, Takes, numbers_in
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.plain.live.rows import chosen
from aware_tui.services.customers import ERASED, begin_new, take

DETAILS = (("name", _("Name")), ("reference", _("Reference")), ("contact", _("Where to reach them")))
CASE = (("product", _("Product or service")), ("location", _("Where")))
"""What can be filled in of the customer and of the case, and what each is called."""


def customer(hand: CallInHand, rest: str) -> Said:
    """Tell the form; with words, keep the name."""
    if rest:
        if hand.read_only:
            raise NotDone(hand.read_only)
        return _detail(hand, "name", rest)
    session, book = hand.call.session, hand.call.playbook
    who = session.customer or Customer("")
    told = [(label, getattr(who, name)) for name, label in DETAILS]
    told += [(label, getattr(session.head, name) or "") for name, label in CASE]
    labels = {each.id: each.label for each in book.channels}
    told += [
        (_("This call came by"), labels.get(session.head.channel or "", "")),
        (_("Likes to be reached by"), labels.get(who.preferred_channel or "", "")),
    ]
    category = book.category(session.head.category)
    told.append((_("What is it about"), category.label if category else ""))
    lines = (f"{label}: {words or _('not known')}." for label, words in told)
    return (*lines, *_standing(hand))


def _standing(hand: CallInHand) -> Said:
    known = answer(hand.customers.known(hand.call.session))
    return (known.sentence,) if known is not None and known.sentence else ()


def _detail(hand: CallInHand, name: str, rest: str) -> Said:
    """Keep a detail; of a customer whom other calls share it is asked first whether it is still them."""
    words, who = hand.line(rest), hand.call.session.customer
    if not words:
        raise NotDone(_("Say it on the same line."))
    known = answer(hand.customers.known(hand.call.session)) if who is not None else None
    if who is not None and known is not None and known.shared and words != getattr(who, name):
        return _shared(hand, who, name, words)
    call = hand.call
    call.undoable(call.do(deeds.know_customer, stamp=call.stamp(), **{name: words}))
    return (f"{dict(DETAILS)[name]}: {words}.", *_offer(hand, words))


def reference(hand: CallInHand, rest: str) -> Said:
    """Keep their number."""
    return _detail(hand, "reference", rest)


def contact(hand: CallInHand, rest: str) -> Said:
    """Keep where to reach them."""
    return _detail(hand, "contact", rest)


def _shared(hand: CallInHand, who: Customer, name: str, words: str) -> Said:
    """Change a detail of a customer whom other calls share; one that differs needs `amend` before it."""
    details = {each: getattr(who, each) for each, _label in DETAILS}
    if clashing(who, details | {name: words}):
        said = _(
            "Not changed: {name} is known from other calls. `amend {detail} {words}` changes it for all of "
            "them; `somebody else {words}` begins a new customer."
        )
        raise NotDone(said.format(name=who.name or _("this customer"), detail=name, words=words))
    return _amended(hand, name, words)


def _amended(hand: CallInHand, name: str, words: str | None) -> Said:
    acted = answer(hand.customers.amend(hand.call, {name: words}))
    if acted.session.customer is None:
        raise NotDone(ERASED)
    hand.customers.adopt(hand.call, acted.session)
    return (_("Changed for all of their calls. Saved."),)


def amend(hand: CallInHand, rest: str) -> Said:
    """Change a detail of a known customer for all of their calls."""
    name, _blank, words = rest.partition(" ")
    if name not in dict(DETAILS) or not words.strip() or hand.call.session.customer is None:
        raise NotDone(_("Say which and what: `amend name Dana Reyes`, or reference, or contact."))
    return _amended(hand, name, hand.line(words))


def somebody_else(hand: CallInHand, rest: str) -> Said:
    """Let the call be about somebody who is not known yet; the customer it had stays as it is."""
    words = hand.line(rest)
    begin_new(hand.call, **({"name": words} if words else {}))
    return (_("A new customer."),)


def _offer(hand: CallInHand, words: str) -> Said:
    """Tell who called before and fits, without taking anybody."""
    if sum(map(str.isalnum, words)) < 2 and words.isascii():
        return ()
    offer = answer(hand.customers.offer(words, hand.call.session.head.customer_id))
    hand.offered = tuple(line.customer.id for line in offer.lines)
    if not offer.lines:
        return ()
    people = (
        ", ".join(part for part in (c.name or _("no name"), c.reference, c.contact) if part)
        for c in (line.customer for line in offer.lines)
    )
    lines = (f"{number} {each}." for number, each in enumerate(people, 1))
    return (_("Called before? `known` and a number takes one."), *lines)


def known(hand: CallInHand, rest: str) -> Said:
    """Take somebody who called before, by the number told last; without one, look for the name there is."""
    if not rest:
        name = hand.call.session.customer.name if hand.call.session.customer else ""
        found = _offer(hand, name) if name else ()
        if not found:
            raise NotDone(_("Nobody who called before fits. `customer NAME` keeps the name."))
        return found
    numbers = numbers_in(rest)
    customer_id = numbered(hand.offered, numbers[0], _("the people told last"))
    found_now = answer(hand.customers.choose(hand.call, customer_id))
    if found_now is None:
        raise NotDone(ERASED)
    take(hand.call, found_now)
    return (_("Taken: {name}.").format(name=found_now.customer.name or _("no name")), *_standing(hand))


def _case(hand: CallInHand, name: str, rest: str) -> Said:
    """Keep what the case is about."""
    words = hand.line(rest)
    if not words:
        raise NotDone(_("Say it on the same line."))
    hand.call.set_head(name, **{name: words})
    return (f"{dict(CASE)[name]}: {words}.",)


def product(hand: CallInHand, rest: str) -> Said:
    """Keep the product or service."""
    return _case(hand, "product", rest)


def place(hand: CallInHand, rest: str) -> Said:
    """Keep the branch, shop or region."""
    return _case(hand, "location", rest)


def _channel(hand: CallInHand, rest: str, keep: Callable[[CallInHand, Choice], Said]) -> Said:
    channels = hand.call.playbook.channels
    if not rest:
        return tuple(f"{n} {each.label}" for n, each in enumerate(channels, 1))
    if hand.read_only:
        raise NotDone(hand.read_only)
    return keep(hand, chosen(channels, rest))


def channel(hand: CallInHand, rest: str) -> Said:
    """Keep how this call reached us."""

    def keep(hand: CallInHand, choice: Choice) -> Said:
        hand.call.set_head("channel", channel=choice.id)
        return (_("By {channel}.").format(channel=choice.label),)

    return _channel(hand, rest, keep)


def reach(hand: CallInHand, rest: str) -> Said:
    """Keep how the customer likes to be reached."""

    def keep(hand: CallInHand, choice: Choice) -> Said:
        about = hand.call.session
        shared = answer(hand.customers.known(about)) if about.customer is not None else None
        if shared is not None and shared.shared:
            return _amended(hand, "preferred_channel", choice.id)
        call = hand.call
        call.undoable(call.do(deeds.know_customer, stamp=call.stamp(), preferred_channel=choice.id))
        return (_("Reach them by {channel}.").format(channel=choice.label),)

    return _channel(hand, rest, keep)


_WORDS = _("WORDS")
COMMANDS = (
    Command(("customer",), Takes.WORDS, _("NAME"), _("keep the name; alone, read the form"), customer, True),
    Command(("reference",), Takes.WORDS, _WORDS, _("their number"), reference),
    Command(("contact",), Takes.WORDS, _WORDS, _("where to reach them"), contact),
    Command(("known",), Takes.NUMBER, "N", _("somebody who called before"), known),
    Command(("amend",), Takes.WORDS, _("name WORDS"), _("correct a known customer, for all calls"), amend),
    Command(("somebody else",), Takes.WORDS, _("NAME"), _("a customer not known yet"), somebody_else),
    Command(("channel",), Takes.WORDS, _("CHOICE"), _("how this call reached us"), channel, True),
    Command(("reach",), Takes.WORDS, _("CHOICE"), _("how they like to be reached"), reach, True),
    Command(("product",), Takes.WORDS, _WORDS, _("the product or service"), product),
    Command(("place",), Takes.WORDS, _WORDS, _("branch, shop, region"), place),
)
"""What can be typed about the customer."""
