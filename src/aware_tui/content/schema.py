"""JSON Schemas of the files of a playbook, for editors; `python -m aware_tui.content.schema` writes them."""

import ast
import inspect
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

from aware_tui.content.meaning import ID, LIMITS, MAX_CHOICES, MAX_TEXT
from aware_tui.content.meaning_parts import MAX_ITEMS
from aware_tui.content.shapes import Hint, all_shapes, is_shape, item_of, keys_of, needed, words_of
from aware_tui.domain.calendar import BusinessCalendar, WorkingWeek
from aware_tui.domain.cards import Cards
from aware_tui.domain.coaching.rules import Coaching
from aware_tui.domain.deadline_packs import DeadlinePack
from aware_tui.domain.playbook import Choice, Playbook, Step
from aware_tui.paths import shipped_playbooks

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_FILE: Schema = {"$ref": "#/definitions/file"}
_FILE_NAME: Schema = {
    "type": "string",
    "pattern": r"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml$",
    "description": "The name of a file in this folder.",
}
_EXTENDS: Schema = {
    "type": "string",
    "description": "What this playbook differs from: its id, or the name of a folder beside this one.",
}
_PACK_NAME: Schema = {
    "type": "string",
    "pattern": f"^{ID.pattern}$",
    "description": "The name of a deadline pack: a file here, or in a folder `deadlines` beside this one.",
}
_REMOVE: Schema = {"const": True, "description": "Take this entry out of the playbook that is extended."}


_SPAN = r"([01]?\d|2[0-3]):[0-5]\d\s*-\s*(([01]?\d|2[0-3]):[0-5]\d|24:00)"
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_PATTERNS = {
    **{f"WorkingWeek.{day}": f"^({_SPAN}|closed)$" for day in keys_of(WorkingWeek)},
    "BusinessCalendar.lunch": f"^({_SPAN}|none)$",
    "BusinessCalendar.closed": rf"^{_DATE}\s+\S",
    "DeadlinePack.as_of": f"^{_DATE}$",
}
"""What a text looks like, or each text of a list, as far as an editor can see it."""


def editor_schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file, by the name it is kept under."""
    definitions = _definitions()
    whole, part = ({"$ref": f"#/definitions/{name}"} for name in ("Playbook", "Playbook.part"))
    main = {"if": {"required": ["extends"]}, "then": part, "else": whole}
    return {
        "playbook.schema.json": {"$schema": _DRAFT, **main, "definitions": definitions},
        "step.schema.json": _of_step("", definitions),
        "step_part.schema.json": _of_step(".part", definitions),
        "coaching.schema.json": _of_coaching(),
        "calendar.schema.json": _of_file(BusinessCalendar),
        "deadlines.schema.json": _of_file(DeadlinePack),
        "cards.schema.json": _of_file(Cards),
    }


def editor_schema() -> Schema:
    """Return the schema of `playbook.yaml`."""
    return editor_schemas()["playbook.schema.json"]


def as_text(schema: Schema) -> str:
    """Return a schema as it is kept in a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write the schema files into a folder."""
    for name, schema in editor_schemas().items():
        (folder / name).write_text(as_text(schema), encoding="utf-8")


def _of_step(suffix: str, definitions: Schema) -> Schema:
    names = ["file", *(f"{shape.__name__}{suffix}" for shape in all_shapes(Step))]
    kept = {name: definitions[name] for name in names}
    return {"$schema": _DRAFT, "$ref": f"#/definitions/Step{suffix}", "definitions": kept}


def _of_file(shape: type) -> Schema:
    """Return the schema of a file that holds one thing, which is never given in part."""
    kept: Schema = {"file": _FILE_NAME} | {each.__name__: _object(each, "") for each in all_shapes(shape)}
    return {"$schema": _DRAFT, "$ref": f"#/definitions/{shape.__name__}", "definitions": kept}


def _of_coaching() -> Schema:
    """Return the schema of `coaching.yaml`, whole or as the part that an extending playbook gives."""
    kept: Schema = {"file": _FILE_NAME}
    kept |= {f"{shape.__name__}.part": _object(shape, ".part") for shape in all_shapes(Coaching)}
    return {"$schema": _DRAFT, "$ref": "#/definitions/Coaching.part", "definitions": kept}


def _definitions() -> Schema:
    """Return each shape twice: whole, and as the part that an extending playbook gives."""
    made: Schema = {"file": _FILE_NAME}
    for shape in all_shapes(Playbook):
        made[shape.__name__] = _object(shape, "")
        made[f"{shape.__name__}.part"] = _object(shape, ".part")
    made["Playbook.part"]["properties"]["extends"] = _EXTENDS
    del made["Playbook.part"]["properties"]["remove"], made["Playbook.part"]["required"]
    return made


def _object(shape: type, suffix: str) -> Schema:
    properties = {key: _key(shape, key, hint, suffix) for key, hint in keys_of(shape).items()}
    required = list(needed(shape))
    if suffix:
        required = [key for key in required if key == "id"]
        properties |= {"remove": _REMOVE} if "id" in properties else {}
    return {
        "type": "object",
        "description": inspect.getdoc(shape) or "",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _key(shape: type, key: str, hint: Hint, suffix: str) -> Schema:
    schema = _value(hint, suffix)
    full = f"{shape.__name__}.{key}"
    if key == "id":
        schema["pattern"] = f"^{ID.pattern}$"
    elif hint is str:
        schema["maxLength"] = LIMITS.get(full, MAX_TEXT)
    if full == "Phase.items" and not suffix:
        schema["anyOf"][0]["maxItems"] = MAX_ITEMS
    if item_of(hint) is Choice and not suffix:
        schema["anyOf"][0]["maxItems"] = MAX_CHOICES
    if full in _PATTERNS:
        (schema if hint is str else schema["anyOf"][0]["items"])["pattern"] = _PATTERNS[full]
    if full == "Playbook.deadlines":
        schema["anyOf"][0]["items"]["anyOf"].append(_PACK_NAME)
    note = _notes(shape).get(key)
    return schema | ({"description": note} if note else {})


def _value(hint: Hint, suffix: str) -> Schema:
    if is_shape(hint):
        return {"anyOf": [{"$ref": f"#/definitions/{hint.__name__}{suffix}"}, _FILE]}
    if (item := item_of(hint)) is not None:
        return {"anyOf": [{"type": "array", "items": _value(item, suffix)}, _FILE]}
    if words_of(hint):
        return {"enum": list(words_of(hint))}
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[hint]}


@cache
def _notes(shape: type) -> dict[str, str]:
    """Return the string that stands under each field in the source of a dataclass."""
    tree = ast.parse(dedent(inspect.getsource(shape))).body[0]
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    notes = {}
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            notes[field.target.id] = str(below.value.value)
    return notes


if __name__ == "__main__":
    write_schemas(shipped_playbooks())
