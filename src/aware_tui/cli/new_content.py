"""The commands that begin a playbook or a practice call, and say what to do next."""

import shlex
from argparse import Namespace
from pathlib import Path

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import say
from aware_tui.language import _
from aware_tui.services.new_content import new_playbook, new_scenario


def playbook(args: Namespace) -> int:
    """Make a playbook that extends AWARE."""
    folder = new_playbook(settings_in_force(args), args.id, _path(args.output))
    named = args.id if args.output is None else _typed(folder)
    say(
        _("Made, in {folder}:").format(folder=folder),
        *(f"  {file.name}" for file in sorted(folder.iterdir())),
        "",
        _("It says what AWARE says, but for what you change in these files. Next:"),
        f"  aware playbook check {named}",
        f"  aware --playbook {named}",
    )
    return 0


def scenario(args: Namespace) -> int:
    """Make a practice call that can be played as it is."""
    file = new_scenario(settings_in_force(args), args.id, _path(args.output))
    say(
        _("Made: {file}").format(file=file),
        _("It can be played as it is. Change a sentence at a time. Next:"),
        f"  aware practice {_typed(file)}",
        f"  aware scenario check {_typed(file)}",
        f"  aware scenario offer {_typed(file)}",
    )
    return 0


def _path(typed: str | None) -> Path | None:
    return None if typed is None else Path(typed)


def _typed(path: Path) -> str:
    """Return a path as it is typed in a shell."""
    return shlex.quote(str(path))
