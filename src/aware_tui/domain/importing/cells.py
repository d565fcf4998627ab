"""Small cells: what stands for nothing, where feedback came from, names and numbers of customers."""

import re

from aware_tui.domain.insight_states import Source
from aware_tui.domain.masking import mask
from aware_tui.domain.text import NOTE_LIMIT, clean, folded, one_line

_NOTHING = frozenset(
    (
        *(
            "",
            "-",
            "--",
            "\u2013",
            "\u2014",
            ".",
            "?",
            "n/a",
            "n.a.",
            "na",
            "#n/a",
            "#n/d",
            "null",
            "(null)",
            "<null>",
        ),
        *("\\n", "nan", "nil", "none", "undefined", "blank", "(blank)", "empty", "(empty)", "unspecified"),
        *("not available", "not given", "not specified", "not applicable", "not provided", "unknown"),
    )
)
LONGEST_NOTHING = 40
"""Letters; nothing that is longer stands for nothing."""

_NOBODY = frozenset(("anonymous", "anon", "no name", "withheld", "guest", "customer", "anonym"))
_ENDS_LIKE_A_FLOAT = re.compile(r"(\d{4,})\.0", re.ASCII)

_SOURCES = {
    Source.SURVEY: ("survey", "questionnaire", "poll", "csat", "nps"),
    Source.FORM: ("form", "web form", "website", "web", "contact form", "online form", "comment card"),
    Source.SOCIAL: (
        "social",
        "social media",
        "facebook",
        "twitter",
        "x",
        "tweet",
        "instagram",
        "linkedin",
        "tiktok",
        "google",
        "review site",
        "trustpilot",
    ),
    Source.IN_PERSON: ("in person", "face to face", "in store", "store", "counter", "spoken", "visit"),
    Source.SESSION: ("session", "call", "after call", "phone", "after the call"),
}
_SOURCE_OF = {word: source for source, words in _SOURCES.items() for word in words}


def short(cell: str) -> str:
    """Return a cell as one clean line, card numbers masked; empty where it stands for nothing."""
    if not cell:
        return ""
    line = " ".join(one_line(cell).split())
    return "" if line.lower() in _NOTHING else mask(line).text


def bare(cell: str) -> str:
    """Return a cell without blanks around it; empty where it stands for nothing."""
    text = cell.strip()
    return "" if text.lower() in _NOTHING else text


def words(cell: str) -> str:
    """Return a cell as a note keeps it: cleaned, capped, card numbers masked; empty where it says nothing."""
    if not cell or (len(cell) < LONGEST_NOTHING and cell.strip().lower() in _NOTHING):
        return ""
    return mask(clean(cell.strip(), limit=NOTE_LIMIT).text).text.strip()


def person(cell: str) -> str:
    """Return who a cell names; empty for nobody, however that is said."""
    line = short(cell)
    if line.lower() in _NOBODY:
        return ""
    number = _ENDS_LIKE_A_FLOAT.fullmatch(line)  # a number that a spreadsheet took for an amount
    return number[1] if number else line


def is_reference(who: str) -> bool:
    """Say whether what names a customer is a number of theirs rather than a name: one word with a digit."""
    return " " not in who and any(map(str.isdigit, who))


def source_of(cell: str) -> Source:
    """Return where feedback came from; other for words nobody knows here."""
    text = re.sub(r"[\W_]+", " ", folded(cell)).strip()
    return _SOURCE_OF.get(text, Source.OTHER)
