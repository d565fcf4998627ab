"""What a new playbook and a new practice call begin with: commented files, sound as they are."""

from collections.abc import Mapping
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")
"""The folder they lie in; `{id}` and `{title}` in them stand for what is new."""


def playbook_files(name: str) -> Mapping[str, str]:
    """Return the files of a new playbook by their names, the one to open first before the others."""
    found = sorted((TEMPLATES / "playbook").glob("*.yaml"), key=lambda file: file.stem != "playbook")
    return {file.name: _filled(file, name) for file in found}


def scenario_file(name: str) -> str:
    """Return a practice call that can be played as it is."""
    return _filled(TEMPLATES / "scenario.yaml", name)


def title_of(name: str) -> str:
    """Return what people read for an id: `late_night` is Late night."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _filled(file: Path, name: str) -> str:
    return file.read_text("utf-8").replace("{id}", name).replace("{title}", f'"{title_of(name)}"')
