"""Text from people reaches widgets only through `plaintext`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

import aware_tui.tui
from aware_tui.tui.plaintext import REPLACEMENT, UNSAFE_ON_SCREEN, cell, hanging, plain, styled, visible

FOLDER = Path(aware_tui.tui.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))

WIDGETS = {
    *("Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "OptionList", "Select", "Selection"),
    *(
        "SelectionList",
        "Link",
        "Tab",
        "Tabs",
        "TabPane",
        "Collapsible",
        "Tree",
        "RadioSet",
        "Hit",
        "DiscoveryHit",
    ),
}
METHODS = {
    *(
        "update",
        "add_option",
        "add_options",
        "add_row",
        "add_column",
        "add_columns",
        "update_cell",
        "add_leaf",
    ),
    *("set_label", "set_options", "replace_option_prompt"),
}
MANY_TEXTS = {"OptionList", "SelectionList", "Tabs", "RadioSet", "add_row", "add_columns"}
LATER_TEXT = {"Hit": 1, "update_cell": 2, "replace_option_prompt": 1}
TEXT_KEYWORDS = {"content", "label", "prompt", "title", "tooltip", "options", "display", "match_display"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
OTHERS_ATTRIBUTES = {"label", "prompt"}
SAFE_TYPES = {"Content", "Text"}


def holes(source: str) -> list[int]:
    """Lines where a widget is given a text that could be read as markup.

    The rule: what is handed to a widget's text (the constructors, methods and attributes
    above, and `super().__init__` in their subclasses) is a constant without "[", or a call
    of `plain`, `styled`, `cell`, `Content` or `Text`, or of a function in the same file that
    is annotated to return Content or Text, or made of such. A bare name is refused: wrap it
    in `plain()`, which lets content pass. `render` is annotated to return Content or Text.
    `notify` is free: the app never reads markup in it.
    """
    tree = ast.parse(source)
    makers = {"plain", "styled", "cell", "Content", "Text"} | {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and _name(node.returns) in SAFE_TYPES
    }
    found = {text.lineno for text in _texts(tree) if not _safe(text, makers)}
    renders = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "render"]
    return sorted(found | {node.lineno for node in renders if _name(node.returns) not in SAFE_TYPES})


def _name(node: ast.expr | None) -> str:
    """The last part of a dotted name; empty for anything else."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _texts(tree: ast.AST) -> Iterator[ast.expr]:
    """Every expression that a widget will show."""
    heirs = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and _is_widget(node)]
    widgets = WIDGETS | {node.name for node in heirs if not _has_init(node)}
    inits = {id(call) for heir in heirs for call in ast.walk(heir) if _is_super_init(call)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func) if _name(func) in widgets or id(node) in inits:
                yield from _arguments(node)
            case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
                yield from _arguments(node)
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=value) if name in ATTRIBUTES:
                yield value
            case ast.Assign(targets=[ast.Attribute(value=owner, attr=name)], value=value):
                if name in OTHERS_ATTRIBUTES and _name(owner) != "self":
                    yield value


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = _name(call.func)
    first = LATER_TEXT.get(name, 0)
    yield from call.args[first:] if name in MANY_TEXTS else call.args[first : first + 1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in TEXT_KEYWORDS)


def _is_widget(node: ast.ClassDef) -> bool:
    return any(_name(base) in WIDGETS for base in node.bases)


def _has_init(node: ast.ClassDef) -> bool:
    return any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)


def _is_super_init(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__")):
            return True
    return False


def _safe(node: ast.expr, makers: set[str]) -> bool:
    """Whether the expression can be seen, on its own, to hold no markup from outside."""
    match node:
        case ast.Constant(value=value):
            return not (isinstance(value, str) and "[" in value)
        case ast.Call():
            return _safe_call(node, makers)
    parts = _parts(node)
    return bool(parts) and all(_safe(part, makers) for part in parts)


def _safe_call(call: ast.Call, makers: set[str]) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id="Content" | "Text"), attr="from_markup"):
            return isinstance(call.args[0], ast.Constant)
        case ast.Attribute(value=ast.Call() as inner) if _safe_call(inner, makers):
            return True
        case ast.Attribute(value=ast.Name(id="Content")):
            return True
        case ast.Name(id="Option"):  # its own text is looked at where it is made
            return True
    return _name(call.func) in makers


