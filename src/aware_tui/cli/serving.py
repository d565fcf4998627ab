"""`aware serve`: the same app in a browser."""

import os
from argparse import Namespace
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import complain, flush, say
from aware_tui.config import Settings
from aware_tui.language import _
from aware_tui.paths import install_command

if TYPE_CHECKING:
    from aware_tui.web.door import Door
    from aware_tui.web.server import BrowserServer
    from aware_tui.web.window import Program

WRONG: Final = 1

PACKAGE: Final = "textual-serve>=1.1.3,<2"
"""What the extra `web` brings."""

SECRET: Final = "AWARE_SERVE_SECRET"
"""The environment variable of the secret that a proxy has to know."""

SECRET_FILE: Final = "AWARE_SERVE_SECRET_FILE"
"""The environment variable that names a private file with that secret."""


def serve(args: Namespace) -> int:
    """Serve until Ctrl-C; returns 0 then, 1 where it cannot begin."""
    if find_spec("textual_serve") is None:
        complain(
            _("The browser needs one more package. Type: {command}").format(command=install_command(PACKAGE))
        )
        return WRONG
    from aware_tui.web.problem import ServeProblem

    settings = settings_in_force(args)
    args.host = args.host.strip("[]")  # ::1 as it stands in an address
    try:
        door_for = _door_for(args)
        _run(args, settings, door_for)
    except ServeProblem as problem:
        complain(str(problem))
        return WRONG
    return 0


def _run(args: Namespace, settings: Settings, door_for: "Callable[[int], Door]") -> None:
    from aware_tui.cli.screen import reporter_for
    from aware_tui.web.limits import Limits
    from aware_tui.web.server import BrowserServer, serve
    from aware_tui.web.window import Program, child_environment

    environment = child_environment(_handed_on(args, settings), without=(SECRET, SECRET_FILE))

    def program(session: str) -> "Program":
        return Program.aware(environment, session)

    def made() -> BrowserServer:
        return BrowserServer(args.host, args.port, door_for, program, Limits(windows=args.windows))

    serve(made, partial(_tell, args, settings), reporter_for(settings.data_dir))


def _handed_on(args: Namespace, settings: Settings) -> dict[str, str]:
    """Return what the windows have to know. The address of a server may hold a password: no argument."""
    told = {"AWARE_DATA_DIR": str(settings.data_dir)}
    if args.database_url:
        told["AWARE_DATABASE_URL"] = args.database_url
    if args.playbook:
        told["AWARE_PLAYBOOK"] = args.playbook
    return told


def _door_for(args: Namespace) -> "Callable[[int], Door]":
    """Return what makes the door for a port; raises ServeProblem for a door that would be open to anybody."""
    from aware_tui.web.door import home_door, is_loopback, proxy_door
    from aware_tui.web.problem import ServeProblem

    if args.behind_proxy or args.public_url:
        if not (args.behind_proxy and args.public_url):
            raise ServeProblem(
                _("--behind-proxy and --public-url go together: say both, or neither. See docs/browser.md.")
            )
        door = proxy_door(args.public_url, _secret(os.environ))
        return lambda _port: door
    if not is_loopback(args.host):
        raise ServeProblem(
            _(
                "At {host} anybody on the network could read your calls: aware has no login of its own. "
                "Leave --host out, or put a proxy with a login before it: --behind-proxy, in docs/browser.md."
            ).format(host=args.host)
        )
    return partial(home_door, args.host)


def _secret(environment: Mapping[str, str]) -> str:
    """Return the secret of the proxy; raises ServeProblem if there is none, or others may read it."""
    from aware_tui.connectors.secrets import find_secret
    from aware_tui.connectors.trouble import Misconfigured
    from aware_tui.web.problem import ServeProblem

    file = environment.get(SECRET_FILE, "")
    if not file and not environment.get(SECRET, "").strip():
        raise ServeProblem(
            _(
                "The proxy has to prove that it is the proxy. Put a long secret into {variable}, or the path "
                "of a private file with it into {file}, and let the proxy send it. See docs/browser.md."
            ).format(variable=SECRET, file=SECRET_FILE)
        )
    try:
        found = find_secret("" if file else SECRET, str(Path(file).absolute()) if file else "", environment)
    except Misconfigured as problem:
        raise ServeProblem(str(problem)) from None
    return found.reveal() if found is not None else ""


def _tell(args: Namespace, settings: Settings, server: "BrowserServer") -> None:
    """Say where it listens, what it is good for, and how to end it."""
    from aware_tui.web.door import bracketed

    address = args.public_url or f"http://{bracketed(args.host)}:{server.port}/"
    say(
        _("aware is at {address} in your browser, for you alone. Ctrl-C saves and ends it.").format(
            address=address
        )
    )
    if args.behind_proxy and settings.server is None:
        say(
            _(
                "The data is one file, which is for one person. For a team, give everybody a login of their "
                "own on PostgreSQL, and an aware serve of their own: docs/team.md."
            )
        )
    flush()
