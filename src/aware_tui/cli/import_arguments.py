"""The command that takes in past complaints and feedback, and its options."""

from aware_tui.cli.parser import Parser, add_json
from aware_tui.cli.typed_words import path_typed, words_typed, zone_typed


def lay_import(made: Parser) -> None:
    """Add the options of `import`."""
    made.add_argument("file", metavar="FILE", nargs="?", type=words_typed, help="a CSV file; - is stdin")
    made.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        nargs="+",
        action="extend",
        default=[],
        help='which column fills a field, such as "started_at=Date received"; FIELD= alone leaves it out',
    )
    made.add_argument("--zone", type=zone_typed, metavar="NAME", help="the zone of times that name none")
    order = made.add_mutually_exclusive_group()
    for name, told in (("day-first", "06/02 is 6 February"), ("month-first", "06/02 is 2 June")):
        order.add_argument(f"--{name}", dest="order", action="store_const", const=name, help=told)
    made.add_argument(
        "--swapped",
        action="store_true",
        help="days up to the 12th have day and month exchanged in the file",
    )
    made.add_argument("--dry-run", action="store_true", help="only say what would come of it")
    made.add_argument(
        "--rejected", type=path_typed, metavar="FILE", help="where rows go that cannot be taken in"
    )
    made.add_argument("--encoding", metavar="NAME", default="", help="such as utf-8 or windows-1252")
    made.add_argument(
        "--delimiter", metavar="SIGN", default="", help="what separates columns, such as ; or tab"
    )
    made.add_argument("--list", action="store_true", help="the imports there are")
    made.add_argument("--undo", type=words_typed, metavar="ID", help="take an import away again")
    add_json(made)
