"""What tells who somebody was whatever the session: ways to reach them, dates, addresses, numbers."""

import re
from collections.abc import Iterator

from aware_tui.domain.practice.letters import Plain
from aware_tui.domain.practice.scrub_numbers import NUMBERS
from aware_tui.domain.practice.scrub_words import (
    EVERYDAY,
    LENGTHS,
    MONTHS,
    STREETS,
    STREETS_WITH_CAPITAL,
)

NUMBER = re.compile(r"\d(?:(?:[ ./()_'\u2019+-]{0,3}|,)\d){2,}")
MAIL = re.compile(
    r"[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\s?\.\s?[\w-]{1,64}){0,6}|(?<!\w)@\w[\w.]+"
    r"|[\w.+-]{1,64}\s?[(\[]at[)\]]\s?[\w-]{1,64}\s?(?:[(\[]dot[)\]]|dot|\.)\s?[a-z]{2,6}\b"
    r"|[\w.+-]{1,64} at [\w-]{1,64}(?: dot |\.)[a-z]{2,6}\b"
)
_HOST = r"\b[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}\."
_ENDING = "com|org|net|info|biz|app|shop|online|uk|de|fr|eu|io|ly|gl|ee|ch|nl"
PAGE = re.compile(
    r"\b(?:https?://|www\.)\S+"
    rf"|{_HOST}(?:{_ENDING})\b(?:/\S*)?|{_HOST}[a-z]{{2,12}}/[\w@~#?]\S*"
    r"|\b(?:t|wa|m)\.me\b|\byoutu\.be\b"
    r"|\b[\w-]{1,64}\sdot\s[a-z]{2,6}\sslash\s\S+"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
DATE = re.compile(
    rf"\b{_DAY}\s?(?:of |de )?(?:{_MONTH})\b(?:,? \d{{2,4}})?|\b(?:{_MONTH})\.?\s(?:the )?{_DAY}\b"
    r"|\b\d{1,4}([./-])\d{1,2}\1\d{1,4}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}\.\s?\d{1,2}\.(?!\d)"
)
_HOUSE = r"\d{1,4}\s?[a-z]?,?\s"
ADDRESS = re.compile(
    rf"\b{_HOUSE}(?:[\w'-]{{1,64}}\s){{1,3}}?(?:{STREETS})\b"
    r"|\b[\w-]{1,64}\s?(?:strasse|str\.?|gasse|allee|weg|platz),?\s\d{1,4}\b"
    r"|\b(?:rue|calle|via|plaza|piazza)\s(?:[\w'-]{1,64}\s){0,3}[\w'-]{1,64},?\s\d{1,4}\b"
    r"|\b\d{1,4},?\s(?:rue|calle|via)\s\w+"
    r"|\b(?:flat|apartment|apt\.?|house|unit|suite|box|postbox)\s(?:no\.?\s|number\s)?\d{1,4}[a-z]?\b"
    rf"|\b(?:flat|apartment|apt\.?|unit|suite)\s(?:no\.?\s|number\s)?(?:{NUMBERS})\b"
    r"|\b[a-z]{1,2}\d{1,2}[a-z]?\s\d[a-z]{2}\b"
)
_NAMED_STREET = re.compile(rf"\b(?:\d{{1,4}}[a-z]?\s)?[\w'-]{{1,64}}\s(?:{STREETS}|{STREETS_WITH_CAPITAL})\b")
_AT_A_DOOR = re.compile(
    rf"\b(?:\d{{1,4}}\s?[a-z]?,?|{NUMBERS})\s(?P<name>[^\W\d_]{{1,64}}(?:\s[^\W\d_]{{1,64}})?)"
    rf"\s(?:{STREETS}|{STREETS_WITH_CAPITAL})\b"
)


def named_streets(plain: Plain) -> Iterator[tuple[int, int]]:
    """Yield streets that are known by their capitals, and those with a number before them."""
    for found in _NAMED_STREET.finditer(plain.text):
        *_, name, street = (each.span() for each in re.finditer(r"\S+", found.group()))
        if plain.capital[found.start() + street[0]] and plain.capital[found.start() + name[0]]:
            yield found.span()
    for found in _AT_A_DOOR.finditer(plain.text):
        if not any(word in EVERYDAY or word.rstrip("s") in LENGTHS for word in found["name"].split()):
            yield found.span()
