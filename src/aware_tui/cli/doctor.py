"""The check-up: terminal, settings, database and playbook, with what is wrong and how to mend it."""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from itertools import groupby

from aware_tui.cli.output import complain, say, say_json, width
from aware_tui.domain.lettering import lettering_of, stand_in
from aware_tui.exports.session_text import wrapped
from aware_tui.language import _
from aware_tui.services.checkup import Health, HealthLine, check_up

SMALLEST = (60, 18)
"""Columns and lines the app needs."""

MARKS = {Health.OK: "ok", Health.NOTE: "note", Health.PROBLEM: "WRONG"}


def show(args: Namespace) -> int:
    """Look at everything and tell it; 1 if something is to be mended."""
    found = check_up(args.data_dir, args.playbook, database_url=args.database_url)
    lines = (*_terminal(os.environ), *found)
    problems = sum(line.state is Health.PROBLEM for line in lines)
    if args.json:
        say_json({"ok": not problems, "findings": lines})
    else:
        say(*_told(lines, width()))
    if problems:
        complain("One thing is to be mended." if problems == 1 else f"{problems} things are to be mended.")
    return 1 if problems else 0


def _told(lines: tuple[HealthLine, ...], columns: int) -> Iterator[str]:
    room = max(len(line.name) for line in lines)
    for area, group in groupby(lines, key=lambda line: line.area):
        yield area
        for line in group:
            start = f"  {MARKS[line.state]:<5}  {line.name:<{room}}  "
            yield from wrapped(line.found, columns, start, " " * len(start))
            for advice in line.advice.splitlines():
                yield from wrapped(advice, columns, " " * len(start), " " * len(start))
        yield ""


def _terminal(environment: Mapping[str, str]) -> Iterator[HealthLine]:
    yield _streams()
    yield _size()
    yield _kind(environment)
    yield _colours(environment)
    yield _letters(environment)


def _note(name: str, found: str, advice: str) -> HealthLine:
    return HealthLine("terminal", name, Health.NOTE if advice else Health.OK, found, advice)


def _streams() -> HealthLine:
    streams = {"input": sys.stdin, "output": sys.stdout, "errors": sys.stderr}
    elsewhere = [name for name, stream in streams.items() if stream is None or not stream.isatty()]
    if not elsewhere:
        return _note("tty", "input and output are a terminal", "")
    advice = "The app itself needs a terminal for all three; the other commands do not."
    return _note("tty", f"elsewhere: {', '.join(elsewhere)}", advice)


def _size() -> HealthLine:
    columns, lines = shutil.get_terminal_size((0, 0))
    if not columns or not lines:
        return _note("size", "not known", "")
    fits = columns >= SMALLEST[0] and lines >= SMALLEST[1]
    advice = "" if fits else f"The app needs {SMALLEST[0]} x {SMALLEST[1]}. Make the window larger."
    return _note("size", f"{columns} x {lines}", advice)


def _kind(environment: Mapping[str, str]) -> HealthLine:
    kind = environment.get("TERM", "")
    if kind and kind not in ("dumb", "unknown"):
        return _note("TERM", kind, "")
    advice = "Set it to what your terminal is, such as xterm-256color."
    return _note("TERM", kind or "not set", advice)


def _colours(environment: Mapping[str, str]) -> HealthLine:
    if environment.get("NO_COLOR"):
        return _note("colours", "none, because NO_COLOR is set", "")
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return _note("colours", "16 million", "")
    if "256" in environment.get("TERM", ""):
        return _note("colours", "256", "")
    return _note("colours", _("16, as far as the terminal says: its own are used"), "")


def _letters(environment: Mapping[str, str]) -> HealthLine:
    encoding = (sys.stdout.encoding if sys.stdout else "") or "unknown"
    terminal = environment.get("TERM", "")
    lettering = lettering_of(encoding, terminal)
    if lettering is None:
        return _note("letters", encoding, "")
    if lettering.signs is not None:
        advice = _("The console has few signs: ✔ is shown as {tick}. A terminal window shows them all.")
        return _note("letters", f"{encoding}, {terminal}", advice.format(tick=stand_in("✔", lettering)))
    advice = _(
        "Signs like ✔ are shown as {tick}, and some letters as ?. In a terminal that has them, set LANG to a "
        "name that ends in .UTF-8, or PYTHONUTF8=1, and TERM to what it is. `aware live --plain` needs none."
    )
    return _note("letters", lettering.codec, advice.format(tick=stand_in("✔", lettering)))
