"""The team picture of what is in the data and of what was handed in, each call of it played again."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.practice.assignment import Assignment
from aware_tui.domain.practice.results import name_of
from aware_tui.domain.practice.team import TeamPicture, team_picture
from aware_tui.domain.practice_rows import Attempt
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice import instructing
from aware_tui.services.practice.checking import CheckedFile, Checker, Verdict
from aware_tui.services.practice.futures import followed

if TYPE_CHECKING:
    from aware_tui.store.database import Database

RESULTS = "results"
"""The folder in the data folder for result files that were handed in."""

MOST_FILES = 500
MOST_ATTEMPTS = 20_000
"""Attempts of the data that are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class InData:
    """What is in the data: everybody's finished attempts, and the hashes of the scenarios they kept."""

    attempts: tuple[Attempt, ...] = ()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TeamView:
    """The picture, where it comes from, and what had to be left out of it, in sentences."""

    picture: TeamPicture
    own: int
    """Attempts from the data."""
    handed_in: int
    """Attempts from files, without those that are in the data too."""
    left_out: tuple[str, ...]


def in_data(db: "Database") -> InData:
    """Read everybody's finished attempts, newest first."""
    from aware_tui.store.practice import finished_attempts, kept_copies

    return InData(finished_attempts(db, limit=MOST_ATTEMPTS), kept_copies(db))


def files_handed_in(settings: Settings) -> tuple[Path, ...]:
    """Return the result files that lie in the data folder."""
    return tuple(sorted((settings.data_dir / RESULTS).glob("*.json"))[:MOST_FILES])


def checker_for(settings: Settings, data: InData, only: Assignment | None = None) -> Checker:
    """Return what plays result files again, with every assignment and scenario that is known here."""
    return Checker(settings, instructing.kept(settings), data.kept, only)


def view(
    settings: Settings, attempts: Sequence[Attempt], files: Sequence[Path], checker: Checker
) -> TeamView:
    """Return the team picture of attempts and of files; of these only what is reproduced counts."""
    own = {each.id: each for each in attempts}
    handed_in: dict[str, Attempt] = {}
    left_out: list[str] = []
    for path in files:
        checked = checker.check(path)
        left_out += _left_out(checked)
        for each in checked.attempts:
            if each.verdict is Verdict.REPRODUCED and each.attempt.id not in own:
                handed_in.setdefault(each.attempt.id, each.attempt)
    picture = team_picture((*own.values(), *handed_in.values()), settings.zone)
    return TeamView(picture, len(own), len(handed_in), tuple(left_out))


def _left_out(checked: CheckedFile) -> Iterator[str]:
    if checked.problem:
        yield checked.problem
    for each in checked.attempts:
        if each.verdict is not Verdict.REPRODUCED:
            yield _("{name}: {name_of} was left out. {all}").format(
                name=checked.path.name, name_of=name_of(each.attempt), all=" ".join(each.why[:2])
            )


def team_view(desk: Desk) -> "Future[TeamView]":
    """Read the picture of the data in hand and of the files in its results folder, behind the screen."""

    def with_files(data: InData) -> "Future[TeamView]":
        settings = desk.settings
        return desk.consult(
            lambda _: view(settings, data.attempts, files_handed_in(settings), checker_for(settings, data))
        )

    return followed(desk.ask(in_data), with_files)


def collect(settings: Settings, path: Path) -> Path:
    """Copy a result file that was checked into the data folder; return where it is then.

    Raises NotWritten and PracticeFileProblem.
    """
    import json

    from aware_tui.domain.hashing import hash_of
    from aware_tui.exports.files import private_folder, write_whole
    from aware_tui.exports.result_files import is_results

    content = instructing.content_of(path)
    words = content.decode(json.detect_encoding(content), "replace").removeprefix("\ufeff")
    folder = private_folder(settings.data_dir / RESULTS)
    return write_whole(folder / f"{hash_of(words)[:32]}.json", words, is_results)
