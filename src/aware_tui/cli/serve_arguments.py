"""The options of `aware serve`."""

from argparse import ArgumentTypeError

from aware_tui.cli.parser import Parser
from aware_tui.cli.typed_words import words_typed
from aware_tui.language import _


def lay_serve(serve: Parser) -> None:
    """Add the options of `serve`."""
    serve.add_argument(
        "--host", metavar="HOST", type=words_typed, default="127.0.0.1", help="where to listen (127.0.0.1)"
    )
    serve.add_argument(
        "--port", metavar="PORT", type=_port, default=8000, help="the port, 0 for any that is free (8000)"
    )
    serve.add_argument(
        "--windows", metavar="N", type=_windows, default=8, help="how many may be open at once (8)"
    )
    serve.add_argument(
        "--behind-proxy",
        action="store_true",
        help="a proxy with a login stands before it, and sends the secret of AWARE_SERVE_SECRET",
    )
    serve.add_argument(
        "--public-url",
        metavar="URL",
        type=words_typed,
        help="the address that people type to reach the proxy",
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) > 65_535:
        raise ArgumentTypeError(_("It wants a port: a number from 0 to 65535."))
    return int(text)


def _windows(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= 100:
        raise ArgumentTypeError(_("It wants a number from 1 to 100."))
    return int(text)
