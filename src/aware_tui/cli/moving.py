"""The commands that bring a team's data onto a server and say who may do what there."""

from argparse import Namespace

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import complain, say, tell
from aware_tui.config import SettingsProblem
from aware_tui.config.loading import load_settings
from aware_tui.domain.server_url import BadUrl, ServerUrl, read_url


def move_to(args: Namespace) -> int:
    """Copy the database file into an empty database on a server, then count and compare."""
    from aware_tui.services.reports import has_data
    from aware_tui.store.errors import CannotWrite
    from aware_tui.store.server.moving import move

    settings = load_settings(args.data_dir, args.playbook)
    url = _url(args.url)
    if not has_data(settings):
        raise CannotWrite(
            f"There is no data at {settings.database} yet, so there is nothing to move. Check --data-dir."
        )
    moved = move(settings.database, url, dict(args.rename or ()), _progress)
    for name, rows in moved.rows.items():
        if rows:
            say(f"{rows:>12,}  {name}")
    tell(
        f"Copied to {url}: {sum(moved.rows.values()):,} rows, counted and compared one by one.",
        f"The file stays as it was: {settings.database}",
        "Start with `aware --database-url URL`, or put the address into AWARE_DATABASE_URL. "
        "A password belongs in ~/.pgpass.",
        "`aware data grant-script` prints who may see what there.",
    )
    return 0


def _progress(table: str, rows: int) -> None:
    complain(f"{table}: {rows:,} rows")


def _url(text: str) -> ServerUrl:
    try:
        return read_url(text)
    except BadUrl as problem:
        raise SettingsProblem(str(problem)) from None


def grant_script(args: Namespace) -> int:
    """Print the SQL that gives each login its part."""
    from aware_tui.store.server.rules import script

    settings = settings_of(args)
    place = settings.server or "the team's database"
    say(script(place, args.agents, args.leads, all_calls=args.all_calls).rstrip("\n"))
    return 0
