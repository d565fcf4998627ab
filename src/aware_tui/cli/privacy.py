"""The commands for the rights of the people in the data: erased, kept no longer than needed, handed out."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, flush, say, say_json, tell
from aware_tui.cli.privacy_words import (
    old_lines,
    preview,
    preview_object,
    purged_line,
    several,
)
from aware_tui.config import Settings
from aware_tui.domain.text import counted
from aware_tui.services import privacy

if TYPE_CHECKING:
    from aware_tui.domain.rows import Customer
    from aware_tui.services.purging import Age

NOT_CONFIRMED = "Nothing was erased."


def _settings(args: Namespace) -> Settings:
    return settings_of(args)


def erase_customer(args: Namespace) -> int:
    """Show what is held of a person, and erase it once that is confirmed; or wipe remains."""
    settings = _settings(args)
    if args.finish:
        return _told_remains(settings, privacy.finish(settings))
    if args.who is None:
        complain("Say whom: a reference, a name or an id; or --finish to wipe remains of an earlier erasure.")
        return 2
    customer = _chosen(settings, args.who)
    if customer is None:
        return 1
    person = privacy.look_at(settings, customer.id)
    if args.json and args.confirm is None:
        say_json(preview_object(person))
        return 0
    if person.erased and not args.json:
        tell(f"Customer {person.shown.id} was erased already: nothing of them is left in the data.")
        return 0
    if not args.json:
        tell(*preview(person), "")
    typed = args.confirm if args.confirm is not None else _typed(person.to_type)
    return 1 if typed is None else _erase(settings, person, typed, as_json=args.json)


def _chosen(settings: Settings, who: str) -> "Customer | None":
    """Return the one customer that is meant; None after those have been listed who may be."""
    found = privacy.find_people(settings, who)
    if len(found) == 1:
        return found[0]
    say(*several(found))
    complain(f"{len(found)} customers fit. Nothing was changed. Give the reference or the id of one of them.")
    return None


def _typed(wanted: str) -> str | None:
    """Return what somebody at the terminal types to confirm it; None where nobody can."""
    if not sys.stdin.isatty():
        complain(f"{NOT_CONFIRMED} To erase them, add --confirm and what stands for them: {wanted}")
        return None
    tell(f"This cannot be undone. Type {wanted} to erase them, or nothing to leave all as it is.")
    flush()
    typed = sys.stdin.readline().strip()
    if not typed:
        complain(NOT_CONFIRMED)
    return typed or None


def _erase(settings: Settings, person: privacy.Person, typed: str, *, as_json: bool) -> int:
    done = privacy.erase(settings, person, typed, datetime.now(UTC))
    if as_json:
        say_json(
            {
                "customers": done.customers,
                "sessions": done.sessions,
                "drafts": done.drafts,
                "remains": done.unfinished,
            }
        )
        return 1 if done.unfinished else 0
    calls, entries = counted(done.sessions, "call"), counted(done.customers, "entry", "entries")
    tell(
        f"Erased: {entries} of a customer and the words of {calls}. The ledger keeps their ids and the time."
    )
    return _told_remains(settings, done.unfinished)


def _told_remains(settings: Settings, problem: str) -> int:
    if problem:
        complain(problem)
        return 1
    if settings.server is None:
        tell("No remains are left in the database file, its log and its search index.")
    else:
        tell(
            "The server has given up what it held of them, in its tables and its search index. Its own log, "
            "copies and replicas are with whoever runs it."
        )
    return 0


def purge(args: Namespace) -> int:
    """Show what is older than wanted, and take the words out of it once that is confirmed."""
    from aware_tui.domain.retention import before
    from aware_tui.services.purging import look_at_old

    settings, now = _settings(args), datetime.now(UTC)
    age = look_at_old(settings, before(args.older_than, now))
    tell(*old_lines(age))
    if args.dry_run or age.old.nothing:
        tell("", "Nothing was changed.")
        return 0
    if not (args.yes or _agreed()):
        return 1
    return _purge(settings, age, now)


def _agreed() -> bool:
    """Say whether somebody at the terminal wants it done."""
    if not sys.stdin.isatty():
        complain("Nothing was changed. Add --yes to do it.")
        return False
    tell("", "This cannot be undone. Type yes to take the words out, or nothing to leave all as it is.")
    flush()
    if sys.stdin.readline().strip().casefold() == "yes":
        return True
    complain("Nothing was changed.")
    return False


def _purge(settings: Settings, age: "Age", now: datetime) -> int:
    from aware_tui.services.purging import purge as run

    done = run(settings, age.before, now, lambda: None)
    tell("", purged_line(done.old))
    return _told_remains(settings, done.unfinished)


def access_export(args: Namespace) -> int:
    """Write all about one person into a folder, for them."""
    from aware_tui.services.access import folder_for, write_out

    settings = _settings(args)
    customer = _chosen(settings, args.who)
    if customer is None:
        return 1
    given = write_out(settings, customer, args.output or folder_for(customer), datetime.now(UTC))
    tell(
        f"Written to {given.folder}: person.md to be read, person.json with every column; "
        f"{counted(given.calls, 'call')}, {counted(given.rows, 'row')}.",
        "It is not sent to anybody. Read it before you hand it over: words about others may be in it.",
    )
    return 0
