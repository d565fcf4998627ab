"""Words typed in a question that was not answered yet: kept as a note, so that nothing typed is lost."""

PREFIX = "unfinished"
"""Begins the field of such a note; no field of a playbook has a stroke in its name."""


def field_of(question: str, row: str = "") -> str:
    """Return the field for the words of a question, such as `why broken`, about one row or none."""
    return "/".join((PREFIX, question, *([row] if row else [])))


def said(field: str) -> str | None:
    """Return what the words of a field belong to, in words; None for any other field."""
    prefix, _, rest = field.partition("/")
    return f"Not finished: {rest.partition('/')[0]}" if prefix == PREFIX and rest else None
