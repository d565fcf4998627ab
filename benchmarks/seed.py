"""Fill a database with sessions straight by SQL: `python -m benchmarks.seed FILE 1000000`."""

import argparse
import sys
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from aware_tui.domain.ids import time_ordered_id
from aware_tui.store.library import sqlite3
from aware_tui.store.occurrences import rebuild
from aware_tui.store.opening import open_database
from benchmarks import afterwards, story

NEWEST: Final = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""When the last session begins."""

APART: Final = timedelta(seconds=47)
"""From session to session: a million of them are a year and a half of a busy team."""

RECENT: Final = 300
"""So many of the newest sessions are not over."""

NEW: Final = "new"

DAY: Final = timedelta(days=1)

IN_A_TRANSACTION: Final = 20_000

KNOWN: Final = 0.88
"""In so many sessions somebody says who the customer is."""

COMES_BACK: Final = 0.35
"""So many of those had complained before."""

REMEMBERED: Final = 100_000
"""Those who come back are drawn from so many, the newest: about three months of them."""

OFTEN: Final = {(1, "long lines"): 3.0, (4, "parking"): 3.0, (0, "website"): 2.0}
"""On a weekday (0 is Monday) a category comes up so many times as often as on others."""

OPEN_FROM: Final = 7
OPEN_FOR: Final = 13
"""Nine calls in ten come in these hours of the day (from when on, how many), the rest later."""

NIGHT: Final = timedelta(hours=24 - OPEN_FROM - OPEN_FOR)

Rows = dict[str, list[dict[str, Any]]]
"""By table, rows by column."""


def seed(path: Path, sessions: int) -> None:
    """Make the database at `path` with so many sessions, oldest first; the same every time."""
    open_database(path).close()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA cache_size=-200000")
    customers: deque[str] = deque(maxlen=REMEMBERED)
    for first in range(0, sessions, IN_A_TRANSACTION):
        db.execute("BEGIN")
        _insert(db, _rows(first, min(first + IN_A_TRANSACTION, sessions), sessions, customers))
        db.execute("COMMIT")
    db.execute("BEGIN")
    chance = Random(sessions)
    goals = [{"id": _id(NEWEST, chance), **_told(goal)} for goal in afterwards.goals(NEWEST.date())]
    _insert(db, {"goal": goals})
    rebuild(db)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def begun(number: int, sessions: int) -> datetime:
    """Return when the session of this number (0 is the oldest) began."""
    evenly = NEWEST - (sessions - number) * APART
    midnight = evenly.replace(hour=0, minute=0, second=0, microsecond=0)
    part = (evenly - midnight) / DAY
    if part < 0.9:
        return midnight + timedelta(hours=OPEN_FROM) + part / 0.9 * timedelta(hours=OPEN_FOR)
    return midnight + timedelta(hours=OPEN_FROM + OPEN_FOR) + (part - 0.9) / 0.1 * NIGHT


def _insert(db: sqlite3.Connection, rows: Rows) -> None:
    for table, lines in rows.items():
        columns = ", ".join(f'"{column}"' for column in lines[0])
        places = ", ".join(f":{column}" for column in lines[0])
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", lines)


def _rows(first: int, end: int, sessions: int, customers: deque[str]) -> Rows:
    chance = Random(first)
    rows: Rows = defaultdict(list)
    for number in range(first, end):
        at = begun(number, sessions)
        customer = _who(chance, customers)
        if customer == NEW:
            customer = _id(at, chance)
            customers.append(customer)
            rows["customer"].append(_customer(customer, chance, number))
        session = _session(_id(at, chance), customer, at, chance, sessions - number < RECENT)
        rows["session"].append(session)
        for table, row in _parts(at, chance, number, session):
            rows[table].append({"id": _id(at, chance), "session_id": session["id"], **row})
        for said in afterwards.feedback(at, chance, session, NEWEST):
            rows["feedback"].append({"id": _id(at, chance), **_told(said)})
    return rows


def _who(chance: Random, customers: deque[str]) -> str | None:
    """Return one of the customers, NEW for another, or None where nobody says who it was."""
    if chance.random() >= KNOWN:
        return None
    return chance.choice(customers) if customers and chance.random() < COMES_BACK else NEW


def _category(at: datetime, chance: Random) -> str:
    often = {name: OFTEN.get((at.weekday(), name), 1.0) for name in story.CATEGORIES}
    return story.drawn(chance, {name: weight * often[name] for name, weight in story.CATEGORIES.items()})


def _customer(row_id: str, chance: Random, number: int) -> dict[str, Any]:
    return {
        "id": row_id,
        "name": story.name(chance),
        "reference": f"C{number:07d}",
        "contact": "",
        "preferred_channel": story.drawn(chance, story.CHANNELS),
    }


def _session(row_id: str, customer: str | None, at: datetime, chance: Random, recent: bool) -> dict[str, Any]:
    channel = story.drawn(chance, story.CHANNELS)
    received, answered = afterwards.times(at, channel, chance)
    return {
        "id": row_id,
        "kind": "live",
        "status": chance.choice(("open", "parked", "finished")) if recent else "finished",
        "playbook_id": "aware",
        "playbook_version": "1",
        "playbook_hash": "seed",
        "agent": chance.choice(story.AGENTS),
        "zone": "Europe/Berlin",
        "current_step": "evaluate",
        "current_phase": "evaluate",
        "started_at": _time(at),
        "received_at": _time(received),
        "first_response_at": answered and _time(answered),
        "ended_at": None if recent else _time(at + timedelta(minutes=chance.randint(3, 40))),
        "channel": channel,
        "category": _category(at, chance),
        "location": story.drawn(chance, story.LOCATIONS) or None,
        "product": chance.choice(story.PRODUCTS),
        "customer_id": customer,
        "mood_start": chance.randint(1, 3),
        "clock_seconds": chance.randint(180, 2400),
    }


def _parts(
    at: datetime, chance: Random, number: int, session: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows that hang on a session, by table, without their ids."""
    recent = session["status"] != "finished"
    yield "note", {"step": "acknowledge", "field": "words", "text": story.complaint(chance, number)}
    for item in range(3):
        wording, ticked = "Let them finish", _time(at + timedelta(seconds=20 * item))
        yield (
            "tick",
            {"step": "acknowledge", "item_id": f"item-{item}", "wording": wording, "ticked_at": ticked},
        )
    if chance.random() < 0.4:
        yield "promise", _promise(at, chance, recent)
    if chance.random() < 0.2:
        yield "follow_up", _follow_up(at, chance, recent)
    if chance.random() < 0.6:
        yield "quality_record", _quality_record(at, chance, session["category"])
    for place, what in enumerate(("session begun", "session finished")):
        yield "event", _event(number * 2 + place + 1, at, what)


