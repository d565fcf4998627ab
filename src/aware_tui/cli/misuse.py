"""What is said of words that the command line does not understand: what is wrong, and what to write."""

from argparse import Action, _SubParsersAction
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from aware_tui.domain.text import excerpt
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.cli.parser import Parser

SHOWN = 60
"""Characters of a typed word that are repeated."""


def of_choice(parser: "Parser", action: Action, typed: str) -> str:
    """Return what is said of a word that is none of the choices."""
    if not isinstance(action, _SubParsersAction):
        told = _("{option} cannot be “{typed}”.").format(option=named(action), typed=_shown(typed))
        return " ".join(filter(None, (told, _meant(typed, _words(action)), _one_of(_words(action)))))
    if stranger := _stranger(parser, typed):
        return of_option(parser, stranger)
    if parser.commands:
        told, listed = _("There is no command “{typed}”.").format(typed=_shown(typed)), ""
    else:
        told = _("`{command}` has no “{typed}”.").format(command=parser.prog, typed=_shown(typed))
        listed = _one_of(_words(action))
    return " ".join(filter(None, (told, _meant(typed, _words(action)), listed)))


def of_value(action: Action, typed: str, wanted: str) -> str:
    """Return what is said of a word that an option cannot take; `wanted` says what it takes."""
    told = _("{option} cannot be “{typed}”.") if typed.strip() else _("{option} is empty.")
    return f"{told.format(option=named(action), typed=_shown(typed))} {wanted}"


def of_nothing(action: Action) -> str:
    """Return what is said of an option that nothing stands after."""
    if words := _words(action):
        told = _("After {option} comes one of: {choices}.")
        return told.format(option=named(action), choices=", ".join(words))
    return _("After {option} comes {value}.").format(option=named(action), value=_value(action))


def of_rest(parser: "Parser", rest: Sequence[str]) -> str:
    """Return what is said of words that nothing takes: the first option among them, or the first word."""
    option = next((word for word in rest if _is_option(word)), "")
    if option:
        return of_option(parser, option)
    told = _("`{command}` takes options only, and “{typed}” is none.")
    if any(not action.option_strings for action in parser.actions):
        told = _("“{typed}” is one word too many. Words that belong together stand in quotes.")
    return told.format(command=parser.prog, typed=_shown(rest[0]))


def of_option(parser: "Parser", typed: str) -> str:
    """Return what is said of an option that there is not, or not here."""
    name = typed.partition("=")[0]
    if owners := [each.prog for each in _below(parser) if name in each.options]:
        told = _("{option} stands after a command that has it: {commands}.")
        return told.format(option=_shown(name), commands=", ".join(f"`{prog}`" for prog in owners))
    told = _("There is no option {option}.").format(option=_shown(name))
    known = [option[2:] for option in parser.options if option.startswith("--")]
    near = _near(name.lstrip("-"), known)
    return f"{told} {_('Did you mean “{near}”?').format(near=f'--{near}')}" if near else told


def of_message(parser: "Parser", message: str) -> str:
    """Return in our words what argparse says about an option or about what is missing."""
    action = next(
        (each for each in parser.actions if message.startswith(f"argument {_called(each)}: ")), None
    )
    if action is not None and "explicit argument" in message:
        return _("{option} stands alone: take away what is joined to it.").format(option=named(action))
    apart = next((group for group in parser.apart if action in group), None)
    if apart is not None:
        return _("Only one of these can be said: {options}.").format(options=", ".join(map(named, apart)))
    names = message.rpartition(": ")[2].split(", ")
    missing = [each for each in parser.actions if each.required and _called(each) in names]
    stranger = _stranger(parser)
    return of_option(parser, stranger) if missing and stranger else _of_missing(parser, missing)


def _of_missing(parser: "Parser", missing: Sequence[Action]) -> str:
    if not missing:
        return _("These words were not understood.")
    if len(missing) == 1 and not missing[0].option_strings and missing[0].choices is not None:
        return _one_of(_words(missing[0]))
    told = _("Missing: {missing}. Write it as: {line}")
    line = " ".join((parser.prog, *_line(parser.actions)))
    return told.format(missing=", ".join(map(named, missing)), line=line)


def _line(actions: Iterable[Action]) -> Iterator[str]:
    """Yield what the shortest right line has after the command, and in brackets the words it may have."""
    for action in actions:
        if action.option_strings:
            if action.required:
                yield f"{named(action)} {_value(action)}"
        elif action.required:
            yield f"{_value(action)} ..." if action.nargs == "+" else _value(action)
        else:
            yield f"[{_value(action)} ...]" if action.nargs == "*" else f"[{_value(action)}]"


def named(action: Action) -> str:
    """Return the name by which an option or a word is told: its long one."""
    return action.option_strings[-1] if action.option_strings else _value(action)


def _value(action: Action) -> str:
    """Return what stands in the help for the word of an option."""
    return str(action.metavar or action.dest.upper())


def _called(action: Action) -> str:
    """Return what argparse calls an option in its messages."""
    return "/".join(action.option_strings) or str(action.metavar)


def _words(action: Action) -> list[str]:
    return [str(each) for each in action.choices or ()]


def _one_of(words: Sequence[str]) -> str:
    return _("Say one of: {choices}.").format(choices=", ".join(words))


def _meant(typed: str, known: Sequence[str]) -> str:
    near = _near(typed, known)
    return _("Did you mean “{near}”?").format(near=near) if near else ""


def _near(typed: str, known: Sequence[str]) -> str:
    """Return what was meant, perhaps: a word that begins so, or one that is alike; empty without any."""
    from difflib import get_close_matches

    word = typed.lower()
    begun = [each for each in known if len(word) > 1 and each.startswith(word)]
    return next(iter(begun or get_close_matches(word, known, n=1)), "")


def _stranger(parser: "Parser", typed: str = "--") -> str:
    """Return the first option before a word that this parser has not: the word may be meant as its value."""
    before = takewhile(lambda word: word not in (typed, "--"), parser.typed)
    names = (word.partition("=")[0] for word in before if _is_option(word))
    return next((name for name in names if name not in parser.options), "")


def _is_option(word: str) -> bool:
    return word.startswith("-") and len(word) > 1


def _below(parser: "Parser") -> Iterator["Parser"]:
    """Yield the parsers of all commands and deeds of a parser, laid out."""
    for action in parser.actions:
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                each.lay_out()
                yield each
                yield from _below(each)


def _shown(typed: str) -> str:
    return excerpt(typed, SHOWN)
