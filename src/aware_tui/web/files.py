"""What a browser is given: a page and its files, and the terminal and its font out of textual-serve."""

import gzip
import secrets
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

import textual_serve

from aware_tui.language import _, spoken

_OURS: Final = Path(__file__).parent / "page"
_THEIRS: Final = Path(textual_serve.__file__).parent / "static"

_FILES: Final = {
    "aware.js": (_OURS / "aware.js", "text/javascript"),
    "aware.css": (_OURS / "aware.css", "text/css"),
    "icon.svg": (_OURS / "icon.svg", "image/svg+xml"),
    "textual.js": (_THEIRS / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_THEIRS / "css" / "xterm.css", "text/css"),
    "mono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""Every file there is; no other path leads anywhere."""


SENTENCES: Final = {
    "starting": _("One moment: aware is starting."),
    "lost": _("The connection is lost. What you typed is kept, and aware is trying to come back."),
    "ended": _("aware has ended. Everything is saved."),
    "again": _("Open aware again"),
    "reader": _(
        "This page draws a terminal, which a screen reader cannot read well. aware has plain text for that: "
        "type aware live --plain in a terminal, and every line is spoken as it comes."
    ),
    "scripts": _(
        "aware draws its screens with JavaScript. Allow it for this page, then load the page again."
    ),
    "screen": _("aware: the screens"),
    "failed": _("aware could not be drawn in this browser. Use one that is up to date, or a terminal."),
}
"""What the page itself says; all else comes from the screens."""


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file as it goes out: its bytes, the same packed, and its type."""

    body: bytes
    packed: bytes
    kind: str


@cache
def web_files() -> dict[str, WebFile]:
    """Return every file by its name."""
    return {name: _read(path, kind) for name, (path, kind) in _FILES.items()}


def _read(path: Path, kind: str) -> WebFile:
    body = path.read_bytes()
    return WebFile(body, gzip.compress(body, 6, mtime=0), kind)


def page() -> tuple[bytes, str]:
    """Return the page in the language in use, and the nonce that its styles carry this time."""
    nonce = secrets.token_urlsafe(18)
    text = Template((_OURS / "index.html").read_text("utf-8"))
    words = {name: escape(sentence) for name, sentence in SENTENCES.items()}
    return text.substitute(words, nonce=nonce, language=spoken()).encode(), nonce


def policy(nonce: str = "") -> str:
    """Return what the page may load: its own files and its own socket, nothing from anywhere else."""
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
        f"style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
"""Said with every answer."""
