"""Card numbers of every brand, as people type and paste them, and references that are none; measured."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from aware_tui.domain.masking import mask

BRANDS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "Visa": (("4",), (13, 16, 19)),
    "Mastercard": (("51", "52", "53", "54", "55", "2221", "2300", "2720"), (16,)),
    "American Express": (("34", "37"), (15,)),
    "Discover": (("6011", "644", "649", "65"), (16, 19)),
    "Diners Club": (("300", "305", "3095", "36", "38", "39"), (14,)),
    "JCB": (("3528", "3589"), (16,)),
    "UnionPay": (("62",), (16, 17, 18, 19)),
    "Maestro": (
        ("5018", "5020", "5038", "5893", "6304", "6759", "6761", "6763"),
        (13, 14, 15, 16, 17, 18, 19),
    ),
    "Mir": (("2200", "2204"), (16,)),
    "RuPay": (("5085", "6069", "6081"), (16,)),
}
"""First digits and lengths of each brand."""

GROUPS = {13: (4, 4, 5), 14: (4, 6, 4), 15: (4, 6, 5), 16: (4, 4, 4, 4), 19: (4, 4, 4, 4, 3)}
SENTENCES = (
    "{}",
    "my card is {} please",
    "She read out {}, then hung up.",
    "Visa:{}.",
    "paid with ({}) on 3/5",
    "first line\n{}\nlast line",
    '"{}" and I said no',
    "card={}&exp=12/27",
    "Their words: {}; twice charged",
)
ZEROS = {"full-width": "\uff10", "Arabic-Indic": "\u0660", "Persian": "\u06f0", "Devanagari": "\u0966"}


def check_digit(body: str) -> str:
    """Return the digit that makes `body` pass the check of ISO/IEC 7812, found by trying."""
    return next(last for last in "0123456789" if _passes(body + last))


def _passes(number: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(number)):
        value = int(char) * (1 + place % 2)
        total += value // 10 + value % 10
    return total % 10 == 0


def digits(random: Random, count: int) -> str:
    """Return so many digits."""
    return "".join(random.choices("0123456789", k=count))


def a_card(random: Random, brand: str) -> str:
    """Return a number that this brand could have issued."""
    firsts, lengths = BRANDS[brand]
    first, length = random.choice(firsts), random.choice(lengths)
    body = first + digits(random, length - 1 - len(first))
    return body + check_digit(body)


def grouped(card: str, gap: str) -> str:
    """Return a card's number in the groups that are printed on it; in fours where none are settled."""
    sizes = GROUPS.get(len(card), (4,) * 5)
    parts, rest = [], card
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return gap.join(part for part in parts if part)


def in_script(text: str, zero: str) -> str:
    """Return text with the digits of another script."""
    return "".join(chr(ord(zero) + int(char)) if char in "0123456789" else char for char in text)


def wrapped(random: Random, card: str) -> str:
    """Return a number that a line end broke where its groups meet."""
    parts = grouped(card, " ").split()
    place = random.randrange(1, len(parts))
    return "\n".join((" ".join(parts[:place]), " ".join(parts[place:])))


WAYS: dict[str, Callable[[Random, str], str]] = {
    "plain": lambda random, card: card,
    "spaces": lambda random, card: grouped(card, " "),
    "dashes": lambda random, card: grouped(card, "-"),
    "dots": lambda random, card: grouped(card, "."),
    "wide blanks": lambda random, card: grouped(card, random.choice("\u00a0\u2009\u3000")),
    "long dashes": lambda random, card: grouped(card, random.choice("\u2013\u2011")),
    "broken line": wrapped,
    "full-width": lambda random, card: in_script(grouped(card, "\u3000"), ZEROS["full-width"]),
    "another script": lambda random, card: in_script(card, random.choice(tuple(ZEROS.values()))),
    "one by one": lambda random, card: " ".join(card),
}
"""How a number is typed or pasted."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A card as it came in."""

    brand: str
    way: str
    card: str
    text: str


