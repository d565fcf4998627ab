"""`aware settings`: every setting, its value, where that came from, and what it does."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from aware_tui.cli.in_force import reading_of
from aware_tui.cli.output import complain, say, say_json, width
from aware_tui.config import Settings
from aware_tui.config.listing import Row, rows_of
from aware_tui.config.loading import Reading, Source
from aware_tui.config.mistakes import Mistake
from aware_tui.exports.session_text import wrapped


def show(args: Namespace) -> int:
    """Tell every setting; 1 if something in the settings is to be mended, which stderr names."""
    reading = reading_of(args)
    rows = rows_of(reading)
    if args.json:
        mistakes = [
            {"where": each.where, "setting": each.setting or None, "sentence": each.sentence}
            for each in reading.mistakes
        ]
        say_json({"file": str(reading.written.file), "settings": rows, "mistakes": mistakes})
    else:
        say(*_told(rows, width()))
    return _complained(reading.mistakes)


def _complained(mistakes: Sequence[Mistake]) -> int:
    """Tell mistakes on stderr; 1 if there are any."""
    for mistake in mistakes:
        complain(str(mistake))
    return 1 if mistakes else 0


def _told(rows: tuple[Row, ...], columns: int) -> Iterator[str]:
    longest = max(len(row.name) for row in rows)
    for row in rows:
        start = f"{row.name:<{longest}}  "
        yield from wrapped(f"{row.shown} ({row.where})", columns, start, " " * len(start))
        yield from wrapped(row.explanation, columns, " " * len(start), " " * len(start))
        yield ""


def show_example(_args: Namespace) -> int:
    """Print a settings file in which every setting is explained."""
    from aware_tui.config.explained import example

    say(*example().rstrip("\n").split("\n"))
    return 0


def set_one(args: Namespace) -> int:
    """Write one setting into the settings file; 1 if it makes another one wrong, which stderr names."""
    from aware_tui.config.editing import write_setting
    from aware_tui.language import _

    reading = reading_of(args)
    path, value = _typed(reading, args)
    write_setting(reading.written.file, path, value)
    told = _("{name} is {value} from now on, in {file}.")
    say(told.format(name=".".join(path), value=value, file=reading.written.file))
    if reading.source(path[0]) is Source.ENVIRONMENT:
        told = _("It waits there: AWARE_{name} is set, and stands above the file.")
        say(told.format(name=path[0].upper()))
    known = {(each.setting, each.sentence) for each in reading.mistakes}  # their lines may have moved
    after = reading_of(args).mistakes
    return _complained([each for each in after if (each.setting, each.sentence) not in known])


def _typed(reading: Reading, args: Namespace) -> tuple[tuple[str, ...], str]:
    """Return the place of the setting in the file, and its value as the file has it."""
    from aware_tui.config.editing import key_literal, literal
    from aware_tui.config.file import REBIND

    path = tuple(args.setting.split(".", 1))
    if path[0] == REBIND and len(path) > 1:
        rebind = dict(reading.settings.rebind)
        return path, key_literal(reading.settings.keys, rebind, path[1], args.value)
    value = literal(args.setting, args.value)
    if args.setting == "playbook" and args.value.strip():
        value = literal(args.setting, _placed(reading.settings, args.value))
    return (args.setting,), value


def _placed(settings: Settings, typed: str) -> str:
    """Return the name of a playbook, or its folder in full, as it is found from anywhere; PlaybookMissing."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    places = shelves(settings)
    folder = find_playbook(typed, places)
    return typed if folder.parent in places else str(folder.absolute())


def show_keys(args: Namespace) -> int:
    """List every action with its keys; 1 if one that was written cannot be had, which stderr names."""
    from aware_tui.config.file import REBIND
    from aware_tui.config.listing import key_rows
    from aware_tui.language import _

    reading = reading_of(args)
    rows = key_rows(reading.settings)
    if args.json:
        say_json(rows)
    else:
        widest = max(len(row.action) for row in rows)
        say(f"{'':<{widest}}  function  plain     {_('yours')}", "")
        say(*(f"{row.action:<{widest}}  {row.function:<8}  {row.plain:<8}  {row.yours}" for row in rows))
    return _complained([each for each in reading.mistakes if each.setting in ("", "keys", REBIND)])
