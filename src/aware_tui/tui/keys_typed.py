"""What is typed, turned into the key of the first set that it stands for."""

from textual.app import App
from textual.events import Event, Key

from aware_tui.config import Settings
from aware_tui.keys import FUNCTION, Keys, use

NAMES = {"/": "slash"}
"""What the toolkit calls a key that is no letter, of those that stand for something."""


def keys_for(settings: Settings) -> Keys:
    """Return the keys of these settings; for most people those that are shipped first."""
    if settings.keys == FUNCTION and not settings.rebind:
        return Keys()
    from aware_tui.keys.table import keys_of

    return keys_of(settings.keys, settings.rebind)


class TypedKeys:
    """Turns keys into those that the screens know, which from now on are named as they are typed.

    A key that was given up is turned into None.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        use(keys)

    def of_chord(self, event: Event) -> Event | None:
        """Return the key that an F key, or ctrl with a letter, stands for on every screen."""
        if not isinstance(event, Key) or event.is_forwarded or event.key not in self._keys.chords:
            return event
        key = self._keys.chords[event.key]
        return Key(key, None) if key else None

    def of_letter(self, event: Event, app: App[None]) -> Event | None:
        """Return the key that a letter stands for, where a main screen is in front and no box takes it.

        A capital without a meaning of its own is its small letter: caps lock may be on.
        """
        if not isinstance(event, Key):
            return event
        letters = self._keys.letters
        typed = event.character if event.is_printable and event.character else event.key
        small = typed.lower()
        if (typed == small and not letters) or not _takes_letters(event, app):
            return event
        letter = letters.get(typed, letters.get(small, small))
        if letter == typed:
            return event
        return Key(NAMES.get(letter, letter), letter) if letter else None


def _takes_letters(event: Key, app: App[None]) -> bool:
    box = app.focused
    typing = box is not None and box.check_consume_key(event.key, event.character)
    return has_letters(app.screen) and not typing


def has_letters(screen: object) -> bool:
    """Say whether a screen opens the main screens by their letters."""
    return hasattr(screen, "action_main")
