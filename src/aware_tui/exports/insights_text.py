"""A look at what keeps happening as text for a terminal, and as sentences for screen readers."""

from collections.abc import Iterator

from aware_tui.domain.forms import number
from aware_tui.domain.insights.bars import percent
from aware_tui.domain.text import cells, excerpt
from aware_tui.exports.insights_report import Line, Page, Part, opening_of, parts_of, title_of
from aware_tui.exports.session_text import INDENT, wrapped
from aware_tui.language import _

NAME = 36
"""Columns of a name in a list that adds up, at most."""

BAR = 30
"""Columns of the longest bar."""

MARK = "#"
"""What bars are made of: every terminal has it."""


def insights_text(page: Page, width: int) -> Iterator[str]:
    """Yield the page in lines of at most `width` columns, single long words apart."""
    yield from wrapped(title_of(page), width)
    yield from ("", *wrapped(opening_of(page), width))
    for part in parts_of(page):
        yield from ("", part.title)
        for index, sentence in enumerate(part.sentences):
            yield from wrapped(sentence, width, INDENT, INDENT * 2)
            if part.quotes:
                yield from wrapped(f"“{part.quotes[index]}”", width, INDENT * 2, INDENT * 2)
        yield from _bars(part.lines, width)


def _bars(lines: tuple[Line, ...], width: int) -> Iterator[str]:
    names = [excerpt(line.name, NAME) for line in lines]
    rooms = [max((cells(each) for each in column), default=0) for column in (names, _counts(lines))]
    most = max((line.count for line in lines), default=0)
    left = max(0, min(BAR, width - sum(rooms) - 30))
    for name, count, line in zip(names, _counts(lines), lines, strict=True):
        told = (
            f"{INDENT}{name}{' ' * (rooms[0] - cells(name))}  {count:>{rooms[1]}}  {percent(line.share):>4}"
        )
        running = f"  {percent(line.running):>4} so far" if line.running is not None else ""
        yield f"{told}{running}  {_bar(line.count, most, left)}".rstrip()


def _counts(lines: tuple[Line, ...]) -> list[str]:
    return [f"{line.count:,}" for line in lines]


def _bar(count: int, most: int, room: int) -> str:
    """Return a bar of at least one mark for at least one complaint."""
    return MARK * max(1, round(room * count / most)) if count and most else ""


def insights_plain(page: Page) -> Iterator[str]:
    """Yield the page a sentence a line, without columns."""
    yield f"{title_of(page)}."
    yield opening_of(page)
    for part in parts_of(page):
        yield from _plain(part)


def _plain(part: Part) -> Iterator[str]:
    yield f"{part.title}:"
    for index, sentence in enumerate(part.sentences):
        yield " ".join(sentence.split())
        if part.quotes:
            yield _("A customer said: “{words}”").format(words=part.quotes[index])
    for line in part.lines:
        alone = _("{name}: {count}, {share} of all.")
        running = _("{name}: {count}, {share} of all, {running} with those before.")
        yield (alone if line.running is None else running).format(
            name=excerpt(line.name, 200),
            count=number(line.count),
            share=percent(line.share),
            running=percent(line.running or 0),
        )
