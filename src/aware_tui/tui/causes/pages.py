"""What is read beside the lists: a choke point with what hangs on it, and a person with a draft."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain.causes import ToBeTold
from aware_tui.domain.insights.patterns import pattern_of
from aware_tui.domain.insights.whereabouts import where
from aware_tui.domain.insights.whys import whys_of
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.text import cells
from aware_tui.services.causes import Detail
from aware_tui.services.insights.question import names_of
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.tui.causes.rows import NOBODY, by_when, day_of

NAMED = 5
"""So many people to be told are named; of the others the number."""

NOT_YET = "nobody has said yet"


def point_page(
    detail: Detail, playbook: Playbook, now: datetime, zone: str, turned: str = ""
) -> tuple[Passage, ...]:
    """Return a choke point to be read; `zone` (IANA) is the reader's, `turned` whether it fell since."""
    point = detail.point
    facts = (
        ("Done about it", point.action),
        ("Whose it is", point.owner),
        ("By when", by_when(point, now)),
    )
    room = max(cells(label) for label, _ in facts) + 2
    lines = [
        Said(words or NOT_YET, Voice.PLAIN if words else Voice.FAINT, label + " " * (room - cells(label)))
        for label, words in facts
    ]
    cause = next((cause.label for cause in playbook.causes if cause.id == point.cause), point.cause)
    if cause:
        lines.append(Said(cause, lead=f"{'Because':<{room}}"))
    return (
        Passage(point.title, tuple(lines), _state(point, now, zone)),
        *_counted(point, playbook, turned),
        *_whys(point),
        *_calls(detail, now),
        *_waiting(detail.to_be_told),
    )


def _state(point: ChokePoint, now: datetime, zone: str) -> str:
    if point.state is ChokePointState.FIXED and point.fixed_at is not None:
        return f"fixed {day_of(point.fixed_at, zone, now)}"
    late = point.due_at is not None and point.due_at < now
    return "overdue" if late else "open"


def _counted(point: ChokePoint, playbook: Playbook, turned: str) -> Iterator[Passage]:
    """Yield which finding it came from, and what became of it."""
    pattern = pattern_of(point.pattern)
    if pattern is None:
        return
    since = (Said("Did it fall?", Voice.QUIET), Said(turned)) if turned else ()
    yield Passage(
        "", (Said("Found by counting", Voice.QUIET), Said(where(pattern, names_of(playbook))), *since)
    )


def _whys(point: ChokePoint) -> Iterator[Passage]:
    """Yield why it happens, and why that; the last answer is the cause."""
    answers = whys_of(point.whys)
    if answers:
        *above, cause = (Said(words, lead=f"{number}  ") for number, words in enumerate(answers, 1))
        strong = Said(cause.text, Voice.STRONG, cause.lead)
        yield Passage("", (Said("Why it happens, down to its cause", Voice.QUIET), *above, strong))


def _calls(detail: Detail, now: datetime) -> Iterator[Passage]:
    """Yield what the calls tell: how many, the last one, and whether it came back after it was fixed."""
    if not detail.hits:
        return
    newest, fixed_at = detail.hits[0].line, detail.point.fixed_at
    last = day_of(newest.started_at, newest.zone, now)
    number = detail.line.sessions
    counted = f"It hit {number} call{'s' * (number != 1)}, the last one {last}."
    later = sum(1 for hit in detail.hits if fixed_at is not None and hit.line.started_at > fixed_at)
    again = (Said(f"{later} of them after it was marked fixed. Is it?", Voice.LATE),) if later else ()
    yield Passage("", (Said(counted), *again))


def _waiting(people: tuple[ToBeTold, ...]) -> Iterator[Passage]:
    if not people:
        return
    names = [line.customer or NOBODY for line in people[:NAMED]]
    more = [f"and {len(people) - NAMED} more"] if len(people) > NAMED else []
    yield Passage(
        "Still to be told", (Said(", ".join(names + more)), Said("t goes to the list", Voice.QUIET))
    )


def told_page(line: ToBeTold, told: bool, playbook: Playbook, now: datetime) -> tuple[Passage, ...]:
    """Return a person to be told, with a draft of what to tell them."""
    channel = next((c.label for c in playbook.channels if c.id == line.preferred_channel), "")
    reach = " · ".join(part for part in (channel, line.contact) if part)
    number = len(line.links)
    calls = f", {number} calls" if number > 1 else ""
    facts = [
        Said(reach or "no number or address yet", Voice.PLAIN if reach else Voice.FAINT, "Reach them   "),
        Said(f"{day_of(line.happened_at, line.zone, now)}{calls} · {line.point.title}", lead="It happened  "),
    ]
    if line.again:
        facts += [GAP, Said("This happened after it was marked fixed. Is it fixed?", Voice.LATE)]
    state = "told" if told else "not told yet"
    draft = Passage("A draft to send", (Said(line.draft),))
    return (Passage(line.customer or NOBODY, tuple(facts), state), draft)