def cards(seed: int, count: int) -> Iterator[Typed]:
    """Yield cards of all brands in all ways, each in a sentence."""
    random = Random(seed)
    for number in range(count):
        brand = list(BRANDS)[number % len(BRANDS)]
        way = list(WAYS)[number // len(BRANDS) % len(WAYS)]
        card = a_card(random, brand)
        yield Typed(brand, way, card, random.choice(SENTENCES).format(WAYS[way](random, card)))


def is_masked(typed: Typed) -> bool:
    """Say whether nothing but the last four digits of a card is left."""
    text = mask(typed.text).text
    plain = "".join(str(int(char)) for char in text if char.isdecimal())
    return f"•••• {typed.card[-4:]}" in text and typed.card[:8] not in plain


def _filled(random: Random, form: str) -> str:
    return "".join(str(random.randrange(10)) if char == "#" else char for char in form)


def a_phone_number(random: Random) -> str:
    """Return a phone number of some country."""
    forms = ("+44 20 7### ####", "07### ######", "+4915#########", "(###) ###-####", "0049 30 ########")
    return _filled(random, random.choice(forms))


def an_order_number(random: Random) -> str:
    """Return the number of an order, as shops write them."""
    forms = (
        "###-#######-#######",
        "ORD-##########",
        "#### #### ##",
        "######-####",
        "A##########B",
        "####-####-####",
    )
    return _filled(random, random.choice(forms))


def an_invoice(random: Random) -> str:
    """Return the number of an invoice, with its year."""
    return _filled(random, random.choice(("INV/2026/######", "2026-######", "RE202603######", "#######/26")))


def a_parcel(random: Random) -> str:
    """Return the number of a parcel on its way."""
    forms = ("1Z999AA1##########", "JD##################", "RR#########GB", "############", "H##########")
    return _filled(random, random.choice(forms))


def an_imei(random: Random) -> str:
    """Return the serial number of a phone, which ends in a check digit of the same kind."""
    body = random.choice(("35", "86", "01", "99", "49")) + digits(random, 12)
    return body + check_digit(body)


def a_uuid(random: Random) -> str:
    """Return an id as programs make them."""
    return str(UUID(int=random.getrandbits(128)))


def an_iban(random: Random) -> str:
    """Return the number of a bank account, as printed or as typed."""
    country, length = random.choice((("DE", 18), ("FR", 23), ("ES", 20), ("NL", 14), ("PL", 24)))
    body = digits(random, length)
    tail = "".join(str(int(char, 36)) for char in f"{country}00")
    iban = f"{country}{98 - int(body + tail) % 97:02}{body}"
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4)) if random.random() < 0.5 else iban


def a_date(random: Random) -> str:
    """Return a day or a moment, as people and programs write them."""
    day, month = random.randint(1, 28), random.randint(1, 12)
    return random.choice(
        (
            f"{day}/{month}/2026 - {day + 1}/{month}/2026",
            f"{day:02}.{month:02}.2026",
            f"2026{month:02}{day:02}{digits(random, 6)}",
            f"2026-{month:02}-{day:02}T09:41:07.{digits(random, 6)}Z",
            str(1_700_000_000_000 + random.randrange(10**11)),
        )
    )


def a_long_number(random: Random) -> str:
    """Return 10 to 20 digits that mean something to somebody."""
    return digits(random, random.randint(10, 20))


REFERENCES: dict[str, tuple[int, Callable[[Random], str]]] = {
    "orders": (2_000, an_order_number),
    "parcels": (1_500, a_parcel),
    "phones": (1_500, a_phone_number),
    "dates": (1_000, a_date),
    "invoices": (1_000, an_invoice),
    "accounts": (1_000, an_iban),
    "serials": (500, an_imei),
    "ids": (500, a_uuid),
    "long numbers": (1_000, a_long_number),
}
"""What is no card, and how many of each are in 10,000."""


def references(seed: int) -> Iterator[tuple[str, str]]:
    """Yield 10,000 references in a sentence each, with their kind."""
    random = Random(seed)
    for kind, (count, make) in REFERENCES.items():
        for _ in range(count):
            yield kind, f"about {make(random)}, as promised"


@dataclass(frozen=True, slots=True)
class Measured:
    """How well masking does: cards that were not masked, references that were."""

    cards: int
    missed: tuple[Typed, ...]
    references: int
    touched: tuple[tuple[str, str], ...]


def measured(seed: int, count: int = 1_000) -> Measured:
    """Measure it on so many cards and on 10,000 references."""
    some, others = tuple(cards(seed, count)), tuple(references(seed))
    return Measured(
        len(some),
        tuple(typed for typed in some if not is_masked(typed)),
        len(others),
        tuple((kind, text) for kind, text in others if mask(text).spans),
    )
