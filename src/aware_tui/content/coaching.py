"""Load what the coaches know: each rule for itself, so that a broken one leaves the rest at work."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui import paths
from aware_tui.content.cache import keep, print_of, recall
from aware_tui.content.folders import Base
from aware_tui.content.frozen import FrozenError, freeze, thaw_as
from aware_tui.domain.coaching.rules import Coaching

if TYPE_CHECKING:
    from aware_tui.content.errors import Problem


@dataclass(frozen=True, slots=True)
class LoadedCoaching:
    """What the coaches know, and what was left out of it: a sentence each, with file and line."""

    coaching: Coaching
    left_out: tuple[str, ...] = ()


def open_coaching(folder: Path, shelves: Sequence[Path], cache: Path | None) -> LoadedCoaching:
    """Return the coaching of a playbook's folder, from the cache if nothing changed there.

    PlaybookError only if the playbook does not say what it extends; a rule at fault is left out and told of.
    """
    before = print_of(folder, Coaching) if cache else None
    if cache is None or before is None:
        return _strictly(folder, shelves)[0]
    kept = cache / f"coaching-{before}.json"
    found = recall(kept, folder, shelves, Coaching)
    with suppress(FrozenError):
        if found is not None:
            return LoadedCoaching(thaw_as(Coaching, found.document), found.told)
    fresh, bases = _strictly(folder, shelves)
    if print_of(folder, Coaching) == before:
        keep(kept, bases, Coaching, freeze(fresh.coaching), fresh.left_out)
    return fresh


def rules_left_out(folder: Path, shelves: Sequence[Path]) -> "tuple[Problem, ...]":
    """Return what is wrong with a playbook's coaching; each rule that did not ship is tried out."""
    from aware_tui.content.coaching_loader import load_coaching
    from aware_tui.content.loader import bases_of

    chain = (folder, *(where for _, where in bases_of(folder, shelves)))
    return tuple(load_coaching(chain, trusted=paths.shipped_playbooks())[1])


def _strictly(folder: Path, shelves: Sequence[Path]) -> tuple[LoadedCoaching, tuple[Base, ...]]:
    from aware_tui.content.coaching_loader import load_coaching  # yaml and pydantic take long
    from aware_tui.content.loader import bases_of

    bases = bases_of(folder, shelves)
    chain = (folder, *(where for _, where in bases))
    coaching, problems = load_coaching(chain, trusted=paths.shipped_playbooks())
    return LoadedCoaching(coaching, tuple(str(problem) for problem in problems)), bases
