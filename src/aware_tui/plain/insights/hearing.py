"""What customers said: told by number, noted, corrected, taken away."""

from dataclasses import replace
from typing import TYPE_CHECKING

from aware_tui.domain.feedback import FIVE, when
from aware_tui.domain.feedback_lines import FeedbackLine, scored, stands
from aware_tui.domain.insight_states import Sentiment
from aware_tui.domain.insights.typed_period import words_of
from aware_tui.domain.states import Kind
from aware_tui.domain.text import excerpt, has_all
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.plain.at_once import Said
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words
from aware_tui.plain.insights.hand import InsightsInHand, numbered
from aware_tui.plain.told import call_read
from aware_tui.services import cause_deeds, causes, feedback
from aware_tui.services.feedback import FeedbackWords, Subject

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.session import Change

MOST = 50
"""Pieces of feedback told at once."""

LONGEST = 300
"""Cells of what somebody said, in a list."""

WHERE = _("`feedback` tells it, by number.")


def told_with(hand: InsightsInHand, words: str) -> Said:
    """Tell the feedback that has all of these words by number, or all of it without any."""
    there = feedback.listed(hand.desk).result()
    found = tuple(each for each in there if has_all(_searched(each), words))
    hand.heard = found[:MOST]
    if not found:
        return (_("No feedback has all of these words.") if words else _("No feedback yet."),)
    told = [f"{number} {_told(each)}" for number, each in enumerate(hand.heard, 1)]
    if len(found) > MOST:
        told.append(_("These are the first {shown}. `heard WORDS` finds others.").format(shown=MOST))
    return told


def _searched(line: FeedbackLine) -> str:
    said = line.feedback
    return f"{said.text} {line.customer} {stands(said)} {said.category or ''} {said.location or ''}"


def _told(line: FeedbackLine) -> str:
    said = line.feedback
    at = when(said)
    day = words_of(local_time(at, said.zone).date()) if at is not None else ""
    parts = (day, line.customer or _("no name"), stands(said), scored(said))
    words = f" “{excerpt(said.text, LONGEST)}”" if said.text.strip() else ""
    return f"{', '.join(part for part in parts if part)}.{words}"


def heard(hand: InsightsInHand, rest: str) -> Said:
    """Tell what customers said by number; with words, what has all of them."""
    return told_with(hand, rest)


def feedback_(hand: InsightsInHand, rest: str) -> Said:
    """Note what a customer said of us, of whom nothing else is known; alone, tell what was said."""
    if not rest:
        return told_with(hand, "")
    return _note(hand, feedback.of_nobody(hand.desk), rest)


def how(hand: InsightsInHand, rest: str) -> Said:
    """Note how a call was for them; a number alone, that they were asked."""
    call, words = hand.call_of(rest)
    if call.kind is Kind.PRACTICE:
        raise NotDone(_("This was practice: nobody real was asked how it was."))
    return _note(hand, feedback.of_call(hand.desk, call.id).result(), words)


def _note(hand: InsightsInHand, subject: Subject, rest: str) -> Said:
    said = _said(hand, rest, feedback.new_words(subject.about))
    if subject.waiting is not None:
        return _kept(hand, feedback.amend(hand.desk, subject.waiting, said))
    return _kept(hand, feedback.note(hand.desk, subject.about, said))


def answered(hand: InsightsInHand, rest: str) -> Said:
    """Note the answer to a question that waits, or correct what was noted."""
    number, words = number_and_words(rest)
    line = numbered(hand.heard, number, WHERE)
    if not words:
        raise NotDone(_("Say what they said: a score from 1 to 5, and their words."))
    said = _said(hand, words, feedback.words_of(line.feedback))
    return _kept(hand, feedback.amend(hand.desk, line.feedback, said))


def call(hand: InsightsInHand, rest: str) -> Said:
    """Read the call that feedback was said after."""
    line = numbered(hand.heard, number_and_words(rest)[0], WHERE)
    if line.feedback.session_id is None:
        raise NotDone(_("This belongs to no call."))
    return call_read(hand.desk, line.feedback.session_id)


def take_away(hand: InsightsInHand, rest: str) -> Said:
    """Take away feedback that was noted by mistake."""
    line = numbered(hand.heard, number_and_words(rest)[0], WHERE)
    _did(hand, feedback.take_away(hand.desk, line.feedback))
    return (_("Taken away; `undo` brings it back. Saved."),)


def _said(hand: InsightsInHand, rest: str, known: FeedbackWords) -> FeedbackWords:
    """Return feedback of a score or what it is taken for, and words; what is known beside them stays."""
    number, words = number_and_words(rest)
    if number is not None and not 1 <= number <= FIVE:
        raise NotDone(_("Say a score from 1, very bad, to 5, very good."))
    first, _blank, others = rest.partition(" ")
    taken = Sentiment(first.lower()) if first.lower() in set(Sentiment) else None
    text = hand.text(words if taken is None else others)
    if number is None and taken is None:  # only words: the score they gave stays
        return replace(known, text=text)
    score = None if number is None else float(number)
    return replace(known, score=score, scale=FIVE, sentiment=taken, text=text)


def _kept(hand: InsightsInHand, deed: "Future[Change]") -> Said:
    row = _did(hand, deed).edits[0].row
    now = feedback.current(hand.desk, row.id).result()
    if now is None or now.received_at is None:
        return (_("Noted as asked, no answer yet. Saved."),)
    return (_("Noted: {stands}. Saved.").format(stands=stands(now)),)


def _did(hand: InsightsInHand, deed: "Future[Change]") -> "Change":
    hand.did(deed, _("feedback"), lambda change: feedback.take_back(hand.desk, change))
    return deed.result()


def same(hand: InsightsInHand, rest: str) -> Said:
    """Say that two calls told last have the same cause; it needs a name where neither has one yet."""
    one, words = hand.call_of(rest)
    other, title = hand.call_of(words)
    if one.id == other.id:
        raise NotDone(_("Say two calls: `same 1 2 no text before a visit`."))
    if not title and not any(causes.of_session(hand.desk, each.id).result() for each in (one, other)):
        raise NotDone(_("What is the cause of both? Say it as in: `same 1 2 no text before a visit`."))
    deed = cause_deeds.same_cause(hand.desk, one.id, other.id, hand.text(title))
    hand.did(deed, _("the same cause"), lambda change: cause_deeds.take_back(hand.desk, change))
    return (_("Linked: both have the same cause. Saved."),)


_SAID = _("N SCORE WORDS")
COMMANDS = (
    Command(("feedback", "v"), Takes.WORDS, _("SCORE WORDS"), _("note what a customer said"), feedback_),
    Command(("heard",), Takes.WORDS, _("WORDS"), _("what customers said, by number"), heard, True),
    Command(("how",), Takes.NUMBER_AND_WORDS, _SAID, _("how call N was for them"), how),
    Command(("answered",), Takes.NUMBER_AND_WORDS, _SAID, _("the answer to N, or right it"), answered),
    Command(("call",), Takes.NUMBER_AND_WORDS, "N", _("the call that feedback N was said after"), call, True),
    Command(("take away",), Takes.NUMBER_AND_WORDS, "N", _("feedback N was noted by mistake"), take_away),
    Command(("same",), Takes.NUMBER_AND_WORDS, _("N M NAME"), _("calls N and M have the same cause"), same),
)
"""What can be typed about what customers said, and about two calls of one cause."""
