"""The words for feedback and goals; each is stored as it reads."""

from enum import StrEnum


class Sentiment(StrEnum):
    """Whether feedback is good or bad."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Source(StrEnum):
    """Where feedback came from."""

    SESSION = "session"
    """Asked after a call."""
    SURVEY = "survey"
    FORM = "form"
    SOCIAL = "social"
    IN_PERSON = "in_person"
    OTHER = "other"


class Metric(StrEnum):
    """What a goal measures."""

    FIRST_RESPONSE = "first_response"
    """Minutes from a complaint's coming in to the first answer."""
    RESOLUTION = "resolution"
    """Days from a complaint's coming in to its end."""
    SATISFACTION = "satisfaction"
    """Scores of feedback, told of 5."""
    POSITIVE = "positive"
    """Feedback that was positive, of what was answered."""
    PROMISES_KEPT = "promises_kept"
    REPEATS = "repeats"
    """Complaints of customers who complained of the same thing in the 28 days before."""
    COMPLAINTS = "complaints"
    """Complaints a week, of everything, of a category, or of a finding."""


class Statistic(StrEnum):
    """Which figure of a metric counts."""

    MEAN = "mean"
    MEDIAN = "median"
    SHARE = "share"
    """Of all that could: percent."""
    WEEKLY = "weekly"
    """A number a week."""


class Direction(StrEnum):
    """Which side of the target is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class GoalState(StrEnum):
    """How a goal stands in its life; how it goes is counted, not kept."""

    OPEN = "open"
    ENDED = "ended"
