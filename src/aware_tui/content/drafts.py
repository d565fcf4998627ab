"""What is still to be written in a file that somebody is working on."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aware_tui.content.errors import Problem


def to_write(path: Path) -> "tuple[Problem, ...]":
    """Return what is still marked TODO in a file that was read before."""
    from aware_tui.content.errors import Problem
    from aware_tui.domain.practice.drafting import left_to_write

    try:
        text = path.read_text("utf-8-sig", errors="replace")
    except OSError:  # it went meanwhile
        return ()
    wrong = "There is a TODO here", "Write the words, and take the mark away."
    return tuple(Problem(str(path), line, column, *wrong) for line, column in left_to_write(text))
