"""What every connector takes, gives and raises; a plug-in needs to know no more than this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from aware_tui.connectors.secrets import Secret
from aware_tui.connectors.trouble import DeliveryTrouble, Misconfigured, Refused, TryLater
from aware_tui.domain.states import DocumentKind

__all__ = [
    "Connector",
    "DeliveryTrouble",
    "Maker",
    "Misconfigured",
    "Parcel",
    "Receipt",
    "Refused",
    "Secret",
    "TryLater",
]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document to deliver."""

    key: str
    """Names the document at every attempt: what has this key is there already."""
    document: DocumentKind
    payload: str = field(repr=False)
    """One JSON object; it is delivered to the letter."""
    attempt: int
    """Counts from 1."""
    at: datetime
    """The aware time of this attempt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The other side has the document."""

    outside_reference: str = ""
    """What it calls it, if it told."""


@runtime_checkable
class Connector(Protocol):
    """One way to hand documents over."""

    @property
    def name(self) -> str:
        """Return the name of its kind."""

    @property
    def by_hand(self) -> bool:
        """Say whether a person hands it over with a key, never the program by itself."""

    @property
    def where(self) -> str:
        """Return where documents go, in words that may be shown to anybody."""

    def check(self) -> tuple[str, ...]:
        """Return plain sentences about what stands in the way; sends and changes nothing."""

    def preview(self, parcel: Parcel) -> str:
        """Return exactly what would go out, secrets as `***`."""

    def deliver(self, parcel: Parcel) -> Receipt:
        """Hand it over. What was delivered with this key before is not delivered again.

        Raises TryLater, Refused or Misconfigured. Is called on a thread of its own, one at a time.
        """


Maker = Callable[[Mapping[str, object], Secret | None], Connector]
"""What a plug-in offers: makes a connector of its options and its secret, or raises Misconfigured."""
