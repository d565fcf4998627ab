"""The clipboard: a person copies the words and puts them where they belong."""

from collections.abc import Mapping

from aware_tui.connectors.document import plain, read_document
from aware_tui.connectors.options import Options
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.secrets import Secret

NAME = "clipboard"


class ClipboardConnector:
    """Delivers nothing by itself: the preview is what is copied, and a key press says that it was."""

    name, by_hand = NAME, True

    @property
    def where(self) -> str:
        """Return the clipboard, in words."""
        return "the clipboard, with a key"

    def check(self) -> tuple[str, ...]:
        """Nothing can stand in the way."""
        return ()

    def preview(self, parcel: Parcel) -> str:
        """Return the words to copy."""
        return plain(read_document(parcel.document, parcel.payload))

    def deliver(self, parcel: Parcel) -> Receipt:  # noqa: ARG002
        """Take note that a person has copied it."""
        return Receipt()


def make(options: Mapping[str, object], secret: Secret | None) -> ClipboardConnector:  # noqa: ARG001
    """Make a clipboard; it has no options."""
    Options(NAME, options).finish()
    return ClipboardConnector()
