"""Names and words of any width: no row is broken, no letter is cut in half, the cursor stays in place."""

from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from making import a_customer, a_head, a_note, a_promise
from rich.cells import cell_len
from tui.filling import put
from tui.pilots import NOW, SMALL, an_app, box, in_call, live, on_today, paste, press, settings, until
from tui.touring import rest

from aware_tui.domain.rows import Row
from aware_tui.domain.text import one_line
from aware_tui.tui.app import AwareApp

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
FLAG = "🏳\ufe0f\u200d🌈"
THUMB = "👍🏽"
WORDS = (
    "日本語の苦情がとても長くて一行には入りません、それでも枠は壊れません",
    "xxx日本語" * 9,
    f"a{FAMILY}b{FLAG}c{THUMB} " * 6,
    "e\u0301\u0302\u0303 Zoe\u0308 n\u0303 " * 9,
    "שלום עולם, הגעתי פעמיים",
    "مرحبا بالعالم، انتظرت ساعتين",
    "ｆｕｌｌ　ｗｉｄｔｈ",  # noqa: RUF001
    "กำลังรอ ความช่วยเหลือ",
    "한국어 고객 " * 6,
    "zero\u200bwidth\u200djoined\ufeffend",
    "🙂" * 40,
)
SIZES = (SMALL, (61, 18), (120, 36), (137, 41))


def a_story(number: int, words: str) -> tuple[Row, ...]:
    """Return a call that waits, of a customer and with words and a promise of this kind."""
    customer = a_customer(name=one_line(words)[:60], contact=one_line(words)[:40])
    call = a_head(customer_id=customer.id, started_at=NOW - timedelta(days=number))
    due = NOW + timedelta(hours=number - 3)
    promise = a_promise(call.id, what=one_line(words)[:80], who=one_line(words)[:20], due_at=due)
    return customer, call, a_note(call.id, text=words), promise


def broken(app: AwareApp) -> list[str]:
    """Return the rows that are not exactly as wide as the screen."""
    strips = app.screen._compositor.render_strips(app.size)
    wanted = app.size.width
    return [strip.text for strip in strips if not strip.cell_length == cell_len(strip.text) == wanted]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_every_row_is_exactly_as_wide_as_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    put(settings(tmp_path), *chain.from_iterable(a_story(*each) for each in enumerate(WORDS)))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        wrong = dict[str, list[str]]()
        for key in ("h", "f", "down", "end", "s", "down", "enter", "h", "c", "end", "enter"):
            await press(pilot, key)
            await rest(app)
            wrong |= {f"{type(app.screen).__name__} {key}": rows for rows in [broken(app)] if rows}
        assert not wrong


@pytest.mark.sweep(3)
@pytest.mark.parametrize("words", WORDS)
async def test_words_in_a_call_keep_every_row_whole_and_the_cursor_at_their_end(
    tmp_path: Path, words: str
) -> None:
    app = an_app(tmp_path)
    async with in_call(app, SMALL) as pilot:
        paste(app, words)
        await until(lambda: box(app).text)
        await press(pilot)
        assert broken(app) == []
        view = box(app)
        line = view.wrapped_document.get_sections(view.cursor_location[0])[-1]
        shown_at = view.cursor_screen_offset.x - view.content_region.x
        assert shown_at == cell_len(line.rstrip()) + len(line) - len(line.rstrip())
        for _ in range(5):
            await press(pilot, "left")
            assert broken(app) == []
        await press(pilot, "f4", *"Ann", "escape")
        live(app).save_all()
