"""The left half of the screen: what keeps happening, one-offs, what rises, who comes back, themes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aware_tui.domain.insights.report import Finding, Insights, Theme
from aware_tui.domain.insights.typed_period import period_words
from aware_tui.domain.text import counted
from aware_tui.language import _
from aware_tui.tui.insights.parts import Door, Entry, Section, quiet, sentence
from aware_tui.tui.plaintext import styled

FEW, MORE = 3, 5
"""Findings shown in a low window, and in a high one."""

MOST = 2
"""One-offs, rises and themes shown."""

NOTHING = _(
    "Nothing to count in this period. Every call counts from its first word on; past complaints can be "
    "brought in with aware import FILE.csv; d chooses another period."
)
ELSEWHERE = _(
    "Nothing to count in this period. The calls and complaints that are saved are from {days}: "
    "d, then 5 shows them."
)
NO_PATTERN = _(
    "Nothing stands out: no weekday, hour, place or channel has more than its usual share of {count}."
)
NO_INCIDENT = _("No single day stood out.")
NO_RISE = _("Nothing is rising just now.")
RISING, THEMES = _("what is rising"), _("No themes yet")
"""What stands in the sentence that says why nothing can be said of these."""
NO_THEME = _("No words stand out in what customers said.")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the register says of findings, in a sentence each, by the key of the pattern."""

    said: Mapping[str, str] = field(default_factory=dict)

    def of(self, finding: Finding) -> str:
        """Return the sentence for a finding; empty where the register does not know it."""
        return self.said.get(finding.pattern.key, "")


def found(insights: Insights, marks: Marks, *, tall: bool, everything: bool = False) -> tuple[Section, ...]:
    """Return what was found, the most telling first; with `everything`, all of it."""
    if not insights.totals.sessions:
        ever = insights.totals.ever
        words = ELSEWHERE.format(days=period_words(ever)) if ever else NOTHING
        return (Section(_("What keeps happening"), (quiet(words),)),)
    most = None if everything else MOST
    sections = (
        _patterns(insights, marks, None if everything else MORE if tall else FEW),
        _one_offs(insights, most),
        _rises(insights, most),
        _back(insights),
        _themes(insights, most),
    )
    return tuple(section for section in sections if section.entries)


def _patterns(insights: Insights, marks: Marks, most: int | None) -> Section:
    shown = insights.findings[:most]
    entries = [_finding(each, marks) for each in shown]
    if left := len(insights.findings) - len(shown):
        words = _("{left} more, smaller ones. Enter shows all.").format(left=left)
        entries.append(Entry(sentence(words, "$muted"), Door.EVERYTHING))
    entries += map(quiet, insights.not_enough)
    if not entries:
        complaints = counted(insights.totals.counted or insights.totals.sessions, "complaint")
        entries.append(quiet(NO_PATTERN.format(count=complaints)))
    return Section(_("What keeps happening"), tuple(entries))


def _finding(finding: Finding, marks: Marks) -> Entry:
    said = marks.of(finding)
    below = (styled(("◆ ", "$accent"), (said, "$muted")),) if said else ()
    return Entry(sentence(finding.sentence, below=below), finding)


def _one_offs(insights: Insights, most: int | None) -> Section:
    entries = [Entry(sentence(each.sentence), each) for each in insights.incidents[:most]]
    return _section(_("One-offs"), entries, len(insights.incidents), most, NO_INCIDENT)


def _rises(insights: Insights, most: int | None) -> Section:
    entries = [Entry(sentence(each.sentence), each) for each in insights.rising[:most]]
    return _section(
        _("Rising"), entries, len(insights.rising), most, _unless_unknown(insights, RISING, NO_RISE)
    )


def _back(insights: Insights) -> Section:
    return Section(_("Coming back"), tuple(Entry(sentence(each)) for each in insights.repeats.sentences))


def _themes(insights: Insights, most: int | None) -> Section:
    entries = [_theme(each) for each in insights.themes[:most]]
    otherwise = _unless_unknown(insights, THEMES, NO_THEME)
    return _section(_("In their words"), entries, len(insights.themes), most, otherwise)


def _unless_unknown(insights: Insights, what: str, words: str) -> str:
    """Return the words for nothing, where that is known; else what it would take has been said above."""
    return "" if any(what in reason for reason in insights.not_enough) else words


def _theme(theme: Theme) -> Entry:
    quote = (styled((f"“{theme.quote}”", "italic $muted")),) if theme.quote else ()
    return Entry(sentence(theme.sentence, below=quote), theme)


def _section(title: str, entries: list[Entry], there: int, most: int | None, otherwise: str) -> Section:
    """Return a section that says so where it shows only the first, and in words where there is nothing."""
    aside = (
        _("the first {count} of {there}").format(count=len(entries), there=there)
        if most is not None and there > len(entries)
        else ""
    )
    nothing = (quiet(otherwise),) if otherwise else ()
    return Section(title, tuple(entries) or nothing, aside)
