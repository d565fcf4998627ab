"""Turn a screenshot of the program (SVG) into a picture (PNG): `python scripts/picture.py IN.svg OUT.png`."""

import argparse
import re
from html import escape, unescape
from itertools import accumulate
from pathlib import Path

from rich.cells import cell_len

FONT = "DejaVu Sans Mono"
"""A monospaced font with box drawing; Debian's package is fonts-dejavu-core."""

CELL = 12.2
"""Width of a terminal cell in the units of Textual's screenshots."""

FONT_SIZE = CELL * 2048 / 1233
"""The size at which the font's letters are as wide as a cell (it is 1233/2048 em wide)."""

MISSING = "Cairo is missing. Run: apt-get install libcairo2, and install this project with its dev extra."


def main() -> None:
    """Convert one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, metavar="IN.svg")
    parser.add_argument("target", type=Path, metavar="OUT.png")
    files = parser.parse_args()
    try:
        import cairosvg
    except (ImportError, OSError):
        raise SystemExit(MISSING) from None
    cairosvg.svg2png(bytestring=aligned(files.source.read_text()).encode(), write_to=str(files.target))


def aligned(svg: str) -> str:
    """Return the SVG with this machine's font, each character in its own cell (Cairo ignores textLength)."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: *Fira Code[^;]*;", f"font-family: {FONT};", svg)
    svg = svg.replace("font-size: 20px;", f"font-size: {FONT_SIZE}px;")
    return re.sub(r'x="([\d.]+)"([^>]*?) textLength="[\d.]+"([^>]*)>([^<]*)<', _in_cells, svg)


def _in_cells(text: re.Match[str]) -> str:
    left, before, after, content = text.groups()
    characters = unescape(content)
    widths = accumulate((cell_len(character) * CELL for character in characters[:-1]), initial=float(left))
    places = " ".join(f"{place:.1f}" for place in widths)
    return f'x="{places}"{before}{after}>{escape(characters)}<'


if __name__ == "__main__":
    main()
