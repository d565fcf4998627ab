"""Says the due times of a German line in the English words that the reader of due times knows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

_DAYS = {
    "montag": "monday",
    "dienstag": "tuesday",
    "mittwoch": "wednesday",
    "donnerstag": "thursday",
    "freitag": "friday",
    "samstag": "saturday",
    "sonnabend": "saturday",
    "sonntag": "sunday",
}
_PARTS = {
    "früh": "morning",
    "vormittag": "morning",
    "morgen": "morning",
    "mittag": "noon",
    "nachmittag": "afternoon",
    "abend": "evening",
}
_MONTHS = {
    "januar": "january",
    "jänner": "january",
    "februar": "february",
    "märz": "march",
    "april": "april",
    "mai": "may",
    "juni": "june",
    "juli": "july",
    "august": "august",
    "september": "september",
    "oktober": "october",
    "november": "november",
    "dezember": "december",
}
_IN_ORDER = tuple(dict.fromkeys(_MONTHS.values()))
_UNITS = {"minute": "minutes", "stunde": "hours", "tag": "days", "woche": "weeks", "monat": "months"}
_NUMBERS = dict.fromkeys(("ein", "eins", "eine", "einem", "einer", "einen", "eines"), 1) | {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "vierzehn": 14,
    "fünfzehn": 15,
    "zwanzig": 20,
    "dreißig": 30,
}


def _one_of(words: dict[str, object] | dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DAY, _PART, _MONTH = _one_of(_DAYS), _one_of(_PARTS), _one_of(_MONTHS)
_COUNT = rf"(?:\d{{1,4}}|{_one_of(_NUMBERS)})"
_HOUR = rf"(?:\d{{1,2}}|{_one_of(_NUMBERS)})"

_IS_GERMAN = re.compile(
    rf"\b(?:ich|wir|sie|ihnen|heute|morgen|übermorgen|uhr|bis|spätestens|innerhalb|binnen|{_DAY}|stunden?|tagen?|woche|monat|"
    r"nächste|werktag|arbeitstag|feierabend|mittag)",
    re.IGNORECASE,
)
"""What makes a line German enough to look closer; none of these is an English word of a promise."""

_Say = Callable[[re.Match[str]], str]


def _number(words: str) -> int:
    return _NUMBERS.get(words.casefold()) or int(words)


def _hour(match: re.Match[str]) -> str:
    minutes = match["minutes"] or match.groupdict().get("more") or "00"
    return f"{_number(match['hour'])}:{minutes}"


def _half(match: re.Match[str]) -> str:
    """Return “halb drei”, which is half past two."""
    return f"{(_number(match['hour']) - 2) % 12 + 1}:30"


def _quarter(match: re.Match[str]) -> str:
    return f"quarter {'to' if match['side'].casefold() == 'vor' else 'past'} {_number(match['hour'])}"


def _day_and_part(match: re.Match[str]) -> str:
    return f"{_DAYS[match['day'].casefold()]} {_PARTS[match['part'].casefold()]}"


def _wait(match: re.Match[str]) -> str:
    unit, working = match["unit"].casefold(), "working " if match["working"] else ""
    english = next(there for start, there in _UNITS.items() if unit.startswith(start))
    lead = "in" if match["lead"].casefold() == "in" else "within"
    return f"{lead} {_number(match['count'])} {working}{english}"


def _named_date(match: re.Match[str]) -> str:
    return f"{int(match['day'])} {_MONTHS[match['month'].casefold()]} {match['year'] or ''}".rstrip()


def _figured_date(match: re.Match[str]) -> str:
    month, year = int(match["month"]), match["year"] or ""
    if not 1 <= month <= len(_IN_ORDER):
        return match[0]
    year = f"20{year}" if len(year) == 2 else year
    return f"{int(match['day'])} {_IN_ORDER[month - 1]} {year}".rstrip()


def _word(words: dict[str, str]) -> _Say:
    return lambda match: words[match["word"].casefold()]


def _just(english: str) -> _Say:
    return lambda _match: english


_PARTICLE = "(?:an|zurück|vorbei|nach|auf|ab|durch|ein|hin|zu|da|bescheid|fertig)"
"""What a German verb leaves at the end of its clause: “ich rufe um acht zurück”."""

_WHOLE = r"(?:(?:den|dem|der|das)\s+)?"
_RULES: tuple[tuple[str, _Say], ...] = (
    (rf"\b(?P<hour>{_HOUR})(?:[:.](?P<minutes>[0-5]\d))?\s*uhr(?:\s+(?P<more>[0-5]\d)(?!\s*\.))?\b", _hour),
    (rf"\bhalb\s+(?P<hour>{_HOUR})\b", _half),
    (rf"\bviertel\s+(?P<side>vor|nach)\s+(?P<hour>{_HOUR})\b", _quarter),
    (
        rf"\b(?:um|gegen|bis)\s+(?P<hour>{_HOUR})(?=\s+{_PARTICLE}\s*(?:$|[.,;!?]|und\b))",
        lambda match: f"at {_number(match['hour'])},",
    ),
    (
        rf"\bum\s+(?P<hour>{_HOUR})(?P<minutes>)\b(?!\s*[:.]\s*\d)",
        lambda match: f"at {_number(match['hour'])}",
    ),
    (rf"\b(?P<day>\d{{1,2}})\.\s*(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?\b", _named_date),
    (
        r"(?<![\w.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}|\d\d)\b)?(?!\d)",
        _figured_date,
    ),
    (r"\b(?:in|innerhalb|binnen)\s+(?:von\s+)?einer\s+halben\s+stunde\b", _just("in half an hour")),
    (r"\b(?:in|innerhalb|binnen)\s+(?:von\s+)?einer\s+viertelstunde\b", _just("in a quarter of an hour")),
    (r"\b(?:ende\s+(?:der|dieser)\s+woche|diese(?:r)?\s+woche|wochenende)\b", _just("the end of the week")),
    (
        rf"\b(?P<word>{_DAY})\s+in\s+einer\s+woche\b",
        lambda match: f"a week on {_DAYS[match['word'].casefold()]}",
    ),
    (
        rf"\b(?P<word>{_DAY})\s+(?:nächster|kommender)\s+woche\b",
        lambda match: f"{_DAYS[match['word'].casefold()]} next week",
    ),
    (
        rf"\b(?P<lead>in|innerhalb|binnen)\s+(?:von\s+)?(?P<count>{_COUNT})\s+"
        r"(?P<working>werk|arbeits)?(?P<unit>minuten?|stunden?|tage?[ns]?|wochen?|monat(?:en|s)?)\b",
        _wait,
    ),
    (
        r"\b(?:ende\s+)?(?:nächster|nächste|nächsten|kommender|kommende)\s+woche\b",
        _just("the end of next week"),
    ),
    (r"\b(?:monatsende|ende\s+(?:des|dieses)\s+monats)\b", _just("the end of the month")),
    (r"\b(?:ende\s+)?nächste[ns]\s+monats?\b", _just("the end of next month")),
    (r"\b(?:feierabend|geschäftsschluss|dienstschluss|ende\s+des\s+tages|tagesende)\b", _just("end of day")),
    (r"\bnächste[nr]\s+(?:werk|arbeits)tag\b", _just("the next working day")),
    (rf"\b(?P<day>{_DAY})\s?(?P<part>{_PART})s?\b", _day_and_part),
    (
        rf"\b(?:nächste[nr]?)\s+(?P<word>{_DAY})\b",
        lambda match: f"next {_DAYS[match['word'].casefold()]}",
    ),
    (
        rf"\b(?:kommende[nr]?|diese[nr]?)\s+(?P<word>{_DAY})\b",
        lambda match: f"this {_DAYS[match['word'].casefold()]}",
    ),
    (rf"\b(?P<word>{_DAY})s?\b", _word(_DAYS)),
    (r"\bübermorgen\b", _just("the day after tomorrow")),
    (r"\bheute\s+(?:abend|nacht)\b", _just("tonight")),
    (rf"\bheute\s+(?P<word>{_PART})\b", lambda match: f"today {_PARTS[match['word'].casefold()]}"),
    (r"\bmorgen\s+früh\b", _just("tomorrow morning")),
    (
        r"\bmorgen\s+(?P<word>vormittag|mittag|nachmittag|abend)\b",
        lambda match: f"tomorrow {_PARTS[match['word'].casefold()]}",
    ),
    (r"\bheute\b", _just("today")),
    (r"(?<!\bam )(?<!\bden )(?<!\bguten )\bmorgen\b", _just("tomorrow")),
    (r"\b(?:am\s+|zum\s+)?(?P<word>vormittag|mittag|nachmittag|abend)s?\b", _word(_PARTS)),
    (rf"\bbis\s+(?:spätestens\s+)?(?:zum\s+|zur\s+|um\s+|am\s+)?{_WHOLE}", _just("by ")),
    (rf"\bspätestens\s+(?:um\s+|am\s+|bis\s+)?{_WHOLE}", _just("by ")),
    (rf"\b(?:ab|seit)\s+{_WHOLE}", _just("since ")),
    (r"\bjede[nrms]?\s+", _just("every ")),
    (rf"\bvor\s+{_WHOLE}(?=\d|mon|tue|wed|thu|fri|sat|sun|noon|the\b|end\b)", _just("before ")),
    (r"\bgegen\s+(?=\d|noon)", _just("around ")),
    (r"\bum\s+(?=\d|quarter)", _just("at ")),
    (
        rf"\b(?P<day>today|tomorrow|{'|'.join(_DAYS.values())})\s+noch\s+(?=by\b)",
        lambda match: f"{match['day']} ",
    ),
    (rf"\bam\s+(?=\d|{'|'.join(_DAYS.values())}|next\b|this\b)", _just("on ")),
)


BEFORE = re.compile(
    r"[\s,;-]*(?:\b(?:bis|spätestens|am|um|zum|zur|vor|gegen|den|der|dem)\b[\s,]*)+$", re.IGNORECASE
)
"""The words that lead up to a due time, and go with it when it is taken out of a line."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Say], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in _RULES)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A line in other words; `spans` says for each of its characters where it stands in the line as typed."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to where the words from `start` to `end` stand in the line as typed."""
        if start >= end:
            first = self.spans[start][0] if start < len(self.spans) else (self.spans or ((0, 0),))[-1][1]
            return first, first
        return self.spans[start][0], self.spans[end - 1][1]


def in_english(line: str) -> Rendered | None:
    """Return a line with its German due times in English words, or None for a line that has none."""
    if not _IS_GERMAN.search(line):
        return None
    rendered = Rendered(line, tuple((place, place + 1) for place in range(len(line))))
    for pattern, say in _patterns():
        rendered = _replaced(rendered, pattern, say)
    return None if rendered.text == line else rendered


def _replaced(before: Rendered, pattern: re.Pattern[str], say: _Say) -> Rendered:
    """Return a line with every place of a pattern said otherwise."""
    if not pattern.search(before.text):
        return before
    pieces = tuple(_pieces(before, pattern, say))
    text = "".join(piece for piece, _spans in pieces)
    return Rendered(text, tuple(span for _piece, spans in pieces for span in spans))


def _pieces(
    before: Rendered, pattern: re.Pattern[str], say: _Say
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    done = 0
    for match in pattern.finditer(before.text):
        yield before.text[done : match.start()], before.spans[done : match.start()]
        english = say(match)
        yield english, (before.typed(*match.span()),) * len(english)
        done = match.end()
    yield before.text[done:], before.spans[done:]
