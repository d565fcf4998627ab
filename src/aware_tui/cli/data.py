"""The commands that care for the data."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say
from aware_tui.config import Settings
from aware_tui.services import backups
from aware_tui.services.reports import has_data
from aware_tui.services.written import NAME as EXPORTS

if TYPE_CHECKING:
    from aware_tui.domain.server_url import ServerUrl
    from aware_tui.store.checking import CheckReport
    from aware_tui.store.repairing import RepairReport

THINNED_NOWHERE = "The one there is yours to keep and to delete: nothing is thinned or erased in that folder."


def where(args: Namespace) -> int:
    """Say where everything is, and how large the data is."""
    from aware_tui.store.care import where as facts_of

    settings = settings_of(args)
    if settings.server is not None:
        return _where_there(settings, settings.server)
    data = "not there yet; the first start makes it"
    if has_data(settings):
        facts = facts_of(settings.database)
        data = f"{facts.size + facts.log_size:,} bytes, {facts.rows.get('session', 0):,} sessions"
    rows = (
        ("data", settings.data_dir, ""),
        ("database", settings.database, data),
        ("backups", settings.backups, backups.told(settings)),
    )
    for name, path, told in rows:
        say(f"{name:<14}{path}", *([f"{'':<14}{told}"] if told else []))
    _say_files(settings)
    return 0


def _say_files(settings: Settings) -> None:
    """Name the files that are on this computer wherever the data is."""
    say(f"{'settings':<14}{settings.data_dir / 'settings.toml'}")
    say(f"{'playbooks':<14}{settings.data_dir / 'playbooks'}")
    say(f"{'crash reports':<14}{settings.data_dir / 'crashes'}")


def _where_there(settings: Settings, url: "ServerUrl") -> int:
    """Say what is on the server, and what stays on this computer."""
    from aware_tui.store.server.standing import rows_there

    rows = rows_there(url)
    say(f"{'database':<14}{url}")
    for table, count in rows.items():
        if count:
            say(f"{'':<14}{count:>12,}  {table}")
    if not any(rows.values()):
        say(f"{'':<14}nothing there yet")
    say(f"{'':<14}That is what your login sees. Copies are made there, with pg_dump.")
    say("", "On this computer:")
    _say_files(settings)
    say(f"{'exports':<14}{settings.data_dir / EXPORTS}", f"{'':<14}a list of the folders you wrote out")
    return 0


def back_up(args: Namespace) -> int:
    """Make a copy of the data, checked in full before it gets its name."""
    from aware_tui.store.care import backup
    from aware_tui.store.copying import copy_out
    from aware_tui.store.errors import CannotWrite

    settings = settings_of(args)
    backups.refuse_server(settings)
    if not has_data(settings):
        raise CannotWrite(
            f"There is no data at {settings.database} yet, so there is nothing to copy. Check --data-dir."
        )
    made = backup(settings.database, settings.backups, datetime.now(UTC))
    say(f"The data was copied and the copy checked: {made}")
    if args.to is not None:
        say(f"The same, byte for byte: {copy_out(made, args.to.expanduser())}", THINNED_NOWHERE)
    return 0


def check(args: Namespace) -> int:
    """Check the data in full; with `--repair`, first make anew what is only derived."""
    settings = settings_of(args)
    if args.repair and has_data(settings):
        return _repair(settings, args)
    report = _examined(settings)
    status = _told(report, settings, args)
    if report.derived:
        first = "" if settings.server else ", after a copy of the data"
        complain(f"`aware data check --repair` makes this anew{first}. No words are lost.")
    return status


def _examined(settings: Settings) -> "CheckReport":
    if settings.server is not None:
        from aware_tui.store.server.checking import check_there

        return check_there(settings.server)
    from aware_tui.store.checking import check as examine

    return examine(settings.database)


def _repair(settings: Settings, args: Namespace) -> int:
    report = _repaired(settings)
    if report.kept is not None:
        say(f"The data as it was is kept: {report.kept}")
    say(*report.mended)
    return _told(report.after, settings, args)


def _repaired(settings: Settings) -> "RepairReport":
    if settings.server is not None:
        from aware_tui.store.server.checking import repair_there

        return repair_there(settings.server)
    from aware_tui.store.repairing import repair

    return repair(settings.database, settings.backups, datetime.now(UTC))


def _told(report: "CheckReport", settings: Settings, args: Namespace) -> int:
    say(*(report.facts or ()), *([] if not report.ok else ["Everything is in order."]))
    if report.ok:
        return 0
    lines = report.problems
    if report.damaged:
        lines = (*map(backups.damage_of, lines), backups.advice_of(settings, args.data_dir))
    complain("\n".join(lines))
    return 1
