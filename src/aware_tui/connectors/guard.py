"""A connector that cannot hurt: whatever goes wrong inside is told in a sentence, and it always ends."""

import threading
from collections.abc import Callable
from typing import TypeVar

from aware_tui.connectors.protocol import Connector, Parcel, Receipt
from aware_tui.connectors.trouble import DeliveryTrouble, Misconfigured, TryLater
from aware_tui.domain.text import one_line

T = TypeVar("T")

LONGEST = 90.0
"""Seconds that a delivery may take; less than a window has a document to itself."""


class Guarded:
    """Stands before a connector, which may be a plug-in of anybody's."""

    def __init__(self, kind: str, inner: Connector) -> None:
        self.name = kind
        self._inner = inner
        self.by_hand = self._tried(lambda: bool(inner.by_hand))

    @property
    def where(self) -> str:
        """Return where documents go."""
        return one_line(self._tried(lambda: _text(self._inner.where)))

    def check(self) -> tuple[str, ...]:
        """Return what stands in the way; a fault of the connector does."""
        try:
            return tuple(one_line(_text(each)) for each in self._tried(lambda: tuple(self._inner.check())))
        except DeliveryTrouble as trouble:
            return (str(trouble),)

    def preview(self, parcel: Parcel) -> str:
        """Return what would go out, or why it cannot be shown."""
        try:
            return self._tried(lambda: _text(self._inner.preview(parcel)))
        except DeliveryTrouble as trouble:
            return str(trouble)

    def deliver(self, parcel: Parcel) -> Receipt:
        """Hand it over; a fault of the connector means later, since nobody knows how far it came."""
        receipt = self._in_time(lambda: self._tried(lambda: self._inner.deliver(parcel)))
        if not isinstance(receipt, Receipt):
            raise TryLater(f"The connector “{self.name}” did not say whether it delivered.")
        return Receipt(one_line(_text(receipt.outside_reference), 100))

    def _in_time(self, deed: Callable[[], Receipt]) -> Receipt:
        """Do it on a thread that can be left behind: a disk or a plug-in that hangs stops nobody else."""
        done: list[Receipt] = []
        trouble: list[DeliveryTrouble] = []

        def run() -> None:
            try:
                done.append(deed())
            except DeliveryTrouble as found:
                trouble.append(found)

        thread = threading.Thread(target=run, name=f"aware-{self.name}", daemon=True)
        thread.start()
        thread.join(LONGEST)
        if trouble:
            raise trouble[0]
        if not done:
            raise TryLater(f"The connector “{self.name}” does not come to an end.")
        return done[0]

    def _tried(self, deed: Callable[[], T]) -> T:
        try:
            return deed()
        except DeliveryTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - a plug-in may raise anything; its words are not shown
            raise TryLater(fault_of(self.name, error)) from None


def fault_of(kind: str, error: BaseException) -> str:
    """Return the sentence for a fault inside a connector."""
    return f"The connector “{kind}” has a fault ({type(error).__name__}). Tell whoever made it."


def guarded(kind: str, make: Callable[[], object]) -> Guarded:
    """Return what `make` makes behind a guard; Misconfigured if it is no connector."""
    try:
        made = make()
        if isinstance(made, Connector):
            return Guarded(kind, made)
    except Misconfigured:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        raise Misconfigured(fault_of(kind, error)) from None
    raise Misconfigured(f"The plug-in “{kind}” gives no connector. Tell whoever made it.")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not a {type(value).__name__}")
    return value
