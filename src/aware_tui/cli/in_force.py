"""The settings of a command that reads what a playbook holds."""

from argparse import Namespace

from aware_tui.config import Settings, load_settings


def settings_in_force(args: Namespace) -> Settings:
    """Return the settings; PlaybookMissing where there is no such playbook, before another stands in."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    settings = load_settings(args.data_dir, args.playbook)
    find_playbook(settings.playbook, shelves(settings))
    return settings
