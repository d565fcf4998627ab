"""Which language the program speaks: settled before anything is loaded that has words in it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from aware_tui import language, paths

FOLDER = "--data-dir"

WITH_A_VALUE = (FOLDER, "--database-url", "--playbook")
"""Options that may stand before the command, each with a word after it."""

SPEAK = ("", "live", "practice", "demo", "serve", "card", "settings")
"""The commands that know other languages; without a command the screens open."""

SPEAK_PLAIN = ("live", "follow-ups", "practice", "insights")
"""Those that do in plain text. What other programs may read is English everywhere."""

LONGEST = 50_000
"""Characters of the settings that are looked through; a longer file is refused later."""

ENGLISH = ("--json", "--list", "--script", "-h", "--help", "--version")


def speak(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Speak the language that the environment, the settings or the system ask for, in this order."""
    if not knows_languages(words):
        language.use("en")
        return
    wanted = language.asked_for(environment)
    if not environment.get(language.ASKED_BY[0]):
        wanted = language.asked_for(environment, written_in(folder_of(words, environment)))
    language.use(wanted)


def knows_languages(words: Sequence[str]) -> bool:
    """Say whether all that a command shows is in the catalogues."""
    if any(word in ENGLISH for word in words):
        return False
    return command_of(words) in (SPEAK_PLAIN if "--plain" in words else SPEAK)


def command_of(words: Sequence[str]) -> str:
    """Return the first word that is neither an option nor the value of one; empty without any."""
    before = ("", *words)
    named = (word for above, word in zip(before, words, strict=False) if above not in WITH_A_VALUE)
    return next((word for word in named if not word.startswith("-")), "")


def folder_of(words: Sequence[str], environment: Mapping[str, str]) -> Path:
    """Return the data folder that the words or the environment name; nothing here says what is wrong."""
    named = environment.get("AWARE_DATA_DIR", "")
    for number, word in enumerate(words):
        if word == FOLDER and number + 1 < len(words):
            named = words[number + 1]
        elif word.startswith(f"{FOLDER}="):
            named = word.removeprefix(f"{FOLDER}=")
    return Path(os.path.expanduser(named)) if named else paths.default_data_dir()  # noqa: PTH111


def written_in(folder: Path) -> str:
    """Return the language in the settings of a folder; empty where none can be read, which is told later."""
    file = folder / "settings.toml"
    try:
        if not file.is_file():  # a pipe would be waited on for ever
            return ""
        with file.open(encoding="utf-8-sig") as beginning:
            text = beginning.read(LONGEST)
    except (OSError, ValueError):
        return ""
    if "language" not in text:
        return ""
    import tomllib  # most people have no such file

    try:
        said = tomllib.loads(text).get("language", "")
    except (ValueError, RecursionError):
        return ""
    return said if isinstance(said, str) else ""
