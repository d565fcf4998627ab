"""Words that the command line does not understand: every kind of mistake in every command, in our words."""

import re
from argparse import Action, _SubParsersAction
from collections.abc import Iterator

import pytest
from cli.said import Aware

from aware_tui.cli.arguments import parser
from aware_tui.cli.completions import _lay_out
from aware_tui.cli.parser import Parser

ARGPARSE = re.compile(
    r"argument |arguments|invalid|unrecognized|expected|ambiguous|choose from|usage:|error:|not understood"
)
"""Words of argparse's own sentences, and of the one that stands in for what it may say one day."""

BLANK = " "
"""What no option with a kind of value takes."""


def whole() -> Parser:
    made = parser()
    assert isinstance(made, Parser)
    _lay_out(made)
    return made


def parsers(of: Parser) -> Iterator[Parser]:
    yield of
    for action in of.actions:
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


BY_NAME = {each.prog: each for each in parsers(whole())}


def sample_of(action: Action) -> str:
    """Return a word that an option takes."""
    if action.choices is not None:
        return str(next(iter(action.choices)))
    samples = {"AGE": "3y", "DATE": "2026-03-12", "TIME": "2026-03-12T10:20", "OLD=NEW": "a=b", "PORT": "80"}
    return samples.get(str(action.metavar), "Europe/London" if action.dest == "zone" else "7")


def said_fully(action: Action) -> list[str]:
    name = list(action.option_strings[-1:])
    return name if action.nargs == 0 else [*name, sample_of(action)]


def needed(of: Parser) -> list[str]:
    """Return the shortest words that a command takes."""
    return [word for action in of.actions if action.required for word in said_fully(action)]


def mistakes(of: Parser) -> Iterator[tuple[str, list[str]]]:
    """Yield every kind of mistake there can be in a command, with what its sentence must name."""
    right = needed(of)
    family = any(isinstance(action, _SubParsersAction) for action in of.actions)
    yield "--xyzzy", ["--xyzzy"] if family else [*right, "--xyzzy"]
    yield "-x", ["-x"] if family else ["-x", *right]
    if right and len(of.prog.split()) > 1:
        yield "", []
    if all(action.option_strings or action.nargs not in ("*", "+", "A...") for action in of.actions):
        places = sum(not action.option_strings and not action.required for action in of.actions)
        yield "surplus", [*right, *["7"] * places, "surplus"]
    for action in of.actions:
        if of.commands or action not in of.everywhere:  # those are tried once
            yield from _mistakes_with(action, right)
    for group in of.apart:
        first, second = group[0], group[1]
        if first.option_strings:
            yield first.option_strings[-1], [*right, *said_fully(first), *said_fully(second)]


def _mistakes_with(action: Action, right: list[str]) -> Iterator[tuple[str, list[str]]]:
    name = action.option_strings[-1] if action.option_strings else ""
    if name and action.nargs == 0:
        yield name, [*right, f"{name}=3"]
        return
    if name:
        yield name, [*right, name]
    if action.choices is not None:
        yield "none-such", [name, "none-such"] if name else [*right[:-1], "none-such"]
    elif action.type is not None and action.dest != "text":
        yield str(name or action.metavar), [*right, name, BLANK] if name else [BLANK, *right[1:]]


@pytest.mark.parametrize("prog", BY_NAME)
def test_every_mistake_is_told_in_two_lines_of_ours(prog: str, aware: Aware) -> None:
    called = prog.split()[1:]
    for named, words in mistakes(BY_NAME[prog]):
        said = aware(*called, *words)
        assert (said.status, said.out) == (2, ""), words
        sentence, hint = said.err.splitlines()
        assert not ARGPARSE.search(sentence), said.err
        assert sentence[-1] in ".?" or "Write it as: aware " in sentence, said.err
        assert named in sentence, (words, sentence)
        assert hint.startswith("`aware"), said.err
        assert "--help`" in hint


