"""The options of `playbook new` and `scenario new`."""

from typing import TYPE_CHECKING

from aware_tui.cli import commands
from aware_tui.cli.parser import Parser, add_command
from aware_tui.cli.typed_words import words_typed

if TYPE_CHECKING:
    from aware_tui.cli.parser import Commands


def add_new_playbook(deeds: "Commands") -> None:
    """Add `playbook new`."""
    add_command(
        deeds, "new", "begin a playbook of your own, on top of AWARE", commands.new_playbook, _playbook
    )


def add_new_scenario(deeds: "Commands") -> None:
    """Add `scenario new`."""
    add_command(deeds, "new", "begin a practice call of your own", commands.new_scenario, _scenario)


def _playbook(made: Parser) -> None:
    made.add_argument("id", metavar="NAME", type=words_typed, help="such as harbour_heating")
    elsewhere = "a folder that is not there yet; else among your own playbooks"
    made.add_argument("-o", "--output", type=words_typed, metavar="FOLDER", help=elsewhere)


def _scenario(made: Parser) -> None:
    made.add_argument("id", metavar="NAME", type=words_typed, help="such as late-cake")
    made.add_argument("-o", "--output", type=words_typed, metavar="FILE", help="else among the drafts")
