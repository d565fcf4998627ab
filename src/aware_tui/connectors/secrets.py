"""Secrets: from the environment or a private file, never from the settings, never shown."""

import os
import shlex
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from aware_tui.connectors.trouble import Misconfigured

HIDDEN: Final = "***"
_LONGEST: Final = 4096


class Secret:
    """A text that shows as `***` wherever it is printed; `reveal` is for the one place that uses it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")


def find_secret(variable: str, file: str, environment: Mapping[str, str]) -> Secret | None:
    """Return the secret that an environment variable or a file holds; None if neither is named.

    Raises Misconfigured with what to do; it repeats no name, since people write a secret there by mistake.
    """
    if variable and file:
        raise Misconfigured("Name one place of the secret: secret_env or secret_file, not both.")
    if variable:
        return _usable(environment.get(variable, ""), "The environment variable that secret_env names")
    return _usable(_read(Path(file)), file) if file else None


def _usable(text: str, place: str) -> Secret:
    secret = text.strip()
    if not secret:
        raise Misconfigured(f"{place} holds no secret. Put it there, then start the program again.")
    if not secret.isprintable():
        raise Misconfigured(f"{place} holds something that is no secret: it has to be one line of text.")
    return Secret(secret)


def _read(path: Path) -> str:
    try:
        path = path.expanduser()
    except RuntimeError:
        raise Misconfigured(
            "There is no such home folder. Write the path in secret_file out in full."
        ) from None
    if not path.is_absolute():
        raise Misconfigured("Write the path in secret_file out in full.")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe holds nobody up
        with os.fdopen(descriptor, "rb") as file:
            _check_private(path, os.fstat(descriptor))
            return file.read(_LONGEST).decode("utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Misconfigured(f"The secret in {path} cannot be read ({reason}).") from None


def _check_private(path: Path, state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise Misconfigured(f"{path} is not a file. Put the secret into a file of its own.")
    if sys.platform != "win32" and state.st_mode & 0o077:
        raise Misconfigured(f"Others may read the secret in {path}. Type: chmod 600 {shlex.quote(str(path))}")
