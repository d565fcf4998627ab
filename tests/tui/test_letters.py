"""A terminal without our signs gets signs that it has, each row as wide as before."""

from pathlib import Path

import pytest
from hostile import HOSTILE
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from tui.pilots import SMALL, shown
from tui.touring import TOURS, Tour, touring

from aware_tui.domain.lettering import Lettering, lettering_of
from aware_tui.tui.compat import limit_letters
from aware_tui.tui.line_filters import LettersFilter

ASCII = Lettering("ascii")
WIDE = (
    "日本語",
    "👩\u200d👩\u200d👧\u200d👦 family",
    "é" * 3,
    "e\u0301\u0301",
    "🏳\ufe0f\u200d🌈",
    "👍🏽",
    "שלום",
    "…“x”",
    "\uff46\uff55\uff4c\uff4c",
    "\u0e01\u0e33",
)
SHORT = [line for text in HOSTILE for line in text.split("\n") if len(line) < 200]


@pytest.mark.parametrize("text", [*WIDE, *SHORT])
def test_a_line_keeps_its_width(text: str) -> None:
    (segment,) = LettersFilter(ASCII).apply([Segment(text)], Color(0, 0, 0))
    assert segment.text.isascii()
    assert cell_len(segment.text) == cell_len(text) or not text.isprintable()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_every_place_is_drawn_with_ascii_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    async with touring(tmp_path, monkeypatch, SMALL, new=tour.new) as (app, pilot):
        limit_letters(app, lettering_of("utf-8", "vt100"))
        app.refresh_css()
        for stop in tour.stops:
            await stop.go(pilot, app)
            assert shown(app).isascii(), stop.name
            assert not shown(app).count("??"), stop.name
