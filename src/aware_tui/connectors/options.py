"""The options of a connector as they were written in the settings, read strictly."""

from collections.abc import Mapping
from pathlib import Path

from aware_tui.connectors.trouble import Misconfigured


class Options:
    """Hands out each option once, checked; what nobody asked for is a slip of the pen."""

    def __init__(self, kind: str, written: Mapping[str, object]) -> None:
        self._kind = kind
        self._left = dict(written)
        self._asked: list[str] = []

    def text(self, name: str, example: str) -> str:
        """Return a text that has to be there."""
        value = self._take(name)
        if not isinstance(value, str) or not value.strip():
            raise Misconfigured(f'A {self._kind} needs a line like {name} = "{example}".')
        return value.strip()

    def path(self, name: str, example: str) -> Path:
        """Return a path that has to be there, written out in full; `~` is the home folder."""
        text = self.text(name, example)
        try:
            path = Path(text).expanduser()
        except RuntimeError:
            raise Misconfigured(f"There is no home folder for {text}. Write {name} out in full.") from None
        if not path.is_absolute() or "\0" in text:
            raise Misconfigured(f'Write {name} out in full, like {name} = "{example}".')
        return path

    def flag(self, name: str) -> bool:
        """Return a yes or no; no if it is not there."""
        value = self._take(name)
        if value is not None and not isinstance(value, bool):
            raise Misconfigured(f"“{name}” is true or false, without quotes.")
        return bool(value)

    def seconds(self, name: str, otherwise: float, most: float) -> float:
        """Return a number of seconds above 0 and up to `most`."""
        value = self._take(name)
        if value is None:
            return otherwise
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            raise Misconfigured(f"“{name}” is a number of seconds up to {most:g}, without quotes.")
        return float(value)

    def finish(self) -> None:
        """Refuse what is left over."""
        if self._left:
            known = ", ".join(("kind", *self._asked))
            raise Misconfigured(f"A {self._kind} has no setting “{min(self._left)}”. Known are {known}.")

    def _take(self, name: str) -> object:
        self._asked.append(name)
        return self._left.pop(name, None)
