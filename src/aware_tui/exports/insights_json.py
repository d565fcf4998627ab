"""A look at what keeps happening as an object for other programs."""

from datetime import timedelta
from typing import Any

from aware_tui.domain.insights.report import (
    FeedbackFigures,
    Finding,
    Incident,
    Insights,
    Repeats,
    Rising,
    Share,
    Theme,
    Totals,
)

DIGITS = 4
"""Decimals of a number at most."""


def insights_object(found: Insights) -> dict[str, Any]:
    """Return a look; lists are arrays of objects, days are ISO dates, categories as sessions have them."""
    return {
        "period": {"since": found.period.since.isoformat(), "until": found.period.until.isoformat()},
        "findings": [_finding(each) for each in found.findings],
        "incidents": [_incident(each) for each in found.incidents],
        "rising": [_rising(each) for each in found.rising],
        "themes": [_theme(each) for each in found.themes],
        "not_enough": list(found.not_enough),
        "repeats": _repeats(found.repeats),
        "feedback": _feedback(found.feedback),
        "totals": {**_totals(found.totals), "weeks": _weeks(found)},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": "pattern",
        "key": finding.pattern.key,
        "category": finding.pattern.category,
        "dimension": str(finding.pattern.dimension),
        "value": finding.pattern.value,
        "location": finding.pattern.location,
        "observed": finding.observed,
        "expected": round(finding.expected, DIGITS),
        "ratio": round(finding.ratio, DIGITS),
        "ratio_low": round(finding.ratio_low, DIGITS),
        "seen": finding.seen,
        "of": finding.of,
        "customers": finding.customers,
        "customers_at_least": finding.at_least,
        "sentence": finding.sentence,
    }


def _incident(incident: Incident) -> dict[str, Any]:
    return {
        "date": incident.day.isoformat(),
        "category": incident.category,
        "location": incident.location,
        "observed": incident.observed,
        "usual": round(incident.usual, DIGITS),
        "sentence": incident.sentence,
    }


def _rising(rising: Rising) -> dict[str, Any]:
    return {
        "category": rising.category,
        "week": rising.week.isoformat(),
        "observed": rising.observed,
        "usual": round(rising.usual, DIGITS),
        "sentence": rising.sentence,
    }


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "group": theme.group,
        "term": theme.term,
        "count": theme.count,
        "of": theme.of,
        "others": theme.others,
        "of_others": theme.of_others,
        "quote": theme.quote,
        "source": theme.source,
        "sentence": theme.sentence,
    }


def _repeats(repeats: Repeats) -> dict[str, Any]:
    return {
        "same": repeats.same,
        "third": repeats.third,
        "customers": repeats.customers,
        "sentences": list(repeats.sentences),
    }


def _feedback(figures: FeedbackFigures) -> dict[str, Any]:
    return {
        "asked": figures.asked,
        "answered": figures.answered,
        "positive": figures.positive,
        "neutral": figures.neutral,
        "negative": figures.negative,
        "unsaid": figures.unsaid,
        "ratio": None if figures.ratio is None else round(figures.ratio, DIGITS),
        "by_source": _counts(figures.by_source, "source"),
        "by_channel": _counts(figures.by_channel, "channel"),
        "preferred": _counts(figures.preferred, "channel"),
        "sentence": figures.sentence,
    }


def _counts(counts: tuple[tuple[str, int], ...], name: str) -> list[dict[str, Any]]:
    return [{name: each, "count": count} for each, count in counts]


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "sessions": totals.sessions,
        "counted": totals.counted,
        "first_day": totals.first_day and totals.first_day.isoformat(),
        "last_day": totals.last_day and totals.last_day.isoformat(),
        "open_promises": totals.open_promises,
        "overdue": totals.overdue,
        "categories": _shares(totals.categories, "category"),
        "weekdays": _shares(totals.weekdays, "weekday"),
        "hours": _shares(totals.hours, "hours"),
        "channels": _shares(totals.channels, "channel"),
        "locations": _shares(totals.locations, "location"),
    }


def _weeks(found: Insights) -> list[dict[str, Any]]:
    """Return the weeks of the period from the first to the last that has any, each by its first day."""
    weeks = found.totals.weeks
    there = [place for place, count in enumerate(weeks) if count]
    return [
        {"week": (found.period.since + timedelta(weeks=place)).isoformat(), "count": weeks[place]}
        for place in range(there[0] if there else 0, there[-1] + 1 if there else 0)
    ]


def _shares(shares: tuple[Share, ...], name: str) -> list[dict[str, Any]]:
    return [
        {
            name: each.name,
            "count": each.count,
            "share": round(each.share, DIGITS),
            "running": round(each.running, DIGITS),
        }
        for each in shares
    ]
