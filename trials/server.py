"""The team's server is ended in the middle of saving, again and again; and four programs write on it."""

import shutil
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Final

from making import NOW, a_head, a_note, adding, an_event, editing
from serving import Cluster, new_cluster

from aware_tui.domain.rows import Note
from aware_tui.domain.server_url import ServerUrl
from aware_tui.domain.session import Change
from aware_tui.store.opening import open_database
from aware_tui.store.writer import SaveState, Writer
from trials import crowd
from trials.verdict import Figure, none

PATIENCE: Final = 60.0
CROWD: Final = 5
"""Transactions of each of the four programs, for each end."""

MOST: Final = 60
"""Changes between two ends at most."""


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """End a server of our own so many times while somebody types, then let four programs write on it."""
    cluster = new_cluster()
    try:
        cluster.new_login("kim")
        figures = ended(cluster, cluster.url(cluster.new_database()), times, seed)
        for deed in (crowd.in_one_row, crowd.in_their_own):
            figures += deed(cluster.address(cluster.new_database(), "kim"), CROWD * times)
        return figures
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(cluster.folder, ignore_errors=True)


@dataclass
class Heard:
    """What a writer told, to be waited for."""

    states: list[SaveState] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, state: SaveState) -> None:
        """Keep a state."""
        with self.news:
            self.states.append(state)
            self.news.notify_all()

    def wait(self, wanted: Callable[[SaveState], bool]) -> bool:
        """Say whether the last state came to be as wanted, in good time."""
        with self.news:
            return self.news.wait_for(lambda: bool(self.states) and wanted(self.states[-1]), PATIENCE)


def ended(cluster: Cluster, url: ServerUrl, times: int, seed: int) -> list[Figure]:
    """End the server as a crash does while changes are on their way; look whether each is there once."""
    heard, chance = Heard(), Random(seed)
    writer = Writer(url, lambda: NOW, heard)
    writer.start()
    writer.opened.result(PATIENCE)
    change, note = begun()
    last, lost = writer.submit(change), list[str]()
    for number in range(times):
        for word in range(chance.randrange(1, MOST)):
            change, note = typed(note, f"{number} {word}")
            last = writer.submit(change)
        some = max(0, last - chance.randrange(MOST))
        heard.wait(lambda state, some=some: state.saved >= some)  # type: ignore[misc]
        cluster.stop(signal.SIGQUIT)
        lost += missing(heard.states[-1].saved, cluster, url)
    heard.wait(lambda state: state.saved >= last)
    refused = [str(each.problem) for state in heard.states for each in state.refused]
    saved = writer.close(PATIENCE)
    lost += [] if saved and (last, note.text) == there(url) else [f"{there(url)} of {(last, note.text)}"]
    of = f"{times:,} ends of the server, {last:,} changes"
    return [none("changes lost or twice", lost, of), none("changes refused", refused, of)]


def missing(saved: int, cluster: Cluster, url: ServerUrl) -> list[str]:
    """Start the server again; return how many changes are not there that were told as saved."""
    cluster.start()
    count, _ = there(url)
    return [f"{saved - count} of {saved}"] if count < saved else []


def there(url: ServerUrl) -> tuple[int, str]:
    """Return how many different lines the story has, and the words as they are."""
    with closing(open_database(url)) as db:
        count, different = db.execute("SELECT count(*), count(DISTINCT id) FROM event").fetchone()
        text = db.execute("SELECT text FROM note").fetchone()
    return (count if count == different else -count), text[0] if text else ""


def begun() -> tuple[Change, Note]:
    """Return the change that begins a call with a note, and the note."""
    head = a_head()
    note = a_note(head.id, "It rang")
    return Change(adding(head, note).edits, (an_event(head.id),)), note


def typed(note: Note, text: str) -> tuple[Change, Note]:
    """Return the change by which the note holds other words, with its line in the story."""
    after = replace(note, text=text)
    return Change(editing(note, after).edits, (an_event(note.session_id),)), after
