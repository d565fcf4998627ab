"""Words in the language of whoever reads them; chosen once, before what shows them is loaded.

The sentences in the code are English and are the keys of gettext's catalogues in `locale/`. Text in a class
body is fixed as its module is loaded, so `use` comes before the screens.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class Catalogue(Protocol):
        """What gives a sentence in another language."""

        def gettext(self, message: str, /) -> str:
            """Return the sentence, or the message itself where there is none."""

        def ngettext(self, one: str, many: str, number: int, /) -> str:
            """Return the sentence in the form that goes with the number."""

        def pgettext(self, context: str, message: str, /) -> str:
            """Return the word as it is said in this context, or the message itself."""


DOMAIN = "aware"
"""Name of the catalogues."""

LOCALE = Path(__file__).parent / "locale"
"""Folder of the catalogues: `locale/LANGUAGE/LC_MESSAGES/aware.mo`."""

ASKED_BY = ("AWARE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that name a language, the strongest first; after the first come the settings."""


_in_use: "Catalogue | None" = None
_spoken = "en"


def use(language: str) -> None:
    """Speak this language, given as in `de` or `de_AT.UTF-8`, from now on; English without a catalogue."""
    global _in_use, _spoken
    _in_use, _spoken = None, "en"
    name = language.partition(".")[0].partition("@")[0].replace("-", "_")
    if name in ("", "C", "POSIX") or name.startswith("en") or not name.replace("_", "").isalnum():
        return
    from gettext import NullTranslations, translation  # English needs none of it

    found = translation(DOMAIN, LOCALE, [name], fallback=True)
    if type(found) is not NullTranslations:
        _in_use, _spoken = found, name.partition("_")[0]


def asked_for(environment: Mapping[str, str], setting: str = "") -> str:
    """Return the language wanted: by AWARE_LANGUAGE, by the settings, by the system; empty for none."""
    first, *system = (environment.get(name, "") for name in ASKED_BY)
    return next((name for name in (first, setting, *system) if name), "")


def languages() -> tuple[str, ...]:
    """Return the languages there are, English first."""
    return ("en", *sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


def spoken() -> str:
    """Return the language in use by its two or three letters, such as `de`."""
    return _spoken


def in_english() -> bool:
    """Say whether the screens speak English."""
    return _in_use is None


def _(message: str) -> str:
    """Return a sentence in the language in use."""
    return message if _in_use is None else _in_use.gettext(message)


def in_sense(sense: str, word: str) -> str:
    """Return a word that has several meanings in the one meant, as in `in_sense("to do", "open")`."""
    return word if _in_use is None else _in_use.pgettext(sense, word)


def marked(_sense: str, *words: str) -> tuple[str, ...]:
    """Return words as they are, for the catalogue to find; `in_sense` says them once they are shown."""
    return words


def counted_words(one: str, many: str, number: int) -> str:
    """Return the words that go with a number, as in `counted_words("call", "calls", 3)`."""
    if _in_use is None:
        return one if number == 1 else many
    return _in_use.ngettext(one, many, number)