def _promise(at: datetime, chance: Random, recent: bool) -> dict[str, Any]:
    return {
        "what": chance.choice(story.DEEDS),
        "who": "I",
        "made_at": _time(at),
        "due_at": _time(at + timedelta(hours=chance.randint(2, 90))),
        "zone": "Europe/Berlin",
        "due_words": "Friday noon",
        "state": "open" if recent else chance.choice(("kept", "kept", "kept", "broken")),
        "reason": "",
    }


def _follow_up(at: datetime, chance: Random, recent: bool) -> dict[str, Any]:
    return {
        "kind": chance.choice(("delegate", "customer")),
        "who": chance.choice(story.AGENTS),
        "made_at": _time(at),
        "due_at": _time(at + timedelta(hours=chance.randint(24, 200))),
        "zone": "Europe/Berlin",
        "due_words": "next week",
        "state": "open" if recent else "done",
        "outcome": "",
    }


def _quality_record(at: datetime, chance: Random, category: str) -> dict[str, Any]:
    return {
        "text": f"The {chance.choice(story.PRODUCTS)} {chance.choice(story.MISHAPS)}.",
        "category": category,
        "cost": str(chance.randint(0, 200)),
        "recommendation": "Ring before coming.",
        "recorded_at": _time(at),
        "outside_reference": "",
    }


def _event(number: int, at: datetime, what: str) -> dict[str, Any]:
    return {"seq": number, "at": _time(at), "actor": "kim", "what": what, "before": "", "after": ""}


def _id(at: datetime, chance: Random) -> str:
    return time_ordered_id(at, chance.randbytes(10))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its times as the tables keep them."""
    return {name: _time(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _time(at: datetime) -> str:
    """Return a time as the tables keep it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def main() -> None:
    """Seed the file named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.seed", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("sessions", type=int)
    asked = parser.parse_args()
    if asked.file.exists():
        sys.exit(f"{asked.file} is there already. Name a file that is not.")
    seed(asked.file, asked.sessions)


if __name__ == "__main__":
    main()
