"""What each setting does, for those who set it, and a settings file to begin with."""

from collections.abc import Iterator
from textwrap import wrap

from aware_tui.language import _

COLUMNS = 98
"""Columns that the explanations in the example are laid out for."""


def explanations() -> dict[str, str]:
    """Return what each setting does, by its name."""
    return {
        "agent": _("Your name, stamped on what you do. Without it, the name of your account is taken."),
        "zone": _(
            "The time zone that promises are read in, such as Europe/London. Without it, the system's is "
            "taken."
        ),
        "playbook": _(
            "The playbook for new calls: its id, or its folder. Calls that were begun keep the one they "
            "began with. Without it, AWARE is taken, in your language where it ships in that."
        ),
        "keep_backups_days": _("For how many days a copy of the data is kept at most, from 1 to 3650."),
        "theme": _(
            "The colours: dark, light, contrast (strong), or terminal (your terminal's own). With NO_COLOR "
            "set in the environment there are none, whatever stands here."
        ),
        "motion": _("Whether things may glide on the screen. With false, everything just appears."),
        "keys": _(
            "The keys: function (F1 to F9), or plain, which does without F keys. `aware settings keys` "
            "lists both."
        ),
        "language": _("The language of the screens, such as en or de. Without it, the system's is taken."),
        "company": _("The name on printed cards. Without it, none is printed."),
        "rebind": _(
            "Keys of your own: the name of an action, and its key. `aware settings keys` names the actions."
        ),
        "connectors": _(
            "Where the two records of a call are delivered to: profile_entry and quality_record, each to a "
            "folder, a csv file, a webhook or the clipboard. A secret never stands here: name the "
            "environment variable or the private file that holds it."
        ),
        "data_dir": _("Where everything is kept: database, copies, settings. Set with --data-dir."),
        "database_url": _("The address of a team's database. Set with --database-url."),
    }


SAMPLES = {
    "agent": 'agent = "Kim Larsen"',
    "zone": 'zone = "Europe/London"',
    "playbook": 'playbook = "aware"',
    "keep_backups_days": "keep_backups_days = 400",
    "theme": 'theme = "dark"',
    "motion": "motion = false",
    "keys": 'keys = "function"',
    "language": 'language = "en"',
    "company": 'company = "North Lane Repairs"',
    "rebind": '[rebind]\nnext = "f10"\nhistory = "L"',
    "connectors": (
        '[connectors.profile_entry]\nkind = "webhook"\nurl = "https://crm.example.org/complaints"\n'
        'secret_env = "CRM_SECRET"\n\n'
        '[connectors.quality_record]\nkind = "csv"\npath = "~/quality.csv"'
    ),
}
"""How each setting is written; the tables come last, as TOML wants it."""


def example() -> str:
    """Return a settings file in which every setting is explained and none is in force."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from _told(
        _(
            "The settings of aware. A line with # before it says nothing; take the # away to set something. "
            "This file is settings.toml in the data folder; `aware data where` names that."
        )
    )
    told = explanations()
    for name, sample in SAMPLES.items():
        yield ""
        yield from _told(told[name])
        yield from (f"#{line}" if line else "" for line in sample.split("\n"))


def _told(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, COLUMNS)]
