"""A parser of commands: its options are laid out once they are asked for, for most starts ask for none."""

from argparse import SUPPRESS, Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from aware_tui import __version__
from aware_tui.cli.typed_words import path_typed, words_typed

if TYPE_CHECKING:
    import argparse

    Commands = argparse._SubParsersAction["Parser"]

Command = Callable[[Namespace], int]
Lay = Callable[["Parser"], None]
"""Adds the options and deeds of a command."""


class Parser(ArgumentParser):
    """Takes options in full only, and tells a mistake in a sentence of ours, safe for the terminal."""

    commands: Mapping[str, "Parser"] = MappingProxyType({})
    """By its name, each command's own parser; only the whole command line has some."""

    late_words = False
    """Whether `words` may go on after an option, which argparse by itself does not allow."""

    typed: Sequence[str] = ()
    """The words that it was given last."""

    everywhere: Sequence[Action] = ()
    """The options that stand before or after any command."""

    def __init__(self, *, lay: Lay, **options: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **options)
        self._positionals.title, self._optionals.title = "Words", "Options"
        self._lay: Lay | None = lay

    def lay_out(self) -> None:
        """Add the options, if that has not been done yet."""
        lay, self._lay = self._lay, None
        if lay is not None:
            lay(self)

    @property
    def actions(self) -> Sequence[Action]:
        """The options and words, in their order."""
        return self._actions

    @property
    def options(self) -> Collection[str]:
        """The options by their names, dashes included."""
        return self._option_string_actions

    @property
    def apart(self) -> Sequence[Sequence[Action]]:
        """The options of which only one can be said, group by group."""
        return [group._group_actions for group in self._mutually_exclusive_groups]

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what was understood, and no rest: words that nothing takes are refused here."""
        self.lay_out()
        self.typed = args
        found, rest = super().parse_known_args(args, namespace)
        if self.late_words:
            found.words = [*found.words, *(word for word in rest if not word.startswith("-"))]
            rest = [word for word in rest if word.startswith("-")]
        if rest:
            from aware_tui.cli.misuse import of_rest

            self.refuse(of_rest(self, rest))
        return found, rest

    def format_help(self) -> str:
        """Return what `--help` shows: its own options in one line, then all it takes."""
        self.lay_out()
        page = self._get_formatter()
        own = [action for action in self._actions if action not in self.everywhere]
        page.add_usage(self.usage, own, self._mutually_exclusive_groups, "Usage: ")
        page.add_text(self.description)
        for group in self._action_groups:
            page.start_section(group.title)
            page.add_arguments(group._group_actions)
            page.end_section()
        return page.format_help()

    def _check_value(self, action: Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except ArgumentError:
            from aware_tui.cli.misuse import of_choice

            self.refuse(of_choice(self, action, value))

    def _get_value(self, action: Action, arg_string: str) -> Any:
        try:
            return super()._get_value(action, arg_string)
        except ArgumentError as problem:
            from aware_tui.cli.misuse import of_value

            self.refuse(of_value(action, arg_string, problem.message))

    def _match_argument(self, action: Action, arg_strings_pattern: str) -> int:
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except ArgumentError:
            from aware_tui.cli.misuse import of_nothing

            self.refuse(of_nothing(action))

    def _print_message(self, message: str, _file: Any = None) -> None:
        """Print help or the version; what does not get to where it goes is told, as of any command."""
        from aware_tui.cli.main import UNHEARD, WRONG
        from aware_tui.cli.output import CannotPrintError, complain, flush, hush, say

        try:
            say(*message.splitlines())
            flush()
        except BrokenPipeError:
            hush()
            self.exit(UNHEARD)
        except CannotPrintError as problem:
            hush()
            complain(str(problem))
            self.exit(WRONG)

    def error(self, message: str) -> NoReturn:
        """Tell what argparse finds wrong, in words of ours; exit with 2."""
        from aware_tui.cli.misuse import of_message

        self.refuse(of_message(self, message))

    def refuse(self, sentence: str) -> NoReturn:
        """Print what is wrong and how to see what is right; exit with 2."""
        from aware_tui.cli.output import complain
        from aware_tui.language import _

        listed, used = _("`aware --help` lists all commands."), _("`{command} --help` shows how it is used.")
        complain(sentence)
        complain(listed if self.commands else used.format(command=self.prog))
        self.exit(2)


def add_command(
    choices: "Commands", name: str, words: str, command: Command | None = None, lay: Lay | None = None
) -> None:
    """Add a command; `lay` adds its options. One without a `command` to run has deeds that have one."""

    def all_of_it(made: Parser) -> None:
        if lay is not None:
            lay(made)
        add_global(made, SUPPRESS)

    made = choices.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", lay=all_of_it)
    if command is not None:
        made.set_defaults(command=command)


def add_global(to: Parser, default: str | None) -> None:
    """Add the options that stand before or after a command; a command's must not undo those before it."""
    group = to.add_argument_group("Everywhere")
    group.add_argument(
        "--data-dir",
        type=path_typed,
        default=default,
        metavar="DIR",
        help="where the data is (AWARE_DATA_DIR)",
    )
    group.add_argument(
        "--database-url",
        type=words_typed,
        default=default,
        metavar="URL",
        help="a team's PostgreSQL database instead of the file (AWARE_DATABASE_URL)",
    )
    group.add_argument(
        "--playbook",
        type=words_typed,
        default=default,
        metavar="ID_OR_FOLDER",
        help="the playbook for new calls (AWARE_PLAYBOOK)",
    )
    version, told = f"aware {__version__}", "which version this is"
    group.add_argument("--version", action="version", version=version, help=told)
    group.add_argument("-h", "--help", action="help", help="this page")
    to.everywhere = group._group_actions


def add_deeds(to: Parser, *, required: bool = True) -> "Commands":
    """Let a command ask for one of its deeds."""
    return to.add_subparsers(title="Deeds", metavar="DEED", dest="deed", required=required)


def add_json(to: Any, default: object = False) -> None:
    """Add `--json`; that of a deed must not undo the one before it: its default is SUPPRESS."""
    told = "one JSON document for other programs"
    to.add_argument("--json", action="store_true", default=default, help=told)
