"""What customers said in a period, as themes are read from it: the newest notes and answers."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice

from aware_tui.domain.importing.made import NOTE_STEP, THEIR_WORDS
from aware_tui.domain.insights.counting import day_of
from aware_tui.domain.insights.notes import Heard, Said
from aware_tui.domain.insights.period import Period
from aware_tui.store.database import Database
from aware_tui.store.records import read_time
from aware_tui.store.slices import places

NOTES = 3_000
"""Complaints whose words are read at most, the newest."""

ANSWERS = 1_000
"""Feedback whose words are read at most, the newest."""

LETTERS = 600_000
"""Letters that are read at most, so that long letters do not take longer than many short notes."""

OF_ONE = 2_000
"""Letters of one note that are read."""

SEARCHED = 20_000
"""Sessions that are looked at for words, the newest: where nobody types there are none to find."""

_AT_ONCE = 500
"""Sessions whose notes are looked up in one statement."""

_DAY = timedelta(days=1)
_EARLIEST, _LATEST = date.min + _DAY, date.max - _DAY

_TOLD = """
SELECT id, category, person, day FROM occurrence WHERE day >= ? AND day < ? ORDER BY day DESC LIMIT ?
"""
_NOTES = f"""
SELECT session_id, id, substr(text, 1, {OF_ONE}) FROM note
WHERE session_id IN ({{marks}}) AND (step IN (?, '{NOTE_STEP}') OR field = '{THEIR_WORDS}') AND text <> ''
"""
_CALLED = "SELECT id, name FROM customer WHERE id IN ({marks})"
_ANSWERS = f"""
SELECT f.id, coalesce(f.sentiment, ''), substr(f.text, 1, {OF_ONE}), coalesce(c.name, ''),
    f.received_at, f.zone
FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id
WHERE f.received_at >= ? AND f.received_at < ? AND f.text <> ''
ORDER BY f.received_at DESC, f.id DESC LIMIT {ANSWERS + 1}
"""


def mark(db: Database) -> int:
    """Return the number of the last event: what was read at the same mark still holds."""
    row = db.execute("SELECT max(seq) FROM event").fetchone()
    return int(row[0] or 0)


def heard(db: Database, period: Period, step: str) -> Heard:
    """Return what customers said in a period, the newest first.

    They tell it in this step; a session of another method keeps it under the name that all methods share.
    """
    complaints = list(islice(_complaints(db, period, step), NOTES + 1))
    answers = list(_answers(db, period))
    some = tuple(_within(complaints[:NOTES], LETTERS))
    others = tuple(_within(answers[:ANSWERS], LETTERS))
    more = len(some) < len(complaints) or len(others) < len(answers)
    return Heard(some, others, more)


def _complaints(db: Database, period: Period, step: str) -> Iterator[Said]:
    """Yield the words of sessions that count, those of one session as one text."""
    told = db.execute(_TOLD, (period.since.isoformat(), period.until.isoformat(), SEARCHED))
    sessions = (row for _, day in groupby(told, key=lambda row: row[3]) for row in sorted(day, reverse=True))
    while some := list(islice(sessions, _AT_ONCE)):
        texts = _texts(db, [row[0] for row in some], step)
        names = _names(db, {row[2] for row in some if row[0] in texts})
        for session_id, category, person, _ in some:
            if session_id in texts:
                yield Said(session_id, category, texts[session_id], names.get(person, ""))


def _texts(db: Database, sessions: Sequence[str], step: str) -> dict[str, str]:
    notes = sorted(db.execute(_NOTES.format(marks=places(sessions)), (*sessions, step)))
    grouped = groupby(notes, key=lambda note: str(note[0]))
    return {session_id: "\n".join(note[2] for note in some) for session_id, some in grouped}


def _names(db: Database, persons: Collection[str]) -> dict[str, str]:
    return dict(db.execute(_CALLED.format(marks=places(persons)), tuple(persons)).fetchall())


def _answers(db: Database, period: Period) -> Iterator[Said]:
    """Yield the feedback whose day, on the clocks of its zone, lies in the period."""
    ends = max(period.since, _EARLIEST) - _DAY, min(period.until, _LATEST) + _DAY
    rows = db.execute(_ANSWERS, [end.isoformat() for end in ends])
    for row_id, sentiment, text, name, at, zone in rows:
        if period.holds(day_of(read_time(at), zone)):
            yield Said(row_id, sentiment, text, name)


def _within(notes: Sequence[Said], letters: int) -> Iterator[Said]:
    for said in notes:
        letters -= len(said.text)
        if letters < 0:
            return
        yield said
