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


def check_data(args: Namespace) -> int:
    """Check the data."""
    from aware_tui.cli.data import check

    return check(args)
