"""What a call has to do with others: the same cause, the register of choke points, how it was for them."""

from typing import TYPE_CHECKING

from aware_tui.domain.causes import ChokePointLine, Similar
from aware_tui.domain.feedback import FIVE
from aware_tui.domain.feedback_lines import stands
from aware_tui.domain.forms import written_date
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import CauseLink
from aware_tui.domain.text import excerpt, folded
from aware_tui.language import _, counted_words
from aware_tui.plain.command import Command, NotDone, Takes, number_and_words
from aware_tui.plain.live.hand import CallInHand, Said, answer, numbered
from aware_tui.services import cause_deeds, causes, feedback
from aware_tui.services.cause_deeds import PointWords

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

TOLD = 9
"""Calls and choke points told at most: more words find fewer."""

PARTS = 4
"""Parts of a choke point: what, what is done, whose, by when; commas or semicolons stand in them."""


def similar(hand: CallInHand, rest: str) -> Said:
    """Tell choke points and calls that may have the same cause; with words, those that have all of them."""
    words = folded(rest).split()
    points = answer(causes.register(hand.desk))
    fitting = [each for each in points if all(word in folded(each.point.title) for word in words)]
    calls = answer(causes.similar(hand.desk, hand.call.session.id, rest))
    found: list[ChokePointLine | Similar] = [*fitting, *calls]
    hand.alike = tuple(found[:TOLD])
    if not hand.alike:
        raise NotDone(_("Nothing like it was found. `choke point WORDS` puts it in the register."))
    lines = (f"{number} {_told(hand, each)}" for number, each in enumerate(hand.alike, 1))
    return (*lines, _("`same` and a number links this call to it."))


def _told(hand: CallInHand, each: ChokePointLine | Similar) -> str:
    if isinstance(each, ChokePointLine):
        calls = counted_words("{n} call", "{n} calls", each.sessions).format(n=each.sessions)
        said = _("choke point “{title}”, {calls}.")
        return said.format(title=excerpt(each.point.title, 80), calls=calls)
    category = hand.call.playbook.category(each.line.category)
    about = category.label if category else ""
    parts = (_("call"), written_date(each.line.started_at), about, excerpt(each.line.excerpt, 80))
    return f"{', '.join(part for part in parts if part)}."


def same(hand: CallInHand, rest: str) -> Said:
    """Link this call to the choke point or the call of a number told last; a name may be needed."""
    number, title = number_and_words(rest)
    picked = numbered(hand.alike, number, _("what `similar` told last"))
    desk, mine = hand.desk, hand.call.session.id
    if isinstance(picked, ChokePointLine):
        return _linked(hand, answer(cause_deeds.link(desk, mine, picked.point.id)))
    if picked.point is not None or answer(causes.of_session(desk, mine)):
        return _linked(hand, answer(cause_deeds.same_cause(desk, mine, picked.line.id)))
    if not title:
        raise NotDone(_("What is the cause of both? Say it as in: `same 1 no text before a visit`."))
    cause = picked.cause
    return _linked(hand, answer(cause_deeds.same_cause(desk, mine, picked.line.id, hand.line(title), cause)))


def choke_point(hand: CallInHand, rest: str) -> Said:
    """Put a choke point in the register: what; what is done about it; whose it is; by when."""
    if not rest:
        linked = answer(causes.of_session(hand.desk, hand.call.session.id))
        lines = tuple(_("Linked to “{title}”.").format(title=each.title) for each in linked)
        if lines:
            return lines
        raise NotDone(_("What keeps going wrong? `choke point no text; text the day before; Ann; May 1`."))
    if hand.read_only:
        raise NotDone(hand.read_only)
    title, action, owner, when = _parts(rest)
    if not title:
        raise NotDone(_("What keeps going wrong? A few words are enough."))
    record, due = hand.call.session.quality_record, None
    if when:
        reading = answer(hand.desk.read_promise(when, hand.desk.now(), hand.desk.settings.zone))[0]
        due = reading.due
        hand.remarks += [] if due else [_("{why} It is kept without a time.").format(why=reading.say).strip()]
    words = PointWords(title, action, owner, when, record.cause if record else None, due)
    return _linked(hand, answer(cause_deeds.note(hand.desk, words, hand.call.session.id)))


def _parts(rest: str) -> list[str]:
    """Return the parts of a choke point; those left out are empty."""
    return ([part.strip() for part in rest.split(";", PARTS - 1)] + [""] * PARTS)[:PARTS]


def _linked(hand: CallInHand, change: "Change") -> Said:
    """Tell what this call is linked to now; the deed is saved by then."""
    rows = [edit.row for edit in change.edits]
    mine = hand.call.session.id
    ids = [r.choke_point_id for r in rows if isinstance(r, CauseLink) and r.session_id == mine]
    ids = ids or [point.id for point in answer(causes.of_session(hand.desk, mine))]
    if not ids:
        return (_("Saved."),)
    now = answer(causes.detail(hand.desk, ids[-1]))
    calls = counted_words("{n} call", "{n} calls", now.line.sessions).format(n=now.line.sessions)
    said = _("Linked to “{title}”: {calls} so far. Saved.")
    return (said.format(title=excerpt(now.point.title, 80), calls=calls),)


def how_was_it(hand: CallInHand, rest: str) -> Said:
    """Note how it was for them, a score of 1 to 5 and their words; alone, that they were asked."""
    number, text = number_and_words(rest)
    if number is not None and not 1 <= number <= FIVE:
        raise NotDone(_("Say a score from 1, very bad, to 5, very good."))
    subject = answer(feedback.of_call(hand.desk, hand.call.session.id))
    words = feedback.new_words(subject.about)
    score = None if number is None else float(number)
    said = feedback.FeedbackWords(score, FIVE, None, text, words.source, words.channel, words.category)
    if subject.waiting is not None:
        change = answer(feedback.amend(hand.desk, subject.waiting, said))
    else:
        change = answer(feedback.note(hand.desk, subject.about, said))
    hand.call.session = hand.call.session.with_change(change)
    row = change.edits[0].after if change.edits else None
    if isinstance(row, Feedback) and row.received_at is not None:
        return (_("Noted: {stands}. Saved.").format(stands=stands(row)),)
    return (_("Noted as asked, no answer yet. Saved."),)


_POINT, _SCORE = _("WHAT; DONE; WHOSE; WHEN"), _("1 to 5 WORDS")
COMMANDS = (
    Command(("similar",), Takes.WORDS, _("WORDS"), _("calls that may have the same cause"), similar, True),
    Command(("same",), Takes.NUMBER_AND_WORDS, "N", _("this call has the same cause as N"), same),
    Command(
        ("choke point",),
        Takes.WORDS,
        _POINT,
        _("put it in the register"),
        choke_point,
        True,
    ),
    Command(("feedback",), Takes.WORDS, _SCORE, _("how was it for them? Alone: you asked"), how_was_it),
)
"""What can be typed about causes and feedback."""
