"""What the screens ask and do about feedback: lists, whom it is about, noting, correcting, taking back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aware_tui.domain import causes, feedback
from aware_tui.domain.feedback import FIVE, About, Said
from aware_tui.domain.feedback_lines import FeedbackLine
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.overtaken import MOVED_ON, OVERTAKEN
from aware_tui.services.spots import safe_words

if TYPE_CHECKING:
    from aware_tui.domain.rows import Row
    from aware_tui.domain.session import Change, Stamp
    from aware_tui.store.database import Database

LISTED = 500
"""Questions, and answers, of a list at most."""

GONE = _("This feedback was taken away meanwhile, in another window. Your words are kept: a notes them anew.")
SESSION_GONE = _("This call was erased meanwhile, in another window. Nothing was changed.")
CUSTOMER_GONE = _("This customer was erased meanwhile, in another window. Nothing was changed.")

UNLINKED = "feedback of nobody"
"""Names words that belong to no call and no customer, among those that were left unfinished."""


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """Feedback as it was typed and chosen; what is left empty is not known."""

    score: float | None = None
    scale: int = FIVE
    sentiment: Sentiment | None = None
    """What a person takes it for, where the score does not say so."""
    text: str = ""
    source: Source = Source.OTHER
    channel: str | None = None
    category: str | None = None
    location: str = ""

    def said(self) -> Said:
        """Return the answer, with words as they may be kept."""
        return Said(self.score, self.scale, self.sentiment, safe_words(self.text).text)

    def about(self, base: About) -> About:
        """Return what it is about, on top of what is known by itself."""
        location = safe_words(self.location, lines=False).text
        channel, category = self.channel, self.category
        return replace(
            base, source=self.source, channel=channel, category=category, location=location or None
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what feedback is noted about."""

    about: About
    who: str = ""
    """The customer's name, as far as it is known."""
    waiting: Feedback | None = None
    """A question that was asked already and has no answer."""

    @property
    def key(self) -> str:
        """Return what names it among words that were left unfinished."""
        linked = self.about.session_id or self.about.customer_id
        return f"feedback of {linked}" if linked else UNLINKED


def words_of(noted: Feedback) -> FeedbackWords:
    """Return feedback as it would have been typed."""
    said = feedback.said_in(noted)
    about = (noted.source, noted.channel, noted.category, noted.location or "")
    return FeedbackWords(said.score, said.scale, said.sentiment, said.text, *about)


def new_words(about: About) -> FeedbackWords:
    """Return what is known before anything is typed."""
    known = (about.source, about.channel, about.category, about.location or "")
    return FeedbackWords(None, FIVE, None, "", *known)


def listed(desk: Desk) -> "Future[tuple[FeedbackLine, ...]]":
    """Read the questions that wait for an answer, then all else, both the newest first."""

    def read(db: "Database") -> tuple[FeedbackLine, ...]:
        from aware_tui.store.feedback import lines

        return lines(db, LISTED)

    return desk.read_beside(read)


def current(desk: Desk, row_id: str) -> "Future[Feedback | None]":
    """Read feedback as it is now; None where it was taken away."""

    def read(db: "Database") -> Feedback | None:
        from aware_tui.store.feedback import feedback

        return feedback(db, row_id)

    return desk.ask(read)


def of_call(desk: Desk, session_id: str) -> "Future[Subject]":
    """Read what feedback after a call is about; a StoreProblem tells that the call is gone."""

    def read(db: "Database") -> Subject:
        from aware_tui.store.errors import Conflict
        from aware_tui.store.loading import load_session

        session = load_session(db, session_id)
        if session is None:
            raise Conflict(SESSION_GONE)
        who = session.customer.name if session.customer is not None else ""
        return Subject(feedback.about_session(session), who, _waiting(session.feedback))

    return desk.ask(read)


def of_customer(desk: Desk, customer_id: str) -> "Future[Subject]":
    """Read what feedback of a customer is about; a StoreProblem tells that the customer is gone."""

    def read(db: "Database") -> Subject:
        from aware_tui.store.customer_records import customer_of
        from aware_tui.store.errors import Conflict
        from aware_tui.store.feedback import of_customer

        customer = customer_of(db, customer_id)
        if customer is None:
            raise Conflict(CUSTOMER_GONE)
        about = About(desk.settings.zone, customer_id=customer_id)
        return Subject(about, customer.name, _waiting(of_customer(db, customer_id)))

    return desk.ask(read)


def of_nobody(desk: Desk) -> Subject:
    """Return what feedback is about of which nobody knows whose it is: from social media, from a form."""
    return Subject(About(desk.settings.zone))


def _waiting(known: tuple[Feedback, ...]) -> Feedback | None:
    """Return the newest question that has no answer."""
    waiting = [each for each in known if each.received_at is None]
    return max(waiting, key=lambda each: each.id, default=None)


def note(desk: Desk, about: About, words: FeedbackWords) -> "Future[Change]":
    """Keep what was said; with nothing said, that somebody was asked."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        _must_be_there(db, about)
        said, whole = words.said(), words.about(about)
        return feedback.asked(whole, stamp) if said.empty else feedback.noted(whole, said, stamp)

    return desk.make(making)


def amend(desk: Desk, shown: Feedback, words: FeedbackWords) -> "Future[Change]":
    """Correct feedback that was shown like this, or give a question its answer.

    A StoreProblem tells that it was changed elsewhere meanwhile, or is gone.
    """

    def deed(now: Feedback, stamp: "Stamp") -> "Change":
        return feedback.amended(now, words.about(feedback.what_about(now)), words.said(), stamp)

    return _changing(desk, shown, deed)


def take_away(desk: Desk, shown: Feedback) -> "Future[Change]":
    """Take away feedback that was noted by mistake and was shown like this."""
    return _changing(desk, shown, feedback.taken_away)


def _changing(desk: Desk, shown: Feedback, deed: "Callable[[Feedback, Stamp], Change]") -> "Future[Change]":
    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.store.errors import Conflict
        from aware_tui.store.feedback import feedback as feedback_now

        now = feedback_now(db, shown.id, desk.writer.versions)
        if now != shown:
            raise Conflict(GONE if now is None else OVERTAKEN)
        return deed(now, stamp)

    return desk.make(making)


def take_back(desk: Desk, change: "Change") -> "Future[Change]":
    """Take the last deed back; a StoreProblem tells that something was changed again since."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.store.errors import Conflict
        from aware_tui.store.feedback import feedback as feedback_now

        def now(row: "Row") -> "Row | None":
            return feedback_now(db, row.id, desk.writer.versions)

        for row in (edit.before for edit in change.edits):
            if isinstance(row, Feedback):
                _must_be_there(db, feedback.what_about(row))
        undone = causes.taken_back(change, now, stamp)
        if undone.empty:
            raise Conflict(MOVED_ON)
        return undone

    return desk.make(making)


def _must_be_there(db: "Database", about: About) -> None:
    """Raise a StoreProblem where the call or the customer it is about was erased meanwhile."""
    from aware_tui.store.customer_records import customer_of
    from aware_tui.store.errors import Conflict
    from aware_tui.store.loading import heads_of

    if about.session_id is not None and not heads_of(db, (about.session_id,)):
        raise Conflict(SESSION_GONE)
    if about.customer_id is not None and customer_of(db, about.customer_id) is None:
        raise Conflict(CUSTOMER_GONE)
