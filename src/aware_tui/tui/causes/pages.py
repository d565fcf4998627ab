"""What is read beside the lists: a choke point with what hangs on it, and a person with a draft."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain.causes import ToBeTold
from aware_tui.domain.choke_words import by_when
from aware_tui.domain.insights.patterns import pattern_of
from aware_tui.domain.insights.whereabouts import where
from aware_tui.domain.insights.whys import whys_of
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.text import cells, counted
from aware_tui.language import _
from aware_tui.services.causes import Detail
from aware_tui.services.insights.question import names_of
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.tui.causes.rows import NOBODY, day_of

NAMED = 5
"""So many people to be told are named; of the others the number."""

NOT_YET = _("nobody has said yet")


def point_page(
    detail: Detail, playbook: Playbook, now: datetime, zone: str, turned: str = ""
) -> tuple[Passage, ...]:
    """Return a choke point to be read; `zone` (IANA) is the reader's, `turned` whether it fell since."""
    point = detail.point
    facts = (
        (_("Done about it"), point.action),
        (_("Whose it is"), point.owner),
        (_("By when"), by_when(point, now)),
    )
    room = max(cells(label) for label, _ in facts) + 2
    lines = [
        Said(words or NOT_YET, Voice.PLAIN if words else Voice.FAINT, label + " " * (room - cells(label)))
        for label, words in facts
    ]
    cause = next((cause.label for cause in playbook.causes if cause.id == point.cause), point.cause)
    if cause:
        lines.append(Said(cause, lead=f"{_('Because'):<{room}}"))
    return (
        Passage(point.title, tuple(lines), _state(point, now, zone)),
        *_counted(point, playbook, turned),
        *_whys(point),
        *_calls(detail, now),
        *_waiting(detail.to_be_told),
    )


def _state(point: ChokePoint, now: datetime, zone: str) -> str:
    if point.state is ChokePointState.FIXED and point.fixed_at is not None:
        return _("fixed {day_of}").format(day_of=day_of(point.fixed_at, zone, now))
    late = point.due_at is not None and point.due_at < now
    return _("overdue") if late else state_words("open")


def _counted(point: ChokePoint, playbook: Playbook, turned: str) -> Iterator[Passage]:
    """Yield which finding it came from, and what became of it."""
    pattern = pattern_of(point.pattern)
    if pattern is None:
        return
    since = (Said(_("Did it fall?"), Voice.QUIET), Said(turned)) if turned else ()
    yield Passage(
        "", (Said(_("Found by counting"), Voice.QUIET), Said(where(pattern, names_of(playbook))), *since)
    )


def _whys(point: ChokePoint) -> Iterator[Passage]:
    """Yield why it happens, and why that; the last answer is the cause."""
    answers = whys_of(point.whys)
    if answers:
        *above, cause = (Said(words, lead=f"{number}  ") for number, words in enumerate(answers, 1))
        strong = Said(cause.text, Voice.STRONG, cause.lead)
        yield Passage("", (Said(_("Why it happens, down to its cause"), Voice.QUIET), *above, strong))


def _calls(detail: Detail, now: datetime) -> Iterator[Passage]:
    """Yield what the calls tell: how many, the last one, and whether it came back after it was fixed."""
    if not detail.hits:
        return
    newest, fixed_at = detail.hits[0].line, detail.point.fixed_at
    last = day_of(newest.started_at, newest.zone, now)
    number = detail.line.sessions
    told = _("It hit {calls}, the last one {last}.").format(calls=counted(number, "call"), last=last)
    later = sum(1 for hit in detail.hits if fixed_at is not None and hit.line.started_at > fixed_at)
    again = (
        (Said(_("{later} of them after it was marked fixed. Is it?").format(later=later), Voice.LATE),)
        if later
        else ()
    )
    yield Passage("", (Said(told), *again))


def _waiting(people: tuple[ToBeTold, ...]) -> Iterator[Passage]:
    if not people:
        return
    names = [line.customer or NOBODY for line in people[:NAMED]]
    more = [_("and {number} more").format(number=len(people) - NAMED)] if len(people) > NAMED else []
    yield Passage(
        _("Still to be told"), (Said(", ".join(names + more)), Said(_("t goes to the list"), Voice.QUIET))
    )


def told_page(line: ToBeTold, told: bool, playbook: Playbook, now: datetime) -> tuple[Passage, ...]:
    """Return a person to be told, with a draft of what to tell them."""
    channel = next((c.label for c in playbook.channels if c.id == line.preferred_channel), "")
    reach = " · ".join(part for part in (channel, line.contact) if part)
    number = len(line.links)
    calls = _(", {number} calls").format(number=number) if number > 1 else ""
    facts = [
        Said(
            reach or _("no number or address yet"), Voice.PLAIN if reach else Voice.FAINT, _("Reach them   ")
        ),
        Said(
            f"{day_of(line.happened_at, line.zone, now)}{calls} · {line.point.title}", lead=_("It happened  ")
        ),
    ]
    if line.again:
        facts += [GAP, Said(_("This happened after it was marked fixed. Is it fixed?"), Voice.LATE)]
    state = _("told") if told else _("not told yet")
    draft = Passage(_("A draft to send"), (Said(line.draft),))
    return (Passage(line.customer or NOBODY, tuple(facts), state), draft)
