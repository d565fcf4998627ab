"""What customers said after some of the complaints, or by themselves: feedback of half a year."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from aware_tui.domain.feedback import sentiment_of
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.practice.dice import Dice
from aware_tui.domain.rows import Session

SCALE = 5

ASKED_AFTER = timedelta(hours=1)
ANSWERED_WITHIN = timedelta(days=2)

REACHED_BY = {Source.SOCIAL: "social", Source.IN_PERSON: "in_person"}
"""By which channel it came, where that is not the one of the complaint."""


class Answers:
    """Feedback, with scores and words that go round and dice that always fall the same way."""

    def __init__(self, told: Mapping[str, Any], id_at: Callable[[datetime], str], until: datetime) -> None:
        self._told = told
        self._id_at = id_at
        self._until = until
        self._dice = Dice("feedback")
        self._scores = cycle(told["scores"])
        self._unasked = cycle(told["unasked"])
        self._words = {each: cycle(told[each]) for each in Sentiment}

    def of(self, sessions: Sequence[Session]) -> Iterator[Feedback]:
        """Yield what was asked and said of every few of these sessions, each time before `until`."""
        for number, session in enumerate(sessions[:: self._told["every"]]):
            if number % self._told["speaks_up"] == 0:
                yield self._noted(session, Source(next(self._unasked)))
            else:
                yield self._asked(session)

    def _noted(self, session: Session, source: Source) -> Feedback:
        received = min(self._until, session.started_at + ANSWERED_WITHIN)
        return self._answered(self._row(session, source, None), received)

    def _asked(self, session: Session) -> Feedback:
        asked = min(self._until, (session.ended_at or session.started_at) + ASKED_AFTER)
        row = self._row(session, Source.SESSION, asked)
        received = asked + self._dice.number() * ANSWERED_WITHIN
        if self._dice.number() >= self._told["answered"] or received > self._until:
            return row
        return self._answered(row, received)

    def _row(self, session: Session, source: Source, asked: datetime | None) -> Feedback:
        return Feedback(
            self._id_at(asked or session.started_at),
            source,
            session.zone,
            session_id=session.id,
            customer_id=session.customer_id,
            channel=REACHED_BY.get(source, session.channel),
            category=session.category,
            location=session.location,
            asked_at=asked,
            import_id=session.import_id,
        )

    def _answered(self, row: Feedback, received: datetime) -> Feedback:
        score = float(next(self._scores))
        sentiment = sentiment_of(score, SCALE)
        words = next(self._words[sentiment]) if sentiment else ""
        return replace(row, score=score, scale=SCALE, sentiment=sentiment, text=words, received_at=received)
