"""Looking: what was found by number, the calls behind it, another period, words in every call."""

import re
from collections.abc import Iterator

from aware_tui.domain.choke_words import in_register
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Finding, Theme
from aware_tui.domain.insights.theme_words import NEGATIVE
from aware_tui.domain.insights.typed_period import period_words, read_period
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.states import ChokePointState, Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import counted, one_line
from aware_tui.language import _
from aware_tui.plain.at_once import Said, help_, quit_
from aware_tui.plain.command import Command, NotDone, Takes
from aware_tui.plain.insights.hand import InsightsInHand, Line
from aware_tui.plain.insights.hearing import told_with
from aware_tui.plain.insights.points import points
from aware_tui.plain.told import call_read, call_told
from aware_tui.services.insights import asking
from aware_tui.services.insights.behind import behind_of

AT_ONCE = 20
"""Calls told at once; `more` tells the next."""

LONGEST = 520
"""Weeks that can be looked back at, ten years."""

WEEKS = re.compile(r"(\d{1,3})(?: weeks?)?")
SPAN = re.compile(r"(?:from )?(.+?)(?: (?:to|until) (.+))?")
"""Days as they are typed: a first one, and a last one that counts too."""


def list_(hand: InsightsInHand, _rest: str) -> Said:
    """Tell what was found by number, the first of each part."""
    hand.everything = False
    return tuple(_told(hand))


def everything(hand: InsightsInHand, _rest: str) -> Said:
    """Tell all that was found by number; nothing is left out."""
    hand.everything = True
    return tuple(_told(hand))


def again(hand: InsightsInHand, _rest: str) -> Said:
    """Count again, with what was kept meanwhile."""
    hand.look(hand.insights.period)
    return tuple(_told(hand))


def _told(hand: InsightsInHand) -> Iterator[str]:
    """Yield what was found: a title for each part, then its lines by number."""
    found = hand.insights
    how_many = counted(found.totals.sessions, "session")
    yield _("{days}: {sessions}.").format(days=period_words(found.period), sessions=how_many)
    known, number = points(hand.desk), 0
    for title, lines in hand.parts:
        if lines:
            yield f"{title}:"
        for line in lines:
            number += 1
            yield f"{number} {_sentence(hand, line, known)}"
    if not number:
        yield _("Nothing was found in this time. `period everything` looks at all there is.")
    yield from found.not_enough
    if hand.left_out:
        yield _("{left} more, smaller ones: `all` tells them too.").format(left=hand.left_out)


def _sentence(hand: InsightsInHand, line: Line, known: dict[str, ChokePoint]) -> str:
    """Return a line with what the register says of it."""
    if isinstance(line, Finding):
        point = known.get(line.pattern.key)
        return line.sentence if point is None else f"{line.sentence} {_stands(hand, point)}"
    if isinstance(line, Theme):
        return f"{line.sentence} “{one_line(line.quote)}”" if line.quote else line.sentence
    if hasattr(line, "sentence"):
        return line.sentence
    return f"{hand.names.category(line.name)}: {counted(line.count, 'session')}."


def _stands(hand: InsightsInHand, point: ChokePoint) -> str:
    if point.state is ChokePointState.OPEN:
        return in_register(point, hand.desk.now())
    fell = asking.fell(hand.desk, point).result()
    return " ".join([_("Marked fixed."), *([fell.sentence] if fell is not None else [])])


def page(hand: InsightsInHand, _rest: str) -> Said:
    """Tell the whole page again in sentences, with totals, goals and what to practise."""
    return hand.page(hand.insights.period)


def period(hand: InsightsInHand, rest: str) -> Said:
    """Look at another period; alone, tell which one it is, and how to say another."""
    if not rest:
        how = _("`period 12 weeks`, `period everything` or `period 1 March to 31 May` looks at another.")
        return (f"{period_words(hand.insights.period)}.", how)
    hand.look(_meant(hand, " ".join(rest.lower().split())))
    return tuple(_told(hand))


def _meant(hand: InsightsInHand, words: str) -> Period:
    """Return the period that words mean; NotAPeriod says what is wrong with them."""
    today = asking.today(hand.desk)
    if words in ("all", "everything"):
        return asking.span(hand.desk).result() or lately(today)
    if words in ("a year", "year"):
        return lately(today, 52)
    if weeks := WEEKS.fullmatch(words):
        return lately(today, min(max(1, int(weeks[1])), LONGEST))
    days = SPAN.fullmatch(words)
    first, last = days.groups() if days else (words, None)
    return read_period(first, last or "", today)


