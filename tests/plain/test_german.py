"""Plain text in German: every word goes through the catalogue, and whole talks are heard in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plain.talking import Talk
from unwrapped import unwrapped

from aware_tui import language
from aware_tui.plain.insights.talk import COMMANDS as OF_INSIGHTS
from aware_tui.plain.live.talk import COMMANDS
from aware_tui.plain.queue.talk import COMMANDS as OF_QUEUE

SOURCE = Path(language.__file__).parent

SPOKEN = (
    *("cli/drilling.py", "cli/plain.py", "cli/practice_choosing.py", "cli/rehearsal_words.py"),
    *("cli/rehearsing.py", "cli/rehearsing_after.py", "cli/rehearsing_lines.py"),
    *("exports/insights_report.py", "services/practice/drill_plain.py", "services/practice/naming.py"),
)
"""What speaks in plain text outside of `plain`."""

TYPED = {name for command in (*COMMANDS, *OF_QUEUE, *OF_INSIGHTS) for name in command.names} | {"put away"}
"""What is typed; it is the same in every language."""

KEPT = {"safety on", "safety off", "aware insights --since {} --until {}"}
"""What is written in the story, and a command."""

TALKS = {
    "live": (
        (
            "es tropft",
            "steps",
            "f",
            "where",
            "promise Ich rufe morgen um 17 Uhr zurück",
            "kept 1",
            "go 5",
            "read",
        ),
        (
            "Annehmen, Zuhören, Schritt 1 von 5.",
            "1 Annehmen: hier sind Sie.",
            "Gehalten: Ich rufe zurück. Gespeichert.",
            "3 Zusagen: Ich rufe zurück, bis morgen 17:00 (gehalten)",
        ),
    ),
    "insights": (
        ("list", "nonsense", "goals", "heard", "feedback 4 gut", "undo", "help"),
        ("1 Beschwerde. 1 offene Zusage, keine überfällig.", "Notiert: positiv. Gespeichert.", "Nach Weg:"),
    ),
    "practice": (
        ("progress", "99", "gas-smell", "help", "Guten Tag", "0", "", "quit"),
        ("Sie haben noch mehr zu sagen.", "0 weiterreden lassen", "Sie dürfen anbieten:"),
    ),
    "follow-ups": (
        ("list", "show 1", "changed 1 in zwei Wochen weil das Teil fehlt", "list", "kept 1", "list"),
        ("Gehalten: Ring back. Gespeichert.", "Hier nichts. `all` nennt alles, was offen ist."),
    ),
}
"""What is typed to each command, and what is heard among other things."""

ENGLISH = (" the ", " of ", " and ", " is ", " are ", " you ", " to ", " no ")
"""Words that no German sentence has."""


def modules() -> Iterator[Path]:
    yield from sorted((SOURCE / "plain").rglob("*.py"))
    yield from (SOURCE / name for name in SPOKEN)


def test_every_word_of_plain_text_goes_through_the_catalogue() -> None:
    past = {
        f"{path.relative_to(SOURCE).as_posix()}: {text}"
        for path in modules()
        for text in unwrapped(path)
        if text not in TYPED | KEPT
    }
    assert past == set()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("command", TALKS)
def test_a_talk_is_german(talk: Talk, data: Path, command: str) -> None:
    typed, wanted = TALKS[command]
    talk(
        "live", "--plain", typed=("category late", "channel phone", "promise ring back in three days", "park")
    )
    done = subprocess.run(
        [sys.executable, "-m", "aware_tui", command, "--plain", "--playbook", "aware_de"],
        input="\n".join(typed).encode(),
        capture_output=True,
        check=False,
        env=os.environ | {"AWARE_LANGUAGE": "de", "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    heard = done.stdout.decode().splitlines()
    assert set(wanted) <= set(heard), heard
    english = [line for line in heard if any(word in line for word in ENGLISH)]
    assert command == "practice" or english == []
