"""Text in a spreadsheet's cell: no program may take it for a formula."""

import re

# Programs drop blanks before a sign, and some take full-width signs for plain ones.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it if it begins like a formula, or like one so guarded."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
