"""`aware` under fire: each goal of reliability as a trial that can fail; `python -m trials` lists them."""

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
"""The repository."""

TESTS: Final = ROOT / "tests"

# The scripted person and the builders of rows live with the tests.
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))
