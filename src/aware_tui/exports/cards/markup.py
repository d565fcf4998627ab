"""HTML put together safely: whatever is not markup made here is text, and stays text."""

from html import escape

from aware_tui.domain.text import for_screen


class Html(str):
    """Markup that was made here."""

    __slots__ = ()


def el(tag: str, *inside: str, **attributes: str) -> Html:
    """Return an element; text in it is escaped. `cls` is its class, `aria_label` its `aria-label`."""
    named = ((_name(name), value) for name, value in attributes.items() if value)
    told = "".join(f' {name}="{escape(for_screen(value))}"' for name, value in named)
    return Html(f"<{tag}{told}>{joined(*inside)}</{tag}>")


def _name(name: str) -> str:
    return "class" if name == "cls" else name.replace("_", "-")


def joined(*inside: str) -> Html:
    """Return pieces one after the other, those that are text escaped."""
    return Html("".join(each if isinstance(each, Html) else escape(for_screen(each)) for each in inside))
