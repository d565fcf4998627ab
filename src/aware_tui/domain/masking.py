"""Card-like numbers and security codes, masked before anything is stored."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

CODE_REMOVED = "•••"
_HIDDEN = "•"  # neither a digit nor a separator nor part of a word: nothing matches across it
_SPAN = 160  # characters around the cursor that a growing number or phrase can take

_SEPARATOR = r"[ \-./_·\t\n]"
_DIGIT = re.compile(r"[0-9]")
_GROUP = re.compile(r"[0-9]+")
_RUN = re.compile(rf"[0-9](?:{_SEPARATOR}{{0,3}}[0-9]){{12,}}")
_DIGITS_TO_END = re.compile(rf"(?:[0-9]{_SEPARATOR}{{0,3}})+\Z")
_DIGITS_FROM_START = re.compile(rf"(?:{_SEPARATOR}{{0,3}}[0-9])*")

# Our own masks, identifiers in UUID form and account numbers in IBAN form hold no card.
_MASKED = re.compile(r"•••• [0-9]{4}(?![0-9])")
_UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])", re.IGNORECASE)
_IBAN = re.compile(
    r"(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Za-z])"
)

_ANY = frozenset(range(13, 20))
# First four digits (from, to) and the lengths issued with them; 15 digits only for American
# Express, so that no phone serial (IMEI, which also ends in a Luhn digit) is taken for a card.
_ISSUERS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (2200, 2204, frozenset({16})),  # Mir
    (2221, 2720, frozenset({16})),  # Mastercard
    (3000, 3059, frozenset({14})),  # Diners Club
    (3090, 3099, frozenset({14})),
    (3400, 3499, frozenset({15})),  # American Express
    (3528, 3589, frozenset({16})),  # JCB
    (3600, 3699, frozenset({14})),  # Diners Club
    (3700, 3799, frozenset({15})),  # American Express
    (3800, 3999, frozenset({14})),  # Diners Club
    (4000, 4999, frozenset({13, 16, 19})),  # Visa
    (5018, 5018, _ANY),  # Maestro
    (5020, 5020, _ANY),
    (5038, 5038, _ANY),
    (5085, 5089, frozenset({16})),  # RuPay
    (5100, 5599, frozenset({16})),  # Mastercard
    (5893, 5893, _ANY),  # Maestro
    (6011, 6011, frozenset({16, 19})),  # Discover
    (6069, 6085, frozenset({16})),  # RuPay
    (6200, 6299, frozenset({16, 17, 18, 19})),  # UnionPay
    (6304, 6304, _ANY),  # Maestro
    (6440, 6599, frozenset({16, 19})),  # Discover
    (6759, 6759, _ANY),  # Maestro
    (6761, 6763, _ANY),
)
_LENGTHS = {first: lengths for low, high, lengths in _ISSUERS for first in range(low, high + 1)}
_LAYOUTS = frozenset(
    {(4, 6, 5), (4, 6, 4), (4, 4, 5), (6, 13), (4, 4, 4, 4), *((4, 4, 4, 4, last) for last in (1, 2, 3))}
)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

_DECLARED_BEFORE = re.compile(
    r"(?<![^\W_])not a card(?: number)?[ \t]{0,2}[:=,-]?[ \t]{0,2}\Z", re.IGNORECASE
)
_DECLARED_AFTER = re.compile(r"[ \t]{0,2}[(,:;-]?[ \t]{0,2}not a card(?![^\W_])", re.IGNORECASE)

_PLACE = r"(?:back|front|reverse|rear|signature[ -]strip)"
_PHRASE = (
    r"(?<![^\W_])(?:cvv2?|cvc2?|cvn2?|cv2|cid|csc"
    r"|(?:card[ -])?(?:security|card[ -]verification)[ -](?:code|number|value|digits?)"
    r"|(?:three|four|3|4)[ -]digit[ -](?:security[ -])?code"
    rf"|(?:code|digits?|numbers?|three|four|3|4)[ -](?:are[ -]|is[ -])?(?:on|at)[ -](?:the[ -])?{_PLACE})"
)
_FILLER = (
    r"(?:[\s:=#,.()\"'-]"
    r"|(?:is|are|was|of|on|the|at|back|her|his|my|their|card|number|no|code|digits?|it|s|she|he|says|said|reads)"
    r"(?![^\W_])){0,14}"
)
_CODE_AFTER = re.compile(
    rf"{_PHRASE}{_FILLER}(?P<code>[0-9]{{3,4}}|[0-9](?:[ -][0-9]){{2,3}})(?![-./]?[0-9])", re.IGNORECASE
)
_CODE_BEFORE = re.compile(
    rf"(?<![\w./-])(?P<code>[0-9]{{3,4}}) (?:is|was|as) (?:(?:the|her|his|my|their|your) )?{_PHRASE}",
    re.IGNORECASE,
)
_GROWING_CODE = re.compile(rf"{_PHRASE}{_FILLER}[0-9](?:[ -]?[0-9]){{0,2}}[ -]?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Replaced:
    """One masked stretch: `start` and `end` are offsets in the original text."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The text to store and what was replaced in it, in order."""

    text: str
    spans: tuple[Replaced, ...]


