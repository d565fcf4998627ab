"""Bad playbooks: bombs, slips and files that are none; each is refused at once, by file and line."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from content.spoiling import spoil, table

from aware_tui.content.errors import PlaybookError
from aware_tui.content.loader import load_playbook
from trials import TESTS
from trials.sitting import AWARE
from trials.verdict import Figure, at_most, none

CONTENT: Final = TESTS / "content"

PLACE: Final = re.compile(r".+\.ya?ml:\d+:\d+: \S.*\S")
"""How a problem begins: file, line and column, then words."""

WITHIN: Final = 1.0
"""Seconds in which a bad playbook is refused."""

BIG: Final = 300_000
"""Bytes: more than a file of a playbook may hold."""

Spoil = Callable[[Path], object]
"""Spoils a copy of the small playbook."""


@dataclass(slots=True)
class Toll:
    """How the bad ones were met."""

    tried: int = 0
    taken: list[str] = field(default_factory=list)
    without_place: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def figures(self, good: float) -> list[Figure]:
        """Return them beside the goals; `good` is how many seconds a good playbook takes."""
        of = f"{self.tried:,} bad playbooks"
        ratio = median(self.seconds) / good
        longest = at_most("longest until refused", max(self.seconds), WITHIN)
        told = f"{longest.found}, half of them in {ratio:.1f} times what the good one takes"
        return [
            none("taken, or refused by a fault", self.taken, of),
            none("told without file and line", self.without_place, of),
            Figure(longest.measure, told, longest.goal, longest.met),
        ]

    def meet(self, name: str, folder: Path) -> None:
        """Read one bad playbook."""
        self.tried += 1
        begun = time.perf_counter()
        try:
            load_playbook(folder, [])
        except PlaybookError as error:
            self.without_place += [f"{name}: {p}" for p in map(str, error.problems) if not PLACE.match(p)]
        except Exception as fault:  # noqa: BLE001 - a fault is what this looks for
            self.taken.append(f"{name}: {type(fault).__name__}")
        else:
            self.taken.append(name)
        self.seconds.append(time.perf_counter() - begun)


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Refuse all there are, so many times each at least once; then one by the command itself."""
    folder.mkdir(parents=True, exist_ok=True)
    good = _good(folder / "good")
    toll = Toll()
    for number in range(max(1, times // 60)):
        for name, spoiled in bad_ones():
            copy = shutil.copytree(CONTENT / "small", folder / str(number) / str(toll.tried))
            spoiled(copy)
            toll.meet(name, copy)
            shutil.rmtree(copy)
    return [*toll.figures(good), by_command(folder / "asked")]


def by_command(folder: Path) -> Figure:
    """Ask `aware playbook check` about one: the time of a whole new process, which is mostly its imports."""
    copy = shutil.copytree(CONTENT / "small", folder / "small")
    shutil.copy(CONTENT / "bad" / "alias_bomb.yaml", copy / "hear.yaml")
    begun = time.perf_counter()
    words: list[str | Path] = [AWARE, "--data-dir", folder / "data", "playbook", "check", copy]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begun
    told = PLACE.match(done.stdout) is not None and done.returncode == 1
    figure = at_most("`aware playbook check` of a bomb, the whole command", seconds, 2 * WITHIN)
    return Figure(
        figure.measure, figure.found, figure.goal, figure.met and told, (done.stderr,) if not told else ()
    )


def _good(folder: Path) -> float:
    """Return the seconds that the good playbook takes, the first reading left out."""
    shutil.copytree(CONTENT / "small", folder)
    spans = []
    for _ in range(6):
        begun = time.perf_counter()
        load_playbook(folder, [])
        spans.append(time.perf_counter() - begun)
    return median(spans[1:])


def bad_ones() -> Iterator[tuple[str, Spoil]]:
    """Yield each bad playbook by name, with what spoils a good one."""
    for path in sorted((CONTENT / "bad").glob("*.yaml")):
        yield path.stem, _written("hear.yaml", path.read_bytes())
    for name in ("shapes", "meaning"):
        for bad in table(name):
            yield f"{bad.told} {bad.words}", partial(spoil, bad=bad)
    for name, data in BYTES.items():
        yield name, _written("hear.yaml", data)
        yield f"{name}, the main file", _written("playbook.yaml", data)
    yield from DEEDS.items()


def _written(name: str, data: bytes) -> Spoil:
    return lambda copy: (copy / name).write_bytes(data)


BYTES: Final = {
    "empty": b"",
    "a blank line": b"\n",
    "UTF-16": "id: hear\n".encode("utf-16"),
    "UTF-32": "id: hear\n".encode("utf-32"),
    "Latin-1": b"id: hear\ntitle: caf\xe9\n",
    "NUL": b"id: a\x00b\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "zeroes": bytes(10_000),
    "too large": b"x: " + b"a" * BIG,
    "CRLF and an open list": b"id: hear\r\ntitle: [\r\n",
    "CR alone and a key twice": b"a: 1\rb: 2\ra: 3\r",
    "a byte order mark and a key twice": b"\xef\xbb\xbfid: x\nid: y\n",
    "brackets": b"[" * 200_000,
    "braces": b"{a: " * 60_000,
    "dashes": b"- " * 120_000,
    "question marks": b"? " * 120_000,
    "many values": b"- x\n" * 60_000,
    "many keys": b"\n".join(b"k%d:" % number for number in range(30_000)),
    "one number": b"7",
    "one word": b"hello",
    "a list": b"- id: hear\n",
    "JSON that ends early": b'{"id": "hear", "title": ',
    "a merge key": b"<<: {id: hear}\ntitle: Hear\n",
    "a Python object": b"!!python/object/apply:os.system ['true']\n",
    "a tag of binary": b"id: !!binary aGVhcg==\n",
    "half a character": b"id: \xed\xa0\x80\n",
    "an escape byte": b"id: hear\ntitle: \x1b[31mred\n",
    "merge conflict": b"<<<<<<< HEAD\nid: hear\n=======\nid: listen\n>>>>>>> theirs\n",
    "a table of commas": b"id,title\nhear,Hear\n",
    "only a document end": b"...\n",
}
"""What a file may hold that is no step, nor a playbook."""


def _edited(old: str, new: str, name: str = "playbook.yaml") -> Spoil:
    def edit(copy: Path) -> None:
        text = (copy / name).read_text("utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _linked(copy: Path) -> None:
    """Put a link to a file outside of the folder in the place of a step."""
    outside = copy.parent / "outside.yaml"
    shutil.copy(copy / "hear.yaml", outside)
    (copy / "hear.yaml").unlink()
    (copy / "hear.yaml").symlink_to(outside)


def _circle(copy: Path) -> None:
    (copy / "hear.yaml").unlink()
    (copy / "hear.yaml").symlink_to("hear.yaml")


def _pipe(copy: Path) -> None:
    """Put a pipe in the place of a step: whoever opened it would wait for ever."""
    (copy / "hear.yaml").unlink()
    os.mkfifo(copy / "hear.yaml")


def _folder(copy: Path) -> None:
    (copy / "hear.yaml").unlink()
    (copy / "hear.yaml").mkdir()


EIGHT: Final = "".join(f"      - {{id: i{number}, text: I did {number}}}\n" for number in range(7))

DEEDS: Final[dict[str, Spoil]] = {
    "a file outside, by name": _edited("hear.yaml", "../hear.yaml"),
    "a file outside, by its whole path": _edited("hear.yaml", "/etc/hosts.yaml"),
    "a file of the web": _edited("hear.yaml", "https://example.com/hear.yaml"),
    "a file that is not there": _edited("hear.yaml", "gone.yaml"),
    "the main file names itself": _edited("hear.yaml", "playbook.yaml"),
    "two steps of one name": _edited("mend.yaml", "hear.yaml"),
    "an eighth item": _edited("    parts:\n", EIGHT + "    parts:\n", "hear.yaml"),
    "no steps": _edited("[hear.yaml, mend.yaml]", "[]"),
    "extends nothing that is there": _edited("id: small\n", "id: small\nextends: nowhere\n"),
    "extends itself": _edited("id: small\n", "id: small\nextends: small\n"),
    "a key nobody knows": _edited(
        "id: small\n", "id: small\nrules:\n  - {id: mine, pattern: sorry, reason: r, suggestion: s}\n"
    ),
    "a link to a file outside": _linked,
    "a link in a circle": _circle,
    "a pipe": _pipe,
    "a folder": _folder,
    "no main file": lambda copy: (copy / "playbook.yaml").unlink(),
}
"""What else a folder may be."""
