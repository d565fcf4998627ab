"""`aware completions`: a script with which a shell completes the words of the command line."""

from argparse import ArgumentParser, Namespace, _SubParsersAction

from aware_tui.cli.output import say_bytes
from aware_tui.cli.parser import Parser

FOLDERS = ("DIR", "FOLDER", "ID_OR_FOLDER")
FILES = ("FILE", "PATH", "SCENARIO")
"""What stands in the help for a word that names a folder or a file."""


def show(args: Namespace) -> int:
    """Print the script for a shell."""
    say_bytes(script(args.shell).encode())
    return 0


def script(shell: str) -> str:
    """Return the script for a shell."""
    import shtab

    from aware_tui.cli.arguments import parser

    whole = parser()
    _lay_out(whole)
    return str(shtab.complete(whole, shell=shell)).rstrip("\n") + "\n"


def _lay_out(parser: ArgumentParser) -> None:
    """Lay a parser out with all its deeds, which otherwise waits until somebody asks for one."""
    import shtab

    if isinstance(parser, Parser):
        parser.lay_out()
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for deed in dict.fromkeys(action.choices.values()):
                _lay_out(deed)
        elif action.metavar in FOLDERS + FILES:
            folder = action.metavar in FOLDERS
            vars(action)["complete"] = shtab.DIRECTORY if folder else shtab.FILE
