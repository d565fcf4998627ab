"""Scenarios and the table of moods: read strictly, each file for itself, and told what is wrong by line."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aware_tui.content.drafts import to_write
from aware_tui.content.each_file import read_each
from aware_tui.content.frozen import FrozenError, freeze_in_order, thaw_as
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Scenario

if TYPE_CHECKING:
    from aware_tui.content.errors import Problem

T = TypeVar("T")

FOLDER = Path("practice") / "scenarios"
"""Where a playbook's scenarios lie in its folder."""
MOODS = Path("practice") / "mood.yaml"
MOST = 500
"""Scenarios of a folder that are read."""

NOT_PLAYED = ("categories",)
"""What says what a scenario is good for and nothing of how it is played. Attempts do not keep it: however
a scenario is sorted, its hash stays as it was, and what was handed in for it counts as before."""


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario, its document (JSON in the order of the file) and the document's sha256 in hex."""

    scenario: Scenario
    document: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The scenarios of some folders, by id, and what had to be left out of them."""

    scenarios: tuple[LoadedScenario, ...]
    left_out: "tuple[Problem, ...]" = ()

    def find(self, scenario_id: str) -> LoadedScenario | None:
        """Return a scenario by its id, or None."""
        return next((each for each in self.scenarios if each.scenario.id == scenario_id), None)


def read_scenario(path: Path, moods: MoodTable, categories: Collection[str] | None = None) -> LoadedScenario:
    """Return the scenario of a file; ContentError names everything that is wrong with it.

    `categories` are the ids that it may be for; None where no playbook is at hand to tell.
    """
    from aware_tui.content.errors import ContentError
    from aware_tui.content.scenario_loader import load

    scenario, problems = load(path, moods, categories)
    if scenario is None or problems:
        raise ContentError(problems)
    return kept(scenario)


def read_written(path: Path, moods: MoodTable, categories: Collection[str] | None = None) -> LoadedScenario:
    """Return the scenario of a file that may be offered; ContentError also where words are left to write."""
    from aware_tui.content.errors import ContentError

    read = read_scenario(path, moods, categories)
    left = to_write(path)
    if left:
        raise ContentError(left[:1])
    return read


def kept(scenario: Scenario) -> LoadedScenario:
    """Return a scenario with the document that an attempt keeps."""
    document = freeze_in_order(scenario, without=NOT_PLAYED)
    return LoadedScenario(scenario, document, hash_of(document))


def thawed(document: str) -> Scenario:
    """Return the scenario of a document that an attempt kept; FrozenError if it is none."""
    return thaw_as(Scenario, document)


def thawed_moods(document: str) -> MoodTable:
    """Return the table of moods of a document; FrozenError if it is none, or lacks what a call needs."""
    from aware_tui.domain.practice.acts import Act, Ending, Happening
    from aware_tui.domain.practice.scoring import STEPS

    table = thaw_as(MoodTable, document)
    whole = {*Act} <= {*table.acts} and {*Ending} <= {*table.endings} and {*STEPS} <= {*table.weights}
    sound = {*Happening} <= {*table.events} and sum(table.weights.values()) > 0
    if not (whole and sound):
        raise FrozenError("the table of moods is not whole")
    return table


def open_shelf(
    folders: Sequence[Path],
    moods: MoodTable,
    own: Sequence[Path] = (),
    categories: Collection[str] | None = None,
) -> Shelf:
    """Return the scenarios of one's own files, then of playbooks; of two with one id the first."""
    paths = (*own, *_files(folders))
    return Shelf(
        *read_each(paths, lambda path: read_written(path, moods, categories), lambda each: each.scenario.id)
    )


def _files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        yield from sorted((folder / FOLDER).glob("*.yaml"))[:MOST]


def read_moods(folders: Sequence[Path]) -> MoodTable:
    """Return the table of moods of the first folder that has one; ContentError says what is wrong with it."""
    from aware_tui.content.scenario_loader import load_moods

    place = next(folder / MOODS for folder in folders if (folder / MOODS).is_file())
    return load_moods(place)
