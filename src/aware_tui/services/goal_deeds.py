"""What can be done about goals: make one of typed words, end it, open it again; and finding one by its id."""

from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.goals import deeds
from aware_tui.domain.goals.aim import EVERYTHING, METERS, Scope
from aware_tui.domain.goals.measuring import Measure
from aware_tui.domain.goals.smart import Draft
from aware_tui.domain.goals.typed import number_in
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.goals import Checked, deadline_meant, names_at
from aware_tui.services.spots import safe_line

if TYPE_CHECKING:
    from aware_tui.domain.session import Change, Stamp
    from aware_tui.store.database import Database

GONE = _("This goal was erased meanwhile, in another window. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal as it was typed, line by line; `about` and `reason_ref` are chosen, not typed."""

    title: str = ""
    metric: Metric | None = None
    statistic: Statistic | None = None
    target: str = ""
    within: str = ""
    when: str = ""
    owner: str = ""
    reason: str = ""
    about: Scope = EVERYTHING
    reason_ref: str = ""

    @property
    def figure(self) -> tuple[Metric, Statistic] | None:
        """Return which figure was chosen, if one was."""
        if self.metric is None or self.statistic is None:
            return None
        return self.metric, self.statistic

    def with_figure(self, figure: tuple[Metric, Statistic]) -> "GoalWords":
        """Return it with another figure."""
        return replace(self, metric=figure[0], statistic=figure[1])


def draft_of(words: GoalWords, now: datetime, zone: str) -> Draft:
    """Return the draft that typed words mean at the aware time `now`, fit to be kept."""
    bare = Draft(metric=words.metric, statistic=words.statistic)
    figure = bare.figure
    meter = figure.meter if figure is not None else METERS[Metric.COMPLAINTS, Statistic.WEEKLY]
    bound = "minutes" if words.metric is Metric.FIRST_RESPONSE else "of 5"
    share = figure is not None and figure.statistic is Statistic.SHARE
    return replace(
        bare,
        title=safe_line(words.title),
        target=number_in(words.target, meter.unit),
        target_words=safe_line(words.target),
        within=number_in(words.within, bound) if share else None,
        scope=words.about,
        deadline=deadline_meant(words.when, now, zone),
        deadline_words=safe_line(words.when),
        owner=safe_line(words.owner),
        reason=safe_line(words.reason),
        reason_ref=words.reason_ref,
    )


def words_of(draft: Draft) -> GoalWords:
    """Return a draft as it would be typed."""
    figure = draft.figure
    return GoalWords(
        draft.title,
        draft.metric,
        figure.statistic if figure is not None else draft.statistic,
        "" if draft.target is None else f"{draft.target:g}",
        "" if draft.within is None else f"{draft.within:g}",
        draft.deadline_words,
        draft.owner,
        draft.reason,
        draft.scope,
        draft.reason_ref,
    )


def made(checked: Checked, zone: str, names: Names, stamp: "Stamp") -> "Change":
    """Return the change that keeps a goal whose letters hold."""
    today = local_time(stamp.at, zone).date()
    baseline = checked.baseline if checked.baseline.value is not None else Measure()
    return deeds.make(checked.draft, baseline, today, zone, names, stamp)


def make(desk: Desk, checked: Checked) -> "Future[Change]":
    """Keep a goal whose letters hold."""
    names, zone = names_at(desk), desk.settings.zone
    return desk.make(lambda _, stamp: made(checked, zone, names, stamp))


def end(desk: Desk, goal_id: str, outcome: str) -> "Future[Change]":
    """End a goal, with what came of it in words."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        return deeds.end(_goal_now(desk, db, goal_id), safe_line(outcome), stamp)

    return desk.make(making)


def reopen(desk: Desk, goal_id: str) -> "Future[Change]":
    """Take the end of a goal back."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        return deeds.reopen(_goal_now(desk, db, goal_id), stamp)

    return desk.make(making)


def _goal_now(desk: Desk, db: "Database", goal_id: str) -> Goal:
    from aware_tui.store.errors import Conflict
    from aware_tui.store.goals import goal

    found = goal(db, goal_id, desk.writer.versions)
    if found is None:
        raise Conflict(GONE)
    return found
