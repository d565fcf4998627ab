"""Is a goal SMART? One check for each letter, in plain words: what holds, or what is missing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from aware_tui.domain.forms import weekday
from aware_tui.domain.goals.aim import EVERYTHING, METERS, Aim, Scope, statistics_of
from aware_tui.domain.goals.attainable import attainable
from aware_tui.domain.goals.figure_words import day_words
from aware_tui.domain.goals.letters import Letter
from aware_tui.domain.goals.measuring import Observations, measured
from aware_tui.domain.goals.words import baseline_words, lead, made_of
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period
from aware_tui.domain.text import count_words, counted
from aware_tui.language import _

BASELINE_WEEKS = 12
"""What was saved in the weeks before a goal begins says how it was until then."""

A_YEAR = timedelta(days=366)

EARLIEST = date(1970, 1, 1)
"""No goal looks back further, whatever first day is typed."""

PATTERNED = (Metric.COMPLAINTS, Metric.REPEATS, Metric.FIRST_RESPONSE, Metric.RESOLUTION)
"""What can be measured of a finding: only complaints have its weekday, hours, place and channel."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal as it is being written; what is not said yet is None or empty."""

    title: str = ""
    metric: Metric | None = None
    statistic: Statistic | None = None
    target: float | None = None
    target_words: str = ""
    """What was typed for it, where that is no number."""
    within: float | None = None
    scope: Scope = EVERYTHING
    starts_on: date | None = None
    """Today, if nobody says otherwise."""
    deadline: date | None = None
    deadline_words: str = ""
    owner: str = ""
    reason: str = ""
    reason_ref: str = ""
    """What it comes from: `pattern:`, `theme:` or `promise:` and which."""

    @property
    def aim(self) -> Aim | None:
        """Return what it aims at, once a figure and a target are said that go together."""
        figure = self.figure
        return None if figure is None or self.target is None else replace(figure, target=self.target)

    @property
    def figure(self) -> Aim | None:
        """Return what it measures, whether or not a target is said."""
        if self.metric is None:
            return None
        statistic = self.statistic or statistics_of(self.metric)[0]
        if (self.metric, statistic) not in METERS:
            return None
        return Aim(self.metric, statistic, 0.0, self.within)


def baseline_period(draft: Draft, today: date) -> Period:
    """Return the weeks before a goal begins; of complaints a week, the last complete ones."""
    until = max(min(draft.starts_on or today, today), EARLIEST)
    if draft.metric is Metric.COMPLAINTS:
        until -= timedelta(days=until.weekday())
    return Period(until - timedelta(weeks=BASELINE_WEEKS), until)


def letters(draft: Draft, observed: Observations | None, today: date, names: Names) -> tuple[Letter, ...]:
    """Return the five letters in their order; `observed` is what was saved in the baseline period.

    Without `observed` (it is being read still, or there is no figure to read) measuring is not judged.
    """
    return (
        _specific(draft, names),
        _measurable(draft, observed),
        attainable(draft.aim, draft.figure, observed, draft.target_words),
        _relevant(draft),
        _timed(draft, today),
    )


def all_hold(checks: tuple[Letter, ...]) -> bool:
    """Say whether a goal can be kept."""
    return all(each.holds for each in checks)


def _specific(draft: Draft, names: Names) -> Letter:
    if draft.metric is None:
        begin = _("A title alone is not enough. ") if draft.title.strip() else ""
        return Letter("S", False, _("{begin}Choose one figure that is to change.").format(begin=begin))
    figure = draft.figure
    if figure is None:
        known = [STATISTICS[each] for each in statistics_of(draft.metric)]
        choose = _("Choose {rest}{known}.").format(
            rest=_("one of: ") if len(known) > 1 else "", known=", ".join(known)
        )
        return Letter("S", False, _("There is no such figure of this. {choose}").format(choose=choose))
    if draft.scope.pattern is not None and draft.metric not in PATTERNED:
        return Letter("S", False, NOT_OF_A_FINDING)
    if draft.scope.location and draft.scope.channel:
        return Letter("S", False, _("Choose a place or a channel, not both."))
    if not draft.owner.strip():
        return Letter("S", False, _("Whose is it? One person owns a goal."))
    about = draft.scope.told(names)
    return Letter(
        "S",
        True,
        _("{lead}{rest}. Owner: {owner}.").format(
            lead=lead(figure), rest=f", {about}" if about else "", owner=draft.owner.strip()
        ),
    )


