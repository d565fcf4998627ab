"""The settings of a command, from its options and all that stands behind them."""

from __future__ import annotations  # argparse is loaded for a start with words alone

from typing import TYPE_CHECKING

from aware_tui.config import Settings, usual

if TYPE_CHECKING:
    from argparse import Namespace

    from aware_tui.config.loading import Reading


def settings_of(args: Namespace) -> Settings:
    """Return the settings; raises SettingsProblem."""
    from aware_tui.config.loading import load_settings

    return load_settings(args.data_dir, args.playbook, database_url=args.database_url)


def settings_for_call(args: Namespace) -> Settings:
    """Return the settings with their mistakes passed over, for those who may have a customer in the ear.

    `passed_over` names them. Raises SettingsProblem only where the data itself would lie elsewhere.
    """
    return usual.settings_for_call(args.data_dir, args.playbook, database_url=args.database_url)


def reading_of(args: Namespace) -> Reading:
    """Return the settings, where each came from, and every mistake; raises as above."""
    from aware_tui.config.loading import read_settings

    return read_settings(args.data_dir, args.playbook, database_url=args.database_url)


def settings_in_force(args: Namespace) -> Settings:
    """Return the settings; PlaybookMissing where there is no such playbook, before another stands in."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    settings = settings_of(args)
    find_playbook(settings.playbook, shelves(settings))
    return settings
