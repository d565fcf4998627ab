"""By which print a document is known."""

from hashlib import sha256


def hash_of(document: str) -> str:
    """Return the sha256 of a document's UTF-8 bytes, in hex; half a surrogate counts as it stands."""
    return sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
