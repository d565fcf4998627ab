"""A look at what keeps happening as Markdown for a meeting, with room for what is decided there."""

from collections.abc import Iterator, Sequence

from aware_tui.domain.insights.bars import percent
from aware_tui.domain.insights.whereabouts import called, where
from aware_tui.domain.markdown import escaped
from aware_tui.exports.insights_report import (
    FINDINGS,
    Line,
    Page,
    Part,
    findings_part,
    opening_of,
    parts_of,
    title_of,
)


def insights_markdown(page: Page) -> str:
    """Return the page; words of customers are shown as they are, never as markup."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from (f"# {escaped(title_of(page))}", "", escaped(opening_of(page)))
    for part in parts_of(page):
        yield from ("", f"## {escaped(part.title)}", "")
        if page.insights.findings and part == findings_part(page.insights):
            yield from _findings(page, part)
        else:
            yield from _part(part)
    yield from ("", "## What to do next", "", *_next(page))


def _findings(page: Page, part: Part) -> Iterator[str]:
    """Yield the findings as a table with room to write in."""
    rows = [(each.sentence, "", "", "") for each in page.insights.findings[:FINDINGS]]
    yield from _table(("What was found", "Why, and why that", "Who does what", "By when"), rows)
    rest = part.sentences[len(rows) :]
    if rest:
        yield from ("", *(f"- {escaped(sentence)}" for sentence in rest))


def _part(part: Part) -> Iterator[str]:
    for index, sentence in enumerate(part.sentences):
        yield f"- {escaped(sentence)}"
        if part.quotes:
            yield f"  > {escaped(part.quotes[index])}"
    if part.lines:
        if part.sentences:
            yield ""
        running = any(line.running is not None for line in part.lines)
        head = ("", "Complaints", "Share", *(["So far"] if running else []))
        yield from _table(head, [_row(line) for line in part.lines])


def _row(line: Line) -> tuple[str, ...]:
    running = () if line.running is None else (percent(line.running),)
    return (line.name, f"{line.count:,}", percent(line.share), *running)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def _next(page: Page) -> Iterator[str]:
    """Yield the first steps that the page itself suggests, each to be ticked off."""
    found = page.insights
    for finding in found.findings[:FINDINGS]:
        spot = escaped(where(finding.pattern, page.names))
        yield f"- [ ] Ask why, five times: {spot}. Then name an owner and a day."
    for incident in found.incidents[:1]:
        yield f"- [ ] Find out what happened: {escaped(incident.sentence.partition(':')[0])}."
    for rise in found.rising[:1]:
        yield f"- [ ] Look at what is rising: {escaped(called(rise.category, page.names))}."
    if found.totals.overdue:
        yield "- [ ] Keep or change the promises that are overdue: `aware follow-ups --overdue` lists them."
    yield f"- [ ] Look again in four weeks{': did it fall?' if found.findings else '.'}"
