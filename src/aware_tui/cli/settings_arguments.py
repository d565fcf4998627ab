"""The options of `aware settings` and `aware completions`."""

from argparse import SUPPRESS
from typing import TYPE_CHECKING

from aware_tui.cli import commands
from aware_tui.cli.parser import Parser, add_command, add_deeds, add_json
from aware_tui.cli.typed_words import words_typed

if TYPE_CHECKING:
    from aware_tui.cli.parser import Commands

SHELLS = ("bash", "zsh", "fish", "tcsh")
"""The shells that completions can be written for."""


def add_settings(to: "Commands") -> None:
    """Add both commands."""
    telling = "say what every setting is, where it came from and what it does"
    add_command(to, "settings", telling, commands.settings, _settings)
    completing = "print what lets a shell complete the words of aware"
    add_command(to, "completions", completing, commands.completions, _completions)


def _settings(family: Parser) -> None:
    add_json(family)
    deeds = add_deeds(family, required=False)
    add_command(deeds, "set", "write one setting into the settings file", commands.set_setting, _setting)
    listing = "list every action with its key, in both sets and as it is"
    add_command(deeds, "keys", listing, commands.list_keys, lambda made: add_json(made, SUPPRESS))
    showing = "print a settings file to begin with, every setting explained in it"
    add_command(deeds, "example", showing, commands.example_settings)


def _setting(made: Parser) -> None:
    named = "which, as theme; or as rebind.next, the key of an action"
    made.add_argument("setting", metavar="NAME", type=words_typed, help=named)
    made.add_argument("value", metavar="VALUE", help='what it is to be; "" to have it as without')


def _completions(made: Parser) -> None:
    made.add_argument("shell", metavar="SHELL", choices=SHELLS, help="which shell: bash, zsh, fish or tcsh")
