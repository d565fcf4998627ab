"""What is on disk: "Saved." is said only once it is."""

import threading
from typing import TYPE_CHECKING

from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.store.writer import SaveState

PATIENCE = 10.0
"""Seconds that an answer waits for its commit before it says that it is not there yet."""


class Saving:
    """Hears the writer, and waits for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._saved = 0
        self._problem: str | None = None
        self._told: list[str] = []

    def hear(self, state: "SaveState") -> None:
        """Take in what the writer says, on its thread."""
        with self._changed:
            self._saved, self._problem = state.saved, state.problem
            for refused in state.refused:
                self._told.append(_refused(erased=refused.erased))
            if state.notice:
                self._told.append(state.notice)
            self._changed.notify_all()

    def wait(self, ticket: int) -> str:
        """Wait until everything up to a ticket is on disk; return the word for how that stands."""
        with self._changed:
            self._changed.wait_for(lambda: self._saved >= ticket or self._problem is not None, PATIENCE)
            if self._saved >= ticket:
                return _("Saved.")
            if self._problem is not None:
                said = _("NOT SAVED yet: {problem} It is kept here, and saved as soon as it can be.")
                return said.format(problem=self._problem)
            return _("Not saved yet: the disk is slow.")

    def news(self) -> tuple[str, ...]:
        """Return what happened to what was handed over earlier, once."""
        with self._changed:
            told, self._told = tuple(dict.fromkeys(self._told)), []
            return told


def _refused(*, erased: bool) -> str:
    if erased:
        return _("This customer was erased meanwhile, as they asked. What you typed here since was not kept.")
    return _("Another window wrote here first. Your words were kept beside theirs, in this call.")
