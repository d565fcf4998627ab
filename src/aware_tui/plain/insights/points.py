"""What is done about a finding in the register of choke points: whys, an owner and a date, fixed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from aware_tui.domain.choke_words import in_register
from aware_tui.domain.forms import number as figure
from aware_tui.domain.insights.report import Finding
from aware_tui.domain.insights.whereabouts import where
from aware_tui.domain.insights.whys import MOST, whys_of
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.text import excerpt
from aware_tui.language import _, counted_words
from aware_tui.plain.at_once import Said
from aware_tui.plain.command import Command, NotDone, Takes
from aware_tui.plain.insights.hand import InsightsInHand
from aware_tui.services import cause_deeds, causes
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.session import Change

PARTS = 3
"""Parts of what is done: what, whose it is, by when; a semicolon stands between them."""

HOW = _("`act {number} WHAT IS DONE; WHOSE; BY WHEN` puts it in the register of choke points.")


def points(desk: Desk) -> dict[str, ChokePoint]:
    """Return the choke points that come from a finding, by its key; of several, one that is open."""
    there = [line.point for line in causes.register(desk).result() if line.point.pattern]
    there.sort(key=lambda point: point.state is ChokePointState.OPEN)
    return {point.pattern: point for point in there}


def _asked(hand: InsightsInHand, rest: str) -> tuple[Finding, ChokePoint | None, str]:
    """Return the finding of a number, what the register has of it, and the words after the number."""
    line, words = hand.line_of(rest)
    if not isinstance(line, Finding):
        raise NotDone(_("That goes for a line under “What keeps happening”: `list` tells them."))
    return line, points(hand.desk).get(line.pattern.key), hand.text(words)


def _did(hand: InsightsInHand, deed: "Future[Change]", what: str) -> None:
    hand.did(deed, what, lambda change: cause_deeds.take_back(hand.desk, change))


def _title(hand: InsightsInHand, finding: Finding) -> str:
    return where(finding.pattern, hand.names)


def why(hand: InsightsInHand, rest: str) -> Said:
    """Answer the next of five whys; alone, tell those answered. A line `-` takes the last one out."""
    finding, point, words = _asked(hand, rest)
    now = whys_of(point.whys if point is not None else "")
    number = rest.split()[0]
    if not words:
        return (finding.sentence, *_whys_told(now), _next_why(now, number))
    answers = now[:-1] if words == "-" else (*now, words)
    if len(answers) > MOST:
        raise NotDone(_("All five are answered. `why {number} -` takes the last out.").format(number=number))
    if answers == now:
        raise NotDone(_("There is none to take out."))
    _keep_whys(hand, finding, point, answers)
    kept = _("Taken out.") if words == "-" else _("Kept in the register.")
    return (_("{said} Saved.").format(said=kept), *_whys_told(answers), _next_why(answers, number))


def _keep_whys(
    hand: InsightsInHand, finding: Finding, point: ChokePoint | None, answers: tuple[str, ...]
) -> None:
    title = _title(hand, finding)
    if point is not None:
        _did(hand, cause_deeds.answer_whys(hand.desk, point, answers), title)
        return
    whys = cause_deeds.safe_whys(answers)
    words = PointWords(title, pattern=finding.pattern.key, whys=whys)
    _did(hand, cause_deeds.note(hand.desk, words), title)


def _whys_told(answers: tuple[str, ...]) -> tuple[str, ...]:
    said = _("Why {number}: {words}")
    return tuple(said.format(number=number, words=words) for number, words in enumerate(answers, 1))


def _next_why(answers: tuple[str, ...], number: str) -> str:
    if len(answers) >= MOST:
        return _("The last answer is the cause. `act {number}` says who does what, by when.").format(
            number=number
        )
    asks = _("And why that?") if answers else _("Why does it happen?")
    return _("{asks} `why {number} WORDS` answers; fewer than five will do.").format(asks=asks, number=number)


def act(hand: InsightsInHand, rest: str) -> Said:
    """Put a finding in the register: what is done, whose it is, by when; what is there is corrected."""
    finding, point, words = _asked(hand, rest)
    number = rest.split()[0]
    if point is not None and (not words or point.state is ChokePointState.FIXED):
        return _in_register(hand, point, number)
    if not words:
        return (HOW.format(number=number),)
    action, owner, when = ([part.strip() for part in words.split(";", PARTS - 1)] + [""] * PARTS)[:PARTS]
    owner = hand.desk.settings.agent if owner.lower() == "me" else owner
    typed = PointWords(_title(hand, finding), action, owner, when, pattern=finding.pattern.key)
    if point is None:
        _did(hand, cause_deeds.note(hand.desk, _timed(hand, typed)), typed.title)
    else:
        _did(hand, cause_deeds.amend(hand.desk, point, _timed(hand, _over(point, typed))), point.title)
    kept = points(hand.desk)[finding.pattern.key]
    return (_("{said} Saved.").format(said=_stands(hand, kept)),)


def _over(point: ChokePoint, typed: PointWords) -> PointWords:
    """Return what is in the register, with what was typed in place of its own."""
    action, owner, when = typed.action or point.action, typed.owner or point.owner, typed.when
    return replace(
        typed, title=point.title, action=action, owner=owner, when=when or point.due_words, cause=point.cause
    )


def _timed(hand: InsightsInHand, words: PointWords) -> PointWords:
    """Return it with the time that its words mean; where they mean none, that is told."""
    if not words.when:
        return words
    desk = hand.desk
    reading = desk.read_promise(words.when, desk.now(), desk.settings.zone).result()[0]
    if reading.due is None:
        said = _("{why} It is kept without a time.").format(why=reading.say).strip()
        hand.remarks.append(said)
    return replace(words, due=reading.due)


def _stands(hand: InsightsInHand, point: ChokePoint) -> str:
    action = _(" Done about it: {words}.").format(words=point.action.rstrip(".")) if point.action else ""
    return f"{in_register(point, hand.desk.now())}{action}"


def _in_register(hand: InsightsInHand, point: ChokePoint, number: str) -> Said:
    """Tell what the register has of a finding, and what can be done with it."""
    if point.state is ChokePointState.FIXED:
        said = _("This is marked fixed. If it is not, `open again {number}` opens it.")
        return (said.format(number=number),)
    said = _("`act {number} WHAT IS DONE; WHOSE; BY WHEN` corrects it, `fixed {number}` marks it fixed.")
    return (_stands(hand, point), *_whys_told(whys_of(point.whys)), said.format(number=number))


def fixed(hand: InsightsInHand, rest: str) -> Said:
    """Mark what was found as fixed in the register; who was hit by it is to be told."""
    point = _known(hand, rest)
    if point.state is ChokePointState.FIXED:
        raise NotDone(_("It is marked fixed already."))
    _did(hand, cause_deeds.mark(hand.desk, point.id, fixed=True), point.title)
    waiting = len(causes.detail(hand.desk, point.id).result().to_be_told)
    said = _("Fixed: {what}. Saved.").format(what=excerpt(point.title, 80))
    if not waiting:
        return (said,)
    told = counted_words(
        "Still to be told: {n} customer who was hit.",
        "Still to be told: {n} customers who were hit.",
        waiting,
    )
    return (said, told.format(n=figure(waiting)))


def open_again(hand: InsightsInHand, rest: str) -> Said:
    """Open again what was marked fixed."""
    point = _known(hand, rest)
    if point.state is ChokePointState.OPEN:
        raise NotDone(_("It is open."))
    _did(hand, cause_deeds.mark(hand.desk, point.id, fixed=False), point.title)
    return (_("Open again: {what}. Saved.").format(what=excerpt(point.title, 80)),)


def _known(hand: InsightsInHand, rest: str) -> ChokePoint:
    _finding, point, _words = _asked(hand, rest)
    if point is None:
        raise NotDone(
            _("It is not in the register yet. {how}").format(how=HOW.format(number=rest.split()[0]))
        )
    return point


COMMANDS = (
    Command(("why", "y"), Takes.NUMBER_AND_WORDS, _("N WORDS"), _("five whys, one answer a line"), why),
    Command(
        ("act", "a"),
        Takes.NUMBER_AND_WORDS,
        _("N WHAT IS DONE; WHOSE; BY WHEN"),
        _("put line N in the register, or correct it there"),
        act,
    ),
    Command(("fixed", "dealt with"), Takes.NUMBER_AND_WORDS, "N", _("line N is dealt with"), fixed),
    Command(("open again",), Takes.NUMBER_AND_WORDS, "N", _("it is not dealt with after all"), open_again),
)
"""What can be typed to deal with what keeps happening."""
