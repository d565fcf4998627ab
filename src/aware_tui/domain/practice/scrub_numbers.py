"""Numbers in words that can tell who somebody is, and dates in words."""

import re
from collections.abc import Iterator

from aware_tui.domain.practice.letters import Plain
from aware_tui.domain.practice.scrub_words import MONTHS

_OH = ("oh", "zero", "nought", "naught")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = ("hundred", "thousand", "million")
_TIMES = {"double": 2, "triple": 3, "treble": 3}

NUMBERS = "|".join((*_TEENS, *_TENS, *_ONES))
"""Numbers that can stand at a door."""

_ANY = "|".join((*_OH, *_TEENS, *_TENS, *_ONES, *_LARGE, *_TIMES))
_APART = r"[\s,-]{1,3}"
_RUN = re.compile(
    rf"\b(?:{_ANY})(?:(?:(?<=hundred)|(?<=thousand)){_APART}and{_APART}(?:{_ANY})|{_APART}(?:{_ANY}))*\b"
)
_MONEY = re.compile(r"\s(?:pounds?|quid|euros?|dollars?|francs?)\b")
_HOUR = "|".join((*_ONES, *_TEENS[:3]))
_ONE = "|".join(_ONES)
_MINUTES = rf"oh[\s-](?:{_ONE})|{'|'.join(_TEENS)}|(?:{'|'.join(_TENS[:5])})(?:[\s-](?:{_ONE}))?"
_CLOCK = re.compile(rf"(?:{_HOUR})[\s-](?:{_MINUTES})|ten\s(?:{_ONE})|twenty[\s-]four[\s-]seven")
"""Times of the day, which may stay, and one saying."""

_MANY = 3
"""Digits from which on a number tells something."""

_FIRSTS = ("first", "second", "third")
_LATER = (
    *("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
    *("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
    "thirtieth",
)
_ORDINAL = (
    rf"(?:(?:twenty|thirty)[\s-](?:{'|'.join((*_FIRSTS, *_LATER[:6]))})|{'|'.join((*_FIRSTS, *_LATER))})"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WORDED = re.compile(
    rf"\b(?P<day>{_ORDINAL})(?P<of>\sof|\sday\sof)?\s(?P<month>{_MONTH})\b"
    rf"|\b(?P<month_>{_MONTH})\.?,?\s(?:the\s)?(?P<day_>{_ORDINAL})\b"
)
_VERBS = ("may", "march", "mar")
"""Months that are other words too."""

FEAST = re.compile(
    r"\b(?:christmas|xmas|new\syear(?:['\u2019]?s)?)[\s-](?:eve|day)\b|\bboxing\sday\b|\bgood\sfriday\b"
    r"|\beaster\s(?:saturday|sunday|monday)\b|\bhall?owe'?en\b|\bvalentine(?:['\u2019]?s)?\sday\b"
    r"|\bst\.?\s\w+(?:['\u2019]s)\sday\b|\bbonfire\snight\b|\bthanksgiving\b|\bheiligabend\b|\bhogmanay\b"
)
"""Days that have a name instead of a date."""


def worded_numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and digits of the numbers in words of three digits and more."""
    for found in _RUN.finditer(text):
        words = re.findall(r"[a-z]+", found.group())
        is_money = _MONEY.match(text, found.end()) is not None
        if not is_money and (_CLOCK.fullmatch(found.group()) or _is_list(found.group(), words)):
            continue
        digits = _digits(words)
        if words[-1] in _LARGE and is_money:
            digits = max(digits, _MANY)
        if digits >= _MANY and not all(word in _OH for word in words):
            yield *found.span(), digits


def _is_list(run: str, words: list[str]) -> bool:
    """Say whether numbers are set apart by commas, and are not the digits of one."""
    digits = [word for word in words if word in _ONES or word in _OH or word in _TIMES]
    return "," in run and not set(words) & set(_LARGE) and not len(digits) == len(words) > _MANY


def _digits(words: list[str]) -> int:
    """Return how many digits number words stand for; a hundred alone is only a way to say many."""
    digits, before, times = 0, "", 1
    for word in words:
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if word in _LARGE:
            digits = max(digits, _MANY if len(words) > 1 else 0)
        elif word in _TEENS or word in _TENS:
            digits += 2
        elif word != "and" and not (before in _TENS and word in _ONES):
            digits += times
        before, times = word, 1
    return digits


def worded_dates(plain: Plain) -> Iterator[tuple[int, int]]:
    """Yield where a day of a month stands in words."""
    for found in _WORDED.finditer(plain.text):
        month, day = found["month"] or found["month_"], found["day"] or found["day_"]
        place = found.start("month" if found["month"] else "month_")
        sure = bool(found["of"]) or month not in _VERBS or day not in _FIRSTS
        if sure or plain.capital[place]:
            yield found.span()
    yield from (found.span() for found in FEAST.finditer(plain.text))
