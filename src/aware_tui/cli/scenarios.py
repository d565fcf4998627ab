"""The commands about scenarios: check files, draft one from a session, scrub it, and offer it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aware_tui.cli.in_force import settings_in_force, settings_of
from aware_tui.cli.output import complain, say, say_json
from aware_tui.config import Settings

if TYPE_CHECKING:
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.services.practice.offering import Checked
    from aware_tui.services.practice.scrubbing import Scrubbed

WRONG = 1
"""Exit status after a problem that was told."""


def check(args: Namespace) -> int:
    """Say what is wrong with scenarios, by file and line; with `--prove` also whether their scores hold."""
    from aware_tui.services.practice.offering import OfferProblem, check_file, moods_in_force
    from aware_tui.services.practice.shelves import categories_in_force

    settings = settings_in_force(args)
    try:
        moods = moods_in_force(settings)
    except OfferProblem as problem:
        complain(str(problem))
        return WRONG
    told, wrong, categories = list[dict[str, Any]](), False, categories_in_force(settings)
    for path in _paths(args.files):
        checked = check_file(path, moods, categories)
        failed = _proofs(checked, moods) if args.prove else ()
        wrong = wrong or bool(checked.problems or failed)
        if args.json:
            told.append(_object(path, checked, failed if args.prove else None))
        else:
            say(*_told(path, checked, failed, proved=args.prove))
    if args.json:
        say_json(told)
    return WRONG if wrong else 0


def _paths(names: Sequence[str]) -> Iterator[Path]:
    """Yield the files; a folder stands for the YAML files in it, and one without any is told as itself."""
    from aware_tui.services.practice.from_session import is_folder

    for name in names:
        path = Path(name)
        yield from (is_folder(path) and sorted(path.glob("*.yaml"))) or [path]


def _proofs(checked: "Checked", moods: "MoodTable") -> Sequence[str]:
    from aware_tui.domain.practice.proving import prove

    return prove(checked.loaded.scenario, moods) if checked.loaded is not None else ()


def _told(path: Path, checked: "Checked", failed: Sequence[str], *, proved: bool) -> Iterator[str]:
    yield from (str(problem) for problem in checked.problems)
    yield from (f"{path}: {sentence}" for sentence in failed)
    if checked.loaded is not None and not failed:
        also = " Its score is proved." if proved else ""
        yield f"{checked.loaded.scenario.id}: clean. The model scores {checked.model:g}.{also}"


def _object(path: Path, checked: "Checked", failed: Sequence[str] | None) -> dict[str, Any]:
    from aware_tui.exports.json_text import row

    loaded = checked.loaded
    return {
        "file": path,
        "id": loaded.scenario.id if loaded is not None else None,
        "clean": not checked.problems and not failed,
        "model": checked.model,
        "problems": [row(problem) for problem in checked.problems],
        "proofs": failed if failed is None else list(failed),
    }


def draft(args: Namespace) -> int:
    """Draft a scenario from a session: into a file, or onto stdout with a copy among the drafts."""
    from aware_tui.services.practice.from_session import keep_draft, read_draft, write_draft

    settings = settings_of(args)
    made = read_draft(settings, args.id)
    if args.output == "-":
        say(*made.text.splitlines())
        return 0
    if args.output is not None:
        path = write_draft(Path(args.output), made)
        say(f"The draft is in {path}.")
    else:
        path = keep_draft(settings, made)
        say(*path.read_text("utf-8").splitlines())
    complain(f"Write each TODO of {path} in your own words, then: aware scenario offer {path}")
    return 0


def scrub(args: Namespace) -> int:
    """Show what must still go from a draft."""
    settings, path = settings_of(args), Path(args.file)
    found = _scrubbed(settings, path, args.session)
    if isinstance(found, int):
        return found
    if found is None:
        complain(f"{path} came from no session. Name one with --session ID to hold it against.")
        return WRONG
    say(*_stains(path, found))
    if found.clean:
        say(f"Nothing of the session is left in {path}.", *_unwritten(path, found))
    return 0 if found.clean else WRONG


def _scrubbed(settings: Settings, path: Path, session: str | None) -> "Scrubbed | int | None":
    """Return what the scrub says, or the exit status after a problem that was told."""
    from aware_tui.content.errors import ContentError
    from aware_tui.services.practice.offering import OfferProblem, scrub_draft

    try:
        return scrub_draft(settings, path, session)
    except (ContentError, OfferProblem) as problem:
        complain(str(problem))
        return WRONG


def _stains(path: Path, found: "Scrubbed") -> Iterator[str]:
    """Yield what must go, by file and line, and each line as it is and as it would be without."""
    for line in found.lines:
        for stain in line.stains:
            kind = f"{stain.kind[0].upper()}{stain.kind[1:]}"
            yield f"{path}:{stain.line}:{stain.column}: {kind}, “{stain.shown}”. {stain.instead}"
        yield f"  - {line.before.strip()}"
        yield f"  + {line.after.strip()}"


def _unwritten(path: Path, found: "Scrubbed") -> Iterator[str]:
    if found.to_write:
        count, (line, column) = len(found.to_write), found.to_write[0]
        yield f"{path}:{line}:{column}: Here is the first TODO of {count}. Write it in your own words."


def offer(args: Namespace) -> int:
    """Scrub, check and prove a scenario, then copy it to where Practice finds it."""
    settings, path = settings_in_force(args), Path(args.file)
    found = _scrubbed(settings, path, args.session)
    if isinstance(found, int):
        return found
    if found is not None and (found.lines or found.to_write):
        say(*_stains(path, found), *_unwritten(path, found))
        complain(f"{path} was not offered: {_what_is_left(found)}. Nothing was changed.")
        return WRONG
    return _offer_clean(settings, path)


def _what_is_left(found: "Scrubbed") -> str:
    stains = sum(len(line.stains) for line in found.lines)
    parts = []
    if stains:
        parts.append("1 thing must still go" if stains == 1 else f"{stains} things must still go")
    if found.to_write:
        parts.append(f"{len(found.to_write)} TODO are left to write")
    return " and ".join(parts)


def _offer_clean(settings: Settings, path: Path) -> int:
    """Check and prove a scenario in which nothing is left that must go, then offer it."""
    from aware_tui.services.practice.offering import (
        OfferProblem,
        check_file,
        moods_in_force,
        put_on_the_shelf,
        refuse_taken,
    )
    from aware_tui.services.practice.shelves import categories_in_force

    try:
        moods = moods_in_force(settings)
        checked = check_file(path, moods, categories_in_force(settings))
        if checked.loaded is None:
            raise OfferProblem("\n".join(str(problem) for problem in checked.problems))
        target = refuse_taken(settings, path, checked.loaded)
        complain("Its score is being proved; that takes some seconds.")
        failed = _proofs(checked, moods)
        if failed:
            raise OfferProblem("\n".join(f"{path}: {sentence}" for sentence in failed))
        put_on_the_shelf(path, target)
    except OfferProblem as problem:
        complain(str(problem))
        return WRONG
    say(f"Offered: Practice lists it as {checked.loaded.scenario.id}, for everybody here.", str(target))
    return 0
