"""The command about cards on paper, and its options."""

from aware_tui.cli.parser import Parser
from aware_tui.cli.typed_words import words_typed


def lay_card(made: Parser) -> None:
    """Add the options of `card`."""
    kinds = ("pocket", "desk", "poster", "form")
    made.add_argument("--kind", choices=kinds, default="pocket", help="which card; else the pocket card")
    forms = ("text", "markdown", "html", "pdf")
    made.add_argument(
        "--format", choices=forms, help="in which form; else what the file's name ends in, else text"
    )
    made.add_argument(
        "--paper", choices=("a4", "letter"), help="for which paper; else what the playbook is made for"
    )
    made.add_argument("--company", metavar="NAME", help="the name on the card; else that of the settings")
    made.add_argument("-o", "--output", type=words_typed, metavar="FILE", help="a new file; - is stdout")
    made.add_argument("--overwrite", action="store_true", help="replace the file if it is there")
