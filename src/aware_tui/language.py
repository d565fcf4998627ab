"""Words in the language of whoever reads them; chosen once, before what shows them is loaded.

The sentences in the code are English and are the keys of gettext's catalogues in `locale/`. Text in a class
body is fixed as its module is loaded, so `use` comes before the screens.
"""

from pathlib import Path
from typing import Protocol

DOMAIN = "aware"
"""Name of the catalogues."""

LOCALE = Path(__file__).parent / "locale"
"""Folder of the catalogues: `locale/LANGUAGE/LC_MESSAGES/aware.mo`."""


class Catalogue(Protocol):
    """What gives a sentence in another language."""

    def gettext(self, message: str, /) -> str:
        """Return the sentence, or the message itself where there is none."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the sentence in the form that goes with the number."""


_in_use: Catalogue | None = None


def use(language: str) -> None:
    """Speak this language, given as in `de` or `de_AT`, from now on; English where there is no catalogue."""
    global _in_use
    if language in ("", "C", "POSIX") or language.startswith("en"):
        _in_use = None
        return
    from gettext import NullTranslations, translation  # English needs none of it

    found = translation(DOMAIN, LOCALE, [language], fallback=True)
    _in_use = None if type(found) is NullTranslations else found


def _(message: str) -> str:
    """Return a sentence in the language in use."""
    return message if _in_use is None else _in_use.gettext(message)


def counted_words(one: str, many: str, number: int) -> str:
    """Return the words that go with a number, as in `counted_words("call", "calls", 3)`."""
    if _in_use is None:
        return one if number == 1 else many
    return _in_use.ngettext(one, many, number)