def _parts(node: ast.expr) -> list[ast.expr]:
    """What an expression is made of; of a pair only the first is a text."""
    match node:
        case ast.IfExp(body=left, orelse=right) | ast.BinOp(op=ast.Add(), left=left, right=right):
            return [left, right]
        case ast.Starred(value=inner) | ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner):
            return [inner]
        case ast.Tuple(elts=[inner, *_]):
            return [inner]
        case ast.List(elts=items):
            return items
    return []


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        'Static(f"Hello {name}")',
        "Label(self.name)",
        'Button("[b]Go[/b]")',
        'Static("Hello " + name)',
        'Static(name or "nobody")',
        "Static(str(plain(name)))",
        "Static(content=name)",
        'Content.from_markup("[b]$x", x=x); Static(Content.from_markup(name))',
        "self.query_one(Static).update(name)",
        "options.add_option(Option(name))",
        "Select([(name, plain(name)) for name in names])",
        "table.add_row(cell(one), two)",
        "table.add_row(*row)",
        "box.border_title = name",
        "self.tooltip = name",
        "button.label = name",
        "Collapsible(Static(), title=name)",
        "class Mine(Static):\n    def __init__(self, name):\n        super().__init__(name)",
        "class Mine(Static):\n    pass\nMine(name)",
        "class Mine(Widget):\n    def render(self) -> str:\n        return self.name",
        "def words() -> str: ...\nStatic(words())",
    ],
)
def test_a_text_that_could_be_markup_is_refused(source: str) -> None:
    assert len(holes(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Static()",
        'Static("Today", id=name, classes=f"row {kind}")',
        "Static(plain(name))",
        'Static(styled((name, "bold"), (words, "")))',
        'Static(plain(name) if name else "nobody")',
        'Static(Content("\\n").join(lines))',
        'Static(Content.from_markup("[b]$x[/b]", x=name))',
        "Select([(plain(name), name) for name in names])",
        "table.add_row(*[cell(word) for word in row], key=name)",
        "box.border_title = plain(name)",
        "class Mine(Widget):\n    def render(self) -> Content:\n        return plain(self.name)",
        "def words() -> Content: ...\nStatic(words())",
        "self.notify(name)",
    ],
)
def test_a_text_made_safe_is_allowed(source: str) -> None:
    assert holes(source) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_screen_hands_a_bare_text_to_a_widget(path: Path) -> None:
    assert holes(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_and_not_obeyed(text: str) -> None:
    content = plain(text)
    assert content.spans == []
    assert content.plain == visible(text) == cell(text).plain == styled((text, "bold"), ("", "")).plain
    assert not re.search(UNSAFE_ON_SCREEN, content.plain.replace("\n", "").replace("\t", ""))


@given(
    st.text(
        alphabet=st.characters(categories=["L", "N", "P", "S", "M"])
        | st.sampled_from(" \n\t\u200d\ufe0f[]\\")
    )
)
def test_harmless_text_is_shown_letter_by_letter(text: str) -> None:
    assert plain(text).plain == text


@given(st.text(alphabet=st.characters(), max_size=20))
def test_every_character_has_a_place(text: str) -> None:
    assert len(visible(text)) == len(text.replace("\r\n", "\n"))


def test_an_unsafe_character_is_seen_to_be_there() -> None:
    assert plain("a\x1b[2Jb\x00\u202ec").plain == f"a{REPLACEMENT}[2Jb{REPLACEMENT}{REPLACEMENT}c"


def test_joined_emoji_and_line_ends_survive() -> None:
    assert plain("👩\u200d🚒 ☎\ufe0f\r\nline").plain == "👩\u200d🚒 ☎\ufe0f\nline"


def test_content_and_cells_pass_through() -> None:
    content, text = Content("a"), Text("b")
    assert plain(content) is content
    assert cell(text) is text


def test_styles_cover_their_own_part_only() -> None:
    shown = styled(("[red]name", "bold"), (" said", ""))
    assert shown.plain == "[red]name said"
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(0, 9, "bold")]


@given(st.text(alphabet=st.sampled_from("ab 日本語😀“”é"), max_size=80), st.integers(14, 40))
def test_no_line_of_a_hanging_text_is_wider_than_its_room(text: str, width: int) -> None:
    lines = hanging(plain("· "), text, width).plain.split("\n")
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(("· " + text).split())
