"""The keys that a settings file binds anew."""

from collections.abc import Mapping

from aware_tui.config.file import REBIND, Written
from aware_tui.config.mistakes import Mistake
from aware_tui.keys.rules import BadKey, action_named, check_all, check_key, read_key
from aware_tui.language import _

Read = tuple[Mapping[str, str], tuple[Mistake, ...]]
"""Keys by the name of their action, and what is wrong with the others."""


def read_rebinding(written: Written, set_name: str) -> Read:
    """Return the keys that can be bound anew; a wrong one leaves its action where it was."""
    table = written.values[REBIND]
    if not isinstance(table, dict):
        told = _('“rebind” takes a table: write [rebind] on a line of its own, below it next = "ctrl+k".')
        return {}, (_mistake(written, told),)
    keys: dict[str, str] = {}
    mistakes = []
    for name, value in table.items():
        try:
            keys[name] = _key(name, value)
        except BadKey as problem:
            mistakes.append(_mistake(written, f"{_named(name, value)}: {problem}", name))
    # One that is left out may leave its old key to clash with another.
    while clashes := check_all(set_name, keys):
        for name, why in clashes.items():
            mistakes.append(_mistake(written, f"{_named(name, keys.pop(name))}: {why}", name))
    return keys, tuple(mistakes)


def _key(name: str, value: object) -> str:
    action = action_named(name)
    if not isinstance(value, str):
        raise BadKey(_('It takes a key in quotes, as in next = "ctrl+k".'))
    key = read_key(value)
    if key != action.key:
        check_key(action, key)
    return key


def _named(name: str, value: object) -> str:
    from aware_tui.domain.text import excerpt

    return excerpt(f'{name} = "{value}"' if isinstance(value, str) else name, 40)


def _mistake(written: Written, told: str, *path: str) -> Mistake:
    return written.mistake(told, REBIND, *path, setting=REBIND, grave=False)
