"""One look at what keeps happening: read, tested, asked who it was, and put together."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aware_tui.domain.insights.asked_period import weeks_before
from aware_tui.domain.insights.counts import Counts
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding, Incident, Insights, Repeats, Rising, Theme
from aware_tui.services.insights.cached import Remembered
from aware_tui.services.insights.question import Question

if TYPE_CHECKING:
    from aware_tui.store.database import Database

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


def look(db: "Database", asked: Question, memory: Memory | None = None) -> Insights:
    """Look at a period; what has not changed since the last look is remembered. Raises what SQLite does."""
    from aware_tui.store import feedback, insights

    memory = memory or Memory()
    patterns, themes = _patterns(db, asked, memory), _themes(db, asked, memory)
    return Insights(
        asked.period,
        patterns.findings,
        patterns.incidents,
        patterns.rising,
        themes.themes,
        (*patterns.not_enough, *themes.not_enough),
        patterns.repeats,
        feedback.figures(db, asked.period, asked.now),
        insights.totals(db, asked.period, asked.now),
    )


def _patterns(db: "Database", asked: Question, memory: Memory) -> Patterns:
    from aware_tui.store import insights

    key = insights.mark(db), asked.period, asked.day, asked.playbook
    known = memory.patterns.recall(key)
    if known is None:
        known = _found(db, asked)
        memory.patterns.keep(key, known)
    return known


def _found(db: "Database", asked: Question) -> Patterns:
    """Test the counts, and read who stands behind each spot that may become a finding."""
    from aware_tui.domain.insights import detector, rising
    from aware_tui.store import insights

    counts = insights.counts(db, asked.period)
    lately = _lately(db, asked, counts)
    spots = detector.screen(counts, asked.names)
    people = {each.pattern: insights.persons(db, asked.period, each.pattern) for each in spots.candidates}
    too_soon = rising.not_enough(lately, asked.day)
    return Patterns(
        detector.findings(spots, people, asked.names),
        spots.incidents,
        rising.rising(lately, asked.day, asked.names),
        (*detector.not_enough(counts), *([too_soon] if too_soon else [])),
        insights.repeats(db, asked.period),
    )


def _lately(db: "Database", asked: Question, counts: Counts) -> Counts:
    """Return the counts that a rise is found in: those of earlier weeks too where the period has too few."""
    from aware_tui.store import insights

    if asked.day - asked.period.since < timedelta(weeks=RISING_WEEKS):
        return insights.counts(db, Period(weeks_before(asked.day), asked.day))
    return counts


def _themes(db: "Database", asked: Question, memory: Memory) -> Themes:
    from aware_tui.domain.insights import theme_words, themes
    from aware_tui.store import insight_notes

    key = insight_notes.mark(db), asked.period, asked.day, asked.playbook
    known = memory.themes.recall(key)
    if known is None:
        heard = insight_notes.heard(db, asked.period, asked.step)
        known = Themes(themes.themes(heard, asked.names), theme_words.not_enough(heard))
        memory.themes.keep(key, known)
    return known
