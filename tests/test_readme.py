"""README and docs are true: links lead somewhere, commands parse, keys exist, pictures can be made again."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aware_tui.cli.arguments import parser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "playbooks" / "README.md"]
FOR_PEOPLE = ("agents", "trainees", "leads", "admins", "writers")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^\s*```[^\n]*\n(.*?)^\s*```$", re.MULTILINE | re.DOTALL)
SPOKEN = re.compile(r"`(aware [a-z][^`]*)`")
KEY = re.compile(r"`(F\d+|ctrl\+\w|Enter|escape|space|tab|[a-z1-9])`")
BEGUN = ("fo",)
"""Words typed in part, to show what a shell makes of them."""

HEAVIEST = 600_000
"""Bytes of all pictures together, at most."""

KEYS = {
    *(f"F{number}" for number in range(1, 10)),
    *(f"ctrl+{letter}" for letter in "ogzpq"),
    *("Enter", "escape", "space", "tab"),
    *"123456789",
    *"nhfscwpibatdkmxgyuvew/",
}
"""Every key that a screen has, by the names the pages use."""


def commands_of(text: str) -> Iterator[str]:
    """Yield the commands of a page, without what is said about them behind."""
    blocks = (block.replace("\\\n", " ") for block in FENCED.findall(text))
    lines = (line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines())
    yield from (re.split(r"  +|\s#", line)[0] for line in lines if line.startswith("aware"))
    yield from (" ".join(command.split()) for command in SPOKEN.findall(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    inner = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in inner if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_is_understood(page: Path) -> None:
    found = [of_aware(shlex.split(command)[1:]) for command in commands_of(page.read_text("utf-8"))]
    whole = [words for words in found if not {"COMMAND", "...", *BEGUN} & set(words)]
    assert [words for words in whole if not (understood(words) or understood([*words, "--help"]))] == []


def of_aware(words: list[str]) -> list[str]:
    """Return the words up to where a shell takes over."""
    ends = [at for at, word in enumerate(words) if word in ("|", "<", ">", ">>")]
    return words[: min(ends, default=len(words))]


def understood(words: list[str]) -> bool:
    """Say whether these words parse; with `--help`, those of a command do that lacks what it is about."""
    try:
        parser().parse_args(words)
    except SystemExit as leaving:
        return leaving.code == 0
    return True


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *(ROOT / "docs" / f"for-{who}.md" for who in FOR_PEOPLE)]
)
def test_every_key_that_is_named_is_one(page: Path) -> None:
    assert set(KEY.findall(page.read_text("utf-8"))) <= KEYS


def test_the_readme_is_a_pleasure_to_read() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 200
    assert all(f"docs/for-{who}.md" in text for who in FOR_PEOPLE)
    assert text.index("Start") < text.index("Your first call") < text.index("On the command line")


def test_every_page_is_linked_from_the_readme_or_a_page_for_people() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs" / f"for-{who}.md" for who in FOR_PEOPLE)]
    linked = {
        (page.parent / link).resolve() for page in texts for link in LINK.findall(page.read_text("utf-8"))
    }
    assert [page.name for page in (ROOT / "docs").glob("*.md") if page.resolve() not in linked] == []


def test_pictures_are_small_and_all_of_them_shown() -> None:
    there = sorted(PICTURES.glob("*.png"))
    shown = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text("utf-8"))}
    assert sum(picture.stat().st_size for picture in there) < HEAVIEST
    assert {picture.name for picture in there} <= shown


@pytest.mark.long
def test_the_pictures_can_be_made_again_from_the_app(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "pictures.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert {each.name for each in tmp_path.glob("*.png")} == {each.name for each in PICTURES.glob("*.png")}
