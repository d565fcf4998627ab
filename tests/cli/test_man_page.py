"""The manual page: it says what the command line says, and a formatter reads it without a warning."""

import shutil
import subprocess

import pytest

from scripts.man_page import PAGE, page


def test_the_page_is_that_of_the_command_line() -> None:
    assert PAGE.read_text() == page(), "make it anew: python scripts/man_page.py"


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here to read the page")
def test_a_formatter_reads_it_without_a_warning() -> None:
    read = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", PAGE], capture_output=True, text=True)
    assert (read.returncode, read.stderr) == (0, "")
