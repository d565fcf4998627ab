"""Whether a text can be read at all: the coaches keep out of the way of what their rules do not know."""

import re
from collections.abc import Collection

from aware_tui.domain.coaching.rules import Finding, Severity
from aware_tui.language import _

NOT_ENGLISH = "not_english"
"""The name under which a text in another language is told of."""
ENGLISH, GERMAN = "en", "de"
"""The languages that are known from one another."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = """
    a about after again all also am an and any apologies apologise apologize are as at back bad be
    been before but by call can come could day did do fault for forgive from get give have he her
    here him his how i if in is it just know let like look make many may me mistake much my need new
    next no not now of off on one or our out over pardon please put right said see she should so
    some sorry than thank thanks that the their them then there they this time to today told until
    up us very was we week well were what when where which who will with would wrong yes you your
    """
_GERMAN = """
    aber alles als am an auch auf aus bei bin bis bitte da damit dann danke darf das dass dem den der
    die doch dort du ein eine einem einen einer er es etwas für ganz gar gerade gern gleich haben habe
    hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ist ja jetzt kann kein keine
    können leid mal man mehr mein meine mich mir mit morgen nach nein nicht nichts noch nur oder ohne
    rufe schon sehr sein seit sich sie sind so tut uhr um und uns unser unsere viel vom von vor war waren
    warum was weil wenn wer werde werden wie wieder wir wird wo würde zu zum zur über
    """
_COMMON = {ENGLISH: frozenset(_ENGLISH.split()), GERMAN: frozenset(_GERMAN.split())}
"""Common words of a language, some of which are in any sentence or two."""
_ENOUGH = 5
"""Words without a single common one among them that are taken for another language."""


def looks_like(text: str, language: str) -> bool:
    """Tell whether a text may be in a language, `en` or `de`; a few words or none may always be."""
    words = [word.casefold() for word in _WORD.findall(text[:2_000])]
    if not words:
        return True
    latin = sum(word[0] < "\u0250" for word in words)
    if latin * 2 < len(words):
        return False
    common = sum(word in _COMMON[language] for word in words)
    return len(words) < _ENOUGH or common * 8 >= len(words)


def language_of(text: str) -> str:
    """Return the language of a text of some sentences by its common words: `de`, or else `en`."""
    words = [word.casefold() for word in _WORD.findall(text[:2_000])]
    times = {language: sum(word in common for word in words) for language, common in _COMMON.items()}
    return GERMAN if times[GERMAN] > times[ENGLISH] else ENGLISH


def in_another_language(text: str, languages: Collection[str]) -> Finding:
    """Return what to say of a text in a language that is none of these."""
    say = _("The coach reads English, and this does not look like it.")
    if GERMAN in languages:
        say = _("The coach reads English and German, and this looks like neither.")
    return Finding(
        NOT_ENGLISH, Severity.TIP, 0, len(text), say, _("It keeps out of the way. Say it as you would.")
    )
