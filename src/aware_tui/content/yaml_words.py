"""What a YAML parser complains of, in plain words."""

from yaml import MarkedYAMLError

from aware_tui.content.errors import Problem, shown

_QUOTE = 'Put the whole text between double quotes: "..."'
_ALIGN = "Line it up with the entry above it, with blanks."

_KNOWN = {
    "mapping values are not allowed": (
        "A colon cannot stand here, or this line is indented wrongly",
        f"{_QUOTE}, or line it up with the line above.",
    ),
    "sequence entries are not allowed": (
        "A list cannot start here",
        "Start it on the next line with `- `.",
    ),
    "unexpected end of stream": (
        "A quote that opens here is never closed",
        "Add the closing quote.",
    ),
    "escape": (
        "A backslash in double quotes starts something unknown",
        "Write two backslashes, or use single quotes.",
    ),
    "',' or ']'": (
        "A list that opens with `[` here goes wrong or is never closed",
        "Separate entries by commas and close it with `]`.",
    ),
    "',' or '}'": (
        "A group that opens with `{` here goes wrong or is never closed",
        "Separate entries by commas and close it with `}`.",
    ),
    "block collection": (
        "This line does not belong to the list above it",
        "Start it with `- `, or indent it.",
    ),
    "node content": (
        "A value is missing here, or a `[` or `{` above is never closed",
        "Write the value, or close the list.",
    ),
    "expected key": ("This line does not fit the lines above it", _ALIGN),
    "<block end>": ("This line does not fit the lines above it", _ALIGN),
    "could not find expected ':'": ("A key has no colon after it", "Write `key: value`."),
    "incompatible YAML": (
        "This file asks for another version of YAML",
        "Take out the line that starts with %YAML.",
    ),
}
# Told where they open, not where they end.
_OPENED = ("unexpected end of stream", "',' or ']'", "',' or '}'", "expected ':'")


def explain(error: MarkedYAMLError, text: str, file: str) -> Problem:
    """Return the parser's complaint as a problem in plain words."""
    said = f"{error.context}: {error.problem}"
    mark = error.problem_mark
    if error.context_mark is not None and any(words in said for words in _OPENED):
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message, instead = _in_words(said, _character(text, line, column))
    return Problem(file, line + 1, column + 1, message, instead)


def _in_words(said: str, character: str) -> tuple[str, str]:
    if "cannot start any token" in said and character == "\t":
        return "A tab is used to indent", "Use blanks instead of tabs."
    if "cannot start any token" in said:
        return f"A text cannot start with {shown(character)}", _QUOTE + "."
    for words, answer in _KNOWN.items():
        if words in said:
            return answer
    return (
        "This cannot be read as YAML",
        "Check the indentation, the colons and the quotes of this line and the one above.",
    )


def _character(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    return lines[line][column : column + 1] if line < len(lines) else ""