def behind(hand: InsightsInHand, rest: str) -> Said:
    """Tell the calls behind a line by number, the newest first."""
    line, _words = hand.line_of(rest)
    if isinstance(line, Theme):
        return _behind_theme(hand, line)
    about, ask = behind_of(hand.desk, line, hand.insights.period, hand.names)
    return (about, *_calls(hand, ask().result()))


def _behind_theme(hand: InsightsInHand, theme: Theme) -> Said:
    """Tell what has the words of a theme: feedback where it is of feedback, else calls."""
    if theme.group == NEGATIVE:
        return (theme.sentence, *told_with(hand, theme.term))
    return (theme.sentence, *_calls(hand, hand.desk.history(theme.term).result()))


def search(hand: InsightsInHand, rest: str) -> Said:
    """Tell the calls that have all these words, the newest first."""
    if not rest:
        raise NotDone(_("Say what to look for: `search refund`."))
    return _calls(hand, hand.desk.history(rest).result())


def _calls(hand: InsightsInHand, calls: tuple[SessionLine, ...]) -> Said:
    hand.calls, hand.calls_told = calls, 0
    return more(hand, "") if calls else (_("No call was found."),)


def more(hand: InsightsInHand, _rest: str) -> Said:
    """Tell the next calls of the list told last."""
    first = hand.calls_told
    hand.calls_told = min(first + AT_ONCE, len(hand.calls))
    if first == hand.calls_told:
        raise NotDone(_("There are no more."))
    shown = hand.calls[first : hand.calls_told]
    told = [f"{number} {call_told(each, hand.names)}" for number, each in enumerate(shown, first + 1)]
    left = len(hand.calls) - hand.calls_told
    return (*told, *([_("{left} more: `more` tells them.").format(left=left)] if left else []))


def read(hand: InsightsInHand, rest: str) -> Said:
    """Read a call whole."""
    return call_read(hand.desk, hand.call_of(rest)[0].id)


def open_(hand: InsightsInHand, rest: str) -> Said:
    """Leave, and go on with a call that is open or parked."""
    call, _words = hand.call_of(rest)
    if call.kind is not Kind.LIVE or call.status not in (Status.OPEN, Status.PARKED):
        raise NotDone(_("Only an open or a parked call can be opened. `read` reads this one."))
    hand.session, hand.over = call.id, True
    return (_("Opening the call."),)


def new_call(hand: InsightsInHand, _rest: str) -> Said:
    """Leave, and begin a call: the customer is already talking."""
    hand.new_call = hand.over = True
    return (_("A new call."),)


COMMANDS = (
    Command(("list", "l"), Takes.NOTHING, "", _("what was found, by number"), list_, True),
    Command(("all",), Takes.NOTHING, "", _("all of it by number, the smaller ones too"), everything, True),
    Command(("page",), Takes.NOTHING, "", _("the whole page again, with totals and goals"), page, True),
    Command(("behind", "b"), Takes.WORDS, "N", _("the calls behind line N, by number"), behind, True),
    Command(("search",), Takes.WORDS, _("WORDS"), _("calls that have all these words"), search, True),
    Command(("more", "m"), Takes.NOTHING, "", _("the next calls of those told last"), more, True),
    Command(("read", "r"), Takes.WORDS, "N", _("call N of those told last, whole"), read, True),
    Command(("open", "o"), Takes.WORDS, "N", _("go on with call N of those told last"), open_, True),
    Command(("period",), Takes.WORDS, _("DAYS"), _("from when to when is looked"), period, True),
    Command(("again",), Takes.NOTHING, "", _("count again, with what was kept meanwhile"), again, True),
    Command(("new call",), Takes.NOTHING, "", _("leave, and begin a call"), new_call, True),
    Command(("help", "h", "?"), Takes.WORDS, _("COMMAND"), _("what can be typed"), help_, True),
    Command(("quit", "q"), Takes.NOTHING, "", _("leave; everything is saved"), quit_, True),
)
"""What can be typed to look."""
