"""What `aware --help` shows: the commands by what they are for, examples, and how a command ends."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from aware_tui.cli.parser import Parser
from aware_tui.cli.speaking import command_of
from aware_tui.language import _

GROUPS = (
    (_("On a call, and after it"), ("live", "follow-ups", "promise", "sessions", "session")),
    (_("The words"), ("apology", "promise-check")),
    (_("Practice"), ("practice", "scenario", "team", "demo")),
    (_("What keeps happening"), ("insights", "import", "goals")),
    (_("The method"), ("playbook", "card")),
    (_("Running it"), ("serve", "settings", "completions", "export", "data", "doctor")),
)
"""Titles, each with the commands that stand under it."""

EXAMPLES = (
    ("aware", _("open on Today; n begins a call")),
    ('aware live --customer "Dana Reyes"', _("a call from someone you know")),
    ("aware follow-ups --overdue", _("what was promised and is late")),
    ('aware apology "I\'m sorry if this upset you."', _("is that an apology?")),
    ("aware insights --since 2026-06-01", _("what keeps happening")),
)
"""Command lines worth trying, each with what it is for."""

EVERYWHERE = (
    ("--data-dir DIR", _("where the data is (AWARE_DATA_DIR)")),
    ("--database-url URL", _("a team's PostgreSQL database instead of the file (AWARE_DATABASE_URL)")),
    ("--playbook ID_OR_FOLDER", _("the playbook for new calls (AWARE_PLAYBOOK)")),
    ("--version", _("which version this is")),
    ("-h, --help", _("this page; after a command, all about it, as `aware help live` says too")),
)
"""Options that stand before or after a command."""

ENDING = _(
    "A command ends with 0 when it is done, 1 after a problem that it tells in a sentence, "
    "2 when it was not understood."
)
"""The exit statuses, for scripts."""

NARROWEST, WIDEST = 60, 100
"""Columns that the page takes at least, and at most."""

COMMANDS, OPTIONS, TRIALS = 18, 29, 48
"""The columns at which the words beside a name begin."""


class TopParser(Parser):
    """Shows its commands in groups, as people look for them; `help` before a command asks for its page."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what was understood; exits after help."""
        if command_of(args) == "help":
            at = args.index("help")
            args = [*args[:at], *args[at + 1 :], "--help"]
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """Return the page, as wide as the terminal allows."""
        self.lay_out()
        width = max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST)) - 2
        return "\n".join(self._lines(width)) + "\n"

    def _lines(self, width: int) -> Iterator[str]:
        yield from textwrap.wrap(f"aware, {self.description}", width)
        yield ""
        yield _("Usage: aware [COMMAND] [OPTIONS]")
        for title, names in GROUPS:
            yield from _section(title, ((name, self._told(name)) for name in names), COMMANDS, width)
        yield from _section(_("Everywhere"), EVERYWHERE, OPTIONS, width)
        yield from _section(_("To try"), EXAMPLES, TRIALS, width)
        yield ""
        yield from textwrap.wrap(ENDING, width)

    def _told(self, name: str) -> str:
        """Return what a command is for, as one of a list."""
        words = self.commands[name].description or ""
        return f"{words[:1].lower()}{words[1:].rstrip('.')}"


def _section(title: str, rows: Iterable[tuple[str, str]], column: int, width: int) -> Iterator[str]:
    """Yield a titled list: names on the left, words from `column` on, or beneath a name that is too long."""
    yield ""
    yield title
    for name, words in rows:
        lines = textwrap.wrap(words, width - column)
        if len(name) + 3 > column:
            yield f"  {name}"
        else:
            yield f"  {name:<{column - 2}}{lines.pop(0) if lines else ''}".rstrip()
        yield from (" " * column + line for line in lines)
