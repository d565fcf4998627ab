"""The settings file: what it says, and what is wrong with it by its lines."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Any, NamedTuple

from aware_tui.config.connectors import CONNECTORS
from aware_tui.config.mistakes import Mistake, Unfit
from aware_tui.config.options import OPTIONS, Option
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.config.statements import Broken

REBIND = "rebind"
"""The name of the table of keys."""

KNOWN = (*(option.name for option in OPTIONS), REBIND, CONNECTORS)
"""The names a settings file may use."""

LARGEST = 50_000
"""Characters of a settings file; it holds some dozens of lines."""


class Written(NamedTuple):
    """What a settings file says."""

    file: Path
    text: str = ""
    values: Mapping[str, Any] = {}
    """As far as it can be understood: of a file with a broken line, what stands before that line."""
    mistakes: tuple[Mistake, ...] = ()
    """What is wrong with the file as a whole, before any value is looked at."""
    broken: int = 0
    """The first line that is no TOML; 0 if there is none."""

    def line_of(self, *path: str) -> int:
        """Return the line on which a setting is written; 0 if it is not."""
        from aware_tui.config.statements import statements

        found = (each for each in statements(self.text) if each.path[: len(path)] == path)
        return next((each.first for each in found), 0)

    def mistake(self, told: str, *path: str, setting: str = "", grave: bool = True) -> Mistake:
        """Return a mistake about what stands at this place of the file."""
        line = self.line_of(*path)
        return Mistake(place(self.file, line) if line else str(self.file), told, setting, line, grave)


def place(file: Path, line: int) -> str:
    """Return a file and a line in words."""
    return _("{file}, line {line}").format(file=file, line=line)


def read_file(file: Path) -> Written:
    """Return what the settings file says; nothing if there is none, as for most people."""
    try:
        text = _beginning(file)
    except (FileNotFoundError, NotADirectoryError):
        return Written(file)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else _("it is no text")
        return Written(file, mistakes=(_unreadable(file, str(why)),))
    if len(text) > LARGEST:
        return Written(file, mistakes=(_unreadable(file, _("it is too large")),))
    return _understood(file, text)


def _beginning(file: Path) -> str:
    """Return the text of a file as far as one more than it may have; raises OSError, ValueError."""
    kind = file.stat().st_mode
    if not (S_ISREG(kind) or S_ISDIR(kind)):
        raise ValueError(kind)  # a pipe would be waited on for ever
    with file.open(encoding="utf-8-sig") as text:
        return text.read(LARGEST + 1)


def _unreadable(file: Path, why: str) -> Mistake:
    return Mistake(
        str(file), _("The settings cannot be read ({why}). Mend the file or move it away.").format(why=why)
    )


def _understood(file: Path, text: str) -> Written:
    from aware_tui.config.statements import broken_lines, parsed

    values = parsed(text)
    broken = broken_lines(text) if values is None else ()
    if values is None:
        values = parsed("\n".join(text.split("\n")[: broken[0].line - 1])) or {}
    written = Written(file, text, values, broken=broken[0].line if broken else 0)
    mistakes = (*(_broken(file, each) for each in broken), *_strangers(written))
    return Written(file, text, values, mistakes, written.broken)


def _broken(file: Path, broken: "Broken") -> Mistake:
    if broken.twice:
        told = _("This line says again what stands above it, or is not written as TOML. Take it out.")
    elif broken.unquoted:
        told = _('A text stands in quotes, as in theme = "dark". Put quotes round what is after the =.')
    else:
        told = _('This line is not written as TOML. Write a line like theme = "dark".')
    return Mistake(place(file, broken.line), told, line=broken.line)


def _strangers(written: Written) -> Iterator[Mistake]:
    for name in written.values:
        if name not in KNOWN:
            yield written.mistake(_stranger(name), name)


def _stranger(name: str) -> str:
    from difflib import get_close_matches

    from aware_tui.domain.text import excerpt

    told = _("There is no setting “{name}”.").format(name=excerpt(name, 40))
    near = get_close_matches(name.lower(), KNOWN, n=1, cutoff=0.5)
    if near:
        return f"{told} {_('Did you mean “{near}”?').format(near=near[0])}"
    return f"{told} {_('There is {known}.').format(known=', '.join(KNOWN))}"


def value_in(written: Written, option: Option) -> tuple[Any, Mistake | None]:
    """Return what the file says of a setting, None if nothing, and what is wrong with that."""
    found = written.values.get(option.name)
    if found is None or found == "":
        return None, None
    try:
        value = option.take(option.name, found)
    except Unfit as problem:
        name, grave = option.name, not option.screens_only
        return None, written.mistake(str(problem), name, setting=name, grave=grave)
    return (None if value == "" else value), None
