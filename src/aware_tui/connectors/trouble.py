"""Why a document could not be handed over, each told in a plain sentence."""


class DeliveryTrouble(Exception):  # noqa: N818  (it is told to people, as a trouble)
    """A document could not be delivered; `str()` is the sentence to show, without secrets or typed words."""


class TryLater(DeliveryTrouble):
    """The other side is down, slow or busy; `after` is how many seconds it asked to be left alone for."""

    def __init__(self, sentence: str, after: float | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class Refused(DeliveryTrouble):
    """The other side will not take it: a person has to look, trying again is of no use."""


class Misconfigured(DeliveryTrouble):
    """The settings of the connector cannot be used."""
