"""A draft of a scenario, taken from a session that was lived through: acts, mood, remedy and cause, no words.

A person writes the words. Whatever is marked TODO is theirs to say. The way that was chosen to put it right,
the category and the cause are in a draft only if the scrub finds nothing in them.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from aware_tui.domain.playbook import Playbook
from aware_tui.domain.practice.draft_text import Bones, draft_text
from aware_tui.domain.practice.happened import happened
from aware_tui.domain.practice.scrub import leaks
from aware_tui.domain.practice.scrub_words import COMMON
from aware_tui.domain.practice.untold import untold_of
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import ApologySize

FROM_SESSION = "from-session"
"""The `source` of a scenario that was drafted from a session."""

CALM, FURIOUS = 4.0, 8.0
"""Anger at the start of a call whose mood was the best, and the worst."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")
_TODO = re.compile(r"\bTODO\b")


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario's file with everything still to be said, and the session it came from, kept beside it."""

    scenario_id: str
    session_id: str
    text: str


def draft_of(session: CoachingSession, playbook: Playbook, common: Collection[str] = COMMON) -> Draft:
    """Return the draft of a session; `common` are words that tell nothing of anybody."""
    head = session.head
    category = playbook.category(head.category)
    record = session.quality_record
    causes = {cause.id: cause.label for cause in playbook.causes}
    chosen = next((option for option in session.options if option.chosen), None)
    untold = untold_of(session, common)

    def clean(words: str) -> str:
        """Return words in one line, if they tell nothing of anybody."""
        return "" if leaks(words, untold) else " ".join(words.split())

    bones = Bones(
        scenario_id=_id_of(clean(head.category or "")),
        category_id=clean(category.id) if category is not None else "",
        category=clean(category.label) if category is not None else "",
        cause=clean(causes.get(record.cause or "", "")) if record is not None else "",
        mood_start=head.mood_start,
        mood_end=head.mood_end,
        anger=_anger(head.mood_start),
        size=head.apology_size or ApologySize.FULL,
        safety=head.safety_reason is not None,
        done=happened(session),
        remedy=clean(chosen.text) if chosen is not None else "",
    )
    return Draft(bones.scenario_id, session.id, draft_text(bones))


def _id_of(category: str) -> str:
    """Return an id that tells the kind of call and nothing else; the session's own holds its time."""
    kind = category if _ID.fullmatch(category) and "TODO" not in category else "other"
    return f"call-{kind}"


def _anger(mood: int | None) -> float:
    """Return the anger to begin with, by a mood of 1 (furious) to 5 (calm)."""
    return FURIOUS - (FURIOUS - CALM) * ((mood or 2) - 1) / 4


def renamed(draft: Draft, scenario_id: str) -> Draft:
    """Return a draft under another id."""
    line, other = f"\nid: {draft.scenario_id}\n", f"\nid: {scenario_id}\n"
    return Draft(scenario_id, draft.session_id, draft.text.replace(line, other, 1))


def left_to_write(text: str) -> Iterator[tuple[int, int]]:
    """Yield line and column, from 1, of everything that is still marked TODO."""
    for number, line in enumerate(text.split("\n"), 1):
        yield from ((number, found.start() + 1) for found in _TODO.finditer(line))
