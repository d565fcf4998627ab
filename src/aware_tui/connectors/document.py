"""A document as people read it: its payload with names in words, as plain text or Markdown."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aware_tui.connectors.trouble import Refused
from aware_tui.domain.markdown import escaped, quoted
from aware_tui.domain.states import DocumentKind

TITLES = {DocumentKind.PROFILE_ENTRY: "Customer profile", DocumentKind.QUALITY_RECORD: "Quality record"}

_ABOUT = (
    ("Recorded", "recorded_at"),
    ("Agent", "agent"),
    ("Channel", "channel"),
    ("Category", "category"),
    ("Began", "started_at"),
    ("Session", "session"),
    ("Key", "key"),
)
_CUSTOMER = (
    ("Customer", "name"),
    ("Reference", "reference"),
    ("Contact", "contact"),
    ("Prefers", "preferred_channel"),
)
_QUALITY = (
    ("Cause", "cause"),
    ("How likely again", "likelihood"),
    ("Cost of putting it right", "cost"),
    ("Recommendation", "recommendation"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A payload, with every name a reader asks for."""

    kind: DocumentKind
    values: Mapping[str, Any]

    def words(self, name: str) -> str:
        """Return a text of the document; empty if it has none of this name."""
        return _words(self.values.get(name))

    def customer(self, name: str) -> str:
        """Return a text about the customer."""
        about = self.values.get("customer")
        return _words(about.get(name)) if isinstance(about, dict) else ""

    def promises(self) -> tuple[str, ...]:
        """Return each promise on a line: what, by whom, by when, how it stands."""
        found = self.values.get("promises")
        rows = found if isinstance(found, list) else []
        return tuple(_promise(row) for row in rows if isinstance(row, dict))


def read_document(kind: DocumentKind, payload: str) -> Document:
    """Return what a payload says; Refused if it is no JSON object."""
    try:
        values = json.loads(payload)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refused("What was kept for delivery cannot be read. Record the document again.")
    return Document(kind, values)


def plain(document: Document) -> str:
    """Return the words to put into the other system by hand: the text, then what else was filled in."""
    told = [document.words("text").strip()]
    told += [f"{label}: {words}" for label, words in _filled(document, _QUALITY)]
    return "\n".join(line for line in told if line) + "\n"


def markdown(document: Document) -> str:
    """Return the document as Markdown; people's words are shown as they are."""
    lines = [f"# {TITLES[document.kind]}", ""]
    facts = [(label, document.customer(name)) for label, name in _CUSTOMER]
    facts += [(label, document.words(name)) for label, name in _ABOUT]
    lines += [f"- **{label}:** {escaped(words)}" for label, words in facts if words.strip()]
    lines += ["", *quoted(document.words("text").strip() or "Nothing was written.")]
    for label, words in _filled(document, _QUALITY):
        lines += ["", f"**{label}**", "", *quoted(words)]
    if promises := document.promises():
        lines += ["", "**Promises**", "", *(f"- {escaped(promise)}" for promise in promises)]
    return "\n".join(lines) + "\n"


def _filled(document: Document, names: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    found = ((label, document.words(name).strip()) for label, name in names)
    yield from ((label, words) for label, words in found if words)


def _promise(row: Mapping[str, Any]) -> str:
    by = _words(row.get("due_at")) or _words(row.get("due_words")) or "no time set"
    return f"{_words(row.get('what'))} ({_words(row.get('who'))}, {by}, {_words(row.get('state'))})"


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
