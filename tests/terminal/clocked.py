"""The real program under a clock that a test moves: `python clocked.py CLOCKFILE WORDS...`.

The file holds an ISO time with its offset; it is read whenever the time is asked for.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aware_tui.cli import follow_ups, marking, screen, sessions
from aware_tui.cli.main import run
from aware_tui.tui.app import AwareApp

CLOCK = Path(sys.argv[1])


def now() -> datetime:
    """Return the time of the file."""
    return datetime.fromisoformat(CLOCK.read_text("utf-8").strip()).astimezone(UTC)


class Moved(datetime):
    """A datetime whose now is the file's."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return now().astimezone(tz)


def main() -> int:
    """Run the program."""
    for module in (follow_ups, marking, sessions, screen):
        vars(module)["datetime"] = Moved
    defaults = AwareApp.__init__.__kwdefaults__
    assert defaults is not None
    defaults["now"] = now
    return run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
