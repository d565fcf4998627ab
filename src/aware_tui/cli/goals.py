"""The commands that list goals with their progress, make one, show one and end one."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from textwrap import wrap

from aware_tui.cli.in_force import settings_in_force
from aware_tui.cli.output import ID_SHOWN, complain, say, say_json, tell, width
from aware_tui.config import Settings
from aware_tui.domain.goals.figure_words import day_words
from aware_tui.domain.goals.smart import Draft
from aware_tui.domain.goals.words import bar_words
from aware_tui.domain.insight_states import GoalState, Metric, Statistic
from aware_tui.domain.text import excerpt
from aware_tui.domain.zones import local_time
from aware_tui.services import goal_reports
from aware_tui.services.goal_deeds import GoalWords, draft_of
from aware_tui.services.goals import Checked, GoalLine

BAR = 20
"""Cells of a bar."""

NONE_YET = (
    "There are no goals yet. `aware goals add --metric complaints --target 3 --by "
    '"end of quarter" --owner me --reason WORDS` makes one.'
)


def show_list(args: Namespace) -> int:
    """List goals, each with a sentence of how it goes."""
    settings, now = settings_in_force(args), datetime.now(UTC)
    found = goal_reports.goal_lines(settings, now)
    if args.json:
        say_json([_object(line) for line in found])
        return 0
    if not found:
        tell(NONE_YET)
        return 0
    beginnings = Counter(line.goal.id[:ID_SHOWN] for line in found)
    for line in found:
        row_id = line.goal.id
        shown = row_id[-ID_SHOWN + 1 :] if beginnings[row_id[:ID_SHOWN]] > 1 else row_id[:ID_SHOWN]
        say(*_entry(line, shown))
    return 0


def _object(line: GoalLine) -> dict[str, object]:
    from aware_tui.exports.goals_json import goal_object

    return goal_object(line.goal, line.progress, line.sentence)


def _entry(line: GoalLine, shown: str) -> Iterator[str]:
    ended = "  (ended)" if line.goal.state is GoalState.ENDED else ""
    yield f"{shown}  {excerpt(line.goal.title, width() - len(shown) - 12)}{ended}"
    yield from _wrapped(line.sentence, "    ")


def _wrapped(text: str, before: str) -> list[str]:
    return wrap(text, width(), initial_indent=before, subsequent_indent=before) or [""]


def show_one(args: Namespace) -> int:
    """Read one goal, and how it goes."""
    settings, now = settings_in_force(args), datetime.now(UTC)
    line = goal_reports.goal_now(settings, args.id, now)
    if args.json:
        say_json(_object(line))
    else:
        say(*_page(line, now))
    return 0


def _page(line: GoalLine, now: datetime) -> Iterator[str]:
    goal, today = line.goal, local_time(now, line.goal.zone).date()
    yield goal.title
    yield ""
    yield from _wrapped(line.sentence, "")
    yield from (f"  {each}" for each in bar_words(goal, line.progress, BAR))
    yield ""
    facts = (
        ("About", line.about),
        ("Owner", goal.owner),
        ("Why", goal.reason),
        ("Days", f"{day_words(goal.starts_on, today)} to {day_words(goal.deadline, today)}"),
        ("Outcome", goal.outcome),
        ("Id", goal.id),
    )
    for name, words in facts:
        if words:
            first, *rest = _wrapped(words, " " * 9)
            yield from (f"{name:<9}{first[9:]}", *rest)


def add(args: Namespace) -> int:
    """Check the five letters, and keep the goal if all hold."""
    settings, now = settings_in_force(args), datetime.now(UTC)
    checked = goal_reports.check_now(settings, _draft(args, settings, now), now)
    if not checked.holds:
        missing = sum(1 for each in checked.letters if not each.holds)
        hold = "does not hold" if missing == 1 else "do not hold"
        told = f"Nothing was kept: {missing} of the 5 letters {hold} yet."
        complain("\n".join([told, *_letters(checked)]))
        return 1
    line = goal_reports.keep(settings, checked, now)
    if args.json:
        from aware_tui.exports.goals_json import letter_object

        say_json(_object(line) | {"letters": [letter_object(each) for each in checked.letters]})
        return 0
    say(*_letters(checked), f"Kept: {excerpt(line.goal.title, 200)}. Id {line.goal.id}")
    return 0


def _letters(checked: Checked) -> list[str]:
    return [line for each in checked.letters for line in _hung(each.line)]


def _hung(text: str) -> list[str]:
    return wrap(text, width(), subsequent_indent=" " * 5) or [""]


def _draft(args: Namespace, settings: Settings, now: datetime) -> Draft:
    about = goal_reports.scope_meant(settings, args.category, args.location, args.channel, args.finding)
    words = GoalWords(
        args.title,
        Metric(args.metric),
        Statistic(args.statistic) if args.statistic else None,
        args.target,
        args.within,
        args.by,
        settings.agent if args.owner == "me" else args.owner,
        args.reason,
        about,
        goal_reports.reason_ref(settings, about, args.theme, args.promise),
    )
    return replace(draft_of(words, now, settings.zone), starts_on=args.begins)


def end(args: Namespace) -> int:
    """End a goal, and say how it ended."""
    settings, now = settings_in_force(args), datetime.now(UTC)
    line = goal_reports.end_now(settings, args.id, args.outcome, now)
    if args.json:
        say_json(_object(line))
    else:
        say(f"Ended: {excerpt(line.goal.title, 200)}.", *_wrapped(line.sentence, "    "))
    return 0
