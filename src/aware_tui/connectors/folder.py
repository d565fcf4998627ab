"""A folder: each document as a JSON file for programs and a Markdown file for people, named by its key."""

import os
from collections.abc import Mapping
from pathlib import Path

from aware_tui.connectors.document import markdown, read_document
from aware_tui.connectors.files import safe_name, sync_folder, trouble_of, unusable, write_whole
from aware_tui.connectors.options import Options
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.secrets import Secret
from aware_tui.connectors.trouble import Misconfigured

NAME = "folder"


class FolderConnector:
    """Writes `KEY.json` and `KEY.md`; the same key always gives the same names."""

    name, by_hand = NAME, False

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def where(self) -> str:
        """Return the folder."""
        return str(self._path)

    def check(self) -> tuple[str, ...]:
        """Say whether the folder is there, or can be made."""
        path = self._path
        if wrong := unusable(path):
            return (wrong,)
        if path.is_dir():
            can = os.access(path, os.W_OK | os.X_OK)
            return () if can else (f"{path} cannot be written. Change who may write there.",)
        if os.path.lexists(path):
            return (f"{path} is a file, not a folder. Choose another path.",)
        if not path.parent.is_dir():
            return (f"There is no folder {path.parent} to make {path.name} in. Make it, or mend the path.",)
        can = os.access(path.parent, os.W_OK | os.X_OK)
        return () if can else (f"{path} cannot be made: {path.parent} cannot be written.",)

    def preview(self, parcel: Parcel) -> str:
        """Return the names and the content of both files."""
        name, text = safe_name(parcel.key), markdown(read_document(parcel.document, parcel.payload))
        return f"{self._path / name}.json\n\n{parcel.payload}\n\n{self._path / name}.md\n\n{text}"

    def deliver(self, parcel: Parcel) -> Receipt:
        """Write both files; the one for programs comes last, when everything is there."""
        if wrong := self.check():
            raise Misconfigured(wrong[0])
        name, text = safe_name(parcel.key), markdown(read_document(parcel.document, parcel.payload))
        try:
            self._path.mkdir(mode=0o700, exist_ok=True)
            write_whole(self._path / f"{name}.md", text, parcel.attempt > 1)
            write_whole(self._path / f"{name}.json", parcel.payload, parcel.attempt > 1)
            sync_folder(self._path)
        except OSError as error:
            raise trouble_of(error, self._path) from None
        return Receipt()


def make(options: Mapping[str, object], secret: Secret | None) -> FolderConnector:  # noqa: ARG001
    """Make a folder of its options: `path`."""
    read = Options(NAME, options)
    path = read.path("path", "/srv/complaints")
    read.finish()
    return FolderConnector(path)
