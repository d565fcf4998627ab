"""What a look at a period gives: findings, one-offs, what is rising, themes, feedback, totals."""

from dataclasses import dataclass, field
from datetime import date

from aware_tui.domain.insights.patterns import Pattern
from aware_tui.domain.insights.period import Period


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that keeps happening, with its counts; complaints are counted once for each customer."""

    pattern: Pattern
    observed: int
    expected: float
    """Where the category and the dimension had nothing to do with each other."""
    ratio: float
    """`observed` to `expected`."""
    ratio_low: float
    """What the ratio is at least, in 19 of 20 cases (Byar's bound)."""
    seen: int
    """In how many weeks (weekdays) or on how many days (all others)."""
    of: int
    """How many weeks or days there are in the data."""
    customers: int
    at_least: bool
    """There are so many customers or more: not everybody was counted."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One day that stands out, and is therefore not counted as a pattern."""

    day: date
    category: str | None
    """None where all complaints of the day stand out."""
    location: str | None
    observed: int
    usual: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Rising:
    """A category of which there were more in the last complete week than in the twelve before."""

    category: str
    week: date
    """The Monday it begins on."""
    observed: int
    usual: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Words that one group's notes have more often than all others."""

    group: str
    """The category, or `negative` for feedback."""
    term: str
    count: int
    """Notes of the group that have it."""
    of: int
    """Notes of the group."""
    others: int
    """Notes of all others that have it, and how many others there are."""
    of_others: int
    quote: str
    """One of the notes, masked and cut."""
    source: str
    """The id of the session or feedback the quote is from."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a list that adds up: a category, a channel, a weekday."""

    name: str
    """As sessions have it; empty where nobody said."""
    count: int
    share: float
    """Of all, 0 to 1."""
    running: float
    """With all lines before it."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many customers came back, in the period."""

    same: int = 0
    """Customers with the same category twice within 28 days."""
    third: int = 0
    """Customers with three complaints of any kind within 90 days."""
    customers: int = 0
    """Customers that are known by name or number."""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """What customers said, counted."""

    asked: int = 0
    """Everybody who was asked or spoke up."""
    answered: int = 0
    positive: int = 0
    neutral: int = 0
    negative: int = 0
    unsaid: int = 0
    """Answers with neither a score nor anybody's word for what they are."""
    by_source: tuple[tuple[str, int], ...] = ()
    by_channel: tuple[tuple[str, int], ...] = ()
    """How it reached us, most first."""
    preferred: tuple[tuple[str, int], ...] = ()
    """The channels that customers prefer, as their profiles say, most first."""
    sentence: str = ""

    @property
    def ratio(self) -> float | None:
        """Return positive to negative; None where nothing was negative."""
        return self.positive / self.negative if self.negative else None


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything there is in the period, each session counted."""

    sessions: int = 0
    counted: int = 0
    """Counted once: what findings are made of."""
    first_day: date | None = None
    last_day: date | None = None
    open_promises: int = 0
    overdue: int = 0
    categories: tuple[Share, ...] = ()
    """Most first."""
    weekdays: tuple[Share, ...] = ()
    """Monday first, all seven."""
    hours: tuple[Share, ...] = ()
    """By the clock."""
    channels: tuple[Share, ...] = ()
    locations: tuple[Share, ...] = ()
    weeks: tuple[int, ...] = ()
    """Sessions of each week of the period, the oldest first; the last may not be over."""
    ever: Period | None = None
    """From the first day to the last on which there are any, in the period or not; None if there are none."""


@dataclass(frozen=True, slots=True)
class Insights:
    """All of it, for one period."""

    period: Period
    findings: tuple[Finding, ...] = ()
    """What could be avoided most comes first."""
    incidents: tuple[Incident, ...] = ()
    """Those with the most complaints above the usual first."""
    rising: tuple[Rising, ...] = ()
    themes: tuple[Theme, ...] = ()
    not_enough: tuple[str, ...] = ()
    """What cannot be said yet, and what it would take."""
    repeats: Repeats = field(default_factory=Repeats)
    feedback: FeedbackFigures = field(default_factory=FeedbackFigures)
    totals: Totals = field(default_factory=Totals)