SENTENCES = {
    "lvie": "There is no command “lvie”. Did you mean “live”?",
    "setings": "There is no command “setings”. Did you mean “settings”?",
    "nonsense": "There is no command “nonsense”.",
    "--custmer Dana live": "There is no option --custmer.",
    "--plain": "--plain stands after a command that has it: `aware live`, `aware follow-ups`, "
    "`aware practice`, `aware insights`.",
    "data --older-than 3y purge": "--older-than stands after a command that has it: `aware data purge`.",
    "live --custmer Dana": "There is no option --custmer. Did you mean “--customer”?",
    "live --custmer=Dana": "There is no option --custmer. Did you mean “--customer”?",
    "export --out /tmp/x": "There is no option --out. Did you mean “--output”?",
    "live --cust Dana": "There is no option --cust. Did you mean “--customer”?",
    "live --customer": "After --customer comes NAME.",
    "live Dana Reyes": "`aware live` takes options only, and “Dana” is none.",
    "apology I am sorry": "“am” is one word too many. Words that belong together stand in quotes.",
    "scenario": "Say one of: check, from-session, scrub, new, offer.",
    "scenario chek": "`aware scenario` has no “chek”. Did you mean “check”? "
    "Say one of: check, from-session, scrub, new, offer.",
    "goals nonsense": "`aware goals` has no “nonsense”. Say one of: add, show, end.",
    "promise": "Missing: ID, MARK. Write it as: aware promise ID MARK [WORDS ...]",
    "promise abcdef brokn": "MARK cannot be “brokn”. Did you mean “broken”? "
    "Say one of: kept, broken, changed, done, not-well, note.",
    "completions": "Say one of: bash, zsh, fish, tcsh.",
    "card --kind": "After --kind comes one of: pocket, desk, poster, form.",
    "team assign": "Missing: SCENARIO, --output. Write it as: aware team assign SCENARIO ... --output FILE",
    "session abcdef --json --markdown": "Only one of these can be said: --json, --markdown.",
    "sessions --json=3": "--json stands alone: take away what is joined to it.",
    "sessions --limit many": "--limit cannot be “many”. It wants a number from 1 on.",
    "session --data-dir": "After --data-dir comes DIR.",
    "practice --script x": "--script plays a scenario: name one, by its id or as a file.",
    "practice quiet-wife --script x --plain": "--script stands without --list and --plain.",
    "practice quiet-wife --list": "--list and --json show all scenarios: name none, or give a --script.",
    "help nonsense": "There is no command “nonsense”.",
}


@pytest.mark.parametrize(("line", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_a_mistake_says_what_is_wrong_and_what_to_write(line: str, sentence: str, aware: Aware) -> None:
    assert aware(*line.split()).err.splitlines()[0] == sentence


def test_a_value_that_reads_like_a_list_is_told_as_joined_on(aware: Aware) -> None:
    assert aware("sessions", "--json=a: b, c").err.startswith("--json stands alone")


def test_an_empty_word_is_told_as_such(aware: Aware) -> None:
    assert aware("session", BLANK).err.startswith("ID is empty. It wants a name.\n")


def test_what_argparse_may_say_one_day_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    for message in ("these arguments are odd: 7", "argument --playbook: not at all"):
        with pytest.raises(SystemExit, match="2"):
            whole().error(message)
        assert capsys.readouterr().err.startswith("These words were not understood.\n")


def test_a_password_in_an_address_is_not_repeated(aware: Aware) -> None:
    for words in (
        ["--databse-url", "postgresql://kim:sesame@db/aware"],
        ["--url=postgresql://kim:sesame@db/x"],
    ):
        assert "sesame" not in aware(*words, "sessions").err
        assert "sesame" not in aware("sessions", *words).err


@pytest.mark.parametrize("words", [["help"], ["help", "live"], ["help", "data", "purge"]], ids=" ".join)
def test_help_is_a_command_too(words: list[str], aware: Aware) -> None:
    assert aware(*words) == aware(*words[1:], "--help")
    assert aware("--data-dir", "help", *words) == aware(*words[1:], "--help")
