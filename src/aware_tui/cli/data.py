"""The commands that care for the data."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aware_tui.cli.output import complain, say
from aware_tui.config import Settings, load_settings
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.store.checking import CheckReport


def where(args: Namespace) -> int:
    """Say where everything is, and how large the data is."""
    from aware_tui.store.care import backups
    from aware_tui.store.care import where as facts_of

    settings = load_settings(args.data_dir, args.playbook)
    data = "not there yet; the first start makes it"
    if has_data(settings):
        facts = facts_of(settings.database)
        data = f"{facts.size + facts.log_size:,} bytes, {facts.rows.get('session', 0):,} sessions"
    copies = backups(settings.backups)
    rows = (
        ("data", settings.data_dir, ""),
        ("database", settings.database, data),
        ("backups", settings.backups, f"{len(copies)} copies" if len(copies) != 1 else "1 copy"),
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
    from aware_tui.store.errors import CannotWrite

    settings = load_settings(args.data_dir, args.playbook)
    if not has_data(settings):
        raise CannotWrite(f"There is no data at {settings.database} yet, so there is nothing to copy.")
    made = backup(settings.database, settings.backups, datetime.now(UTC))
    say(f"The data was copied and the copy checked: {made}")
    return 0


def check(args: Namespace) -> int:
    """Check the data in full; with `--repair`, first make anew what is only derived."""
    settings = load_settings(args.data_dir, args.playbook)
    if args.repair and has_data(settings):
        return _repair(settings)
    from aware_tui.store.checking import check as examine

    report = examine(settings.database)
    status = _told(report)
    if report.derived:
        complain("`aware data check --repair` makes this anew, after a copy of the data. No words are lost.")
    return status


def _repair(settings: Settings) -> int:
    from aware_tui.store.repairing import repair

    report = repair(settings.database, settings.backups, datetime.now(UTC))
    if report.kept is not None:
        say(f"The data as it was is kept: {report.kept}", *report.mended)
    return _told(report.after)


def _told(report: "CheckReport") -> int:
    say(*(report.facts or ()), *([] if not report.ok else ["Everything is in order."]))
    if not report.ok:
        complain("\n".join(report.problems))
        return 1
    return 0
