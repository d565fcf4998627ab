"""Measurements of `aware` beside the least Textual app, in one run; `python -m benchmarks --help`."""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
"""The repository."""

# The scripted person lives with the terminal tests.
sys.path.insert(0, str(ROOT / "tests"))
