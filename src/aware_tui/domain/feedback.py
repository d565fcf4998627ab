"""What customers say of us: asked, answered, noted unasked, corrected; and what a score says by itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of

FIVE, TEN = 5, 10
"""The scales people know: 1 to 5, and 0 to 10."""


def least(scale: int) -> int:
    """Return the worst score of a scale: 1 of 5, and 0 of every other."""
    return 1 if scale == FIVE else 0


def sentiment_of(score: float | None, scale: int) -> Sentiment | None:
    """Return what a score says by itself; None without one. A ValueError where it is off its scale.

    Of 5: 4 and 5 are positive, 3 is neutral. Of 10: 9 and 10 are positive, 7 and 8 neutral, as in net
    promoter scores. Of others: from three quarters of the way on positive, above one quarter neutral.
    """
    if score is None:
        return None
    if scale <= 0 or not least(scale) <= score <= scale:
        raise ValueError(f"{score:g} is no score from {least(scale)} to {scale}.")
    positive, neutral = _steps(score, scale)
    if positive:
        return Sentiment.POSITIVE
    return Sentiment.NEUTRAL if neutral else Sentiment.NEGATIVE


def _steps(score: float, scale: int) -> tuple[bool, bool]:
    """Say whether a score is positive, and whether it is at least neutral."""
    if scale == FIVE:
        return score >= 4, score > 2
    if scale == TEN:
        return score >= 9, score >= 7
    return score >= 0.75 * scale, score > 0.25 * scale


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it was noted."""

    score: float | None = None
    scale: int = FIVE
    sentiment: Sentiment | None = None
    """What a person takes it for; it goes before what the score says."""
    text: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nobody said anything."""
        return self.score is None and self.sentiment is None and not self.text.strip()

    def columns(self) -> dict[str, Any]:
        """Return the columns of the answer; a ValueError where the score is off its scale."""
        by_score = sentiment_of(self.score, self.scale)
        return {
            "score": self.score,
            "scale": self.scale,
            "sentiment": self.sentiment or by_score,
            "text": self.text.strip(),
        }


@dataclass(frozen=True, slots=True)
class About:
    """Where feedback comes from and what it is about, as far as that is known."""

    zone: str
    """IANA name of the zone its days are counted in."""
    source: Source = Source.OTHER
    session_id: str | None = None
    customer_id: str | None = None
    channel: str | None = None
    category: str | None = None
    location: str | None = None

    def columns(self) -> dict[str, Any]:
        """Return the columns; None for what was left empty."""
        linked = {"session_id": self.session_id, "customer_id": self.customer_id}
        known = {"channel": self.channel, "category": self.category, "location": self.location}
        filled = {name: (value or "").strip() or None for name, value in known.items()}
        return {"zone": self.zone, "source": self.source, **linked, **filled}


def about_session(session: CoachingSession) -> About:
    """Return what feedback after a session is about; the category its record names goes before its own."""
    head, record = session.head, session.quality_record
    category = (record.category if record is not None else "") or head.category
    return About(head.zone, Source.SESSION, head.id, head.customer_id, head.channel, category, head.location)


def asked(about: About, stamp: Stamp) -> Change:
    """Keep that somebody was asked and has not answered yet."""
    row = Feedback(stamp.new_id(), agent=stamp.actor, asked_at=stamp.at, **about.columns())
    return _change(stamp, "asked for feedback", row, Edit(None, row))


def noted(about: About, said: Said, stamp: Stamp) -> Change:
    """Keep what somebody said; after a session they were asked, elsewhere they spoke up by themselves.

    NOTHING where nobody said anything; a ValueError where the score is off its scale.
    """
    if said.empty:
        return NOTHING
    at = stamp.at if about.source is Source.SESSION else None
    row = Feedback(
        stamp.new_id(),
        agent=stamp.actor,
        asked_at=at,
        received_at=stamp.at,
        **about.columns(),
        **said.columns(),
    )
    return _change(stamp, "feedback noted", row, Edit(None, row))


def answered(question: Feedback, said: Said, stamp: Stamp) -> Change:
    """Keep the answer to a question; NOTHING without one. A ValueError where the score is off its scale."""
    return NOTHING if said.empty else amended(question, what_about(question), said, stamp)


def amended(feedback: Feedback, about: About, said: Said, stamp: Stamp) -> Change:
    """Correct what was noted and what it is about; NOTHING where all stays as it was.

    A question becomes an answer with the first thing said, and an answer a question once nothing is said.
    A ValueError where the score is off its scale.
    """
    received = None if said.empty else feedback.received_at or stamp.at
    asked_at = feedback.asked_at or (feedback.received_at if received is None else None)
    columns = about.columns() | said.columns()
    new = replace(feedback, received_at=received, asked_at=asked_at, **columns)
    if new == feedback:
        return NOTHING
    first = feedback.received_at is None and received is not None
    what = "feedback answered" if first else "feedback amended"
    return _change(stamp, what, new, Edit(feedback, new), before=_state(feedback))


def taken_away(feedback: Feedback, stamp: Stamp) -> Change:
    """Take away what was noted by mistake."""
    gone = Edit(feedback, None)
    return change_of(stamp, _told_of(feedback), "feedback taken away", gone, before=_state(feedback))


def what_about(feedback: Feedback) -> About:
    """Return what feedback that was noted is about."""
    return About(
        feedback.zone,
        feedback.source,
        feedback.session_id,
        feedback.customer_id,
        feedback.channel,
        feedback.category,
        feedback.location,
    )


def said_in(feedback: Feedback) -> Said:
    """Return the answer as it was noted; a sentiment that only repeats the score is not a person's."""
    own = feedback.sentiment
    if feedback.score is not None and own is _by_score(feedback):
        own = None
    return Said(feedback.score, feedback.scale, own, feedback.text)


def _by_score(feedback: Feedback) -> Sentiment | None:
    """Return what the score says; None for one that another program put off its scale."""
    try:
        return sentiment_of(feedback.score, feedback.scale)
    except ValueError:
        return None


def when(feedback: Feedback) -> datetime | None:
    """Return when it was answered, else when it was asked."""
    return feedback.received_at or feedback.asked_at


def waits(feedback: Feedback) -> bool:
    """Say whether an answer may still come: what a file says was never answered is over and done with."""
    return feedback.received_at is None and feedback.import_id is None


def _change(stamp: Stamp, what: str, row: Feedback, edit: Edit, before: str = "") -> Change:
    return change_of(stamp, _told_of(row), what, edit, before=before, after=_state(row))


def _told_of(row: Feedback) -> str:
    """Return the session in whose story it is told; without one, feedback has a story of its own."""
    return row.session_id or row.id


def _state(row: Feedback) -> str:
    """Return how feedback stands, without a word of it."""
    if row.received_at is None:
        return "not answered"
    return row.sentiment or "unclear"