STATISTICS = {
    Statistic.MEAN: _("average (mean)"),
    Statistic.MEDIAN: _("middle (median)"),
    Statistic.SHARE: _("share"),
    Statistic.WEEKLY: _("weekly"),
}
"""What statistics are called; in brackets how they are typed."""

NOT_OF_A_FINDING = _("Of a finding only complaints, repeats and times can be counted. Choose one of these.")

NEEDED = {
    Metric.FIRST_RESPONSE: _(
        "calls keep when they came in and when they were answered, and so do imported "
        "complaints with received_at and first_response_at"
    ),
    Metric.RESOLUTION: _(
        "finished calls keep when they ended, and so do imported complaints that are closed"
    ),
    Metric.SATISFACTION: _("ask customers for a score and note it as feedback"),
    Metric.POSITIVE: _("note what customers say as feedback"),
    Metric.PROMISES_KEPT: _("mark promises kept or broken in Follow-ups"),
    Metric.REPEATS: _("name the customer of each call"),
    Metric.COMPLAINTS: _("take calls, or import past complaints, until a whole week is over"),
}
"""What would make a metric measurable."""


def _measurable(draft: Draft, observed: Observations | None) -> Letter:
    figure = draft.figure
    if figure is None or draft.metric is None:
        return Letter("M", False, _("It is counted from what is saved, once a figure is chosen."))
    if figure.statistic is Statistic.SHARE and figure.metric is Metric.FIRST_RESPONSE and not figure.within:
        return Letter("M", False, _("It is counted from what is saved, once the minutes are said."))
    if observed is None:
        return Letter("M", False, _("Counting ..."))
    measure = measured(figure, observed)
    if measure.n == 0 or (figure.statistic is Statistic.WEEKLY and measure.yes == 0):
        place = (
            _(" at {location}. If the name is right").format(location=draft.scope.location)
            if draft.scope.location
            else ""
        )
        return Letter(
            "M",
            False,
            _("Nothing records this yet{place}: {needed}.").format(place=place, needed=NEEDED[draft.metric]),
        )
    return Letter(
        "M", True, _("Counted from what is saved. {before}").format(before=_before(figure, observed))
    )


def _before(figure: Aim, observed: Observations) -> str:
    measure = measured(figure, observed)
    weeks = max(1, observed.period.days // 7)
    return baseline_words(figure, measure, weeks) if measure.value is not None else made_of(figure, measure)


REASON = _("Why does it matter? Name a finding, a theme, a promise to customers, or say it in your words.")

SOURCES = {"pattern": _("a finding"), "theme": _("a theme"), "promise": _("a promise")}
"""What a reason can lead back to."""


def _relevant(draft: Draft) -> Letter:
    source = SOURCES.get(draft.reason_ref.partition(":")[0], "")
    if not count_words(draft.reason) and not source:
        return Letter("R", False, REASON)
    words = draft.reason.strip()
    return Letter("R", True, _("It comes from {source}.").format(source=source) if source else words)


def _timed(draft: Draft, today: date) -> Letter:
    begins, ends = draft.starts_on or today, draft.deadline
    if ends is None:
        words = draft.deadline_words.strip()
        such_as = _("Such as: this quarter, end of March, in 6 weeks, 2026-03-31.")
        return Letter(
            "T",
            False,
            _("“{words}” names no day to come. {such_as}").format(words=words, such_as=such_as)
            if words
            else _("By when? {such_as}").format(such_as=such_as),
        )
    told = day_words(ends, today)
    if ends < today:
        return Letter("T", False, _("{told} is over. Choose a day to come.").format(told=told))
    if ends <= begins:
        return Letter(
            "T",
            False,
            _("{told} is not after its first day, {first}.").format(
                told=told, first=day_words(begins, today)
            ),
        )
    if ends - begins > A_YEAR:
        return Letter(
            "T",
            False,
            _("{told} is more than a year after its first day. Choose a nearer one.").format(told=told),
        )
    return Letter(
        "T",
        True,
        _("By {weekday} {told}. {days} left.").format(
            weekday=weekday(ends), told=told, days=counted((ends - today).days + 1, "day")
        ),
    )
