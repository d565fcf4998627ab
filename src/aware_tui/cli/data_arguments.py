"""What can be asked of the data as a whole: where it is, its copies, its health, whose it is."""

from aware_tui.cli import data_commands
from aware_tui.cli.parser import Parser, add_command, add_deeds, add_json
from aware_tui.cli.typed_words import age_typed, logins_typed, path_typed, rename_typed, words_typed


def lay_data(family: Parser) -> None:
    """Add the deeds of `aware data`."""
    deeds = add_deeds(family)
    add_command(deeds, "where", "say where everything is", data_commands.where_data)
    add_command(deeds, "backup", "make a copy of the data, checked in full", data_commands.back_up, _back_up)
    add_command(deeds, "restore", "list the copies, or put one in place", data_commands.restore, _restore)
    add_command(deeds, "check", "check the data in full", data_commands.check_data, _check)
    add_command(
        deeds,
        "erase-customer",
        "erase a person: preview, confirmation, all places",
        data_commands.erase_customer,
        _erase,
    )
    add_command(deeds, "purge", "keep no words longer than wanted", data_commands.purge, _purge)
    add_command(
        deeds,
        "access-export",
        "write all about one person into a folder, for them",
        data_commands.access_export,
        _access,
    )
    add_command(
        deeds,
        "move-to",
        "copy the file into an empty PostgreSQL database",
        data_commands.move_to,
        _move,
    )
    add_command(
        deeds,
        "grant-script",
        "print the SQL that says who sees what on a server",
        data_commands.grant_script,
        _grant,
    )


def _back_up(made: Parser) -> None:
    told = "copy it into this folder too, as on a shared drive"
    made.add_argument("--to", type=path_typed, metavar="DIR", help=told)


def _restore(made: Parser) -> None:
    told = "a backup by its name, or any copy by its path; without it they are listed"
    made.add_argument("file", metavar="FILE", nargs="?", type=path_typed, help=told)
    made.add_argument("--yes", action="store_true", help="do it without asking, if nothing newer is there")
    made.add_argument("--over-newer", action="store_true", help="do it without asking, over newer data too")


def _check(checked: Parser) -> None:
    checked.add_argument("--repair", action="store_true", help="make anew what is only derived from the rest")


WHO = "the customer's reference, name, or id (six characters of it or more)"


def _erase(made: Parser) -> None:
    made.add_argument("who", metavar="WHO", nargs="?", type=words_typed, help=WHO)
    made.add_argument(
        "--confirm",
        metavar="REFERENCE",
        help="do it: their reference; the last six characters of the id where there is none",
    )
    made.add_argument("--finish", action="store_true", help="only wipe the remains of an earlier erasure")
    add_json(made)


def _purge(made: Parser) -> None:
    made.add_argument(
        "--older-than",
        type=age_typed,
        metavar="AGE",
        required=True,
        help="take the words out of what ended longer ago than this: 400d, 18m or 3y",
    )
    made.add_argument("--dry-run", action="store_true", help="only say what would be done")
    made.add_argument("--yes", action="store_true", help="do it without asking")


def _access(made: Parser) -> None:
    made.add_argument("who", metavar="WHO", type=words_typed, help=WHO)
    made.add_argument(
        "-o",
        "--output",
        type=path_typed,
        metavar="DIR",
        help="a folder that is not there yet; else one here, named by the customer's id",
    )


def _move(made: Parser) -> None:
    made.add_argument("url", metavar="URL", type=words_typed, help="such as postgresql://NAME@HOST/DATABASE")
    made.add_argument(
        "--rename",
        type=rename_typed,
        action="append",
        metavar="OLD=NEW",
        help="an agent's name here, and that of their login there; may be said several times",
    )


def _grant(made: Parser) -> None:
    for part, told in (
        ("agents", "logins that see and change their own calls, with commas between"),
        ("leads", "logins that see and change the calls of the whole team"),
    ):
        made.add_argument(f"--{part}", type=logins_typed, default=[], metavar="NAMES", help=told)
    told = "let agents read the calls of others too; they still change only their own"
    made.add_argument("--all-calls", action="store_true", help=told)
