"""The command that writes everything out."""

from argparse import Namespace
from datetime import UTC, datetime

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import say
from aware_tui.domain.text import counted
from aware_tui.services.exporting import Form, export


def write_out(args: Namespace) -> int:
    """Write everything into a new folder, and tell what and where."""

    settings, form = settings_of(args), Form(args.format)
    made = export(settings, form, args.output, datetime.now(UTC))
    what = "session" if form is Form.MARKDOWN else "row"
    rows = counted(made.rows, what)
    say(f"Exported {rows} in {made.files:,} files to {made.folder}.")
    return 0
