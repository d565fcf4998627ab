"""The settings of a command, from its options and all that stands behind them."""

from __future__ import annotations  # argparse is loaded for a start with words alone

import os
from typing import TYPE_CHECKING

from aware_tui.config import Settings, SettingsProblem, usual
from aware_tui.language import _

if TYPE_CHECKING:
    from argparse import Namespace

    from aware_tui.config.loading import Reading


def settings_of(args: Namespace) -> Settings:
    """Return the settings; raises SettingsProblem."""
    from aware_tui.config.loading import load_settings

    return _in_a_folder(load_settings(args.data_dir, args.playbook, database_url=args.database_url))


def settings_for_call(args: Namespace) -> Settings:
    """Return the settings with their mistakes passed over, for those who may have a customer in the ear.

    `passed_over` names them. Raises SettingsProblem only where the data itself would lie elsewhere.
    """
    found = usual.settings_for_call(args.data_dir, args.playbook, database_url=args.database_url)
    return _in_a_folder(found)


def reading_of(args: Namespace) -> Reading:
    """Return the settings, where each came from, and every mistake; raises as above."""
    from aware_tui.config.loading import read_settings

    reading = read_settings(args.data_dir, args.playbook, database_url=args.database_url)
    _in_a_folder(reading.settings)
    return reading


def _in_a_folder(settings: Settings) -> Settings:
    """Return the settings; raises SettingsProblem where a file stands in place of the data folder."""
    folder = settings.data_dir
    there = next(each for each in (folder, *folder.absolute().parents) if os.path.lexists(each))
    if not os.path.isdir(there):  # noqa: PTH112 - Path.is_dir raises where nobody may look
        raise SettingsProblem(_("{path} is no folder. Choose another with --data-dir.").format(path=there))
    return settings


def settings_in_force(args: Namespace) -> Settings:
    """Return the settings; PlaybookMissing where there is no such playbook, before another stands in."""
    from aware_tui.content.catalogue import find_playbook
    from aware_tui.services.reports import shelves

    settings = settings_of(args)
    find_playbook(settings.playbook, shelves(settings))
    return settings
