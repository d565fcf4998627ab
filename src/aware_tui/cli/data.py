"""The commands that care for the data."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say
from aware_tui.config import Settings
from aware_tui.services import backups
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.store.checking import CheckReport

THINNED_NOWHERE = "The one there is yours to keep and to delete: nothing is thinned or erased in that folder."


def where(args: Namespace) -> int:
    """Say where everything is, and how large the data is."""
    from aware_tui.store.care import where as facts_of

    settings = settings_of(args)
    data = "not there yet; the first start makes it"
    if has_data(settings):
        facts = facts_of(settings.database)
        data = f"{facts.size + facts.log_size:,} bytes, {facts.rows.get('session', 0):,} sessions"
    rows = (
        ("data", settings.data_dir, ""),
        ("database", settings.database, data),
        ("backups", settings.backups, backups.told(settings)),
        ("settings", settings.data_dir / "settings.toml", ""),
        ("playbooks", settings.data_dir / "playbooks", ""),
        ("crash reports", settings.data_dir / "crashes", ""),
    )
    for name, path, told in rows:
        say(f"{name:<14}{path}", *([f"{'':<14}{told}"] if told else []))
    return 0


def back_up(args: Namespace) -> int:
    """Make a copy of the data, checked in full before it gets its name."""
    from aware_tui.store.care import backup
    from aware_tui.store.copying import copy_out
    from aware_tui.store.errors import CannotWrite

    settings = settings_of(args)
    backups.refuse_server(settings)
    if not has_data(settings):
        raise CannotWrite(f"There is no data at {settings.database} yet, so there is nothing to copy.")
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
    from aware_tui.store.checking import check as examine

    report = examine(settings.database)
    status = _told(report, settings, args)
    if report.derived:
        complain("`aware data check --repair` makes this anew, after a copy of the data. No words are lost.")
    return status


def _repair(settings: Settings, args: Namespace) -> int:
    from aware_tui.store.repairing import repair

    report = repair(settings.database, settings.backups, datetime.now(UTC))
    if report.kept is not None:
        say(f"The data as it was is kept: {report.kept}", *report.mended)
    return _told(report.after, settings, args)


def _told(report: "CheckReport", settings: Settings, args: Namespace) -> int:
    say(*(report.facts or ()), *([] if not report.ok else ["Everything is in order."]))
    if report.ok:
        return 0
    lines = report.problems
    if report.damaged:
        lines = (*map(backups.damage_of, lines), backups.advice_of(settings, args.data_dir))
    complain("\n".join(lines))
    return 1
