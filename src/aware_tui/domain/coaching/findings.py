"""How a hit becomes a finding, and which finding comes first."""

from collections.abc import Iterable

from aware_tui.domain.coaching.matcher import Hit, trimmed
from aware_tui.domain.coaching.rules import Finding, Severity
from aware_tui.domain.coaching.wording import Wording

_ORDER = list(Severity)


def finding_of(hit: Hit, wording: Wording, *, rule: str = "", severity: Severity | None = None) -> Finding:
    """Return what a rule found, at its place in the text as given."""
    start, end = wording.span(*trimmed(wording.text, hit.start, hit.end))
    weight = hit.rule.severity if severity is None else severity
    return Finding(rule or hit.rule.id, weight, start, end, hit.rule.reason, hit.rule.better)


def by_weight(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order to tell them: the gravest first, then by their place."""
    return tuple(sorted(findings, key=lambda each: (_ORDER.index(each.severity), each.start, each.end)))
