"""Find words for people that do not go through the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;]? +[^\W\d_]{2,}")
"""Two words beside each other: what is written for people."""

STYLE = re.compile(r"(not )?(\$[\w-]+|bold|underline|italic|dim)( (\$[\w-]+|bold|underline|not|on))*")
SHEET = re.compile(r"\{[^{}]*:[^{}]*;\s*\}", re.DOTALL)
KEY = re.compile(r"F\d+|\^.|.|enter|escape|esc|tab|space|del|pgdn|pgup")

CATALOGUE = ("_", "in_sense", "marked", "counted", "counted_words", "state_words")
"""What is handed to these is in the catalogue, or is kept as it is and said by it."""

KEPT = ("a_line", "_draft", "unfinished", "getattr", "query_one", "query", "run_action", "format_map")
"""Their words name places of drafts, widgets and actions."""

NAMES = ("id", "classes", "group", "name", "action", "style", "key")
"""Keyword arguments that people do not read."""


def unwrapped(path: Path) -> Iterator[str]:
    """Yield each text of a module that reads like a sentence, or stands beside a key, and is not wrapped."""
    tree = ast.parse(path.read_text("utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if text is None or _is_docstring(node, above) or _goes_elsewhere(node, above):
            continue
        if _for_people(text) or _beside_a_key(node, above):
            yield text


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _for_people(text: str) -> bool:
    return (
        bool(SENTENCE.search(text.replace("{}", ""))) and not STYLE.fullmatch(text) and not SHEET.search(text)
    )


def _is_docstring(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(above.get(node), ast.Expr)


def _beside_a_key(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Say whether a word is the second of a pair that begins with a key, as in the line at the foot."""
    pair = above.get(node)
    if not isinstance(pair, ast.Tuple) or len(pair.elts) != 2 or pair.elts[1] is not node:
        return False
    key = _text(pair.elts[0])
    whole = isinstance(above.get(pair), ast.Tuple)
    return whole and key is not None and bool(key.strip()) and bool(KEY.fullmatch(key)) and _is_word(node)


def _is_word(node: ast.AST) -> bool:
    return bool(re.fullmatch(r"[a-z]{3,}[a-z -]*", _text(node) or ""))


def _goes_elsewhere(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Say whether a text is wrapped, part of another one, an annotation, or read by the program alone."""
    below: ast.AST = node
    while (upper := above.get(below)) is not None:
        match upper:
            case ast.JoinedStr() | ast.Compare() | ast.arg() | ast.AnnAssign(annotation=ast.Constant()):
                return True
            case ast.Call(func=func) if below is not func and _name(func) in (*CATALOGUE, *KEPT):
                return True
            case ast.keyword(arg=name) if name in NAMES:
                return True
            case ast.FunctionDef(returns=returns) | ast.AsyncFunctionDef(returns=returns):
                return below is returns
            case ast.Module() | ast.ClassDef():
                return False
        below = upper
    return False


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
