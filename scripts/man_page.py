"""Write the manual page `docs/aware.1` from the command line itself: `python scripts/man_page.py`."""

import sys
from argparse import SUPPRESS, Action
from collections.abc import Iterator
from pathlib import Path

from aware_tui.cli.arguments import parser
from aware_tui.cli.help_page import ENDING, EVERYWHERE, EXAMPLES, GROUPS
from aware_tui.cli.parser import Parser

PAGE = Path(__file__).parents[1] / "docs" / "aware.1"

FILES = (
    ("aware.db", "the data: sessions, promises, customers, practice; one file, or a PostgreSQL database"),
    ("backups/", "copies of it, each verified when it was made"),
    ("settings.toml", "the settings; `aware settings` shows each, its value and where that comes from"),
    ("crashes/", "reports of faults of the program, without anybody's words"),
)
"""What lies in the data folder (`aware data where` names it)."""

OWN = ("-h", "--data-dir", "--database-url", "--playbook", "--version")
"""Options told once, for all commands."""


def page() -> str:
    """Return the whole page in roff."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    whole = parser()
    assert isinstance(whole, Parser)
    whole.lay_out()
    yield '.TH AWARE 1 "" "aware" "User commands"'
    yield from (".SH NAME", _text(f"aware - {whole.description}".rstrip(".")))
    yield from (".SH SYNOPSIS", r".B aware", r"[\fICOMMAND\fR] [\fIOPTIONS\fR]")
    yield ".SH DESCRIPTION"
    yield _text(
        "Walks an agent through a customer's complaint one step at a time, keeps every word, remembers what "
        "was promised until it is done, and finds what keeps happening. Without a command it opens on Today; "
        "there F1 explains the screen."
    )
    for title, names in GROUPS:
        yield f".SH {_text(title).upper()}"
        for name in names:
            yield from _command(f"aware {name}", whole.commands[name])
    yield from _listed("EVERYWHERE", EVERYWHERE)
    yield from _listed("FILES", FILES)
    yield from _listed("EXAMPLES", EXAMPLES)
    yield from (".SH EXIT STATUS", _text(ENDING))


def _command(called: str, told: Parser) -> Iterator[str]:
    """Yield a command with its options, then those of its deeds."""
    told.lay_out()
    yield from (f".SS {_text(called)}", _text(told.description or ""))
    for action in told._actions:
        if isinstance(action.choices, dict):
            for deed, made in action.choices.items():
                yield from _command(f"{called} {deed}", made)
        elif action.help is not SUPPRESS and not set(action.option_strings) & set(OWN):
            yield from (".TP", _called(action), _text((action.help or "") % _known(action)))


def _known(action: Action) -> dict[str, object]:
    """Return what the words of an option may refer to."""
    return {"default": action.default, "prog": "aware"}


def _called(action: Action) -> str:
    """Return an option or a word as it is typed, bold, with what it takes in italics."""
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    takes = action.metavar or choices or action.dest.upper()
    takes = " ".join(takes) if isinstance(takes, tuple) else takes
    if not action.option_strings:
        return rf"\fI{_text(takes)}\fR"
    typed = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
    return typed if action.nargs == 0 else rf"{typed} \fI{_text(takes)}\fR"


def _listed(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for name, words in rows:
        yield from (".TP", rf"\fB{_text(name)}\fR", _text(words))


def _text(words: str) -> str:
    r"""Return words as roff takes them for words: no character of theirs is a command."""
    safe = words.replace("\\", r"\e").replace("-", r"\-").replace("“", r"\(lq").replace("”", r"\(rq")
    return rf"\&{safe}" if safe[:1] in (".", "'") else safe


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE}\n")
