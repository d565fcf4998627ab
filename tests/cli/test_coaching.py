"""Apologies and promises read from the command line, for people and for other programs."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli.said import Aware, Said
from reading_ahead import lay_read_playbook

pytestmark = pytest.mark.head(22)

FAKE = "I'm sorry you feel that way"
FAULT = "I'm sorry you feel"
ELEMENTS = {"regret", "responsibility", "explanation", "repair", "repentance", "forgiveness"}
APOLOGY_KEYS = ["text", "size", "verdict", "elements", "missing", "findings"]
PROMISE_KEYS = ["text", "verdict", "missing", "due", "due_words", "ambiguous", "findings"]
FINDING_KEYS = ["rule", "severity", "start", "end", "reason", "suggestion"]
THURSDAY = ("--now", "2026-03-12T10:20", "--zone", "Europe/London")
TEAM = "extends: aware\nid: mine\ntitle: Mine\nversion: '2'\n"


@pytest.fixture(autouse=True)
def read_ahead(tmp_path: Path) -> None:
    """Let each command find the shipped playbook read."""
    lay_read_playbook(tmp_path / "data")


def batch(*words: str, stdin: bytes) -> Said:
    """Run the program of its own with these bytes on stdin."""
    done = subprocess.run(
        [sys.executable, "-m", "aware_tui", *words],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def objects(said: Said) -> list[dict[str, Any]]:
    """Return the object on each line."""
    assert said.out.endswith("\n")
    return [json.loads(line) for line in said.out.split("\n")[:-1]]


def on_a_terminal(*words: str, **env: str) -> str:
    """Return what the program prints on a terminal."""
    here, there = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    with os.fdopen(here, "rb", closefd=True) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "aware_tui", *words],
            stdin=subprocess.DEVNULL,
            stdout=there,
            stderr=there,
            env={**kept, "TERM": "xterm-256color", **env},
            check=False,
            timeout=60,
        )
        os.close(there)
        assert done.returncode == 0
        return os.read(screen.fileno(), 65536).decode()


def test_a_reading_of_an_apology_is_one_object_as_agreed(aware: Aware) -> None:
    said = aware("apology", FAKE, "--json")
    assert (said.status, said.err) == (0, "")
    found = said.json
    assert list(found) == APOLOGY_KEYS
    assert (found["text"], found["size"], found["verdict"], found["elements"]) == (FAKE, "full", "fake", [])
    assert set(found["missing"]) == ELEMENTS - {"forgiveness"}
    [finding] = found["findings"]
    assert list(finding) == FINDING_KEYS
    assert (finding["rule"], finding["severity"]) == ("blame_shift", "block")
    assert FAKE[finding["start"] : finding["end"]] == FAULT
    assert finding["reason"].startswith("It regrets how they feel")
    assert finding["suggestion"].startswith("Name the event")


@pytest.mark.parametrize(
    ("text", "verdict", "elements"),
    [
        ("I'm sorry we missed your visit. That was our mistake.", "real", {"regret", "responsibility"}),
        ("I'm sorry for your wait", "partial", {"regret"}),
        (FAKE, "fake", set()),
        ("Please ring me tomorrow", "none", set()),
        ("", "none", set()),
    ],
)
def test_each_verdict_is_given_with_what_was_said_whatever_the_size(
    aware: Aware, text: str, verdict: str, elements: set[str]
) -> None:
    full, light = (aware("apology", "--json", text, "--size", size).json for size in ("full", "light"))
    for found in (full, light):
        assert found["verdict"] == verdict
        assert set(found["elements"]) == elements
    assert (full["size"], light["size"]) == ("full", "light")
    assert set(full["missing"]) == ELEMENTS - {"forgiveness"} - elements
    assert set(light["missing"]) == {"regret"} - elements


@pytest.mark.parametrize("lead", ["🙂 ", "\u00e9e\u0301 ", "👩\u200d👩\u200d👧 so, ", "漢字 "])
def test_offsets_count_code_points_of_the_text_as_given(aware: Aware, lead: str) -> None:
    text = f"{lead}{FAKE}"
    found = aware("apology", text, "--json").json
    assert found["text"] == text
    [finding] = found["findings"]
    assert (finding["start"], finding["end"]) == (len(lead), len(lead) + len(FAULT))
    promise = f"{lead}I'll look into it"
    [finding] = aware("promise-check", promise, "--json").json["findings"]
    assert promise[finding["start"] : finding["end"]] == "look into"


@pytest.mark.long
def test_every_line_of_stdin_has_an_object_of_its_own_empty_ones_too() -> None:
    said = batch("apology", stdin=f"{FAKE}\n\nI'm sorry for your wait\r\n  \n{FAKE}".encode())
    assert (said.status, said.err) == (0, "")
    found = objects(said)
    assert [each["text"] for each in found] == [FAKE, "", "I'm sorry for your wait", "  ", FAKE]
    assert [each["verdict"] for each in found] == ["fake", "none", "partial", "none", "fake"]
    assert all(list(each) == APOLOGY_KEYS for each in found)
    assert (
        objects(batch("apology", "--json", "--size", "light", stdin=b"\n\n"))
        == [
            {
                "text": "",
                "size": "light",
                "verdict": "none",
                "elements": [],
                "missing": ["regret"],
                "findings": [],
            }
        ]
        * 2
    )
    assert batch("apology", stdin=b"").out == ""
    assert batch("apology", "-", stdin=b"\n").out == batch("apology", stdin=b"\n").out != ""


@pytest.mark.long
def test_only_a_line_feed_ends_a_line_of_stdin() -> None:
    lines = ["a\x0bb", "c\x0cd", "e\x85f", "g\u2028h", "i\rj"]
    found = objects(batch("apology", stdin="\n".join(lines).encode()))
    assert [each["text"] for each in found] == lines


@pytest.mark.long
def test_bytes_that_are_no_text_and_endless_lines_are_answered_too() -> None:
    long = f"{FAKE} " + "x" * (100_000 - len(FAKE) - 1)
    said = batch("apology", stdin=b"I'm sorry \xff\xfe you\x00\n" + long.encode() + b"\n" + FAKE.encode())
    assert (said.status, said.err) == (0, "")
    broken, endless, last = objects(said)
    assert broken["text"] == "I'm sorry \ufffd\ufffd you\x00"
    assert endless["text"] == long
    assert endless["findings"][0]["rule"] == "blame_shift"
    assert last["verdict"] == "fake"


def test_a_batch_of_promises_has_an_object_a_line() -> None:
    lines = f"I'll ring you by 5\n\nI will look into it. {'x' * 100_000}\r\n\xff".encode("latin-1")
    said = batch("promise-check", *THURSDAY, stdin=lines)
    assert (said.status, said.err) == (0, "")
    found = objects(said)
    assert [each["verdict"] for each in found] == ["exact", "none", "vague", "none"]
    assert all(list(each) == PROMISE_KEYS for each in found)
    assert found[3]["text"] == "\ufffd"


@pytest.mark.parametrize(
    ("text", "verdict", "missing", "due"),
    [
        ("I'll ring you back tomorrow by 5", "exact", [], "2026-03-13T17:00:00+00:00"),
        ("We will send it by the end of the day", "exact", [], "2026-03-12T17:00:00+00:00"),
        ("I'll ring you on 30 March at 9", "exact", [], "2026-03-30T09:00:00+01:00"),
        ("I'll ring you back", "incomplete", ["when"], None),
        ("The parcel will be ready", "incomplete", ["who", "when"], None),
        ("I'll look into it", "vague", ["when"], None),
        ("I'll ring you back soon", "vague", ["when"], None),
        ("Thank you for waiting", "none", ["what", "who", "when"], None),
    ],
)
def test_a_promise_is_judged_with_what_is_missing_and_when_it_is_due(
    aware: Aware, text: str, verdict: str, missing: list[str], due: str | None
) -> None:
    said = aware("promise-check", "--json", *THURSDAY, text)
    assert (said.status, said.err) == (0, "")
    found = said.json
    assert list(found) == PROMISE_KEYS
    assert (found["text"], found["verdict"], found["missing"]) == (text, verdict, missing)
    assert (found["due"], bool(found["due_words"])) == (due, due is not None)
    assert found["ambiguous"] is False
    assert bool(found["findings"]) is (verdict == "vague")


def test_a_time_with_two_meanings_is_ambiguous_and_asked_about(aware: Aware) -> None:
    text = "I'll ring you on 04/05 at 5"
    found = aware("promise-check", "--json", *THURSDAY, text).json
    assert (found["ambiguous"], found["due"]) == (True, None)
    [finding] = found["findings"]
    assert text[finding["start"] : finding["end"]] == "04/05 at 5"


def test_a_time_is_reckoned_in_the_zone_that_is_named_or_set(aware: Aware) -> None:
    words = ("promise-check", "--json", "--now", "2026-07-01T12:00:00+00:00", "I'll ring you tomorrow by 5")
    assert aware(*words).json["due"] == "2026-07-02T17:00:00+01:00"
    assert aware(*words, "--zone", "Europe/Berlin").json["due"] == "2026-07-02T17:00:00+02:00"


CALENDAR = """\
zone: Europe/London
hours: {monday: 08:00-18:00, thursday: 08:00-16:00, friday: closed}
closed: [2026-03-16 Stock-taking]
"""


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We will send it by the end of the day", "2026-03-12T16:00:00+00:00"),
        ("I'll ring you in two working days", "2026-03-18T17:00:00+00:00"),
        ("I'll ring you within seven working hours", "2026-03-17T10:20:00+00:00"),
        ("I'll ring you on Tuesday", "2026-03-17T17:00:00+00:00"),
    ],
)
def test_the_due_time_is_that_of_the_calendar_of_the_playbook(
    aware: Aware, tmp_path: Path, text: str, due: str
) -> None:
    folder = tmp_path / "data" / "playbooks" / "mine"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(f"{TEAM}calendar: calendar.yaml\n")
    (folder / "calendar.yaml").write_text(CALENDAR)
    said = aware("promise-check", "--json", *THURSDAY, "--playbook", "mine", text)
    assert (said.status, said.json["due"], said.json["verdict"]) == (0, due, "exact")


def test_a_calendar_that_cannot_be_used_leaves_the_usual_one_in_force(aware: Aware, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "playbooks" / "mine"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(f"{TEAM}calendar: {{hours: {{monday: late}}}}\n")
    said = aware("promise-check", "--json", *THURSDAY, "--playbook", "mine", "We will send it by end of day")
    assert (said.status, said.json["due"]) == (0, "2026-03-12T17:00:00+00:00")
    checked = aware("playbook", "check", "mine")
    assert (checked.status, checked.out.count("playbook.yaml:5:28")) == (1, 1)


def test_text_is_answered_for_people_with_words_reason_and_suggestion(aware: Aware) -> None:
    said = aware("apology", FAKE)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Words in it take the apology back.\n  {FAKE}\n")
    for words in (f"“{FAULT}”", "It regrets how they feel", "Name the event", "responsibility: Say whose"):
        assert words in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())
    told = aware("promise-check", *THURSDAY, "I'll ring you tomorrow by 5").out
    assert told.startswith("An exact promise.\n")
    assert "Due tomorrow 17:00" in told
    assert "“look into”" in aware("promise-check", "I'll look into it").out


def test_a_text_in_another_language_is_said_to_be_one(aware: Aware) -> None:
    said = aware("apology", "Es tut mir leid dass wir den Termin verpasst haben")
    assert said.out.startswith("The coach reads English")
    assert "No apology" not in said.out


def test_explain_answers_stdin_for_people(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{FAKE}\nSorry\n".encode())))
    said = aware("apology", "--explain")
    assert said.status == 0
    assert "Words in it take the apology back." in said.out
    assert "\n\nHonest regret, and no more" in said.out


@pytest.mark.sweep(1)
@pytest.mark.parametrize("command", [("apology", FAKE), ("promise-check", "I'll look into it")], ids=" ".join)
def test_colours_are_for_a_terminal_that_wants_them(program: Aware, command: tuple[str, ...]) -> None:
    assert "\x1b" not in program(*command, "--explain").out
    coloured = on_a_terminal(*command, "--explain")
    assert "\x1b[31;4m" in coloured
    assert coloured.count("\x1b[0m") >= 2
    assert "\x1b" not in on_a_terminal(*command, "--explain", NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(*command, "--explain", TERM="dumb")


def test_what_controls_a_terminal_is_never_printed_raw(aware: Aware) -> None:
    hostile = f"\x1b[31mred\x1b]0;owned\x07 {FAKE} \u202egnp\x9b2J"
    for words in (("apology", hostile), ("apology", "--json", hostile), ("promise-check", hostile)):
        assert not set("\x1b\x07\x9b\u202e") & set(aware(*words).out)
    assert aware("apology", "--json", hostile).json["text"] == hostile


@pytest.mark.parametrize(
    "words",
    [
        ["apology", "--size", "big", "x"],
        ["apology", "--json", "--explain", "x"],
        ["apology", "one", "two"],
        ["promise-check", "--zone", "Mars/Olympus", "x"],
        ["promise-check", "--zone", "../../etc/passwd", "x"],
        ["promise-check", "--now", "soon", "x"],
        ["promise-check", "--size", "light", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_plainly(aware: Aware, words: list[str]) -> None:
    said = aware(*words)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 2
    assert "Traceback" not in said.err


BROKEN = {
    "a pattern left open": ('["("]', '["I am sorry, ("]'),
    "its own example not found": ('["zzz"]', '["I\'m sorry, the till said no."]'),
    "a pattern that is a number": ("[7]", '["I\'m sorry, 7."]'),
}


@pytest.mark.long
@pytest.mark.sweep(1)
@pytest.mark.parametrize(("patterns", "hits"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_of_a_team_is_told_with_its_line_and_the_rest_works(
    aware: Aware, tmp_path: Path, patterns: str, hits: str
) -> None:
    folder = tmp_path / "data" / "playbooks" / "mine"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(TEAM)
    own = "{id: till, any: [till said], severity: warn, reason: A till is nobody., better: Who?, source: us,"
    (folder / "coaching.yaml").write_text(
        "apology:\n  findings:\n"
        f'    - {own} hits: ["I\'m sorry, the till said no."], misses: [Hello]}}\n'
        f"    - {{id: broken, any: {patterns}, source: us, reason: R., hits: {hits}, misses: [Hello]}}\n"
    )
    for _ in range(2):  # read anew, and from the cache
        said = aware("apology", "--json", "--playbook", "mine", "I'm sorry, the till said no.")
        assert said.status == 0
        assert "coaching.yaml" in said.err
        assert "line 4" in said.err or ":4" in said.err
        assert len(said.err.splitlines()) == 1
        assert "till" in [finding["rule"] for finding in said.json["findings"]]
    assert aware("apology", "--json", "--playbook", "mine", FAKE).json["verdict"] == "fake"
    checked = aware("playbook", "check", "mine")
    assert checked.status == 1
    assert said.err.strip() in checked.out
    assert "the coaches leave out" in checked.err
