"""The commands of the queue: what is due, as a list, as JSON or as a calendar, and what became of it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, say_json, shown_ids, width
from aware_tui.cli.sessions import SHOWN
from aware_tui.config import Settings
from aware_tui.domain.queue import Span, Wanted
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _, counted_words
from aware_tui.services.queue import due_lines, origins


def show_queue(args: Namespace) -> int:
    """List open promises and checks by due time, overdue first."""
    settings, now = settings_of(args), datetime.now(UTC)
    owner = settings.agent if args.owner == "me" else args.owner
    wanted = Wanted(Span(args.span), owner)
    if args.ics is not None:
        return _write_calendar(
            args, due_lines(settings, wanted, args.customer, now, args.limit), settings, now
        )
    if args.json:
        _say_objects(due_lines(settings, wanted, args.customer, now, args.limit), now)
        return 0
    limit = args.limit or SHOWN
    found = due_lines(settings, wanted, args.customer, now, limit + 1)
    if not found:
        say(_nothing(wanted, args.customer, settings.agent))
        return 0
    _tell(found[:limit], settings, now, plain=args.plain)
    if len(found) > limit:
        say("", _("These are the first {limit}. --limit N shows more.").format(limit=limit))
    if not args.plain:
        return 0
    from aware_tui.cli.plain import work_through

    return work_through(settings, tuple(found[:limit]), Wanted(wanted.span, owner, args.customer))


def _tell(lines: Sequence[DueLine], settings: Settings, now: datetime, *, plain: bool) -> None:
    from aware_tui.cli.plain import a_person_types
    from aware_tui.plain.queue.sentences import sentence

    ids = shown_ids([line.id for line in lines])
    if plain and a_person_types():
        say(*(f"{number} {sentence(line, '', now, settings)}" for number, line in enumerate(lines, 1)))
    elif plain:
        say(*(sentence(line, shown, now, settings) for line, shown in zip(lines, ids, strict=True)))
    else:
        say(*_rows(lines, ids, now, settings, width()))


def _say_objects(lines: Sequence[DueLine], now: datetime) -> None:
    from aware_tui.exports.queue_json import due_object

    say_json([due_object(line, now) for line in lines])


_SPANS = {
    Span.ALL: _("Nothing {whose}is open{for_whom}."),
    Span.OVERDUE: _("Nothing {whose}is overdue{for_whom}."),
    Span.TODAY: _("Nothing {whose}is due today{for_whom}."),
    Span.WEEK: _("Nothing {whose}is due in the seven days from today{for_whom}."),
}


def _nothing(wanted: Wanted, customer: str, agent: str) -> str:
    """Say that there is nothing of what was asked for, and of what."""
    name = excerpt(customer.strip(), 60)
    if wanted == Wanted() and not name:
        return _("Nothing is promised and nothing is to be checked. Well done.")
    theirs = _("of {name}'s ").format(name=excerpt(wanted.owner, 60)) if wanted.owner else ""
    whose = _("of yours ") if wanted.owner == agent else theirs
    for_whom = _(" for {name}").format(name=name) if name else ""
    said = _SPANS[wanted.span].format(whose=whose, for_whom=for_whom)
    everything = _("`aware follow-ups` alone lists everything that is open.")
    return f"{said} {everything}" if wanted.owner or name else said


def _rows(
    lines: Sequence[DueLine], ids: Sequence[str], now: datetime, settings: Settings, columns: int
) -> Iterator[str]:
    """Yield the list in columns: id, when, what, for whom, whose; a gap after what is overdue."""
    from aware_tui.plain.queue.sentences import owner, what, when

    before = [(shown, when(line, now, settings.zone)) for line, shown in zip(lines, ids, strict=True)]
    after = [(excerpt(line.customer, 20) or "no name", excerpt(owner(line, settings), 16)) for line in lines]
    rooms = [max(map(cells, column)) for column in zip(*before, strict=True)]
    behind = [max(map(cells, column)) for column in zip(*after, strict=True)]
    left = max(16, columns - sum(rooms) - sum(behind) - 8)
    words = [excerpt(what(line), left) for line in lines]
    room = max(map(cells, words))
    late = [line.overdue(now) for line in lines]
    for index, line in enumerate(zip(before, words, after, strict=True)):
        if index and late[index - 1] and not late[index]:
            yield ""
        (shown, time), said, (name, whose) = line
        filled = map(_padded, (shown, time, said, name), (*rooms, room, behind[0]))
        yield "  ".join((*filled, whose)).rstrip()


def _padded(text: str, room: int) -> str:
    return text + " " * (room - cells(text))


def _write_calendar(args: Namespace, lines: Sequence[DueLine], settings: Settings, now: datetime) -> int:
    """Write what has a time as a calendar file; the list goes to stdout only if it was asked for too."""
    from aware_tui.exports.calendar_file import calendar_text

    dated = sum(line.due_at is not None for line in lines)
    where = _placed(calendar_text(lines, now, origins(settings)), args)
    if args.json:
        _say_objects(lines, now)
    elif args.plain:
        _tell(lines, settings, now, plain=True)
    elif where:
        say(f"{'1 entry' if dated == 1 else f'{dated} entries'} in {where}.")
    if undated := len(lines) - dated:
        said = counted_words(
            "{n} has no time, so it is not in the calendar.",
            "{n} have no time, so they are not in the calendar.",
            undated,
        )
        complain(said.format(n=undated))
    return 0


def _placed(text: str, args: Namespace) -> str:
    """Put a calendar where it goes; return the file, or an empty text for stdout. Raises NotWritten."""
    from pathlib import Path

    from aware_tui.cli.output import say_bytes
    from aware_tui.exports.calendar_file import OURS
    from aware_tui.exports.files import NotWritten, write_whole

    if args.ics != "-":
        return str(write_whole(Path(args.ics), text, lambda start: start.startswith(OURS)))
    if args.json or args.plain:
        raise NotWritten("The calendar and the list cannot both go to stdout. Give --ics the name of a file.")
    say_bytes(text.encode())
    return ""
