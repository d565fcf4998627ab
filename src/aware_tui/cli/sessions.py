"""The commands that list sessions and read one back."""

from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, datetime

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import say, say_json, say_json_text, shown_ids, width
from aware_tui.config import Settings
from aware_tui.domain.states import Kind
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.services.reports import Listed, listed, read_session

SHOWN = 50
"""Sessions in a list for people, if they do not say how many."""


def show_list(args: Namespace) -> int:
    """List sessions, the newest first."""
    settings = settings_of(args)
    if args.json:
        _say_objects(listed(settings, args.search, args.limit))
        return 0
    limit = args.limit or SHOWN
    found = [each.line for each in listed(settings, args.search, limit + 1)]
    if not found:
        say(_nothing(settings, args.search))
        return 0
    say(*_rows(found[:limit], settings.zone, width()))
    if len(found) > limit:
        say("", f"These are the newest {limit}. --search WORDS finds others, --limit N shows more.")
    return 0


def _say_objects(found: Iterable[Listed]) -> None:
    """Print a JSON array, a session a line, without holding them all."""
    from aware_tui.exports.json_text import json_text
    from aware_tui.exports.session_json import listed_object

    before = "["
    for each in found:
        say_json_text(f"{before}\n{json_text(listed_object(each.head, each.line))}", end="")
        before = ","
    say_json_text("[]" if before == "[" else "\n]")


def _nothing(settings: Settings, words: str) -> str:
    if words.strip():
        return "Nothing was found. Try fewer words, or the beginning of one."
    there = settings.server or settings.data_dir
    return f"There are no sessions in {there} yet. `aware live` begins one."


def _rows(lines: list[SessionLine], zone: str, columns: int) -> list[str]:
    """Return the list in columns: id, when, status, who, and the first words of what was said."""
    ids = shown_ids([line.id for line in lines])
    names = [excerpt(line.customer, 20) or "no name" for line in lines]
    cells_of = [
        (shown, _when(line, zone), _state(line), name)
        for shown, line, name in zip(ids, lines, names, strict=True)
    ]
    rooms = [max(cells(row[column]) for row in cells_of) for column in range(4)]
    left = max(16, columns - sum(rooms) - 8)
    return [
        "  ".join([*map(_padded, row, rooms), excerpt(line.excerpt, left)]).rstrip()
        for row, line in zip(cells_of, lines, strict=True)
    ]


def _state(line: SessionLine) -> str:
    return str(line.kind) if line.kind is Kind.IMPORTED else str(line.status)


def _padded(text: str, room: int) -> str:
    return text + " " * (room - cells(text))


def _when(line: SessionLine, zone: str) -> str:
    if line.day_only:
        return f"{local_time(line.started_at, line.zone):%Y-%m-%d}"
    return f"{local_time(line.started_at, zone):%Y-%m-%d %H:%M}"


def show_one(args: Namespace) -> int:
    """Read one session back whole."""
    settings = settings_of(args)
    story, now = read_session(settings, args.id), datetime.now(UTC)
    if args.json:
        from aware_tui.exports.session_json import session_object

        say_json(session_object(story.session, story.events))
        return 0
    if args.markdown:
        from aware_tui.exports.session_markdown import session_markdown

        text = session_markdown(story.session, story.playbook, story.events, now)
    else:
        from aware_tui.exports.session_record import record_of
        from aware_tui.exports.session_text import session_text

        text = session_text(record_of(story.session, story.playbook, story.events, now), width())
    say(*text.splitlines())
    return 0