def mask(text: str, keep: Collection[str] = ()) -> Masked:
    """Mask card-like numbers as "•••• 1234" and security codes as "•••"; `keep` lists numbers that stay.

    A card is 13 to 19 digits of any script, grouped or not, with a known issuer's first digits
    and length and a right Luhn digit. One that somebody declares by "not a card" right before or after it
    stays. It cannot catch everything; masking twice changes nothing.
    """
    folded = _fold(text)
    if not _DIGIT.search(folded):
        return Masked(text, ())
    kept = frozenset(digits for entry in keep if (digits := _digits(_fold(entry))))
    searched = _without_known(folded)
    cards = tuple(_cards(searched, kept))
    searched = _hide(searched, ((card.start, card.end) for card in cards))
    spans = tuple(sorted((*cards, *_codes(searched, kept)), key=lambda span: span.start))
    return Masked(_replace(text, spans), spans)


def growing_digits(text: str, cursor: int | None = None) -> bool:
    """Whether what stands before `cursor` (the end if None) may be a card or code still being typed.

    True at or within a run of 8 or more digits, and after a security-code phrase and 1 to 3 digits.
    """
    end = len(text) if cursor is None else cursor
    before = _fold(text[max(0, end - _SPAN) : end])
    if _GROWING_CODE.search(before):
        return True
    typed = _DIGITS_TO_END.search(before)
    if typed is None:
        return False
    following = _DIGITS_FROM_START.match(_fold(text[end : end + _SPAN]))
    return len(_digits(typed.group() + (following.group() if following else ""))) >= 8


def _fold(text: str) -> str:
    """`text` with digits, letters, blanks and dashes of any script as ASCII, offset for offset."""
    return text if text.isascii() else "".join(map(_fold_one, text))


@lru_cache(maxsize=8192)
def _fold_one(char: str) -> str:
    if char.isdigit():
        return str(unicodedata.digit(char))
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Pd", "Cf") or char in "\u2212\ufe0f\u20e3":  # minus sign; keycap emoji
        return "-"
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _digits(folded: str) -> str:
    return "".join(_GROUP.findall(folded))


def _without_known(folded: str) -> str:
    """`folded` with earlier masks and numbers of another known form hidden, same length."""
    searched = _hide(folded, (found.span() for found in _MASKED.finditer(folded)))
    searched = _hide(searched, (found.span() for found in _UUID.finditer(searched)))
    ibans = (found.span() for found in _IBAN.finditer(searched) if _is_iban(found.group()))
    return _hide(searched, ibans)


def _is_iban(found: str) -> bool:
    """Whether the ISO 13616 check (remainder 1 modulo 97) holds."""
    plain = found.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], _HIDDEN * (end - start))
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _replace(text: str, spans: Iterable[Replaced]) -> str:
    parts: list[str] = []
    done = 0
    for span in spans:
        parts += (text[done : span.start], span.replacement)
        done = span.end
    return "".join((*parts, text[done:]))


def _cards(searched: str, kept: frozenset[str]) -> Iterator[Replaced]:
    for run in _RUN.finditer(searched):
        groups = [found.span() for found in _GROUP.finditer(searched, *run.span())]
        place = 0
        while place < len(groups):
            count, card = _card_at(searched, groups, place, kept)
            if card is not None:
                yield card
            place += count


def _card_at(
    searched: str, groups: list[tuple[int, int]], place: int, kept: frozenset[str]
) -> tuple[int, Replaced | None]:
    """How many groups to step over from `place`, and the longest card that begins there."""
    count, card = 1, None
    number = ""
    for size, (start, end) in enumerate(groups[place : place + 19], 1):
        number += searched[start:end]
        if len(number) > 19:
            break
        if len(number) < 13:
            continue
        if number in kept:
            return size, None
        window = groups[place : place + size]
        if _is_card(number) and _looks_typed(searched, window):
            if _is_declared(searched, window[0][0], end):
                return size, None
            count, card = size, Replaced(window[0][0], end, f"•••• {number[-4:]}")
    return count, card


def _is_declared(searched: str, start: int, end: int) -> bool:
    """Whether somebody says of a number that it is no card, right before or after it."""
    before = searched[max(0, start - 30) : start]
    return bool(_DECLARED_BEFORE.search(before) or _DECLARED_AFTER.match(searched, end))


def _is_card(number: str) -> bool:
    """Whether the ASCII digits have a known issuer, its length and a right Luhn digit."""
    return len(number) in _LENGTHS.get(int(number[:4]), ()) and _luhn(number)


def _luhn(number: str) -> bool:
    """Whether the ISO/IEC 7812 check digit holds."""
    values = [int(char) for char in reversed(number)]
    return (sum(values[::2]) + sum(_DOUBLED[value] for value in values[1::2])) % 10 == 0


def _looks_typed(searched: str, window: list[tuple[int, int]]) -> bool:
    """Whether the groups are laid out as a card, not as dates, amounts or a phone number."""
    first = window[0][0]
    sizes = tuple(end - start for start, end in window)
    gaps = {searched[left[1] : right[0]] for left, right in pairwise(window)}
    breaks = searched.count("\n", first, window[-1][1])  # one: a wrapped line; more: a list
    if searched[first - 1 : first] == "+" and sum(sizes) <= 15:
        return False
    if len(sizes) == 1 or (sizes in _LAYOUTS and breaks <= 1):
        return True
    if breaks:
        return False
    even = sizes[0] <= 8 and set(sizes[:-1]) == {sizes[0]} and sizes[-1] <= sizes[0]
    return even or (sum(sizes) > 13 and gaps in ({" "}, {"-"}))


def _codes(searched: str, kept: frozenset[str]) -> Iterator[Replaced]:
    found = {match.span("code") for rule in (_CODE_AFTER, _CODE_BEFORE) for match in rule.finditer(searched)}
    for start, end in found:
        if _digits(searched[start:end]) not in kept:
            yield Replaced(start, end, CODE_REMOVED)
