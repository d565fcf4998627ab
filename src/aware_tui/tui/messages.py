"""Messages that more than one sender posts."""

from typing import TYPE_CHECKING

from textual.message import Message

from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery
    from aware_tui.store.writer import SaveState


class SaveStateArrived(Message):
    """The writer committed, or could not."""

    def __init__(self, state: "SaveState") -> None:
        super().__init__()
        self.state = state


class DeliveryArrived(Message):
    """A document on its way stands otherwise than before."""

    def __init__(self, delivery: "Delivery") -> None:
        super().__init__()
        self.delivery = delivery


class DeskOpened(Message):
    """The data is there; sessions can begin."""

    def __init__(self, notice: str) -> None:
        super().__init__()
        self.notice = notice


class DeskFailed(Message):
    """The data could not be opened: a plain sentence for a problem, the error itself for a fault.

    `damaged` says whether a copy of the data can help.
    """

    def __init__(self, sentence: str, fault: Exception | None = None, *, damaged: bool = False) -> None:
        super().__init__()
        self.sentence, self.fault, self.damaged = sentence, fault, damaged

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


class CallFinished(Message):
    """A call went through the gate: how it was for the customer can be noted."""

    def __init__(self, session_id: str) -> None:
        super().__init__()
        self.session_id = session_id


class WordsCut(Message):
    """A paste was longer than its place; only its first part was kept."""


class NewCallWanted(Message):
    """A call is to begin now."""


class SessionWanted(Message):
    """A session is to be taken up again where it stood.

    `reopen` says whether a call that was finished meanwhile is opened again.
    """

    def __init__(self, session_id: str, *, take_over: bool = False, reopen: bool = True) -> None:
        super().__init__()
        self.session_id, self.take_over, self.reopen = session_id, take_over, reopen
