"""Scenarios and paused attempts, each as one line of the list, and what is told of the one in hand."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from aware_tui.domain.forms import short_day, short_month
from aware_tui.domain.practice.mastery import ENOUGH
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.practice.choosing import Paused, ScenarioLine
from aware_tui.services.practice.due_words import waiting_words
from aware_tui.services.practice.saying import LEVELS, MODE_NAMES
from aware_tui.services.practice.words import ENDING_NAMES
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.mood_bars import anger_word, trust_word

INDUSTRY, LEVEL, LAST = 11, 6, 8
BEST, DUE = max(4, cells(_("best"))), max(3, cells(_("due")))
"""Cells of the columns; a gap of two follows each."""

WITH_INDUSTRY, WITH_LAST = 56, 44
"""From how many cells on a row has room for these columns."""

SPARE = 24
"""Cells that line ends leave empty."""

SHOWN = 5
"""Calls so far that are told of, the newest."""

TRAINED = 6
"""Skills that are named at most."""


def heads(width: int) -> Content:
    """Return the names of the columns over the scenarios."""
    columns = _columns(width, _("industry"), _("level"), _("best"), _("played"), _("due"), ("$faint",) * 5)
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([_cell(_("what happened"), room, "$faint"), *columns])


def scenario_row(
    line: ScenarioLine, pressing: Sequence[Skill], now: datetime, zone: str, width: int
) -> Content:
    """Return a scenario in `width` cells: its title, industry, level, best score, when it was played."""
    scenario, best = line.scenario, line.best
    due = len(set(line.due) & set(pressing))
    told = "" if best is None else f"{round(best)}"
    styles = (
        "$muted",
        "$muted",
        "bold $success" if best is not None and best >= ENOUGH else "",
        "$muted",
        "$accent",
    )
    last = day_of(line.last_at, now, zone) if line.last_at is not None else _("new")
    level = LEVELS.get(scenario.level, "")
    columns = _columns(width, scenario.industry, level, told, last, f"{due}" if due else "", styles)
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    title = _cell(scenario.title or scenario.id, room, "")
    return Content("  ").join([title, *columns])


def _columns(
    width: int, industry: str, level: str, best: str, last: str, due: str, styles: Sequence[str]
) -> list[Content]:
    found = []
    if width >= WITH_INDUSTRY:
        found.append(_cell(industry, INDUSTRY, styles[0]))
    found += [_cell(level, LEVEL, styles[1]), _cell(best, BEST, styles[2])]
    if width >= WITH_LAST:
        found += [_cell(last, LAST, styles[3]), _cell(due, DUE, styles[4])]
    return found


def paused_row(paused: Paused, now: datetime, zone: str, width: int) -> Content:
    """Return an attempt to carry on with, in `width` cells."""
    attempt = paused.attempt
    began = day_of(attempt.started_at, now, zone)
    who = excerpt(waiting_words(paused), width)
    told = excerpt(
        _("{mode}, begun {began}").format(mode=MODE_NAMES[attempt.mode], began=began),
        max(0, width - cells(who) - 2),
    )
    return styled((who, "bold $accent"), ("  ", ""), (told, "$muted"))


def day_of(at: datetime, now: datetime, zone: str) -> str:
    """Return "today", "4 Mar" or, of another year, "Mar 2025"."""
    there, here = local_time(at, zone), local_time(now, zone)
    if there.date() == here.date():
        return _("today")
    return short_day(there) if there.year == here.year else f"{short_month(there)} {there.year}"


def about(
    line: ScenarioLine, own: Sequence[Attempt], pressing: Sequence[Skill], now: datetime, zone: str
) -> tuple[Passage, ...]:
    """Return what is told of a scenario beside the list."""
    scenario = line.scenario
    aside = f"{scenario.industry}, {LEVELS.get(scenario.level, '')}".strip(", ")
    first = Passage(
        scenario.title or scenario.id, (Said(scenario.about), GAP, Said(mood_of(line), Voice.QUIET)), aside
    )
    trains = [skill for skill in line.due if skill in pressing] or list(line.due)
    why = Passage(_("Trains"), tuple(_trained(trains, line.reason)))
    if not own:
        return first, why
    calls = Passage(_("Your calls so far"), tuple(_call(each, now, zone) for each in own[:SHOWN]))
    return first, why, calls


def mood_of(line: ScenarioLine) -> str:
    """Return who is calling and how they feel, in a sentence."""
    person = line.scenario.persona
    return _("{name}: {anger_word}; trust {trust_word}.").format(
        name=person.name, anger_word=anger_word(person.anger), trust_word=trust_word(person.trust)
    )


def _trained(skills: Sequence[Skill], reason: str) -> Iterator[Said]:
    for skill in skills[:TRAINED]:
        yield Said(SKILL_WORDS[skill], lead="· ")
    if len(skills) > TRAINED:
        yield Said(_("and {number} more").format(number=len(skills) - TRAINED), Voice.QUIET, "  ")
    if not skills:
        yield Said(reason, Voice.QUIET)


def _call(attempt: Attempt, now: datetime, zone: str) -> Said:
    total = "" if attempt.total is None else f"{round(attempt.total)}"
    ended = ENDING_NAMES[attempt.ended] if attempt.ended is not None else ""
    when = day_of(attempt.started_at, now, zone)
    return Said(f"{MODE_NAMES[attempt.mode]}, {ended}", lead=f"{when:<9}{total:>3}  ")


def details(line: ScenarioLine, room: int) -> Content:
    """Return what is told of a scenario below a narrow list, in about so many cells."""
    person = mood_of(line)
    about = excerpt(" ".join(line.scenario.about.split()), max(0, room - len(person) - SPARE))
    return styled((f"{person} ", "$muted"), (about, ""))


def _cell(text: str, width: int, style: str) -> Content:
    shown = plain(excerpt(text, width))
    return styled((shown, style), (" " * max(0, width - shown.cell_length), ""))
