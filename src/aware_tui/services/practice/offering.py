"""Offering a scenario: scrubbed, checked and proved, then copied to where Practice finds it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.services.practice.from_session import (
    BESIDE,
    beside,
    common_words,
    is_folder,
    session_beside,
)
from aware_tui.services.practice.shelves import OWN, folders_of, open_scenarios

if TYPE_CHECKING:
    from collections.abc import Collection

    from aware_tui.content.errors import Problem
    from aware_tui.content.scenarios import LoadedScenario
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.session import CoachingSession
    from aware_tui.services.practice.scrubbing import Scrubbed


class OfferProblem(Exception):  # noqa: N818
    """A scenario that cannot be offered as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the lint says of a file."""

    loaded: "LoadedScenario | None"
    model: float | None
    """What the model scores, if the scenario can be played."""
    problems: "tuple[Problem, ...]"


def moods_in_force(settings: Settings) -> "MoodTable":
    """Return the table of moods that scenarios are checked by; OfferProblem if it cannot be used."""
    from aware_tui.content.errors import ContentError
    from aware_tui.content.scenarios import read_moods

    try:
        return read_moods(folders_of(settings))
    except ContentError as error:
        raise OfferProblem(str(error)) from error


def check_file(path: Path, moods: "MoodTable", categories: "Collection[str] | None" = None) -> Checked:
    """Lint a scenario's file; what is still marked TODO is wrong too, and a category not among these ids."""
    from aware_tui.content.drafts import to_write
    from aware_tui.content.errors import ContentError
    from aware_tui.content.scenarios import read_scenario
    from aware_tui.domain.practice.engine import play
    from aware_tui.domain.practice.people import ideal
    from aware_tui.domain.practice.scoring import score

    try:
        loaded = read_scenario(path, moods, categories)
    except ContentError as error:
        return Checked(None, None, error.every)
    left = to_write(path)
    if left:
        return Checked(None, None, left)
    scenario = loaded.scenario
    return Checked(loaded, score(scenario, moods, play(scenario, moods, ideal(scenario))).total, ())


def scrub_draft(settings: Settings, path: Path, session: str | None) -> "Scrubbed | None":
    """Scrub a draft against the session it came from; None if it came from none.

    `session` is its id or part of it; else what is kept beside the draft counts. Raises OfferProblem,
    ContentError and StoreProblem.
    """
    from aware_tui.domain.practice.untold import untold_of
    from aware_tui.services.practice.scrubbing import scrub_file

    if is_folder(path):
        raise OfferProblem(f"{path} is a folder. Name the file of a draft.")
    kept = session_beside(path)
    wanted = session or kept
    if wanted is None:
        if _is_from_session(path):
            raise OfferProblem(
                f"{path} came from a session, and none is named beside it. Say which: --session ID."
            )
        return None
    came_from = _session_of(settings, path, wanted)
    if kept not in (None, came_from.id):
        raise OfferProblem(
            f"{path} came from another session than {session}, and {beside(path)} says from which. "
            "Leave --session out."
        )
    return scrub_file(path, untold_of(came_from, common_words()))


def _session_of(settings: Settings, path: Path, wanted: str) -> "CoachingSession":
    from aware_tui.services.privacy import session_is_erased
    from aware_tui.services.reports import read_session
    from aware_tui.services.shown import NoSuchSession

    try:
        found = read_session(settings, wanted).session
    except NoSuchSession as problem:
        raise OfferProblem(
            f"{problem} Without its session nobody can tell what must go from {path}. "
            f"If nothing of it is left, write `source: authored` in it and take the {BESIDE} file away."
        ) from None
    if session_is_erased(settings, found.id):
        raise OfferProblem(
            f"The call {path} came from was erased, as its customer asked, so nobody can tell what must go "
            "from it. Delete the file."
        )
    return found


def _is_from_session(path: Path) -> bool:
    from aware_tui.content.nodes import Keyed, Scalar
    from aware_tui.content.yaml_reader import read_yaml
    from aware_tui.domain.practice.drafting import FROM_SESSION

    node = read_yaml(path)
    source = node.get("source") if isinstance(node, Keyed) else None
    return isinstance(source, Scalar) and source.value == FROM_SESSION


def refuse_taken(settings: Settings, path: Path, loaded: "LoadedScenario") -> Path:
    """Return where a scenario goes; OfferProblem if one of its id is there already."""
    scenario_id = loaded.scenario.id
    target = settings.data_dir / OWN / f"{scenario_id}.yaml"
    there = open_scenarios(settings).shelf.find(scenario_id)
    same = there is not None and there.scenario == loaded.scenario
    if same:
        raise OfferProblem(f"It is offered already: Practice lists it as {scenario_id}.")
    if there is not None or target.exists():
        raise OfferProblem(
            f"There is a scenario {scenario_id} already. Give the one in {path} another `id`, then offer it."
        )
    return target


def put_on_the_shelf(path: Path, target: Path) -> Path:
    """Copy a scenario to where Practice finds it; raises NotWritten."""
    from aware_tui.exports.files import private_folder, write_whole

    private_folder(target.parent)
    return write_whole(target, path.read_text("utf-8-sig"), lambda _: False)
