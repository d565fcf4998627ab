"""The settings of a command, from its options and all that stands behind them."""

from argparse import Namespace

from aware_tui.config import Settings, load_settings


def settings_of(args: Namespace) -> Settings:
    """Return the settings; raises SettingsProblem."""
    return load_settings(args.data_dir, args.playbook, database_url=args.database_url)


def settings_in_force(args: Namespace) -> Settings:
    """Return the settings; PlaybookMissing where there is no such playbook, before another stands in."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    settings = settings_of(args)
    find_playbook(settings.playbook, shelves(settings))
    return settings
