"""The tables of bad/: one edit each that makes the small playbook a bad one."""

import re
from pathlib import Path
from typing import NamedTuple


class Bad(NamedTuple):
    """One edit of a file of the small playbook, and the problem it must give."""

    spoiled: str
    told: str
    words: str
    instead: str
    old: str
    new: str


def table(name: str) -> list[Bad]:
    """Return the cases of a table in bad/."""
    head = r"(?P<spoiled>\w+) (?P<told>\w+:\d+:\d+) (?P<words>.*) \| (?P<instead>.*)"
    text = (Path(__file__).parent / "bad" / f"{name}.txt").read_text("utf-8")
    cases = re.finditer(rf"^{head}\n- (?P<old>.*)\n\+ (?P<new>.*)$", text, re.MULTILINE)
    return [
        Bad(**{key: words.replace("\\n", "\n") for key, words in case.groupdict().items()}) for case in cases
    ]


def spoil(small: Path, bad: Bad) -> None:
    """Make one edit in a copy of the small playbook."""
    path = small / f"{bad.spoiled}.yaml"
    text = path.read_text("utf-8")
    assert bad.old in text
    path.write_text(text.replace(bad.old, bad.new, 1), encoding="utf-8")
