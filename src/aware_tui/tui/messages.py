"""Messages that more than one sender posts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery
    from aware_tui.store.writer import SaveState


@dataclass
class SaveStateArrived(Message):
    """The writer committed, or could not."""

    state: "SaveState"


@dataclass
class DeliveryArrived(Message):
    """A document on its way stands otherwise than before."""

    delivery: "Delivery"


@dataclass
class DeskOpened(Message):
    """The data is there; sessions can begin."""

    notice: str


@dataclass
class DeskFailed(Message):
    """The data could not be opened: a plain sentence for a problem, the error itself for a fault."""

    sentence: str
    fault: Exception | None = None
    damaged: bool = False
    """Whether a copy of the data can help."""

    @classmethod
    def of(cls, problem: BaseException) -> "DeskFailed":
        """Tell a problem the user can mend from a fault of ours."""
        from aware_tui.services.problems import is_damage, sentence_of

        sentence = sentence_of(problem)
        if sentence is not None:
            return cls(sentence, damaged=is_damage(problem))
        return cls("", problem if isinstance(problem, Exception) else RuntimeError())


MASKED = _("A number that looks like a card's was masked. Not everything can be caught.")
FULL = _("This place is full: the first part was kept, the rest was not.")
"""Told when a paste or a text was longer than its place."""


@dataclass
class CallFinished(Message):
    """A call went through the gate: how it was for the customer can be noted."""

    session_id: str


@dataclass
class WordsCut(Message):
    """A paste was longer than its place; only its first part was kept."""


@dataclass
class NewCallWanted(Message):
    """A call is to begin now."""


@dataclass
class SessionWanted(Message):
    """A session is to be taken up again where it stood."""

    session_id: str
    take_over: bool = False
    reopen: bool = True
    """Whether a call that was finished meanwhile is opened again."""
