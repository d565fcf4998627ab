"""The commands about the data as a whole: each loads what it needs when it is given."""

from argparse import Namespace


def where_data(args: Namespace) -> int:
    """Say where everything is."""
    from aware_tui.cli.data import where

    return where(args)


def back_up(args: Namespace) -> int:
    """Make a copy of the data."""
    from aware_tui.cli.data import back_up as make

    return make(args)


def restore(args: Namespace) -> int:
    """List the copies of the data, or put one in place."""
    from aware_tui.cli.restoring import restore as run

    return run(args)


def check_data(args: Namespace) -> int:
    """Check the data."""
    from aware_tui.cli.data import check

    return check(args)


def erase_customer(args: Namespace) -> int:
    """Erase a person."""
    from aware_tui.cli.privacy import erase_customer as erase

    return erase(args)


def purge(args: Namespace) -> int:
    """Take the words out of what is too old."""
    from aware_tui.cli.privacy import purge as run

    return run(args)


def access_export(args: Namespace) -> int:
    """Write all about one person out."""
    from aware_tui.cli.privacy import access_export as write

    return write(args)


def move_to(args: Namespace) -> int:
    """Copy the file onto a server."""
    from aware_tui.cli.moving import move_to as move

    return move(args)


def grant_script(args: Namespace) -> int:
    """Print who may do what on a server."""
    from aware_tui.cli.moving import grant_script as show

    return show(args)
