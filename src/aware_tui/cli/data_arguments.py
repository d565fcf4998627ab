"""What can be asked of the data as a whole: where it is, its copies, its health, whose it is."""

from aware_tui.cli import data_commands
from aware_tui.cli.parser import Parser, add_command, add_deeds


def lay_data(family: Parser) -> None:
    """Add the deeds of `aware data`."""
    deeds = add_deeds(family)
    add_command(deeds, "where", "say where everything is", data_commands.where_data)
    add_command(deeds, "backup", "make a copy of the data, checked in full", data_commands.back_up)
    add_command(deeds, "check", "check the data in full", data_commands.check_data, _check)


def _check(checked: Parser) -> None:
    checked.add_argument("--repair", action="store_true", help="make anew what is only derived from the rest")
