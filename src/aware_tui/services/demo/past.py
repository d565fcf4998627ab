"""Half a year of complaints, feedback and goals before the sample calls, as an import leaves them."""

import tomllib
from datetime import datetime
from pathlib import Path

from aware_tui.config import Settings
from aware_tui.domain.session import Change, Edit, Stamp, change_of
from aware_tui.services.demo.answers import Answers
from aware_tui.services.demo.complaints import drawn, moment, monday_of
from aware_tui.services.demo.goals import goal
from aware_tui.services.demo.rows import Rows

RULES = Path(__file__).with_name("past.toml")

TAKEN_IN = 7 * 60 + 40
"""The minute of this Monday in which the file was taken in, if it is that late yet."""


def past(settings: Settings, now: datetime) -> Change:
    """Return the change that puts it there: the same whenever it is asked for, but for its dates."""
    told = tomllib.loads(RULES.read_text("utf-8"))
    zone, monday = settings.zone, monday_of(now, settings.zone)
    made_at = min(now, moment(monday, TAKEN_IN, zone))
    rows = Rows(settings, made_at)
    for each in drawn(told, monday, zone):
        rows.add(each)
    feedback = Answers(told["feedback"], rows.id_at, made_at).of(rows.sessions)
    stamp = Stamp(made_at, settings.agent, lambda: rows.id_at(made_at))
    edits = [Edit(None, row) for row in (*rows, *feedback)]
    change = change_of(stamp, rows.batch.id, "imported", *edits, after=f"{rows.batch.added} rows")
    for each in told["goals"]:
        change += goal(each, rows.sessions, monday, zone, stamp)
    return change
