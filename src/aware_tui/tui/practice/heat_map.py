"""Progress as a picture: totals as bars with the pass line, and below them each skill by call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from aware_tui.domain.forms import short_day
from aware_tui.domain.practice.mastery import ENOUGH, STEP_ENOUGH
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.practice.due_words import in_short
from aware_tui.services.practice.progress import CallColumn, Picture, SkillRow
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.widgets.lined import Lined

BEST = 100.0
BLOCKS = " ▁▂▃▄▅▆▇█"
BAR = 3
"""Cells of a bar."""

STEPS_BELOW = 4
"""Lines of a bar up to the pass line; one more stands above it."""

WIDE = 96
"""From so many cells on there is room for dates and words."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How many cells each part of a line has."""

    label: int
    cell: int
    mastered: int
    due: int

    def calls(self, width: int) -> int:
        """Return how many calls fit in a width."""
        return max(1, (width - self.label - self.mastered - self.due - 2) // self.cell)


ROOMY = Layout(label=32, cell=7, mastered=10, due=10)
TIGHT = Layout(label=22, cell=6, mastered=2, due=10)


class HeatMap(Lined):
    """Draws as many calls as fit, the latest at the right; `back` is by how many it goes back."""

    picture: reactive[Picture | None] = reactive(None, layout=True)
    back: reactive[int] = reactive(0)

    def validate_back(self, back: int) -> int:
        most = len(self.picture.calls) - self._fit if self.picture is not None else 0
        return max(0, min(back, most))

    @property
    def _fit(self) -> int:
        return layout_for(self.content_size.width).calls(self.content_size.width)

    def on_resize(self) -> None:
        self.back = self.back

    def lines(self, width: int) -> list[Content]:
        """Return the picture in lines of so many cells."""
        return drawn(self.picture, width, self.back) if self.picture is not None else []


def layout_for(width: int) -> Layout:
    """Return how the picture is laid out in a width."""
    return ROOMY if width >= WIDE else TIGHT


def drawn(picture: Picture, width: int, back: int = 0) -> list[Content]:
    """Return the picture in lines of so many cells, without the last `back` calls."""
    shape = layout_for(width)
    end = len(picture.calls) - back
    first = max(0, end - shape.calls(width))
    calls = picture.calls[first:end]
    skills = (_skill(row, row.scores[first:end], shape) for row in picture.skills)
    return [*_totals(calls, shape), plain(""), *_heads(calls, shape), *skills]


def _totals(calls: Sequence[CallColumn], shape: Layout) -> Iterator[Content]:
    yield _chart("100", [_bar(each, ENOUGH, BEST) for each in calls], shape)
    yield _pass_line(calls, shape)
    step = ENOUGH / STEPS_BELOW
    for number in reversed(range(STEPS_BELOW)):
        bars = [_bar(each, number * step, (number + 1) * step) for each in calls]
        yield _chart("0" if number == 0 else "", bars, shape)
    totals = [_centred(f"{round(each.total or 0.0)}", shape.cell) for each in calls]
    yield styled((_label(_("total"), shape), "$muted"), *((total, "bold") for total in totals))


def _bar(call: CallColumn, low: float, high: float) -> tuple[str, str]:
    """Return the part of a call's bar that stands between two scores, and its style."""
    total = call.total or 0.0
    share = max(0.0, min((total - low) / (high - low), 1.0))
    return BLOCKS[round(share * 8)] * BAR, style_of(total)


def _chart(scale: str, bars: Sequence[tuple[str, str]], shape: Layout) -> Content:
    gap = shape.cell - BAR - 1
    cells = [((f" {bar}{' ' * gap}", style)) for bar, style in bars]
    return styled((_label(scale, shape), "$faint"), *cells)


def _pass_line(calls: Sequence[CallColumn], shape: Layout) -> Content:
    gap = shape.cell - BAR - 1
    parts = []
    for each in calls:
        total = each.total or 0.0
        bar = ("█" * BAR, style_of(total)) if total >= ENOUGH else ("┄" * BAR, "$faint")
        parts += [("┄", "$faint"), bar, ("┄" * gap, "$faint")]
    return styled((_label(_("pass {enough:g}").format(enough=ENOUGH), shape), "$muted"), *parts)


def _heads(calls: Sequence[CallColumn], shape: Layout) -> Iterator[Content]:
    if shape is ROOMY:
        days = [(_centred(short_day(each.at), shape.cell), "$faint") for each in calls]
        yield styled((_label("", shape), ""), *days)
    hows = [(_centred(each.how, shape.cell), "$muted") for each in calls]
    mastered = _("mastered") if shape is ROOMY else "✔"
    ends = f"  {mastered:<{shape.mastered}}{_('comes back'):<{shape.due}}"
    yield styled((_label("", shape), ""), *hows, (ends, "$faint"))


def _skill(row: SkillRow, scores: Sequence[float | None], shape: Layout) -> Content:
    name = excerpt(in_short(row.skill), shape.label - 1)
    quiet = all(score is None for score in row.scores)
    mark = "✔" if row.mastered else ""
    return styled(
        (f"{name:<{shape.label}}", "$faint" if quiet else ""),
        *(_cell(score, shape) for score in scores),
        (f"  {mark:<{shape.mastered}}", "bold $success"),
        (f"{row.due:<{shape.due}}", "$warning" if row.due == "due now" else "$muted"),
    )


def _cell(score: float | None, shape: Layout) -> tuple[str, str]:
    if score is None:
        return _centred("·", shape.cell), "$faint"
    return _centred(f"{block_of(score)}{round(score):>4}", shape.cell), style_of(score)


def block_of(score: float) -> str:
    """Return a block as high as a score; the lowest still shows."""
    return BLOCKS[max(1, round(score / BEST * 8))]


def style_of(score: float) -> str:
    """Return the colour for a score; the number says it too."""
    return "$success" if score >= ENOUGH else "" if score >= STEP_ENOUGH else "$warning"


def _centred(text: str, width: int) -> str:
    return f"{text:^{width}}"


def _label(text: str, shape: Layout) -> str:
    return f"{text:>{shape.label - 1}} "
