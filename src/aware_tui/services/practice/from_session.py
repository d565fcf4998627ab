"""From a session to a draft of a scenario: made, kept, and the session it came from kept beside it."""

import os
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.config import Settings
from aware_tui.services.desk import Desk
from aware_tui.services.practice.shelves import OWN

if TYPE_CHECKING:
    from aware_tui.domain.practice.drafting import Draft
    from aware_tui.services.shown import Story

DRAFTS = "drafts"
"""The folder of drafts, in that of the scenarios of one's own; Practice does not look into it."""

BESIDE = ".session"
"""Ends the name of the file that holds a draft's session."""

MOST_DRAFTS = 1_000

_WORD = re.compile(r"(?<![^\W\d_])[a-z]{2,}(?![^\W\d_])")


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return words that are hardly names: those in two files or more of the shipped method.

    Words that stand there with a capital only are not among them; nor do the scenarios and drills count,
    which are about people.
    """
    folder = paths.shipped_playbooks() / "aware"
    texts = (path.read_text("utf-8", errors="replace") for path in folder.glob("*.yaml"))
    files = Counter(word for text in texts for word in set(_WORD.findall(text)))
    return frozenset(word for word, count in files.items() if count > 1)


def draft_of_story(story: "Story") -> "Draft":
    """Return the draft of a session that was read back."""
    from aware_tui.domain.practice.drafting import draft_of

    return draft_of(story.session, story.playbook, common_words())


def read_draft(settings: Settings, part: str) -> "Draft":
    """Return the draft of a session, by its id or part of it; raises NoSuchSession and StoreProblem."""
    from aware_tui.services.reports import read_session

    return draft_of_story(read_session(settings, part))


def keep_draft_from(desk: Desk, session_id: str) -> "Future[Path]":
    """Make the draft of a session and keep it; what stands in the way is told in a sentence."""
    return desk.consult(lambda _: keep_draft(desk.settings, draft_of_story(desk.story(session_id).result())))


def drafts_of(settings: Settings) -> Path:
    """Return the folder of drafts; it may not be there yet."""
    return settings.data_dir / OWN / DRAFTS


def keep_draft(settings: Settings, draft: "Draft") -> Path:
    """Keep a draft among the drafts, in place of an earlier one that nobody has touched; return its path.

    Raises NotWritten.
    """
    from aware_tui.domain.practice.drafting import renamed
    from aware_tui.exports.files import NotWritten, private_folder

    folder = private_folder(drafts_of(settings))
    for number in range(1, MOST_DRAFTS):
        named = draft if number == 1 else renamed(draft, f"{draft.scenario_id}-{number}")
        path = folder / f"{named.scenario_id}.yaml"
        if not os.path.lexists(path):
            return write_draft(path, named)
        if session_beside(path) == draft.session_id and _is_untouched(path):
            return _write(path, named, lambda _: True)
    raise NotWritten(f"{folder} is full of drafts. Take away those that nobody works on.")


def write_draft(path: Path, draft: "Draft") -> Path:
    """Write a draft, and its session beside it; NotWritten if either name is taken."""
    from aware_tui.exports.files import NotWritten

    if is_folder(path):
        raise NotWritten(f"{path} is a folder. Name a file in it, such as {path / 'draft.yaml'}.")
    if os.path.lexists(beside(path)):
        raise NotWritten(f"{beside(path)} is there already. Choose another name for the draft.")
    return _write(path, draft, lambda _: False)


def _write(path: Path, draft: "Draft", may_replace: Callable[[str], bool]) -> Path:
    """Write a draft; beside it go its session, and the print by which it is known as untouched."""
    from aware_tui.exports.files import write_whole

    made = write_whole(path, draft.text, may_replace)
    write_whole(beside(made), f"{draft.session_id}\n{_print_of(draft.text.encode())}\n", may_replace)
    return made


def _print_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_folder(path: Path) -> bool:
    """Say whether a path is that of a folder; one that no file can have is not."""
    return os.path.isdir(path)  # noqa: PTH112  # unlike Path.is_dir it takes names that are too long


def beside(path: Path) -> Path:
    """Return the path of the file that names a draft's session."""
    return path.with_name(path.name.removesuffix(".yaml") + BESIDE)


def session_beside(path: Path) -> str | None:
    """Return the session a draft came from, if that is kept beside it."""
    return next(iter(_told_beside(path)), None)


def _told_beside(path: Path) -> list[str]:
    try:
        return beside(path).read_text("utf-8", errors="replace")[:200].split()
    except OSError:
        return []


def _is_untouched(path: Path) -> bool:
    try:
        return _told_beside(path)[1:] == [_print_of(path.read_bytes())]
    except OSError:
        return False
