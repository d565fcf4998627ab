"""The shipped playbook, read once for all tests of a process: reading it strictly takes a second or two."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from aware_tui.content.cache import open_playbook
from aware_tui.content.coaching import open_coaching
from aware_tui.paths import shipped_playbooks


@cache
def _read_playbook() -> Path:
    """Return a cache folder in which the shipped playbook and its coaching are."""
    folder, shelf = Path(tempfile.mkdtemp(prefix="aware-read-ahead-")), shipped_playbooks()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_playbook(shelf / "aware", (shelf,), folder)
    open_coaching(shelf / "aware", (shelf,), folder)
    return folder


def lay_read_playbook(data: Path) -> None:
    """Put what was read into the cache of a data folder."""
    shutil.copytree(_read_playbook(), data / "cache", dirs_exist_ok=True)
