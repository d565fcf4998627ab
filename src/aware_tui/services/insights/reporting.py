"""A look at what keeps happening for faces that do not run the app; right beside an app on the same data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.insights.counts import Counts
from aware_tui.domain.insights.report import Insights
from aware_tui.domain.insights.whereabouts import where
from aware_tui.domain.text import one_line
from aware_tui.services.insights.question import Question
from aware_tui.services.opened import opened
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.store.database import Database

TRAINED = 3
"""Findings that training is suggested for, the first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A look, and what could be done about it."""

    insights: Insights
    advice: tuple[str, ...] = ()
    """What could be practised for it, in sentences."""
    goals: tuple[str, ...] = ()
    """A sentence for each open goal."""


def seen(settings: Settings, asked: Question, *, advise: bool = False) -> Seen:
    """Look at a period; `advise` also tells how goals go and chooses what to practise, from files.

    Where there is no data yet the look says so. Raises a StoreProblem.
    """
    if not has_data(settings):
        return Seen(nothing(asked))
    from aware_tui.services.insights.looking import look

    with opened(settings) as db:
        found = look(db, asked)
        if not advise:
            return Seen(found)
        return Seen(found, tuple(_advice(db, settings, asked, found)), _goals(db, asked))


def nothing(asked: Question) -> Insights:
    """Return the look at a period of which there is no data."""
    from aware_tui.domain.feedback_counts import figures_of
    from aware_tui.domain.insights.detector import not_enough

    empty = Counts(asked.period, {}, {}, {})
    return Insights(asked.period, not_enough=not_enough(empty), feedback=figures_of((), 0))


def _goals(db: "Database", asked: Question) -> tuple[str, ...]:
    from aware_tui.domain.insight_states import GoalState
    from aware_tui.services.goals import lines

    there = lines(db, asked.names, asked.now)
    return tuple(
        f"{one_line(each.goal.title)}: {each.sentence}" for each in there if each.goal.state is GoalState.OPEN
    )


def _advice(db: "Database", settings: Settings, asked: Question, found: Insights) -> Iterator[str]:
    """Yield what to practise for each of the first findings, no scenario twice.

    Where none fits, how one can be made: told once for a category.
    """
    from aware_tui.services.insights.training import chosen, needs, no_scenario

    told: set[str] = set()
    for finding in found.findings[:TRAINED]:
        fitting = chosen(settings, finding, needs(db, finding, asked), asked.names)
        best = next((each for each in fitting if each.scenario_id not in told), None)
        key = best.scenario_id if best else f"category {finding.pattern.category}"
        if best is None and (fitting or key in told):
            continue
        told.add(key)
        sentence = best.sentence if best else no_scenario(db, finding, asked.period)
        yield f"{where(finding.pattern, asked.names)}. {sentence}"
