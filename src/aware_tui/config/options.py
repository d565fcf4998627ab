"""What each setting takes: how a value is written, and what is said of one that does not fit."""

from collections.abc import Callable
from typing import Any, NamedTuple

from aware_tui.config.mistakes import Unfit
from aware_tui.config.system import clean_name
from aware_tui.domain.zones import is_zone
from aware_tui.language import _

YES = ("true", "yes", "on", "1")
NO = ("false", "no", "off", "0")
"""How a switch is written in the environment; in the file it is true or false."""

KEPT_AT_MOST = 3_650
"""Days; ten years."""

SHOWN = 40
"""Characters of a wrong value that are told."""


class Option(NamedTuple):
    """One setting that is a single value."""

    name: str
    take: Callable[[str, object], Any]
    """Takes the name and what was written; returns the value or raises Unfit."""
    screens_only: bool = False
    """Whether it changes nothing but what a screen looks like, so that no command stops for it."""
    typed: Callable[[str], object] = str
    """Turns what stands in the environment, which is always a text, into what the file would hold."""

    @property
    def variable(self) -> str:
        """Return the environment variable that stands above the file."""
        return f"AWARE_{self.name.upper()}"


def text(name: str, written: object) -> str:
    """Return a text as it was written."""
    if not isinstance(written, str):
        raise Unfit(_("“{name}” takes a text in quotes.").format(name=name))
    return written


def name_of_somebody(name: str, written: object) -> str:
    """Return a name as it may be shown and stored."""
    return clean_name(text(name, written))


def zone(name: str, written: object) -> str:
    """Return the IANA name of a zone that this computer knows."""
    found = text(name, written)
    if not is_zone(found):
        raise Unfit(
            _("There is no time zone “{zone}”. Write one like Europe/London.").format(zone=_told(found))
        )
    return found


def one_of(*choices: str) -> Callable[[str, object], str]:
    """Return what takes one of these words."""

    def take(name: str, written: object) -> str:
        found = text(name, written).strip()
        if found in choices:
            return found
        raise Unfit(no_such(name, found, choices))

    return take


def no_such(name: str, written: str, choices: tuple[str, ...]) -> str:
    """Return the sentence about a word that is none of the choices, with the nearest of them."""
    from difflib import get_close_matches

    near = get_close_matches(written.lower(), choices, n=1)
    known = _("It takes {choices}.").format(choices=", ".join(choices))
    told = _("“{name}” does not take “{written}”.").format(name=name, written=_told(written))
    meant = _("Did you mean “{near}”?").format(near=near[0]) if near else ""
    return " ".join(filter(None, (told, meant, known)))


def language(name: str, written: object) -> str:
    """Return a language there are screens in, such as `de` or `de_AT`."""
    found = text(name, written).strip()
    there = languages()
    if found.partition("_")[0].partition("-")[0].lower() not in there:
        raise Unfit(no_such(name, found, there))
    return found.replace("-", "_")


def languages() -> tuple[str, ...]:
    """Return the languages there are screens in."""
    from aware_tui.language import LOCALE

    others = {folder.name for folder in LOCALE.iterdir() if folder.is_dir()} if LOCALE.is_dir() else set()
    return ("en", *sorted(others - {"en"}))


def switch(name: str, written: object) -> bool:
    """Return yes or no."""
    if not isinstance(written, bool):
        raise Unfit(_("“{name}” takes true or false, without quotes.").format(name=name))
    return written


def typed_switch(typed: str) -> object:
    """Return yes or no, if it is one of the words for it."""
    word = typed.strip().lower()
    return word in YES if word in (*YES, *NO) else typed


def days(name: str, written: object) -> int:
    """Return a whole number of days, 1 to 3,650."""
    if isinstance(written, bool) or not isinstance(written, int) or not 1 <= written <= KEPT_AT_MOST:
        told = _("“{name}” takes the days to keep backups: a whole number from 1 to {most}.")
        raise Unfit(told.format(name=name, most=KEPT_AT_MOST))
    return written


def typed_number(typed: str) -> object:
    """Return a whole number, if it is one of at most eight digits."""
    return int(typed) if typed.strip().isdecimal() and len(typed) < 9 else typed


def _told(written: str) -> str:
    shown = clean_name(written)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"


THEMES = ("dark", "light", "contrast", "terminal")
KEY_SETS = ("function", "plain")

OPTIONS = (
    Option("agent", name_of_somebody),
    Option("zone", zone),
    Option("playbook", text),
    Option("keep_backups_days", days, typed=typed_number),
    Option("theme", one_of(*THEMES), screens_only=True),
    Option("motion", switch, screens_only=True, typed=typed_switch),
    Option("keys", one_of(*KEY_SETS), screens_only=True),
    Option("language", language, screens_only=True),
    Option("company", name_of_somebody, screens_only=True),
)
"""Every setting that is a single value, in the order they are told of."""
