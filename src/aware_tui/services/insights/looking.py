"""One look at what keeps happening: read, tested, asked who it was, and put together.

The turns alternate between the database and plain counting, so that a desk can do each on its own thread.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from aware_tui.domain.insights.asked_period import weeks_before
from aware_tui.domain.insights.counts import Counts, Persons
from aware_tui.domain.insights.notes import Heard
from aware_tui.domain.insights.patterns import Pattern
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import (
    FeedbackFigures,
    Finding,
    Incident,
    Insights,
    Repeats,
    Rising,
    Theme,
    Totals,
)
from aware_tui.services.insights.cached import Remembered
from aware_tui.services.insights.question import Question

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Hashable

    from aware_tui.domain.insights.detector import Screened

RISING_WEEKS = 16
"""Weeks that a rise is found in: its own, one between, twelve usual ones, and those that are not whole."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the counts say."""

    findings: tuple[Finding, ...]
    incidents: tuple[Incident, ...]
    rising: tuple[Rising, ...]
    not_enough: tuple[str, ...]
    repeats: Repeats


@dataclass(frozen=True, slots=True)
class Themes:
    """What the words say."""

    themes: tuple[Theme, ...]
    not_enough: tuple[str, ...]


class Memory:
    """What earlier looks found, by what they were made from."""

    def __init__(self) -> None:
        self.patterns: Remembered[Patterns] = Remembered()
        self.themes: Remembered[Themes] = Remembered()


@dataclass(frozen=True, slots=True)
class Counted:
    """What patterns are found in."""

    counts: Counts
    lately: Counts
    """The counts that a rise is found in, which may reach further back."""
    repeats: Repeats


@dataclass(frozen=True, slots=True)
class Tested:
    """Counts with the spots that may become findings."""

    counted: Counted
    spots: "Screened"


@dataclass(frozen=True, slots=True)
class Material:
    """What the first turn reads: what is known already, or what it is to be found in."""

    asked: Question
    counts_key: "Hashable"
    words_key: "Hashable"
    patterns: Patterns | Counted
    themes: Themes | Heard
    totals: Totals
    feedback: FeedbackFigures


People: TypeAlias = Mapping[Pattern, Persons]


def look(db: "sqlite3.Connection", asked: Question, memory: Memory | None = None) -> Insights:
    """Look at a period, all turns after one another."""
    memory = memory or Memory()
    material = gather(db, asked, memory)
    tested = screened(material)
    return assembled(material, tested, persons(db, material, tested), memory)


def gather(db: "sqlite3.Connection", asked: Question, memory: Memory) -> Material:
    """Read what a look needs; raises what SQLite does."""
    from aware_tui.store import feedback, insight_notes, insights

    about = asked.period, asked.day, asked.playbook
    counts_key = insights.mark(db), about
    words_key = insight_notes.mark(db), about
    return Material(
        asked,
        counts_key,
        words_key,
        memory.patterns.recall(counts_key) or _counted(db, asked),
        memory.themes.recall(words_key) or insight_notes.heard(db, asked.period, asked.step),
        insights.totals(db, asked.period, asked.now),
        feedback.figures(db, asked.period, asked.now),
    )


def _counted(db: "sqlite3.Connection", asked: Question) -> Counted:
    """Read the counts, and those of earlier weeks where the period has too few of them for a rise."""
    from aware_tui.store import insights

    counts = lately = insights.counts(db, asked.period)
    if asked.day - asked.period.since < timedelta(weeks=RISING_WEEKS):
        lately = insights.counts(db, Period(weeks_before(asked.day), asked.day))
    return Counted(counts, lately, insights.repeats(db, asked.period))


def screened(material: Material) -> Patterns | Tested:
    """Test the counts, unless that was done before."""
    from aware_tui.domain.insights.detector import screen

    found = material.patterns
    return Tested(found, screen(found.counts, material.asked.names)) if isinstance(found, Counted) else found


def persons(db: "sqlite3.Connection", material: Material, found: Patterns | Tested) -> People:
    """Read who stands behind each spot that may become a finding."""
    from aware_tui.store import insights

    spots = found.spots.candidates if isinstance(found, Tested) else ()
    return {each.pattern: insights.persons(db, material.asked.period, each.pattern) for each in spots}


def assembled(material: Material, found: Patterns | Tested, people: People, memory: Memory) -> Insights:
    """Put it all together, and remember what took the time."""
    patterns = _patterns(material.asked, found, people) if isinstance(found, Tested) else found
    themes = _themes(material.asked, material.themes)
    memory.patterns.keep(material.counts_key, patterns)
    memory.themes.keep(material.words_key, themes)
    return Insights(
        material.asked.period,
        patterns.findings,
        patterns.incidents,
        patterns.rising,
        themes.themes,
        (*patterns.not_enough, *themes.not_enough),
        patterns.repeats,
        material.feedback,
        material.totals,
    )


def _patterns(asked: Question, tested: Tested, people: People) -> Patterns:
    from aware_tui.domain.insights import detector, rising

    counts, lately = tested.counted.counts, tested.counted.lately
    too_soon = rising.not_enough(lately, asked.day)
    return Patterns(
        detector.findings(tested.spots, people, asked.names),
        tested.spots.incidents,
        rising.rising(lately, asked.day, asked.names),
        (*detector.not_enough(counts), *([too_soon] if too_soon else [])),
        tested.counted.repeats,
    )


def _themes(asked: Question, found: Themes | Heard) -> Themes:
    if isinstance(found, Themes):
        return found
    from aware_tui.domain.insights import theme_words, themes

    return Themes(themes.themes(found, asked.names), theme_words.not_enough(found))
