"""What comes after a made-up call: its first answer, the feedback asked for it, and goals about it all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from aware_tui.domain.feedback import FIVE, sentiment_of
from aware_tui.domain.goals.aim import METERS
from aware_tui.domain.insight_states import Metric, Source, Statistic
from benchmarks import story

ASKED: Final = 0.26
"""After so many sessions the customer is asked how it went."""

ANSWERED: Final = 0.62
"""So many of those answer."""

UNASKED: Final = 0.04
"""So often somebody says something without having been asked, of no call."""

WORDS: Final = 0.5
"""So many answers have words beside their score."""

FIRST_ANSWER: Final = 0.93
"""So many complaints have had a first answer."""

PATIENCE: Final = {"phone": 2, "counter": 10, "chat": 20, "mail": 900, "social": 300}
"""Minutes within which half of the complaints of a channel are answered."""

SCORES: Final = {"5": 30, "4": 28, "3": 18, "2": 12, "1": 12}
SOURCES: Final = {Source.SURVEY: 4, Source.FORM: 2, Source.SOCIAL: 3, Source.IN_PERSON: 1}

QUARTER: Final = timedelta(days=91)

TARGETS: Final = {
    "minutes": 60.0,
    "days": 3.0,
    "%": 80.0,
    "of 5": 4.0,
    "a week": 9_000.0,
}
"""By unit."""


def times(at: datetime, channel: str, chance: Random) -> tuple[datetime, datetime | None]:
    """Return when a complaint taken up at a time came in, and when it was answered first, if it was."""
    minutes = PATIENCE[channel] * chance.lognormvariate(0, 1)
    received = at - timedelta(minutes=minutes)
    return received, at if chance.random() < FIRST_ANSWER else None


def feedback(
    at: datetime, chance: Random, session: dict[str, Any], now: datetime
) -> Iterator[dict[str, Any]]:
    """Yield what was asked, answered or said by itself about the time of a session, without ids.

    Nothing is answered after `now`.
    """
    if chance.random() < ASKED:
        about = {name: session[name] for name in ("customer_id", "channel", "category", "location")}
        asked = at + timedelta(hours=1)
        answered = asked + timedelta(hours=chance.randint(1, 72))
        said = _said(chance, answered if chance.random() < ANSWERED and answered <= now else None)
        yield {"source": Source.SESSION, "session_id": session["id"], **about, "asked_at": asked, **said}
    if chance.random() < UNASKED:
        about = {"customer_id": None, "channel": None, "category": session["category"], "location": None}
        source = Source(story.drawn(chance, SOURCES))
        yield {"source": source, "session_id": None, **about, "asked_at": None, **_said(chance, at)}


def _said(chance: Random, received: datetime | None) -> dict[str, Any]:
    base = {"zone": "Europe/Berlin", "agent": "kim", "scale": FIVE, "received_at": received}
    if received is None:
        return {**base, "score": None, "sentiment": None, "text": ""}
    score = float(story.drawn(chance, SCORES))
    words = story.opinion(chance, score) if chance.random() < WORDS else ""
    return {**base, "score": score, "sentiment": sentiment_of(score, FIVE), "text": words}


def goals(today: date) -> Iterator[dict[str, Any]]:
    """Yield a goal for each statistic there is, begun a quarter before `today`, without ids.

    Their last days come one after the other, a month from now on.
    """
    for number, ((metric, statistic), meter) in enumerate(METERS.items()):
        yield {
            "title": meter.name,
            "metric": metric,
            "statistic": statistic,
            "target": TARGETS[meter.unit],
            "unit": meter.unit,
            "direction": meter.direction,
            "made_at": datetime.combine(today - QUARTER, datetime.min.time()),
            "starts_on": today - QUARTER,
            "deadline": today + timedelta(days=30 + number),
            "zone": "Europe/Berlin",
            "owner": "kim",
            "reason": "a promise",
            "reason_ref": "",
            "within": _within(metric, statistic),
            "filter": "{}",
            "baseline_value": None,
            "baseline_n": 0,
            "state": "open",
            "ended_at": None,
            "outcome": "",
        }


def _within(metric: Metric, statistic: Statistic) -> float | None:
    return 60.0 if (metric, statistic) == (Metric.FIRST_RESPONSE, Statistic.SHARE) else None
