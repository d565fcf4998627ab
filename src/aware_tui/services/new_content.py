"""Beginning a playbook or a practice call: files to edit, laid where they are found again."""

import re
from pathlib import Path

from aware_tui.config import Settings
from aware_tui.domain.text import excerpt
from aware_tui.language import _

PLAYBOOK_ID = re.compile(r"[a-z][a-z0-9_-]{1,39}")
SCENARIO_ID = re.compile(r"[a-z][a-z0-9-]{1,39}")


class NotBegun(Exception):  # noqa: N818
    """Nothing was made; the message says why and what to do."""


def new_playbook(settings: Settings, name: str, folder: Path | None = None) -> Path:
    """Make a playbook that extends AWARE; return its folder, by default that of one's own playbooks.

    Raises NotBegun for a name that cannot be one or is taken, NotWritten.
    """
    from aware_tui.content.folders import locate
    from aware_tui.content.starting import playbook_files
    from aware_tui.exports.files import new_file, new_folder, private_folder
    from aware_tui.services.reports import shelves

    if PLAYBOOK_ID.fullmatch(name) is None:
        raise NotBegun(
            _(
                "“{name}” cannot be the name of a playbook. Take small letters, digits, _ and -, "
                "two to forty of them, a letter first, such as harbour_heating."
            ).format(name=excerpt(name, 60))
        )
    target = folder or private_folder(settings.data_dir / "playbooks") / name
    taken = locate(name, shelves(settings))
    if taken is not None or (folder is None and target.exists()):
        raise NotBegun(
            _("There is a playbook {name} already, in {place}. Choose another name.").format(
                name=name, place=taken or target
            )
        )
    with new_folder(target) as made:
        for file, text in playbook_files(name).items():
            with new_file(made / file) as out:
                out.write(text)
    return target


def new_scenario(settings: Settings, name: str, file: Path | None = None) -> Path:
    """Make a practice call to edit; return its file, by default among the drafts.

    Raises NotBegun for a name that cannot be one or is taken, NotWritten.
    """
    from aware_tui.content.starting import scenario_file
    from aware_tui.exports.files import private_folder, write_whole
    from aware_tui.services.practice.from_session import drafts_of

    if SCENARIO_ID.fullmatch(name) is None:
        raise NotBegun(
            _(
                "“{name}” cannot be the name of a scenario. Take small letters, digits and -, "
                "two to forty of them, a letter first, such as late-cake."
            ).format(name=excerpt(name, 60))
        )
    target = file or private_folder(drafts_of(settings)) / f"{name}.yaml"
    if target.exists():
        raise NotBegun(
            _("{place} is there already. Choose another name; nothing was changed.").format(place=target)
        )
    write_whole(target, scenario_file(name), lambda _text: False)
    return target
