"""The command that says what keeps happening: as text, as sentences, as JSON, as a report for a meeting."""

from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aware_tui.cli.in_force import settings_of
from aware_tui.cli.output import say, say_json, width
from aware_tui.config import Settings
from aware_tui.domain.insights.asked_period import period_from
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import local_time
from aware_tui.services.insights.question import Question, question
from aware_tui.services.insights.reporting import Seen, seen

if TYPE_CHECKING:
    from aware_tui.exports.insights_report import Page


def show(args: Namespace) -> int:
    """Say what keeps happening in a period; raises NotAPeriod and StoreProblem."""
    settings, now = settings_of(args), datetime.now(UTC)
    asked = _question(args, settings, now)
    found = seen(settings, asked, advise=not args.json)
    if args.json:
        from aware_tui.exports.insights_json import insights_object

        say_json(insights_object(found.insights))
        return 0
    _say(args, _page(asked, found))
    return _deal_with(args, settings, asked, found) if args.plain else 0


def _question(args: Namespace, settings: Settings, now: datetime) -> Question:
    from aware_tui.services.reports import playbook_in_force

    today = local_time(now, settings.zone).date()
    period = period_from(args.since, args.until, today)
    return question(period, now, settings.zone, playbook_in_force(settings))


def _page(asked: Question, found: Seen) -> "Page":
    from aware_tui.exports.insights_report import Page

    return Page(found.insights, asked.names, found.advice, found.goals)


def _say(args: Namespace, page: "Page") -> None:
    if args.markdown:
        from aware_tui.exports.insights_markdown import insights_markdown

        say(*insights_markdown(page).splitlines())
        return
    from aware_tui.exports.insights_text import insights_plain, insights_text

    say(*(insights_plain(page) if args.plain else insights_text(page, width())))


def _deal_with(args: Namespace, settings: Settings, asked: Question, found: Seen) -> int:
    """Take commands about what was told; where there is no data yet, there is nothing to deal with."""
    from aware_tui.cli.plain import deal_with, takes_lines
    from aware_tui.services.reports import has_data

    if not has_data(settings) or not takes_lines():
        return 0

    def told(period: Period) -> tuple[str, ...]:
        from aware_tui.exports.insights_text import insights_plain

        again = replace(asked, period=period, now=datetime.now(UTC))
        return tuple(insights_plain(_page(again, seen(settings, again, advise=True))))

    return deal_with(args, settings, (found.insights, asked.names), told)
