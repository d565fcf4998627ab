"""Make the pictures of README and docs from the app itself: `python scripts/pictures.py [FOLDER]`.

Each is the real app on sample data, at a clock that stands, after the keys that lead there.
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from picture import aligned
from textual.pilot import Pilot

from aware_tui.config import Settings
from aware_tui.services.tour import sample_past
from aware_tui.tui.app import AwareApp
from aware_tui.tui.opening import Opening

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NOW = datetime(2026, 3, 12, 10, 20, tzinfo=UTC)
"""A Thursday morning in London."""

PATIENCE = 30.0
COLOURS = 48
"""So many tell every shade of the app apart; the files stay small."""

NARROW, WIDE = (80, 24), (110, 32)

WORDS = "Second visit missed. Took an unpaid day off each time, and nobody rang."


@dataclass(frozen=True, slots=True)
class Step:
    """Keys to press, the words on screen to wait for, and the picture to take then, if any."""

    keys: Sequence[str]
    sees: Sequence[str] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in one app that is started for them."""

    size: tuple[int, int]
    steps: Sequence[Step]
    sample: bool = True


def typed(words: str, *keys: str) -> list[str]:
    """Return the keys that type these words, and keys after them."""
    return [*("space" if letter == " " else letter for letter in words), *keys]


STORIES = (
    Story(
        NARROW,
        (
            Step((), ("New here?",), "welcome"),
            Step(("t",), ("Tour, 1 of",)),
            Step(("n",), ("Tour, 2 of",), "tour"),
        ),
        sample=False,
    ),
    Story(
        NARROW,
        (
            Step(("n",), ("Stop everything else",)),
            Step(typed(WORDS, "ctrl+o", "ctrl+o"), ("nobody rang", "[x] 2", "saved"), "listen"),
        ),
        sample=False,
    ),
    Story(
        WIDE,
        (
            Step((), ("Unfinished", "Overdue", "Issue resolution"), "today"),
            Step(("f",), ("Follow-ups", "kept"), "follow-ups"),
            Step(("h",), ("Unfinished",)),
            Step(("i",), ("What keeps happening", "times"), "insights"),
            Step(("h",), ("Unfinished",)),
            Step(("n",), ("Stop everything else",)),
            Step(typed(WORDS), ("nobody rang",)),
            Step(("f5",), ("Help them tell it",)),
            Step(("f2",), ("apology",)),
            Step(("escape",), ("Help them tell it",)),
            Step(("f8",), ("Look for the side",)),
            Step(("f8",), ("Assure them",)),
            Step(typed("I'll ring you back tomorrow by 5", "enter"), ("Due tomorrow", "open"), "agree"),
        ),
    ),
    Story(
        NARROW,
        (
            Step(("p",), ("A customer rings, upset",), "practice"),
            Step(("enter",), ("is calling", "How much help")),
            Step(("3", "enter"), ("go on",)),
            Step(("space", "space", "space"), ("1 ",), "practice-call"),
        ),
        sample=False,
    ),
)
"""Every picture, by the way that leads to it."""

NAMES = tuple(step.picture for story in STORIES for step in story.steps if step.picture)


def main() -> None:
    """Make all pictures in the folder named, or in that of the docs."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for story in STORIES:
        asyncio.run(tell(story, folder))


async def tell(story: Story, folder: Path) -> None:
    """Live through a story in a data folder of its own, and take its pictures."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        app = _app(Path(data), sample=story.sample)
        async with app.run_test(size=story.size, notifications=False) as pilot:
            for step in story.steps:
                await _take(step, app, pilot, folder)
        app.desk.close(10)


def _app(data: Path, *, sample: bool) -> AwareApp:
    settings = Settings(data_dir=data, agent="kim", zone="Europe/London", playbook="aware")
    opening = Opening(welcome=True)
    if sample:
        from aware_tui.services.demo.calls import fill

        fill(settings, NOW)
        opening = Opening(afterwards=sample_past(settings, NOW))
    return AwareApp(settings, str, opening=opening, now=lambda: NOW)


async def _take(step: Step, app: AwareApp, pilot: Pilot[None], folder: Path) -> None:
    for key in step.keys:
        await pilot.press(key)
    await _until_seen(app, step.sees)
    if step.picture:
        await asyncio.sleep(1.0)  # what has time comes in after the first words
        (folder / f"{step.picture}.png").write_bytes(_small_png(app.export_screenshot(title="aware")))


async def _until_seen(app: AwareApp, words: Sequence[str]) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not all(each in _screen(app) for each in words):
        if loop.time() > end:
            raise SystemExit(f"These words never came up: {words}\n{_screen(app)}")
        await asyncio.sleep(0.05)


def _screen(app: AwareApp) -> str:
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def _small_png(svg: str) -> bytes:
    """Return a picture in few colours."""
    import cairosvg
    from PIL import Image

    whole = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=aligned(svg).encode()))).convert("RGB")
    out = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
