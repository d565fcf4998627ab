"""Open what typed answers are understood by: read strictly once, then kept while no file changes."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aware_tui import paths
from aware_tui.content.cache import keep, print_of, recall
from aware_tui.content.frozen import FrozenError, freeze, thaw_as
from aware_tui.domain.practice.understanding_rules import UnderstandingRules

FOLDER = "practice"
"""Where it lies in a playbook's folder."""


def main_file(language: str) -> str:
    """Return the name of the file for customers who speak a language: English has none in it."""
    return "understanding.yaml" if language == "en" else f"understanding_{language}.yaml"


@dataclass(frozen=True, slots=True)
class LoadedUnderstanding:
    """What typed answers are understood by, and what was left out: a sentence each, with file and line."""

    rules: UnderstandingRules
    left_out: tuple[str, ...] = ()


def open_understanding(
    folders: Sequence[Path], cache: Path | None = None, language: str = "en"
) -> LoadedUnderstanding:
    """Return what typed answers are understood by, from playbooks' folders, each laid over the next.

    The quick way imports neither yaml nor pydantic. A rule at fault is left out and told of.
    """
    before = _print_of(folders) if cache else None
    if cache is None or before is None:
        return _strictly(folders, language)
    kept = cache / f"understanding-{language}-{before}.json"
    found = recall(kept, folders[0], (), UnderstandingRules)
    with suppress(FrozenError):
        if found is not None:
            return LoadedUnderstanding(thaw_as(UnderstandingRules, found.document), found.told)
    fresh = _strictly(folders, language)
    if _print_of(folders) == before:
        keep(kept, (), UnderstandingRules, freeze(fresh.rules), fresh.left_out)
    return fresh


def _print_of(folders: Sequence[Path]) -> str | None:
    """Return the fingerprint of all these folders' files; None if there is none, or one cannot be read."""
    there = [folder / FOLDER for folder in folders if (folder / FOLDER).is_dir()]
    prints = [print_of(folder, UnderstandingRules) for folder in there]
    whole = [each for each in prints if each is not None]
    if not whole or len(whole) < len(prints):
        return None
    return sha256(" ".join(whole).encode()).hexdigest()


def _strictly(folders: Sequence[Path], language: str) -> LoadedUnderstanding:
    from aware_tui.content.understanding_loader import load_understanding  # yaml and pydantic take long

    rules, problems = load_understanding(folders, paths.shipped_playbooks(), language)
    return LoadedUnderstanding(rules, tuple(str(problem) for problem in problems))
