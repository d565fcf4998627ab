"""One setting written into the settings file; everything else in it stays as it is."""

import os
import tomllib
from collections.abc import Mapping
from errno import EACCES
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from aware_tui import paths
from aware_tui.config.connectors import CONNECTORS
from aware_tui.config.file import REBIND, read_file
from aware_tui.config.mistakes import Unfit
from aware_tui.config.options import OPTIONS
from aware_tui.config.settings import SettingsProblem
from aware_tui.config.statements import parsed, statements
from aware_tui.language import _


def literal(name: str, typed: str) -> str:
    """Return a value as TOML writes it, "" to have it as without; raises SettingsProblem for a misfit."""
    import json

    from aware_tui.domain.text import for_screen

    option = next((option for option in OPTIONS if option.name == name), None)
    if option is None:
        raise SettingsProblem(_not_one(name))
    if not typed.strip():
        return '""'
    try:
        value = option.take(name, option.typed(typed))
    except Unfit as problem:
        raise SettingsProblem(str(problem)) from None
    if value == "" or for_screen(str(value)) != str(value):
        told = _("There are signs in this that no settings file can hold. Leave them out of “{name}”.")
        raise SettingsProblem(told.format(name=name))
    # A text, a number and yes or no are written alike in JSON and in TOML.
    return json.dumps(value, ensure_ascii=False)


def _not_one(name: str) -> str:
    table = name.partition(".")[0]
    if table in (REBIND, CONNECTORS):
        return _("“{name}” is a table: write it into the file itself.").format(name=table)
    if name in ("data_dir", "database_url"):
        told = _("“{name}” stands in no file. Say {option}, or set {variable}.")
        option, variable = f"--{name.replace('_', '-')}", f"AWARE_{name.upper()}"
        return told.format(name=name, option=option, variable=variable)
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), [option.name for option in OPTIONS], n=1, cutoff=0.5)
    told = _("There is no setting “{name}”.").format(name=name)
    if near:
        return f"{told} {_('Did you mean “{near}”?').format(near=near[0])}"
    return f"{told} {_('`aware settings` lists them.')}"


def key_literal(set_name: str, rebind: dict[str, str], name: str, typed: str) -> str:
    """Return the key of an action as TOML writes it; raises SettingsProblem for one it cannot have."""
    from aware_tui.keys.rules import BadKey, action_named, check_all, check_key, read_key

    try:
        action, key = action_named(name), read_key(typed)
        if key != action.key:
            check_key(action, key)
    except BadKey as problem:
        raise SettingsProblem(str(problem)) from None
    if name in (clashes := check_all(set_name, rebind | {name: key})):
        raise SettingsProblem(clashes[name])
    return f'"{key}"' if key.isprintable() and key not in ('"', "\\") else f'"\\{key}"'


def write_setting(file: Path, path: tuple[str, ...], value: str) -> None:
    """Write a setting in place of the old one; raises SettingsProblem where the file must be mended first."""
    written = read_file(file)
    if written.mistakes and (written.broken or not written.text):
        raise SettingsProblem(str(written.mistakes[0]))
    changed = with_setting(written.text, path, value)
    if parsed(changed) != _with(written.values, path, value):
        told = _("“{name}” cannot be written into {file}. Open the file and write it there.")
        raise SettingsProblem(told.format(name=".".join(path), file=file))
    _save(file, changed)


def _with(values: Mapping[str, Any], path: tuple[str, ...], value: str) -> dict[str, Any]:
    """Return what a settings file says once a value, as TOML writes it, stands there."""
    inner: Any = tomllib.loads(f"new = {value}")["new"]
    if len(path) > 1:
        table = values.get(path[0])
        inner = (table if isinstance(table, dict) else {}) | {path[1]: inner}
    return {**values, path[0]: inner}


def with_setting(text: str, path: tuple[str, ...], value: str) -> str:
    """Return the text of a settings file with this setting in it, in its table or above all tables."""
    lines, line = text.split("\n"), f"{path[-1]} = {value}"
    found = statements(text)
    old = next((each for each in found if each.path == path and not each.header), None)
    if old is not None:
        remark = _remark(lines[old.first - 1]) if old.first == old.last else ""
        return "\n".join([*lines[: old.first - 1], line + remark, *lines[old.last :]])
    if len(path) == 1:
        first_table = next((each.first - 1 for each in found if each.header), len(lines))
        return _joined(lines[:first_table], [line], lines[first_table:])
    table = next((each for each in found if each.header and each.path == path[:1]), None)
    if table is not None:
        return "\n".join([*lines[: table.last], line, *lines[table.last :]])
    return _joined(lines, ["", f"[{path[0]}]", line], [])


def _joined(before: list[str], new: list[str], after: list[str]) -> str:
    """Return lines with new ones between them, close to those before and apart from those after."""
    above, below, middle = "\n".join(before).rstrip(), "\n".join(after), "\n".join(new)
    top = f"{above}\n{middle}" if above else middle.lstrip()
    return f"{top}\n\n{below}" if below else f"{top}\n"


def _remark(line: str) -> str:
    """Return what stands behind a setting on its line, from the blanks before the # on."""
    marks = (index for index, char in enumerate(line) if char == "#")
    start = next((index for index in marks if parsed(line[:index]) is not None), len(line))
    return line[len(line[:start].rstrip()) :]


def _save(file: Path, text: str) -> None:
    """Write the file whole, for this account only; raises SettingsProblem if that is not possible."""
    place = Path(os.path.realpath(file))
    try:
        if place.exists() and not os.access(place, os.W_OK):  # whoever made it read-only meant it
            raise PermissionError(EACCES, os.strerror(EACCES))
        paths.make_private(place.parent)
        _replace(place, text)
    except OSError as error:
        told = _("{file} cannot be written ({why}).").format(file=file, why=error.strerror)
        raise SettingsProblem(told) from None


def _replace(place: Path, text: str) -> None:
    """Put a new file in place of the old one in one go; raises OSError, and leaves no half of it behind."""
    with NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as draft:
        made = Path(draft.name)
        try:
            draft.write(text)
            draft.flush()
            made.replace(place)
        except OSError:
            made.unlink(missing_ok=True)
            raise
