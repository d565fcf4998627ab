"""A card as PDF, out of its HTML; needs the extra `print`, and the library Pango beside it."""

from typing import Any

from aware_tui.exports.files import NotWritten
from aware_tui.language import _
from aware_tui.paths import install_command

PACKAGE = "weasyprint>=66,<71"
"""What the extra `print` brings."""


class NoPdf(NotWritten):
    """PDF cannot be made here; the message says what is missing."""


def pdf_of(html: str) -> bytes:
    """Return the PDF of a page that needs nothing from elsewhere; NoPdf where a part is not installed."""
    made: bytes = _weasyprint().HTML(string=html, url_fetcher=_nothing).write_pdf()
    return made


def _weasyprint() -> Any:
    try:
        import weasyprint
    except ModuleNotFoundError:
        raise NoPdf(
            _(
                "PDF needs one more package. Type `{command}`. "
                "Or ask for html: any browser prints that, also to a PDF."
            ).format(command=install_command(PACKAGE))
        ) from None
    except OSError:  # what it loads is not Python
        raise NoPdf(
            _(
                "PDF needs the library Pango, and it is not here. On Debian and Ubuntu: "
                "`sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`; on macOS: "
                "`brew install pango`. Or ask for html: any browser prints that."
            )
        ) from None
    return weasyprint


def _nothing(url: str, *_options: object, **_named: object) -> Any:
    """Refuse to fetch: a card has everything in it."""
    raise ValueError(f"a card fetches nothing, and this asks for {url[:80]}")
